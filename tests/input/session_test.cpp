#include "input.h"

namespace {

void type(input::Session& session, std::string_view keys) {
    for (char const key : keys) REQUIRE(session.type(key));
}

input::Candidate named(input::Session const& session, std::string const& text) {
    for (input::Candidate const& one : session.candidates(60))
        if (one.text == text) return one;
    FAIL("no candidate " << text);
    return {};
}

} // namespace

TEST_CASE("candidates for all the keys come before those for a part") {
    Typing const typing;
    auto session = typing.session();
    type(session, "laorenjia");
    auto const candidates = session.candidates(40);
    REQUIRE(candidates.size() > 3);
    CHECK(candidates.front().text == "老人家");
    CHECK(candidates.front().keys == 9);
    CHECK(
        std::is_sorted(candidates.begin(), candidates.end(),
                       [](input::Candidate const& a, input::Candidate const& b) { return a.keys > b.keys; }));
    CHECK(session.candidates(2).size() == 2);
}

TEST_CASE("a choice may leave the rest to go on with") {
    Typing const typing;
    auto session = typing.session();
    type(session, "laorenshequ");
    CHECK(session.choose(named(session, "老人")).empty());
    CHECK(session.keys() == "shequ");
    CHECK(session.preedit() == "老人she qu");
    CHECK(session.choose(named(session, "社区")) == "老人社区");
    CHECK(session.keys().empty());
    CHECK(session.preedit().empty());
    type(session, "xi'an"); // the mark behind a part goes with it
    CHECK(session.choose(named(session, "西")).empty());
    CHECK(session.keys() == "an");
}

TEST_CASE("erasing takes keys, then choices, back") {
    Typing const typing;
    auto session = typing.session();
    CHECK_FALSE(session.erase());
    type(session, "laorens");
    CHECK(session.choose(named(session, "老人")).empty());
    CHECK(session.keys() == "s");
    CHECK(session.erase()); // the s, and with it the choice: its keys are back
    CHECK(session.keys() == "laoren");
    CHECK(session.preedit() == "lao ren");
    for (int i = 0; i < 6; ++i) CHECK(session.erase());
    CHECK(session.keys().empty());
    CHECK_FALSE(session.erase());
}

TEST_CASE("clearing leaves nothing") {
    Typing const typing;
    auto session = typing.session();
    type(session, "laorenshequ");
    CHECK(session.choose(named(session, "老人")).empty());
    session.clear();
    CHECK(session.keys().empty());
    CHECK(session.preedit().empty());
    CHECK(session.candidates(10).empty());
    type(session, "shequ");
    CHECK(session.choose(named(session, "社区")) == "社区");
}

TEST_CASE("sessions know nothing of each other") {
    Typing const typing;
    auto letters = typing.session();
    auto nine = typing.session(Nine);
    type(letters, "lao");
    type(nine, "526736");
    type(letters, "ren");
    CHECK(letters.lines(1) == std::vector<std::string>{"老人"});
    CHECK(nine.lines(1) == std::vector<std::string>{"老人"});
    nine.clear();
    CHECK(letters.preedit() == "lao ren");
}
