#include "upload/beacon.h"

#include "base/log.h"
#include "upload/health.h"
#include "upload/internal/care.h"

#include <utility>

namespace huibiao::upload {

Beacon::Beacon(Server server, std::string name, std::filesystem::path dataFolder, base::Clock const& clock,
               Mode mode, Timing const& timing, Listener listener)
    : m_server(std::move(server)), m_name(std::move(name)), m_folder(std::move(dataFolder)), m_clock(clock),
      m_mode(mode), m_timing(timing), m_listener(std::move(listener)),
      m_thread([this](std::stop_token const& stop) { run(stop); }) {}

Beacon::~Beacon() {
    stop();
}

void Beacon::stop() {
    m_thread.request_stop();
    if (m_thread.joinable()) m_thread.join();
}

bool Beacon::ended() const {
    std::lock_guard const lock(m_mutex);
    return m_ended;
}

std::optional<base::Error> Beacon::trouble() const {
    std::lock_guard const lock(m_mutex);
    return m_trouble;
}

void Beacon::send(std::stop_token const& stop) {
    auto const health = healthOf(m_server, m_name, m_folder, m_clock);
    auto const sent = health ? sendHealth(m_server, *health, m_folder, m_clock, stop, m_timing)
                             : base::Result<void>(base::pass(health));
    if (!sent && sent.error().kind == base::Kind::Cancelled) return;
    std::string const text = sent ? std::string() : sent.error().text(base::Language::English);
    bool const news = !text.empty() && text != m_told;
    m_told = text;
    if (news) base::logWarning("upload: how the kiosk is was not told: " + text);
    if (news && m_listener) m_listener(sent.error());
    std::lock_guard const lock(m_mutex);
    m_trouble = sent ? std::nullopt : std::optional(sent.error());
}

void Beacon::run(std::stop_token const& stop) {
    internal::background();
    do {
        if (healthDue(m_folder, m_clock)) send(stop);
        std::unique_lock lock(m_mutex);
        if (m_mode == Mode::Once) break;
        m_stopped.wait_for(lock, stop, m_timing.look, [] { return false; });
    } while (!stop.stop_requested());
    std::lock_guard const lock(m_mutex);
    m_ended = true;
}

} // namespace huibiao::upload
