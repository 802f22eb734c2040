#include "kiosk/unlock.h"

#include "base/log.h"

#include <algorithm>
#include <utility>

namespace huibiao::kiosk {

using std::chrono::seconds;

void Unlock::hold(Task task) {
    forget();
    m_task.emplace(std::move(task));
}

void Unlock::found(KeySearch found) {
    m_found = std::move(found);
    if (m_found.usable.empty()) m_typed->clear();
}

void Unlock::forget() {
    m_typed->clear();
    m_task.reset();
    m_found = {};
    m_shown = false;
    m_told = false;
    m_layer.clear();
}

void Unlock::type(std::string_view utf8) {
    if (waits()) return;
    m_told = false;
    m_typed->add(utf8);
    if (m_layer == "capitals") m_layer.clear(); // one capital, as on a phone
}

void Unlock::erase() {
    m_typed->eraseLast();
}

std::optional<Task> Unlock::give() {
    if (!m_task || waits() || m_typed->characters() == 0 || m_found.usable.empty()) return std::nullopt;
    Task task = *m_task;
    task.passphrase = std::exchange(m_typed, std::make_shared<Secret>());
    for (KeyFile const& key : m_found.usable) task.keyFiles.push_back(key.file);
    m_shown = false;
    m_told = false;
    m_layer.clear();
    return task;
}

void Unlock::wrong() {
    base::logWarning("wrong passphrase of the private key");
    m_told = true;
    m_wrong = std::min(m_wrong + 1, 6); // 2^6 is past the longest wait
    if (m_wrong > FreeTries)
        m_open = m_clock->steady() + std::min<seconds>(LongestWait, seconds(1LL << m_wrong));
}

seconds Unlock::left() const {
    return std::max(seconds(0), std::chrono::ceil<seconds>(m_open - m_clock->steady()));
}

} // namespace huibiao::kiosk
