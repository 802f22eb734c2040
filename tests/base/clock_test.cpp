#include "base/clock.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <ctime>

using namespace huibiao::base;
using namespace std::chrono_literals;

TEST_CASE("times are written with their zone") {
    ::setenv("TZ", "Asia/Shanghai", 1);
    ::tzset();
    WallTime const t = WallTime{} + 1684373400s + 125ms;
    CHECK(isoUtc(t) == "2023-05-18T01:30:00.125Z");
    CHECK(isoLocal(t) == "2023-05-18T09:30:00.125+08:00");
    CHECK(stampLocal(t) == "20230518-0930");
}

TEST_CASE("a fake clock moves when told") {
    FakeClock clock(WallTime{} + 10s);
    auto const before = clock.steady();
    clock.advance(1500ms);
    CHECK(clock.steady() - before == 1500ms);
    CHECK(clock.wall() == WallTime{} + 11500ms);
}
