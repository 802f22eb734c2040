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

TEST_CASE("desk: another event is loaded after a question that names both, and then this one ends") {
    Kiosk it;
    it.kept.resize(2);
    it.office();
    Desk& desk = it.session->desk();
    TextCache texts(sample::fonts());
    auto const told = [&](std::string const& id) {
        auto const scene = makeScene(*it.session, texts, 1080, 4800, "", {}); // all of it in sight
        for (Item const& item : scene.items)
            if (item.id == id) return item.name;
        return std::string("none");
    };
    it.press(Verb::Desk, {}, "bundles");
    CHECK(desk.running() == Task::Kind::Look); // by itself
    it.press(Verb::Ask, "/media/KINGSTON/沙市镇", "load");
    CHECK(it.session->dialog() == Dialog::None);
    REQUIRE(it.perform());
    CHECK_FALSE(desk.running());
    CHECK_FALSE(desk.ended());
    desk.volumesAre(it.services.volumes()); // the same sticks are not looked at again
    CHECK_FALSE(desk.running());
    CHECK(told("answers_stay").find("2份") != std::string::npos);
    CHECK(told("answers_stay").find("/events/高坪镇.previous/data") != std::string::npos);
    CHECK(told("former_banner").find("淳口镇") != std::string::npos);
    it.session->scroll = 1e6; // to the end
    CHECK(told("fault:0:/media/KINGSTON/活动/沿溪镇").find("event.toml:3") != std::string::npos);
    CHECK(told("faults:/media/KINGSTON/活动/沿溪镇") != "none"); // three are shown, and that there are more
    CHECK(told("load:/media/KINGSTON/活动/沿溪镇") == "none");
    it.session->scroll = 0;

    it.press(Verb::Ask, "/media/KINGSTON/活动/沿溪镇", "load"); // it cannot be used
    it.press(Verb::Ask, "/etc", "load");
    CHECK(it.session->dialog() == Dialog::None);
    it.press(Verb::Ask, "/media/KINGSTON/沙市镇", "load");
    REQUIRE(it.session->dialog() == Dialog::LoadEvent);
    CHECK(told("dialog_text").find(it.event.banner.line) != std::string::npos);
    CHECK(told("dialog_text").find("浏阳市沙市镇2023年") != std::string::npos);

    SUBCASE("no is no") {
        it.press(Verb::Dismiss);
        it.press(Verb::Confirm);
        CHECK_FALSE(desk.running());
    }
    SUBCASE("a failure says why, and everything is as before") {
        it.press(Verb::Confirm);
        CHECK(desk.running() == Task::Kind::Load);
        auto const task = desk.take();
        REQUIRE(task);
        CHECK(task->bundle.banner.find("沙市镇") != std::string::npos);
        it.press(Verb::StopTask);
        CHECK(desk.stopping());
        it.session->taskDone(base::fail(base::Kind::Unavailable, {"U盘已经拔出", "the stick is gone"}));
        CHECK_FALSE(it.session->quit());
        CHECK(told("task_failed") == "U盘已经拔出");
        CHECK(desk.page() == DeskPage::Bundles);
        CHECK(desk.around());
        CHECK(desk.counts());
    }
    SUBCASE("done: the session ends for the other one, and asks no service any more") {
        it.press(Verb::Confirm);
        it.services.counts = []() -> base::Result<kiosk::Counts> {
            FAIL("the store is closed");
            return {};
        };
        REQUIRE(it.perform());
        CHECK(it.session->quit());
        CHECK(it.session->replaced());
        desk.volumesAre({});
        CHECK_FALSE(desk.running());
        CHECK(told("title") != "none");
    }
}

TEST_CASE("desk: back to the event before; a stick that is plugged in is looked at by itself") {
    Kiosk it;
    it.office();
    Desk& desk = it.session->desk();
    desk.volumesAre({});
    it.press(Verb::Desk, {}, "bundles");
    REQUIRE(it.perform());
    desk.volumesAre(it.services.volumes());
    CHECK(desk.running() == Task::Kind::Look);
    REQUIRE(it.perform());
    it.press(Verb::Ask, {}, "former");
    REQUIRE(it.session->dialog() == Dialog::FormerEvent);
    it.press(Verb::Confirm);
    CHECK(desk.running() == Task::Kind::GoBack);
    REQUIRE(it.perform());
    CHECK(it.session->replaced());
}

TEST_CASE("desk: no change of events while an answer waits to be stored") {
    Kiosk it;
    it.begin();
    it.full = true;
    it.press(Verb::Next);
    it.choose("/data/grade", "5");
    it.press(Verb::Next);
    it.press(Verb::Next);
    it.press(Verb::Key, {}, "30");
    it.press(Verb::Next);
    it.press(Verb::Next);
    it.press(Verb::Submit);
    it.press(Verb::Home);
    REQUIRE(it.session->waiting() == 1);
    it.office();
    it.press(Verb::Desk, {}, "bundles");
    REQUIRE(it.perform());
    it.press(Verb::Ask, "/media/KINGSTON/沙市镇", "load");
    it.press(Verb::Ask, {}, "former");
    CHECK(it.session->dialog() == Dialog::None);
}
