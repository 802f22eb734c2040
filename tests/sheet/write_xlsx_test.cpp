#include "base/file.h"
#include "folder.h"
#include "sheet/workbook.h"
#include "sheet/write_xlsx.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <csignal>
#include <cstdlib>
#include <iostream>
#include <iterator>

using namespace huibiao;
using sheet::CellKind;
using sheet::Value;

namespace {

std::string failure(base::Result<void> const& result) {
    return result ? "" : result.error().text(base::Language::English);
}

} // namespace

TEST_CASE("what is written reads back") {
    TestFolder const folder;
    std::string const longText = std::string(40000, 'x');
    std::vector<Value> const row{std::string("=1+1"),
                                 std::int64_t{42},
                                 2.5,
                                 sheet::DateCell{2023, 5, 18},
                                 sheet::DateCell{2023, 5, 18, true, 9, 30, 1},
                                 std::monostate{},
                                 std::string(" 前后空格 "),
                                 std::string("a<b&\"c\"\n二"),
                                 std::string("_x0041_ \x01 \r\n|"),
                                 std::int64_t{9'007'199'254'740'993},
                                 longText,
                                 std::string("bad \xFF utf8")};
    REQUIRE(failure(sheet::writeXlsx(folder / "a.xlsx",
                                     {{"答卷[1]", {"文本", "整数"}, {row, {}, {std::string("末行")}}},
                                      {"答卷:1)", {}, {}},
                                      {"答卷_1)", {}, {}},
                                      {"", {"空"}, {}}})) == "");
    auto const book = sheet::readXlsxFile(folder / "a.xlsx");
    REQUIRE(book);
    REQUIRE(book->tables.size() == 4);
    CHECK(book->tables[0].name == "答卷_1_");
    CHECK(book->tables[1].name == "答卷_1)");
    CHECK(book->tables[2].name == "答卷_1)~2");
    sheet::Table const& table = book->tables[0];
    CHECK(table.cell(1, 1).text == "文本");
    CHECK(table.cell(2, 1).text == "=1+1");
    CHECK(table.cell(2, 1).kind == CellKind::Text);
    CHECK(table.cell(2, 2).text == "42");
    CHECK(table.cell(2, 2).kind == CellKind::Number);
    CHECK(table.cell(2, 3).text == "2.5");
    CHECK(table.cell(2, 4).text == "2023-05-18");
    CHECK(table.cell(2, 5).text == "2023-05-18T09:30:01");
    CHECK(table.cell(2, 6).kind == CellKind::Blank);
    CHECK(table.cell(2, 7).text == " 前后空格 ");
    CHECK(table.cell(2, 8).text == "a<b&\"c\"\n二");
    CHECK(table.cell(2, 9).text == "_x0041_   \n|");
    CHECK(table.cell(2, 10).text == "9007199254740993");
    CHECK(table.cell(2, 11).text == std::string(32766, 'x') + "…");
    CHECK(table.cell(2, 12).text == "bad \uFFFD utf8");
    CHECK(table.cell(4, 1).text == "末行");
}

TEST_CASE("days and moments as Excel counts them; what is no date stays text; names of far columns") {
    TestFolder const folder;
    std::vector<Value> row(800);
    row[0] = sheet::DateCell{1900, 1, 1};
    row[1] = sheet::DateCell{1900, 3, 1};
    row[2] = sheet::DateCell{9999, 12, 31, true, 23, 59, 59};
    row[3] = sheet::DateCell{2023, 2, 30};
    row[4] = sheet::DateCell{2023, 5, 18, true, 24, 0, 0};
    row[25] = row[26] = row[701] = row[702] = std::int64_t{-7};
    row[703] = sheet::PercentCell{0.125};
    row[704] = 1e300;
    REQUIRE(failure(sheet::writeXlsx(folder / "a.xlsx", {{"表", {}, {row}}})) == "");
    auto const book = sheet::readXlsxFile(folder / "a.xlsx");
    REQUIRE(book);
    sheet::Table const& table = book->tables[0];
    CHECK(table.cell(1, 1).text == "1900-01-01");
    CHECK(table.cell(1, 2).text == "1900-03-01");
    CHECK(table.cell(1, 3).text == "9999-12-31T23:59:59");
    CHECK(table.cell(1, 4).text == "2023-02-30");
    CHECK(table.cell(1, 4).kind == CellKind::Text);
    CHECK(table.cell(1, 5).text == "2023-05-18 24:00:00");
    for (std::size_t const column : {26U, 27U, 702U, 703U}) CHECK(table.cell(1, column).text == "-7");
    CHECK(table.cell(1, 704).kind == CellKind::Number);
    CHECK(table.cell(1, 705).kind == CellKind::Number);
}

TEST_CASE("columns as wide as the first rows, headings in view, with a filter") {
    TestFolder const folder;
    std::vector<std::vector<Value>> rows(300, {std::string("短"), std::int64_t{1}});
    rows[250][0] = std::string(60, 'x');
    rows[100][1] = std::string("一二三四五六七");
    REQUIRE(failure(sheet::writeXlsx(folder / "a.xlsx", {{"甲&乙", {"一", "二"}, rows}})) == "");
    std::string const call = "cd '" + folder.path().string() + "' && python3 -m zipfile -e a.xlsx out";
    REQUIRE(std::system(call.c_str()) == 0);
    std::string const part = *base::readFile(folder / "out/xl/worksheets/sheet1.xml");
    CHECK(
        part.find(
            "<col min=\"1\" max=\"1\" width=\"8.71\" customWidth=\"1\"/>"
            "<col min=\"2\" max=\"2\" width=\"16.71\" customWidth=\"1\"/></cols><sheetData><row r=\"1\">") !=
        std::string::npos);
    CHECK(part.find("<pane ySplit=\"1\"") != std::string::npos);
    CHECK(part.find("<autoFilter ref=\"A1:B301\"/>") != std::string::npos);
    CHECK(base::readFile(folder / "out/xl/workbook.xml")->find("'甲&amp;乙'!$A$1:$B$301") !=
          std::string::npos);
    CHECK(sheet::readXlsxFile(folder / "a.xlsx")->tables[0].cell(252, 1).text == std::string(60, 'x'));
}

TEST_CASE("the same rows make the same bytes") {
    TestFolder const folder;
    for (char const* name : {"a.xlsx", "b.xlsx"})
        REQUIRE(sheet::writeXlsx(folder / name, {{"表", {"一"}, {{std::int64_t{1}}}}}));
    CHECK(*base::readFile(folder / "a.xlsx") == *base::readFile(folder / "b.xlsx"));
}

TEST_CASE("an unfinished workbook leaves nothing; a bad place is refused at once") {
    TestFolder const folder;
    {
        auto writer = sheet::XlsxWriter::create(folder / "a.xlsx", {folder.path()});
        REQUIRE(writer);
        auto const index = writer->sheet("表", {"一"});
        REQUIRE(index);
        REQUIRE(writer->row(*index, {std::string("x")}));
    }
    CHECK(std::filesystem::is_empty(folder.path()));
    auto const missing = sheet::XlsxWriter::create(folder / "none/a.xlsx");
    REQUIRE_FALSE(missing);
    CHECK(missing.error().kind == base::Kind::Missing);
    sheet::XlsxOptions nowhere;
    nowhere.temporaryFolder = folder / "none";
    CHECK_FALSE(sheet::XlsxWriter::create(folder / "a.xlsx", nowhere));
}

TEST_CASE("a disk that fills up is noticed") {
    TestFolder const folder;
    rlimit before{};
    ::getrlimit(RLIMIT_FSIZE, &before);
    auto const ignored = std::signal(SIGXFSZ, SIG_IGN);
    // Room for the temporary rows is what runs out.
    for (rlim_t const limit : {20'000U, 60'000U, 200'000U}) {
        rlimit small{limit, before.rlim_max};
        ::setrlimit(RLIMIT_FSIZE, &small);
        base::Result<void> written;
        {
            std::vector<std::vector<Value>> rows(3000, {std::string("满意度调查"), std::int64_t{1}});
            written = sheet::writeXlsx(folder / "a.xlsx", {{"表", {"一", "二"}, rows}});
        }
        ::setrlimit(RLIMIT_FSIZE, &before);
        CAPTURE(limit);
        CHECK_FALSE(written);
        CHECK(std::filesystem::is_empty(folder.path()));
    }
    std::signal(SIGXFSZ, ignored);
}

TEST_CASE("a workbook saved by LibreOffice") {
    if (std::system("command -v soffice >/dev/null") != 0) {
        std::cout << "skipped: soffice is not installed\n";
        return;
    }
    TestFolder const folder;
    std::string const flat = R"(<?xml version="1.0" encoding="UTF-8"?>
<office:document xmlns:office="urn:oasis:names:tc:opendocument:xmlns:office:1.0" xmlns:table="urn:oasis:names:tc:opendocument:xmlns:table:1.0"
 xmlns:text="urn:oasis:names:tc:opendocument:xmlns:text:1.0" xmlns:style="urn:oasis:names:tc:opendocument:xmlns:style:1.0"
 xmlns:of="urn:oasis:names:tc:opendocument:xmlns:of:1.2" xmlns:number="urn:oasis:names:tc:opendocument:xmlns:datastyle:1.0" office:version="1.2" office:mimetype="application/vnd.oasis.opendocument.spreadsheet">
<office:automatic-styles><number:date-style style:name="N1"><number:year number:style="long"/><number:text>-</number:text><number:month number:style="long"/><number:text>-</number:text><number:day number:style="long"/></number:date-style>
<number:boolean-style style:name="N2"><number:boolean/></number:boolean-style><style:style style:name="b" style:family="table-cell" style:data-style-name="N2"/>
<style:style style:name="d" style:family="table-cell" style:data-style-name="N1"/></office:automatic-styles>
<office:body><office:spreadsheet>
<table:table table:name="survey"><table:table-row>
<table:table-cell office:value-type="string"><text:p>满意<text:span>度</text:span></text:p><text:p>second line</text:p></table:table-cell>
<table:table-cell office:value-type="float" office:value="3"/><table:table-cell office:value-type="float" office:value="0.1"/>
<table:table-cell table:style-name="b" office:value-type="boolean" office:boolean-value="true"/>
<table:table-cell table:style-name="d" office:value-type="date" office:date-value="2023-05-18"/>
<table:table-cell table:formula="of:=[.B1]*2" office:value-type="float" office:value="6"/></table:table-row>
<table:table-row table:number-rows-repeated="5000"><table:table-cell/></table:table-row>
<table:table-row><table:table-cell table:number-rows-spanned="2" office:value-type="string"><text:p>merged</text:p></table:table-cell></table:table-row>
<table:table-row><table:covered-table-cell/></table:table-row></table:table>
<table:table table:name="选项"><table:table-row><table:table-cell office:value-type="string"><text:p>满意</text:p></table:table-cell></table:table-row></table:table>
</office:spreadsheet></office:body></office:document>)";
    REQUIRE(base::writeDurably(folder / "in.fods", flat));
    std::string const call =
        "cd '" + folder.path().string() +
        "' && HOME=\"$PWD\" timeout 120 soffice --headless --convert-to xlsx in.fods >/dev/null 2>&1";
    if (std::system(call.c_str()) != 0 || !std::filesystem::exists(folder / "in.xlsx")) {
        std::cout << "skipped: soffice did not convert\n";
        return;
    }
    auto const book = sheet::readXlsxFile(folder / "in.xlsx");
    REQUIRE(book);
    REQUIRE(book->tables.size() == 2);
    sheet::Table const& table = book->tables[0];
    CHECK(table.cell(1, 1).text == "满意度\nsecond line");
    CHECK(table.cell(1, 2).text == "3");
    CHECK(table.cell(1, 3).text == "0.1");
    CHECK(table.cell(1, 4).text == "TRUE");
    CHECK(table.cell(1, 5).text == "2023-05-18");
    CHECK(table.cell(1, 6).text == "6");
    CHECK(table.mergedCell(5003, 1).text == "merged");
    CHECK(table.rows.size() == 2);
    CHECK(book->find("选项")->cell(1, 1).text == "满意");

    // And LibreOffice opens what we write.
    REQUIRE(sheet::writeXlsx(folder / "out.xlsx", {{"答卷", {"姓名", "分"}, {{std::string("=1+1"), 2.5}}}}));
    std::string const back = "cd '" + folder.path().string() +
                             "' && HOME=\"$PWD\" timeout 120 soffice --headless --convert-to csv:\"Text - "
                             "txt - csv (StarCalc)\":44,34,76 out.xlsx >/dev/null 2>&1";
    REQUIRE(std::system(back.c_str()) == 0);
    CHECK(*base::readFile(folder / "out.csv") == "姓名,分\n=1+1,2.5\n");
}
