#include "kiosk/desk.h"

#include "base/log.h"

#include <algorithm>
#include <utility>

namespace huibiao::kiosk {

void Desk::open() {
    if (m_page == DeskPage::Cleared) return;
    m_page = DeskPage::Home;
    forgetOutcome();
    m_counts = m_services->counts();
}

void Desk::turn(std::string_view page) {
    if (m_running || m_page == DeskPage::Cleared) return;
    m_page = page == "erase"       ? DeskPage::Erase
             : page == "give_back" ? DeskPage::GiveBack
             : page == "summary"   ? DeskPage::Summary
                                   : DeskPage::Home;
    forgetOutcome();
    m_counts = m_services->counts();
    if (m_page == DeskPage::Summary) begin({Task::Kind::Summary});
}

void Desk::leave() {
    if (m_running || m_page == DeskPage::Cleared) return;
    m_page = DeskPage::Home;
    forgetOutcome();
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

std::optional<Task> Desk::take() {
    return std::exchange(m_wish, std::nullopt);
}

void Desk::at(double share) {
    m_share = std::clamp(share, 0.0, 1.0);
}

void Desk::done(base::Result<TaskDone> outcome) {
    if (!outcome) base::logError(outcome.error().text(base::Language::English));
    m_ended = std::exchange(m_running, std::nullopt);
    if (m_ended == Task::Kind::GiveBack && outcome)
        m_page = DeskPage::Cleared; // there is no store any more that could be asked
    else
        m_counts = m_services->counts();
    m_outcome.emplace(std::move(outcome));
}

void Desk::forgetOutcome() {
    m_ended.reset();
    m_outcome.reset();
}

} // namespace huibiao::kiosk
