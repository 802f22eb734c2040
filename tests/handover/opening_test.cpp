// The private key found and opened, and exports that it makes readable.
#include "base/file.h"
#include "folder.h"
#include "handover/export.h"
#include "handover/opening.h"
#include "handover/unseal.h"
#include "seal/seal.h"
#include "sheet/workbook.h"
#include "survey_form.h"
#include "workbook.h"

#include <doctest/doctest.h>
#include <sched.h>
#include <sys/mount.h>
#include <sys/wait.h>
#include <unistd.h>

#include <fstream>
#include <iostream>

using namespace huibiao;
namespace fs = std::filesystem;

namespace {

base::WallTime const morning =
    std::chrono::sys_days(std::chrono::year(2026) / 5 / 18) + std::chrono::minutes(90);
char const* const words = "等了很久，没有座位";

crypto::PrivateKey const& own() {
    static crypto::PrivateKey const key = crypto::PrivateKey::generate();
    return key;
}
crypto::PrivateKey const& others() {
    static crypto::PrivateKey const key = crypto::PrivateKey::generate();
    return key;
}
std::set<std::string> mine() {
    return {own().publicKey().fingerprint()};
}

std::string text(fs::path const& file) {
    return base::readFile(file).value_or("");
}

/// An event that seals, and a stick.
struct Sealing {
    TestFolder folder;
    base::FakeClock clock{morning};
    store::Store store;
    form::Form form = surveyForm();
    fs::path stick = folder / "stick";
    handover::ExportOptions options;

    Sealing() : store(*store::Store::open(folder / "data", clock)) {
        fs::create_directory(stick);
        options.texts = {{surveyXml(), {}}};
        options.key = &own();
        options.all = true;
        options.temporaryFolder = folder / "none"; // whoever wants a file there fails
    }
    static form::Submission open(std::string const& id, std::string const& inner) {
        form::Submission made{"uuid:" + id, "manyi", "1", answerXml("uuid:" + id, inner, "1"), {}};
        made.attachments = {{"签名.png", "image/png", "PNG" + id}};
        return made;
    }
    static form::Submission sealed(std::string const& id, std::string const& inner,
                                   crypto::PrivateKey const& key = own()) {
        return seal::seal(open(id, inner), key.publicKey()).value();
    }
    void keep(form::Submission const& submission) { REQUIRE(store.keep(submission)); }
    base::Result<handover::ExportReport> run() {
        return handover::exportResponses(store, {"浏阳市高坪镇", "政务公开主题日"}, {&form}, stick, clock,
                                         options);
    }
    [[nodiscard]] bool onTheComputer(std::string const& wanted) const {
        for (auto const& file : fs::recursive_directory_iterator(folder / "data"))
            if (file.is_regular_file() && text(file.path()).find(wanted) != std::string::npos) return true;
        return false;
    }
};

} // namespace

TEST_CASE("with the private key an export holds tables, signatures and the sealed submissions as well") {
    Sealing it;
    std::string const first = std::string("<q1>5</q1><q2_other>") + words + "</q2_other>";
    it.keep(Sealing::sealed("a", first));
    it.keep(Sealing::sealed("b", "<q1>1</q1><visit><who>甲</who></visit>"));
    form::Submission left = Sealing::open("c", "<q1>2</q1>");
    left.complete = false;
    it.keep(seal::seal(left, own().publicKey()).value());
    auto const report = it.run();
    REQUIRE_MESSAGE(report, (report ? "" : report.error().text(base::Language::English)));
    CHECK(report->opened == 3);
    CHECK(report->sealed == 3);
    CHECK(report->shut.empty());
    fs::path const folder = report->folder;
    CHECK(folder.filename().string().ends_with("_2份_未完成1份_可读"));
    CHECK(handover::verifyExport(folder)->findings.empty());
    CHECK(text(folder / "答卷.csv").find(words) != std::string::npos);
    CHECK(sheet::readXlsxFile(workbook(folder, "答卷_"))->tables[0].cell(3, 2).text == "uuid:b");
    CHECK(text(folder / "提交/a~1.xml") == Sealing::open("a", first).xml);
    CHECK(text(folder / "提交/a~1/签名.png") == "PNGa");
    CHECK(text(folder / "答卷_未完成.csv").find("uuid:c") != std::string::npos);
    CHECK_FALSE(fs::exists(folder / "没有打开的答卷.txt"));
    CHECK(*it.store.countNew() == 0);

    // Nothing can be read on the computer, and nothing less is on the stick than without the key.
    CHECK_FALSE(it.onTheComputer(words));
    CHECK_FALSE(it.onTheComputer("PNGa"));
    it.options.key = nullptr;
    it.options.temporaryFolder.clear();
    auto const plain = it.run();
    REQUIRE(plain);
    CHECK(plain->opened == 0);
    CHECK_FALSE(fs::exists(plain->folder / "答卷.csv"));
    for (auto const& file : fs::recursive_directory_iterator(plain->folder)) {
        if (!file.is_regular_file() || file.path().filename() == "manifest.json") continue;
        CHECK(text(folder / file.path().lexically_relative(plain->folder)) == text(file.path()));
    }
    // The office makes the same table of it.
    auto const office = handover::unsealExport(folder, own(), it.folder / "out", it.clock, {});
    REQUIRE(office);
    CHECK(text(it.folder / "out/答卷.csv") == text(folder / "答卷.csv"));
}

TEST_CASE("what was tampered with, or is sealed for another key, is named, and the others are opened") {
    Sealing it;
    it.keep(Sealing::sealed("a", "<q1>5</q1>"));
    form::Submission changed = Sealing::sealed("b", "<q1>5</q1>");
    changed.attachments.back().bytes[3] ^= 1;
    it.keep(changed);
    form::Submission swapped = Sealing::sealed("x", "<q1>1</q1>");
    swapped.instanceId = "uuid:c"; // a whole one in the place of another
    it.keep(swapped);
    it.keep(Sealing::sealed("d", "<q1>5</q1>", others()));
    auto const report = it.run();
    REQUIRE_MESSAGE(report, (report ? "" : report.error().text(base::Language::English)));
    CHECK(report->submissions == 4);
    CHECK(report->opened == 1);
    REQUIRE(report->shut.size() == 3);
    std::string const list = text(report->folder / "没有打开的答卷.txt");
    std::string const table = text(report->folder / "答卷.csv");
    for (std::size_t i = 0; i < 3; ++i) {
        std::string const id = std::string("uuid:") + "bcd"[i];
        CHECK(report->shut[i].error.where == id);
        CHECK(report->shut[i].error.kind == (i == 2 ? base::Kind::Denied : base::Kind::Invalid));
        CHECK(list.find(id) != std::string::npos);
        CHECK(table.find(id) == std::string::npos);
    }
    CHECK(table.find("uuid:a") != std::string::npos);
    CHECK(table.find("uuid:x") == std::string::npos);
    CHECK(fs::exists(report->folder / "sealed/b~2/submission.xml.enc"));
    CHECK(handover::verifyExport(report->folder)->findings.empty());
    CHECK(*it.store.countNew() == 0);
}

TEST_CASE("a readable export that is stopped, or finds no room, leaves nothing and marks nothing") {
    Sealing it;
    for (int i = 0; i < 30; ++i)
        it.keep(Sealing::sealed(std::to_string(i), "<q2_other>" + std::string(20'000, 'x') + "</q2_other>"));
    it.options.progress = [](handover::Step, std::size_t done, std::size_t) { return done < 20; };
    CHECK(it.run().error().kind == base::Kind::Cancelled);
    CHECK(fs::is_empty(it.stick));
    it.options.progress = {};
    pid_t const child = ::fork();
    if (child == 0) {
        if (::unshare(CLONE_NEWNS) != 0 && ::unshare(CLONE_NEWUSER | CLONE_NEWNS) != 0) ::_exit(77);
        ::mount(nullptr, "/", nullptr, MS_REC | MS_PRIVATE, nullptr);
        // Room for what is sealed, not for the tables.
        if (::mount("tmpfs", it.stick.c_str(), "tmpfs", 0, "size=1536k") != 0) ::_exit(77);
        auto const full = it.run();
        if (full || full.error().kind != base::Kind::Full) ::_exit(2);
        if (!fs::is_empty(it.stick) || *it.store.countNew() != 30) ::_exit(3);
        it.options.key = nullptr;
        it.options.temporaryFolder.clear();
        ::_exit(it.run() ? 0 : 4);
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

TEST_CASE("private keys are found in the folders and one below, and say whose they are") {
    TestFolder bundle;
    TestFolder stick;
    auto const write = [](fs::path const& file, std::string const& bytes) {
        fs::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary) << bytes;
    };
    std::vector<fs::path> const folders{bundle.path(), stick.path(), stick / "pulled out"};
    CHECK(handover::findPrivateKeys(folders, mine()).usable.empty());
    std::string const pem = own().pem("浏阳河2023");
    std::string const old = pem.substr(0, pem.find("-----BEGIN PUBLIC KEY"));
    write(bundle / "event.pem", own().publicKey().base64()); // no private key
    write(bundle / "large.pem", pem + std::string(1U << 16U, ' '));
    write(stick / "a/b/private-key.pem", pem); // too deep
    write(stick / "private-key.pem", others().pem("另一个活动"));
    auto found = handover::findPrivateKeys(folders, mine());
    CHECK(found.usable.empty());
    REQUIRE(found.foreign.size() == 1);
    CHECK(found.foreign[0] == stick / "private-key.pem");

    write(bundle / "old.PEM", old);
    found = handover::findPrivateKeys(folders, mine());
    REQUIRE(found.usable.size() == 1);
    CHECK(found.usable[0] == bundle / "old.PEM");
    write(stick / "钥匙/private-key.pem", pem);
    found = handover::findPrivateKeys(folders, mine());
    REQUIRE(found.usable.size() == 1); // the one that says so
    CHECK(found.usable[0] == stick / "钥匙/private-key.pem");

    // Opened with its passphrase alone.
    auto const open = [&](std::vector<fs::path> const& files, std::string_view phrase) {
        return handover::openPrivateKey(files, phrase, mine());
    };
    auto const right = open(found.usable, "浏阳河2023");
    REQUIRE((right && *right));
    CHECK((*right)->publicKey().fingerprint() == own().publicKey().fingerprint());
    auto const wrong = open(found.usable, "浏阳河2024");
    REQUIRE(wrong);
    CHECK_FALSE(*wrong);
    CHECK(open({stick / "private-key.pem"}, "另一个活动").error().kind == base::Kind::Invalid);
    CHECK(open({stick / "gone.pem"}, "浏阳河2023").error().kind == base::Kind::Missing);
    auto const second = open({stick / "private-key.pem", bundle / "old.PEM"}, "浏阳河2023");
    CHECK((second && *second));
}
