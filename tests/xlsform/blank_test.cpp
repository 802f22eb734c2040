#include "base/file.h"
#include "book.h"
#include "folder.h"
#include "xlsform/blank.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace huibiao;

namespace {

struct Made {
    std::vector<sheet::NewSheet> sheets;
    base::Findings findings;
};

Made made(std::string const& text) {
    Made out;
    auto sheets = xlsform::blank(text, {"问卷.txt"}, out.findings);
    REQUIRE(sheets);
    out.sheets = std::move(*sheets);
    return out;
}

std::string cell(sheet::NewSheet const& sheet, std::size_t row, std::string const& heading) {
    auto const at = std::find_if(sheet.headings.begin(), sheet.headings.end(), [&](std::string const& each) {
        return each == heading || each.starts_with(heading + "::");
    });
    REQUIRE(at != sheet.headings.end());
    auto const column = static_cast<std::size_t>(at - sheet.headings.begin());
    REQUIRE(row < sheet.rows.size());
    if (column >= sheet.rows[row].size()) return {};
    auto const* const text = std::get_if<std::string>(&sheet.rows[row][column]);
    return text == nullptr ? std::string() : *text;
}

/// What was made converts.
std::string form(Made const& out) {
    std::vector<std::pair<std::string, Rows>> sheets;
    for (sheet::NewSheet const& sheet : out.sheets) {
        Rows rows{sheet.headings};
        for (auto const& row : sheet.rows) {
            std::vector<std::string> cells;
            for (auto const& value : row) {
                auto const* const text = std::get_if<std::string>(&value);
                cells.push_back(text == nullptr ? std::string() : *text);
            }
            rows.push_back(std::move(cells));
        }
        sheets.emplace_back(sheet.name, std::move(rows));
    }
    return converted(book(sheets));
}

constexpr char const* usual = R"(高坪镇政务公开满意度调查问卷
您好！为了改进工作，请您填写这份问卷。
本问卷不记姓名。

1. 您的性别：
A. 男    B. 女
2、您的年龄是____岁。（必填）
3．您从哪里了解政务公开信息？（可多选，最多选3项）
□公开栏  □微信公众号
□政府网站 □其他______
4. 您对我们的工作满意吗？（单选）
①非常满意 ②满意 ③基本满意 ④不满意 ⑤非常不满意
5. 您对窗口服务满意吗？
A、非常满意
B、满意
C、基本满意
D、不满意
E、非常不满意
6. 您还有什么意见和建议？
________________________

谢谢您的支持！
)";

} // namespace

TEST_CASE("a questionnaire as offices type it") {
    Made const out = made(usual);
    auto const& survey = out.sheets[0];
    REQUIRE(out.sheets.size() == 3);
    CHECK(cell(out.sheets[2], 0, "form_title") == "高坪镇政务公开满意度调查问卷");
    CHECK(cell(survey, 0, "type") == "note");
    CHECK(cell(survey, 0, "label") == "您好！为了改进工作，请您填写这份问卷。\n本问卷不记姓名。");
    CHECK(cell(survey, 1, "type") == "select_one q1");
    CHECK(cell(survey, 1, "label") == "您的性别：");
    CHECK(cell(survey, 2, "type") == "integer");
    CHECK(cell(survey, 2, "label") == "您的年龄是____岁。");
    CHECK(cell(survey, 2, "required") == "yes");
    CHECK(cell(survey, 3, "type") == "select_multiple q3");
    CHECK(cell(survey, 3, "constraint") == "count-selected(.) <= 3");
    CHECK(cell(survey, 4, "name") == "q3_other");
    CHECK(cell(survey, 4, "relevant") == "selected(${q3}, 'other')");
    CHECK(cell(survey, 5, "type") == "select_one q4");
    CHECK(cell(survey, 5, "label") == "您对我们的工作满意吗？");
    CHECK(cell(survey, 6, "type") == "select_one q4");
    CHECK(cell(survey, 7, "type") == "text");
    CHECK(cell(survey, 7, "appearance") == "multiline");
    CHECK(cell(survey, 8, "type") == "note");
    CHECK(out.sheets[1].rows.size() == 2 + 4 + 5);
    CHECK(has(form(out), "<h:html"));
    CHECK(out.findings.empty());
}

TEST_CASE("parts numbered 一、 become groups; numbers may start again") {
    Made const out = made("问卷\n一、基本情况\n1. 性别 A.男 B.女\n2. 您家有几口人？____\n二、评价\n1. "
                          "您满意吗？\nA. 满意\nB. 不满意\n");
    auto const& survey = out.sheets[0];
    CHECK(cell(survey, 0, "type") == "begin_group");
    CHECK(cell(survey, 0, "label") == "基本情况");
    CHECK(cell(survey, 1, "type") == "select_one q1");
    CHECK(cell(survey, 1, "label") == "性别");
    CHECK(cell(survey, 2, "type") == "integer");
    CHECK(cell(survey, 3, "type") == "end_group");
    CHECK(cell(survey, 5, "type") == "select_one q3");
    CHECK(has(form(out), "<h:html"));
}

TEST_CASE("questions numbered 一、 with choices 1. 2. 3.") {
    Made const out = made("问卷\n一、您满意吗？\n1. 满意\n2. 不满意\n二、您从哪里知道的？（多选）\n1. "
                          "电视\n2. 网络\n3. 其他____\n");
    auto const& survey = out.sheets[0];
    CHECK(cell(survey, 0, "type") == "select_one q1");
    CHECK(cell(survey, 1, "type") == "select_multiple q2");
    CHECK(out.sheets[1].rows.size() == 5);
    CHECK(has(form(out), "<h:html"));
}

TEST_CASE("what was not understood is told of by line") {
    Made const out = made("问卷\n1. 您的姓名____ 电话____\n2. 您满意吗？\nA. 满意（请跳至第4题）\nB. "
                          "不满意\n满意度 5 4 3 2 1\n3. 家里有几亩地？____\n");
    auto const told = [&](std::string const& where, std::string const& zh) {
        return std::any_of(out.findings.begin(), out.findings.end(), [&](base::Finding const& finding) {
            return finding.warning && finding.error.where == where && has(finding.error.message.zh, zh);
        });
    };
    CHECK(told("问卷.txt:2", "2 个空"));
    CHECK(told("问卷.txt:2", "个人信息"));
    CHECK(told("问卷.txt:3", "跳题"));
    CHECK(told("问卷.txt:6", "没有看懂"));
    CHECK(has(form(out), "<h:html"));
}

TEST_CASE("no question at all is refused; odd bytes do no harm") {
    base::Findings findings;
    CHECK_FALSE(xlsform::blank("今天天气很好。\n", {"x"}, findings));
    CHECK_FALSE(xlsform::blank("", {"x"}, findings));
    CHECK_FALSE(xlsform::blank("\xFF\xFE(((（（\n", {"x"}, findings));
}

TEST_CASE("a text file of GB18030 becomes a workbook") {
    TestFolder const folder;
    // "1. 您好吗？A.好 B.不好" in GB18030.
    std::string const bytes = "1. \xC4\xFA\xBA\xC3\xC2\xF0\xA3\xBF"
                              "A.\xBA\xC3 B.\xB2\xBB\xBA\xC3\n";
    REQUIRE(base::writeDurably(folder.path() / "w.txt", bytes));
    base::Findings findings;
    REQUIRE(xlsform::blankFile(folder.path() / "w.txt", folder.path() / "w.xlsx", findings));
    auto const xml = xlsform::convertFile(folder.path() / "w.xlsx", {}, findings);
    REQUIRE(xml);
    CHECK(has(*xml, "<value>不好</value>"));
}

TEST_CASE("blank: ${ in the words is no reference; a text that is no questionnaire is refused") {
    base::Findings findings;
    auto const sheets = xlsform::blank("1. ${q} 是什么？____", {"a.txt"}, findings);
    REQUIRE(sheets);
    auto const& row = (*sheets)[0].rows[0];
    CHECK(std::get<std::string>(row[2]).find("${") == std::string::npos);
    CHECK_FALSE(xlsform::blank(std::string(300U << 10U, '_'), {"a.txt"}, findings));
}

TEST_CASE("blank: blanks for a date are a date, empty lines are room to write") {
    base::Findings findings;
    auto const sheets = xlsform::blank("1.您哪年哪月来的？____年__月__日\n2.您想说什么？\n______\n______\n",
                                       {"a.txt"}, findings);
    REQUIRE(sheets);
    CHECK(findings.empty());
    auto const& rows = (*sheets)[0].rows;
    REQUIRE(rows.size() == 2);
    CHECK(std::get<std::string>(rows[0][0]) == "date");
    CHECK(std::get<std::string>(rows[0][2]) == "您哪年哪月来的？");
    CHECK(std::get<std::string>(rows[1][0]) == "text");
    CHECK(std::get<std::string>(rows[1][2]) == "您想说什么？");
    CHECK(std::get<std::string>(rows[1][7]) == "multiline");
}
