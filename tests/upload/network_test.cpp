#include "crypto/hash.h"
#include "rig.h"

#include <doctest/doctest.h>

#include <cstdlib>

using namespace huibiao;
using namespace std::chrono_literals;
using upload::End;

namespace {

void run(std::string const& command) {
    if (std::system(command.c_str()) != 0) throw std::runtime_error(command);
}

/// A rule of the packet filter for what goes to the server, or comes from it; without one for all. Gone with
/// it.
class Rule {
public:
    Rule(TestServer const& server, std::string const& does) {
        run("nft add table inet t && nft add chain inet t out '{ type filter hook output priority 0; }' && "
            "nft add rule "
            "inet t out tcp dport " +
            server.port() + " " + does);
    }
    Rule(Rule const&) = delete;
    Rule& operator=(Rule const&) = delete;
    ~Rule() { run("nft delete table inet t"); }
};

upload::Timing impatient() {
    upload::Timing timing = quick();
    timing.connect = 1000ms;
    timing.tries = 2;
    return timing;
}

/// Two answers with pictures.
void fill(Box const& box, std::size_t bytes) {
    for (char const* id : {"1", "2"})
        box.keep(answer(id, "x", {{std::string(id) + ".png", "image/png", std::string(bytes, 'x')}}));
}

/// What staff are told in a pass that does not get through.
std::string troublesOf(Box const& box, upload::Server const& server) {
    std::string all;
    upload::Report const report = box.pass(server, impatient(), {.trouble = [&](auto const& trouble) {
                                               if (trouble) all += trouble->message.zh;
                                           }});
    CHECK(report.end == End::Later);
    return all;
}

bool says(std::string const& text, std::string const& words) {
    if (text.find(words) != std::string::npos) return true;
    MESSAGE(text);
    return false;
}

void checkAllThere(Box const& box, TestServer& server) {
    upload::Timing patient = quick();
    patient.connect = patient.idle = 10'000ms;
    patient.whole = 30'000ms;
    upload::Report const report = box.pass(serverAt(server), patient);
    CHECK(report.end == End::Done);
    CHECK(box.queue().sent == 2);
    auto const stored = server.stored();
    CHECK(stored.size() == 2);
    auto const store = box.store();
    for (auto const& one : stored) {
        auto const ours = store.read(std::string_view(one["id"].get<std::string>()));
        for (form::Attachment const& file : ours->submission.attachments)
            CHECK(one["files"][file.name] == crypto::sha256Hex(file.bytes));
    }
}

} // namespace

// tests/upload/network.py gives them one.
TEST_SUITE_BEGIN("network" * doctest::skip(std::getenv("HUIBIAO_OWN_NET") == nullptr));

TEST_CASE("in a network where the server is dead, or its line is cut in the middle, nothing is lost") {
    struct Fault {
        char const* does;
        char const* words;
    };
    for (Fault const& fault : {Fault{"drop", "连不上"}, Fault{"reject with tcp reset", "连不上"},
                               Fault{"quota over 20000 bytes drop", "超时"},
                               Fault{"quota over 20000 bytes reject with tcp reset", "连不上"}}) {
        std::string const does = fault.does;
        CAPTURE(does);
        TestServer& server = fresh();
        Box box;
        fill(box, 60'000);
        {
            Rule const rule(server, fault.does);
            CHECK(says(troublesOf(box, serverAt(server)), fault.words));
            CHECK(box.queue().sent <= server.stored().size());
        }
        checkAllThere(box, server);
    }
}

TEST_CASE("in a network that loses every tenth packet, and on a slow line, all arrives") {
    TestServer& server = fresh();
    {
        Box box;
        fill(box, 10'000);
        Rule const rule(server, "numgen random mod 10 == 0 drop");
        checkAllThere(box, server);
    }
    fresh();
    Box box;
    fill(box, 6'000);
    run("ip link set lo mtu 1500 && tc qdisc add dev lo root tbf rate 64kbit burst 3kb latency 2s");
    checkAllThere(box, server);
    run("tc qdisc del dev lo root");
}

TEST_CASE("in a network without names, or with none at all, the words say so") {
    TestServer& server = fresh();
    Box box;
    fill(box, 10);
    upload::Server named;
    named.base = "https://odk.example.org/v1/key/abcdef/projects/1";
    CHECK(says(troublesOf(box, named), "DNS"));
    run("ip link set lo down");
    CHECK(says(troublesOf(box, serverAt(server)), "连不上"));
    run("ip link set lo up");
    checkAllThere(box, server);
}

TEST_SUITE_END();
