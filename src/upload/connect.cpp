#include "upload/internal/connect.h"

#include "base/file.h"
#include "base/utf8.h"

namespace huibiao::upload::internal {

namespace {

constexpr std::size_t longestSecret = 4096;

} // namespace

base::Result<crypto::Secret> secretOf(Server const& server) {
    crypto::Secret secret;
    if (server.auth == Auth::None) return secret;
    auto bytes = base::readFile(server.secretFile, longestSecret);
    if (!bytes) return base::pass(bytes);
    secret.bytes() = base::trim(std::string_view(*bytes).substr(0, bytes->find('\n')));
    crypto::wipe(*bytes);
    if (secret.bytes().empty())
        return base::fail(base::Kind::Invalid,
                          {"这个文件的第一行应是密码或令牌，现在是空的",
                           "the first line of this file must be the password or token; it is empty"},
                          server.secretFile.string());
    return secret;
}

base::Result<Connection> connect(Server const& server, Timing const& timing, std::atomic<bool> const& slow,
                                 base::Clock const& clock) {
    if (auto const right = checkServer(server); !right) return base::pass(right);
    Connection made{std::make_unique<Secrets>(server.base), nullptr};
    auto secret = secretOf(server);
    if (!secret) return base::pass(secret);
    made.secrets->add(secret->bytes());
    auto opened = Http::open(server, timing, std::move(*secret), slow, clock);
    if (!opened) return base::pass(opened);
    made.http = std::move(*opened);
    return made;
}

} // namespace huibiao::upload::internal
