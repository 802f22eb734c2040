// What is counted of each kind of question.
#include "report/answers.h"
#include "report/internal/figures.h"
#include "report/summary.h"
#include "survey_form.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>

using namespace huibiao;
using Kind = figures::QuestionFigures::Kind;

namespace {

/// A form's answers, counted.
struct Counted {
    report::Answers answers;
    std::int64_t sequence = 0;
    figures::Summary summary{};

    explicit Counted(form::Form const& form)
        : answers(report::Answers::of(
              &form, {base::Language::Chinese, report::languageOf(form, base::Language::Chinese)})) {}
    Counted& add(std::string const& inner, std::string const& storedAt = "2023-05-18T09:30:00.125+08:00",
                 std::string const& version = "1") {
        store::Stored stored;
        std::string const id = "uuid:" + std::to_string(++sequence);
        stored.entry.sequence = sequence;
        stored.entry.instanceId = id;
        stored.entry.formId = "manyi";
        stored.entry.formVersion = version;
        stored.entry.storedAt = storedAt;
        stored.submission = {id, "manyi", version, answerXml(id, inner, version), {}};
        base::Findings findings;
        static_cast<void>(answers.rows(stored, findings));
        return *this;
    }
    figures::QuestionFigures const& at(std::string const& path) {
        summary = answers.summary();
        auto const found = std::find_if(summary.questions.begin(), summary.questions.end(),
                                        [&](auto const& question) { return question.path == path; });
        REQUIRE_MESSAGE(found != summary.questions.end(), path);
        return *found;
    }
};

std::string labels(std::vector<figures::Stretch> const& stretches) {
    std::string out;
    for (auto const& stretch : stretches) out += stretch.label + ":" + std::to_string(stretch.count) + " ";
    return out;
}

} // namespace

TEST_CASE("figures: the form's title, how many there were and from when to when") {
    form::Form const form = surveyForm();
    Counted counted(form);
    counted.add("", "2023-05-18T11:00:00.000+08:00").add("", "2023-05-18T09:30:00.000+08:00");
    figures::Summary const summary = counted.answers.summary();
    CHECK(summary.title == "满意度");
    CHECK(summary.submissions == 2);
    CHECK(summary.first == "2023-05-18T09:30:00.000+08:00");
    CHECK(summary.last == "2023-05-18T11:00:00.000+08:00");
}

TEST_CASE("figures: who passed a question is not in its base; a mark made twice is one") {
    form::Form const form = surveyForm();
    Counted counted(form);
    counted.add("<q1>5</q1><q2>paper paper</q2>").add("<q1>5</q1><q2> </q2>").add("<q1>7</q1>").add("");
    auto const q1 = counted.at("/q1");
    CHECK(q1.base == 3);
    CHECK(q1.choices[0].people == 2); // in the order of the form
    CHECK(q1.choices[1].people == 0);
    REQUIRE(q1.choices.size() == 3);
    CHECK(q1.choices[2].label == "7");
    CHECK(q1.choices[2].unknown);
    auto const q2 = counted.at("/q2");
    CHECK(q2.base == 1);
    CHECK(q2.votes == 1);
    CHECK(q2.choices[0].people == 1);
}

TEST_CASE("figures: two answers to one question in one submission are one person's") {
    form::Form const form = surveyForm();
    Counted counted(form);
    counted.add("<q2>paper</q2><q2>paper wechat</q2>").add("<q2>paper</q2>");
    auto const q2 = counted.at("/q2");
    CHECK(q2.base == 2);
    CHECK(q2.votes == 3);
    CHECK(q2.choices[0].people == 2);
}

TEST_CASE("figures: a ranking has who was put first and the mean place") {
    form::Form const form = surveyForm();
    Counted counted(form);
    counted.add("<rank>wechat paper</rank>")
        .add("<rank>paper wechat</rank>")
        .add("<rank>wechat</rank>")
        .add("");
    auto const rank = counted.at("/rank");
    CHECK(rank.kind == Kind::Ranking);
    CHECK(rank.base == 3);
    CHECK(rank.choices[0].label == "报纸");
    CHECK(rank.choices[0].people == 1);
    CHECK(rank.choices[0].placed == 2);
    CHECK(rank.choices[0].places == 3);
    CHECK(rank.choices[1].people == 2);
    CHECK(rank.choices[1].placed == 3);
    auto const sheet = report::summarySheet(counted.answers.summary(), base::Language::Chinese);
    auto const row = std::find_if(sheet.rows.begin(), sheet.rows.end(), [](auto const& cells) {
        return report::plainText(cells[1]) == "报纸（排第一；数值为平均名次）";
    });
    REQUIRE(row != sheet.rows.end());
    CHECK(report::plainText(row->back()) == "1.5");
}

TEST_CASE("figures: free texts are held as they were written, the newest first, and not all of them") {
    form::Form const form = surveyForm();
    Counted counted(form);
    counted.add("<a><free>  第一行\n“第二行” &lt;b&gt; </free></a>").add("<a><free> \n </free></a>");
    auto const few = counted.at("/a/free");
    CHECK(few.kind == Kind::Texts);
    CHECK(few.base == 1);
    REQUIRE(few.texts.size() == 1);
    CHECK(few.texts[0] == "第一行\n“第二行” <b>");
    for (int i = 0; i < 300; ++i) counted.add("<a><free>" + std::to_string(i) + "</free></a>");
    auto const many = counted.at("/a/free");
    CHECK(many.base == 301);
    REQUIRE(many.texts.size() == figures::MostTexts);
    CHECK(many.texts.front() == "299");
    CHECK(many.texts.back() == "100");
}

TEST_CASE("figures: texts that name people are counted and not held out; hidden values are no questions") {
    form::Form const form = surveyForm();
    Counted counted(form);
    counted.add("<visit><who>甲</who></visit><visit><who>乙</who></visit><score>2</score>");
    auto const who = counted.at("/visit/who");
    CHECK(who.repeated);
    CHECK(who.base == 2);
    CHECK(who.withheld);
    CHECK(who.texts.empty());
    for (auto const& question : counted.summary.questions) CHECK(question.path != "/score");
}

TEST_CASE("figures: dates have their first and last, and how many on each day") {
    form::Form const form = surveyForm();
    Counted counted(form);
    counted.add("<day>2023-05-02</day>")
        .add("<day>2023-05-01</day>")
        .add("<day>2023-05-02</day>")
        .add("<day>?</day>");
    auto const day = counted.at("/day");
    CHECK(day.kind == Kind::Moment);
    CHECK(day.base == 3);
    CHECK(day.first == "2023-05-01");
    CHECK(day.last == "2023-05-02");
    CHECK(labels(day.stretches) == "2023-05-01:1 2023-05-02:2 ");
    for (int month = 1; month <= 9; ++month)
        for (char const* date : {"-10", "-20"})
            counted.add("<day>2024-0" + std::to_string(month) + date + "</day>");
    CHECK(counted.at("/day").stretches.size() == 10); // by month now
}

TEST_CASE("figures: numbers lie in stretches between round ones, each of them in one") {
    using report::internal::stretchesOf;
    CHECK(labels(stretchesOf({{1, 2}, {2.5, 1}})) == "1:2 2.5:1 ");
    CHECK(stretchesOf(std::map<double, std::size_t>{}).empty());
    std::map<double, std::size_t> ages;
    for (int age = 18; age <= 87; ++age) ages[age] = 1;
    CHECK(labels(stretchesOf(ages)) ==
          "10–19:2 20–29:10 30–39:10 40–49:10 50–59:10 60–69:10 70–79:10 80–89:8 ");
    std::map<double, std::size_t> tenths;
    for (int i = 0; i <= 12; ++i) tenths[0.1 * i] = 1;
    CHECK(labels(stretchesOf(tenths)) ==
          "0–<0.2:2 0.2–<0.4:2 0.4–<0.6:2 0.6–<0.8:2 0.8–<1:2 1–<1.2:2 1.2–<1.4:1 ");
    for (double const odd : {1e300, 1e15, 1e-9, -5e8}) {
        auto numbers = ages;
        numbers[odd] = 1;
        auto const stretches = stretchesOf(numbers);
        CHECK(stretches.size() <= 16);
        std::size_t all = 0;
        for (auto const& stretch : stretches) all += stretch.count;
        CHECK((stretches.empty() || all == numbers.size()));
    }
}
