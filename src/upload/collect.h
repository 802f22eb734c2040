#pragma once

#include "base/result.h"
#include "crypto/secret.h"
#include "upload/server.h"

#include <string>

namespace huibiao::upload {

/// What ODK Collect on a staff member's phone reads from a QR code to work with this server: a JSON object
/// with general, admin and project, deflated (zlib) and in Base64
/// (https://docs.getodk.org/collect-import-export/). Forms are kept as the server has them, finished ones
/// sent by themselves; all else as Collect has it. `project` is the name that Collect shows. It holds what
/// gives access: whoever has it can submit. Unsupported: a bearer token, which Collect cannot send.
[[nodiscard]] base::Result<crypto::Secret> collectSettings(Server const& server, std::string const& project);

} // namespace huibiao::upload
