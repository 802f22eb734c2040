#include "base/file.h"
#include "crypto/hash.h"
#include "rig.h"
#include "upload/reason.h"
#include "upload/sender.h"

#include <doctest/doctest.h>

#include <thread>

using namespace huibiao;
using namespace std::chrono_literals;
using upload::End;

TEST_CASE("every answer is sent with its attachments, byte for byte, and marked once it is confirmed") {
    TestServer& server = fresh();
    Box box(3);
    std::string picture("\x89PNG\r\n--\r\n\0\xFF", 12);
    box.keep(answer("signed", "请修路 &amp; &lt;灯&gt;",
                    {{"签名-1.png", "image/png", picture}, {"b.png", "image/png", "2"}}));
    std::vector<std::string> sent;
    upload::Report const report =
        box.pass(serverAt(server), quick(),
                 {.sent = [&](auto const& ids) { sent.insert(sent.end(), ids.begin(), ids.end()); }});
    CHECK(report.end == End::Done);
    CHECK(report.sent == 4);
    CHECK(sent == std::vector<std::string>{"uuid:1", "uuid:2", "uuid:3", "uuid:signed"});
    auto const stored = server.stored();
    REQUIRE(stored.size() == 4);
    auto const store = box.store();
    for (auto const& one : stored) {
        auto const ours = store.read(std::string_view(one["id"].get<std::string>()));
        REQUIRE(ours);
        CHECK(one["xml"] == crypto::sha256Hex(ours->submission.xml));
        CHECK(one["posts"] == 1);
        CHECK(one["files"].size() == ours->submission.attachments.size());
        for (form::Attachment const& file : ours->submission.attachments)
            CHECK(one["files"][file.name] == crypto::sha256Hex(file.bytes));
        // Where it went, without the token.
        CHECK(ours->entry.uploadedTo == "http://127.0.0.1:" + server.port() + "/v1/key/***/projects/1");
    }
    CHECK_FALSE(store.uploadQueue()->lastContact.empty());

    // As OpenRosa wants it: HEAD first, then one request each, all with version and date.
    auto const requests = server.requests();
    REQUIRE(requests.size() == 5);
    CHECK(requests[0]["method"] == "HEAD");
    for (auto const& request : requests) {
        CHECK(request["headers"]["x-openrosa-version"] == "1.0");
        CHECK(request["headers"]["user-agent"] == "huibiao/test");
        CHECK(request["headers"]["date"].get<std::string>().ends_with(" GMT"));
        CHECK(request["path"].get<std::string>().starts_with("/v1/key/aB3$dE!fG7/projects/1/submission"));
    }

    // Another pass sends nothing and asks nobody.
    CHECK(box.pass(serverAt(server)).end == End::Done);
    CHECK(server.requests().empty());
}

TEST_CASE("a sealed answer goes as an ODK encrypted submission, and an unfinished one not at all") {
    TestServer& server = fresh();
    Box box;
    form::Submission sealed =
        answer("1", "x", {{"submission.xml.enc", "application/octet-stream", "\x01\x02"}});
    sealed.sealedFor = "fingerprint";
    box.keep(sealed);
    form::Submission left = answer("2");
    left.complete = false;
    box.keep(left);
    CHECK(box.pass(serverAt(server)).sent == 1);
    auto const stored = server.stored();
    REQUIRE(stored.size() == 1);
    CHECK(stored[0]["files"]["submission.xml.enc"] == crypto::sha256Hex("\x01\x02"));
}

TEST_CASE("what each answer of a server means") {
    struct Case {
        std::vector<std::string> answers; ///< to the first of two submissions, in this order
        End end;
        std::size_t sent, refused; ///< of the two
        char const* words;         ///< of the trouble, or of the refusal
        int status = 0;
    };
    for (Case const& each : {
             Case{{"ok"}, End::Done, 2, 0, ""},
             Case{{"202"}, End::Done, 2, 0, ""},
             Case{{"drip"}, End::Done, 2, 0, ""},
             // Faults that pass.
             Case{{"500"}, End::Done, 2, 0, "故障"},
             Case{{"502"}, End::Done, 2, 0, "故障"},
             Case{{"408"}, End::Done, 2, 0, "太慢"},
             Case{{"portal"}, End::Done, 2, 0, "登录"},
             Case{{"511"}, End::Done, 2, 0, "登录"},
             Case{{"redirect"}, End::Done, 2, 0, "登录"},
             Case{{"201-html"}, End::Done, 2, 0, "登录"},
             Case{{"201-empty"}, End::Done, 2, 0, "登录"},
             Case{{"200-xml"}, End::Done, 2, 0, "登录"},
             Case{{"cut-connect"}, End::Done, 2, 0, ""},
             Case{{"cut-body"}, End::Done, 2, 0, ""},
             Case{{"cut-answer"}, End::Done, 2, 0, ""},
             Case{{"cut-in-answer"}, End::Done, 2, 0, "断了"},
             Case{{"slow-answer"}, End::Done, 2, 0, "超时"},
             // The whole form waits until somebody sets something right.
             Case{{"401"}, End::Held, 0, 0, "令牌"},
             Case{{"403"}, End::Held, 0, 0, "停用"},
             Case{{"404-html"}, End::Held, 0, 0, "server"},
             Case{{"400-html"}, End::Held, 0, 0, "问卷"},
             // This one is not taken.
             Case{{"409", "409"}, End::Done, 1, 1, "different XML", 409},
             Case{{"409"}, End::Done, 2, 0, ""},
             Case{{"deleted"}, End::Done, 2, 0, ""},
             Case{{"404"}, End::Done, 1, 1, "does not exist", 404},
             Case{{"400"}, End::Done, 1, 1, "not a submission", 400},
             Case{{"413"}, End::Done, 1, 1, "", 413},
             Case{{"201-error"}, End::Done, 1, 1, "not kept", 201},
         }) {
        CAPTURE(each.answers.front());
        TestServer& server = fresh();
        Box box(2);
        server.next(each.answers);
        std::string said;
        upload::Report const report =
            box.pass(serverAt(server), quick(), {.trouble = [&](auto const& trouble) {
                         if (trouble) said += trouble->message.zh;
                     }});
        CHECK(report.end == each.end);
        CHECK(report.sent == each.sent);
        CHECK(report.refused == each.refused);
        store::UploadQueue const queue = box.queue();
        CHECK(queue.sent == each.sent);
        CHECK(queue.refused == each.refused);
        CHECK(queue.waiting == 2 - each.sent - each.refused);
        // None is marked that is not there.
        CHECK(server.stored().size() >= each.sent);
        if (each.refused == 0) {
            CHECK(said.find(each.words) != std::string::npos);
            continue;
        }
        auto const refused = box.store().refused(0, 9);
        REQUIRE(refused->size() == 1);
        CHECK(refused->front().instanceId == "uuid:1");
        CHECK(refused->front().status == each.status);
        CHECK(refused->front().words.find(each.words) != std::string::npos);
        CHECK_FALSE(upload::reasonOf(each.status).zh.empty());
        // It is not sent again by itself, but when staff ask for it.
        CHECK(box.pass(serverAt(server)).sent == 0);
        CHECK(*box.store().retryAll() == 1);
        CHECK(box.pass(serverAt(server)).sent == 1);
    }
}

TEST_CASE("a form the server does not take holds up no other form") {
    TestServer& server = fresh({{"forms", {"other"}}});
    Box box(2);
    form::Submission other = answer("9");
    other.formId = "other";
    other.xml = "<data id=\"other\"><meta><instanceID>uuid:9</instanceID></meta></data>";
    box.keep(other);
    server.next({"401"});
    upload::Report const report = box.pass(serverAt(server));
    CHECK(report.end == End::Held);
    CHECK(report.sent == 1);
    REQUIRE(report.trouble);
    CHECK(report.trouble->where.find("aB3") == std::string::npos);
    // What the server says holds our own token; it is not shown.
    CHECK(report.trouble->message.en.find("aB3") == std::string::npos);
    CHECK(report.trouble->message.en.find("Could not authenticate") != std::string::npos);
    CHECK(box.queue().waiting == 2);
}

TEST_CASE("one that fails each time does not keep the others back") {
    TestServer& server = fresh();
    Box box(20);
    std::vector<std::string> answers{"500"};
    server.next(answers);
    upload::Timing timing = quick();
    timing.tries = 1; // the first failure ends the pass; the next goes on behind it
    upload::Sender sender(serverAt(server), box.folder.path(), box.clock, box.slow, timing);
    CHECK(sender.pass({}).end == End::Later);
    CHECK(sender.misses() == 1);
    upload::Report const second = sender.pass({});
    CHECK(second.end == End::Done);
    CHECK(second.sent == 20);
    CHECK(server.stored()[0]["id"] == "uuid:2");
    CHECK(server.stored()[19]["id"] == "uuid:1");
}

TEST_CASE("a server that is busy says for how long") {
    TestServer& server = fresh();
    Box box(1);
    server.next({"503-long"});
    upload::Report const report = box.pass(serverAt(server));
    CHECK(report.end == End::Later);
    CHECK(report.wait >= 120s);
    CHECK(report.wait < 180s);
    server.next({"429"});
    CHECK(box.pass(serverAt(server)).end == End::Done); // a second is waited for
}

TEST_CASE("waits grow, are not the same twice, and have an end") {
    Box box(1);
    upload::Server nobody;
    nobody.base = "http://127.0.0.1:1/v1";
    upload::Timing timing = quick();
    timing.tries = 1;
    timing.firstWait = 100ms;
    timing.longestWait = 1000ms;
    upload::Sender sender(nobody, box.folder.path(), box.clock, box.slow, timing);
    std::chrono::milliseconds most = 100ms;
    for (int i = 0; i < 8; ++i) {
        upload::Report const report = sender.pass({});
        CHECK(report.end == End::Later);
        CHECK(report.wait >= most / 2);
        CHECK(report.wait <= most);
        REQUIRE(report.trouble);
        CHECK(report.trouble->message.zh.find("连不上") != std::string::npos);
        most = std::min<std::chrono::milliseconds>(2 * most, 1000ms);
    }
    sender.startOver();
    CHECK(sender.pass({}).wait <= 100ms);
}

TEST_CASE("more than the server takes at once goes in several requests with the same XML") {
    TestServer& server = fresh({{"most", 3000}});
    Box box;
    std::vector<form::Attachment> files;
    for (int i = 0; i < 5; ++i)
        files.push_back({"f" + std::to_string(i) + ".png", "image/png", std::string(900, 'x')});
    box.keep(answer("1", "x", files));
    CHECK(box.pass(serverAt(server)).sent == 1);
    auto const stored = server.stored();
    CHECK(stored[0]["files"].size() == 5);
    CHECK(stored[0]["posts"] == 3);

    // Where it does not say so beforehand: each by itself, and what is too large even so is refused.
    TestServer& silent = fresh();
    Box other;
    other.keep(answer("1", "x", files));
    silent.next({"413"});
    CHECK(other.pass(serverAt(silent)).sent == 1);
    CHECK(silent.stored()[0]["posts"] == 5);
    other.keep(answer("2", "x", files));
    silent.next({"413", "ok", "413"});
    CHECK(other.pass(serverAt(silent)).refused == 1);
    CHECK(other.queue().refused == 1);
}

TEST_CASE("what is damaged here or could be stored twice there is not sent") {
    TestServer& server = fresh();
    Box box;
    form::Submission wrong = answer("1");
    wrong.instanceId = "uuid:another";
    box.keep(wrong);
    form::Submission cut = answer("2");
    cut.xml.resize(cut.xml.size() - 3);
    box.keep(cut);
    form::Submission unnamed = answer("3");
    unnamed.attachments.push_back({"b.png", "image/png", "PNG"});
    box.keep(unnamed);
    box.keep(answer("4", "x", {{"a&amp;b.png", "image/png", "PNG"}}));
    form::Submission escaped = answer("5", "a&amp;b.png");
    escaped.attachments.push_back({"a&b.png", "image/png", "PNG"});
    box.keep(escaped);
    upload::Report const report = box.pass(serverAt(server));
    CHECK(report.end == End::Done);
    CHECK(report.refused == 3);
    CHECK(server.stored().size() == 2);
    auto const refused = box.store().refused(0, 9);
    REQUIRE(refused->size() == 3);
    for (std::size_t i = 0; i < 3; ++i)
        CHECK(refused->at(i).status == (i < 2 ? upload::malformedHere : upload::unnamedHere));
}

TEST_CASE("logins, and a password that is never shown") {
    struct Login {
        char const* name;
        upload::Auth auth;
    };
    for (Login const& login : {Login{"basic", upload::Auth::Basic}, Login{"digest", upload::Auth::Digest},
                               Login{"bearer", upload::Auth::Bearer}}) {
        CAPTURE(login.name);
        TestServer& server = fresh({{"auth", {login.name, "kiosk", "geheim-123"}}});
        Box box(3);
        upload::Server with = serverAt(server);
        with.auth = login.auth;
        with.user = "kiosk";
        with.secretFile = box.folder / "secret";
        auto const write = [&](std::string const& secret) {
            REQUIRE(base::writeDurably(with.secretFile, secret));
        };
        write("wrong-one\n");
        upload::Report const denied = box.pass(with);
        CHECK(denied.end == End::Held);
        CHECK(denied.sent == 0);
        CHECK(denied.trouble->message.zh.find("wrong-one") == std::string::npos);
        write("geheim-123\n");
        CHECK(box.pass(with).sent == 3);
        CHECK(server.stored().size() == 3);
    }
    Box box(1);
    TestServer& server = fresh();
    upload::Server with = serverAt(server);
    with.auth = upload::Auth::Bearer;
    with.secretFile = box.folder / "none";
    upload::Report const report = box.pass(with);
    CHECK(report.end == End::Failed);
    CHECK(report.trouble->kind == base::Kind::Missing);
}

TEST_CASE("two uploaders never send at once") {
    TestServer& server = fresh();
    Box box(1);
    server.next({"slow-answer"});
    upload::Timing patient = quick();
    patient.idle = 4000ms;
    std::jthread const first([&] { CHECK(box.pass(serverAt(server), patient).sent == 1); });
    while (server.requests().empty()) std::this_thread::sleep_for(5ms);
    upload::Report const second = box.pass(serverAt(server));
    CHECK(second.end == End::Busy);
    CHECK(second.sent == 0);
}

TEST_CASE("a server that has moved is followed on its own host alone") {
    Box box(2);
    TestServer& server = fresh({{"moved", "/elsewhere/submission"}});
    CHECK(box.pass(serverAt(server)).sent == 2);
    box.keep(answer("3"));
    upload::Timing timing = quick();
    timing.tries = 1;
    for (char const* other :
         {"http://127.0.0.1:1/submission", "https://example.org/submission", "//example.org/x"}) {
        fresh({{"moved", other}});
        upload::Report const report = box.pass(serverAt(server), timing);
        CHECK(report.end == End::Later);
        CHECK(report.trouble->message.zh.find("登录") != std::string::npos);
        CHECK(server.requests().size() == 1); // the HEAD
    }
}

TEST_CASE("a proxy is used where one is named, and never for plain text to this computer") {
    TestServer& server = fresh(); // it answers 404 to what is not for it
    Box box(1);
    upload::Server through;
    through.base = "http://odk.example.org/v1/key/aB3$dE!fG7/projects/1";
    through.allowHttp = true;
    through.proxy = "http://127.0.0.1:" + server.port();
    CHECK(box.pass(through).end == End::Held);
    CHECK(server.requests()[0]["path"].get<std::string>().starts_with("http://odk.example.org/v1/key/"));

    through.base = "https://odk.example.org/v1/key/aB3$dE!fG7/projects/1";
    upload::Timing timing = quick();
    timing.tries = 1;
    upload::Report const report = box.pass(through, timing);
    CHECK(report.trouble->message.zh.find("proxy") != std::string::npos);
    CHECK(server.requests()[0]["path"] == "odk.example.org:443"); // nothing but the host

    upload::Server here = serverAt(server);
    here.proxy = "http://127.0.0.1:1";
    CHECK(box.pass(here).sent == 1);
}
