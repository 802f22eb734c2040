#include "drawn.h"
#include "ink/writing.h"

using namespace huibiao;
using namespace drawn;

namespace {

void addAll(ink::Writing& writing, Strokes const& strokes) {
    for (Stroke const& stroke : strokes) CHECK(writing.add(stroke));
}

bool same(std::vector<ink::Written> const& a, std::vector<ink::Written> const& b) {
    return std::equal(
        a.begin(), a.end(), b.begin(), b.end(), [](ink::Written const& x, ink::Written const& y) {
            return x.first == y.first && x.count == y.count &&
                   std::equal(x.candidates.begin(), x.candidates.end(), y.candidates.begin(),
                              y.candidates.end(), [](ink::Candidate const& p, ink::Candidate const& q) {
                                  return p.character == q.character && p.score == q.score;
                              });
        });
}

} // namespace

TEST_CASE("one character: candidates after each stroke") {
    ink::Writing writing(recogniser());
    CHECK(writing.read().empty());
    CHECK(writing.text().empty());
    for (Stroke const& stroke : zhong) {
        CHECK(writing.add(stroke));
        REQUIRE(writing.read().size() == 1);
        CHECK(writing.read().front().candidates.size() == 10);
    }
    CHECK(writing.text() == "中");
    writing.clear();
    CHECK(writing.strokes().empty());
    CHECK(writing.read().empty());
}

TEST_CASE("characters beside one another are taken apart") {
    ink::Writing writing(recogniser(), ink::Layout::Row);
    addAll(writing, moved(da, 1, 0, 0));
    addAll(writing, moved(mu, 1, 112, 4));
    addAll(writing, moved(zhong, 1, 230, -3));
    CHECK(writing.text() == "大木中");
    auto const read = writing.read();
    REQUIRE(read.size() == 3);
    CHECK(read[1].first == 3);
    CHECK(read[1].count == 4);
    CHECK(read[1].candidates.size() == 10);

    // The first has been chosen: the rest stays, cut anew.
    writing.drop(3);
    CHECK(writing.text() == "木中");
    writing.drop(99);
    CHECK(writing.read().empty());
}

TEST_CASE("characters one upon the other are taken apart") {
    ink::Writing writing(recogniser(), ink::Layout::Over);
    addAll(writing, da);
    addAll(writing, moved(zhong, 1, 3, -4));
    addAll(writing, moved(wang, 0.95, 0, 2));
    CHECK(writing.text() == "大中王");
}

TEST_CASE("after a rest a character has ended, until its last stroke is taken back") {
    // 二 and 一 one below the other would be 三.
    for (auto const layout : {ink::Layout::Row, ink::Layout::Over}) {
        ink::Writing writing(recogniser(), layout);
        writing.add(san[0]);
        writing.add(san[1]);
        writing.pause();
        writing.pause();
        writing.add(san[2]);
        REQUIRE(writing.read().size() >= 2);
        CHECK(writing.read().back().count == 1);
        ink::Writing plain(recogniser(), layout);
        writing.undo();
        writing.undo();
        writing.add(san[1]);
        writing.add(san[2]);
        for (Stroke const& stroke : san) plain.add(stroke);
        CHECK(same(plain.read(), writing.read()));
    }
    ink::Writing writing(recogniser(), ink::Layout::Over);
    writing.pause();
    addAll(writing, nv);
    writing.pause();
    addAll(writing, ren);
    writing.pause();
    addAll(writing, da);
    writing.drop(3);
    CHECK(writing.read().front().first == 0);
    CHECK(writing.read().front().count <= 2);
}

TEST_CASE("a stroke taken back is as if it had not been written") {
    for (auto const layout : {ink::Layout::One, ink::Layout::Row, ink::Layout::Over}) {
        ink::Writing plain(recogniser(), layout);
        ink::Writing hesitant(recogniser(), layout);
        CHECK_FALSE(hesitant.undo());
        Strokes all = da;
        Strokes const next = moved(gong, 1, layout == ink::Layout::Row ? 110 : 0, 0);
        all.insert(all.end(), next.begin(), next.end());
        for (Stroke const& stroke : all) {
            plain.add(stroke);
            hesitant.add({{5, 90}, {300, 2}});
            CHECK(hesitant.undo());
            hesitant.add(stroke);
            CHECK(same(plain.read(), hesitant.read()));
        }
        hesitant.add({{1, 1}, {50, 60}});
        hesitant.undo();
        CHECK(same(plain.read(), hesitant.read()));
    }
}

TEST_CASE("what is no ink is not taken, and there is an end") {
    ink::Writing writing(recogniser(), ink::Layout::One);
    CHECK_FALSE(writing.add({}));
    CHECK_FALSE(writing.add({{std::nan(""), 0}}));
    CHECK(writing.strokes().empty());
    for (std::size_t i = 0; i < ink::Writing::MostStrokes; ++i)
        CHECK(writing.add({{1, static_cast<double>(i)}}));
    CHECK_FALSE(writing.add({{1, 1}}));
    CHECK(writing.read().front().candidates.size() == 10);
}

TEST_CASE("without any kind wanted there are characters but no candidates") {
    ink::Writing writing(recogniser(), ink::Layout::Row, {.han = false});
    addAll(writing, da);
    CHECK(writing.text().empty());
    CHECK_FALSE(writing.read().empty());
}

TEST_CASE("random scribbles in a row and in a square") {
    std::mt19937 random(11);
    for (auto const layout : {ink::Layout::Row, ink::Layout::Over}) {
        ink::Writing writing(recogniser(), layout);
        for (int i = 0; i < 40; ++i) {
            if (random() % 5 == 0) writing.undo();
            Stroke stroke;
            for (std::size_t n = 1 + random() % 6; n > 0; --n)
                stroke.push_back({static_cast<double>(random() % 800), static_cast<double>(random() % 200)});
            CHECK(writing.add(stroke));
            std::size_t next = 0;
            for (ink::Written const& one : writing.read()) {
                CHECK(one.first == next);
                CHECK(one.count > 0);
                next += one.count;
            }
            CHECK(next == writing.strokes().size());
        }
    }
}
