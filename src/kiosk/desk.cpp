#include "kiosk/desk.h"

#include "base/log.h"

#include <algorithm>
#include <utility>

namespace huibiao::kiosk {

namespace {

/// Of the refused answers; all of them are in an export.
constexpr std::size_t MostListed = 50;
constexpr std::chrono::milliseconds LookEvery{1000};
/// With very many answers a look takes its time: so many times that is left to the page.
constexpr int Rest = 20;

} // namespace

void Desk::open() {
    if (m_page == DeskPage::Cleared) return;
    leave();
    m_counts = m_services->counts();
    lookAtSending(0);
}

void Desk::turn(std::string_view page) {
    if (m_running || m_page == DeskPage::Cleared) return;
    m_unlock.forget();
    m_page = page == "erase"               ? DeskPage::Erase
             : page == "give_back"         ? DeskPage::GiveBack
             : page == "summary"           ? DeskPage::Summary
             : page == "bundles"           ? DeskPage::Bundles
             : page == "upload" && sends() ? DeskPage::Upload
             : page == "things" && shows() ? DeskPage::Things
                                           : DeskPage::Home;
    forgetOutcome();
    m_counts = m_services->counts();
    lookAtSending(m_page == DeskPage::Upload ? MostListed : 0);
    m_around.reset();
    m_chosen.reset();
    if (m_page == DeskPage::Bundles) look();
    if (m_page == DeskPage::Things) m_showcase.open();
    if (m_page != DeskPage::Summary) return;
    // Where answers are sealed nothing of them is counted without the key.
    if (sealed())
        ask({Task::Kind::Summary});
    else
        begin({Task::Kind::Summary});
}

void Desk::begin(Task task) {
    if (m_running || m_page == DeskPage::Cleared) return;
    if (task.kind == Task::Kind::GiveBack && !allExported()) return;
    forgetOutcome();
    m_running = task.kind;
    m_share = 0;
    m_stop = false;
    m_wish = std::move(task);
}

void Desk::exportTo(std::string_view volume, bool all) {
    for (Volume const& known : m_volumes)
        if (known.id == volume && !known.trouble) return begin({Task::Kind::Export, known, all});
}

void Desk::exportRefused(std::string_view volume) {
    for (Volume const& known : m_volumes)
        if (known.id == volume && !known.trouble)
            return begin({.kind = Task::Kind::Export, .volume = known, .refused = true});
}

void Desk::sendNow() {
    if (m_page != DeskPage::Upload || m_running) return;
    forgetOutcome();
    m_services->sendNow();
    lookAtSending(MostListed);
}

void Desk::retry(std::string_view instanceId) {
    if (m_page == DeskPage::Upload) begin({.kind = Task::Kind::Retry, .answer = std::string(instanceId)});
}

void Desk::pull() {
    if (m_page == DeskPage::Upload) begin({.kind = Task::Kind::Pull});
}

void Desk::openThing(std::string_view id) {
    if (m_running || !(m_page == DeskPage::Things || m_page == DeskPage::Thing)) return;
    if (!m_showcase.choose(id)) return;
    forgetOutcome();
    m_page = DeskPage::Thing;
}

void Desk::toWall() {
    Thing const* const thing = m_showcase.chosen();
    if (m_page == DeskPage::Thing && thing != nullptr && m_showcase.pictured(*thing) &&
        !m_showcase.wall().screen.empty())
        m_showcase.putOnWall(thing->id);
}

void Desk::offWall() {
    if (m_page == DeskPage::Thing || m_page == DeskPage::Things) m_showcase.putOnWall({});
}

void Desk::keepThings(std::string_view volume) {
    if (m_page != DeskPage::Things) return;
    for (Volume const& known : m_volumes)
        if (known.id == volume && !known.trouble) return begin({.kind = Task::Kind::Kit, .volume = known});
}

void Desk::stepThing(int by) {
    if (m_page == DeskPage::Thing && !m_running) m_showcase.step(by);
}

void Desk::tick() {
    if (auto const next = wakeAt(); next && m_clock->steady() >= *next) lookAtSending(MostListed);
}

std::optional<base::SteadyTime> Desk::wakeAt() const {
    if (m_page != DeskPage::Upload || m_running) return std::nullopt; // the store is the task's
    return m_nextLook;
}

void Desk::lookAtSending(std::size_t most) {
    if (!sends()) return;
    auto const before = m_clock->steady();
    m_sending = m_services->sending(most);
    auto const after = m_clock->steady();
    m_nextLook = after + std::max<base::SteadyTime::duration>(LookEvery, Rest * (after - before));
}

void Desk::ask(Task task) {
    if (m_running || m_page == DeskPage::Cleared) return;
    if (m_page != DeskPage::Passphrase) m_before = m_page;
    m_page = DeskPage::Passphrase;
    forgetOutcome();
    m_unlock.hold(std::move(task));
    m_unlock.found(searchKeys());
}

void Desk::exportReadable(std::string_view volume) {
    for (Volume const& known : m_volumes)
        if (known.id == volume && !known.trouble) return ask({Task::Kind::Export, known, true});
}

void Desk::unlock() {
    if (m_page != DeskPage::Passphrase || m_running) return;
    if (auto task = m_unlock.give()) begin(std::move(*task));
}

void Desk::leave() {
    if (m_running || m_page == DeskPage::Cleared) return;
    m_unlock.forget();
    m_page = DeskPage::Home;
    forgetOutcome();
    m_around.reset();
    m_chosen.reset();
}

void Desk::volumesAre(std::vector<Volume> volumes) {
    m_volumes = std::move(volumes);
    // The key may have been plugged in, or pulled out.
    if (m_page == DeskPage::Passphrase && !m_running) m_unlock.found(searchKeys());
    if (m_page != DeskPage::Bundles || m_running || replaced()) return;
    bool const same = std::equal(m_volumes.begin(), m_volumes.end(), m_lookedAt.begin(), m_lookedAt.end(),
                                 [](Volume const& volume, std::string const& id) { return volume.id == id; });
    if (!same) look();
}

KeySearch Desk::searchKeys() const {
    if (!m_services->keys) return {};
    std::vector<Volume> sticks = m_volumes;
    // The stick that it is about first.
    if (Task const* const task = m_unlock.held())
        std::stable_partition(sticks.begin(), sticks.end(),
                              [&](Volume const& stick) { return stick.id == task->volume.id; });
    return m_services->keys(sticks);
}

std::optional<Task> Desk::take() {
    return std::exchange(m_wish, std::nullopt);
}

void Desk::at(double share) {
    m_share = std::clamp(share, 0.0, 1.0);
}

void Desk::done(base::Result<TaskDone> outcome) {
    if (!outcome) base::logError(outcome.error().text(base::Language::English));
    if (m_page == DeskPage::Passphrase) {
        if (outcome && outcome->wrongPassphrase) {
            m_running.reset();
            return m_unlock.wrong();
        }
        if (outcome) m_unlock.right();
        m_unlock.forget();
        m_page = m_before;
    }
    m_ended = std::exchange(m_running, std::nullopt);
    bool const moved = outcome && (m_ended == Task::Kind::Load || m_ended == Task::Kind::GoBack);
    if (m_ended == Task::Kind::GiveBack && outcome)
        m_page = DeskPage::Cleared; // there is no store any more that could be asked
    else if (!moved) {
        m_counts = m_services->counts();
        lookAtSending(m_page == DeskPage::Upload ? MostListed : 0);
    }
    if (m_ended == Task::Kind::Look && outcome) {
        m_around = std::move(*outcome);
        m_ended.reset();
        return;
    }
    m_outcome.emplace(std::move(outcome));
}

bool Desk::choose(std::string_view folder) {
    m_chosen.reset();
    if (!m_around) return false;
    for (Bundle const& bundle : m_around->bundles)
        if (bundle.folder.native() == folder && bundle.faults.empty()) m_chosen = bundle;
    return m_chosen.has_value();
}

void Desk::load() {
    if (m_chosen) begin({.kind = Task::Kind::Load, .volume = m_chosen->volume, .bundle = *m_chosen});
}

void Desk::look() {
    m_lookedAt.clear();
    for (Volume const& volume : m_volumes) m_lookedAt.push_back(volume.id);
    begin({.kind = Task::Kind::Look});
}

void Desk::forgetOutcome() {
    m_ended.reset();
    m_outcome.reset();
}

} // namespace huibiao::kiosk
