#include "run.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

using namespace huibiao;

TEST_CASE("strokes in, ten characters out, line by line") {
    Called const done =
        call({"input", "ink"}, R"({"strokes": [[[12,36],[88,32]],[[50,6],[47,45],[12,94]],[[50,40],[92,94]]]}

{"strokes": []}
)");
    CHECK(done.exit == 0);
    CHECK(done.err.empty());
    auto const end = done.out.find('\n');
    auto const found = nlohmann::json::parse(done.out.substr(0, end));
    REQUIRE(found.size() >= 10);
    CHECK(found.front() == "大");
    CHECK(done.out.substr(end) == "\n[]\n");
}

TEST_CASE("a bad line is named, answered by an empty list, and the next is read") {
    Called const done = call({"input", "ink"}, "{\"strokes\": [[[1, 2]], [[1, \"b\"]]]}\nnonsense\n[1]\n"
                                               "{\"strokes\": [[[0, 0, 17], [9, 0, 40]]]}\n");
    CHECK(done.exit == 1);
    CHECK(done.err.find("第 1 行：第 2 笔不对") != std::string::npos);
    CHECK(done.err.find("第 2 行：不是 JSON") != std::string::npos);
    CHECK(done.err.find("第 3 行：缺少 strokes") != std::string::npos);
    CHECK(done.out.starts_with("[]\n[]\n[]\n[\""));
    CHECK(call({"input", "ink"}, "x\n", base::Language::English).err == "line 1: this is no JSON\n");
    CHECK(call({"input"}).exit == 2);
}
