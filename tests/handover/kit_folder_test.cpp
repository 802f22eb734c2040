#include "base/file.h"
#include "crypto/hash.h"
#include "folder.h"
#include "handover/kit_folder.h"

#include <doctest/doctest.h>

#include <fstream>

using namespace huibiao;
namespace fs = std::filesystem;

namespace {

std::string const Banner = "浏阳市高坪镇2023年“政务公开主题日”活动";
std::string const Name = "物料_" + Banner;

void put(fs::path const& file, std::string const& bytes) {
    fs::create_directories(file.parent_path());
    std::ofstream(file, std::ios::binary) << bytes;
}

/// A kit of two files; the second is listed as `listed`.
void makeKit(fs::path const& folder, std::string const& listed = "横幅.pdf") {
    put(folder / "海报.pdf", "a poster");
    put(folder / "横幅.pdf", "a banner");
    put(folder / "manifest.json", R"({"made_by": "huibiao kit", "banner": ")" + Banner + R"(", "files": [)" +
                                      R"({"file": "海报.pdf", "bytes": 8, "sha256": ")" +
                                      crypto::sha256Hex("a poster") + R"("},)" + R"({"file": ")" + listed +
                                      R"(", "bytes": 8, "sha256": ")" + crypto::sha256Hex("a banner") +
                                      R"("}]})");
}

fs::path folderIn(fs::path const& stick) {
    auto const found = handover::kitFolder(stick, Banner, base::Language::Chinese);
    REQUIRE(found);
    return *found;
}

} // namespace

TEST_CASE("kit folder: named after its activity; what is not its kit is never named") {
    TestFolder const stick;
    CHECK(folderIn(stick.path()) == stick / Name);
    fs::create_directory(stick / Name);
    CHECK(folderIn(stick.path()) == stick / Name); // empty
    makeKit(stick / Name);
    CHECK(folderIn(stick.path()) == stick / Name); // ours
    put(stick / Name / "manifest.json", R"({"made_by": "huibiao kit", "banner": "another", "files": []})");
    CHECK(folderIn(stick.path()) == stick / (Name + "_2"));
    put(stick / (Name + "_2"), "a file of this name");
    fs::create_directory_symlink(stick / "elsewhere", stick / (Name + "_3"));
    CHECK(folderIn(stick.path()) == stick / (Name + "_4"));
    CHECK(handover::kitFolder(stick / "gone", Banner, base::Language::Chinese).error().kind ==
          base::Kind::Missing);
    auto const slashes = handover::kitFolder(stick.path(), "a/b:c?", base::Language::English);
    REQUIRE(slashes);
    CHECK(slashes->filename() == "Kit_a_b_c_");
}

TEST_CASE("kit folder: every file is compared with the list") {
    TestFolder const folder;
    fs::path const kit = folder / "kit";
    makeKit(kit);
    REQUIRE(handover::settleKit(kit));
    auto const good = handover::checkKit(kit, {});
    REQUIRE(good);
    CHECK((good->files == 2 && good->bytes == 16 && good->wrong.empty()));
    CHECK(handover::checkKit(kit, [](double) { return false; }).error().kind == base::Kind::Cancelled);
    put(kit / "横幅.pdf", "a bonner");
    fs::remove(kit / "海报.pdf");
    auto const bad = handover::checkKit(kit, {});
    REQUIRE(bad);
    CHECK(bad->wrong == std::vector<std::string>{"海报.pdf", "横幅.pdf"});
    put(kit / "manifest.json", "{}");
    CHECK(handover::checkKit(kit, {}).error().kind == base::Kind::Invalid);
}

TEST_CASE("kit folder: a list that leads out of the folder is none") {
    TestFolder const folder;
    put(folder / "横幅.pdf", "a banner");
    for (std::string const listed : {"../横幅.pdf", "..", ".", "", "/etc/hostname"}) {
        makeKit(folder / "kit", listed);
        CHECK_FALSE(handover::checkKit(folder / "kit", {}));
        handover::removeKit(folder / "kit");
        CHECK(fs::exists(folder / "横幅.pdf"));
        CHECK(fs::exists(folder / "kit" / "海报.pdf")); // whose it is cannot be told
    }
}

TEST_CASE("kit folder: removing takes the kit alone") {
    TestFolder const folder;
    makeKit(folder / "kit");
    put(folder / "kit" / "说明.txt", "theirs");
    handover::removeKit(folder / "kit");
    CHECK(fs::exists(folder / "kit" / "说明.txt"));
    CHECK(std::distance(fs::directory_iterator(folder / "kit"), {}) == 1);
    fs::remove_all(folder / "kit");
    makeKit(folder / "kit");
    handover::removeKit(folder / "kit");
    CHECK_FALSE(fs::exists(folder / "kit"));
}
