#include "upload/collect.h"

#include "crypto/hash.h"
#include "upload/internal/connect.h"

#include <nlohmann/json.hpp>
#include <zlib.h>

namespace huibiao::upload {

using base::Kind;

base::Result<crypto::Secret> collectSettings(Server const& server, std::string const& project) {
    if (auto const right = checkServer(server); !right) return base::pass(right);
    if (server.auth == Auth::Bearer)
        return base::fail(Kind::Unsupported,
                          {"手机上的 ODK Collect 不能用 bearer 令牌登录：请用 ODK Central "
                           "的应用用户地址（令牌在网址里），或 basic、digest",
                           "ODK Collect cannot log in with a bearer token: use the address of an app user of "
                           "ODK Central (the token "
                           "is in it), or basic or digest"},
                          masked(server.base));
    nlohmann::json general = {{"server_url", server.base},
                              {"form_update_mode", "match_exactly"},
                              {"autosend", "wifi_and_cellular"}};
    if (server.auth != Auth::None) {
        auto secret = internal::secretOf(server);
        if (!secret) return base::pass(secret);
        general["username"] = server.user;
        general["password"] = secret->bytes();
    }
    nlohmann::json const all = {{"general", std::move(general)},
                                {"admin", nlohmann::json::object()},
                                {"project", {{"name", project}}}};
    crypto::Secret const text(all.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace));
    auto length = ::compressBound(text.bytes().size());
    crypto::Secret packed(std::string(length, '\0'));
    int const done = ::compress2(reinterpret_cast<Bytef*>(packed.bytes().data()), &length,
                                 reinterpret_cast<Bytef const*>(text.bytes().data()), text.bytes().size(),
                                 Z_BEST_COMPRESSION);
    if (done != Z_OK)
        return base::fail(Kind::Io, {"设置没有压缩成功", "the settings could not be compressed"});
    return crypto::Secret(crypto::toBase64(std::string_view(packed.bytes()).substr(0, length)));
}

} // namespace huibiao::upload
