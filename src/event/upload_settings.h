#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>

namespace huibiao::event {

/// How the server wants to be told who sends.
enum class UploadAuth { None, Bearer, Basic, Digest };

/// [upload] of event.toml: the OpenRosa server that answers are sent to. Keys: server, auth ("none",
/// "bearer", "basic", "digest"), user, secret_file, ca_file, proxy, auto, allow_http.
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
};

/// [upload] alone, so that answers can be sent beside a broken questionnaire. Missing: the event names no
/// server. What is wrong with it is in the Error, with file and line.
[[nodiscard]] base::Result<Upload> uploadOf(std::filesystem::path const& folder);

} // namespace huibiao::event
