#include "crypto/hash.h"
#include "folder.h"
#include "upload/collect.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>
#include <zlib.h>

#include <fstream>

using namespace huibiao;

namespace {

nlohmann::json opened(base::Result<crypto::Secret> const& code) {
    REQUIRE(code);
    std::string const packed = crypto::fromBase64(code->bytes());
    REQUIRE_FALSE(packed.empty());
    std::string plain(64U << 10U, '\0');
    uLongf length = plain.size();
    REQUIRE(::uncompress(reinterpret_cast<Bytef*>(plain.data()), &length,
                         reinterpret_cast<Bytef const*>(packed.data()), packed.size()) == Z_OK);
    return nlohmann::json::parse(plain.substr(0, length));
}

} // namespace

TEST_CASE("the settings of ODK Collect hold the server, and a login where there is one") {
    upload::Server server;
    server.base = "https://odk.example.gov.cn/v1/key/aB3$dE!fG7/projects/1";
    auto const plain = opened(upload::collectSettings(server, "浏阳市高坪镇2023年政务公开主题日"));
    CHECK(plain == nlohmann::json::parse(R"({"general": {
        "server_url": "https://odk.example.gov.cn/v1/key/aB3$dE!fG7/projects/1",
        "form_update_mode": "match_exactly", "autosend": "wifi_and_cellular"},
        "admin": {}, "project": {"name": "浏阳市高坪镇2023年政务公开主题日"}})"));
    TestFolder const folder;
    server.base = "https://kc.example.org";
    server.secretFile = folder / "secret";
    server.user = "访员";
    std::ofstream(server.secretFile) << "口令 \"1\"\r\nmore";
    for (upload::Auth const auth : {upload::Auth::Basic, upload::Auth::Digest}) {
        server.auth = auth;
        auto const login = opened(upload::collectSettings(server, "x"));
        CHECK(login["general"]["username"] == "访员");
        CHECK(login["general"]["password"] == "口令 \"1\"");
    }
}

TEST_CASE("what Collect cannot do, or should not, is refused") {
    upload::Server server;
    server.base = "https://odk.example.gov.cn/v1/key/aB3$dE!fG7/projects/1";
    server.auth = upload::Auth::Bearer;
    auto const bearer = upload::collectSettings(server, "x");
    REQUIRE_FALSE(bearer);
    CHECK(bearer.error().kind == base::Kind::Unsupported);
    CHECK(bearer.error().text(base::Language::Chinese).find("aB3$") == std::string::npos);
    server.auth = upload::Auth::Basic;
    server.secretFile = "/nonexistent";
    CHECK_FALSE(upload::collectSettings(server, "x"));
    server.auth = upload::Auth::None;
    server.base = "http://odk.example.gov.cn/v1";
    CHECK_FALSE(upload::collectSettings(server, "x"));
}
