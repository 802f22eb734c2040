// The page that asks for the passphrase of the private key, and the task that waits for it.
#include "kiosk/keyboard.h"
#include "kiosk/wipe.h"
#include "sample.h"

#include <algorithm>
#include <set>

using namespace huibiao;
using namespace huibiao::kiosk;
using sample::Kiosk;

namespace {

std::string const phrase = "Liuyang-2023!";
std::string const stick = "/media/KINGSTON";

/// At the page, with a key on the stick.
struct Asked : Kiosk {
    Asked() {
        services.keys = [this](std::vector<Volume> const& sticks) {
            order.clear();
            for (Volume const& one : sticks) order.push_back(one.name);
            return found;
        };
        services.perform = [this](Task const& task, Progress const&) -> base::Result<TaskDone> {
            REQUIRE(task.passphrase);
            bool const right = task.passphrase->text() == phrase;
            task.passphrase->clear();
            if (!right) return TaskDone{.wrongPassphrase = true};
            return TaskDone{.count = 3, .sealed = 3, .folder = task.volume.folder / "out", .opened = 3};
        };
        kept.resize(3);
        office();
        press(Verb::ExportReadable, {}, stick);
    }
    [[nodiscard]] Desk& desk() { return session->desk(); }
    [[nodiscard]] Unlock& unlock() { return session->desk().unlocking(); }
    void enter(std::string const& words) {
        for (char const c : words) press(Verb::Key, {}, std::string(1, c));
        press(Verb::Unlock);
    }
    [[nodiscard]] Scene scene() {
        TextCache texts(sample::fonts());
        return makeScene(*session, texts, 1920, 1080, "", {});
    }

    KeySearch found{.usable = {{fs::path(stick) / "private-key.pem", "KINGSTON"}}, .foreign = {}};
    std::vector<std::string> order;
};

bool says(Scene const& scene, std::string const& words) {
    return std::any_of(scene.items.begin(), scene.items.end(), [&](Item const& item) {
        return (item.id + item.name + item.value + item.ref).find(words) != std::string::npos ||
               (item.act && (item.act->ref + item.act->value).find(words) != std::string::npos);
    });
}

bool shows(Scene const& scene, std::string const& words) {
    return std::any_of(scene.marks.begin(), scene.marks.end(), [&](Mark const& mark) {
        auto const* const label = std::get_if<Label>(&mark.what);
        return label != nullptr && label->key.find(words) != std::string::npos;
    });
}

} // namespace

TEST_CASE("passphrase: only where answers are sealed can tables be asked for") {
    Kiosk open;
    open.kept.resize(1);
    open.office();
    TextCache texts(sample::fonts());
    CHECK(makeScene(*open.session, texts, 1920, 1080, "", {}).find("export_readable:" + stick) == nullptr);
    Asked it;
    it.press(Verb::Desk, {}, "home");
    Scene const home = it.scene();
    REQUIRE(home.find("export_readable:" + stick) != nullptr);
    CHECK(home.find("sealed") != nullptr);
    CHECK(home.find("export:" + stick) != nullptr); // as before, without a passphrase
    it.press(Verb::ExportReadable, {}, "/media/LOCKED");
    CHECK(it.desk().page() == DeskPage::Home);
}

TEST_CASE("passphrase: the export begins with it, and with all that was stored") {
    Asked it;
    REQUIRE(it.desk().page() == DeskPage::Passphrase);
    CHECK(it.order == std::vector<std::string>{"KINGSTON", "LOCKED"});
    CHECK_FALSE(it.desk().running());
    it.press(Verb::Unlock); // nothing is typed
    CHECK_FALSE(it.desk().take());
    it.press(Verb::Layer, {}, "capitals");
    it.press(Verb::Key, {}, "L");
    CHECK(it.unlock().layer().empty()); // one capital
    it.press(Verb::Key, {}, "x");
    it.press(Verb::Erase);
    it.session->type("iuyang-2023!"); // a real keyboard
    it.session->type("\n");
    REQUIRE(it.desk().running() == Task::Kind::Export);
    CHECK(it.unlock().characters() == 0);
    auto const task = it.desk().take();
    REQUIRE(task);
    CHECK(task->passphrase->text() == phrase);
    CHECK(task->all);
    CHECK(task->volume.id == stick);
    REQUIRE(task->keyFiles.size() == 1);
    it.session->taskDone(it.services.perform(*task, {}));
    CHECK(task->passphrase->characters() == 0);
    CHECK(it.desk().page() == DeskPage::Home);
    REQUIRE(it.desk().outcome());
    CHECK(it.desk().outcome()->opened == 3);
    Scene const home = it.scene();
    CHECK(home.find("task_readable") != nullptr);
    CHECK(home.find("task_sealed") == nullptr);
}

TEST_CASE("passphrase: a wrong one is told; after some it has to be waited for") {
    Asked it;
    auto const wrong = [&] {
        it.enter("wrong");
        REQUIRE(it.perform());
        CHECK(it.desk().page() == DeskPage::Passphrase);
        CHECK_FALSE(it.desk().ended());
        CHECK(it.scene().find("wrong") != nullptr);
    };
    wrong();
    CHECK_FALSE(it.unlock().waits());
    it.press(Verb::Key, {}, "L");
    CHECK(it.scene().find("wrong") == nullptr);
    it.press(Verb::Erase);
    wrong();
    wrong();
    CHECK(it.unlock().left() == std::chrono::seconds(8));
    it.enter(phrase);
    CHECK_FALSE(it.perform());
    CHECK(it.unlock().characters() == 0);
    // Neither leaving the page nor the visit is a way around it.
    it.press(Verb::Home);
    it.office();
    it.press(Verb::ExportReadable, {}, stick);
    CHECK(it.unlock().waits());
    REQUIRE(it.session->wakeAt());
    CHECK(*it.session->wakeAt() <= it.clock.steady() + std::chrono::seconds(1));
    it.wait(std::chrono::seconds(8));
    wrong();
    CHECK(it.unlock().left() == std::chrono::seconds(16));
    it.wait(std::chrono::seconds(16));
    it.enter(phrase);
    REQUIRE(it.perform());
    CHECK(it.desk().page() == DeskPage::Home);
    it.press(Verb::ExportReadable, {}, stick);
    wrong();
    CHECK_FALSE(it.unlock().waits()); // the right one began it anew
}

TEST_CASE("passphrase: nothing of it is told, and it is gone with whoever typed it") {
    Asked it;
    it.session->type(phrase);
    CHECK(it.unlock().characters() == phrase.size());
    CHECK_FALSE(says(it.scene(), "uyang"));
    CHECK_FALSE(shows(it.scene(), "uyang"));
    it.press(Verb::TurnEye);
    CHECK(shows(it.scene(), phrase));
    CHECK_FALSE(says(it.scene(), "uyang"));
    SUBCASE("by the time") {
        it.wait(Session::PassphraseFor);
        CHECK(it.session->screen() == Screen::Attract);
        it.office();
        CHECK(it.desk().page() == DeskPage::Home);
    }
    SUBCASE("by the way back") {
        it.press(Verb::Desk, {}, "home");
        CHECK(it.desk().page() == DeskPage::Home);
    }
    SUBCASE("by another stick without the key") {
        it.found = {};
        it.desk().volumesAre({});
        CHECK(it.desk().page() == DeskPage::Passphrase);
        it.press(Verb::Unlock);
    }
    CHECK(it.unlock().characters() == 0);
    CHECK(it.unlock().seen().empty());
    CHECK_FALSE(it.desk().running());
    CHECK_FALSE(shows(it.scene(), phrase));
}

TEST_CASE("passphrase: without a key the page says which file is looked for, and sees it come") {
    Asked it;
    it.press(Verb::Desk, {}, "home");
    auto const usable =
        std::exchange(it.found, {.usable = {}, .foreign = {{"/media/X/private-key.pem", "X"}}});
    it.press(Verb::ExportReadable, {}, stick);
    Scene const without = it.scene();
    CHECK(without.find("no_key") != nullptr);
    CHECK(says(without, "private-key.pem"));
    CHECK(without.find("foreign:0") != nullptr);
    CHECK(without.find("unlock") == nullptr);
    it.enter(phrase);
    CHECK_FALSE(it.desk().running());
    it.found = usable;
    it.desk().volumesAre(it.services.volumes());
    CHECK(it.scene().find("unlock") != nullptr);
    it.enter(phrase);
    CHECK(it.desk().running());
}

TEST_CASE("passphrase: any task can wait for it, and what fails is told where it was wished") {
    Asked it;
    it.press(Verb::Desk, {}, "erase");
    it.desk().ask({Task::Kind::Purge});
    CHECK(it.scene().find("passphrase") != nullptr);
    it.enter(phrase);
    auto const task = it.desk().take();
    REQUIRE(task);
    CHECK(task->kind == Task::Kind::Purge);
    it.session->taskDone(base::fail(base::Kind::Full, {"盘满了", "the disk is full"}));
    CHECK(it.desk().page() == DeskPage::Erase);
    REQUIRE(it.desk().ended() == Task::Kind::Purge);
    CHECK_FALSE(it.desk().outcome());
}

TEST_CASE("passphrase: every sign of ASCII has a key") {
    std::set<std::string> written;
    for (char const* const layer : {"", "capitals", "symbols"})
        for (auto const& row : passphraseKeys(layer, base::Language::Chinese).rows)
            for (KeyCap const& key : row)
                if (key.act.verb == Verb::Key) written.insert(key.act.value);
    for (char c = ' '; c <= '~'; ++c) CHECK_MESSAGE(written.contains(std::string(1, c)), c);
    CHECK(written.size() == '~' - ' ' + 1);
}

TEST_CASE("passphrase: a secret counts characters, and wipes its place") {
    Secret secret;
    secret.add("浏阳\t河a");
    CHECK(secret.text() == "浏阳河a");
    CHECK(secret.characters() == 4);
    secret.eraseLast();
    secret.eraseLast();
    CHECK(secret.text() == "浏阳");
    secret.add(std::string(Secret::Most, 'x')); // no room: nothing of it
    CHECK(secret.characters() == 2);
    char const* const place = secret.text().data();
    secret.clear();
    CHECK(std::all_of(place, place + Secret::Most, [](char c) { return c == '\0'; }));
}

TEST_CASE("passphrase: the figures of sealed answers wait for it, and are shown on their own page") {
    Asked it;
    it.press(Verb::Desk, {}, "home");
    it.press(Verb::Desk, {}, "summary");
    CHECK(it.desk().page() == DeskPage::Passphrase);
    CHECK_FALSE(it.desk().running());
    it.enter(phrase);
    CHECK(it.desk().running() == Task::Kind::Summary);
    auto const task = it.desk().take();
    REQUIRE(task);
    CHECK(task->passphrase);
    it.session->taskDone(TaskDone{.count = 3, .summary = std::make_shared<figures::EventSummary const>()});
    CHECK(it.desk().page() == DeskPage::Summary);
    // Away, and what was opened is gone; the next look asks again.
    it.press(Verb::Desk, {}, "home");
    CHECK_FALSE(it.desk().ended());
    it.press(Verb::Desk, {}, "summary");
    CHECK(it.desk().page() == DeskPage::Passphrase);
}
