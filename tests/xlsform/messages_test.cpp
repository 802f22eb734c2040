#include "book.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace huibiao;

namespace {

base::Findings findingsOf(sheet::Workbook const& workbook, bool kiosk = false) {
    base::Findings findings;
    xlsform::Options options;
    options.file = "问卷.xlsx";
    options.forKiosk = kiosk;
    (void)xlsform::convert(workbook, options, findings);
    return findings;
}

base::Findings surveyFindings(Rows const& survey, bool kiosk = false) {
    return findingsOf(book({{"survey", survey}}), kiosk);
}

bool any(base::Findings const& findings, bool warning, std::string const& where, std::string const& zh,
         std::string const& en) {
    return std::any_of(findings.begin(), findings.end(), [&](base::Finding const& finding) {
        return finding.warning == warning && finding.error.where == where &&
               has(finding.error.message.zh, zh) && has(finding.error.message.en, en);
    });
}

} // namespace

TEST_CASE("all faults at once, in the order of the sheet, each with its cell") {
    auto const findings = surveyFindings({{"type", "name", "label", "relevant"},
                                          {"text", "a b", "A"},
                                          {"integr", "c", "C"},
                                          {"text", "age", "年龄"},
                                          {"text", "d", "D", "${agee} > 1"},
                                          {"text", "e", "E", "${age} >"},
                                          {"select_one", "f", "F"},
                                          {"text", "", "G"}});
    CHECK(any(findings, false, "问卷.xlsx survey!B2", "名称“a b”不能用", "cannot be a name"));
    CHECK(any(findings, false, "问卷.xlsx survey!A3", "是不是 integer", "did you mean integer"));
    CHECK(any(findings, false, "问卷.xlsx survey!D5", "是不是“age”", "did you mean 'age'"));
    CHECK(any(findings, false, "问卷.xlsx survey!D6", "公式有错", "the formula is wrong"));
    CHECK(any(findings, false, "问卷.xlsx survey!A7", "select_one 清单名", "select_one LIST"));
    CHECK(any(findings, false, "问卷.xlsx survey!8", "没有名称", "no name"));
    CHECK(std::is_sorted(findings.begin(), findings.end(), [](auto const& a, auto const& b) {
        return a.error.where.back() < b.error.where.back();
    }));
    CHECK(has(findings.front().error.message.zh, "工作表“survey”第 2 行“name”列"));
    CHECK(has(findings.front().error.message.en, "sheet survey, row 2, column name"));
}

TEST_CASE("a wrong formula is shown as the author wrote it") {
    auto const findings =
        surveyFindings({{"type", "name", "label", "constraint"}, {"text", "a", "A", "${a} = (1"}});
    REQUIRE(findings.size() == 1);
    CHECK(has(findings[0].error.message.zh, "${a} = (1"));
    auto const wide =
        surveyFindings({{"type", "name", "label", "constraint"}, {"text", "a", "A", "selected（., 'x'）"}});
    REQUIRE_FALSE(wide.empty());
    CHECK(has(wide[0].error.message.zh, "全角"));
}

TEST_CASE("sections that do not match, names used twice, reserved names") {
    auto const findings = surveyFindings({{"type", "name", "label"},
                                          {"begin_group", "g", "G"},
                                          {"text", "a", "A"},
                                          {"text", "a", "A"},
                                          {"text", "meta", "M"},
                                          {"end_repeat"}});
    CHECK(any(findings, false, "问卷.xlsx survey!B4", "第 3 行", "row 3"));
    CHECK(any(findings, false, "问卷.xlsx survey!B5", "meta", "meta"));
    CHECK(any(findings, false, "问卷.xlsx survey!A6", "没有对应的 begin_repeat", "no begin_repeat"));
    CHECK(any(findings, false, "问卷.xlsx survey!2", "没有对应的 end_group", "no end_group"));
}

TEST_CASE("lists: missing, mistyped, twice the same name, blanks in a multiple choice") {
    auto const findings = findingsOf(
        book({{"survey",
               {{"type", "name", "label"}, {"select_one yesno", "a", "A"}, {"select_multiple m", "b", "B"}}},
              {"choices",
               {{"list_name", "name", "label"},
                {"yes_no", "y", "是"},
                {"yes_no", "y", "否"},
                {"m", "a b", "甲"},
                {"m", "", "乙"}}}}));
    CHECK(any(findings, false, "问卷.xlsx survey!A2", "是不是“yes_no”", "did you mean 'yes_no'"));
    CHECK(any(findings, false, "问卷.xlsx choices!B3", "已有名称为“y”", "named 'y' already"));
    CHECK(any(findings, false, "问卷.xlsx choices!B4", "不能有空格", "cannot hold blanks"));
    CHECK(any(findings, false, "问卷.xlsx choices!5", "没有名称", "no name"));
}

TEST_CASE("no survey, an empty one, one without headings") {
    CHECK(has(findingsOf(book({{"servey", {{"type"}}}})).front().error.message.zh, "servey"));
    CHECK(base::anyError(findingsOf(book({{"survey", {}}}))));
    CHECK(base::anyError(findingsOf(book({{"survey", {{"题型", "名称"}, {"text", "a"}}}}))));
    CHECK(base::anyError(findingsOf(sheet::Workbook{})));
}

TEST_CASE("two headings for one column") {
    auto const findings =
        surveyFindings({{"type", "name", "label", "relevant", "relevance"}, {"text", "a", "A"}});
    CHECK(any(findings, false, "问卷.xlsx survey!E1", "“relevant”列是同一列", "same column as relevant"));
}

TEST_CASE("mentions that are broken off") {
    auto const findings =
        surveyFindings({{"type", "name", "label"}, {"text", "a", "A"}, {"text", "b", "您好 ${a ，请"}});
    CHECK(any(findings, false, "问卷.xlsx survey!C3", "第 4 个字符", "character 4"));
}

TEST_CASE("headings that look mistyped and languages without a code are warned of") {
    auto const findings =
        surveyFindings({{"type", "name", "label::Chinese", "relevent"}, {"text", "a", "A", "1"}});
    CHECK(any(findings, true, "问卷.xlsx survey!D1", "是不是“relevant”", "did you mean relevant"));
    CHECK(std::any_of(findings.begin(), findings.end(), [](base::Finding const& finding) {
        return finding.warning && has(finding.error.message.en, "Chinese (zh)");
    }));
}

TEST_CASE("texts that lack a translation are warned of with their rows") {
    auto const findings = surveyFindings({{"type", "name", "label::中文 (zh)", "label::English (en)"},
                                          {"text", "a", "甲", "A"},
                                          {"text", "b", "乙"},
                                          {"text", "c", "丙"}});
    CHECK(std::any_of(findings.begin(), findings.end(), [](base::Finding const& finding) {
        return finding.warning && has(finding.error.message.zh, "English (en)") &&
               has(finding.error.message.zh, "3、4");
    }));
}

TEST_CASE("what a kiosk cannot ask, with the row") {
    auto const findings = surveyFindings({{"type", "name", "label", "required", "appearance"},
                                          {"geopoint", "p", "位置", "yes"},
                                          {"image", "i", "照片"},
                                          {"image", "s", "签名", "", "signature"},
                                          {"audio", "v", "录音"},
                                          {"barcode", "b", "条码"}},
                                         true);
    CHECK_FALSE(base::anyError(findings));
    CHECK(any(findings, true, "问卷.xlsx survey!2", "终端会拒绝这份表单", "refuses the form"));
    CHECK(any(findings, true, "问卷.xlsx survey!3", "终端会跳过", "leaves it out"));
    CHECK(any(findings, true, "问卷.xlsx survey!5", "不录音", "records no sound"));
    CHECK(any(findings, true, "问卷.xlsx survey!6", "扫码", "scanner"));
    CHECK_FALSE(any(findings, true, "问卷.xlsx survey!4", "", ""));
}

TEST_CASE("parameters: unknown ones, numbers that are none, ranges that do not fit") {
    auto const findings = surveyFindings({{"type", "name", "label", "parameters"},
                                          {"range", "a", "A", "start=1 end=5 step=0"},
                                          {"range", "b", "B", "start=1 end=x"},
                                          {"text", "c", "C", "rows=two"},
                                          {"text", "d", "D", "lines=3"},
                                          {"range", "e", "E", "start"}});
    for (std::string const row : {"D2", "D3", "D4", "D5", "D6"})
        CHECK(std::any_of(findings.begin(), findings.end(), [&](base::Finding const& finding) {
            return !finding.warning && finding.error.where == "问卷.xlsx survey!" + row;
        }));
}

TEST_CASE("languages multiply a form, so there is an end to them") {
    Rows rows{{"type", "name"}, {"text", "q"}};
    for (int i = 0; i < 101; ++i) {
        rows[0].push_back("label::L" + std::to_string(i));
        rows[1].push_back("x");
    }
    CHECK(converted(book({{"survey", rows}})).find("more than 100 languages") != std::string::npos);
    rows[0].pop_back();
    rows[1].pop_back();
    CHECK(converted(book({{"survey", rows}})).starts_with("<?xml"));
}
