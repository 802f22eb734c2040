// What staff do behind the PIN.
#include "sample.h"

#include <algorithm>

using namespace huibiao;
using namespace huibiao::kiosk;
using sample::Kiosk;

TEST_CASE("desk: an export goes to the stick that was pressed, and only where it can") {
    Kiosk it;
    it.kept.resize(3);
    it.office();
    REQUIRE(it.session->screen() == Screen::Staff);
    Desk& desk = it.session->desk();
    CHECK(desk.volumes().size() == 2);
    it.press(Verb::Export, {}, "/media/LOCKED");
    it.press(Verb::Export, {}, "/media/GONE");
    CHECK_FALSE(desk.running());
    // Another one was plugged in and stands first now.
    auto volumes = desk.volumes();
    volumes.insert(volumes.begin(), {"/media/A", "A", "/media/A", 1});
    desk.volumesAre(volumes);
    it.press(Verb::Export, {}, "/media/KINGSTON");
    REQUIRE(desk.running() == Task::Kind::Export);
    auto const task = desk.take();
    REQUIRE(task);
    CHECK(task->volume.name == "KINGSTON");
    CHECK_FALSE(task->all);
    CHECK_FALSE(desk.take());
    it.press(Verb::Home); // not while it writes
    it.press(Verb::Desk, {}, "erase");
    it.press(Verb::Export, {}, "/media/A");
    CHECK(it.session->screen() == Screen::Staff);
    CHECK(desk.page() == DeskPage::Home);
    CHECK_FALSE(desk.take());
    it.wait(std::chrono::hours(2)); // a slow stick is no reason to leave
    CHECK(it.session->screen() == Screen::Staff);
    it.press(Verb::StopTask);
    CHECK(desk.stopping());
    it.session->taskDone(it.services.perform(*task, {}));
    CHECK_FALSE(desk.running());
    REQUIRE(desk.ended() == Task::Kind::Export);
    REQUIRE(desk.outcome());
    CHECK(desk.outcome()->count == 3);
    CHECK(desk.allExported());
    it.press(Verb::ExportAll, {}, "/media/KINGSTON");
    REQUIRE(desk.take()->all);
}

TEST_CASE("desk: purge asks first, and says what it did") {
    Kiosk it;
    it.exported = 5;
    it.office();
    Desk& desk = it.session->desk();
    it.press(Verb::Desk, {}, "erase");
    it.press(Verb::Confirm);
    CHECK_FALSE(desk.running()); // nothing was asked
    it.press(Verb::Ask, {}, "purge");
    CHECK(it.session->dialog() == Dialog::Purge);
    it.press(Verb::Dismiss);
    it.press(Verb::Confirm);
    CHECK_FALSE(desk.running());
    it.press(Verb::Ask, {}, "purge");
    it.press(Verb::Confirm);
    CHECK(desk.running() == Task::Kind::Purge);
    REQUIRE(it.perform());
    CHECK(desk.outcome()->count == 5);
    CHECK(desk.counts()->purgeable == 0);
}

TEST_CASE("desk: what somebody left unfinished is to be exported like the rest") {
    Kiosk it;
    it.services.counts = [] { return kiosk::Counts{.partial = 2, .freshPartial = 2}; };
    it.office();
    CHECK_FALSE(it.session->desk().allExported());
    TextCache texts(sample::fonts());
    auto const scene = makeScene(*it.session, texts, 1920, 1080, "", {});
    auto const button = std::find_if(scene.items.begin(), scene.items.end(),
                                     [](Item const& item) { return item.id == "export:/media/KINGSTON"; });
    REQUIRE(button != scene.items.end());
    CHECK(button->enabled);
    CHECK(button->name.find("2") != std::string::npos);
}

TEST_CASE("desk: everything is erased after two confirmations, and never while an answer was not exported") {
    Kiosk it;
    it.kept.resize(1);
    it.office();
    Desk& desk = it.session->desk();
    it.press(Verb::Desk, {}, "give_back");
    it.press(Verb::Ask, {}, "give_back");
    CHECK(it.session->dialog() == Dialog::None);
    it.press(Verb::Desk, {}, "home");
    it.press(Verb::Export, {}, "/media/KINGSTON");
    REQUIRE(it.perform());
    it.press(Verb::Desk, {}, "give_back");
    it.press(Verb::Ask, {}, "give_back");
    REQUIRE(it.session->dialog() == Dialog::GiveBack);
    it.press(Verb::Confirm);
    REQUIRE(it.session->dialog() == Dialog::GiveBackLast);
    CHECK_FALSE(desk.running());

    SUBCASE("no is no") {
        it.press(Verb::Dismiss);
        it.press(Verb::Confirm);
        CHECK_FALSE(desk.running());
    }
    SUBCASE("a failure has erased nothing, and it goes on") {
        it.press(Verb::Confirm);
        REQUIRE(desk.take());
        it.session->taskDone(base::fail(base::Kind::Exists, {"还有1份", "1 left"}));
        CHECK(desk.page() == DeskPage::GiveBack);
        CHECK_FALSE(desk.outcome());
        it.press(Verb::Home);
        CHECK(it.session->screen() == Screen::Attract);
    }
    SUBCASE("once it is done there is only the way out") {
        it.press(Verb::Confirm);
        CHECK(desk.running() == Task::Kind::GiveBack);
        it.press(Verb::Home);
        REQUIRE(it.perform());
        CHECK(desk.page() == DeskPage::Cleared);
        it.press(Verb::Desk, {}, "home");
        it.press(Verb::Home);
        CHECK(desk.page() == DeskPage::Cleared);
        CHECK(it.session->screen() == Screen::Staff);
        SUBCASE("by the button") {
            it.press(Verb::Done);
        }
        SUBCASE("or by itself") {
            it.wait(Session::StaffFor);
        }
        CHECK(it.session->quit());
    }
}
