#include "base/file.h"
#include "form/form.h"
#include "rig.h"
#include "upload/health.h"
#include "xml/dom.h"
#include "xml/parse.h"

#include <doctest/doctest.h>

#include <fstream>

using namespace huibiao;
using namespace std::chrono_literals;

namespace {

std::string valueOf(std::string const& xml, std::string const& name) {
    auto const document = xml::parse(xml);
    REQUIRE(document);
    xml::Node const* const node = (*document)->element()->child(name);
    REQUIRE(node != nullptr);
    return node->text();
}

} // namespace

TEST_CASE("what a kiosk tells of itself, by the fields of the form that goes on the server") {
    Box const box(3);
    auto store = box.store();
    REQUIRE(store.markUploaded({1}, "x"));
    REQUIRE(store.markRefused({.sequence = 2, .status = 404, .words = "no"}));
    upload::Server server;
    server.device = "hall-1";
    server.agent = "huibiao/9.9";
    auto const health = upload::healthOf(server, "大厅 <1>", box.folder.path(), box.clock);
    REQUIRE(health);
    CHECK(health->kept == 3);
    CHECK(health->waiting == 1);
    CHECK(health->refused == 1);
    CHECK(health->freeBytes > 0);
    REQUIRE(health->clockTrusted);
    CHECK(*health->clockTrusted);
    std::string const xml = upload::healthXml(*health, "uuid:1");
    CHECK(valueOf(xml, "kiosk_id") == "huibiao:hall-1");
    CHECK(valueOf(xml, "kiosk_name") == "大厅 <1>");
    CHECK(valueOf(xml, "kept") == "3");
    CHECK(valueOf(xml, "waiting") == "1");
    CHECK(valueOf(xml, "refused") == "1");
    CHECK(valueOf(xml, "clock_trusted") == "yes");
    CHECK(valueOf(xml, "program") == "huibiao/9.9");
    // Each field is one of the form, and the other way round.
    auto const form = base::readFile(HUIBIAO_SOURCE_DIR "/assets/forms/huibiao_health.xml");
    REQUIRE(form);
    auto const none = [](std::string_view) -> base::Result<std::string> {
        return base::fail(base::Kind::Missing, {"无", "none"});
    };
    auto const loaded = form::Form::load(*form, none);
    REQUIRE(loaded);
    CHECK(loaded->id() == upload::healthForm);
    CHECK(loaded->version() == upload::healthVersion);
    auto const document = xml::parse(*form);
    REQUIRE(document);
    xml::Node const* model = (*document)->element()->child("head")->child("model");
    std::vector<std::string> wanted, sent;
    for (auto* each = model->child("instance")->firstElement()->firstElement(); each;
         each = each->nextElement())
        wanted.emplace_back(each->localName());
    auto const ours = xml::parse(xml);
    for (auto* each = (*ours)->element()->firstElement(); each; each = each->nextElement())
        sent.emplace_back(each->localName());
    CHECK(wanted == sent);
}

TEST_CASE("a clock that went back is told; without a store nobody knows") {
    TestFolder const folder;
    base::FakeClock clock(std::chrono::system_clock::now());
    upload::Server server;
    server.device = "a";
    auto const empty = upload::healthOf(server, "", folder.path(), clock);
    REQUIRE(empty);
    CHECK(empty->kept == 0);
    CHECK_FALSE(empty->clockTrusted);
    CHECK(valueOf(upload::healthXml(*empty, "uuid:1"), "clock_trusted") == "unknown");
    auto store = store::Store::open(folder.path(), clock);
    REQUIRE(store);
    REQUIRE(store->keep(answer("1")));
    clock.set(base::WallTime{} + 24h);
    auto const wrong = upload::healthOf(server, "", folder.path(), clock);
    REQUIRE(wrong);
    REQUIRE(wrong->clockTrusted);
    CHECK_FALSE(*wrong->clockTrusted);
}

TEST_CASE(
    "a record is sent, stands on the server alone, and the next one is due after a quarter of an hour") {
    TestServer& server = fresh();
    Box const box(2);
    base::FakeClock clock(std::chrono::system_clock::now());
    upload::Server settings = serverAt(server);
    settings.device = "hall-1";
    CHECK(upload::healthDue(box.folder.path(), clock));
    auto const health = upload::healthOf(settings, "大厅", box.folder.path(), clock);
    REQUIRE(health);
    static_cast<void>(server.requests());
    auto const send = [&] {
        return upload::sendHealth(settings, *health, box.folder.path(), clock, {}, quick());
    };
    REQUIRE(send());
    CHECK(server.stored().size() == 1);
    for (auto const& request : server.requests())
        CHECK(request["path"].get<std::string>().ends_with("/submission?deviceID=huibiao%3Ahall-1"));
    CHECK_FALSE(upload::healthDue(box.folder.path(), clock));
    clock.advance(14min);
    CHECK_FALSE(upload::healthDue(box.folder.path(), clock));
    clock.advance(1min);
    CHECK(upload::healthDue(box.folder.path(), clock));
    REQUIRE(send());
    CHECK(server.stored().size() == 2); // another record, not the same again
    clock.advance(-1h);
    CHECK(upload::healthDue(box.folder.path(), clock)); // it was in the future
    std::ofstream(box.folder / "health-sent") << "rubbish";
    CHECK(upload::healthDue(box.folder.path(), clock));
    // Nothing of it is among the answers.
    CHECK(box.queue().waiting == 2);
    CHECK(box.store().list()->size() == 2);
}

TEST_CASE("a failure is told with what to do, is not tried again at once and shows no token") {
    TestServer& server = fresh();
    TestFolder const folder;
    base::SystemClock const clock;
    upload::Server const settings = serverAt(server);
    upload::Health health;
    struct Case {
        char const* answer;
        base::Kind kind;
        char const* says;
    };
    for (Case const& each :
         {Case{"404", base::Kind::Missing, "huibiao_health"},
          Case{"401", base::Kind::Denied, "huibiao_health"}, Case{"403", base::Kind::Denied, "停用"},
          Case{"portal", base::Kind::Unavailable, "上网认证"}, Case{"500", base::Kind::Unavailable, "500"},
          Case{"cut-headers", base::Kind::Unavailable, "断了"}}) {
        server.next({each.answer, each.answer});
        auto const sent = upload::sendHealth(settings, health, folder.path(), clock, {}, quick());
        REQUIRE_FALSE(sent);
        std::string const text = sent.error().text(base::Language::Chinese);
        INFO(text);
        CHECK(sent.error().kind == each.kind);
        CHECK(text.find(each.says) != std::string::npos);
        CHECK(text.find("aB3$") == std::string::npos);
        CHECK_FALSE(upload::healthDue(folder.path(), clock));
        static_cast<void>(fresh());
    }
    std::stop_source stop;
    stop.request_stop();
    auto const stopped =
        upload::sendHealth(settings, health, folder.path(), clock, stop.get_token(), quick());
    REQUIRE_FALSE(stopped);
    CHECK(stopped.error().kind == base::Kind::Cancelled);
}

TEST_CASE("a kiosk's id: what event.toml says, else the computer's, else one drawn once and kept") {
    TestFolder const folder;
    std::ofstream(folder / "machine") << "0123456789abcdef0123456789abcdef\n";
    CHECK(upload::deviceOf("hall-1", folder.path(), folder / "machine") == "huibiao:hall-1");
    std::string const machine = upload::deviceOf("", folder.path(), folder / "machine");
    CHECK(machine.size() == 24);
    CHECK(machine.find("01234567") == std::string::npos); // machine-id(5) is not to be given out
    CHECK(machine == upload::deviceOf("", {}, folder / "machine"));
    CHECK_FALSE(std::filesystem::exists(folder / "kiosk-id"));
    std::string const drawn = upload::deviceOf("", folder.path(), folder / "none");
    CHECK(drawn.size() == 24);
    CHECK(drawn == upload::deviceOf("", folder.path(), folder / "none"));
    CHECK(base::readFile(folder / "kiosk-id").value_or("") == drawn.substr(8) + "\n");
    TestFolder const other;
    CHECK(drawn != upload::deviceOf("", other.path(), folder / "none"));
    std::ofstream(folder / "kiosk-id") << "";
    std::string const again = upload::deviceOf("", folder.path(), folder / "none");
    CHECK(again.size() == 24);
    CHECK(again == upload::deviceOf("", folder.path(), folder / "none"));
    CHECK(upload::deviceOf("", {}, folder / "none").empty());
}
