#include "base/file.h"
#include "folder.h"
#include "notices.h"
#include "plan/print.h"
#include "sheet/write_xlsx.h"

#include <doctest/doctest.h>
#include <iconv.h>
#include <nlohmann/json.hpp>

using namespace huibiao;

namespace {

std::string converted(std::string text, char const* to) {
    iconv_t const cd = iconv_open(to, "UTF-8");
    REQUIRE(cd != reinterpret_cast<iconv_t>(-1));
    std::string out(text.size() * 4 + 8, '\0');
    char* from = text.data();
    char* into = out.data();
    std::size_t left = text.size();
    std::size_t room = out.size();
    CHECK(iconv(cd, &from, &left, &into, &room) != static_cast<std::size_t>(-1));
    iconv_close(cd);
    out.resize(out.size() - room);
    return out;
}

std::string liuyangCsv() {
    return plan::toCsv(plan::parseNotice(notices::text("liuyang"), "a"));
}

struct Files {
    TestFolder folder;
    [[nodiscard]] base::Result<plan::Plan> read(std::string const& name, std::string const& bytes) const {
        REQUIRE(base::writeDurably(folder / name, bytes));
        return plan::read(folder / name);
    }
};

} // namespace

TEST_CASE("what toCsv prints is read back the same") {
    Files const files;
    auto const plan = files.read("plan.csv", liuyangCsv());
    REQUIRE(plan);
    notices::check(*plan, notices::liuyang);
    CHECK(plan->problems.empty());
    CHECK(plan->city.empty());
    CHECK(plan->year == 0);
}

TEST_CASE("CSV in the encodings of Excel and WPS, with a title above") {
    Files const files;
    std::string const titled =
        "浏阳市2023年“政务公开主题日”活动安排计划表,,,,\r\n" + notices::replaced(liuyangCsv(), "\n", "\r\n");
    for (std::string const& bytes : {titled, "\xEF\xBB\xBF" + titled, converted(titled, "GBK"),
                                     converted(titled, "GB18030"), converted(titled, "UTF-16")}) {
        auto const plan = files.read("plan.CSV", bytes);
        REQUIRE(plan);
        notices::check(*plan, notices::liuyang);
        CHECK(plan->problems.empty());
        CHECK(plan->city == "浏阳市");
        CHECK(plan->year == 2023);
    }
}

TEST_CASE("columns in any order, other columns between, headings of other names") {
    Files const files;
    std::string csv = "活动月份,备注,承办单位,编号,活动方式,活动名称\n";
    for (notices::Row const& row : notices::ningxiang)
        csv += std::to_string(row.month) + ",x," + row.unit + "," + std::to_string(row.number) + ",\"" +
               row.forms + "\"," + row.theme + "\n";
    auto const plan = files.read("plan.csv", csv);
    REQUIRE(plan);
    notices::check(*plan, notices::ningxiang);
    CHECK(plan->problems.empty());
}

TEST_CASE("a table without numbers is counted, repeated headings and blank rows are passed over") {
    Files const files;
    auto const plan = files.read(
        "plan.csv", "活动主题,活动形式,责任单位,活动时间\n甲,知识竞赛,教育局,４月\n,,,\n"
                    "活动主题,活动形式,责任单位,活动时间\n乙,政策宣传 座谈交流,市 科 协,2023年5月\n");
    REQUIRE(plan);
    CHECK(plan->problems.empty());
    REQUIRE(plan->activities.size() == 2);
    CHECK(plan->activities[0].forms == std::vector<std::string>{"知识竞赛"});
    CHECK(plan->activities[1].number == 2);
    CHECK(plan->activities[1].unit == "市科协");
    CHECK(plan->activities[1].line == 5);
    CHECK(plan->year == 2023);
}

TEST_CASE("rows of a table that cannot be read are told by their number") {
    Files const files;
    auto const plan = files.read(
        "plan.csv", "序号,活动主题,活动形式,责任单位,活动时间\n1,甲,政策宣传,教育局,4月\n"
                    "2,乙,政策宣传,教育局,\n3,丙,,教育局,5月\n4,丁,政策宣传,,5月\n"
                    "x,戊,政策宣传,教育局,5月\n6,,政策宣传,教育局,5月\n8,己,政策宣传,教育局,12月\n");
    REQUIRE(plan);
    CHECK(plan->activities.size() == 2);
    std::vector<std::string> ends;
    for (base::Error const& problem : plan->problems) {
        ends.push_back(problem.where.substr(problem.where.rfind(':')));
        CHECK_FALSE(problem.message.en.empty());
    }
    CHECK(ends == std::vector<std::string>{":3", ":4", ":5", ":6", ":7", ":8"});
    CHECK(plan->problems.back().message.zh.find("5、7") != std::string::npos);
}

TEST_CASE("an .xlsx: numbers, dates, a cover sheet, a title") {
    TestFolder const folder;
    std::vector<std::vector<sheet::Value>> rows;
    rows.push_back({std::string("浏阳市2023年“政务公开主题日”活动安排计划表")});
    rows.push_back({std::string("序号"), std::string("活动主题"), std::string("活动形式"),
                    std::string("责任单位"), std::string("活动时间")});
    for (notices::Row const& row : notices::liuyang) {
        sheet::Value time = std::to_string(row.month) + "月";
        if (row.number == 1) time = sheet::DateCell{2023, 4, 1};
        if (row.number == 2) time = std::int64_t{4};
        rows.push_back({std::int64_t{row.number}, std::string(row.theme), std::string(row.forms),
                        std::string(row.unit) + "\n", time});
    }
    REQUIRE(
        sheet::writeXlsx(folder / "plan.xlsx", {{"封面", {}, {{std::string("说明")}}}, {"计划", {}, rows}}));
    auto const plan = plan::read(folder / "plan.xlsx");
    REQUIRE(plan);
    notices::check(*plan, notices::liuyang);
    CHECK(plan->problems.empty());
    CHECK(plan->city == "浏阳市");
    CHECK(plan->year == 2023);

    rows[6] = {std::int64_t{5}, std::string("甲"), std::string("政策宣传"), std::string("教育局"),
               std::string("待定")};
    REQUIRE(sheet::writeXlsx(folder / "bad.xlsx", {{"计划", {}, rows}}));
    auto const bad = plan::read(folder / "bad.xlsx");
    REQUIRE(bad);
    REQUIRE(bad->problems.size() == 1);
    CHECK(bad->problems.front().where.ends_with("计划!A7"));
}

TEST_CASE("a table named .txt is a table") {
    Files const files;
    auto const plan = files.read("plan.txt", notices::replaced(liuyangCsv(), "1,现场", "1,现场"));
    REQUIRE(plan);
    notices::check(*plan, notices::liuyang);
}

TEST_CASE("a notice in the encodings of Notepad and WPS") {
    Files const files;
    for (char const* encoding : {"GBK", "GB18030", "UTF-16"}) {
        auto const plan = files.read("notice.txt", converted(notices::text("liuyang"), encoding));
        REQUIRE(plan);
        notices::check(*plan, notices::liuyang);
    }
}

TEST_CASE("one broken byte does not turn a notice into another encoding") {
    Files const files;
    std::string text = notices::text("liuyang");
    text[text.find("大围山镇政务")] = '\xFF';
    auto const plan = files.read("notice.txt", text);
    REQUIRE(plan);
    CHECK(plan->activities.size() == 34);
    REQUIRE(plan->problems.size() == 1);
    CHECK(plan->problems.front().message.zh.find("损坏") != std::string::npos);
}

TEST_CASE("what is no plan is refused with what to do") {
    Files const files;
    auto const refused = [&](std::string const& name, std::string const& bytes, base::Kind kind) {
        CAPTURE(name);
        auto const plan = files.read(name, bytes);
        REQUIRE_FALSE(plan);
        CHECK(plan.error().kind == kind);
        CHECK_FALSE(plan.error().message.zh.empty());
        CHECK_FALSE(plan.error().message.en.empty());
    };
    refused("a.txt", "", base::Kind::Invalid);
    refused("a.txt", "今天天气好\n", base::Kind::Invalid);
    refused("a.pdf", "%PDF-1.7\n", base::Kind::Unsupported);
    refused("a.docx", "PK\x03\x04word/document.xml", base::Kind::Unsupported);
    refused("a.doc", "\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1", base::Kind::Unsupported);
    refused("a.png", "\x89PNG\r\n", base::Kind::Unsupported);
    refused("a.xlsx", "PK\x03\x04 broken", base::Kind::Invalid);
    refused("a.csv", "序号,主题,时间\n1,甲,5月\n", base::Kind::Invalid);
    refused("b.csv", "活动主题,活动形式,责任单位,活动时间\n", base::Kind::Invalid);
    CHECK(plan::read(files.folder / "none.txt").error().kind == base::Kind::Missing);
}

TEST_CASE("JSON: an array of objects with the same keys") {
    auto const rows = nlohmann::json::parse(plan::toJson(plan::parseNotice(notices::text("liuyang"), "a")));
    REQUIRE(rows.size() == 35);
    CHECK(rows[8]["序号"] == 9);
    CHECK(rows[8]["活动主题"] == "“与您更近，和您更亲”政务公开主题日活动");
    CHECK(rows[8]["活动形式"] == "实地调研、现场观摩、座谈交流");
    CHECK(rows[8]["责任单位"] == "永安镇");
    CHECK(rows[8]["活动时间"] == "5月");
    CHECK(plan::toJson({}) == "[]\n");
}

TEST_CASE("CSV: header first, cells quoted where they must be") {
    plan::Plan plan;
    plan.activities.push_back({1, "甲,\"乙\"", {"政策宣传", "座谈交流"}, "教育局", 4, "4-5月", 0});
    CHECK(plan::toCsv(plan) ==
          "序号,活动主题,活动形式,责任单位,活动时间\n1,\"甲,\"\"乙\"\"\",政策宣传、座谈交流,教育局,4-5月\n");
}
