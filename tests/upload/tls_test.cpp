#include "rig.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <iostream>

using namespace huibiao;
using upload::End;

namespace {

bool run(std::string const& command) {
    return std::system((command + " >/dev/null 2>&1").c_str()) == 0;
}

/// A certificate for 127.0.0.1 that is its own authority; `before` goes before the call of openssl.
bool certificate(TestFolder const& folder, std::string const& name, std::string const& address,
                 std::string const& before = {}) {
    return run(
        before +
        " openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 30 -subj /CN=test "
        "-addext subjectAltName=IP:" +
        address + " -keyout " + (folder / (name + ".key")).string() + " -out " +
        (folder / (name + ".pem")).string());
}

std::string troubleOf(upload::Report const& report) {
    return report.trouble ? report.trouble->message.zh : std::string();
}

upload::Timing impatient() {
    upload::Timing timing = quick();
    timing.tries = 1;
    return timing;
}

} // namespace

TEST_CASE("TLS is verified: with the event's own authority, its name, and its time") {
    TestFolder const folder;
    if (!certificate(folder, "right", "127.0.0.1") || !certificate(folder, "name", "127.0.0.2")) {
        std::cout << "skipped: there is no openssl\n";
        return;
    }
    Box box(2);
    TestServer server({"--tls", (folder / "right.pem").string(), (folder / "right.key").string()});
    upload::Server settings = serverAt(server, "https");
    upload::Report const stranger = box.pass(settings, impatient());
    CHECK(stranger.end == End::Later);
    CHECK(troubleOf(stranger).find("ca_file") != std::string::npos);
    CHECK(server.requests().empty());
    settings.caFile = folder / "right.pem";
    CHECK(box.pass(settings).sent == 2);
    // Plain text to a port that speaks TLS.
    box.keep(answer("plain"));
    CHECK(box.pass(serverAt(server), impatient()).sent == 0);
    CHECK(server.requests().size() == 3); // HEAD and two answers
    auto const show = [&](std::string const& name) {
        server.tell({{"tls", {(folder / (name + ".pem")).string(), (folder / (name + ".key")).string()}}});
        settings.caFile = folder / (name + ".pem");
    };
    show("name");
    CHECK(troubleOf(box.pass(settings, impatient())).find("不可信") != std::string::npos);
    upload::Server broken;
    broken.base = "https://127.0.0.1:1/";
    broken.caFile = folder / "right.key";
    CHECK(box.pass(broken, impatient()).sent == 0);
    // What this computer's clock would make of it, should it be wrong.
    for (char const* day : {"2019-01-01", "2049-01-01"}) {
        if (!certificate(folder, "time", "127.0.0.1", std::string("faketime ") + day)) {
            std::cout << "skipped: certificates of another time, there is no faketime\n";
            return;
        }
        show("time");
        CHECK(troubleOf(box.pass(settings, impatient())).find("日期和时间") != std::string::npos);
    }
    CHECK(server.requests().empty());
    CHECK(box.queue().waiting == 1);
}
