// The answers in figures, behind the PIN.
#include "sample.h"
#include "summary.h"

#include <algorithm>
#include <chrono>
#include <cstdlib>

using namespace huibiao;
using namespace huibiao::kiosk;
using sample::Kiosk;

namespace {

Scene scene(Kiosk& it) {
    TextCache texts(sample::fonts());
    return makeScene(*it.session, texts, 1080, 1920, "", {});
}

void count(Kiosk& it, TaskDone done) {
    it.press(Verb::Desk, {}, "summary");
    REQUIRE(it.session->desk().take());
    it.session->taskDone(std::move(done));
}

} // namespace

TEST_CASE("summary: the tile counts on a thread, it can be stopped, and what it brought is on the page") {
    Kiosk it;
    it.office();
    Desk const& desk = it.session->desk();
    REQUIRE(scene(it).find("summary") != nullptr);
    it.press(Verb::Desk, {}, "summary");
    CHECK(desk.page() == DeskPage::Summary);
    CHECK(desk.running() == Task::Kind::Summary);
    CHECK(scene(it).find("task_progress") != nullptr);
    it.press(Verb::Desk, {}, "home"); // not before it has stopped
    CHECK(desk.page() == DeskPage::Summary);
    it.press(Verb::StopTask);
    CHECK(desk.stopping());
    REQUIRE(it.session->desk().take());
    it.session->taskDone(base::fail(base::Kind::Cancelled, {"已停止", "stopped"}));
    CHECK(scene(it).find("task_failed") != nullptr);
    CHECK(scene(it).find("again") != nullptr);
    count(it, {.summary = sample::summary(true)});
    Scene const shown = scene(it);
    Item const* const row = shown.find("form0:q1:row0");
    REQUIRE(row != nullptr);
    CHECK(row->name == "非常满意");
    CHECK(row->value == "52 43.7%");
    CHECK(shown.find("form0:q1:base")->name == "单选题　基数：119人作答");
    CHECK(shown.find("form0:q2:base")->name == "多选题　基数：110人作答，共250票");
    CHECK(shown.find("form0:q2:row0")->value == "80 72.7% 32.0%");
    CHECK(shown.find("form0:count")->name == "收到答卷119份，2023年5月18日09:30至11:45");
    CHECK(shown.find("note:0") != nullptr);
}

TEST_CASE("summary: free texts are listed, with how many more there are, and it scrolls") {
    Kiosk it;
    it.office();
    count(it, {.summary = sample::summary(true, 200)});
    Scene first = scene(it);
    REQUIRE(first.scrolling);
    CHECK(first.scrolling->most() > 5000);
    it.session->scroll = first.scrolling->most();
    Scene const last = scene(it);
    CHECK(last.find("form0:q6:more")->name == "另有40条，见表格");
    CHECK(last.find("form0:q6:text199") != nullptr);
    CHECK(last.find("form0:q7:base")->name.find("个人信息") != std::string::npos);
}

TEST_CASE("summary: nothing of it is left once staff are gone, or on another page") {
    Kiosk it;
    it.office();
    Desk const& desk = it.session->desk();
    auto whole = sample::summary(true);
    std::weak_ptr<figures::EventSummary const> const left = whole;
    count(it, {.summary = std::move(whole)});
    REQUIRE_FALSE(left.expired());
    SUBCASE("by the button") {
        it.press(Verb::Home);
    }
    SUBCASE("by themselves") {
        it.wait(Session::StaffFor);
        CHECK(it.session->screen() == Screen::Attract);
    }
    SUBCASE("back on the first page") {
        it.press(Verb::Desk, {}, "home");
    }
    CHECK(left.expired());
    CHECK_FALSE(desk.ended());
    CHECK(desk.page() == DeskPage::Home);
}

TEST_CASE("summary: of sealed answers it says how they are opened, and shows nothing") {
    Kiosk it;
    it.office();
    auto sealed = std::make_shared<figures::EventSummary>();
    sealed->shut = 12;
    sealed->forms = {{"满意度", 0, "", "", {}}};
    count(it, {.sealed = 12, .summary = sealed});
    Scene const shown = scene(it);
    REQUIRE(shown.find("sealed") != nullptr);
    CHECK(shown.find("sealed")->name.find("12份") != std::string::npos);
    CHECK(shown.find("form0") == nullptr);
}
