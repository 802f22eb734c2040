#include "folder.h"
#include "run.h"

#include <doctest/doctest.h>

using namespace huibiao;

TEST_CASE("what is purged was exported first, is shown beforehand, and is on record afterwards") {
    TestFolder const folder;
    std::string const bundle = folder / "高坪镇";
    std::string const notice = HUIBIAO_SOURCE_DIR "/tests/notices/liuyang-2023.txt";
    REQUIRE(call({"event", "new", "--from", notice, "--row", "7", bundle}).exit == 0);
    std::string lines;
    for (char const* id : {"1", "2"})
        lines += std::string(R"({"xml": "<data id='q' version='1'><meta><instanceID>uuid:)") + id +
                 R"(</instanceID></meta></data>"})" + "\n";
    REQUIRE(call({"responses", "add", bundle}, lines).out == "uuid:1\nuuid:2\n");

    Called const early = call({"responses", "purge", bundle, "--yes"});
    CHECK(early.exit == 0);
    CHECK(early.out == "0\n");
    CHECK(call({"responses", "count", bundle}).out == "2\n");

    REQUIRE(call({"responses", "export", bundle, "--to", folder.path()}).exit == 0);
    REQUIRE(call({"responses", "add", bundle},
                 R"({"xml": "<data id='q' version='1'><meta><instanceID>uuid:3</instanceID></meta></data>"})")
                .exit == 0);
    Called const asked = call({"responses", "purge", bundle});
    CHECK(asked.out == "2\n");
    CHECK(asked.err.find("未导出的 1 份会留下") != std::string::npos);
    CHECK(call({"responses", "count", bundle}).out == "3\n"); // asking erases nothing

    CHECK(call({"responses", "purge", bundle, "--yes"}).out == "2\n");
    CHECK(call({"responses", "count", bundle}).out == "1\n");
    Called const after = call({"responses", "purge", bundle});
    CHECK(after.out == "0\n");
    CHECK(after.err.find("清除了 2 份") != std::string::npos);
}
