#include "draw/fonts.h"
#include "event/create.h"
#include "support.h"

#include <doctest/doctest.h>

using namespace huibiao;
namespace fs = std::filesystem;

namespace {
std::string read(Bundle const& bundle) {
    return base::readFile(bundle.folder / "event.toml").value();
}
} // namespace

TEST_CASE("the PIN is written as a hash into [staff], and nothing else changes") {
    auto const fonts = draw::Fonts::open(HUIBIAO_FONT_DIR);
    REQUIRE(fonts);
    std::string const head = "# 说明\n[event]\nunit = \"高坪镇\"\nyear = 2023 # 今年\n";
    for (std::string const staff : {"", "[staff]\n", "[staff] # 人员\npin = \"scrypt$1\" # old\n",
                                    "\n[staff]\n\n[idle]\nafter_seconds = 30\n"}) {
        CAPTURE(staff);
        Bundle bundle(head + staff);
        REQUIRE(event::setPin(bundle.folder.path(), "135790"));
        std::string const text = read(bundle);
        CHECK(text.starts_with(head));
        CHECK(text.find("135790") == std::string::npos);
        auto const event = bundle.open();
        REQUIRE(event);
        CHECK(event::pinMatches(*event, "135790"));
        CHECK_FALSE(event::pinMatches(*event, "135791"));
        CHECK_FALSE(event::pinMatches(*event, ""));
        REQUIRE(event::setPin(bundle.folder.path(), "2468"));
        CHECK(event::pinMatches(bundle.open().value(), "2468"));
        CHECK(std::count(text.begin(), text.end(), '\n') == [&] {
            std::string const again = read(bundle);
            return std::count(again.begin(), again.end(), '\n');
        }());
    }
}

TEST_CASE("a PIN that anyone would guess at sight or cannot be typed is refused") {
    Bundle bundle("[event]\nunit = \"高坪镇\"\nyear = 2023\n");
    std::string const before = read(bundle);
    for (char const* const pin : {"", "123", "1234567890123", "12a4", "１２３４"})
        CHECK(event::setPin(bundle.folder.path(), pin).error().kind == base::Kind::Invalid);
    CHECK(read(bundle) == before);
}

TEST_CASE("a [staff] table that cannot be edited line by line is left alone") {
    Bundle bundle("staff = { pin = \"scrypt$1\" }\n[event]\nunit = \"高坪镇\"\nyear = 2023\n");
    std::string const before = read(bundle);
    CHECK_FALSE(event::setPin(bundle.folder.path(), "135790"));
    CHECK(read(bundle) == before);
}

TEST_CASE("an event of no PIN opens to no PIN") {
    auto const fonts = draw::Fonts::open(HUIBIAO_FONT_DIR);
    REQUIRE(fonts);
    Bundle bundle("[event]\nunit = \"高坪镇\"\nyear = 2023\n");
    auto const event = bundle.open();
    REQUIRE(event);
    CHECK_FALSE(event::pinMatches(*event, ""));
    CHECK_FALSE(event::pinMatches(*event, "0000"));
}

TEST_CASE("a bundle made from a plan's row opens, and is not made twice") {
    auto const fonts = draw::Fonts::open(HUIBIAO_FONT_DIR);
    REQUIRE(fonts);
    plan::Activity activity;
    activity.number = 7;
    activity.theme = "“阳光政务 公开透明”政务公开主题日活动";
    activity.unit = "高坪镇";
    activity.month = 5;
    TestFolder folder;
    REQUIRE(event::create(activity, "浏阳市", 2023, {"淳口镇"}, HUIBIAO_SOURCE_DIR, folder / "new"));
    base::Findings findings;
    auto const event = event::open(folder / "new", HUIBIAO_SOURCE_DIR, findings);
    REQUIRE(event);
    CHECK(event->banner.line == "浏阳市高坪镇2023年“政务公开主题日”活动暨“阳光政务 公开透明”");
    CHECK(event->date == "2023-05");
    CHECK(event->questionnaires.size() == 1);
    CHECK(event::create(activity, "浏阳市", 2023, {"淳口镇"}, HUIBIAO_SOURCE_DIR, folder / "new")
              .error()
              .kind == base::Kind::Exists);

    activity.unit = "";
    CHECK_FALSE(event::create(activity, "浏阳市", 2023, {"淳口镇"}, HUIBIAO_SOURCE_DIR, folder / "none"));
    CHECK_FALSE(fs::exists(folder / "none"));
}

TEST_CASE("a PIN is set again where the lines end as on Windows") {
    Bundle const bundle("[event]\r\nunit = \"高坪镇\"\r\nyear = 2023\r\n[staff]\r\n");
    REQUIRE(event::setPin(bundle.folder.path(), "123456"));
    REQUIRE(event::setPin(bundle.folder.path(), "654321"));
    std::string const toml = *base::readFile(bundle.folder / "event.toml");
    CHECK(toml.find("pin = ") == toml.rfind("pin = "));
    CHECK(toml.find("$") != std::string::npos);
    CHECK(toml.find("\n\n") == std::string::npos);
}
