#include "base/file.h"
#include "folder.h"
#include "openrosa.h"
#include "run.h"

#include <doctest/doctest.h>

using namespace huibiao;

namespace {

std::string line(std::string const& id) {
    return R"({"xml": "<data id='q' version='1'><meta><instanceID>uuid:)" + id +
           R"(</instanceID></meta></data>"})" + "\n";
}

bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("huibiao upload sends what is new, names what was refused, and shows no token") {
    TestServer server;
    TestFolder const folder;
    std::string const bundle = folder / "高坪镇";
    std::string const notice = HUIBIAO_SOURCE_DIR "/tests/notices/liuyang-2023.txt";
    REQUIRE(call({"event", "new", "--from", notice, "--row", "7", bundle}).exit == 0);
    Called const none = call({"upload", bundle, "--once"});
    CHECK(none.exit == 1);
    CHECK(has(none.err, "[upload]"));

    std::string const toml = *base::readFile(bundle + "/event.toml");
    REQUIRE(base::writeDurably(bundle + "/event.toml",
                               toml + "\n[upload]\nserver = \"http://127.0.0.1:" + server.port() +
                                   "/v1/key/aB3$dE!fG7/projects/1\"\n"));
    Called const early = call({"upload", bundle, "--once"});
    CHECK(early.exit == 0);
    CHECK(has(early.err, "还没有答卷"));

    REQUIRE(call({"responses", "add", bundle}, line("1") + line("2")).exit == 0);
    Called const sent = call({"upload", bundle, "--once"});
    CHECK(sent.exit == 0);
    CHECK(sent.out == "uuid:1\nuuid:2\n");
    CHECK(has(sent.err, "共已发 2 份，待发 0 份"));

    REQUIRE(call({"responses", "add", bundle}, line("3") + line("4")).exit == 0);
    server.next({"404", "ok"});
    Called const refused = call({"upload", bundle, "--once"});
    CHECK(refused.exit == 1);
    CHECK(refused.out == "uuid:4\n");
    CHECK(has(refused.err, "uuid:3"));
    CHECK(has(refused.err, "does not exist"));
    CHECK(has(refused.err, "--retry"));
    Called const again = call({"upload", bundle, "--once", "--retry"});
    CHECK(again.exit == 0);
    CHECK(again.out == "uuid:3\n");

    REQUIRE(call({"responses", "add", bundle}, line("5")).exit == 0);
    server.next({"401"}); // its answer holds our token
    Called const held = call({"upload", bundle, "--once"}, {}, base::Language::English);
    CHECK(held.exit == 1);
    CHECK(has(held.err, "Could not authenticate"));
    CHECK(has(held.err, "1 waiting"));
    for (Called const* each : {&sent, &refused, &again, &held})
        CHECK_FALSE(has(each->out + each->err, "aB3$"));
    CHECK(server.stored().size() == 4);
}

TEST_CASE("a sealed event's answers are uploaded as ODK encrypted submissions") {
    TestServer server;
    TestFolder const folder;
    std::string const bundle = folder / "高坪镇";
    std::string const notice = HUIBIAO_SOURCE_DIR "/tests/notices/liuyang-2023.txt";
    REQUIRE(call({"event", "new", "--from", notice, "--row", "7", bundle}).exit == 0);
    std::string const phrase = "浏阳河弯过了几道弯";
    REQUIRE(call({"event", "keys", bundle, "--to", folder.path()}, phrase + "\n" + phrase + "\n").exit == 0);
    std::string const toml = *base::readFile(bundle + "/event.toml");
    REQUIRE(base::writeDurably(bundle + "/event.toml",
                               toml + "\n[upload]\nserver = \"http://127.0.0.1:" + server.port() +
                                   "/v1/key/aB3$dE!fG7/projects/1\"\n"));
    REQUIRE(call({"responses", "add", bundle}, line("1")).exit == 0);
    CHECK(call({"upload", bundle, "--once"}).out == "uuid:1\n");
    auto const stored = server.stored();
    REQUIRE(stored.size() == 1);
    CHECK(stored[0]["id"] == "uuid:1");
    CHECK(stored[0]["files"].contains("submission.xml.enc"));
}
