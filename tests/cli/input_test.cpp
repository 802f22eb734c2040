#include "run.h"

#include <doctest/doctest.h>

#include <string>

TEST_CASE("a line of letters in, candidates out") {
    auto const done = call({"input", "pinyin"}, "laoren\n\nnver\r\nxi'an\n");
    CHECK(done.exit == 0);
    CHECK(done.err.empty());
    CHECK(done.out.starts_with("[\"老人\""));
    CHECK(done.out.find("\n[]\n[\"女儿\"") != std::string::npos);
    CHECK(done.out.find("\n[\"西安\"") != std::string::npos);
}

TEST_CASE("a line of digits in, candidates out") {
    auto const done = call({"input", "t9"}, "526736\n");
    CHECK(done.exit == 0);
    CHECK(done.out.starts_with("[\"老人\""));
}

TEST_CASE("the accent is taken when it is asked for") {
    CHECK(call({"input", "pinyin"}, "zenfu\n").out.find("政府") == std::string::npos);
    CHECK(call({"input", "pinyin", "--fuzzy"}, "zenfu\n").out.find("政府") != std::string::npos);
}

TEST_CASE("an event's words come first") {
    std::string const bundle = std::string(HUIBIAO_SOURCE_DIR) + "/assets/events/gaoping";
    auto const letters =
        call({"input", "pinyin", "--event", bundle}, "liuyangshi\ngaopingzhen\ngaoping\ndahuzhen\n");
    CHECK(letters.exit == 0);
    for (char const* const place : {"[\"浏阳市\"", "[\"高坪镇\"", "[\"高坪\"", "[\"达浒镇\""})
        CHECK(letters.out.find(place) != std::string::npos);
    auto const nine = call({"input", "t9", "--event", bundle}, "42674649436\n");
    CHECK(nine.out.starts_with("[\"高坪镇\""));
    auto const none = call({"input", "pinyin", "--event", "/nowhere"}, "laoren\n");
    CHECK(none.exit == 1);
    CHECK(none.out.empty());
    CHECK_FALSE(none.err.empty());
}

TEST_CASE("a wrong line is told, keeps its place, and ends in 1") {
    auto const done = call({"input", "pinyin"}, "lao ren\nlaoren\n老人\n");
    CHECK(done.exit == 1);
    CHECK(done.out.starts_with("[]\n[\"老人\""));
    CHECK(done.out.ends_with("]\n[]\n"));
    CHECK(done.err.find("stdin:1") != std::string::npos);
    CHECK(done.err.find("stdin:3") != std::string::npos);
    CHECK(call({"input", "t9"}, "1\n").exit == 1);
    CHECK(call({"input", "pinyin"}, std::string(300, 'a') + "\n").err.find("256") != std::string::npos);
    CHECK(call({"input"}).exit == 2);
    CHECK(call({"input", "pinyin", "--nonsense"}).exit == 2);
}
