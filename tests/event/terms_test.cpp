#include "event/terms.h"
#include "support.h"

#include <doctest/doctest.h>

namespace event = huibiao::event;
namespace base = huibiao::base;

namespace {

bool holds(std::vector<std::string> const& all, std::string const& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

} // namespace

TEST_CASE("the words of an event") {
    Bundle bundle(R"([event]
unit = "高坪镇"
city = "浏阳市"
year = 2023
theme = "“阳光政务 公开透明”政务公开主题日活动"
[input]
words = ["淳口镇", "屋场、夜话", "一"]
)");
    auto const terms = event::terms(bundle.folder.path());
    REQUIRE(terms);
    for (char const* const word : {"高坪镇", "浏阳市高坪镇", "浏阳市", "高坪", "浏阳", "阳光政务", "公开透明",
                                   "政务公开主题日", "淳口镇", "屋场", "夜话"})
        CHECK_MESSAGE(holds(*terms, word), word);
    CHECK(terms->front() == "高坪镇");
    CHECK_FALSE(holds(*terms, "一"));
    for (std::string const& term : *terms) CHECK(std::count(terms->begin(), terms->end(), term) == 1);
}

TEST_CASE("the units of a plan in the bundle are words") {
    Bundle bundle(R"([event]
unit = "市教育局"
city = "宁乡市"
year = 2023
[input]
plan = "计划.csv"
)");
    bundle.put("计划.csv", "序号,活动主题,活动形式,责任单位,活动时间\n1,垃圾分类宣传,政策宣传,道林镇,4月\n");
    auto const terms = event::terms(bundle.folder.path());
    REQUIRE(terms);
    for (char const* const word : {"市教育局", "教育局", "宁乡市", "道林镇"})
        CHECK_MESSAGE(holds(*terms, word), word);
}

TEST_CASE("what is wrong with [input] is told with its line") {
    Bundle bundle("[event]\nunit = \"高坪镇\"\nyear = 2023\n[input]\nplan = \"没有.csv\"\n");
    auto const terms = event::terms(bundle.folder.path());
    REQUIRE_FALSE(terms);
    CHECK_FALSE(bundle.open());
    CHECK(base::anyError(bundle.findings));
    CHECK_FALSE(event::terms(bundle.folder / "none"));
}
