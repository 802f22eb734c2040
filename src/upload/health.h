#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "upload/server.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <optional>
#include <stop_token>
#include <string>

namespace huibiao::upload {

/// How a kiosk is, for those who look after many: a submission of its own to the form `huibiao_health`
/// (assets/forms/huibiao_health.xml), which is put on the server beside the questionnaires. It is made when
/// it is sent and kept nowhere here, so it is never among citizens' answers.
struct Health {
    std::string device{}; ///< deviceOf()
    std::string name{};   ///< [kiosk] name; may be empty
    std::size_t kept = 0; ///< answers that are here; of these:
    std::size_t waiting = 0;
    std::size_t refused = 0;
    std::uint64_t freeBytes = 0; ///< on the volume of the answers
    base::WallTime time{};
    /// As store::Entry::clockTrusted; empty: nothing was ever stored here.
    std::optional<bool> clockTrusted{};
    std::string program{}; ///< Server::agent
};

inline constexpr char const* healthForm = "huibiao_health";
inline constexpr char const* healthVersion = "1";
inline constexpr std::chrono::minutes healthEvery{15};

/// The submission. `instanceId`: "uuid:…".
[[nodiscard]] std::string healthXml(Health const& health, std::string const& instanceId);

/// Of this kiosk now. Fails where the store is there and cannot be read.
[[nodiscard]] base::Result<Health> healthOf(Server const& server, std::string const& name,
                                            std::filesystem::path const& dataFolder,
                                            base::Clock const& clock);

/// True once healthEvery has passed since the last attempt, by whatever process; and when the clock went
/// back.
[[nodiscard]] bool healthDue(std::filesystem::path const& dataFolder, base::Clock const& clock);

/// Sends it once, without trying again: the next one is as good. Notes the attempt in
/// `dataFolder`/health-sent first. Errors as those of FormServer; Missing: the server does not have the form.
[[nodiscard]] base::Result<void> sendHealth(Server const& server, Health const& health,
                                            std::filesystem::path const& dataFolder, base::Clock const& clock,
                                            std::stop_token const& stop, Timing const& timing = {});

} // namespace huibiao::upload
