// The kit of an event for the kiosk: its pictures, and all of it on a stick.
#include "base/file.h"
#include "cli/internal/kit_room.h"
#include "draw/fonts.h"
#include "event/event.h"
#include "folder.h"
#include "run.h"

#include <doctest/doctest.h>
#include <sys/resource.h>

#include <algorithm>
#include <csignal>
#include <fstream>

using namespace huibiao;
namespace fs = std::filesystem;

namespace {

draw::Fonts const& fonts() {
    static draw::Fonts const opened = std::move(*draw::Fonts::open(HUIBIAO_FONT_DIR));
    return opened;
}

event::Event sampleEvent() {
    base::Findings findings;
    auto event =
        event::open(fs::path(HUIBIAO_SHARE_DIR) / "assets/events/gaoping", HUIBIAO_SHARE_DIR, findings);
    REQUIRE(event);
    return std::move(*event);
}

/// A kiosk's kit of three things, and a stick to write it to.
struct Room {
    Room() {
        event.kit.items = {"横幅", "工作证", "手机海报"};
        fs::create_directory(stick);
    }
    base::Result<kiosk::TaskDone> keep(kiosk::Progress const& progress = [](double) { return true; }) {
        kiosk::Task const task{.kind = kiosk::Task::Kind::Kit,
                               .volume = {"stick", "KINGSTON", stick, 1U << 30U}};
        return room.keep(task, progress);
    }
    [[nodiscard]] std::size_t onStick() const {
        return static_cast<std::size_t>(std::distance(fs::directory_iterator(stick), {}));
    }
    TestFolder folder;
    fs::path stick = folder / "KINGSTON";
    event::Event event = sampleEvent();
    cli::StickPlaces places;
    cli::KitRoom room{event, HUIBIAO_SHARE_DIR, fonts(), places, base::Language::Chinese};
};

bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

std::string bytesOf(fs::path const& file) {
    auto bytes = base::readFile(file);
    REQUIRE_MESSAGE(bytes, file.string());
    return std::move(*bytes);
}

void put(fs::path const& file, std::string const& bytes) {
    std::ofstream(file, std::ios::binary) << bytes;
}

} // namespace

TEST_CASE("kit room: the event's things with their sizes, and what a look finds, in the words of staff") {
    Room it;
    auto const source = it.room.source();
    auto const things = source.list();
    REQUIRE(things);
    REQUIRE(things->all.size() == 3);
    CHECK(things->all[0].name == "横幅");
    CHECK(things->all[0].size.zh == "600×70 厘米");
    CHECK(std::any_of(things->all.begin(), things->all.end(), [](auto const& one) {
        return one.name == "手机海报" && one.size.zh == "1080×1920 像素";
    }));
    auto const badge = source.look("badge");
    REQUIRE(badge);
    REQUIRE(badge->looks.size() == 1);
    CHECK(has(badge->looks.front().zh, "样张"));
    CHECK_FALSE(has(badge->looks.front().zh, "[kit]")); // those are for the office
    it.event.links.clear();
    it.event.kit.items.clear();
    cli::KitRoom without(it.event, HUIBIAO_SHARE_DIR, fonts(), it.places, base::Language::Chinese);
    auto const left = without.source().look("tent-card");
    REQUIRE(left);
    REQUIRE(left->missing);
    CHECK(has(left->missing->zh, "网址"));
    CHECK_FALSE(has(left->missing->zh, "--links"));
    CHECK(without.source().draw({"tent-card", 300, 300, false}).error().kind == base::Kind::Missing);
    auto const all = without.source().list();
    REQUIRE(all);
    CHECK(all->all.size() == 23);
}

TEST_CASE("kit room: pictures in the thing's own shape, and whole ones of the screen's") {
    Room it;
    it.event.kit.items.clear();
    auto const source = it.room.source();
    auto const small = source.draw({"banner-cloth", 240, 160, false});
    REQUIRE(small);
    CHECK((small->width() == 240 && small->height() == 28));
    auto const black = [](draw::Surface const& surface, int x, int y) {
        return surface.at(x, y) == draw::Colour::Black;
    };
    auto const cloth = source.draw({"banner-cloth", 1280, 720, true});
    REQUIRE(cloth);
    CHECK((cloth->width() == 1280 && cloth->height() == 720));
    CHECK((black(*cloth, 640, 100) && black(*cloth, 640, 700)));
    CHECK_FALSE(black(*cloth, 4, 360));
    // A picture for a screen takes the shape of this one, within reason.
    for (auto const& [width, height] : {std::pair{1280, 720}, {1024, 768}, {1600, 720}}) {
        INFO(width, "x", height);
        auto const wall = source.draw({"led-wall", width, height, true});
        REQUIRE(wall);
        for (int const x : {2, width - 3})
            for (int const y : {2, height - 3}) CHECK_FALSE(black(*wall, x, y));
    }
    auto const upright = source.draw({"led-wall", 720, 1280, true});
    REQUIRE(upright);
    CHECK((black(*upright, 360, 20) && black(*upright, 360, 1260)));
    CHECK(source.draw({"LED大屏", 64, 36, true})); // by its name as well
    auto const none = source.draw({"nothing", 64, 36, true});
    REQUIRE_FALSE(none);
    CHECK(has(none.error().message.zh, "没有叫“nothing”的物料"));
}

TEST_CASE("kit room: the whole kit on a stick, the same as huibiao kit makes") {
    Room it;
    std::vector<double> shares;
    auto const done = it.keep([&](double share) {
        shares.push_back(share);
        return true;
    });
    REQUIRE_MESSAGE(done, done.error().message.zh);
    CHECK(std::is_sorted(shares.begin(), shares.end()));
    CHECK(shares.back() <= 1);
    CHECK(it.onStick() == 1);
    CHECK(done->folder.parent_path() == it.stick);
    CHECK(has(done->folder.filename().string(), "物料_浏阳市高坪镇2023年"));
    CHECK(done->looks == 1);
    CHECK_FALSE(done->unchanged);
    CHECK(done->count == static_cast<std::size_t>(std::distance(fs::directory_iterator(done->folder), {})));
    fs::path const other = it.folder / "kit";
    auto const made = call({"kit", std::string(HUIBIAO_SHARE_DIR) + "/assets/events/gaoping", "-o",
                            other.string(), "--items", "横幅,工作证,手机海报"});
    REQUIRE(made.exit == 0);
    for (auto const& entry : fs::directory_iterator(other))
        CHECK_MESSAGE(bytesOf(entry.path()) == bytesOf(done->folder / entry.path().filename()),
                      entry.path().string());

    SUBCASE("a second time it is only checked") {
        auto const again = it.keep();
        REQUIRE(again);
        CHECK(again->unchanged);
        CHECK(again->folder == done->folder);
        CHECK(again->count == done->count);
    }
    SUBCASE("what was damaged on the stick is made anew, and one's own files stay") {
        put(done->folder / "说明.txt", "给广告店");
        fs::path file;
        for (auto const& entry : fs::directory_iterator(done->folder))
            if (has(entry.path().filename().string(), "横幅")) file = entry.path();
        std::string const before = bytesOf(file);
        std::string damaged = before;
        damaged[damaged.size() / 2] = static_cast<char>(damaged[damaged.size() / 2] ^ 1);
        put(file, damaged);
        auto const again = it.keep();
        REQUIRE(again);
        CHECK_FALSE(again->unchanged);
        CHECK(bytesOf(file) == before);
        CHECK(bytesOf(done->folder / "说明.txt") == "给广告店");
        CHECK(it.onStick() == 1);
    }
    SUBCASE("another version of the event replaces it") {
        it.event.kit.items = {"横幅"};
        auto const again = it.keep();
        REQUIRE(again);
        CHECK(again->folder == done->folder);
        CHECK(again->count < done->count);
        for (auto const& entry : fs::directory_iterator(done->folder))
            CHECK_FALSE(has(entry.path().filename().string(), "工作证"));
        CHECK(it.onStick() == 1);
    }
    SUBCASE("stopped in making: what lies there stays") {
        it.event.kit.items = {"横幅", "工作证"};
        auto const again = it.keep([](double) { return false; });
        REQUIRE_FALSE(again);
        CHECK(again.error().kind == base::Kind::Cancelled);
        CHECK(bytesOf(done->folder / "manifest.json") == bytesOf(other / "manifest.json"));
        CHECK(it.onStick() == 1);
    }
}

TEST_CASE("kit room: a folder that is not this activity's kit is left alone") {
    Room it;
    std::string const name = "物料_" + it.event.banner.line;
    fs::create_directory(it.stick / name);
    put(it.stick / name / "合同.docx", "theirs");
    fs::create_directory(it.stick / (name + "_2"));
    put(it.stick / (name + "_2") / "manifest.json",
        R"({"made_by": "huibiao kit", "banner": "浏阳市沙市镇2023年“政务公开主题日”活动", "files": []})");
    auto const done = it.keep();
    REQUIRE_MESSAGE(done, done.error().message.zh);
    CHECK(done->folder.filename() == name + "_3");
    CHECK(bytesOf(it.stick / name / "合同.docx") == "theirs");
    CHECK(std::distance(fs::directory_iterator(it.stick / (name + "_2")), {}) == 1);
}

TEST_CASE("kit room: nothing half-made is left behind") {
    Room it;
    SUBCASE("stopped while it is made") {
        auto const done = it.keep([](double share) { return share < 0.3; });
        REQUIRE_FALSE(done);
        CHECK(done.error().kind == base::Kind::Cancelled);
        CHECK(has(done.error().message.zh, "没有留下"));
        CHECK(it.onStick() == 0);
    }
    SUBCASE("stopped while it is checked") {
        auto const done = it.keep([](double share) { return share < 0.9; });
        REQUIRE_FALSE(done);
        CHECK(done.error().kind == base::Kind::Cancelled);
        CHECK(it.onStick() == 0);
    }
    SUBCASE("no room") {
        std::signal(SIGXFSZ, SIG_IGN);
        rlimit before{};
        REQUIRE(::getrlimit(RLIMIT_FSIZE, &before) == 0);
        rlimit few = before;
        few.rlim_cur = 60'000;            // the poster is larger
        REQUIRE(it.room.source().list()); // the fonts have been cut
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &few) == 0);
        auto const done = it.keep();
        REQUIRE(::setrlimit(RLIMIT_FSIZE, &before) == 0);
        std::signal(SIGXFSZ, SIG_DFL);
        REQUIRE_FALSE(done);
        CHECK(done.error().kind == base::Kind::Full);
        CHECK(it.onStick() == 0);
    }
    SUBCASE("pulled out") {
        fs::path const away = it.folder / "away";
        auto const done = it.keep([&](double share) {
            std::error_code ignored;
            if (share > 0.2) fs::rename(it.stick, away, ignored);
            return true;
        });
        REQUIRE_FALSE(done);
        CHECK(has(done.error().message.zh, "拔出"));
        CHECK_FALSE(fs::exists(it.stick));
    }
    SUBCASE("gone before it began") {
        fs::remove(it.stick);
        auto const done = it.keep();
        REQUIRE_FALSE(done);
        CHECK(has(done.error().message.zh, "U盘不在了"));
        CHECK_FALSE(fs::exists(it.stick));
    }
    SUBCASE("read only") {
        it.stick = "/sys"; // where nobody may make a folder
        auto const done = it.keep();
        REQUIRE_FALSE(done);
        CHECK(done.error().kind == base::Kind::Denied);
    }
    SUBCASE("a thing that cannot be made") {
        it.event.kit.people = {{.name = std::string(60, 'M'), .role = "工作人员"}};
        auto const done = it.keep();
        REQUIRE_FALSE(done);
        CHECK(has(done.error().message.zh, "工作证"));
        CHECK(it.onStick() == 0);
    }
}
