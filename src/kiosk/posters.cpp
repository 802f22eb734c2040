#include "kiosk/posters.h"

#include "base/log.h"
#include "kiosk/survey.h"
#include "kiosk/words.h"
#include "kit/artwork.h"

#include <utility>

namespace huibiao::kiosk {

namespace {

layout::Contents common(event::Event const& event) {
    layout::Contents contents;
    contents[layout::Slot::Banner] = kit::passage(event.banner);
    contents[layout::Slot::Logo] = &event.logo;
    if (!event.questionnaires.empty()) {
        form::Form const& form = event.questionnaires.front().form;
        contents[layout::Slot::Call] = draw::Passage(say::Touch.in(wordsFor(form, form.defaultLanguage())));
    }
    return contents;
}

} // namespace

base::Result<Posters> Posters::open(draw::Fonts const& fonts, event::Event const& event,
                                    fs::path const& share, draw::Size const& screen) {
    auto layout = layout::Layout::load(kit::layoutFor(share, screen, kit::Medium::Screen));
    if (!layout) return base::pass(layout);
    Posters posters(fonts, std::move(*layout), screen);
    for (event::AttractPage const page : event.attract.pages) {
        if (page == event::AttractPage::Banner) {
            posters.m_pages.push_back(common(event));
            continue;
        }
        for (event::Link const& link : event.links) {
            layout::Contents contents = common(event);
            contents[layout::Slot::Qr] = layout::QrText{link.url};
            contents[layout::Slot::Caption] = draw::Passage(link.caption);
            posters.m_pages.push_back(std::move(contents));
        }
    }
    if (posters.m_pages.empty()) posters.m_pages.push_back(common(event));
    return posters;
}

base::Result<void> Posters::prepare(std::size_t index) {
    if (prepared(index)) return {};
    m_ready.reset();
    auto surface = draw::Surface::create(static_cast<int>(m_screen.width), static_cast<int>(m_screen.height));
    if (!surface) return base::pass(surface);
    draw::Canvas canvas = surface->canvas();
    auto drawn = m_layout.draw(canvas, *m_fonts, surface->bounds(), m_pages.at(index));
    if (!drawn) return base::pass(drawn);
    m_ready = Ready{index, std::move(*surface), std::move(*drawn)};
    return {};
}

base::Result<std::vector<layout::Drawn>> Posters::drawn(std::size_t index) {
    if (auto const done = prepare(index); !done) return base::pass(done);
    return m_ready->drawn;
}

void Posters::show(draw::Canvas& canvas, std::size_t index) {
    if (prepared(index)) {
        canvas.draw(m_ready->surface, m_ready->surface.bounds());
        m_ready.reset();
        return;
    }
    auto const drawn =
        m_layout.draw(canvas, *m_fonts, {0, 0, m_screen.width, m_screen.height}, m_pages.at(index));
    if (!drawn) base::logError(drawn.error().text(base::Language::English));
}

} // namespace huibiao::kiosk
