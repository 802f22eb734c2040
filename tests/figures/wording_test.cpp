#include "figures/wording.h"

#include <doctest/doctest.h>

using namespace huibiao;
using namespace huibiao::figures;
constexpr auto Zh = base::Language::Chinese;

TEST_CASE("shares, numbers and days in words") {
    CHECK(share(1, 3) == "33.3%");
    CHECK(share(0, 0) == "—");
    CHECK(number(33.333) == "33.33");
    CHECK(number(40) == "40");
    CHECK(number(1.5) == "1.5");
    CHECK(number(-0.001) == "0");
    CHECK(dayWords("2023-05-18T09:05:00.125+08:00", Zh, true) == "2023年5月18日09:05");
    CHECK(dayWords("2023-05-18T09:05:00.125+08:00", base::Language::English) == "2023-05-18");
    Summary form{"", 2, "2023-05-18T09:30:00.000+08:00", "2023-05-19T10:00:00.000+08:00", {}};
    CHECK(submissionsLine(form, Zh) == "收到答卷2份，2023年5月18日09:30至2023年5月19日10:00");
    form.last = form.first;
    CHECK(submissionsLine(form, Zh) == "收到答卷2份，2023年5月18日09:30");
}

TEST_CASE("a long list of choices shows those that somebody chose, and how many it leaves out") {
    QuestionFigures villages{.heading = "您住在哪个村？", .base = 3};
    for (int i = 0; i < 200; ++i) villages.choices.push_back({std::to_string(i), i % 100 == 7 ? 1U : 0U});
    auto const shown = rows(villages, Zh);
    REQUIRE(shown.size() == 2);
    CHECK(shown[1].label == "107");
    CHECK(leftOut(villages, 0, Zh) == "另有198个选项没有人选");
    villages.choices.resize(MostRows);
    CHECK(rows(villages, Zh).size() == MostRows);
    CHECK(leftOut(villages, 0, Zh).empty());
}

TEST_CASE("a part that is filled several times has entries for a base, not people") {
    QuestionFigures pets{.kind = QuestionFigures::Kind::SeveralChoices,
                         .heading = "养了什么",
                         .repeated = true,
                         .base = 4,
                         .votes = 6};
    CHECK(baseLine(pets, Zh) == "多选题　基数：4组作答，共6票");
    CHECK(headings(pets, Zh) == std::vector<std::string>{"组数", "占组数", "占总票数"});
}
