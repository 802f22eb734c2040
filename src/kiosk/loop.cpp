#include "kiosk/loop.h"

#include "base/log.h"
#include "kiosk/screens.h"
#include "kiosk/wipe.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace huibiao::kiosk {

using namespace std::chrono_literals;

namespace {

// Who presses while the disk is slow presses on what is no longer there.
constexpr auto Slow = 250ms;
// Of a page that runs; a screen with vertical sync paces it besides.
constexpr int FrameMs = 15;
constexpr std::size_t Piece = 12; // points of a line that are painted at once

/// What woke us is done.
void silence(int bell) {
    if (bell < 0) return;
    std::uint64_t rung = 0;
    [[maybe_unused]] auto const got = ::read(bell, &rung, sizeof rung);
}

} // namespace

Loop::Loop(Parts parts, base::Language staff, Window& window, Wall& wall, Inspector* inspector)
    : m_parts(std::move(parts)), m_window(window), m_inspector(inspector),
      m_session(*m_parts.event, *m_parts.services, *m_parts.clock, staff), m_texts(*m_parts.fonts),
      m_bell(::eventfd(0, EFD_NONBLOCK | EFD_CLOEXEC)), m_wall(wall) {
    m_gallery.emplace(m_parts.services->things, m_bell);
}

Loop::~Loop() {
    m_watch.reset(); // all three ring the bell
    m_job.reset();
    m_gallery.reset();
    if (m_bell >= 0) ::close(m_bell);
}

base::Result<void> Loop::resize() {
    auto surface = draw::Surface::create(m_window.width(), m_window.height());
    if (!surface) return base::pass(surface);
    auto posters = Posters::open(*m_parts.fonts, *m_parts.event, m_parts.share, surface->bounds().size());
    if (!posters) return base::pass(posters);
    // A first page that cannot be drawn is said now, to the person who starts the program.
    auto drawn = posters->drawn(std::min(m_session.poster(), posters->count() - 1));
    if (!drawn) return base::pass(drawn);
    m_drawn = std::move(*drawn);
    m_drawnFor = m_session.poster();
    m_surface.emplace(std::move(*surface));
    m_posters.emplace(std::move(*posters));
    m_all = true;
    return {};
}

void Loop::rebuild() {
    bool const attract = m_session.screen() == Screen::Attract;
    if (attract && m_drawnFor != m_session.poster()) {
        auto drawn = m_posters->drawn(m_session.poster());
        if (!drawn) base::logError(drawn.error().text(base::Language::English));
        m_drawn = drawn ? std::move(*drawn) : std::vector<layout::Drawn>{};
        m_drawnFor = m_session.poster();
    }
    // Between two people, of whom the second must find nothing of the first.
    bool const between = attract || m_session.screen() == Screen::Assist;
    if (between && m_shown.screen != (attract ? "attract" : "assist")) forget();
    // Nor of a passphrase, once its page is left.
    bool const asked = m_shown.place == "staff_passphrase";
    if (asked && !(m_session.screen() == Screen::Staff && m_session.desk().page() == DeskPage::Passphrase))
        forget();
    m_scene = makeScene(m_session, m_texts, m_window.width(), m_window.height(),
                        m_halted ? std::string_view{} : m_hand.pressed(), m_drawn);
    m_session.scroll = m_scene.scrolling ? m_scene.scrolling->offset : 0;
    m_session.reveal.clear();
    m_stale = false;
    m_lineMarks = 0;
    showLine();
}

void Loop::forget() {
    m_texts.clear();
    // Not overwritten by what comes next: a string that is shorter leaves the end of the longer one.
    m_scene = {};
    m_shown = {};
    m_all = true;
    wipeStack();
}

void Loop::showLine() {
    auto& marks = m_scene.marks;
    marks.resize(marks.size() - m_lineMarks);
    m_lineMarks = 0;
    if (!m_hand.draws()) return;
    // In pieces, so that only the last of them is painted again when the finger moves on.
    auto const& line = m_hand.line();
    for (std::size_t from = 0; from < line.size(); from += Piece - 1) {
        std::size_t const end = std::min(line.size(), from + Piece);
        if (from > 0 && end - from < 2) break;
        Inking piece{{}, m_hand.pad()->pen, m_hand.pad()->colour};
        piece.points.assign(line.begin() + static_cast<std::ptrdiff_t>(from),
                            line.begin() + static_cast<std::ptrdiff_t>(end));
        marks.push_back({std::move(piece), {}});
        ++m_lineMarks;
    }
}

void Loop::scrollBy(double px) {
    if (!m_scene.scrolling || px == 0) return;
    m_session.scroll = std::clamp(m_scene.scrolling->offset + px, 0.0, m_scene.scrolling->most());
    rebuild();
}

void Loop::glide() {
    if (!m_glide.moving()) return;
    double const before = m_session.scroll;
    std::string const place = m_scene.place;
    scrollBy(m_glide.step(m_parts.clock->steady()));
    // At its end, or where something else has come up, it rests.
    if (m_session.scroll == before && !m_glide.moving()) return;
    if (!m_scene.scrolling || m_scene.modal != 0 || m_scene.place != place || m_session.scroll <= 0 ||
        m_session.scroll >= m_scene.scrolling->most())
        m_glide.stop();
}

void Loop::hearOrRest() {
    // An open device costs a thread that mixes silence: it is open while somebody is there.
    bool const somebody = m_session.screen() != Screen::Attract && m_session.screen() != Screen::Show;
    if (!somebody) {
        m_sound.reset();
        m_soundTried = false;
    } else if (m_parts.event->touchSound && !m_soundTried) {
        m_soundTried = true;
        m_sound = Sound::open();
    }
}

void Loop::press(Act const& act) {
    m_glide.stop();
    if (act.verb == Verb::Scroll) {
        m_session.touched();
        if (!m_scene.scrolling) return;
        double const page = m_scene.scrolling->viewport.height * 0.8;
        return scrollBy(act.value == "up" ? -page : page);
    }
    auto const before = m_parts.clock->steady();
    m_session.press(act);
    if (m_parts.clock->steady() - before > Slow) {
        m_window.sync();
        while (m_window.input()) {
        }
        m_hand.forget();
    }
    rebuild();
}

void Loop::take(Input const& input) {
    auto const now = m_parts.clock->steady();
    if (input.kind == Input::Kind::Move && m_hand.draws()) {
        // A line grows many times a second: nothing else changes.
        m_session.touched();
        static_cast<void>(m_hand.move(input.at, m_scene));
        return showLine();
    }
    m_stale = true;
    switch (input.kind) {
    case Input::Kind::Down: {
        m_session.touched();
        m_halted = m_glide.moving();
        m_glide.stop();
        auto const outcome = m_hand.down(input.at, m_scene, now);
        if (m_sound && !m_halted && !m_hand.pressed().empty()) m_sound->click();
        if (outcome.holds) m_session.holdCorner();
        break;
    }
    case Input::Kind::Move: {
        auto const outcome = m_hand.move(input.at, m_scene);
        if (outcome.released) m_session.releaseCorner();
        if (outcome.scroll != 0) {
            m_session.touched();
            m_glide.drag(outcome.scroll, now);
        }
        scrollBy(outcome.scroll);
        break;
    }
    case Input::Kind::Up: {
        if (m_session.hold() > 0) m_hand.forget(); // held, not tapped
        auto const outcome = m_hand.up(input.at, m_scene, now);
        m_session.releaseCorner();
        m_glide.release(now, m_scene.pxPerDp);
        bool const presses = !std::exchange(m_halted, false);
        if (outcome.act && presses) press(*outcome.act);
        if (outcome.drawn)
            m_session.stroke(outcome.drawn->pad, outcome.drawn->points, outcome.drawn->size,
                             outcome.drawn->began);
        break;
    }
    case Input::Kind::Wheel:
        m_glide.stop();
        m_session.touched();
        scrollBy(-input.wheel * m_scene.pxPerDp * 96);
        break;
    case Input::Kind::Text: m_session.type(input.text); break;
    case Input::Kind::Erase: m_session.erase(); break;
    case Input::Kind::Resized:
        if (auto const done = resize(); !done) base::logError(done.error().text(base::Language::English));
        break;
    }
}

void Loop::takeInputs() {
    while (auto const input = m_window.input()) take(*input);
}

void Loop::followDesk() {
    silence(m_bell);
    if (m_parts.services->speaker) silence(m_parts.services->speaker->bell());
    Desk& desk = m_session.desk();
    bool const seen = m_session.screen() == Screen::Staff && desk.page() != DeskPage::Cleared;
    if (seen && !m_watch) m_watch = std::make_unique<VolumeWatch>(*m_parts.services, m_bell);
    if (m_watch) {
        m_watch->watch(seen && !desk.running());
        if (auto news = m_watch->news()) {
            desk.volumesAre(std::move(*news));
            m_stale = true;
        }
    }
    if (auto task = desk.take()) m_job = std::make_unique<Job>(*m_parts.services, std::move(*task), m_bell);
    if (!m_job) return;
    if (desk.stopping()) m_job->stop();
    desk.at(m_job->share());
    if (auto outcome = m_job->outcome()) {
        m_job.reset();
        m_session.taskDone(std::move(*outcome));
    }
}

void Loop::show() {
    bool const uncovered = m_window.uncovered();
    draw::Rect const changed = m_all ? m_surface->bounds() : damage(m_shown, m_scene);
    if (!changed.empty()) {
        draw::Canvas canvas = m_surface->canvas();
        Brushes const brushes{
            [&](draw::Canvas& onto, draw::Rect const& rect) { m_parts.event->logo.draw(onto, rect); },
            [&](draw::Canvas& onto, Poster const& poster) { m_posters->show(onto, poster.index); }};
        paint(m_scene, changed, canvas, brushes);
        m_window.upload(*m_surface, changed);
    }
    if (!changed.empty() || uncovered) {
        m_window.present();
        ++m_frame;
    }
    m_shown = m_scene;
    m_all = false;
}

void Loop::prepareNext() {
    std::size_t const count = m_session.posters();
    if (m_session.screen() != Screen::Attract || count < 2) return;
    // What fails now is told when its turn comes.
    static_cast<void>(m_posters->prepare((m_session.poster() + 1) % count));
}

void Loop::sleep(Signals& signals) {
    std::vector<pollfd> fds{{m_window.file(), POLLIN, 0}, {signals.file(), POLLIN, 0}, {m_bell, POLLIN, 0}};
    if (m_parts.services->speaker && m_parts.services->speaker->bell() >= 0)
        fds.push_back({m_parts.services->speaker->bell(), POLLIN, 0});
    if (m_wall.file() >= 0) fds.push_back({m_wall.file(), POLLIN, 0});
    if (m_inspector) m_inspector->addTo(fds);
    int timeout = -1;
    auto wake = m_session.wakeAt();
    if (watchesWall()) wake = std::min(wake.value_or(m_wall.nextLook()), m_wall.nextLook());
    if (wake) {
        auto const left = std::chrono::ceil<std::chrono::milliseconds>(*wake - m_parts.clock->steady());
        timeout = static_cast<int>(std::clamp<std::int64_t>(left.count(), 0, 3'600'000));
    }
    if (m_glide.moving()) timeout = timeout < 0 ? FrameMs : std::min(timeout, FrameMs);
    ::poll(fds.data(), fds.size(), timeout);
}

base::Result<Ending> Loop::run(Signals& signals) {
    if (auto const ready = resize(); !ready) return base::pass(ready);
    while (!m_session.quit() && !signals.came()) {
        if (m_inspector) {
            m_inspector->serve();
            // What was clicked before the question belongs into the answer.
            if (m_inspector->asked()) m_window.sync();
        }
        if (m_scene.width == 0) rebuild();
        takeInputs();
        glide();
        m_session.tick();
        followDesk();
        followWall();
        takeThings();
        if (m_stale || !m_hand.draws()) rebuild();
        show();
        if (m_inspector && m_inspector->asked()) m_inspector->answer(describe(m_shown, m_frame));
        wantThings();
        prepareNext();
        hearOrRest();
        // SFML may have read events into its queue while it presented: poll would not see them.
        bool more = false;
        while (auto const input = m_window.input()) {
            take(*input);
            more = true;
        }
        if (!more && !m_session.quit()) sleep(signals);
    }
    if (!m_session.keepPending())
        base::logError("退出时有回答没能存下来 | leaving with answers that could not be stored");
    if (m_session.replaced()) return Ending::Another;
    return m_session.renewed() ? Ending::Renewed : Ending::Left;
}

} // namespace huibiao::kiosk
