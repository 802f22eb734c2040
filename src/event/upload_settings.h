#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>

namespace huibiao::event {

/// How the server wants to be told who sends.
enum class UploadAuth { None, Bearer, Basic, Digest };

/// [kiosk] of event.toml: which of several screens this one is. Keys: id, name.
struct Station {
    std::string id{}; ///< letters, digits, - and _, at most 32; empty: the computer's own (upload::deviceOf)
    std::string name{}; ///< 大厅一号机
};

/// [upload] of event.toml: the OpenRosa server that answers are sent to. Keys: server, auth ("none",
/// "bearer", "basic", "digest"), user, secret_file, ca_file, proxy, auto, allow_http, health.
struct Upload {
    /// The base URL, to which /submission and /formList are added; a token in it is a secret. Empty: the
    /// event names no server.
    std::string server{};
    UploadAuth auth = UploadAuth::None;
    std::string user{};
    std::filesystem::path secretFile{}; ///< in the bundle; its first line is the password or the token
    std::filesystem::path caFile{};     ///< in the bundle, PEM; empty: the system's authorities alone
    std::string proxy{};                ///< empty: the environment's
    bool automatic = false;             ///< the kiosk sends by itself
    bool allowHttp = false;             ///< unencrypted to more than this computer itself
    bool health = false;                ///< the server is told how this kiosk is (upload/health.h)
    Station station{};
};

/// [upload] alone, so that answers can be sent beside a broken questionnaire. Missing: the event names no
/// server. What is wrong with it is in the Error, with file and line.
[[nodiscard]] base::Result<Upload> uploadOf(std::filesystem::path const& folder);

/// What the event is called where there is room for a short name alone: its unit, year and event. The Error
/// is that of an event.toml that names no unit.
[[nodiscard]] base::Result<std::string> projectOf(std::filesystem::path const& folder);

} // namespace huibiao::event
