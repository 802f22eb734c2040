#include "report/answers.h"
#include "report/summary.h"
#include "survey_form.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <map>

using namespace huibiao;

namespace {

store::Stored stored(std::int64_t sequence, std::string const& inner, std::string const& version = "1") {
    store::Stored out;
    std::string const id = "uuid:" + std::to_string(sequence);
    out.entry.sequence = sequence;
    out.entry.instanceId = id;
    out.entry.formId = "manyi";
    out.entry.formVersion = version;
    out.entry.storedAt = "2023-05-18T09:30:00.125+08:00";
    out.submission = {id, "manyi", version, answerXml(id, inner, version), {}};
    return out;
}

/// Heading to shown text, of the row's own table.
std::map<std::string, std::string> shown(report::Answers const& answers, report::Row const& row) {
    std::map<std::string, std::string> out;
    auto const head = answers.heads().at(row.table);
    REQUIRE(head.headings.size() == row.cells.size());
    for (std::size_t i = 0; i < row.cells.size(); ++i) {
        CHECK_MESSAGE(out.emplace(head.headings[i], report::plainText(row.cells[i])).second,
                      head.headings[i]);
    }
    return out;
}

report::Answers chinese(form::Form const& form) {
    return report::Answers::of(&form,
                               {base::Language::Chinese, report::languageOf(form, base::Language::Chinese)});
}

} // namespace

TEST_CASE("one row a submission, labels as headings, a column a choice") {
    form::Form const form = surveyForm();
    auto answers = chinese(form);
    base::Findings findings;
    auto const rows = answers.rows(
        stored(7, "<q1>5</q1><q2>wechat other</q2><q2_other>=邻居, "
                  "说的</q2_other><age>42</age><day>2023-05-01</day>"
                  "<rank>wechat paper</rank><a><free>好</free></a><b><free>更好</free></b><score>2</score>"),
        findings);
    REQUIRE(rows.size() == 1);
    auto cells = shown(answers, rows[0]);
    CHECK(cells["序号"] == "7");
    CHECK(cells["编号"] == "uuid:7");
    CHECK(cells["提交时间"] == "2023-05-18 09:30:00");
    CHECK(cells["时钟可信"] == "是");
    CHECK(cells["表单版本"] == "1");
    CHECK(cells["您满意吗？"] == "非常满意");
    CHECK(cells["从何处得知"] == "微信, 公众号、其他");
    CHECK(cells["从何处得知：报纸"] == "0");
    CHECK(cells["从何处得知：微信, 公众号"] == "1");
    CHECK(cells["从何处得知：其他"] == "1");
    CHECK(cells["请说明"] == "=邻居, 说的");
    CHECK(cells["年龄"] == "42");
    CHECK(cells["日期"] == "2023-05-01");
    CHECK(cells["排序"] == "微信, 公众号 > 报纸");
    CHECK(cells["排序：报纸"] == "2");
    CHECK(cells["建议 (a/free)"] == "好");
    CHECK(cells["建议 (b/free)"] == "更好");
    CHECK(cells["score"] == "2");
    CHECK_FALSE(cells.contains("谢谢"));
    CHECK(findings.empty());
    auto const head = answers.heads()[0].headings;
    CHECK(std::holds_alternative<std::int64_t>(
        rows[0].cells[static_cast<std::size_t>(std::find(head.begin(), head.end(), "年龄") - head.begin())]));
    CHECK(std::holds_alternative<sheet::DateCell>(
        rows[0].cells[static_cast<std::size_t>(std::find(head.begin(), head.end(), "日期") - head.begin())]));
}

TEST_CASE("what a citizen wrote never shifts a column") {
    form::Form const form = surveyForm();
    auto answers = chinese(form);
    base::Findings findings;
    auto const plain = answers.rows(stored(1, "<q2>paper</q2>"), findings);
    auto const odd = answers.rows(
        stored(2, "<q2>paper other unheard</q2><q2_other>a b\nc,d</q2_other><stray>x</stray>"), findings);
    CHECK(plain[0].cells.size() == odd[0].cells.size());
    auto cells = shown(answers, odd[0]);
    CHECK(cells["从何处得知"] == "报纸、其他、unheard");
    CHECK(cells["请说明"] == "a b\nc,d");
    auto blank = shown(answers, answers.rows(stored(3, "<q2/>"), findings)[0]);
    CHECK(blank["从何处得知：报纸"].empty());
}

TEST_CASE("a repeat has a table of its own with keys") {
    form::Form const form = surveyForm();
    auto answers = chinese(form);
    base::Findings findings;
    auto const rows =
        answers.rows(stored(1, "<visit><who>甲</who></visit><visit/><visit><who>乙</who></visit>"), findings);
    REQUIRE(rows.size() == 4);
    CHECK(answers.heads()[1].name == "答卷_visit");
    auto last = shown(answers, rows[3]);
    CHECK(last["所属"] == "uuid:1");
    CHECK(last["键"] == "uuid:1/visit[3]");
    CHECK(last["第几个"] == "3");
    CHECK(last["姓名"] == "乙");
}

TEST_CASE("other versions and lost forms: their columns come at the end") {
    form::Form const form = surveyForm();
    auto answers = chinese(form);
    CHECK_FALSE(answers.unfamiliar("1"));
    CHECK(answers.unfamiliar("0"));
    std::size_t const before = answers.heads()[0].headings.size();
    auto const old =
        stored(1, "<q1>5</q1><old><thing>旧</thing></old><gone/><visit><pet>猫</pet></visit>", "0");
    answers.learn(old);
    answers.learn(old);
    CHECK(answers.heads()[0].headings.size() == before + 1);
    base::Findings findings;
    auto const rows = answers.rows(old, findings);
    auto cells = shown(answers, rows[0]);
    CHECK(cells["thing"] == "旧");
    CHECK(cells["您满意吗？"] == "非常满意");
    CHECK(shown(answers, rows[1])["pet"] == "猫");

    auto lost = report::Answers::of(nullptr, {});
    CHECK(lost.unfamiliar("1"));
    lost.learn(stored(2, "<q1>5</q1><x><y>1</y><y>2</y></x>"));
    auto raw = shown(lost, lost.rows(stored(2, "<q1>5</q1><x><y>1</y><y>2</y></x>"), findings)[0]);
    CHECK(raw["q1"] == "5");
    CHECK(raw["y"] == "1; 2");
}

TEST_CASE("what cannot be read keeps its row and is reported") {
    form::Form const form = surveyForm();
    auto answers = chinese(form);
    base::Findings findings;
    auto broken = stored(1, "");
    broken.submission.xml = "<data><q1>5";
    broken.intact = false;
    auto const rows = answers.rows(broken, findings);
    REQUIRE(rows.size() == 1);
    CHECK(report::plainText(rows[0].cells[1]) == "uuid:1");
    CHECK(findings.size() == 2);
    CHECK_FALSE(base::anyError(findings));
}

TEST_CASE("figures: people, votes and bases") {
    form::Form const form = surveyForm();
    auto answers = chinese(form);
    base::Findings findings;
    for (auto const& [n, inner] :
         std::map<int, std::string>{{1, "<q1>5</q1><q2>paper wechat</q2><age>20</age>"},
                                    {2, "<q1>1</q1><q2>paper</q2><age>40</age>"},
                                    {3, "<q1>5</q1><q2/><age/>"},
                                    {4, "<q2>paper odd</q2>"}})
        (void)answers.rows(stored(n, inner), findings);
    auto const summary = answers.summary();
    CHECK(summary.submissions == 4);
    auto const find = [&](std::string const& path) -> figures::QuestionFigures const& {
        auto const found = std::find_if(summary.questions.begin(), summary.questions.end(),
                                        [&](auto const& question) { return question.path == path; });
        REQUIRE_MESSAGE(found != summary.questions.end(), path);
        return *found;
    };
    auto const& one = find("/q1");
    CHECK(one.base == 3);
    CHECK(one.choices[0].label == "非常满意");
    CHECK(one.choices[0].people == 2);
    auto const& several = find("/q2");
    CHECK(several.kind == figures::QuestionFigures::Kind::SeveralChoices);
    CHECK(several.base == 3);
    CHECK(several.votes == 5);
    CHECK(several.choices[0].people == 3);
    REQUIRE(several.choices.size() == 4);
    CHECK(several.choices[3].unknown);
    auto const& age = find("/age");
    CHECK(age.base == 2);
    CHECK(age.sum == 60);
    CHECK(age.least == 20);
    CHECK(age.most == 40);

    auto const sheet = report::summarySheet(summary, base::Language::Chinese);
    auto const row = std::find_if(sheet.rows.begin(), sheet.rows.end(),
                                  [](auto const& cells) { return report::plainText(cells[1]) == "报纸"; });
    REQUIRE(row != sheet.rows.end());
    std::vector<std::string> texts;
    for (auto const& cell : *row) texts.push_back(report::plainText(cell));
    CHECK(texts == std::vector<std::string>{"从何处得知", "报纸", "3", "100.0%", "60.0%", "3", "5"});
}

TEST_CASE("the code book names every column's field, value and label") {
    form::Form const form = surveyForm();
    auto const sheet = chinese(form).codebook();
    std::vector<std::string> lines;
    for (auto const& row : sheet.rows) {
        std::string line;
        for (auto const& cell : row) line += report::plainText(cell) + "|";
        lines.push_back(line);
    }
    auto const has = [&](char const* line) {
        return std::find(lines.begin(), lines.end(), line) != lines.end();
    };
    CHECK(has("您满意吗？|q1|/q1|select_one|5|非常满意|"));
    CHECK(has("从何处得知|q2|/q2|select_multiple|wechat|微信, 公众号|"));
    CHECK(has("年龄|age|/age|integer|"));
    CHECK(has("姓名|who|/visit/who|text|"));
}

TEST_CASE("headings in English, from the form's English labels") {
    form::Form const form = surveyForm();
    auto const answers = report::Answers::of(
        &form, {base::Language::English, report::languageOf(form, base::Language::English)});
    auto const head = answers.heads()[0];
    CHECK(head.name == "Submissions");
    for (char const* heading : {"Instance ID", "Satisfied?", "Source: WeChat", "Advice", "More"})
        CHECK(std::find(head.headings.begin(), head.headings.end(), heading) != head.headings.end());
}

TEST_CASE("another version of the form brings its own questions and choices, with their labels") {
    form::Form const present = surveyForm("2");
    std::string older = surveyXml("1");
    // What was asked before: one more question, and one more choice of an old one.
    older.insert(older.find("<age/>"), "<bus/>");
    older.insert(older.find("<bind nodeset=\"/data/age\""), "<bind nodeset=\"/data/bus\" type=\"int\"/>");
    older.insert(older.find("<input ref=\"/data/age\">"),
                 "<input ref=\"/data/bus\"><label>坐几路车来</label></input>");
    std::size_t const items = older.find("<select ref=\"/data/q2\">");
    older.insert(older.find("<item>", items), "<item><label>广播</label><value>radio</value></item>");
    auto const none = [](std::string_view) -> base::Result<std::string> {
        return base::fail(base::Kind::Missing, {"无", "none"});
    };
    auto const before = form::Form::load(older, none);
    REQUIRE(before);
    auto answers = chinese(present);
    CHECK(answers.unfamiliar("1"));
    answers.know(*before, report::languageOf(*before, base::Language::Chinese));
    CHECK_FALSE(answers.unfamiliar("1"));
    CHECK_FALSE(answers.unfamiliar("2"));
    CHECK(answers.unfamiliar("3"));
    base::Findings findings;
    auto const now = answers.rows(stored(1, "<q1>5</q1><q2>paper</q2>", "2"), findings);
    auto const then = answers.rows(stored(2, "<q2>radio paper</q2><bus>9</bus>", "1"), findings);
    auto cells = shown(answers, then.at(0));
    CHECK(cells["坐几路车来"] == "9");
    CHECK(cells["从何处得知"].find("广播") != std::string::npos);
    CHECK(cells["从何处得知：广播"] == "1");
    CHECK(cells["从何处得知：微信, 公众号"] == "0");
    cells = shown(answers, now.at(0));
    CHECK(cells["坐几路车来"].empty());
    CHECK(cells["您满意吗？"] == "非常满意");
    auto const count = answers.heads().at(0).headings.size();
    answers.know(*before, 0); // known already
    CHECK(answers.heads().at(0).headings.size() == count);
}
