#include "drawn.h"
#include "ink/recogniser.h"

#include <limits>

using namespace huibiao;
using namespace drawn;

TEST_CASE("plainly drawn characters are the first candidate") {
    for (auto const& [strokes, character] : {std::pair{da, U'大'},
                                             {zhong, U'中'},
                                             {ren, U'人'},
                                             {gong, U'公'},
                                             {san, U'三'},
                                             {mu, U'木'},
                                             {nv, U'女'},
                                             {wang, U'王'}}) {
        CAPTURE(static_cast<unsigned>(character));
        auto const found = recogniser().candidates(strokes);
        REQUIRE(found.size() == 10);
        CHECK(found.front().character == character);
    }
    // 土 and 士 differ by the length of two lines.
    CHECK(rank(recogniser().candidates(tu), U'土') <= 1);
}

TEST_CASE("candidates are the best first, each once, their shares of one at most") {
    auto const found = recogniser().candidates(zhong, {.count = 50});
    REQUIRE(found.size() == 50);
    double sum = 0;
    for (std::size_t i = 0; i < found.size(); ++i) {
        sum += std::exp(found[i].score);
        for (std::size_t j = 0; j < i; ++j) CHECK(found[i].character != found[j].character);
        if (i > 0) CHECK(found[i].score <= found[i - 1].score);
    }
    CHECK(sum <= 1.0001);
    CHECK(recogniser().candidates(zhong, {.count = 3}).size() == 3);
    CHECK(recogniser().candidates(zhong, {.count = 0}).empty());
}

TEST_CASE("size, place and density of points say nothing") {
    auto const plain = recogniser().candidates(zhong);
    for (auto const& other :
         {moved(zhong, 0.01, 0, 0), moved(zhong, 13, -5000, 700), moved(zhong, 1e6, 1e7, 1e7)}) {
        auto const found = recogniser().candidates(other);
        CHECK(found.front().character == U'中');
        CHECK(found.front().score == doctest::Approx(plain.front().score).epsilon(0.05));
    }
    Strokes dense;
    for (Stroke const& stroke : zhong) {
        Stroke& line = dense.emplace_back();
        for (std::size_t i = 1; i < stroke.size(); ++i)
            for (int k = 0; k <= 200; ++k) {
                double const t = k / 200.0;
                line.push_back({stroke[i - 1].x + t * (stroke[i].x - stroke[i - 1].x),
                                stroke[i - 1].y + t * (stroke[i].y - stroke[i - 1].y)});
            }
    }
    CHECK(recogniser().candidates(dense).front().character == U'中');
}

TEST_CASE("strokes out of order or run together are still read") {
    for (auto const& [strokes, character] :
         {std::pair{da, U'大'}, {zhong, U'中'}, {gong, U'公'}, {mu, U'木'}, {nv, U'女'}, {wang, U'王'}}) {
        CAPTURE(static_cast<unsigned>(character));
        Strokes swapped = strokes;
        std::swap(swapped[0], swapped[1]);
        CHECK(rank(recogniser().candidates(swapped), character) <= 1);
        Strokes joined = strokes;
        joined[0].insert(joined[0].end(), joined[1].begin(), joined[1].end());
        joined.erase(joined.begin() + 1);
        CHECK(rank(recogniser().candidates(joined), character) < 10);
        CHECK(rank(recogniser().candidates(inOne(strokes)), character) < 10);
    }
}

TEST_CASE("only the kinds that are wanted are answered") {
    Strokes const line{{{50, 5}, {50, 95}}};
    auto const digits = recogniser().candidates(line, {.han = false, .digits = true});
    CHECK(digits.size() == 10);
    CHECK(digits.front().character == U'1');
    Strokes const ring{
        {{50, 2}, {20, 18}, {12, 50}, {22, 84}, {50, 98}, {78, 84}, {88, 50}, {78, 18}, {50, 2}}};
    CHECK(recogniser().candidates(ring, {.han = false, .digits = true}).front().character == U'0');
    auto const letters = recogniser().candidates(ring, {.count = 99, .han = false, .letters = true});
    CHECK(letters.size() == 52);
    CHECK(rank(letters, U'O') < 3);
    Strokes const angle{{{20, 2}, {20, 98}, {82, 98}}};
    CHECK(rank(recogniser().candidates(angle, {.han = false, .letters = true}), U'L') < 2);
    Strokes const question{{{20, 26}, {30, 6}, {58, 2}, {80, 18}, {72, 42}, {52, 54}, {50, 74}},
                           {{50, 94}, {52, 98}}};
    CHECK(recogniser().candidates(question, {.han = false, .punctuation = true}).front().character == U'？');
    for (ink::Candidate const& c : recogniser().candidates(line, {.count = 100})) CHECK(c.character >= U'一');
    CHECK(recogniser().candidates(line, {.han = false}).empty());
    auto const any =
        recogniser().candidates(line, {.count = 20, .digits = true, .letters = true, .punctuation = true});
    CHECK(rank(any, U'1') < 20);
}

TEST_CASE("it knows GB 2312 and characters of place names beyond") {
    auto const& known = recogniser().characters();
    CHECK(known.size() > 6990);
    for (char32_t const c : std::u32string(U"浏澄岘圳畲峒塅磜塝"))
        CHECK(std::find(known.begin(), known.end(), c) != known.end());
}

TEST_CASE("poor ink is safe") {
    double const nan = std::numeric_limits<double>::quiet_NaN();
    double const inf = std::numeric_limits<double>::infinity();
    double const huge = std::numeric_limits<double>::max();
    CHECK(recogniser().candidates({}).empty());
    CHECK(recogniser().candidates({{}}).empty());
    CHECK(recogniser().candidates({{{nan, 1}}, {{inf, -inf}}}).empty());
    for (Strokes const& strokes :
         {Strokes{{{5, 5}}}, Strokes{{{5, 5}, {5, 5}, {5, 5}}}, Strokes{{{0, 0}}, {{0, 0}}, {{0, 0}}},
          Strokes{{{nan, 0}, {0, 0}, {10, inf}, {10, 10}}}, Strokes{{{-huge, -huge}, {huge, huge}}},
          Strokes{{{0, 0}, {huge, 0}}}, Strokes{{{1e-300, 0}, {2e-300, 0}}}, Strokes{{{0, 0}, {1, 0}}, {}}})
        CHECK(recogniser().candidates(strokes).size() == 10);
    CHECK(rank(recogniser().candidates({{{0, 0}, {100, 0}}}), U'一') < 10);
    Strokes scribble(1);
    for (int i = 0; i < 10000; ++i) scribble[0].push_back({std::sin(i * 1.7) * 100, std::cos(i * 0.9) * 100});
    CHECK(recogniser().candidates(scribble).size() == 10);
    Strokes many;
    for (int i = 0; i < 500; ++i) many.push_back({{i * 0.3, i % 17 * 5.0}, {i * 0.2, i % 13 * 7.0}});
    CHECK(recogniser().candidates(many).size() == 10);
}

TEST_CASE("random ink always gets its ten candidates") {
    std::mt19937 random(7);
    auto const upTo = [&](std::size_t n) { return random() % n; };
    for (int round = 0; round < 60; ++round) {
        Strokes strokes(1 + upTo(12));
        double const scale = std::pow(10.0, static_cast<double>(upTo(16)) - 8.0);
        for (Stroke& stroke : strokes)
            for (std::size_t n = 1 + upTo(30); n > 0; --n)
                stroke.push_back({scale * static_cast<double>(upTo(1000)),
                                  scale * (static_cast<double>(upTo(1000)) - 500)});
        auto const found = recogniser().candidates(strokes);
        REQUIRE(found.size() == 10);
        for (ink::Candidate const& c : found) CHECK(std::isfinite(c.score));
    }
}
