#include "event/contents.h"
#include "event/kit_settings.h"
#include "support.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace huibiao;

namespace {

std::string const head = "[event]\nunit = \"高坪镇\"\ncity = \"浏阳市\"\nyear = 2023\n[kit]\n"; // five lines

/// The words of the first error.
std::string fault(std::string const& lines, std::string const& people = {}) {
    Bundle bundle(head + lines);
    if (!people.empty()) bundle.put("名单.csv", people);
    auto const event = bundle.open();
    return event ? std::string() : event.error().text(base::Language::Chinese);
}

bool holds(std::string const& text, std::string const& what) {
    return text.find(what) != std::string::npos;
}

} // namespace

TEST_CASE("[kit] is read whole, and its people go with the bundle") {
    Bundle bundle(head + "place = \"高坪镇文化广场\"\npeople = \"名单.csv\"\nsigns = [\"签到处\", \"\"]\n"
                         "items = [\"横幅\"]\n");
    bundle.put("名单.csv", "职务,姓名,用途,照片\n现场负责人,负责人,,头像.png\n,工作人员1,工作证,\n"
                           ",工作人员2,桌牌,\n\n,工作人员3,桌牌和工作证,\n");
    bundle.put("头像.png", "a picture");
    auto const event = bundle.open();
    REQUIRE(event);
    event::Kit const& kit = event->kit;
    CHECK(kit.place == "高坪镇文化广场");
    CHECK(kit.signs == std::vector<std::string>{"签到处"});
    CHECK(kit.items == std::vector<std::string>{"横幅"});
    REQUIRE(kit.people.size() == 4);
    CHECK(kit.people[0].role == "现场负责人");
    CHECK(kit.people[0].photo == bundle.folder / "头像.png");
    CHECK((kit.people[0].badge && kit.people[0].plate));
    CHECK((kit.people[1].badge && !kit.people[1].plate));
    CHECK((!kit.people[2].badge && kit.people[2].plate));
    CHECK((kit.people[3].badge && kit.people[3].plate));
    for (char const* name : {"名单.csv", "头像.png"})
        CHECK(std::count(event->files.begin(), event->files.end(), bundle.folder / name) == 1);
    base::Findings findings;
    auto const contents = event::contents(bundle.folder.path(), findings);
    REQUIRE(contents);
    for (char const* name : {"名单.csv", "头像.png"})
        CHECK(std::count(contents->files.begin(), contents->files.end(), std::filesystem::path(name)) == 1);
}

TEST_CASE("what is wrong in [kit] is told with its place") {
    CHECK(fault("").empty());
    CHECK(holds(fault("people = \"没有.csv\"\n"), "没有.csv"));
    CHECK(holds(fault("people = \"../名单.csv\"\n"), "event.toml:6"));
    CHECK(holds(fault("people = \"名单.csv\"\n", "名字\n甲\n"), "姓名"));
    CHECK(holds(fault("people = \"名单.csv\"\n", "姓名,职务\n负责人,\n,工作人员\n"), "A3"));
    CHECK(holds(fault("people = \"名单.csv\"\n", "姓名,用途\n负责人,横幅\n"), "B2"));
    CHECK(holds(fault("people = \"名单.csv\"\n", "姓名,照片\n负责人,/etc/passwd\n"), "B2"));
    CHECK(holds(fault("people = \"名单.csv\"\n", "姓名\n" + std::string(63, 'x') + "\n"), "最多 20"));
    CHECK(holds(fault("place = \"" + std::string(60, 'x') + "\"\n"), "最多 40"));
    CHECK(holds(fault("signs = \"签到处\"\n"), "signs"));
}
