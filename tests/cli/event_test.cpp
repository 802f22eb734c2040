#include "base/file.h"
#include "folder.h"
#include "run.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace huibiao;

namespace {
std::string const notice = HUIBIAO_SOURCE_DIR "/tests/notices/liuyang-2023.txt";
}

TEST_CASE("a plan is read, its lines are CSV or JSON") {
    Called const csv = call({"plan", notice, "--csv"});
    CHECK(csv.exit == 0);
    CHECK(csv.out.starts_with("序号,活动主题,活动形式,责任单位,活动时间\n"));
    CHECK(std::count(csv.out.begin(), csv.out.end(), '\n') == 36);
    CHECK(call({"plan", notice, "--csv", "--json"}).exit == 2);
    CHECK(call({"plan", "no-such-file.txt"}).exit == 1);
}

TEST_CASE("what a second screen is to show is a thing of the kit") {
    TestFolder folder;
    std::string const bundle = folder / "高坪镇";
    REQUIRE(call({"event", "new", "--from", notice, "--row", "7", bundle}).exit == 0);
    auto const toml = base::readFile(std::filesystem::path(bundle) / "event.toml");
    REQUIRE(toml);
    auto const checked = [&](std::string const& item) {
        std::string text = *toml;
        std::string const table = "[display]\n";
        text.insert(text.find(table) + table.size(), "wall = \"second\"\nitem = \"" + item + "\"\n");
        REQUIRE(base::writeDurably(std::filesystem::path(bundle) / "event.toml", text));
        Called const check = call({"event", "check", bundle});
        CHECK(check.exit == 0);
        return check.err;
    };
    CHECK(checked("LED条屏").find("没有叫") == std::string::npos);
    CHECK(checked("led_wall").find("没有叫") == std::string::npos);
    CHECK(checked("大银幕").find("没有叫“大银幕”的物料") != std::string::npos);
}

TEST_CASE("from a notice to a checked bundle with a PIN") {
    TestFolder folder;
    std::string const bundle = folder / "高坪镇";
    CHECK(call({"event", "new", "--from", notice, "--row", "99", bundle}).exit == 1);
    CHECK(call({"event", "new", "--from", notice, "--row", "7", bundle}).exit == 0);
    CHECK(call({"event", "new", "--from", notice, "--row", "7", bundle}).exit == 1);

    Called const checked = call({"event", "check", bundle});
    CHECK(checked.exit == 0);
    CHECK(checked.out == "浏阳市高坪镇2023年“政务公开主题日”活动暨“阳光政务 公开透明”\n");
    CHECK(checked.err.find("示意LOGO") != std::string::npos);
    CHECK(checked.err.find("口令") != std::string::npos);

    CHECK(call({"event", "pin", bundle}, "12\n").exit == 1);
    CHECK(call({"event", "pin", bundle}, "").exit == 1);
    CHECK(call({"event", "pin", bundle}, "135790\r\n").exit == 0);
    CHECK(call({"event", "check", bundle}).err.find("口令") == std::string::npos);
    std::filesystem::path const toml = std::filesystem::path(bundle) / "event.toml";
    std::string const text = *base::readFile(toml);
    for (auto const& [items, exit] : {std::pair{"\"横幅\", \"rollup\"", 0}, {"\"易拉保\"", 1}}) {
        std::string changed = text;
        std::string const line = std::string("items = [") + items + "]\n";
        std::size_t const at = changed.find("\n[kit]\n");
        if (at == std::string::npos)
            changed += "\n[kit]\n" + line;
        else
            changed.insert(at + 7, line);
        REQUIRE(base::writeDurably(toml, changed));
        Called const kit = call({"event", "check", bundle});
        CHECK(kit.exit == exit);
        CHECK((kit.err.find("[kit] items：没有叫“易拉保”的物料") != std::string::npos) == (exit == 1));
    }
    CHECK(call({"event", "check", folder / "none"}).exit == 1);
}
