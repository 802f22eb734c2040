#include "base/file.h"
#include "folder.h"
#include "report/answers.h"
#include "sheet/csv.h"
#include "survey_form.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <fstream>

using namespace huibiao;
using Kind = report::SpssColumn::Kind;

namespace {

store::Stored stored(std::int64_t sequence, std::string const& inner) {
    store::Stored out;
    std::string const id = "uuid:" + std::to_string(sequence);
    out.entry.sequence = sequence;
    out.entry.instanceId = id;
    out.entry.formVersion = "1";
    out.entry.storedAt = "2023-05-18T09:30:00.125+08:00";
    out.submission = {id, "manyi", "1", answerXml(id, inner), {}};
    return out;
}

std::string syntax(std::vector<report::SpssColumn> const& columns) {
    return report::spssSyntax(columns, "答卷.csv", base::Language::Chinese);
}

bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

/// The table of some answers and its syntax file, in a folder.
void write(TestFolder const& folder) {
    form::Form const form = surveyForm();
    auto answers = report::Answers::of(&form, {base::Language::Chinese, 1});
    base::Findings findings;
    std::string csv(sheet::csvBom);
    sheet::appendCsvRow(csv, answers.heads()[0].headings);
    for (auto const& one :
         {stored(1,
                 "<q1>5</q1><q2>wechat other</q2><q2_other>=他说\"好\", "
                 "就好</q2_other><age>42</age><day>2023-05-01</day>"
                 "<rank>wechat paper</rank><a><free>好</free></a><b><free>更好</free></b><score>2</score>"),
          stored(2, "<q1>1</q1><q2>paper</q2><age>17</age>"), stored(3, "<q1>5</q1>"), stored(4, "<q1/>"),
          stored(5, "<q1>7</q1>")}) {
        auto const rows = answers.rows(one, findings);
        std::vector<std::string> texts;
        for (sheet::Value const& cell : rows[0].cells) texts.push_back(report::plainText(cell));
        sheet::appendCsvRow(csv, texts);
    }
    std::ofstream(folder / "答卷.csv") << csv;
    std::ofstream(folder / "答卷.sps") << syntax(answers.spssColumns(0));
}

} // namespace

TEST_CASE("SPSS reads the answers as numbers with labels") {
    TestFolder folder;
    write(folder);
    std::string const text = *base::readFile(folder / "答卷.sps");
    CHECK(text.starts_with("\xEF\xBB\xBF* Encoding: UTF-8.\n"));
    CHECK(has(text, "/FILE='答卷.csv'\n  /ENCODING='UTF8'"));
    CHECK(has(text, "\n    q1_text A12\n"));
    CHECK(has(text, "RECODE q1_text\n  ('非常满意'=5)\n  ('不满意'=1)\n  (' '=SYSMIS) (ELSE=99) INTO q1.\n"));
    CHECK(has(text, "MISSING VALUES q1 (99)."));
    CHECK(has(text, "q1\n    5 '非常满意'\n    1 '不满意'\n    99 '不在选项里'"));
    CHECK(has(text, "\n    q2_wechat F1.0\n    q2_other_2 F1.0\n    q2_other A"));
    CHECK(has(text, "/q2_wechat\n    '从何处得知：微信, 公众号'"));
    CHECK(has(
        text,
        "/MDGROUP NAME=$q2 LABEL='从何处得知'\n    CATEGORYLABELS=VARLABELS VARIABLES=\n      q2_paper\n"));
    CHECK(has(text, "\n    age F12.0\n    day SDATE10\n"));
    CHECK(has(text, "\n    rank_paper F3.0\n"));
    // Both fields are called free.
    CHECK(has(text, "\n    a_free A3\n    b_free A6\n"));
    CHECK(has(text, "submitted_at YMDHMS20"));
}

TEST_CASE("names that SPSS takes, no two alike, and labels of its length") {
    std::string const longName(80, 'x');
    std::string longLabel;
    for (int i = 0; i < 100; ++i) longLabel += "题";
    std::string const text =
        syntax({{"with", "", "a", Kind::Whole, 1, {}},
                {"满意度", "", "it's", Kind::Whole, 1, {}},
                {"1st-day.x", "", "b", Kind::Whole, 1, {}},
                {longName, "", longLabel, Kind::Whole, 1, {}},
                {longName + "y", "", "c", Kind::Whole, 1, {}},
                {"Age", "", "d", Kind::Whole, 1, {}},
                {"g/age", "", "e", Kind::Whole, 1, {}},
                {"v2", "", "f", Kind::Choice, 1, {{"01", "=甲"}, {"1", longLabel}, {"x", "=甲"}}},
                {"m", "", "g", Kind::Text, 0, {}},
                {"m", "报纸", "h", Kind::Mark, 1, {}},
                {"m", "微信", "i", Kind::Mark, 1, {}}});
    std::string const x56(56, 'x');
    CHECK(has(text, "VARIABLES=\n    v_with F12.0\n    v2 F12.0\n    v_1st_day_x F12.0\n    " + x56 +
                        " F12.0\n    " + x56 +
                        "_2 F12.0\n    Age F12.0\n    g_age F12.0\n    v2_2_text A300\n    m A1\n    m_1 "
                        "F1.0\n    m_2 F1.0."));
    CHECK(has(text, "'it''s'"));
    CHECK(has(text, "\n    '" + longLabel.substr(0, 255) + "'\n"));
    CHECK(has(text, "2 '" + longLabel.substr(0, 120) + "'\n"));
    // Not all values are different numbers: counted. As the .csv has it, and the first of two equal ones.
    CHECK(has(text, "RECODE v2_2_text\n  ('''=甲'=1)\n  ('" + longLabel + "'=2)\n  (' '"));
}

TEST_CASE("a column of numbers in which something else stood is one of texts") {
    form::Form const form = surveyForm();
    auto answers = report::Answers::of(&form, {base::Language::Chinese, 1});
    base::Findings findings;
    (void)answers.rows(stored(1, "<age>四十二</age><day>1850-01-01</day>"), findings);
    std::string const text = syntax(answers.spssColumns(0));
    CHECK(has(text, "age A9"));
    CHECK(has(text, "day A10"));
}

TEST_CASE("GNU PSPP reads it and counts right") {
    TestFolder folder;
    write(folder);
    std::ofstream(folder / "run.sps")
        << "INSERT FILE='答卷.sps' ENCODING='UTF8' ERROR=STOP.\nFREQUENCIES q1 q2_wechat.\n"
           "LIST q1 q2_other age day submitted_at rank_paper.\nMRSETS /DISPLAY NAME=ALL.\n";
    std::string const call = "cd '" + (folder / "").string() +
                             "' && LC_ALL=C.UTF-8 pspp -e errors.txt -o out.csv -O format=csv run.sps";
    int const code = std::system(call.c_str());
    std::string const errors = base::readFile(folder / "errors.txt").value_or("");
    std::string const out = base::readFile(folder / "out.csv").value_or("");
    CHECK_MESSAGE(code == 0, errors << out);
    CHECK(errors.empty());
    CHECK_MESSAGE(has(out, "非常满意,2,"), out);
    CHECK(has(out, "不满意,1,"));
    CHECK(has(out, "选了,1,"));
    CHECK_MESSAGE(has(out, "'=他说\"\"好\"\", 就好"), out);
    CHECK_MESSAGE(has(out, "42,2023/05/01,2023-05-18 09:30:00,2"), out);
}
