#include "package.h"
#include "sheet/workbook.h"

#include <doctest/doctest.h>

#include <chrono>

using namespace huibiao;
using sheet::CellKind;

namespace {

sheet::Table readOne(BookParts const& parts) {
    auto const book = sheet::readXlsx(xlsxOf(parts), "t.xlsx");
    REQUIRE_MESSAGE(book, (book ? "" : book.error().text(base::Language::English)));
    return book->tables.at(0);
}

std::string errorOf(std::string const& bytes, sheet::ReadLimits const& limits = {}) {
    auto const book = sheet::readXlsx(bytes, "t.xlsx", limits);
    REQUIRE_FALSE(book);
    CHECK_FALSE(book.error().message.zh.empty());
    return book.error().text(base::Language::English);
}

} // namespace

TEST_CASE("every kind of cell is read as a person sees it") {
    auto const table = readOne(
        {{"<sheetData><row r=\"2\">"
          "<c r=\"A2\" t=\"s\"><v>1</v></c>"
          "<c r=\"B2\" t=\"inlineStr\"><is><r><t>政务</t></r><r><t xml:space=\"preserve\"> 公开</t></r>"
          "<rPh sb=\"0\" eb=\"1\"><t>ZHENG</t></rPh></is></c>"
          "<c r=\"C2\" t=\"str\"><f>A1&amp;\"x\"</f><v>sum</v></c>"
          "<c r=\"D2\" t=\"b\"><v>1</v></c><c r=\"E2\" t=\"b\"><v>0</v></c>"
          "<c r=\"F2\"><v>3.0</v></c><c r=\"G2\"><v>0.1</v></c>"
          "<c r=\"H2\"><v>1.5E+3</v></c><c r=\"I2\" t=\"e\"><v>#N/A</v></c>"
          "<c r=\"J2\" s=\"1\"/><c r=\"K2\"><f>1+1</f></c>"
          "<c r=\"L2\"><v>13800138000</v></c><c r=\"M2\"><v>-2.50</v></c>"
          "<c r=\"N2\" t=\"d\"><v>2023-05-18</v></c><c r=\"O2\"><v>1E-20</v></c>"
          "</row></sheetData>"},
         "<si><t>no</t></si><si><r><t>满</t></r><r><rPr><b/></rPr><t>意</t></r><phoneticPr "
         "fontId=\"1\"/></si>"});
    struct {
        char const* text;
        CellKind kind;
    } const expected[] = {
        {"满意", CellKind::Text},   {"政务 公开", CellKind::Text},  {"sum", CellKind::Text},
        {"TRUE", CellKind::Bool},   {"FALSE", CellKind::Bool},      {"3", CellKind::Number},
        {"0.1", CellKind::Number},  {"1500", CellKind::Number},     {"#N/A", CellKind::Error},
        {"", CellKind::Blank},      {"", CellKind::Blank},          {"13800138000", CellKind::Number},
        {"-2.5", CellKind::Number}, {"2023-05-18", CellKind::Date}, {"1e-20", CellKind::Number}};
    std::size_t column = 0;
    for (auto const& [text, kind] : expected) {
        ++column;
        CAPTURE(column);
        CHECK(table.cell(2, column).text == text);
        CHECK(table.cell(2, column).kind == kind);
    }
    CHECK(table.cell(1, 1).kind == CellKind::Blank);
    CHECK(table.lastRow() == 2);
    CHECK(table.lastColumn() == 15);
}

TEST_CASE("escapes and line breaks in text") {
    auto const table =
        readOne({{"<sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>a_x000D_\nb</t></is></c>"
                  "<c r=\"B1\" t=\"inlineStr\"><is><t>_x005F_x0041_</t></is></c>"
                  "<c r=\"C1\" t=\"inlineStr\"><is><t>_x12_ _xD83D__xDE00_</t></is></c></row></sheetData>"}});
    CHECK(table.cell(1, 1).text == "a\nb");
    CHECK(table.cell(1, 2).text == "_x0041_");
    CHECK(table.cell(1, 3).text == "_x12_ 😀");
}

TEST_CASE("dates by number format") {
    std::string const styles =
        "<numFmts><numFmt numFmtId=\"164\" "
        "formatCode=\"yyyy&quot;年&quot;m&quot;月&quot;d&quot;日&quot;;@\"/>"
        "<numFmt numFmtId=\"165\" formatCode=\"[$-804]yyyy\\-mm\\-dd hh:mm:ss AM/PM\"/>"
        "<numFmt numFmtId=\"166\" formatCode=\"[h]:mm\"/><numFmt numFmtId=\"167\" "
        "formatCode=\"[Red]#,##0.00&quot;days&quot;\"/>"
        "<numFmt numFmtId=\"168\" formatCode=\"General;[Red]-General\"/><numFmt numFmtId=\"169\" "
        "formatCode=\"h&quot;时&quot;mm&quot;分&quot;\"/>"
        "<numFmt numFmtId=\"170\" formatCode=\"0.00E+00\"/></numFmts>"
        "<cellStyleXfs><xf numFmtId=\"14\"/></cellStyleXfs>"
        "<cellXfs><xf numFmtId=\"0\"/><xf numFmtId=\"14\"/><xf numFmtId=\"164\"/><xf numFmtId=\"165\"/><xf "
        "numFmtId=\"166\"/>"
        "<xf numFmtId=\"167\"/><xf numFmtId=\"168\"/><xf numFmtId=\"169\"/><xf numFmtId=\"170\"/><xf "
        "numFmtId=\"31\"/><xf numFmtId=\"22\"/></cellXfs>";
    auto const cells = [](std::string const& value) {
        std::string row;
        for (int i = 0; i <= 10; ++i) row += "<c s=\"" + std::to_string(i) + "\"><v>" + value + "</v></c>";
        return "<sheetData><row>" + row + "</row></sheetData>";
    };
    auto const table = readOne({{cells("45064.5")}, "", styles});
    char const* const expected[] = {
        "45064.5", "2023-05-18", "2023-05-18", "2023-05-18T12:00:00", "1081548:00:00",      "45064.5",
        "45064.5", "12:00:00",   "45064.5",    "2023-05-18",          "2023-05-18T12:00:00"};
    for (std::size_t i = 0; i < 11; ++i) {
        CAPTURE(i);
        CHECK(table.cell(1, i + 1).text == expected[i]);
    }
    auto const mac = readOne({{cells("43602")}, "", styles, "<workbookPr date1904=\"1\"/>"});
    CHECK(mac.cell(1, 2).text == "2023-05-18");
    auto const early = readOne({{cells("59")}, "", styles});
    CHECK(early.cell(1, 2).text == "1900-02-28");
    auto const negative = readOne({{cells("-1")}, "", styles});
    CHECK(negative.cell(1, 2).text == "-1");
    CHECK(negative.cell(1, 2).kind == CellKind::Number);
    auto const late = readOne({{cells("45064.999999999")}, "", styles});
    CHECK(late.cell(1, 11).text == "2023-05-19T00:00:00");
}

TEST_CASE("merged, hidden, unordered and unnamed cells; sheets in the order of the tabs") {
    auto const book = sheet::readXlsx(
        xlsxOf({{"<sheetData><row r=\"3\" hidden=\"1\"><c r=\"B3\"><v>2</v></c><c r=\"A3\"><v>1</v></c></row>"
                 "<row r=\"1\"><c t=\"inlineStr\"><is><t>第一</t></is></c><c><v>9</v></c></row></sheetData>"
                 "<mergeCells><mergeCell ref=\"A1:A2\"/><mergeCell ref=\"nonsense\"/></mergeCells>",
                 "<sheetData/>"},
                "",
                "",
                "",
                {"survey", "选项"},
                {"visible", "hidden"}}),
        "t.xlsx");
    REQUIRE(book);
    REQUIRE(book->tables.size() == 2);
    sheet::Table const& table = book->tables[0];
    CHECK(table.cell(1, 1).text == "第一");
    CHECK(table.cell(1, 2).text == "9");
    CHECK(table.cell(2, 1).text.empty());
    CHECK(table.mergedCell(2, 1).text == "第一");
    CHECK(table.cell(3, 1).text == "1");
    CHECK(table.rows.back().hidden);
    CHECK(book->tables[1].hidden);
    CHECK(book->find("SURVEY") == &book->tables[0]);
    CHECK(book->find("选项") == &book->tables[1]);
    CHECK(book->find("none") == nullptr);
    CHECK(sheet::cellWhere("t.xlsx", table, 12, 28) == "t.xlsx survey!AB12");
}

TEST_CASE("hundreds of thousands of blank rows cost neither memory nor time") {
    std::string rows;
    for (int i = 1; i <= 300000; ++i)
        rows += "<row r=\"" + std::to_string(i) + "\" spans=\"1:3\"><c r=\"A" + std::to_string(i) +
                "\" s=\"1\"/></row>";
    auto const start = std::chrono::steady_clock::now();
    auto const table = readOne({{"<sheetData>" + rows + "</sheetData>"}});
    CHECK(table.rows.empty());
    CHECK(std::chrono::steady_clock::now() - start < std::chrono::seconds(20));
}

TEST_CASE("other formats are told apart, with what to do") {
    std::string const ole = "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";
    CHECK(errorOf(ole + std::string(600, '\0')).find(".xls") != std::string::npos);
    std::string wide;
    for (char const c : std::string("EncryptedPackage")) (wide += c) += '\0';
    CHECK(errorOf(ole + wide).find("encrypted") != std::string::npos);
    CHECK(errorOf("").find("empty") != std::string::npos);
    CHECK(errorOf("序号,主题\n").find("not an .xlsx") != std::string::npos);
    CHECK(
        errorOf(zipOf({{"mimetype", "application/vnd.oasis.opendocument.spreadsheet"}, {"content.xml", ""}}))
            .find(".ods") != std::string::npos);
    CHECK(errorOf(zipOf({{"[Content_Types].xml", ""}, {"word/document.xml", ""}})).find("Word") !=
          std::string::npos);
    CHECK(errorOf(zipOf({{"[Content_Types].xml", ""}, {"xl/workbook.bin", ""}})).find(".xlsb") !=
          std::string::npos);
    CHECK(errorOf(zipOf({{"readme.txt", ""}})).find("no workbook") != std::string::npos);
}

TEST_CASE("damage is an error with its place, never a crash") {
    std::string const good =
        xlsxOf({{"<sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>"}, "<si><t>a</t></si>"});
    for (std::size_t size = 0; size < good.size(); size += 7)
        CHECK_FALSE(sheet::readXlsx(std::string_view(good).substr(0, size), "t.xlsx"));
    for (std::size_t i = 0; i < good.size(); i += 3) {
        std::string bad = good;
        bad[i] = static_cast<char>(bad[i] ^ 0x15);
        (void)sheet::readXlsx(bad, "t.xlsx");
    }
    CHECK(errorOf(xlsxOf({{"<sheetData><row r=\"1\"><c r=\"B1\" t=\"s\"><v>7</v></c></row></sheetData>"}}))
              .find("t.xlsx Sheet1!B1") == 0);
    CHECK(errorOf(xlsxOf({{"<sheetData><row r=\"4\"><c r=\"B4\"><v>1,5</v></c></row></sheetData>"}}))
              .find("t.xlsx Sheet1!B4") == 0);
    CHECK(errorOf(xlsxOf({{"<sheetData><row r=\"1\"><c r=\"ZZZZ1\"><v>7</v></c></row></sheetData>"}}))
              .find("Sheet1") != std::string::npos);
    CHECK(errorOf(xlsxOf({{"<sheetData><row r=\"99999999\"/></sheetData>"}})).find("Sheet1") !=
          std::string::npos);
    CHECK(errorOf(xlsxOf({{"<sheetData><row>"}})).find("worksheets/sheet1.xml") != std::string::npos);
}

TEST_CASE("bombs: entities, size, cells and text") {
    std::string parts = xlsxOf({{"<sheetData/>"}});
    CHECK(errorOf(zipOf({{"[Content_Types].xml", "<Types/>"},
                         {"xl/workbook.xml", "<!DOCTYPE a [<!ENTITY b \"bbbb\">]><workbook>&b;</workbook>"}}))
              .find("damaged") != std::string::npos);
    std::string row;
    for (int i = 0; i < 100; ++i) row += "<c><v>12345678</v></c>";
    std::string const bytes = xlsxOf({{"<sheetData><row>" + row + "</row></sheetData>"}});
    sheet::ReadLimits limits;
    limits.cells = 99;
    CHECK(errorOf(bytes, limits).find("too large") != std::string::npos);
    limits = {};
    limits.textBytes = 700;
    CHECK(errorOf(bytes, limits).find("too large") != std::string::npos);
    limits = {};
    limits.totalBytes = 1500;
    CHECK(errorOf(bytes, limits).find("unpacks") != std::string::npos);
    limits = {};
    limits.elements = 200;
    CHECK(errorOf(bytes, limits).find("unpacks") != std::string::npos);
    limits = {};
    limits.fileBytes = 100;
    CHECK(errorOf(bytes, limits).find("larger") != std::string::npos);
}

TEST_CASE("a row and a cell that come twice are one") {
    BookParts parts;
    parts.sheets = {"<sheetData><row r=\"2\"><c r=\"B2\"><v>1</v></c></row>"
                    "<row r=\"1\"><c r=\"A1\"><v>2</v></c></row>"
                    "<row r=\"2\"><c r=\"B2\"><v>3</v></c><c r=\"A2\"><v>4</v></c></row></sheetData>"};
    auto const book = sheet::readXlsx(xlsxOf(parts), "a.xlsx");
    REQUIRE(book);
    auto const& table = book->tables[0];
    REQUIRE(table.rows.size() == 2);
    CHECK(table.rows[1].cells.size() == 2);
    CHECK(table.cell(2, 2).text == "1");
    CHECK(table.cell(2, 1).text == "4");
}
