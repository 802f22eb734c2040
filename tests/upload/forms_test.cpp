#include "base/file.h"
#include "rig.h"
#include "upload/forms.h"

#include <doctest/doctest.h>

#include <fstream>

using namespace huibiao;
using base::Kind;
namespace fs = std::filesystem;

namespace {

nlohmann::json const manyi = {{"id", "manyi"},
                              {"version", "2"},
                              {"name", "满意度"},
                              {"xml", "<h:html>问卷</h:html>"},
                              {"media", {{"镇.csv", "name,label\n1,高坪镇\n"}, {"manyi.xml", "<a/>"}}}};

/// A server with those forms, and us on it.
struct Reach {
    TestServer& server = fresh();
    base::SystemClock clock;
    TestFolder folder;

    explicit Reach(nlohmann::json const& forms = nlohmann::json::array({manyi})) {
        server.tell({{"publish", forms}});
    }
    [[nodiscard]] upload::FormServer open(upload::FormLimits const& limits = {}) const {
        auto opened = upload::FormServer::open(serverAt(server), clock, quick(), limits);
        if (!opened) throw std::runtime_error(opened.error().message.en);
        return std::move(*opened);
    }
    /// What the first form's fetching ends with.
    [[nodiscard]] base::Result<fs::path> fetch(std::vector<std::string> const& cases = {},
                                               upload::FormLimits const& limits = {}) const {
        auto reach = open(limits);
        auto const listed = reach.list({});
        if (!listed) return base::pass(listed);
        server.tell({{"get", cases}});
        fs::path const target = folder / "form";
        fs::remove_all(target);
        fs::create_directory(target);
        return reach.fetch(listed->front(), target, {});
    }
    [[nodiscard]] Kind failure(std::vector<std::string> const& cases) const {
        auto const done = fetch(cases);
        REQUIRE_FALSE(done);
        INFO(done.error().text(base::Language::Chinese));
        CHECK(done.error().text(base::Language::Chinese).find("aB3$") == std::string::npos);
        CHECK(done.error().where.find("***") != std::string::npos);
        return done.error().kind;
    }
};

/// To a server that asks for it: basic, kiosk, secret-1.
upload::Server withLogin(TestServer const& server, TestFolder const& folder) {
    std::ofstream(folder / "secret") << "secret-1\n";
    upload::Server settings = serverAt(server);
    settings.auth = upload::Auth::Basic;
    settings.user = "kiosk";
    settings.secretFile = folder / "secret";
    return settings;
}

std::string read(fs::path const& file) {
    return base::readFile(file).value_or("");
}

} // namespace

TEST_CASE("a form comes with its media, under names that do not meet") {
    Reach const reach;
    static_cast<void>(reach.server.requests());
    auto const file = reach.fetch();
    REQUIRE(file);
    CHECK(file->filename() == "_manyi.xml");
    CHECK(read(*file) == manyi["xml"].get<std::string>());
    CHECK(read(file->parent_path() / "镇.csv") == manyi["media"]["镇.csv"].get<std::string>());
    CHECK(read(file->parent_path() / "manyi.xml") == "<a/>");
    auto const requests = reach.server.requests();
    REQUIRE(requests.size() == 5);
    for (auto const& request : requests) {
        CHECK(request["method"] == "GET");
        CHECK(request["headers"]["x-openrosa-version"] == "1.0");
        CHECK(request["headers"]["date"].get<std::string>().ends_with("GMT"));
    }
    CHECK(requests[0]["path"].get<std::string>().find("/formList?deviceID=huibiao%3A") != std::string::npos);
}

TEST_CASE("each failure of a download has its kind and words, and shows no token") {
    Reach const reach;
    CHECK(reach.failure({"401"}) == Kind::Denied);
    CHECK(reach.failure({"403"}) == Kind::Denied);
    CHECK(reach.failure({"404"}) == Kind::Missing);
    CHECK(reach.failure({"500"}) == Kind::Unavailable);
    CHECK(reach.failure({"503"}) == Kind::Unavailable);
    CHECK(reach.failure({"portal"}) == Kind::Unavailable);
    CHECK(reach.failure({"redirect"}) == Kind::Unavailable);
    CHECK(reach.failure({"cut", "cut"}) == Kind::Unavailable);
    CHECK(reach.failure({"half"}) == Kind::Unavailable);
    CHECK(reach.failure({"wrong-bytes"}) == Kind::Invalid);
    CHECK(reach.failure({"ok", "portal"}) == Kind::Unavailable);
    CHECK(reach.failure({"ok", "half"}) == Kind::Unavailable);
    CHECK(reach.failure({"ok", "broken"}) == Kind::Invalid);
    CHECK(reach.failure({"ok", "ok", "wrong-bytes"}) == Kind::Invalid);
    CHECK(reach.failure({"ok", "ok", "half"}) == Kind::Unavailable);
    CHECK(reach.failure({"ok", "ok", "ok", "404"}) == Kind::Missing);
    CHECK(reach.fetch());
}

TEST_CASE("a captive portal instead of the list is told as one") {
    Reach const reach;
    auto server = reach.open();
    for (char const* page : {"portal", "redirect", "511"}) {
        reach.server.tell({{"get", {page}}});
        auto const listed = server.list({});
        REQUIRE_FALSE(listed);
        CHECK(listed.error().kind != Kind::Denied);
        CHECK(listed.error().message.zh.find("上网认证") != std::string::npos);
    }
    reach.server.tell({{"get", {"broken"}}});
    auto const broken = server.list({});
    REQUIRE_FALSE(broken);
    CHECK(broken.error().message.zh.find("上网认证") == std::string::npos);
    CHECK(broken.error().where.find("formList:1") != std::string::npos);
    CHECK(server.list({}));
}

TEST_CASE("nobody there is told without waiting for long") {
    TestFolder const folder;
    base::SystemClock const clock;
    upload::Server server;
    server.base = "http://127.0.0.1:1/v1";
    auto reach = upload::FormServer::open(server, clock, quick());
    REQUIRE(reach);
    auto const listed = reach->list({});
    REQUIRE_FALSE(listed);
    CHECK(listed.error().kind == Kind::Unavailable);
    CHECK(listed.error().message.zh.find("连不上服务器") != std::string::npos);
}

TEST_CASE("the secret goes to the server's own host alone") {
    nlohmann::json elsewhere = manyi;
    elsewhere["url"] = "http://127.0.0.2:9/manyi.xml";
    Reach const form(nlohmann::json::array({elsewhere}));
    auto const done = form.fetch();
    REQUIRE_FALSE(done);
    CHECK(done.error().message.zh.find("另一台主机") != std::string::npos);
    elsewhere = manyi;
    elsewhere["media_url"] = "file:///etc/passwd";
    CHECK_FALSE(Reach(nlohmann::json::array({elsewhere})).fetch());
}

TEST_CASE("a file that lies in an object store is fetched from there, and our login stays here") {
    TestServer& server = fresh({{"auth", {"basic", "kiosk", "secret-1"}}});
    server.tell({{"publish", nlohmann::json::array({manyi})}});
    TestServer store; // asks for no login, and has the same files
    store.tell({{"publish", nlohmann::json::array({manyi})}});
    TestFolder const folder;
    base::SystemClock const clock;
    upload::Server const settings = withLogin(server, folder);
    auto reach = upload::FormServer::open(settings, clock, quick());
    REQUIRE(reach);
    std::string const there = "to:http://127.0.0.1:" + store.port() + "{path}?signature=abc";
    auto const fetch = [&](std::vector<std::string> const& cases) {
        auto const listed = reach->list({});
        REQUIRE(listed);
        server.tell({{"get", cases}});
        fs::path const target = folder / "form";
        fs::remove_all(target);
        fs::create_directory(target);
        static_cast<void>(store.requests());
        auto done = reach->fetch(listed->front(), target, {});
        server.tell({{"get", nlohmann::json::array()}});
        return done;
    };
    // The form, its manifest, its two files.
    auto const whole = fetch({there, "ok", there, there});
    REQUIRE_MESSAGE(whole, (whole ? "" : whole.error().text(base::Language::English)));
    CHECK(read(*whole) == "<h:html>问卷</h:html>");
    CHECK(read(folder / "form/镇.csv") == "name,label\n1,高坪镇\n");
    auto const asked = store.requests();
    CHECK(asked.size() == 3);
    for (auto const& request : asked) {
        CHECK_FALSE(request["headers"].contains("authorization"));
        CHECK(request["path"].get<std::string>().ends_with("?signature=abc"));
    }
    // Not what the server gave the MD5 of.
    store.tell({{"get", {"wrong-bytes"}}});
    auto const wrong = fetch({there});
    REQUIRE_FALSE(wrong);
    CHECK(wrong.error().kind == Kind::Invalid);
    CHECK(wrong.error().text(base::Language::English).find("MD5") != std::string::npos);
    // A portal's page, a list that is sent elsewhere, an address of another kind, round and round.
    store.tell({{"get", {"portal"}}});
    CHECK(fetch({there}).error().kind == Kind::Unavailable);
    CHECK(fetch({"ok", there}).error().kind == Kind::Unavailable);
    CHECK_FALSE(fetch({"to:file:///etc/passwd"}));
    CHECK_FALSE(fetch({"to:http://example.org/manyi.xml"})); // to nobody who is not this computer
    std::string const self = "to:http://127.0.0.1:" + store.port() + "{path}";
    store.tell({{"get", {self, self, self, self, self}}});
    CHECK(fetch({self}).error().kind == Kind::Unavailable);
    static_cast<void>(fresh());
}

TEST_CASE("a path in a manifest leaves nothing outside the folder") {
    nlohmann::json bad = manyi;
    bad["media"] = {{"../stolen.csv", "x"}};
    Reach const reach(nlohmann::json::array({bad}));
    auto const done = reach.fetch();
    REQUIRE_FALSE(done);
    CHECK(done.error().message.zh.find("不安全") != std::string::npos);
    CHECK_FALSE(fs::exists(reach.folder / "stolen.csv"));
}

TEST_CASE("what is larger than the limits is not taken") {
    Reach const reach;
    upload::FormLimits small;
    small.form = 10;
    auto const form = reach.fetch({}, small);
    REQUIRE_FALSE(form);
    CHECK(form.error().kind == Kind::Unsupported);
    small = {};
    small.file = 10;
    CHECK_FALSE(reach.fetch({}, small));
    small = {};
    small.whole = 30;
    CHECK_FALSE(reach.fetch({}, small));
    small = {};
    small.list = 100;
    CHECK_FALSE(reach.fetch({}, small));
    CHECK(reach.fetch());
}

TEST_CASE("an entity list is taken though its hash is not of its bytes; another file is not") {
    nlohmann::json living = manyi;
    living["media_hash"] = "md5:00000000000000000000000000000000";
    CHECK_FALSE(Reach(nlohmann::json::array({living})).fetch());
    living["media_type"] = "entityList";
    Reach const reach(nlohmann::json::array({living}));
    CHECK(reach.fetch());
    CHECK(reach.failure({"ok", "ok", "portal"}) == Kind::Unavailable);
}

TEST_CASE("logins are made for downloads as for answers") {
    TestServer& server = fresh({{"auth", {"basic", "kiosk", "secret-1"}}});
    server.tell({{"publish", nlohmann::json::array({manyi})}});
    TestFolder const folder;
    base::SystemClock const clock;
    upload::Server const settings = withLogin(server, folder);
    auto reach = upload::FormServer::open(settings, clock, quick());
    REQUIRE(reach);
    CHECK(reach->list({}));
    std::ofstream(folder / "secret") << "secret-2\n";
    auto stranger = upload::FormServer::open(settings, clock, quick());
    REQUIRE(stranger);
    auto const listed = stranger->list({});
    REQUIRE_FALSE(listed);
    CHECK(listed.error().kind == Kind::Denied);
    static_cast<void>(fresh());
}
