#include "world.h"

#include <cmath>

using namespace huibiao;
using xpath::TimeZone;

TEST_CASE("now and today are those of the clock and the zone") {
    World world;
    CHECK(world.text("now()") == "2023-05-18T09:30:00.000+08:00");
    CHECK(world.text("today()") == "2023-05-18");
    CHECK(world.text("date(today() + 10)") == "2023-05-28");
    CHECK(world.truth("now() > today()"));
    CHECK(world.truth("'2023-05-18' = string(today())"));
    CHECK(world.truth("today() = '2023-05-18'"));
    CHECK(world.truth("today() < '2023-05-19'"));
    CHECK(!world.truth("today() <= '2023-05-17'"));
    CHECK(world.number("today() - '2023-05-01'") == 17);
    auto const zone = TimeZone::named("America/Los_Angeles");
    REQUIRE(zone);
    world.context.zone = &*zone;
    CHECK(world.text("today()") == "2023-05-17");
    CHECK(world.text("now()") == "2023-05-17T18:30:00.000-07:00");
}

TEST_CASE("dates are read, told and refused") {
    World world("<r><d>2012-07-23</d><w>2023-05-18T12:00:00.000+08:00</w></r>", "/r");
    CHECK(world.text("date('2023-05-18')") == "2023-05-18");
    CHECK(world.text("date('2023-5-8')") == "2023-05-08");
    CHECK(world.text("date('2023-05-18T00:00:00.000+08:00')") == "2023-05-18");
    CHECK(world.text("date-time('2023-05-18T04:00:00Z')") == "2023-05-18T12:00:00.000+08:00");
    CHECK(world.text("date-time('2023-05-18T12:00')") == "2023-05-18T12:00:00.000+08:00");
    CHECK(world.text("date('2024-02-29')") == "2024-02-29");
    CHECK(world.text("date('2023-02-29')") == "Invalid Date");
    CHECK(world.text("date('2023-13-01')") == "Invalid Date");
    CHECK(world.text("date('2023-05-18 ')") == "Invalid Date");
    CHECK(world.text("date('2023-05-18T25:00')") == "Invalid Date");
    CHECK(!world.truth("date('x')"));
    CHECK(std::isnan(world.number("date('x')")));
    CHECK(world.text("date('')").empty());
    CHECK(world.text("date(1 div 0)") == "Invalid Date");
    CHECK(world.text("date(100000000)") == "Invalid Date");
    CHECK(world.text("date(19495)") == "2023-05-18T08:00:00.000+08:00");
    CHECK(world.text("date(d)") == "2012-07-23");
    CHECK(world.truth("d < date('2012-07-24')"));
    CHECK(world.truth("d = date('2012-07-24') - 1"));
    CHECK(world.truth("d > date('2012-07-22') and d <= '2012-07-23'"));
    CHECK(world.number("decimal-date-time('1970-01-02T08:00:00.000+08:00')") == 1);
    CHECK(world.number("decimal-time('06:00')") == 0.25);
    CHECK(world.number("decimal-time('06:00:00.000+09:00')") == doctest::Approx(5.0 / 24));
    CHECK(world.number("decimal-time(w)") == 0.5);
    CHECK(std::isnan(world.number("decimal-time('6:00')")));
    CHECK(world.text("number('1970-01-03')") == "1");
    world.mode = xpath::Mode::JavaRosa;
    CHECK(world.error("date('x')").message.en.find("no date") != std::string::npos);
    CHECK(world.text("date('')").empty());
}

TEST_CASE("formats") {
    World world;
    CHECK(world.text("format-date('2023-05-08', '%Y年%n月%e日 %a')") == "2023年5月8日 Mon");
    CHECK(world.text("format-date('2023-05-07', '%y/%m/%d %b %a')") == "23/05/07 May Sun");
    CHECK(world.text("format-date-time('2023-05-08T09:05:07.045', '%H:%M:%S.%3 %h')") == "09:05:07.045 9");
    CHECK(world.text("format-date('2023-05-08', '%H %% %q %')") == "00 %% %q %");
    CHECK(world.text("format-date('x', '%Y')").empty());
    CHECK(world.text("format-date(today() + 1, '%d')") == "19");
    CHECK(world.text("format-date('', '%Y')").empty());
}

TEST_CASE("time zones through the years") {
    auto const berlin = TimeZone::named("Europe/Berlin");
    REQUIRE(berlin);
    CHECK(berlin->offsetAt(1684373400) == 120);
    CHECK(berlin->offsetAt(1673740800) == 60);
    CHECK(berlin->offsetAt(4843708800) == 120);      // 2123-06-30, by the rule
    CHECK(berlin->offsetAt(4830000000LL) == 60);     // 2123-01-22
    CHECK(berlin->offsetOfLocal(1679796000) == 60);  // 2023-03-26 02:00, in the gap
    CHECK(berlin->offsetOfLocal(1698544800) == 120); // 2023-10-29 02:00, twice
    auto const sydney = TimeZone::named("Australia/Sydney");
    REQUIRE(sydney);
    CHECK(sydney->offsetAt(4830000000LL) == 660);
    CHECK(sydney->offsetAt(4843708800) == 600);
    auto const shanghai = TimeZone::named("Asia/Shanghai");
    REQUIRE(shanghai);
    CHECK(shanghai->offsetAt(520000000) == 540); // summer time of 1986
    CHECK(shanghai->offsetAt(1684373400) == 480);
    CHECK(TimeZone::fixed(-90).offsetAt(0) == -90);
    CHECK(TimeZone().offsetOfLocal(0) == 0);
    for (auto const* name : {"", "Nowhere/City", "../../etc/passwd", "/etc/localtime", "Asia/\nShanghai"})
        CHECK(!TimeZone::named(name));
    // Zone files are not all there is in that folder.
    CHECK(!TimeZone::named("zone.tab"));
    CHECK(!TimeZone::named("Asia"));
}

TEST_CASE("every day of eight centuries there and back") {
    World world;
    for (int day = -160000; day < 140000; day += 97) {
        auto const text = world.text("date(" + std::to_string(day) + ")");
        CHECK(world.number("decimal-date-time('" + text + "')") == doctest::Approx(day).epsilon(1e-12));
    }
}

TEST_CASE("format-date takes the letters of the time as well: a date alone is midnight") {
    World world;
    CHECK(world.text("format-date('2020-01-02', '%Y %H:%M:%S.%3')") == "2020 00:00:00.000");
    CHECK(world.text("format-date('2020-01-02T15:04:05', '%e/%n %H:%M')") == "2/1 15:04");
    CHECK(world.text("format-date('2020-01-02', '100% %j %%')") == "100% %j %%");
}
