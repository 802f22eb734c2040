#include "sheet/csv.h"

#include <doctest/doctest.h>

using namespace huibiao;

namespace {

std::string rowsOf(std::string_view bytes, sheet::CsvOptions const& options = {}) {
    auto const table = sheet::readCsv(bytes, "t.csv", options);
    REQUIRE_MESSAGE(table, (table ? "" : table.error().text(base::Language::English)));
    std::string out;
    for (sheet::Row const& row : table->rows) {
        out += std::to_string(row.number) + ":";
        for (sheet::Cell const& cell : row.cells)
            out += "[" + sheet::columnName(cell.column) + " " + cell.text + "]";
    }
    return out;
}

std::string written(std::vector<std::string> const& cells) {
    std::string out;
    sheet::appendCsvRow(out, cells);
    return out;
}

} // namespace

TEST_CASE("records of RFC 4180") {
    CHECK(rowsOf("a,b\r\n\"c\"\"d\",\"e\nf\"\r\n") == "1:[A a][B b]2:[A c\"d][B e\nf]");
    CHECK(rowsOf("a,,c\n\n,x") == "1:[A a][C c]3:[B x]");
    CHECK(rowsOf("a\rb\r") == "1:[A a]2:[A b]");
    CHECK(rowsOf("a,\"x\r\ny\"") == "1:[A a][B x\ny]");
    CHECK(rowsOf("").empty());
    CHECK(rowsOf("a,5\" pipe") == "1:[A a][B 5\" pipe]");
    auto const open = sheet::readCsv("a,b\n1,\"two\nthree\n", "t.csv");
    REQUIRE_FALSE(open);
    CHECK(open.error().where == "t.csv:2");
}

TEST_CASE("the separator is found") {
    CHECK(rowsOf("a;b,c\n1;2\n") == "1:[A a][B b,c]2:[A 1][B 2]");
    CHECK(rowsOf("a\tb\n1,5\t2\n") == "1:[A a][B b]2:[A 1,5][B 2]");
    CHECK(rowsOf("\"a;b\",c\n") == "1:[A a;b][B c]");
    CHECK(rowsOf("a;b\n", {','}) == "1:[A a;b]");
}

TEST_CASE("encodings found in China") {
    CHECK(rowsOf("\xEF\xBB\xBF序号,主题\n") == "1:[A 序号][B 主题]");
    CHECK(rowsOf("\xD0\xF2\xBA\xC5,\xD6\xF7\xCC\xE2\n") == "1:[A 序号][B 主题]");
    CHECK(rowsOf("\x81\x39\xEE\x39,x") == "1:[A 㐀][B x]");
    CHECK(rowsOf(std::string_view("\xFF\xFE\x8F\x5E,\x00\x31\x00", 8)) == "1:[A 序][B 1]");
    CHECK_FALSE(sheet::readCsv("\xFF\xFF\xFF", "t.csv"));
    CHECK_FALSE(sheet::readCsv(std::string_view("a\0b", 3), "t.csv"));
    CHECK_FALSE(sheet::readCsv("PK\x03\x04....", "t.csv"));
    sheet::CsvOptions few;
    few.cells = 2;
    CHECK_FALSE(sheet::readCsv("a,b,c", "t.csv", few));
}

TEST_CASE("what is written reads back, and no cell runs as a formula") {
    CHECK(written({"a", "b,c", "d\"e", "f\ng", ""}) == "a,\"b,c\",\"d\"\"e\",\"f\ng\",\r\n");
    CHECK(written({"=1+1", "+86 731", "-x", "@a", "\tx", "＝1"}) ==
          "'=1+1,'+86 731,'-x,'@a,\"'\tx\",'＝1\r\n");
    CHECK(written({"-3", "+2.5", "-1e9", "-.5", "-3-2"}) == "-3,+2.5,-1e9,'-.5,'-3-2\r\n");
    CHECK(written({""}) == "\"\"\r\n");
    std::string text(sheet::csvBom);
    std::vector<std::string> const cells{"“非常满意”", " x ", "a\tb", "多\n行", "q\"", "1;2"};
    sheet::appendCsvRow(text, cells);
    auto const table = sheet::readCsv(text, "t.csv");
    REQUIRE(table);
    for (std::size_t i = 0; i < cells.size(); ++i) CHECK(table->cell(1, i + 1).text == cells[i]);
}
