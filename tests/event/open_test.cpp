#include "draw/fonts.h"
#include "support.h"

#include <doctest/doctest.h>

using namespace huibiao;
namespace fs = std::filesystem;

namespace {
draw::Fonts const& fonts() {
    static auto const opened = draw::Fonts::open(HUIBIAO_FONT_DIR);
    return opened.value();
}
constexpr char const* least = "[event]\nunit = \"高坪镇\"\ncity = \"浏阳市\"\nyear = 2023\n";
} // namespace

TEST_CASE("everything but unit and year has a good default") {
    (void)fonts();
    Bundle bundle(least);
    auto const event = bundle.open();
    REQUIRE(event);
    CHECK(event->banner.line == "浏阳市高坪镇2023年“政务公开主题日”活动");
    CHECK(event->logoIsDefault);
    CHECK(event->attract.pages == std::vector<event::AttractPage>{event::AttractPage::Banner});
    CHECK(event->idle.warning >= std::chrono::seconds(20));
    CHECK(event->dataFolder == bundle.folder / "data");
    CHECK(event->questionnaires.empty());
    // Both are said, neither stops the event.
    CHECK(std::count_if(bundle.findings.begin(), bundle.findings.end(),
                        [](base::Finding const& f) { return f.warning; }) == 2);
}

TEST_CASE("every fault is named at once, with its line") {
    (void)fonts();
    Bundle bundle("[event]\n"              // 1
                  "unit = \"高坪镇\"\n"    // 2
                  "year = 1999\n"          // 3
                  "date = \"五月\"\n"      // 4
                  "[brand]\n"              // 5
                  "logo = \"../x.png\"\n"  // 6
                  "[[questionnaire]]\n"    // 7
                  "form = \"none.xlsx\"\n" // 8
                  "[[questionnaire]]\n"    // 9
                  "[[link]]\n"             // 10
                  "url = \"weixin\"\n"     // 11
                  "[attract]\n"            // 12
                  "show = [\"video\"]\n"   // 13
                  "secnds = 5\n"           // 14
                  "[idle]\n"               // 15
                  "warning_seconds = 5\n"  // 16
                  "[staff]\n"              // 17
                  "pin = \"1234\"\n");     // 18
    CHECK_FALSE(bundle.open());
    CHECK(bundle.found(3, "2008", false));
    CHECK(bundle.found(4, "date", false));
    CHECK(bundle.found(6, "不在活动包里", false));
    CHECK(bundle.found(8, "没有“none.xlsx”", false));
    CHECK(bundle.found(9, "没有写文件名", false));
    CHECK(bundle.found(11, "url", false));
    CHECK(bundle.found(13, "video", false));
    CHECK(bundle.found(14, "secnds", true));
    CHECK(bundle.found(16, "20", false));
    CHECK(bundle.found(18, "huibiao event pin", false));
}

TEST_CASE("a screen in a public place: each setting is read, and what cannot be meant is said") {
    (void)fonts();
    Bundle bundle(std::string(least) + "[visits]\ncooldown_seconds = 10\nper_day = 200\nfrom = 2023-05-15\n"
                                       "until = \"2023-05-31\"\nconsent = \"同意吗？\"\npartial = "
                                       "\"keep\"\nassisted = true\n[sound]\ntouch = false\n");
    auto const event = bundle.open();
    REQUIRE(event);
    CHECK(event->visits.cooldown == std::chrono::seconds(10));
    CHECK(event->visits.perDay == 200);
    CHECK(event->visits.from == "2023-05-15");
    CHECK(event->visits.until == "2023-05-31");
    CHECK(event->visits.consent == "同意吗？");
    CHECK(event->visits.keepPartial);
    REQUIRE(event->assist);
    CHECK(event->assist->form.id() == "huibiao-assist");
    CHECK_FALSE(event->touchSound);

    Bundle wrong(std::string(least) + "[visits]\n"               // 5
                                      "cooldown_seconds = -1\n"  // 6
                                      "per_day = 0\n"            // 7
                                      "from = \"2023-05\"\n"     // 8
                                      "until = \"2023-05-01\"\n" // 9
                                      "[sound]\n"                // 10
                                      "touch = \"yes\"\n");      // 11
    CHECK_FALSE(wrong.open());
    CHECK(wrong.found(6, "cooldown_seconds", false));
    CHECK(wrong.found(7, "per_day", false));
    CHECK(wrong.found(8, "from", false));
    CHECK(wrong.found(11, "touch", false));

    Bundle turned(std::string(least) + "[visits]\nfrom = \"2023-05-31\"\nuntil = \"2023-05-15\"\n");
    CHECK_FALSE(turned.open());
    CHECK(turned.found(7, "早于", false));
}

TEST_CASE("what is no bundle and what is no TOML are told apart") {
    (void)fonts();
    TestFolder empty;
    base::Findings findings;
    auto const none = event::open(empty.path(), HUIBIAO_SOURCE_DIR, findings);
    REQUIRE_FALSE(none);
    CHECK(none.error().kind == base::Kind::Missing);

    Bundle broken("[event]\nunit = 高坪镇\n");
    CHECK_FALSE(broken.open());
    CHECK(broken.found(2, "引号", false));

    Bundle gbk("[event]\nunit = \"\xB8\xDF\xC6\xBA\"\n");
    CHECK_FALSE(gbk.open());
    CHECK(gbk.findings.at(0).error.message.zh.find("UTF-8") != std::string::npos);
}

TEST_CASE("a LOGO is taken by its file, checked against its pin, and refused when broken") {
    (void)fonts();
    Bundle bundle(std::string(least) + "[brand]\nlogo = \"市LOGO.svg\"\n");
    CHECK_FALSE(bundle.open());
    CHECK(bundle.found(6, "找不到", false));

    bundle.put("市LOGO.svg", "no picture");
    CHECK_FALSE(bundle.open());

    std::string const svg =
        R"(<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 100 100"><rect width="100" height="100"/></svg>)";
    bundle.put("市LOGO.svg", svg);
    auto const event = bundle.open();
    REQUIRE(event);
    CHECK_FALSE(event->logoIsDefault);

    bundle.put("event.toml", std::string(least) + "[brand]\nlogo = \"市LOGO.svg\"\nsha256 = \"" +
                                 std::string(64, '0') + "\"\n");
    CHECK_FALSE(bundle.open());
    CHECK(bundle.found(7, "SHA-256", false));
}

TEST_CASE("the sample events are right") {
    (void)fonts();
    for (char const* const name : {"gaoping", "liuyang-hrss"}) {
        CAPTURE(name);
        base::Findings findings;
        auto const event =
            event::open(fs::path(HUIBIAO_SOURCE_DIR) / "assets/events" / name, HUIBIAO_SOURCE_DIR, findings);
        for (base::Finding const& f : findings)
            CHECK_MESSAGE(f.warning, f.error.text(base::Language::English));
        REQUIRE(event);
        REQUIRE(event->questionnaires.size() == 1);
        form::Form const& form = event->questionnaires[0].form;
        CHECK(form.languages().size() == 2);
        CHECK(event->questionnaires[0].minutes.value_or(0) >= 1);
        CHECK(event->questionnaires[0].minutes.value_or(9) <= 3);
        CHECK(event->links.size() == 1);
    }
}
