// What staff see and do on the page of the sending to a server.
#include "sample.h"
#include "sending.h"

#include <algorithm>

using namespace huibiao;
using namespace huibiao::kiosk;
using namespace std::chrono_literals;
using sample::Kiosk;

namespace {

constexpr char const* Ids = "uuid:01234567-89ab-4def-8123-";

/// A kiosk whose event names a server, at the page of the sending.
struct Sender : Kiosk, sample::Pressed<Sender> {
    Sender() {
        services.sending = [this](std::size_t most) -> base::Result<Sending> {
            ++looks;
            if (broken) return base::fail(base::Kind::Io, {"答卷库读不出来", "the store cannot be read"});
            Sending out = now;
            out.list.resize(std::min(most, out.list.size()));
            return out;
        };
        services.sendNow = [this] { ++sends; };
        auto const before = services.perform;
        services.perform = [this, before](Task const& task,
                                          Progress const& progress) -> base::Result<TaskDone> {
            done.push_back(task);
            if (task.kind != Task::Kind::Retry) return before(task, progress);
            if (broken) return base::fail(base::Kind::Io, {"没有写进去", "it was not written"});
            auto const gone = std::erase_if(now.list, [&](Refused const& one) {
                return task.answer.empty() || task.answer == one.instanceId;
            });
            now.refused -= gone;
            now.waiting += gone;
            return TaskDone{.count = gone};
        };
    }
    void page() {
        office();
        press(Verb::Desk, {}, "upload");
    }
    /// The whole page, so that nothing is below the fold.
    [[nodiscard]] Scene scene() { return makeScene(*session, texts, 1080, 6000, "", {}); }
    [[nodiscard]] bool can(std::string const& id) {
        Scene const all = scene();
        Item const* const item = all.find(id);
        return item && item->enabled && item->act;
    }

    Sending now = sample::sending();
    std::vector<Task> done;
    bool broken = false;
    int looks = 0;
    int sends = 0;
    TextCache texts{sample::fonts()};
};

bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("upload page: only where the event names a server") {
    Kiosk without;
    without.office();
    without.press(Verb::Desk, {}, "upload");
    CHECK(without.session->desk().page() == DeskPage::Home);
    TextCache texts(sample::fonts());
    CHECK(makeScene(*without.session, texts, 1080, 4800, "", {}).find("upload") == nullptr);

    Sender with;
    with.office();
    CHECK(has(with.told("refused_warning"), "5份"));
    with.tap("upload");
    CHECK(with.session->desk().page() == DeskPage::Upload);
    with.now = {};
    with.tap("back");
    CHECK(with.session->desk().page() == DeskPage::Home);
    CHECK(with.told("refused_warning") == "none");
    CHECK(has(with.told("upload"), "上传"));
}

TEST_CASE("upload page: how far it is, what it does now, and each refused answer with both words") {
    Sender it;
    it.page();
    auto const value = [&](std::string const& id) { return it.scene().find(id)->value; };
    CHECK(value("upload_waiting") == "7");
    CHECK(value("upload_sent") == "1284");
    CHECK(value("upload_refused") == "5");
    CHECK(has(it.told("upload_contact"), "2023-05-18 10:45"));
    CHECK(has(it.told("upload_doing"), "42秒"));
    CHECK(has(it.told("upload_trouble"), "服务器正忙"));
    CHECK(has(it.told(std::string("refused:") + Ids + "000000000001"), "内容不同的答卷"));
    CHECK(has(it.told(std::string("words:") + Ids + "000000000001"),
              "服务器说：A submission already exists with this ID, but with different XML."));
    CHECK(has(it.told(std::string("which:") + Ids + "000000000001"), "2023-05-18 09:30 存入"));
    CHECK(has(it.told(std::string("words:") + Ids + "000000000004"), "没有说原因"));
    CHECK(it.told(std::string("words:") + Ids + "000000000005") == "none"); // the server has not seen it
    CHECK(it.told(std::string("refused:") + Ids + "000000000005") != "none");
    CHECK(it.told("not_listed") == "none");
    CHECK(it.told("upload_health") == "none");
    it.now.health = base::Error{base::Kind::Missing, {"服务器上没有表单", "no such form"}, "central"};
    it.page();
    CHECK(it.told("upload_health") == "服务器上没有表单（central）");

    it.now.refused = 90;
    it.wait(1s);
    CHECK(has(it.told("not_listed"), "85份"));

    it.now = {.doing = Sending::Doing::Idle, .sent = 3};
    it.wait(1s);
    CHECK(has(it.told("upload_doing"), "没有待发的"));
    CHECK(has(it.told("upload_contact"), "还没有联系上服务器"));
    CHECK(it.told("upload_trouble") == "none");
    CHECK(it.told("refused_none") != "none");
    CHECK(it.told("refused_export") == "none");
    CHECK(it.told("retry_all") == "none");
    CHECK_FALSE(it.can("send_now"));
    it.now = {.doing = Sending::Doing::Busy, .waiting = 2};
    it.wait(1s);
    CHECK(has(it.told("upload_doing"), "正在上传"));
    it.now = {.doing = Sending::Doing::Nothing, .waiting = 2};
    it.wait(1s);
    CHECK(has(it.told("upload_doing"), "不会自动上传"));
    CHECK(it.can("send_now"));
    it.now = {.doing = Sending::Doing::Waits, .waiting = 2, .nextTry = 600s};
    it.wait(1s);
    CHECK(has(it.told("upload_doing"), "10分钟"));
    it.now = {.doing = Sending::Doing::Elsewhere, .waiting = 2};
    it.now.trouble = base::Error{base::Kind::Unavailable, {"另一个程序正在上传", "another program"}, {}};
    it.wait(1s);
    CHECK(has(it.told("upload_doing"), "huibiao upload"));
    CHECK(it.told("upload_trouble") == "none"); // it says the same
    CHECK_FALSE(it.can("send_now"));

    it.broken = true;
    it.wait(1s);
    CHECK(has(it.told("upload_error"), "答卷库读不出来"));
    it.broken = false;
    it.wait(1s);
    CHECK(it.told("upload_error") == "none");
}

TEST_CASE("upload page: newer questionnaires are fetched, and what came of each is told") {
    Sender it;
    it.page();
    it.tap("pull");
    CHECK(it.session->desk().running() == Task::Kind::Pull);
    CHECK(it.can("stop_task"));
    CHECK(it.told("pull") == "none"); // one thing at a time
    auto const before = it.services.perform;
    it.services.perform = [&](Task const& task, Progress const& progress) -> base::Result<TaskDone> {
        if (task.kind != Task::Kind::Pull) return before(task, progress);
        TaskDone done{.count = 1};
        done.pulled = {{"满意度调查", "2", PulledForm::What::Taken, {}},
                       {"走访", "1", PulledForm::What::Unchanged, {}},
                       {"旧问卷", "", PulledForm::What::Left, {}},
                       {"坏问卷", "3", PulledForm::What::Refused, {}}};
        for (int i = 0; i < 40; ++i)
            done.pulled.back().notes.push_back(
                {false, {base::Kind::Invalid, {"不认识的函数", "unknown function"}, "坏问卷.xml:7"}});
        return done;
    };
    REQUIRE(it.perform());
    CHECK(it.told("pulled:满意度调查") == "“满意度调查”取回了新的（版本 2），回到首页就开始用。");
    CHECK(it.told("pulled:走访") == "“走访”已是最新（版本 1）。");
    CHECK(it.told("pulled:旧问卷") == "“旧问卷”没有更新，照旧使用。");
    std::string const refused = it.told("pulled:坏问卷");
    CHECK(has(refused, "没有换上"));
    CHECK(has(refused, "不认识的函数（坏问卷.xml:7）"));
    CHECK(refused.size() < 400); // not all forty
    CHECK(it.session->desk().page() == DeskPage::Upload);
    it.tap("pull");
    it.services.perform = [](Task const&, Progress const&) -> base::Result<TaskDone> {
        return base::fail(base::Kind::Unavailable, {"连不上服务器", "no server"});
    };
    REQUIRE(it.perform());
    CHECK(has(it.told("task_failed"), "连不上服务器"));
}

TEST_CASE("upload page: it is kept up to date while it is seen, and only then") {
    Sender it;
    it.office();
    int const before = it.looks;
    it.wait(5s);
    CHECK(it.looks == before);
    it.press(Verb::Desk, {}, "upload");
    int const opened = it.looks;
    CHECK(opened == before + 1);
    for (int i = 1; i <= 5; ++i) {
        REQUIRE(it.session->wakeAt());
        CHECK(*it.session->wakeAt() == it.clock.steady() + 1s); // the loop wakes for it
        it.wait(1s);
        CHECK(it.looks == opened + i);
    }
    it.wait(200ms);
    CHECK(it.looks == opened + 5);
    it.press(Verb::Export, {}, "/media/KINGSTON");
    int const running = it.looks;
    it.wait(30s); // the store is the task's
    CHECK(it.looks == running);
    REQUIRE(it.perform());
    CHECK(it.looks == running + 1);
    it.press(Verb::Desk, {}, "home");
    int const left = it.looks;
    it.wait(30s);
    CHECK(it.looks == left);
    it.press(Verb::Desk, {}, "upload");
    it.wait(Session::StaffFor); // nobody touches it: what comes up to date by itself is nobody
    CHECK(it.session->screen() == Screen::Attract);
}

TEST_CASE("upload page: a look that takes long leaves the page its time") {
    Sender it;
    auto const look = it.services.sending;
    it.services.sending = [&, look](std::size_t most) {
        it.clock.advance(300ms);
        return look(most);
    };
    it.page();
    CHECK(*it.session->desk().wakeAt() == it.clock.steady() + 20 * 300ms);
}

TEST_CASE("upload page: sending now, retrying one or all") {
    Sender it;
    it.page();
    it.tap("send_now");
    CHECK(it.sends == 1);
    it.tap(std::string("retry:") + Ids + "000000000002");
    CHECK(it.session->desk().running() == Task::Kind::Retry);
    CHECK_FALSE(it.can(std::string("retry:") + Ids + "000000000003")); // one thing at a time
    CHECK_FALSE(it.can("retry_all"));
    it.session->scroll = 321;
    REQUIRE(it.perform());
    CHECK(it.session->scroll == 321); // the list stays where it is
    CHECK(it.done.back().answer == std::string(Ids) + "000000000002");
    CHECK(has(it.told("task_done"), "1份"));
    CHECK(it.told(std::string("refused:") + Ids + "000000000002") == "none");
    CHECK(it.scene().find("upload_waiting")->value == "8");
    CHECK(has(it.told("retry_all"), "4份"));
    it.tap("retry_all");
    REQUIRE(it.perform());
    CHECK(it.done.back().answer.empty());
    CHECK(it.told("refused_none") != "none");

    it.now = sample::sending();
    it.wait(1s);
    it.tap("retry_all");
    it.broken = true;
    it.session->scroll = 321;
    REQUIRE(it.perform());
    it.broken = false;
    it.wait(1s);
    CHECK(it.session->scroll == 0); // where it says why
    CHECK(has(it.told("task_failed"), "没有写进去"));
    it.press(Verb::Desk, {}, "home");
    it.press(Verb::Retry);
    it.press(Verb::SendNow);
    CHECK_FALSE(it.session->desk().running()); // not from another page
    CHECK(it.sends == 1);
}

TEST_CASE("upload page: the refused ones go to the stick that was pressed, by themselves") {
    Sender it;
    it.page();
    CHECK(has(it.told("export_refused:/media/KINGSTON"), "5份"));
    CHECK(it.told("export_refused:/media/LOCKED") == "none");
    CHECK(has(it.told("volume:/media/LOCKED"), "只读"));
    it.press(Verb::ExportRefused, {}, "/media/LOCKED");
    CHECK_FALSE(it.session->desk().running());
    it.tap("export_refused:/media/KINGSTON");
    CHECK(it.session->desk().running() == Task::Kind::Export);
    CHECK(it.told("task_progress") != "none");
    REQUIRE(it.perform());
    CHECK(it.done.back().refused);
    CHECK_FALSE(it.done.back().all);
    CHECK(it.done.back().volume.id == "/media/KINGSTON");
    CHECK(it.session->desk().page() == DeskPage::Upload);
    CHECK(it.told("task_done") != "none");
    it.session->desk().volumesAre({});
    CHECK(it.told("no_volume") != "none");
    it.press(Verb::Desk, {}, "home");
    it.session->desk().volumesAre(it.services.volumes());
    it.kept.resize(1);
    it.press(Verb::ExportAll, {}, "/media/KINGSTON");
    REQUIRE(it.perform());
    CHECK_FALSE(it.done.back().refused);
}

TEST_CASE("the services are told when somebody comes to the screen, and when nobody is there any more") {
    Kiosk it;
    std::vector<bool> told;
    it.services.occupied = [&](bool on) { told.push_back(on); };
    it.begin();
    it.press(Verb::Next);
    CHECK(told == std::vector{true});
    it.press(Verb::Abandon);
    it.press(Verb::AbandonYes);
    CHECK(told == std::vector{true, false});
    it.press(Verb::Begin);
    it.wait(80s); // who went away
    it.wait(21s);
    CHECK(it.session->screen() == Screen::Attract);
    CHECK(told == std::vector{true, false, true, false});
    it.office(); // the PIN; behind it staff may want it to go fast
    CHECK(told == std::vector{true, false, true, false, true, false});
}
