#include "events.h"

#include <sys/stat.h>

#include <algorithm>
#include <functional>

using namespace events;

namespace {

/// An attack on the bundle of the stick, and a word of what staff are told.
struct Attack {
    char const* name;
    std::function<void(fs::path const& bundle)> make;
    char const* told;
};

void append(fs::path const& bundle, std::string const& more) {
    put(bundle / "event.toml", toml("沙市镇", more));
}

std::vector<Attack> attacks() {
    std::vector<Attack> all;
    // Every setting that names a file.
    for (auto const& [where, path] : {std::pair{"[brand]\nlogo", "../../../etc/passwd"},
                                      {"[brand]\nlogo", "/etc/passwd"},
                                      {"[brand]\nlogo", "a/../../b.png"},
                                      {"[input]\nplan", "../plan.txt"},
                                      {"[upload]\nsecret_file", "../token"},
                                      {"[upload]\nca_file", "/etc/ssl/cert.pem"},
                                      {"[input]\nplan", "/etc/hostname"},
                                      {"[[questionnaire]]\nform", "../form.xml"},
                                      {"[[questionnaire]]\nform", "/tmp/form.xml"}})
        all.push_back({where,
                       [where = std::string(where), path = std::string(path)](fs::path const& bundle) {
                           append(bundle, where + " = \"" + path + "\"\n");
                       },
                       "不在活动包里"});
    for (char const* folder :
         {"/tmp/huibiao-elsewhere", "../elsewhere", "a/../../b", ".hidden", ".", "a\\u0000b"})
        all.push_back({folder,
                       [folder = std::string(folder)](fs::path const& bundle) {
                           append(bundle, "[data]\nfolder = \"" + folder + "\"\n");
                       },
                       "[data] folder"});
    auto const logo = [](char const* name) {
        return [name = std::string(name)](fs::path const& bundle) {
            append(bundle, "[brand]\nlogo = \"" + name + "\"\n");
        };
    };
    all.push_back({"a hidden file", logo(".logo.png"), "文件名"});
    all.push_back({"a nul in a name", logo("logo.png\\u0000.svg"), "文件名"});
    all.push_back({"the private key", logo("private-key.pem"), "私钥"});
    all.push_back({"the answers", logo("data/current/submissions.db"), "私钥或答卷"});
    all.push_back({"a link to a file of the system",
                   [logo](fs::path const& bundle) {
                       logo("logo.png")(bundle);
                       fs::create_symlink("/etc/passwd", bundle / "logo.png");
                   },
                   "链接"});
    all.push_back({"a linked folder",
                   [logo](fs::path const& bundle) {
                       logo("pictures/logo.png")(bundle);
                       fs::create_directory_symlink("/etc", bundle / "pictures");
                   },
                   "链接"});
    all.push_back({"a linked event.toml",
                   [](fs::path const& bundle) {
                       fs::rename(bundle / "event.toml", bundle / "other.toml");
                       fs::create_symlink("other.toml", bundle / "event.toml");
                   },
                   "链接"});
    all.push_back({"a pipe",
                   [logo](fs::path const& bundle) {
                       logo("logo.png")(bundle);
                       REQUIRE(::mkfifo((bundle / "logo.png").c_str(), 0644) == 0);
                   },
                   "管道"});
    all.push_back({"a pipe for a form",
                   [](fs::path const& bundle) {
                       fs::remove(bundle / "form.xml");
                       REQUIRE(::mkfifo((bundle / "form.xml").c_str(), 0644) == 0);
                   },
                   "管道"});
    all.push_back({"a file of 10 GB with nothing in it",
                   [logo](fs::path const& bundle) {
                       logo("logo.png")(bundle);
                       put(bundle / "logo.png", "x");
                       fs::resize_file(bundle / "logo.png", 10ULL << 30U);
                   },
                   "文件太大"});
    all.push_back({"settings of 50 MB",
                   [](fs::path const& bundle) { fs::resize_file(bundle / "event.toml", 50U << 20U); },
                   "文件太大"});
    all.push_back({"too many files",
                   [](fs::path const& bundle) {
                       std::string more;
                       for (int i = 0; i < 3000; ++i)
                           more += "[[questionnaire]]\nform = \"f" + std::to_string(i) + ".xml\"\n";
                       append(bundle, more);
                   },
                   "文件太多"});
    all.push_back({"folders without end",
                   [logo](fs::path const& bundle) {
                       std::string deep;
                       for (int i = 0; i < 400; ++i) deep += "a/";
                       logo((deep + "logo.png").c_str())(bundle);
                   },
                   "8层"});
    all.push_back(
        {"settings nested without end",
         [](fs::path const& bundle) { put(bundle / "event.toml", "a = " + std::string(100'000, '[')); },
         "写法不对"});
    all.push_back(
        {"no UTF-8", [](fs::path const& bundle) { put(bundle / "event.toml", "\xff\xfe"); }, "UTF-8"});
    all.push_back(
        {"a form that is none", [](fs::path const& bundle) { put(bundle / "form.xml", "<html/>"); }, ""});
    all.push_back({"a form that is not there",
                   [](fs::path const& bundle) { fs::remove(bundle / "form.xml"); }, "没有“form.xml”"});
    return all;
}

} // namespace

TEST_CASE("bundles: found at the top, one and two folders down, and no deeper or through links") {
    TestFolder stick;
    bundle(stick.path(), "高坪镇");
    bundle(stick / "沙市镇", "沙市镇", "[staff]\npin = \"scrypt$x\"\n");
    bundle(stick / "沙市镇" / "data", "淳口镇"); // of the bundle above it
    bundle(stick / "活动" / "淳口镇", "淳口镇");
    bundle(stick / "活动" / "更深" / "柏加镇", "柏加镇");
    bundle(stick / ".Trash-1000" / "旧", "古港镇");
    put(stick / "坏" / "event.toml", "[event]\nunit = \"高坪镇\"\n[[questionnaire]]\nform = \"none.xlsx\"\n");
    fs::create_directory_symlink(stick / "沙市镇", stick / "链接");
    auto const search = handover::findBundles(stick.path(), HUIBIAO_SOURCE_DIR, {});
    REQUIRE(search);
    CHECK_FALSE(search->cut);
    REQUIRE(search->found.size() == 4);
    auto const& found = search->found;
    CHECK(found[0].banner == First);
    CHECK(found[0].questionnaires == 1);
    CHECK_FALSE(found[0].ownPin);
    for (auto const& one : found) {
        if (one.folder == stick / "坏") {
            CHECK(one.faults.size() == 2); // no year, no form: every fault, no warning
            CHECK(one.banner.empty());
        } else {
            CHECK(one.usable());
        }
        if (one.folder == stick / "沙市镇") CHECK(one.ownPin);
    }

    handover::BundleLimits few;
    few.bundles = 2;
    CHECK(handover::findBundles(stick.path(), HUIBIAO_SOURCE_DIR, {}, few)->cut);
    few = {.entries = 3};
    auto const little = handover::findBundles(stick.path(), HUIBIAO_SOURCE_DIR, {}, few);
    CHECK(little->cut);
    CHECK(little->found.front().banner == First);
    auto const stopped =
        handover::findBundles(stick.path(), HUIBIAO_SOURCE_DIR, [](double) { return false; });
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().kind == base::Kind::Cancelled);
    CHECK(handover::findBundles(stick / "gone", HUIBIAO_SOURCE_DIR, {})->found.empty());
}

TEST_CASE("bundles: what is hostile is refused in words and changes nothing") {
    for (Attack const& attack : attacks()) {
        INFO(attack.name);
        Kiosk it;
        fs::path const from = it.stick / "沙市镇";
        attack.make(from);
        auto const search = handover::findBundles(it.stick, HUIBIAO_SOURCE_DIR, {});
        REQUIRE(search);
        REQUIRE(search->found.size() == 1);
        CHECK_FALSE(search->found[0].usable());
        auto const all = search->found[0].faults;
        INFO((all.empty() ? std::string() : all.front().error.text(base::Language::Chinese)));
        CHECK(std::any_of(all.begin(), all.end(), [&](base::Finding const& finding) {
            return finding.error.message.zh.find(attack.told) != std::string::npos;
        }));
        auto const loaded = it.load();
        REQUIRE_FALSE(loaded);
        INFO(loaded.error().text(base::Language::Chinese));
        CHECK(loaded.error().message.zh.find(attack.told) != std::string::npos);
        CHECK(loaded.error().where.find("incoming") == std::string::npos);
        CHECK(it.neighbours() == 1);
        CHECK(it.banner() == First);
    }
}

TEST_CASE("bundles: only what is named comes along; answers, keys and the rest stay on the stick") {
    Kiosk it;
    fs::path const from = it.stick / "沙市镇";
    put(from / "event.toml", toml("沙市镇", "[brand]\nlogo = \"图/标志.svg\"\n"));
    put(from / "图" / "标志.svg", R"(<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>)");
    put(from / "data" / "current" / "submissions.db", "not ours");
    put(from / "private-key.pem", "secret");
    put(from / "照片" / "1.jpg", "photo");
    auto const loaded = it.load();
    REQUIRE_MESSAGE(loaded, loaded.error().text(base::Language::English));
    CHECK(*loaded == Second);
    std::vector<std::string> names;
    for (auto const& each : fs::recursive_directory_iterator(it.folder))
        if (each.is_regular_file()) names.push_back(each.path().lexically_relative(it.folder));
    std::sort(names.begin(), names.end());
    CHECK(names == std::vector<std::string>{"event.toml", "form.xml", "图/标志.svg"});
    CHECK(fs::exists(from / "private-key.pem"));
}

TEST_CASE("bundles: what a form names comes along: lists, recordings, pictures") {
    Kiosk it;
    fs::path const from = it.stick / "沙市镇";
    put(from / "form.xml",
        R"x(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>镇</h:title><model>
<itext><translation lang="中文 (zh)"><text id="q"><value>哪个镇？</value><value form="image">jr://images/q.png</value></text></translation></itext>
<instance><data id="m"><q/></data></instance><instance id="towns" src="jr://file-csv/towns.csv"/>
<bind nodeset="/data/q" type="string"/></model></h:head>
<h:body><select1 ref="/data/q"><label ref="jr:itext('q')"/><itemset nodeset="instance('towns')/root/item"><value ref="name"/><label ref="label"/></itemset></select1></h:body></h:html>)x");
    auto const without = it.load();
    REQUIRE_FALSE(without);
    CHECK(without.error().message.zh.find("towns.csv") != std::string::npos);
    put(from / "towns.csv", "name,label\ng,高坪镇\n");
    put(from / "q.png", "no picture at all"); // a warning
    auto const loaded = it.load();
    REQUIRE_MESSAGE(loaded, loaded.error().text(base::Language::English));
    CHECK(fs::exists(it.folder / "towns.csv"));
    CHECK(fs::exists(it.folder / "q.png"));
}

TEST_CASE("bundles: the disk must have room, and what grows under the hand is cut off") {
    Kiosk it;
    auto how = it.how();
    how.limits.spare = 1ULL << 60U;
    auto const full = it.load(it.stick / "沙市镇", how);
    REQUIRE_FALSE(full);
    CHECK(full.error().kind == base::Kind::Full);
    CHECK(it.neighbours() == 1);
    // The file becomes longer between the look at it and its copying.
    how = it.how();
    how.limits.fileBytes = 100'000;
    bool grown = false;
    how.go = [&](double) {
        if (!std::exchange(grown, true)) {
            std::string const long_ = surveyXml() + std::string(200'000, ' ');
            put(it.stick / "沙市镇" / "form.xml", long_);
        }
        return true;
    };
    auto const large = it.load(it.stick / "沙市镇", how);
    REQUIRE_FALSE(large);
    CHECK(large.error().message.zh.find("文件太大") != std::string::npos);
    CHECK(it.neighbours() == 1);
}

TEST_CASE("bundles: what changed since it was looked at is not loaded, nor what went with the stick") {
    Kiosk it;
    fs::path const from = it.stick / "沙市镇";
    bundle(from, "淳口镇");
    auto const other = handover::load(opened(it.folder), from, Second, it.how());
    REQUIRE_FALSE(other);
    CHECK(other.error().message.zh.find("刚刚变了") != std::string::npos);
    CHECK(it.neighbours() == 1);
    auto how = it.how();
    how.go = [&](double) {
        fs::remove_all(from);
        return true;
    };
    auto const pulled = it.load(from, how);
    REQUIRE_FALSE(pulled);
    CHECK(pulled.error().message.zh.find("拔出") != std::string::npos);
    CHECK(it.neighbours() == 1);
    bundle(from, "沙市镇");
    how.go = [](double) { return false; };
    auto const stopped = it.load(from, how);
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().kind == base::Kind::Cancelled);
    CHECK(it.neighbours() == 1);
    CHECK(it.banner() == First);
    CHECK(it.load(from, it.how()));
}
