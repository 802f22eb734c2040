#include "sample.h"

using namespace sample;
using kiosk::Comfort;
using kiosk::Dialog;
using kiosk::Screen;
using kiosk::Verb;

namespace {

void handIn(Kiosk& it) {
    it.begin();
    it.press(Verb::Next); // the note
    it.choose("/data/grade", "5");
    it.press(Verb::Next);
    it.press(Verb::Next);
    it.press(Verb::Key, {}, "7");
    it.press(Verb::Next);
    it.press(Verb::Next);
    it.press(Verb::Submit);
    REQUIRE(it.session->screen() == Screen::Thanks);
    it.press(Verb::Done);
}

event::Event limited(event::Visits visits) {
    auto made = sample::event({questionnaire(formXml())});
    made.visits = std::move(visits);
    return made;
}

} // namespace

TEST_CASE("how a person sees the screens is one tap away everywhere, and gone with the person") {
    Kiosk it;
    it.press(Verb::Comfort, {}, "large");
    CHECK(it.session->comfort() == Comfort{}); // the attract loop is everybody's
    it.begin();
    it.press(Verb::Next);
    it.choose("/data/grade", "4");
    it.press(Verb::Comfort, {}, "large");
    it.press(Verb::Display);
    CHECK(it.session->dialog() == Dialog::Display);
    it.press(Verb::Comfort, {}, "contrast");
    it.press(Verb::Comfort, {}, "nothing");
    CHECK(it.session->dialog() == Dialog::Display); // others may follow
    it.press(Verb::Dismiss);
    CHECK(it.session->comfort() == Comfort{.large = true, .contrast = true});
    CHECK(it.session->survey()->page().questions.front().value == "4"); // nothing answered is lost
    it.wait(60s);
    REQUIRE(it.session->dialog() == Dialog::Idle);
    it.press(Verb::Comfort, {}, "large");
    CHECK(it.session->dialog() == Dialog::Idle);
    CHECK_FALSE(it.session->comfort().large);
    it.press(Verb::Comfort, {}, "large");
    it.wait(20s);
    REQUIRE(it.session->screen() == Screen::Attract);
    it.press(Verb::Begin);
    CHECK(it.session->comfort() == Comfort{});
}

TEST_CASE("the staff's pages stay as they are") {
    Kiosk it;
    it.press(Verb::Begin);
    it.press(Verb::Comfort, {}, "large");
    it.session->holdCorner();
    it.wait(3s);
    REQUIRE(it.session->screen() == Screen::Pin);
    CHECK(it.session->comfort() == Comfort{});
    it.press(Verb::Comfort, {}, "large");
    it.press(Verb::Display);
    CHECK(it.session->comfort() == Comfort{});
    CHECK(it.session->dialog() == Dialog::None);
}

TEST_CASE("the language changes on any page with the answers kept") {
    Kiosk it;
    it.begin();
    it.press(Verb::Next);
    it.choose("/data/grade", "4");
    it.press(Verb::PickLanguage, {}, "1");
    CHECK(it.session->words() == base::Language::English);
    CHECK(it.session->survey()->page().questions.front().value == "4");
    it.press(Verb::Next);
    it.press(Verb::Next);
    it.press(Verb::Key, {}, "7");
    it.press(Verb::Next);
    it.press(Verb::Next);
    REQUIRE(it.session->screen() == Screen::Review);
    it.press(Verb::PickLanguage, {}, "0");
    CHECK(it.session->screen() == Screen::Review);
    CHECK(it.session->survey()->answers()[0].text == "满意");
}

TEST_CASE("between two submissions the screen waits as the event says") {
    Kiosk it(limited({.cooldown = 10s}));
    handIn(it);
    it.press(Verb::Begin);
    REQUIRE(it.session->screen() == Screen::Message);
    CHECK(it.session->message().find("10秒") != std::string::npos);
    it.press(Verb::Home);
    it.wait(9s);
    it.press(Verb::Begin);
    CHECK(it.session->screen() == Screen::Message);
    it.press(Verb::Home);
    it.wait(1s);
    it.press(Verb::Begin);
    CHECK(it.session->screen() == Screen::Start);
}

TEST_CASE("a day's cap turns away who comes later; a count that fails turns away nobody") {
    Kiosk it(limited({.perDay = 2}));
    bool counts = true;
    it.services.today = [&]() -> base::Result<std::size_t> {
        if (!counts) return base::fail(base::Kind::Io, {"读不了", "cannot be read"});
        return it.kept.size();
    };
    handIn(it);
    handIn(it);
    it.press(Verb::Begin);
    CHECK(it.session->screen() == Screen::Message);
    CHECK(it.session->message().find("收满") != std::string::npos);
    it.press(Verb::Home);
    counts = false;
    it.press(Verb::Begin);
    CHECK(it.session->screen() == Screen::Start);
}

TEST_CASE("the survey is open from its first day to its last") {
    Kiosk it(limited({.from = "2023-11-20", .until = "2023-11-21"}));
    it.clock.set(base::WallTime(std::chrono::seconds(1'700'300'000))); // 18 November, in any zone
    it.press(Verb::Begin);
    CHECK(it.session->message().find("11月20日") != std::string::npos);
    it.press(Verb::Home);
    it.clock.advance(48h); // the 20th, or the 21st in the east
    it.press(Verb::Begin);
    CHECK(it.session->screen() == Screen::Start);
    it.press(Verb::Home);
    it.clock.advance(72h);
    it.press(Verb::Begin);
    CHECK(it.session->screen() == Screen::Message);
    CHECK(it.session->message().find("结束") != std::string::npos);
}

TEST_CASE("where the event asks for consent, no question is seen before it is given") {
    Kiosk it(limited({.consent = "高坪镇人民政府收集您的姓名和电话，只用于回访，三个月后删除。"}));
    it.begin();
    REQUIRE(it.session->screen() == Screen::Consent);
    it.press(Verb::Back); // 不参加
    CHECK(it.session->screen() == Screen::Attract);
    CHECK(it.session->survey() == nullptr);
    it.begin();
    it.press(Verb::Start);
    CHECK(it.session->screen() == Screen::Survey);
    it.press(Verb::Back);
    it.press(Verb::Start);
    CHECK(it.session->screen() == Screen::Survey); // it is asked once
    it.press(Verb::Abandon);
    it.press(Verb::AbandonYes);
    it.begin();
    CHECK(it.session->screen() == Screen::Consent); // and of each person
    it.wait(61s);
    CHECK(it.session->screen() == Screen::Attract);
}
