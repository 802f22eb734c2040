// An event leaves the computer with all that it named, and with nothing of anybody else's.
#include "draw/fonts.h"
#include "support.h"

#include <doctest/doctest.h>

using namespace huibiao;
namespace fs = std::filesystem;

TEST_CASE("an event is erased with all that it names, and what it does not name stays") {
    static auto const fonts = draw::Fonts::open(HUIBIAO_FONT_DIR);
    auto bundle = std::make_optional<Bundle>("[event]\nunit = \"高坪镇\"\ncity = \"浏阳市\"\nyear = 2023\n"
                                             "[brand]\nlogo = \"logo/city.svg\"\n"
                                             "[[questionnaire]]\nform = \"q.xml\"\n"
                                             "[input]\nplan = \"plan.csv\"\n");
    fs::path const folder = bundle->folder.path();
    fs::create_directories(folder / "logo");
    bundle->put("logo/city.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>)");
    bundle->put("plan.csv", "序号,活动主题,活动形式,责任单位,活动时间\n1,,,高坪镇,5月\n");
    bundle->put("q.xml",
                R"x(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa"><h:head><h:title>问卷</h:title><model>
<itext><translation lang="zh"><text id="a"><value>问题</value><value form="image">jr://images/a.svg</value></text>
</translation></itext><instance><data id="q" version="1"><a/></data></instance><bind nodeset="/data/a"/>
</model></h:head><h:body><input ref="/data/a"><label ref="jr:itext('a')"/></input></h:body></h:html>)x");
    bundle->put("a.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>)");
    bundle->put("private-key.pem", "key");
    fs::create_directories(folder / "data");
    bundle->put("data/kiosk.log", "log");
    bundle->put("data/kiosk.1.log", "log");
    auto const event = bundle->open();
    INFO((bundle->findings.empty() ? std::string()
                                   : bundle->findings.front().error.text(base::Language::English)));
    REQUIRE(event);

    SUBCASE("nothing but the event") {
        CHECK(event::erase(*event).empty());
        CHECK_FALSE(fs::exists(folder));
    }
    SUBCASE("a stranger's file") {
        bundle->put("照片.jpg", "mine");
        bundle->put("data/other.txt", "mine");
        auto const remains = event::erase(*event);
        REQUIRE(remains.size() == 1);
        CHECK(remains.front().warning);
        CHECK(remains.front().error.message.zh.find("2个") != std::string::npos);
        std::vector<std::string> left;
        for (auto const& entry : fs::recursive_directory_iterator(folder))
            if (entry.is_regular_file()) left.push_back(entry.path().filename().string());
        std::sort(left.begin(), left.end());
        CHECK(left == std::vector<std::string>{"other.txt", "照片.jpg"});
    }
    SUBCASE("a link is taken away, what it points to is not") {
        TestFolder const elsewhere;
        REQUIRE(base::writeDurably(elsewhere / "a.svg", "mine"));
        fs::remove(folder / "a.svg");
        fs::create_symlink(elsewhere / "a.svg", folder / "a.svg");
        CHECK(event::erase(*event).empty());
        CHECK_FALSE(fs::exists(folder));
        CHECK(base::readFile(elsewhere / "a.svg") == "mine");
    }
}
