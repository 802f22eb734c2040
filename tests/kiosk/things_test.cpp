// The kit's things on the staff's pages, and one alone on the whole screen.
#include "kiosk/gallery.h"
#include "kiosk/shots.h"
#include "things.h"

#include <poll.h>
#include <sys/eventfd.h>
#include <unistd.h>

#include <atomic>

using namespace huibiao;
using namespace huibiao::kiosk;
using namespace std::chrono_literals;
using sample::Kiosk;

namespace {

/// A kiosk with a kit, on whose screen one looks and presses.
struct Shop : Kiosk, sample::Pressed<Shop> {
    Shop() { services.things = sample::thingSource(); }
    [[nodiscard]] Scene scene(bool bringAll = true) {
        Scene made = makeScene(*session, texts, 1080, 6000, "", {});
        for (int i = 0; bringAll && i < 3; ++i) { // the list, then what is seen with it
            sample::bring(*this, texts);
            made = makeScene(*session, texts, 1080, 6000, "", {});
        }
        return made;
    }
    void look() { static_cast<void>(scene()); }
    void hold() {
        session->holdCorner();
        wait(Session::HoldOpens);
        session->releaseCorner();
    }
    void pin(std::string const& digits) {
        for (char const digit : digits) press(Verb::Digit, {}, std::string(1, digit));
        press(Verb::DigitsEnter);
    }
    /// At the whole screen with the wall's banner.
    void showWall() {
        office();
        tap("things");
        tap("thing:led-wall");
        tap("thing_whole");
        REQUIRE(session->screen() == Screen::Show);
    }
    TextCache texts{sample::fonts()};
};

std::size_t prints(Scene const& scene) {
    return static_cast<std::size_t>(
        std::count_if(scene.marks.begin(), scene.marks.end(),
                      [](Mark const& mark) { return std::holds_alternative<Print>(mark.what); }));
}

bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("things: only where the event has a kit to show") {
    Kiosk without;
    without.office();
    without.press(Verb::Desk, {}, "things");
    CHECK(without.session->desk().page() == DeskPage::Home);
    Shop with;
    with.office();
    with.tap("things");
    CHECK(with.session->desk().page() == DeskPage::Things);
    with.tap("back");
    CHECK(with.session->desk().page() == DeskPage::Home);
}

TEST_CASE("things: each with name and size, what is left out with its reason, what needs a look") {
    Shop it;
    it.office();
    it.press(Verb::Desk, {}, "things");
    Scene const first = it.scene(false);
    CHECK(first.find("things_looking") != nullptr); // the page is there at once
    CHECK(prints(first) == 0);
    Scene const all = it.scene();
    for (Thing const& thing : sample::things().all) {
        Item const* const item = all.find("thing:" + thing.id);
        REQUIRE(item);
        CHECK(item->name == thing.name);
        CHECK(has(item->value, thing.size.zh));
    }
    it.look();
    Scene const drawn = it.scene();
    CHECK(prints(drawn) == sample::things().all.size() - 2); // of two there is none
    CHECK(has(drawn.find("thing:qr-standee")->value, "没有做"));
    CHECK(has(drawn.find("thing:badge")->value, "做不出来"));
    CHECK(has(drawn.find("thing:name-plate")->value, "要看一看"));
    CHECK_FALSE(has(drawn.find("thing:rollup")->value, "看"));
    CHECK(has(it.told("missing:qr-standee"), "问卷立牌：这一样要有问卷的网址"));
    CHECK(has(it.told("missing:badge"), "工作证：姓名太长"));
    CHECK(has(it.told("things_count"), "共9样，2样没有做，1样要看一看"));
}

TEST_CASE("things: a list that cannot be had is told, and asked for again") {
    Shop it;
    bool broken = true;
    it.services.things.list = [&]() -> base::Result<Things> {
        if (broken)
            return base::fail(base::Kind::Invalid, {"版式文件不对", "a layout is wrong"}, "rollup.svg");
        return sample::things();
    };
    it.office();
    it.press(Verb::Desk, {}, "things");
    it.look();
    CHECK(has(it.told("things_error"), "版式文件不对"));
    broken = false;
    it.tap("again");
    CHECK(it.told("thing:rollup") == "易拉宝");
    it.press(Verb::Desk, {}, "home");
    broken = true; // what is known is not asked for again
    it.press(Verb::Desk, {}, "things");
    CHECK(it.told("thing:rollup") == "易拉宝");
}

TEST_CASE("things: one seen large, and the next one; those without a picture are passed over") {
    Shop it;
    it.office();
    it.press(Verb::Thing, {}, "rollup"); // not from another page
    CHECK(it.session->desk().page() == DeskPage::Home);
    it.press(Verb::Desk, {}, "things");
    it.look();
    it.session->scroll = 222;
    it.press(Verb::Thing, {}, "nothing");
    CHECK(it.session->desk().page() == DeskPage::Things);
    it.tap("thing:poster-a3-landscape");
    CHECK(it.session->desk().page() == DeskPage::Thing);
    CHECK(it.told("title") == "海报（A3横）");
    CHECK(it.told("thing_size") == "42×29.7 厘米");
    it.look();
    Scene const large = it.scene();
    REQUIRE(prints(large) == 1);
    // Whole and in its own shape.
    Item const* const picture = large.find("thing_picture");
    REQUIRE(picture);
    CHECK(picture->rect.width / picture->rect.height == doctest::Approx(42 / 29.7).epsilon(0.01));
    it.tap("thing_next");
    CHECK(it.told("title") == "桌牌"); // 问卷立牌 is left out
    CHECK(has(it.told("thing_look:0"), "样张"));
    CHECK(has(it.told("thing_look:1"), "96 dpi"));
    it.tap("thing_next");
    CHECK(it.told("title") == "竖幅"); // 工作证 cannot be made
    it.tap("thing_next");
    CHECK(it.told("title") == "横幅"); // round
    it.tap("thing_before");
    it.tap("thing_before");
    CHECK(it.told("title") == "桌牌");
    it.tap("back");
    CHECK(it.session->desk().page() == DeskPage::Things);
    CHECK(it.session->scroll == 222); // where one was in it

    it.press(Verb::Thing, {}, "qr-standee");
    CHECK(has(it.told("thing_missing"), "网址"));
    CHECK(it.told("thing_whole") == "none");
    it.press(Verb::ShowThing);
    CHECK(it.session->screen() == Screen::Staff);
    it.wait(Session::StaffFor);
    CHECK(it.session->screen() == Screen::Attract);
}

TEST_CASE("the whole screen: the picture alone, of the screen's own pixels, and a hint that goes away") {
    Shop it;
    it.showWall();
    it.look();
    Scene const first = it.scene();
    CHECK(first.find("show_hint") != nullptr); // staff see once how they come back
    it.wait(Session::HintFor);
    Scene const alone = makeScene(*it.session, it.texts, 1366, 768, "", {});
    CHECK(prints(alone) == 0);
    sample::bring(it, it.texts);
    Scene const drawn = makeScene(*it.session, it.texts, 1366, 768, "", {});
    REQUIRE(drawn.marks.size() == 1);
    auto const* const print = std::get_if<Print>(&drawn.marks.front().what);
    REQUIRE(print);
    CHECK((print->surface->width() == 1366 && print->surface->height() == 768));
    for (Item const& item : drawn.items) CHECK_FALSE(item.act); // nothing can be pressed
    CHECK_FALSE(it.session->wakeAt());
    it.session->touched();
    CHECK(has(it.told("show_hint"), "按住右上角"));
    REQUIRE(it.session->wakeAt());
    CHECK(*it.session->wakeAt() == it.clock.steady() + Session::HintFor);
    it.wait(Session::HintFor);
    CHECK(it.told("show_hint") == "none");
    it.wait(std::chrono::hours(9));
    CHECK(it.session->screen() == Screen::Show); // until staff end it
}

TEST_CASE("the whole screen: staff come back to its page, within their time without the PIN") {
    Shop it;
    bool somebody = false;
    it.services.occupied = [&](bool on) { somebody = on; };
    it.showWall();
    CHECK_FALSE(somebody); // nobody fills in anything
    it.session->holdCorner();
    it.wait(2s);
    it.session->releaseCorner(); // too short
    it.wait(2s);
    CHECK(it.session->screen() == Screen::Show);
    it.hold();
    CHECK(it.session->screen() == Screen::Staff);
    CHECK(it.session->desk().page() == DeskPage::Thing);
    CHECK(it.told("title") == "LED大屏");
    CHECK(it.session->shown().empty());
}

TEST_CASE("the whole screen: a citizen gets no further than the thing") {
    Shop it;
    it.showWall();
    // However often it is touched, the time does not begin anew.
    for (int i = 0; i < 20; ++i) {
        it.wait(10s);
        it.session->touched();
        it.press(Verb::Begin);
        it.press(Verb::Desk, {}, "home");
        it.press(Verb::Home);
        it.press(Verb::Quit);
        it.session->type("1\n");
        it.session->erase();
        REQUIRE(it.session->screen() == Screen::Show);
    }
    CHECK(has(it.told("show_hint"), "口令"));
    it.hold();
    CHECK(it.session->screen() == Screen::Pin);
    SUBCASE("who goes away leaves the thing where it was") {
        it.wait(Session::PinFor);
        CHECK(it.session->screen() == Screen::Show);
    }
    SUBCASE("so does who goes back") {
        it.press(Verb::Digit, {}, "2");
        it.press(Verb::Home);
        CHECK(it.session->screen() == Screen::Show);
        it.hold();
        CHECK(it.session->digits() == 0);
        it.press(Verb::Home);
    }
    SUBCASE("and who does not know the PIN") {
        it.pin("1111");
        CHECK(it.session->screen() == Screen::Pin);
        CHECK(it.session->pinWaits());
        it.wait(Session::PinFor);
        CHECK(it.session->screen() == Screen::Show);
    }
    CHECK(it.session->shown() == "led-wall");
    it.hold();
    it.pin("2468");
    CHECK(it.session->screen() == Screen::Staff);
    CHECK(it.told("title") == "LED大屏");
    it.press(Verb::Desk, {}, "home");
    it.press(Verb::Home);
    CHECK(it.session->screen() == Screen::Attract); // it is over
}

TEST_CASE(
    "things: all of them go to the stick that was pressed, can be stopped, and it is said how it went") {
    Shop it;
    std::vector<Task> begun;
    base::Result<TaskDone> outcome =
        TaskDone{.count = 27, .folder = "/media/KINGSTON/物料_高坪镇", .looks = 2};
    it.services.perform = [&](Task const& task, Progress const&) {
        begun.push_back(task);
        return outcome;
    };
    it.office();
    it.press(Verb::KeepThings, {}, "/media/KINGSTON"); // not from another page
    CHECK_FALSE(it.session->desk().running());
    it.press(Verb::Desk, {}, "things");
    CHECK(it.told("keep_kit:/media/LOCKED") == "none");
    CHECK(has(it.told("volume:/media/LOCKED"), "只读"));
    it.press(Verb::KeepThings, {}, "/media/LOCKED");
    CHECK_FALSE(it.session->desk().running());
    it.tap("keep_kit:/media/KINGSTON");
    CHECK(it.session->desk().running() == Task::Kind::Kit);
    CHECK(has(it.told("task_progress"), "不要拔"));
    CHECK(it.told("keep_kit:/media/KINGSTON") == "none");
    CHECK_FALSE(it.scene().find("thing:rollup")->enabled); // one thing at a time
    it.press(Verb::Thing, {}, "rollup");
    CHECK(it.session->desk().page() == DeskPage::Things);
    it.tap("stop_task");
    CHECK(it.session->desk().stopping());
    REQUIRE(it.perform());
    CHECK(begun.back().kind == Task::Kind::Kit);
    CHECK(begun.back().volume.id == "/media/KINGSTON");
    CHECK(has(it.told("task_done"), "27个文件，可以拔下U盘。文件夹：物料_高坪镇。有2处"));
    outcome->unchanged = true;
    outcome->stillIn =
        base::Error{base::Kind::Unavailable, {"U盘还在用，请等一会儿再拔", "still in use"}, {}};
    it.tap("keep_kit:/media/KINGSTON");
    REQUIRE(it.perform());
    CHECK(has(it.told("task_done"), "已有同样的物料"));
    CHECK(has(it.told("task_done"), "等一会儿再拔"));
    CHECK_FALSE(has(it.told("task_done"), "可以拔下"));
    outcome = base::fail(base::Kind::Full, {"U盘满了，请换一个", "the stick is full"});
    it.tap("keep_kit:/media/KINGSTON");
    REQUIRE(it.perform());
    CHECK(has(it.told("task_failed"), "U盘满了"));
    CHECK(it.session->desk().page() == DeskPage::Things);
    it.tap("thing:rollup"); // what was said is not carried along
    CHECK(it.told("task_failed") == "none");
    it.session->desk().volumesAre({});
    it.tap("back");
    CHECK(it.told("no_volume") != "none");
}

TEST_CASE("shots: wanted once each in the order of asking, the oldest go, the newest stays") {
    Shots shots;
    ShotKey const a{"a", 10, 10, false};
    ShotKey const b{"b", 10, 10, true};
    CHECK(shots.find(b) == nullptr);
    CHECK(shots.find(a) == nullptr);
    CHECK(shots.find(b) == nullptr);
    CHECK(shots.takeWanted() == std::vector{b, a});
    CHECK(shots.takeWanted().empty());
    auto const surface = [](int side) {
        return Shot(std::make_shared<draw::Surface const>(std::move(*draw::Surface::create(side, side))));
    };
    shots.put(a, surface(10));
    shots.put(b, base::fail(base::Kind::Missing, {"没有", "none"}));
    REQUIRE(shots.find(a));
    REQUIRE(shots.find(b));
    CHECK_FALSE(shots.find(b)->has_value()); // what cannot be drawn is not asked for again
    CHECK(shots.takeWanted().empty());
    shots.put({"large", 4000, 4000, true}, surface(4000)); // 61 MiB
    CHECK(shots.find(a));
    shots.put({"larger", 4000, 4000, true}, surface(4000));
    CHECK(shots.find(a)); // used just now
    CHECK(shots.find({"large", 4000, 4000, true}) == nullptr);
    CHECK(shots.find({"larger", 4000, 4000, true}));
}

TEST_CASE("gallery: on a thread of its own, nothing twice, of large ones the newest alone") {
    int const bell = ::eventfd(0, EFD_CLOEXEC);
    std::mutex gate;
    std::vector<std::string> order;
    std::thread::id thread;
    ThingSource source = sample::thingSource();
    source.draw = [&](ShotKey const& key) {
        std::lock_guard const open(gate);
        thread = std::this_thread::get_id();
        order.push_back(key.id);
        return sample::thingShot(key);
    };
    std::vector<std::pair<ShotKey, Shot>> shots;
    {
        Gallery gallery(source, bell);
        std::unique_lock shut(gate);
        auto const want = [&](std::string const& id, Gallery::Urgency urgency) {
            gallery.draw({id, 64, 36, false}, urgency);
        };
        want("first", Gallery::Urgency::Small); // it is being drawn, or will be the first
        gallery.look("rollup");
        for (char const* id : {"one", "two", "one", "first"}) want(id, Gallery::Urgency::Small);
        for (char const* id : {"A", "B", "C"}) want(id, Gallery::Urgency::Screen);
        want("wall", Gallery::Urgency::Wall);
        shut.unlock();
        std::size_t looks = 0;
        while (shots.size() < 5 || looks < 1) {
            pollfd rung{bell, POLLIN, 0};
            REQUIRE(::poll(&rung, 1, 60'000) == 1);
            std::uint64_t times = 0;
            REQUIRE(::read(bell, &times, sizeof times) == sizeof times);
            auto news = gallery.news();
            looks += news.looks.size();
            for (auto& one : news.shots) shots.push_back(std::move(one));
        }
    }
    CHECK(thread != std::this_thread::get_id());
    // Who turns pages past A and B waits for neither; what was begun is ended.
    std::vector<std::string> rest(order.begin(), order.end());
    std::erase(rest, "first");
    CHECK(rest == std::vector<std::string>{"wall", "C", "one", "two"});
    CHECK(std::count(order.begin(), order.end(), "first") == 1);
    ::close(bell);
}
