#include "support.h"

#include <doctest/doctest.h>

using namespace huibiao;

namespace {

std::string const head =
    "[event]\nunit = \"高坪镇\"\ncity = \"浏阳市\"\nyear = 2023\n[kiosk]\nname = \"大厅 1\"\n";

std::string const web = "https://odk.example.gov.cn/-/single/aB3?st=x$y";

std::string urlOf(std::string const& link, std::string const& before = head) {
    Bundle bundle(before + "[[link]]\nurl = " + link + "\n");
    auto const event = bundle.open();
    if (!event) return "refused: " + event.error().text(base::Language::Chinese);
    return event->links.at(0).url;
}

bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a web form opens with unit, activity and kiosk filled in, percent-encoded") {
    CHECK(urlOf("\"" + web + "\"") == web);
    CHECK(urlOf("\"" + web + "\"\nunit_field = \"/data/unit\"") ==
          web + "&d%5B%2Fdata%2Funit%5D=%E6%B5%8F%E9%98%B3%E5%B8%82%E9%AB%98%E5%9D%AA%E9%95%87");
    std::string const all = urlOf(
        "\"https://odk.example.gov.cn/x/aB3\"\nkiosk_field = \"/data/g/kiosk\"\nunit_field = \"/data/unit\"");
    CHECK(all.starts_with("https://odk.example.gov.cn/x/aB3?d%5B%2Fdata%2Funit%5D=%E6"));
    CHECK(all.ends_with("&d%5B%2Fdata%2Fg%2Fkiosk%5D=%E5%A4%A7%E5%8E%85%201"));
    std::string const activity = urlOf("\"https://odk.example.gov.cn/x?\"\nactivity_field = \"/data/a\"");
    CHECK(activity.starts_with("https://odk.example.gov.cn/x?d%5B%2Fdata%2Fa%5D=%E6%B5%8F"));
    CHECK(has(activity, "2023%E5%B9%B4%E2%80%9C"));
}

TEST_CASE("addresses of 问卷星 and 腾讯问卷 stay exactly as they are given") {
    for (std::string const url :
         {"https://www.wjx.cn/vm/aBc.aspx?x=1", "https://wj.qq.com/s2/123/ab", "https://WJX.top/a"}) {
        CHECK(urlOf("\"" + url + "\"") == url);
        Bundle bundle(head + "[[link]]\nurl = \"" + url + "\"\nunit_field = \"/data/unit\"\n");
        auto const event = bundle.open();
        REQUIRE(event);
        CHECK(event->links.at(0).url == url);
        CHECK(bundle.found(9, "网址保持原样", true));
    }
    // Another's name that only ends like it.
    CHECK(has(urlOf("\"https://notwjx.cn/a\"\nunit_field = \"/data/unit\""), "?d%5B"));
}

TEST_CASE("what is wrong with a field is told at its line") {
    for (std::string const field : {"unit", "/", "/data/ unit", "/data/unit/", "/data/unit[1]"}) {
        Bundle bundle(head + "[[link]]\nurl = \"" + web + "\"\nunit_field = \"" + field + "\"\n");
        CHECK_FALSE(bundle.open());
        CHECK(bundle.found(9, "/data/unit", false));
    }
    Bundle nameless("[event]\nunit = \"高坪镇\"\nyear = 2023\n[[link]]\nurl = \"" + web +
                    "\"\nkiosk_field = \"/data/k\"\n");
    auto const event = nameless.open();
    REQUIRE(event);
    CHECK(event->links.at(0).url == web);
    CHECK(nameless.found(6, "[kiosk]", true));
    Bundle crowded(head + "[[link]]\nurl = \"https://a.cn/" + std::string(560, 'x') +
                   "\"\nunit_field = \"/data/unit\"\n");
    CHECK_FALSE(crowded.open());
    CHECK(crowded.found(8, "600", false));
}
