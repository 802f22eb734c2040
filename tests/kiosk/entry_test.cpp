#include "chinese.h"

#include <set>

using namespace sample;
using kiosk::Entry;
using kiosk::EntryMode;
using kiosk::Verb;

namespace {

std::string press(Entry& entry, EntryMode mode, std::string const& keys) {
    std::string text;
    for (char const key : keys) text += entry.key(mode, std::string(1, key));
    return text;
}

std::string write(Entry& entry, ink::Strokes const& strokes, bool rested) {
    std::string text;
    for (ink::Stroke const& stroke : strokes) {
        text += entry.stroke(stroke, rested);
        rested = false;
    }
    return text;
}

} // namespace

TEST_CASE("ways to write are offered as far as there is something behind them") {
    Entry const nothing(nullptr, nullptr);
    CHECK(nothing.modes().empty());
    CHECK(nothing.mode(base::Language::Chinese) == EntryMode::Letters);
    Entry const keys(&engine(), nullptr);
    CHECK(keys.modes().front() == EntryMode::Pinyin);
    CHECK(keys.mode(base::Language::Chinese) == EntryMode::Pinyin);
    Entry both(&engine(), &recogniser());
    CHECK(both.modes().size() == 5);
    CHECK(both.mode(base::Language::Chinese) == EntryMode::Hand);
    CHECK(both.mode(base::Language::English) == EntryMode::Letters);
    both.choose(EntryMode::Nine);
    CHECK(both.mode(base::Language::English) == EntryMode::Nine);
    both.forget();
    CHECK(both.mode(base::Language::Chinese) == EntryMode::Hand);
    Entry onlyInk(nullptr, &recogniser());
    onlyInk.choose(EntryMode::Pinyin);
    CHECK(onlyInk.mode(base::Language::Chinese) == EntryMode::Hand);
}

TEST_CASE("pinyin: candidates come, a part is chosen, keys are taken back one by one") {
    Entry entry(&engine(), nullptr);
    CHECK(press(entry, EntryMode::Pinyin, "liuyangshi").empty());
    CHECK(entry.candidates().front() == "浏阳市");
    CHECK(entry.take(0) == "浏阳市");
    CHECK_FALSE(entry.pending());

    press(entry, EntryMode::Pinyin, "banshi");
    CHECK(entry.take(find(entry, "办")).empty());
    CHECK(entry.preedit().starts_with("办"));
    CHECK(entry.take(find(entry, "事")) == "办事");

    press(entry, EntryMode::Pinyin, "ni");
    CHECK(entry.erase());
    CHECK(entry.preedit() == "n");
    CHECK(entry.erase());
    CHECK_FALSE(entry.pending());
    CHECK_FALSE(entry.erase());
}

TEST_CASE("the space takes the first candidate, another sign follows it") {
    Entry entry(&engine(), nullptr);
    press(entry, EntryMode::Pinyin, "gaopingzhen");
    CHECK(entry.key(EntryMode::Pinyin, " ") == "高坪镇");
    CHECK(entry.key(EntryMode::Pinyin, " ") == " ");
    press(entry, EntryMode::Nine, "42674649436");
    std::string const first = entry.candidates().front();
    CHECK(first == "高坪镇");
    CHECK(entry.key(EntryMode::Nine, "。") == "高坪镇。");
    CHECK(entry.key(EntryMode::Letters, "a") == "a");
}

TEST_CASE("handwriting: candidates after each stroke, one taken back, one chosen") {
    Entry entry(nullptr, &recogniser());
    CHECK(write(entry, da(), false).empty());
    CHECK(entry.candidates().size() >= 10);
    CHECK(entry.candidates().front() == "大");
    CHECK(entry.undoStroke());
    CHECK(entry.strokes().size() == 2);
    CHECK(entry.stroke(da()[2], false).empty());
    CHECK(entry.take(0) == "大");
    CHECK(entry.strokes().empty());
    CHECK(entry.candidates().empty());
    write(entry, zhong(), false);
    CHECK(entry.erase()); // all of it, as one character
    CHECK_FALSE(entry.pending());
}

TEST_CASE("handwriting: the next character begins beside or on top, and the former is taken") {
    Entry beside(nullptr, &recogniser());
    write(beside, da(), false);
    CHECK(write(beside, zhong(140), true) == "大");
    CHECK(beside.candidates().front() == "中");
    CHECK(beside.settle() == "中");

    Entry over(nullptr, &recogniser());
    write(over, zhong(), false);
    std::string const taken = write(over, da(), true);
    CHECK(taken == "中");
    CHECK(over.settle() == "大");
}

TEST_CASE("handwriting: a slow hand's character stays one") {
    Entry slow(nullptr, &recogniser());
    std::string text;
    for (ink::Stroke const& stroke : zhong()) text += slow.stroke(stroke, true);
    CHECK(text.empty());
    CHECK(slow.candidates().front() == "中");
    Entry without(nullptr, &recogniser());
    write(without, da(), false);
    CHECK(write(without, zhong(140), false).empty()); // no rest: shown as one line, taken as one
    CHECK(without.candidates().front() == "大中");
    CHECK(without.take(find(without, "大")) == "大");
    CHECK(without.candidates().front() == "中");
}

TEST_CASE("a field: written, typed, erased, and what is marked as first goes along") {
    Field it;
    CHECK(it.session->mode() == EntryMode::Hand);
    it.draw(da());
    CHECK(it.shown().empty());
    it.candidate("大");
    CHECK(it.shown() == "大");
    it.press(Verb::Mode, {}, "pinyin");
    it.keys("liuyangshi");
    CHECK(it.shown() == "大");
    it.candidate("浏阳市");
    CHECK(it.shown() == "大浏阳市");
    it.keys("h");
    it.press(Verb::Erase);
    CHECK(it.shown() == "大浏阳市");
    it.press(Verb::Erase);
    CHECK(it.shown() == "大浏阳");
    it.keys("shi");
    it.session->type("!"); // a real keyboard
    CHECK(it.shown().ends_with("!"));
    CHECK_FALSE(it.session->entry().pending());
    it.press(Verb::Mode, {}, "hand");
    it.draw(zhong());
    it.press(Verb::Next);
    CHECK(it.session->screen() == kiosk::Screen::Review);
    CHECK(it.session->survey()->answers().back().text.ends_with("中"));
}

TEST_CASE("the way to write stays with a person and goes with the person; so does what is begun") {
    Field it;
    it.press(Verb::Mode, {}, "pinyin");
    it.keys("ni");
    it.press(Verb::Back);
    CHECK_FALSE(it.session->entry().pending());
    CHECK(it.session->mode() == EntryMode::Pinyin);
    it.press(Verb::Next);
    it.keys("hao");
    it.press(Verb::Abandon);
    it.press(Verb::AbandonYes);
    CHECK(it.session->screen() == kiosk::Screen::Attract);
    CHECK_FALSE(it.session->entry().pending());
    CHECK(it.session->entry().candidates().empty());
    CHECK(it.session->mode() == EntryMode::Hand);
}

TEST_CASE("more candidates are a press away, and the panel keeps its place") {
    Field it;
    it.press(Verb::Mode, {}, "pinyin");
    it.keys("shi");
    kiosk::TextCache texts(fonts());
    auto const look = [&] { return kiosk::makeScene(*it.session, texts, 1024, 600, "", {}); };
    auto scene = look();
    REQUIRE(scene.find("candidate:0"));
    auto const* more = scene.find("candidates_more");
    REQUIRE(more);
    draw::Rect const key = scene.find("key:a")->rect;
    std::set<std::string> seen;
    for (int page = 0; page < 30 && more; ++page) {
        for (auto const& item : scene.items)
            if (item.id.starts_with("candidate:")) CHECK(seen.insert(item.id).second);
        it.session->press(*more->act);
        scene = look();
        CHECK(scene.find("key:a")->rect == key);
        more = scene.find("candidates_more");
    }
    for (auto const& item : scene.items)
        if (item.id.starts_with("candidate:")) seen.insert(item.id);
    CHECK(seen.size() == it.session->entry().candidates().size());
    while (auto const* back = scene.find("candidates_back")) {
        it.session->press(*back->act);
        scene = look();
    }
    CHECK(scene.find("candidate:0"));
}
