#include "kiosk/glide.h"
#include "kiosk/sound.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>

using namespace huibiao;
using namespace std::chrono_literals;
using kiosk::Glide;

namespace {

base::SteadyTime at(std::chrono::milliseconds ms) {
    return base::SteadyTime(10s + ms);
}

/// A finger that pushes by `px` every 10 ms, ten times, and leaves.
Glide pushed(double px, std::chrono::milliseconds rest = 5ms) {
    Glide glide;
    for (int i = 0; i < 10; ++i) glide.drag(px, at(10ms * i));
    glide.release(at(90ms + rest), 1);
    return glide;
}

} // namespace

TEST_CASE("a pushed page runs on, ever slower, and comes to rest by itself") {
    Glide glide = pushed(12); // 1200 dp/s
    REQUIRE(glide.moving());
    double way = 0;
    double last = 1e9;
    int frames = 0;
    for (; glide.moving() && frames < 500; ++frames) {
        double const step = glide.step(at(95ms + 16ms * (frames + 1)));
        CHECK(step > 0);
        CHECK(step < last);
        last = step;
        way += step;
    }
    CHECK(frames < 120); // two seconds
    CHECK(way > 250);
    CHECK(way < 450); // speed by 0.325 s
    CHECK(glide.step(at(9s)) == 0);
}

TEST_CASE("it runs as far however often the screen is shown") {
    Glide often = pushed(-12);
    Glide seldom = pushed(-12);
    double a = 0;
    for (int i = 1; i <= 80; ++i) a += often.step(at(95ms + 10ms * i));
    double const b = seldom.step(at(895ms));
    CHECK(a < 0);
    CHECK(std::abs(a - b) < 0.001);
}

TEST_CASE("a finger that rested, one that is slow and one that stops the page leave it where it is") {
    CHECK_FALSE(pushed(12, 200ms).moving());
    CHECK_FALSE(pushed(0.5).moving());
    Glide once;
    once.drag(30, at(0ms));
    once.release(at(1ms), 1);
    CHECK_FALSE(once.moving());
    Glide glide = pushed(12);
    glide.stop();
    CHECK_FALSE(glide.moving());
    CHECK(glide.step(at(200ms)) == 0);
}

TEST_CASE("the click is short, soft and ends in silence") {
    auto const samples = kiosk::clickSamples();
    CHECK(samples.size() <= kiosk::ClickRate / 50);
    auto const loud = [](std::int16_t a, std::int16_t b) { return std::abs(a) < std::abs(b); };
    int const most = std::abs(*std::max_element(samples.begin(), samples.end(), loud));
    CHECK(most > 2000);
    CHECK(most < 10000);
    CHECK(samples.front() == 0);
    CHECK(std::abs(samples.back()) < 50);
}
