#include "base/file.h"
#include "crypto/rsa.h"
#include "folder.h"
#include "handover/merge.h"
#include "handover/unseal.h"
#include "seal/seal.h"
#include "seal/sealer.h"
#include "sheet/csv.h"
#include "survey_form.h"
#include "workbook.h"

#include <doctest/doctest.h>

#include <fstream>

using namespace huibiao;
namespace fs = std::filesystem;

namespace {

base::WallTime const morning =
    std::chrono::sys_days(std::chrono::year(2026) / 5 / 18) + std::chrono::minutes(90);

form::Submission answer(std::string const& id, std::string const& inner) {
    return {"uuid:" + id, "manyi", "1", answerXml("uuid:" + id, inner), {}};
}

/// One kiosk with its own store; all write to the same office.
struct Box {
    Box(TestFolder const& folder, std::string const& name, int minutes)
        : clock{morning + std::chrono::minutes(minutes)}, store(open(folder / name, clock)),
          stick(folder / (name + "-stick")) {
        fs::create_directory(stick);
    }
    static store::Store open(fs::path const& path, base::Clock const& clock) {
        auto store = store::Store::open(path, clock);
        REQUIRE(store);
        return std::move(*store);
    }
    fs::path give(bool all = false) {
        handover::ExportOptions options;
        options.all = all;
        options.texts = {{surveyXml(), {}}};
        auto const report = handover::exportResponses(store, {"浏阳市高坪镇", "政务公开主题日"}, {&form},
                                                      stick, clock, options);
        REQUIRE(report);
        REQUIRE_FALSE(report->folder.empty());
        return report->folder;
    }
    base::FakeClock clock;
    store::Store store;
    form::Form form = surveyForm();
    fs::path stick;
};

std::string text(fs::path const& file) {
    return base::readFile(file).value_or("");
}

/// The column of ids, in the order of the rows.
std::vector<std::string> ids(fs::path const& folder) {
    auto const csv = sheet::readCsvFile(folder / "答卷.csv");
    REQUIRE(csv);
    std::vector<std::string> out;
    for (std::size_t row = 2;; ++row) {
        std::string const id = csv->cell(row, 2).text;
        if (id.empty()) return out;
        out.push_back(id);
    }
}

} // namespace

TEST_CASE("merge: exports of two kiosks become one, in the order of their times, what came twice once") {
    TestFolder folder;
    Box first(folder, "one", 0);
    Box second(folder, "two", 1);
    form::Submission signedOne = answer("a", "<q1>5</q1>");
    signedOne.attachments = {{"../签名.png", "image/png", "PNG"}};
    REQUIRE(first.store.keep(signedOne));
    REQUIRE(second.store.keep(answer("b", "<q1>4</q1>")));
    first.clock.advance(std::chrono::minutes(5));
    REQUIRE(first.store.keep(answer("c", "<q1>3</q1>")));
    fs::path const whole = first.give();
    fs::path const again = first.give(true); // the same answers once more
    second.give();
    // Told apart by what they are, not by where they lie: the stick's folder, and an export itself.
    auto const merged = handover::mergeExports({second.stick, whole, again}, folder / "all", first.clock, {});
    REQUIRE_MESSAGE(merged, (merged ? "" : merged.error().text(base::Language::English)));
    CHECK(merged->exports == 3);
    CHECK(merged->submissions == 3);
    CHECK(merged->duplicates == 2);
    CHECK(merged->conflicts == 0);
    CHECK(merged->findings.empty());
    fs::path const all = folder / "all";
    CHECK(ids(all) == std::vector<std::string>{"uuid:a", "uuid:b", "uuid:c"});
    CHECK(text(all / "提交/a~1.xml") == signedOne.xml);
    CHECK(text(all / "提交/a~1/..~_签名.png").size() + text(all / "提交/a~1/.._签名.png").size() +
              text(all / "提交/a~1/_.._签名.png").size() ==
          3);
    CHECK(handover::verifyExport(all)->good());
    CHECK(fs::exists(workbook(all, "答卷_")));
    CHECK_FALSE(fs::exists(all / "冲突.txt"));
    // What was merged can be merged.
    auto const twice = handover::mergeExports({all, whole}, folder / "more", first.clock, {});
    REQUIRE(twice);
    CHECK(twice->submissions == 3);
    CHECK(ids(folder / "more") == ids(all));
}

TEST_CASE("merge: one id with two contents is kept apart and named; one that was finished later is not") {
    TestFolder folder;
    Box first(folder, "one", 0);
    Box second(folder, "two", 1);
    REQUIRE(first.store.keep(answer("a", "<q1>5</q1>")));
    REQUIRE(second.store.keep(answer("a", "<q1>1</q1>")));
    form::Submission begun = answer("b", "<q1>2</q1>");
    begun.complete = false;
    REQUIRE(first.store.keep(begun));
    REQUIRE(second.store.keep(answer("b", "<q1>2</q1><age>33</age>")));
    auto const merged =
        handover::mergeExports({first.give(), second.give()}, folder / "all", first.clock, {});
    REQUIRE(merged);
    CHECK(merged->submissions == 2);
    CHECK(merged->partial == 0);
    CHECK(merged->conflicts == 1);
    CHECK(merged->duplicates == 1);
    std::string const told = text(folder / "all/冲突.txt");
    CHECK(told.find("uuid:a") != std::string::npos);
    CHECK(told.find("uuid:b") == std::string::npos);
    int files = 0;
    for (auto const& entry : fs::directory_iterator(folder / "all/冲突")) {
        ++files;
        CHECK(text(entry.path()) == answerXml("uuid:a", "<q1>1</q1>"));
    }
    CHECK(files == 1);
    CHECK(handover::verifyExport(folder / "all")->good());
}

TEST_CASE("merge: what was changed on a stick is left out and told, unless another one has it whole") {
    TestFolder folder;
    Box box(folder, "one", 0);
    REQUIRE(box.store.keep(answer("a", "<q1>5</q1>")));
    REQUIRE(box.store.keep(answer("b", "<q1>4</q1>")));
    fs::path const one = box.give();
    fs::path const other = box.give(true);
    std::ofstream(one / "提交/a~1.xml", std::ios::app) << ' ';
    auto const both = handover::mergeExports({one, other}, folder / "both", box.clock, {});
    REQUIRE(both);
    CHECK(both->submissions == 2);
    CHECK(base::anyError(both->findings));
    auto const single = handover::mergeExports({one}, folder / "single", box.clock, {});
    REQUIRE(single);
    CHECK(ids(folder / "single") == std::vector<std::string>{"uuid:b"});
    CHECK(single->findings.size() == 1);
    // Nothing to merge, or a place that is taken: nothing is written.
    CHECK(handover::mergeExports({box.stick / "nowhere"}, folder / "x", box.clock, {}).error().kind ==
          base::Kind::Missing);
    fs::create_directory(folder / "empty");
    CHECK(handover::mergeExports({folder / "empty"}, folder / "x", box.clock, {}).error().kind ==
          base::Kind::Missing);
    CHECK(handover::mergeExports({one}, folder / "single", box.clock, {}).error().kind == base::Kind::Exists);
    CHECK_FALSE(fs::exists(folder / "x"));
}

TEST_CASE("merge: an export of an older program has no index: the answers come without their times") {
    TestFolder folder;
    Box box(folder, "one", 0);
    REQUIRE(box.store.keep(answer("a", "<q1>5</q1>")));
    fs::path const old = box.give();
    std::string manifest = text(old / "manifest.json");
    std::size_t const at = manifest.find("index.jsonl");
    REQUIRE(at != std::string::npos);
    std::size_t const begin = manifest.rfind('{', at);
    std::size_t const end = manifest.find('}', at);
    // Its entry in the list of files goes, with the comma before or behind it.
    bool const last = manifest.find_first_not_of(" \n", end + 1) != manifest.find(',', end);
    if (last)
        manifest.erase(manifest.rfind(',', begin), end + 1 - manifest.rfind(',', begin));
    else
        manifest.erase(begin, manifest.find(',', end) + 1 - begin);
    REQUIRE(base::writeDurably(old / "manifest.json", manifest));
    fs::remove(old / "index.jsonl");
    auto const merged = handover::mergeExports({old}, folder / "all", box.clock, {});
    REQUIRE_MESSAGE(merged, (merged ? "" : merged.error().text(base::Language::English)));
    CHECK(merged->submissions == 1);
    REQUIRE(merged->findings.size() == 1);
    CHECK(merged->findings[0].warning);
    CHECK(ids(folder / "all") == std::vector<std::string>{"uuid:a"});
}

TEST_CASE(
    "merge: sealed submissions stay sealed, and open afterwards; an open one of the same is taken first") {
    TestFolder folder;
    crypto::PrivateKey const key = crypto::PrivateKey::generate();
    Box box(folder, "one", 0);
    seal::Keys keys;
    keys.event = key.publicKey();
    seal::Sealer sealer(keys);
    for (char const* const id : {"a", "b"}) {
        auto const closed = sealer.close(answer(id, "<q1>5</q1>"));
        REQUIRE(closed);
        REQUIRE(box.store.keep(*closed));
    }
    fs::path const shut = box.give();
    auto const merged = handover::mergeExports({shut}, folder / "all", box.clock, {});
    REQUIRE(merged);
    CHECK(merged->sealed == 2);
    CHECK_FALSE(fs::exists(folder / "all/答卷.csv"));
    auto const opened = handover::unsealExport(folder / "all", key, folder / "open", box.clock, {});
    REQUIRE(opened);
    CHECK(opened->submissions == 2);
    auto const both = handover::mergeExports({shut, folder / "open"}, folder / "both", box.clock, {});
    REQUIRE(both);
    CHECK(both->sealed == 0);
    CHECK(both->duplicates == 2);
    CHECK(ids(folder / "both") == std::vector<std::string>{"uuid:a", "uuid:b"});
}
