#include "base/file.h"
#include "folder.h"
#include "run.h"

#include <doctest/doctest.h>

using namespace huibiao;

TEST_CASE("the banner is the one line on stdout") {
    Called const done = call({"banner", "--unit", "高坪镇", "--year", "2023", "--city", "浏阳市"});
    CHECK(done.exit == 0);
    CHECK(done.out == "浏阳市高坪镇2023年“政务公开主题日”活动\n");
}

TEST_CASE("a wrong call is 2, wrong input is 1, each with words on stderr and nothing on stdout") {
    for (auto const& done : {call({"banner", "--year", "2023"}),
                             call({"banner", "--unit", "x", "--year", "abc"}), call({"no-such-command"}),
                             call({}), call({"banner", "--unit", "高坪镇", "--year", "2023", "--frob"})}) {
        CHECK(done.exit == 2);
        CHECK(done.out.empty());
        CHECK(done.err.find("用法不对") != std::string::npos);
    }
    Called const empty = call({"banner", "--unit", "  ", "--year", "2023"});
    CHECK(empty.exit == 1);
    CHECK(empty.out.empty());
    CHECK_FALSE(empty.err.empty());
}

TEST_CASE("help is on stdout, with an example, in both languages") {
    Called const zh = call({"banner", "--help"});
    CHECK(zh.exit == 0);
    CHECK(zh.out.find("例：huibiao banner") != std::string::npos);
    Called const en = call({"banner", "--help"}, {}, base::Language::English);
    CHECK(en.out.find("Example: huibiao banner") != std::string::npos);
}

TEST_CASE("a banner is drawn at the size asked for") {
    TestFolder folder;
    std::string const png = folder / "横幅.png";
    Called const done = call({"banner", "--unit", "高坪镇", "--year", "2023", "--city", "浏阳市", "--png",
                              png, "--size", "960x540"});
    CHECK(done.exit == 0);
    CHECK(done.err.find("示意LOGO") != std::string::npos);
    std::string const bytes = base::readFile(png).value();
    REQUIRE(bytes.size() > 24);
    CHECK(bytes.substr(1, 3) == "PNG");
    auto const number = [&](std::size_t at) {
        int n = 0;
        for (std::size_t i = 0; i < 4; ++i) n = n * 256 + static_cast<unsigned char>(bytes[at + i]);
        return n;
    };
    CHECK(number(16) == 960);
    CHECK(number(20) == 540);
}

TEST_CASE("a size that says nothing, a LOGO that is none, a folder that is not there") {
    TestFolder folder;
    std::string const png = folder / "x.png";
    CHECK(call({"banner", "--unit", "高坪镇", "--year", "2023", "--png", png, "--size", "big"}).exit == 2);
    CHECK(call({"banner", "--unit", "高坪镇", "--year", "2023", "--png", png, "--size", "6000x700mm"}).exit ==
          2);
    CHECK(call({"banner", "--unit", "高坪镇", "--year", "2023", "--png", png, "--logo",
                HUIBIAO_SOURCE_DIR "/LICENSE"})
              .exit == 1);
    CHECK(call({"banner", "--unit", "高坪镇", "--year", "2023", "--png", folder / "no/x.png"}).exit == 1);
    CHECK(std::filesystem::is_empty(folder.path()));
}
