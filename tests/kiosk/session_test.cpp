#include "sample.h"

using namespace sample;
using kiosk::Dialog;
using kiosk::Screen;
using kiosk::Verb;

namespace {

/// From the start of the survey to the page that checks: satisfied, no topics, 70 years, no words.
void answerAll(Kiosk& it) {
    it.begin();
    it.press(Verb::Next); // the note
    it.choose("/data/grade", "5");
    it.press(Verb::Next);
    it.press(Verb::Next); // topics may stay open
    it.press(Verb::Key, {}, "7");
    it.press(Verb::Key, {}, "0");
    it.press(Verb::Next);
    it.press(Verb::Next);
}

} // namespace

TEST_CASE("a citizen goes from the first touch to thanks, and the answer is kept before them") {
    Kiosk it;
    CHECK(it.session->screen() == Screen::Attract);
    answerAll(it);
    REQUIRE(it.session->screen() == Screen::Review);
    auto const answers = it.session->survey()->answers();
    REQUIRE(answers.size() == 4);
    CHECK(answers[0].text == "非常满意");
    CHECK(answers[1].text.empty());
    CHECK(answers[2].text == "70");
    CHECK(it.kept.empty());
    it.press(Verb::Submit);
    CHECK(it.session->screen() == Screen::Thanks);
    REQUIRE(it.kept.size() == 1);
    CHECK(it.kept[0].xml.find("<grade>5</grade>") != std::string::npos);
    CHECK(it.kept[0].xml.find("<age>70</age>") != std::string::npos);
    CHECK(it.session->survey() == nullptr);
    it.wait(7900ms);
    CHECK(it.session->screen() == Screen::Thanks);
    it.wait(200ms);
    CHECK(it.session->screen() == Screen::Attract);
}

TEST_CASE("a form that asks for the device is told which screen it is, and never who") {
    Kiosk it(sample::formXml(
        R"(<bind nodeset="/data/device" type="string" jr:preload="property" jr:preloadParams="deviceid"/>
<bind nodeset="/data/user" type="string" jr:preload="property" jr:preloadParams="username"/>)",
        "<device/><user/>"));
    it.services.deviceId = "huibiao:hall-1";
    answerAll(it);
    it.press(Verb::Submit);
    REQUIRE(it.kept.size() == 1);
    CHECK(it.kept[0].xml.find("<device>huibiao:hall-1</device>") != std::string::npos);
    CHECK(it.kept[0].xml.find("<user/>") != std::string::npos);
}

TEST_CASE("required and constraint stop at their page, in words, and relevance adds the page that belongs") {
    Kiosk it;
    it.begin();
    it.press(Verb::Next);
    REQUIRE(it.ref() == "/data/grade");
    it.press(Verb::Next);
    CHECK(it.ref() == "/data/grade");
    REQUIRE(it.session->survey()->fault("/data/grade") != nullptr);
    CHECK(it.session->survey()->fault("/data/grade")->find("请选一项") != std::string::npos);
    CHECK(it.session->survey()->total() == 4);
    it.choose("/data/grade", "1");
    CHECK(it.session->survey()->fault("/data/grade") == nullptr);
    CHECK(it.session->survey()->total() == 5);
    it.press(Verb::Next);
    REQUIRE(it.ref() == "/data/reason");
    it.session->type("等太久");
    it.press(Verb::Next);
    for (char const* topic : {"t0", "t1", "t2", "t3"}) it.choose("/data/topics", topic);
    REQUIRE(it.session->survey()->fault("/data/topics") != nullptr);
    it.choose("/data/topics", "t3");
    CHECK(it.session->survey()->fault("/data/topics") == nullptr);
    it.press(Verb::Next);
    for (char const* key : {"9", "9", "9"}) it.press(Verb::Key, {}, key);
    it.press(Verb::Next);
    REQUIRE(it.ref() == "/data/age");
    REQUIRE(it.session->survey()->fault("/data/age") != nullptr);
    CHECK(*it.session->survey()->fault("/data/age") == "年龄请填 1 到 120 之间的数。");
    it.press(Verb::PickLanguage, {}, "1");
    CHECK(*it.session->survey()->fault("/data/age") == "Please enter an age from 1 to 120.");
    it.press(Verb::EraseAll);
    it.press(Verb::Key, {}, "80");
    it.press(Verb::Next);
    CHECK(it.ref() == "/data/words");
}

TEST_CASE("a pressed radio stays; digits alone reach a number") {
    Kiosk it;
    it.begin();
    it.press(Verb::Next);
    it.choose("/data/grade", "4");
    it.choose("/data/grade", "4");
    CHECK(it.session->survey()->page().questions.front().value == "4");
    it.press(Verb::Next);
    it.press(Verb::Next);
    REQUIRE(it.ref() == "/data/age");
    it.session->type("6x.5");
    CHECK(it.session->survey()->shown(it.session->survey()->page().questions.front()) == "65");
    it.session->erase();
    CHECK(it.session->survey()->shown(it.session->survey()->page().questions.front()) == "6");
}

TEST_CASE("nobody there: warned first, then nothing of the last person is left") {
    Kiosk it;
    it.begin();
    it.press(Verb::PickLanguage, {}, "1");
    it.press(Verb::Next);
    it.choose("/data/grade", "2");
    it.wait(59s);
    CHECK(it.session->dialog() == Dialog::None);
    it.wait(1s);
    REQUIRE(it.session->dialog() == Dialog::Idle);
    CHECK(it.session->left() == 20s);
    it.wait(19s);
    CHECK(it.session->left() == 1s);
    SUBCASE("a press goes on with everything there") {
        it.press(Verb::Continue);
        CHECK(it.session->dialog() == Dialog::None);
        CHECK(it.session->survey()->page().questions.front().value == "2");
        it.wait(59s);
        CHECK(it.session->dialog() == Dialog::None);
    }
    SUBCASE("no press: a clean page for the next one, in the form's own language") {
        it.wait(1s);
        CHECK(it.session->screen() == Screen::Attract);
        CHECK(it.session->survey() == nullptr);
        it.begin();
        CHECK(it.session->words() == base::Language::Chinese);
        it.press(Verb::Next);
        CHECK(it.session->survey()->page().questions.front().value.empty());
        CHECK(it.kept.empty());
    }
    SUBCASE("somebody new starts over, but not with the touch that was meant for the page below") {
        it.wait(-19s);
        it.press(Verb::StartOver);
        CHECK(it.session->dialog() == Dialog::Idle);
        it.wait(1s);
        it.press(Verb::StartOver);
        CHECK(it.session->screen() == Screen::Attract);
    }
}

TEST_CASE("what cannot be stored stays on the screen, and is kept later when the person has gone") {
    Kiosk it;
    it.full = true;
    answerAll(it);
    it.press(Verb::Submit);
    CHECK(it.session->screen() == Screen::Review);
    CHECK(it.session->keepFailed());
    CHECK(it.session->survey()->answers()[0].text == "非常满意");
    SUBCASE("try again") {
        it.full = false;
        it.press(Verb::Submit);
        CHECK(it.session->screen() == Screen::Thanks);
        CHECK(it.kept.size() == 1);
    }
    SUBCASE("gone: kept in the background as soon as there is room") {
        it.wait(60s);
        it.wait(20s);
        CHECK(it.session->screen() == Screen::Attract);
        CHECK(it.session->waiting() == 1);
        it.full = false;
        it.wait(11s);
        CHECK(it.session->waiting() == 0);
        CHECK(it.kept.size() == 1);
    }
    SUBCASE("taken back: not kept") {
        it.full = false;
        it.press(Verb::Abandon);
        it.press(Verb::AbandonYes);
        it.wait(60s);
        CHECK(it.session->waiting() == 0);
        CHECK(it.kept.empty());
    }
}

TEST_CASE("不填了 asks first and keeps nothing") {
    Kiosk it;
    it.begin();
    it.press(Verb::Abandon);
    CHECK(it.session->dialog() == Dialog::Abandon);
    it.press(Verb::Dismiss);
    CHECK(it.session->screen() == Screen::Survey);
    it.press(Verb::Abandon);
    it.press(Verb::AbandonYes);
    CHECK(it.session->screen() == Screen::Attract);
    CHECK(it.kept.empty());
}

TEST_CASE("the staff corner: three seconds, a PIN, and a wrong one slows down however it is tried") {
    Kiosk it;
    it.session->holdCorner();
    it.wait(900ms);
    CHECK(it.session->hold() == 0);
    it.wait(1200ms);
    CHECK(it.session->hold() > 0.5);
    it.session->releaseCorner();
    it.wait(2s);
    CHECK(it.session->screen() == Screen::Attract);
    auto const open = [&] {
        it.session->holdCorner();
        it.wait(3s);
        REQUIRE(it.session->screen() == Screen::Pin);
    };
    auto const enter = [&](std::string const& pin) {
        for (char const c : pin) it.press(Verb::Digit, {}, std::string(1, c));
        it.press(Verb::DigitsEnter);
    };
    open();
    int const waits[] = {2, 4, 8, 16, 32, 60, 60};
    for (int const seconds : waits) {
        if (it.session->screen() != Screen::Pin) open(); // it closes by itself after half a minute
        enter("1111");
        CHECK(it.session->pinWaits());
        CHECK(it.session->left() == std::chrono::seconds(seconds));
        if (seconds > 3) { // leaving is no way round it
            it.press(Verb::Home);
            open();
        }
        enter("2468");
        CHECK(it.session->screen() == Screen::Pin);
        it.wait(std::chrono::seconds(seconds));
    }
    open();
    enter("2468");
    REQUIRE(it.session->screen() == Screen::Staff);
    it.press(Verb::QuitYes);
    CHECK_FALSE(it.session->quit());
    it.press(Verb::Quit);
    it.press(Verb::QuitYes);
    CHECK(it.session->quit());
}

TEST_CASE("without a PIN the corner opens nothing") {
    auto event = sample::event({questionnaire(formXml())});
    event.pinHash.clear();
    Kiosk it(std::move(event));
    it.services.pinRight = [](std::string_view) { return true; };
    it.session->holdCorner();
    it.wait(3s);
    REQUIRE(it.session->screen() == Screen::Pin);
    for (int i = 0; i < 4; ++i) it.press(Verb::Digit, {}, "1");
    it.press(Verb::DigitsEnter);
    CHECK(it.session->screen() == Screen::Pin);
    it.wait(30s);
    CHECK(it.session->screen() == Screen::Attract);
}

TEST_CASE("what this screen cannot ask is left out when it is optional and refused when it is required") {
    std::string const node = "<place/>";
    std::string const body = R"(<input ref="/data/place"><label>在哪里？</label></input>)";
    SUBCASE("optional") {
        Kiosk it(formXml(R"x(<bind nodeset="/data/place" type="geopoint"/>)x", node, body));
        answerAll(it);
        CHECK(it.session->screen() == Screen::Review);
    }
    SUBCASE("required") {
        Kiosk it(formXml(R"x(<bind nodeset="/data/place" type="geopoint" required="true()"/>)x", node, body));
        it.press(Verb::Begin);
        CHECK(it.session->screen() == Screen::Message);
        it.press(Verb::Home);
        CHECK(it.session->screen() == Screen::Attract);
    }
    SUBCASE("required of some only: refused all the same, before the first question") {
        Kiosk it(formXml(
            R"x(<bind nodeset="/data/place" type="geopoint" required="true()" relevant="/data/grade = '1'"/>)x",
            node, body));
        it.press(Verb::Begin);
        CHECK(it.session->screen() == Screen::Message);
    }
    SUBCASE("required by a condition: told as soon as it holds") {
        Kiosk it(formXml(R"x(<bind nodeset="/data/place" type="geopoint" required="/data/grade = '1'"/>)x",
                         node, body));
        it.begin();
        it.press(Verb::Next);
        it.choose("/data/grade", "1");
        CHECK(it.session->screen() == Screen::Message);
        CHECK(it.session->survey() == nullptr);
        CHECK(it.kept.empty());
    }
}

TEST_CASE("several questionnaires are offered, and none means no call") {
    Kiosk two(sample::event({questionnaire(formXml()), questionnaire(formXml())}));
    two.press(Verb::Begin);
    CHECK(two.session->choosing());
    two.press(Verb::PickForm, {}, "7");
    CHECK(two.session->choosing());
    two.press(Verb::PickForm, {}, "1");
    CHECK(two.session->survey() != nullptr);
    two.press(Verb::Home);
    CHECK(two.session->choosing());
    Kiosk none(sample::event({}));
    none.press(Verb::Begin);
    CHECK(none.session->screen() == Screen::Attract);
}

TEST_CASE("the attract loop turns its pages, and a page alone wakes nobody") {
    Kiosk it;
    CHECK(it.session->posters() == 2);
    CHECK(it.session->wakeAt() == it.clock.steady() + 12s);
    it.wait(12s);
    CHECK(it.session->poster() == 1);
    auto event = sample::event({});
    event.links.clear();
    Kiosk still(std::move(event));
    CHECK_FALSE(still.session->wakeAt().has_value());
}

TEST_CASE("an event whose files have changed is opened anew once nobody is there, and never under anybody") {
    Kiosk it;
    int asked = 0;
    base::Result<bool> answer = false;
    it.services.changed = [&] {
        ++asked;
        return answer;
    };
    it.wait(0ms);
    CHECK(asked == 1);
    CHECK(it.session->wakeAt() == it.clock.steady() + kiosk::Session::ChangesEvery);
    it.wait(9s);
    CHECK(asked == 1);
    it.wait(1s);
    CHECK(asked == 2);
    CHECK_FALSE(it.session->quit());

    // Somebody is answering, somebody holds the corner, staff are there.
    answer = true;
    it.begin();
    it.wait(30s);
    CHECK(asked == 2);
    it.press(Verb::Abandon);
    it.press(Verb::AbandonYes);
    it.session->holdCorner();
    it.wait(2s);
    CHECK(asked == 2);
    it.session->releaseCorner();
    SUBCASE("it can be opened") {
        it.wait(0ms);
        CHECK(asked == 3);
        CHECK(it.session->renewed());
        CHECK(it.session->quit());
        CHECK_FALSE(it.session->replaced());
    }
    SUBCASE("it cannot: the one of before goes on, and staff are told") {
        answer = base::fail(base::Kind::Invalid, {"年份写错了", "the year is wrong"}, "event.toml:3");
        it.wait(0ms);
        CHECK(asked == 3);
        CHECK_FALSE(it.session->quit());
        answer = false; // the same change is not told twice
        it.office();
        kiosk::TextCache texts(fonts());
        auto const warning = [&] {
            kiosk::Scene const scene = kiosk::makeScene(*it.session, texts, 1080, 4800, "", {});
            kiosk::Item const* const item = scene.find("event_warning");
            return item ? item->name : std::string("none");
        };
        CHECK(warning().find("年份写错了（event.toml:3）") != std::string::npos);
        it.wait(60s);
        CHECK(asked == 3);
        it.press(Verb::Home);
        answer = true; // put right
        it.wait(0ms);
        CHECK(it.session->renewed());
    }
    SUBCASE("not before what was handed in is stored") {
        it.full = true;
        answerAll(it);
        it.press(Verb::Submit);
        it.wait(it.event.idle.after + it.event.idle.warning + 1s);
        it.wait(it.event.idle.warning + 1s);
        REQUIRE(it.session->screen() == Screen::Attract);
        REQUIRE(it.session->waiting() == 1);
        it.wait(60s);
        CHECK(asked == 2);
        it.full = false;
        it.wait(kiosk::Session::KeepAgain);
        it.wait(0ms);
        CHECK(it.kept.size() == 1);
        CHECK(it.session->renewed());
    }
}
