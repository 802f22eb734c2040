#include "base/file.h"
#include "folder.h"
#include "handover/export.h"
#include "handover/unseal.h"
#include "seal/seal.h"
#include "survey_form.h"

#include <doctest/doctest.h>

#include <fstream>

using namespace huibiao;
namespace fs = std::filesystem;

namespace {

base::WallTime const morning =
    std::chrono::sys_days(std::chrono::year(2026) / 5 / 18) + std::chrono::minutes(90);
handover::Occasion const occasion{"浏阳市高坪镇", "政务公开主题日"};

crypto::PrivateKey const& office() {
    static crypto::PrivateKey const key = crypto::PrivateKey::generate();
    return key;
}

/// An event that seals: its store, a stick, and the office's folder.
struct Desk {
    TestFolder folder;
    base::FakeClock clock{morning};
    store::Store store;
    form::Form form = surveyForm();
    handover::ExportOptions options;

    Desk() : store(*store::Store::open(folder / "data", clock)) {
        fs::create_directory(folder / "stick");
        options.texts = {{surveyXml(), {}}};
    }
    form::Submission keep(std::string const& id, std::string const& inner,
                          crypto::PrivateKey const* key = &office(), std::string const& version = "1") {
        form::Submission open{"uuid:" + id, "manyi", version, answerXml("uuid:" + id, inner, version), {}};
        open.attachments = {{"签名.png", "image/png", "PNG" + id}};
        REQUIRE(store.keep(key == nullptr ? open : seal::seal(open, key->publicKey()).value()));
        return open;
    }
    fs::path give() {
        auto const report =
            handover::exportResponses(store, occasion, {&form}, folder / "stick", clock, options);
        REQUIRE_MESSAGE(report, (report ? "" : report.error().text(base::Language::English)));
        return report->folder;
    }
    base::Result<handover::UnsealReport> open(fs::path const& from,
                                              crypto::PrivateKey const& key = office()) {
        return handover::unsealExport(from, key, folder / "out", clock, {});
    }
};

std::string text(fs::path const& file) {
    return base::readFile(file).value_or("");
}

} // namespace

TEST_CASE("a sealed export holds no table, and opens to the tables of an open one") {
    Desk desk;
    form::Submission const first = desk.keep("a", "<q1>5</q1><visit><who>甲</who></visit>");
    desk.keep("b", "<q1>1</q1><age>33</age>");
    fs::path const given = desk.give();
    CHECK_FALSE(fs::exists(given / "答卷.csv"));
    CHECK_FALSE(fs::exists(given / "提交"));
    CHECK(fs::exists(given / "sealed/a~1/submission.xml"));
    CHECK(fs::exists(given / "sealed/a~1/签名.png.enc"));
    CHECK(text(given / "forms/1/form.xml") == surveyXml());
    CHECK(handover::verifyExport(given)->good());
    CHECK(handover::verifyExport(given)->findings.empty());
    CHECK_FALSE(desk.store.list()->at(0).exportId.empty());

    auto const opened = desk.open(given);
    REQUIRE_MESSAGE(opened, (opened ? "" : opened.error().text(base::Language::English)));
    CHECK(opened->submissions == 2);
    CHECK(opened->refused == 0);
    CHECK(opened->folder == desk.folder / "out");
    CHECK(text(desk.folder / "out/提交/a~1.xml") == first.xml);
    CHECK(text(desk.folder / "out/提交/a~1/签名.png") == "PNGa");
    CHECK(handover::verifyExport(desk.folder / "out")->findings.empty());

    // The same answers in an event without a key.
    Desk plain;
    plain.keep("a", "<q1>5</q1><visit><who>甲</who></visit>", nullptr);
    plain.keep("b", "<q1>1</q1><age>33</age>", nullptr);
    fs::path const table = plain.give();
    for (char const* const file : {"答卷.csv", "答卷_visit.csv"}) {
        CHECK(text(desk.folder / "out" / file) == text(table / file));
        CHECK_FALSE(text(table / file).empty());
    }
    CHECK(plain.open(table).error().kind == base::Kind::Invalid); // nothing sealed in it
}

TEST_CASE("open and sealed submissions of one event go out together, each in its way") {
    Desk desk;
    desk.keep("a", "<q1>5</q1>", nullptr);
    desk.keep("b", "<q1>1</q1>");
    desk.keep("c", "<colour>红</colour>", &office(), "9"); // a version that no form describes
    fs::path const given = desk.give();
    std::string const csv = text(given / "答卷.csv");
    CHECK(csv.find("uuid:a") != std::string::npos);
    CHECK(csv.find("uuid:b") == std::string::npos);
    auto const opened = desk.open(given);
    REQUIRE(opened);
    CHECK(opened->submissions == 2);
    std::string const out = text(desk.folder / "out/答卷.csv");
    CHECK(out.find("uuid:b") != std::string::npos);
    CHECK(out.find("红") != std::string::npos);
}

TEST_CASE("a wrong key is told from a tampered submission, and the others come out") {
    Desk desk;
    crypto::PrivateKey const own = crypto::PrivateKey::generate();
    for (char const* const id : {"a", "b", "c"}) desk.keep(id, "<q1>5</q1>");
    fs::path const given = desk.give();
    CHECK(desk.open(given, own).error().kind == base::Kind::Denied);
    CHECK_FALSE(fs::exists(desk.folder / "out"));

    fs::path const file = given / "sealed/b~2/submission.xml.enc";
    std::string bytes = text(file);
    bytes[5] = static_cast<char>(bytes[5] ^ 1);
    std::ofstream(file, std::ios::binary | std::ios::trunc) << bytes;
    auto const opened = desk.open(given);
    REQUIRE(opened);
    CHECK(opened->submissions == 2);
    CHECK(opened->refused == 1);
    REQUIRE(opened->findings.size() == 1);
    CHECK_FALSE(opened->findings[0].warning);
    CHECK(opened->findings[0].error.where.find("sealed/b~2") != std::string::npos);
    CHECK(text(desk.folder / "out/答卷.csv").find("uuid:b") == std::string::npos);
    CHECK(text(desk.folder / "out/答卷.csv").find("uuid:c") != std::string::npos);
    // What is there already is left alone.
    CHECK(desk.open(given).error().kind == base::Kind::Exists);
}

TEST_CASE("where a form has a key of its own each private key opens its part") {
    Desk desk;
    crypto::PrivateKey const own = crypto::PrivateKey::generate();
    desk.keep("a", "<q1>5</q1>");
    desk.keep("b", "<q1>5</q1>", &own);
    auto const opened = desk.open(desk.give(), own);
    REQUIRE(opened);
    CHECK(opened->submissions == 1);
    CHECK(opened->refused == 1);
    CHECK(opened->findings[0].error.kind == base::Kind::Denied);
    CHECK(fs::exists(desk.folder / "out/提交/b~2.xml"));
}

TEST_CASE("a damaged index loses the times and nothing else") {
    Desk desk;
    desk.keep("a", "<q1>5</q1>");
    desk.keep("b", "<q1>1</q1>");
    fs::path const given = desk.give();
    std::ofstream(given / "sealed/index.jsonl") << R"({"folder":"../..","sequence":1})";
    auto const wrong = desk.open(given, crypto::PrivateKey::generate());
    REQUIRE(wrong);
    CHECK(wrong->submissions == 0);
    REQUIRE(wrong->refused == 2);
    CHECK(wrong->findings[1].error.kind == base::Kind::Denied);
    auto const opened = desk.open(given);
    REQUIRE(opened);
    CHECK(opened->submissions == 2);
    CHECK(opened->refused == 0);
    REQUIRE(base::anyError(opened->findings));
    CHECK(opened->findings[0].error.where.find("index.jsonl") != std::string::npos);
    CHECK(fs::exists(desk.folder / "out/提交/b~2.xml"));
}

TEST_CASE("nothing is written when not one opens") {
    Desk desk;
    desk.keep("a", "<q1>5</q1>");
    fs::path const given = desk.give();
    fs::remove(given / "sealed/a~1/submission.xml.enc");
    auto const opened = desk.open(given);
    REQUIRE(opened);
    CHECK(opened->submissions == 0);
    CHECK(opened->refused == 1);
    CHECK(opened->folder.empty());
    CHECK_FALSE(fs::exists(desk.folder / "out"));
    for (auto const& entry : fs::directory_iterator(desk.folder.path()))
        CHECK_MESSAGE(entry.path().filename().string().find(".part") == std::string::npos, entry.path());

    fs::remove(given / "manifest.json");
    CHECK(desk.open(given).error().kind == base::Kind::Missing);
}

TEST_CASE("what was left unfinished stays marked through sealing and opening") {
    Desk desk;
    desk.keep("a", "<q1>5</q1>");
    form::Submission left{"uuid:b", "manyi", "1", answerXml("uuid:b", "<q1>1</q1>", "1"), {}};
    left.complete = false;
    REQUIRE(desk.store.keep(seal::seal(left, office().publicKey()).value()));
    CHECK(*desk.store.count() == 1);
    auto const opened = desk.open(desk.give());
    REQUIRE(opened);
    CHECK(opened->submissions == 1);
    CHECK(opened->partial == 1);
    CHECK(fs::exists(desk.folder / "out/提交/a~1.xml"));
    CHECK(fs::exists(desk.folder / "out/未完成/b~2.xml"));
    CHECK(text(desk.folder / "out/答卷.csv").find("uuid:b") == std::string::npos);
    CHECK(text(desk.folder / "out/答卷_未完成.csv").find("uuid:b") != std::string::npos);
}
