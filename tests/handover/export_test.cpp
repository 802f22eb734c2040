#include "base/file.h"
#include "base/utf8.h"
#include "folder.h"
#include "handover/export.h"
#include "sheet/csv.h"
#include "sheet/workbook.h"
#include "survey_form.h"
#include "workbook.h"

#include <doctest/doctest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <fstream>
#include <iostream>

using namespace huibiao;
namespace fs = std::filesystem;

namespace {

base::WallTime const morning =
    std::chrono::sys_days(std::chrono::year(2026) / 5 / 18) + std::chrono::minutes(90);
handover::Occasion const occasion{"浏阳市高坪镇", "政务公开主题日"};

form::Submission answer(std::string const& id, std::string const& inner,
                        std::string const& formId = "manyi") {
    std::string xml = answerXml("uuid:" + id, inner);
    return {"uuid:" + id, formId, "1", xml, {}};
}

struct Desk {
    TestFolder folder;
    base::FakeClock clock{morning};
    store::Store store;
    form::Form form = surveyForm();
    fs::path stick;

    Desk() : store(open(folder / "data", clock)), stick(folder / "stick") { fs::create_directory(stick); }
    static store::Store open(fs::path const& path, base::Clock const& clock) {
        auto store = store::Store::open(path, clock);
        REQUIRE(store);
        return std::move(*store);
    }
    base::Result<handover::ExportReport> run(handover::ExportOptions const& options = {}) {
        return handover::exportResponses(store, occasion, {&form}, stick, clock, options);
    }
};

} // namespace

TEST_CASE("an export holds tables, submissions and a manifest that agrees with them") {
    Desk desk;
    form::Submission first =
        answer("a1", "<q1>5</q1><q2>paper other</q2><q2_other>=1+1</q2_other><visit><who>甲</who></visit>");
    first.attachments = {{"../签名.png", "image/png", "PNG"}};
    REQUIRE(desk.store.keep(first));
    REQUIRE(desk.store.keep(answer("b2", "<q1>1</q1><age>33</age>")));
    std::size_t calls = 0;
    handover::ExportOptions options;
    options.program = "huibiao test";
    options.progress = [&](handover::Step, std::size_t done, std::size_t total) {
        ++calls;
        CHECK(done <= total);
        return true;
    };
    auto const report = desk.run(options);
    REQUIRE_MESSAGE(report, (report ? "" : report.error().text(base::Language::English)));
    CHECK(report->submissions == 2);
    CHECK(report->findings.empty());
    CHECK(calls > 4);
    std::string const name = report->folder.filename().string();
    CHECK(name == "浏阳市高坪镇_政务公开主题日_" + base::stampLocal(morning) + "_2份");
    CHECK(fs::exists(report->folder / ("答卷_" + name + ".xlsx"))); // passed on by itself it says the same
    CHECK(std::distance(fs::directory_iterator(desk.stick), {}) == 1);

    CHECK(*base::readFile(report->folder / "提交/a1~1.xml") == first.xml);
    CHECK(*base::readFile(report->folder / "提交/a1~1/_.._签名.png") == "PNG");
    auto const csv = sheet::readCsvFile(report->folder / "答卷.csv");
    REQUIRE(csv);
    CHECK(csv->cell(1, 2).text == "编号");
    CHECK(csv->cell(3, 2).text == "uuid:b2");
    CHECK(base::readFile(report->folder / "答卷.csv")->find("'=1+1") != std::string::npos);
    CHECK(sheet::readCsvFile(report->folder / "答卷_visit.csv")->cell(2, 4).text == "甲");
    auto const book = sheet::readXlsxFile(workbook(report->folder, "答卷_"));
    REQUIRE(book);
    REQUIRE(book->tables.size() == 4);
    CHECK(book->tables[0].cell(3, 2).text == "uuid:b2");
    CHECK(book->tables[2].name == "汇总");
    CHECK(book->tables[3].name == "编码表");

    auto const verified = handover::verifyExport(report->folder);
    REQUIRE(verified);
    CHECK(verified->good());
    CHECK(verified->findings.empty());
    CHECK(verified->submissions == 2);
    CHECK(verified->id == report->id);
    CHECK(desk.store.read(1)->entry.exportId == report->id);
}

TEST_CASE("what a server refused is exported by itself, with what the server said") {
    Desk desk;
    for (char const* id : {"1", "2", "3"}) REQUIRE(desk.store.keep(answer(id, "<q1>5</q1>")));
    form::Submission unfinished = answer("4", "<q1>2</q1>");
    unfinished.complete = false;
    REQUIRE(desk.store.keep(unfinished));
    handover::ExportOptions options;
    options.refused = true;
    auto const none = desk.run(options);
    REQUIRE(none);
    CHECK(none->folder.empty());

    REQUIRE(desk.store.markExported({1}, "before"));
    REQUIRE(desk.store.markRefused({.sequence = 1, .status = 409, .words = "it has\nanother <one>"}));
    REQUIRE(desk.store.markRefused({.sequence = 3, .status = 2}));
    options.reason = [](int status) -> base::Words {
        return {"含义" + std::to_string(status), "meaning " + std::to_string(status)};
    };
    auto const report = desk.run(options);
    REQUIRE_MESSAGE(report, (report ? "" : report.error().text(base::Language::English)));
    CHECK(report->submissions == 2);
    CHECK(report->partial == 0);
    std::string const name = report->folder.filename().string();
    CHECK(name == "浏阳市高坪镇_政务公开主题日_" + base::stampLocal(morning) + "_被拒绝_2份");
    CHECK(fs::exists(report->folder / ("答卷_" + name + ".xlsx")));
    CHECK(fs::exists(report->folder / "提交/1~1.xml"));
    CHECK_FALSE(fs::exists(report->folder / "提交/2~2.xml"));
    CHECK_FALSE(fs::exists(report->folder / "未完成"));
    std::string const why = base::readFile(report->folder / "被拒绝的原因.txt").value_or("");
    auto const has = [&](std::string const& part) { return why.find(part) != std::string::npos; };
    CHECK(has("uuid:1\r\n"));
    CHECK(has("HTTP 409"));
    CHECK(has("含义409"));
    CHECK(has("服务器说：it has another <one>\r\n"));
    CHECK(has("uuid:3\r\n"));
    CHECK(has("含义2"));
    CHECK_FALSE(has("HTTP 2)")); // it was never sent
    CHECK_FALSE(has("uuid:2"));
    CHECK(handover::verifyExport(report->folder)->findings.empty());
    CHECK(base::readFile(report->folder / "manifest.json")->find("\"refused\"") != std::string::npos);
    CHECK(desk.store.read(3)->entry.exportId == report->id);
    CHECK(desk.store.read(1)->entry.exportId == "before");
    CHECK(*desk.store.countNew() == 1);         // the second one
    CHECK(desk.run(options)->submissions == 2); // as often as one likes
}

TEST_CASE("each .csv has a syntax file for SPSS, which reads no line break in a cell") {
    Desk desk;
    REQUIRE(desk.store.keep(
        answer("1", "<q1>5</q1><q2_other>一\n“二”,\"三\"</q2_other><visit><who>甲</who></visit>")));
    auto const report = desk.run();
    REQUIRE(report);
    auto const file = [&](char const* name) { return base::readFile(report->folder / name).value_or(""); };
    CHECK(file("答卷.sps").find("/FILE='答卷_spss.csv'") != std::string::npos);
    CHECK(file("答卷.csv").find("一\n“二”") != std::string::npos);
    CHECK(file("答卷_spss.csv") == base::replaceAll(file("答卷.csv"), "一\n", "一 "));
    CHECK(file("答卷_visit.sps").find("/FILE='答卷_visit.csv'") != std::string::npos);
    CHECK_FALSE(fs::exists(report->folder / "答卷_visit_spss.csv"));
    CHECK(handover::verifyExport(report->folder)->findings.empty());
}

TEST_CASE("exports are incremental, or whole, and never touch an older one") {
    Desk desk;
    REQUIRE(desk.store.keep(answer("1", "<q1>5</q1>")));
    auto const first = desk.run();
    REQUIRE(first);
    auto const nothing = desk.run();
    REQUIRE(nothing);
    CHECK(nothing->submissions == 0);
    CHECK(nothing->folder.empty());
    REQUIRE(desk.store.keep(answer("2", "<q1>5</q1>")));
    auto const second = desk.run();
    REQUIRE(second);
    CHECK(second->submissions == 1);
    CHECK(second->folder.filename().string() == first->folder.filename().string() + "_2");
    handover::ExportOptions all;
    all.all = true;
    CHECK(desk.run(all)->submissions == 2);
    CHECK(handover::verifyExport(first->folder)->good());
    CHECK(desk.store.read(1)->entry.exportId == first->id);
}

TEST_CASE("hostile names stay in the folder, apart from one another, on any file system") {
    Desk desk;
    for (char const* id : {"a/../../x", "A/../../X", "con", "..", "一二:三?", "trailing. "})
        REQUIRE(desk.store.keep(answer(id, "")));
    REQUIRE(desk.store.keep(answer(std::string(300, 'x'), "")));
    auto const report = handover::exportResponses(desk.store, {std::string(400, 'u') + "/..", ""},
                                                  {&desk.form}, desk.stick, desk.clock, {});
    REQUIRE_MESSAGE(report, (report ? "" : report.error().text(base::Language::English)));
    CHECK(report->folder.parent_path() == desk.stick);
    CHECK(report->folder.filename().string().size() < 255);
    std::size_t files = 0;
    for (auto const& file : fs::directory_iterator(report->folder / "提交")) {
        ++files;
        std::string const name = file.path().filename().string();
        CHECK(name.size() <= 255);
        CHECK(name.find_first_of("\"*/:<>?\\|") == std::string::npos);
        CHECK(name != "con.xml");
    }
    CHECK(files == 7);
    CHECK(handover::verifyExport(report->folder)->good());
}

TEST_CASE("several forms and unknown ones: a pair of tables each") {
    Desk desk;
    REQUIRE(desk.store.keep(answer("1", "<q1>5</q1>")));
    REQUIRE(desk.store.keep(answer("2", "<colour>红</colour>", "lost")));
    auto const report = desk.run();
    REQUIRE(report);
    CHECK(fs::exists(report->folder / "答卷_满意度.csv"));
    auto const lost = sheet::readCsvFile(report->folder / "答卷_lost.csv");
    REQUIRE(lost);
    CHECK(lost->cell(1, 6).text == "colour");
    CHECK(lost->cell(2, 6).text == "红");
    CHECK(fs::exists(workbook(report->folder, "答卷_lost_")));
}

TEST_CASE("a failed or cancelled export leaves nothing and marks nothing; the next one works") {
    Desk desk;
    for (int i = 10; i < 30; ++i)
        REQUIRE(
            desk.store.keep(answer("01234567-89ab-4def-8123-4567890abc" + std::to_string(i), "<q1>5</q1>")));
    auto const missing =
        handover::exportResponses(desk.store, occasion, {&desk.form}, desk.folder / "none", desk.clock, {});
    REQUIRE_FALSE(missing);
    CHECK(missing.error().kind == base::Kind::Missing);
    for (handover::Step const at : {handover::Step::Write, handover::Step::Check}) {
        handover::ExportOptions options;
        options.progress = [&](handover::Step step, std::size_t done, std::size_t) {
            return step != at || done < 10;
        };
        auto const cancelled = desk.run(options);
        REQUIRE_FALSE(cancelled);
        CHECK(cancelled.error().kind == base::Kind::Cancelled);
        CHECK(fs::is_empty(desk.stick));
    }
    CHECK(*desk.store.countNew() == 20);
    auto const report = desk.run();
    CHECK(report->submissions == 20);
    CHECK(fs::exists(report->folder / "提交/01234567-89ab-4def-8123-4567890abc10.xml"));
}

TEST_CASE("bytes that change on the way are caught, and nothing is marked") {
    Desk desk;
    REQUIRE(desk.store.keep(answer("1", "<q1>5</q1>")));
    handover::ExportOptions options;
    options.progress = [&](handover::Step step, std::size_t done, std::size_t) {
        if (step == handover::Step::Check && done == 0)
            for (auto const& file : fs::recursive_directory_iterator(desk.stick))
                if (file.path().extension() == ".csv")
                    std::fstream(file.path(), std::ios::in | std::ios::out | std::ios::binary)
                        .seekp(20)
                        .put('!');
        return true;
    };
    auto const report = desk.run(options);
    REQUIRE_FALSE(report);
    CHECK(report.error().kind == base::Kind::Io);
    CHECK(*desk.store.countNew() == 1);
    CHECK(fs::is_empty(desk.stick));
}

TEST_CASE("a full stick and a read-only one say so and stay clean") {
    Desk desk;
    for (int i = 0; i < 60; ++i)
        REQUIRE(desk.store.keep(
            answer(std::to_string(i), "<a><free>" + std::string(20'000, 'x') + "</free></a>")));
    pid_t const child = ::fork();
    if (child == 0) {
        if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) ::_exit(77);
        ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
        if (::mount("tmpfs", desk.stick.c_str(), "tmpfs", 0, "size=512k") != 0) ::_exit(77);
        auto const full = desk.run();
        if (full || full.error().kind != base::Kind::Full) ::_exit(2);
        if (!fs::is_empty(desk.stick) || *desk.store.countNew() != 60) ::_exit(3);
        ::mount(nullptr, desk.stick.c_str(), nullptr, MS_REMOUNT | MS_RDONLY, nullptr);
        auto const locked = desk.run();
        if (locked || locked.error().kind != base::Kind::Denied) ::_exit(4);
        ::umount(desk.stick.c_str());
        ::_exit(desk.run() ? 0 : 5);
    }
    int status = 1;
    ::waitpid(child, &status, 0);
    if (WIFEXITED(status) && WEXITSTATUS(status) == 77) {
        std::cout << "skipped: no mount of its own\n";
        return;
    }
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 0);
}

TEST_CASE("verification finds what was changed, cut, lost or added") {
    Desk desk;
    REQUIRE(desk.store.keep(answer("1", "<q1>5</q1>")));
    REQUIRE(desk.store.keep(answer("2", "<q1>5</q1>")));
    fs::path const folder = desk.run()->folder;
    std::fstream(folder / "答卷.csv", std::ios::in | std::ios::out | std::ios::binary).seekp(10).put('x');
    fs::resize_file(workbook(folder, "答卷_"), 100);
    fs::remove(folder / "提交/1~1.xml");
    std::ofstream(folder / "提交/extra.txt") << "x";
    auto const verified = handover::verifyExport(folder);
    REQUIRE(verified);
    CHECK_FALSE(verified->good());
    CHECK(std::count_if(verified->findings.begin(), verified->findings.end(),
                        [](auto const& f) { return !f.warning; }) == 3);
    CHECK(std::count_if(verified->findings.begin(), verified->findings.end(),
                        [](auto const& f) { return f.warning; }) == 1);

    std::string const text = *base::readFile(folder / "manifest.json");
    for (std::string const& bad : {std::string("{"), std::string("[]"), std::string(R"({"format": "other"})"),
                                   base::replaceAll(text, "答卷.csv", "../../答卷.csv"),
                                   base::replaceAll(text, "提交/1~1.xml", "/etc/passwd"),
                                   base::replaceAll(text, "\"formatVersion\": 1", "\"formatVersion\": 2")}) {
        std::ofstream(folder / "manifest.json", std::ios::trunc) << bad;
        CHECK_FALSE(handover::verifyExport(folder));
    }
    fs::remove(folder / "manifest.json");
    CHECK(handover::verifyExport(folder).error().kind == base::Kind::Missing);
}

TEST_CASE("what was left unfinished goes into tables and a folder of its own and into no count of answers") {
    Desk desk;
    REQUIRE(desk.store.keep(answer("a1", "<q1>5</q1>")));
    form::Submission left = answer("b2", "<q1>1</q1>");
    left.complete = false;
    left.attachments = {{"s.png", "image/png", "PNG"}};
    REQUIRE(desk.store.keep(left));
    CHECK(*desk.store.count() == 1);
    CHECK(*desk.store.count(store::Which::Partial) == 1);
    CHECK_FALSE(desk.store.read("uuid:b2")->submission.complete);

    auto const report = desk.run();
    REQUIRE(report);
    CHECK(report->submissions == 1);
    CHECK(report->partial == 1);
    CHECK(report->folder.filename().string().ends_with("_1份_未完成1份"));
    auto const rowsOf = [&](char const* name) {
        auto const bytes = base::readFile(report->folder / name);
        REQUIRE_MESSAGE(bytes, name);
        return std::count(bytes->begin(), bytes->end(), '\n') - 1;
    };
    CHECK(rowsOf("答卷.csv") == 1);
    CHECK(rowsOf("答卷_未完成.csv") == 1);
    CHECK(fs::exists(report->folder / "提交/a1~1.xml"));
    CHECK(fs::exists(report->folder / "未完成/b2~2.xml"));
    CHECK(fs::exists(report->folder / "未完成/b2~2/s.png"));
    CHECK(handover::verifyExport(report->folder)->good());
    CHECK(desk.run()->folder.empty()); // both are marked
    CHECK(*desk.store.count(store::Which::PartialNotExported) == 0);
}

TEST_CASE("where staff fill in for others the tables say how, who and where") {
    Desk desk;
    REQUIRE(desk.store.keep(
        answer("a1", "<q1>5</q1><meta><hb:interviewer xmlns:hb=\"urn:huibiao:collection\">03</hb:interviewer>"
                     "<hb:method xmlns:hb=\"urn:huibiao:collection\">phone</hb:method></meta>")));
    REQUIRE(desk.store.keep(answer("b2", "<q1>1</q1>")));
    handover::ExportOptions options;
    options.assisted = true;
    auto const report = desk.run(options);
    REQUIRE(report);
    auto const csv = base::readFile(report->folder / "答卷.csv");
    REQUIRE(csv);
    auto const lines = base::split(*csv, '\n');
    CHECK(lines[0].find(",填写方式,调查员,地点") != std::string::npos);
    CHECK(lines[1].find(",电话回访,03,") != std::string::npos);
    CHECK(lines[2].find("回访") == std::string::npos);
}
