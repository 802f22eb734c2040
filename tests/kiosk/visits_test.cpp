#include "base/file.h"
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

namespace {

/// The form of the staff, as event::open() loads it.
event::Event assisted() {
    auto made = sample::event({questionnaire(formXml())});
    auto const xml = base::readFile(std::filesystem::path(HUIBIAO_SHARE_DIR) / "assets/forms/assist.xml");
    REQUIRE(xml);
    made.assist = questionnaire(*xml);
    return made;
}

void openStaff(Kiosk& it) {
    it.session->holdCorner();
    it.wait(3s);
    it.session->type("2468\n");
    REQUIRE(it.session->screen() == Screen::Staff);
}

void answerAll(Kiosk& it) {
    it.press(Verb::Next); // the note
    it.choose("/data/grade", "5");
    it.press(Verb::Next);
    it.press(Verb::Next);
    it.press(Verb::Key, {}, "7");
    it.press(Verb::Next);
    it.press(Verb::Next);
    it.press(Verb::Submit);
}

} // namespace

TEST_CASE("staff fill in for many, one after the other: nothing ends by itself, and what they said stays") {
    Kiosk it(assisted());
    it.event.visits.cooldown = 30s;
    openStaff(it);
    it.press(Verb::Assist);
    REQUIRE(it.session->screen() == Screen::Survey);
    CHECK(it.session->askingStaff());
    it.press(Verb::Next); // how is required
    REQUIRE(it.session->screen() == Screen::Survey);
    it.choose("/data/method", "visit");
    it.press(Verb::Next);
    it.press(Verb::Key, {}, "03");
    it.press(Verb::Next);
    it.press(Verb::Key, {}, "高坪镇");
    it.press(Verb::Next);
    REQUIRE(it.session->screen() == Screen::Assist);
    CHECK(it.session->assist()->interviewer == "03");

    for (int person = 1; person <= 3; ++person) {
        it.press(Verb::AssistNext);
        REQUIRE(it.session->screen() == Screen::Survey);
        it.wait(3600s);
        REQUIRE(it.session->screen() == Screen::Survey);
        CHECK(it.session->dialog() == Dialog::None);
        answerAll(it);
        REQUIRE(it.session->screen() == Screen::Assist);
        CHECK(it.session->survey() == nullptr);
        CHECK(it.session->assist()->kept == static_cast<std::size_t>(person));
    }
    REQUIRE(it.kept.size() == 3);
    for (form::Submission const& submission : it.kept) {
        CHECK(submission.xml.find("interviewer xmlns:hb=\"urn:huibiao:collection\">03<") !=
              std::string::npos);
        CHECK(submission.xml.find(">visit</hb:method>") != std::string::npos);
        CHECK(submission.xml.find(">高坪镇</hb:place>") != std::string::npos);
    }

    it.press(Verb::Assist); // another place
    it.press(Verb::Next);
    it.press(Verb::Next);
    it.press(Verb::EraseAll);
    it.press(Verb::Key, {}, "沙市镇");
    it.press(Verb::Next);
    REQUIRE(it.session->screen() == Screen::Assist);
    CHECK(it.session->assist()->place == "沙市镇");
    CHECK(it.session->assist()->method == "visit");

    it.press(Verb::AssistNext);
    it.press(Verb::Back); // there is no page before the first
    CHECK(it.session->dialog() == Dialog::Abandon);
    it.press(Verb::AbandonYes);
    CHECK(it.session->screen() == Screen::Assist);
    it.press(Verb::Home);
    CHECK(it.session->screen() == Screen::Attract);
    CHECK(it.session->assist() == nullptr);
    CHECK(it.kept.size() == 3);
    it.clock.advance(31s); // the pause is for citizens, also after the staff
    it.begin();
    answerAll(it);
    CHECK(it.kept.back().xml.find("urn:huibiao") == std::string::npos);
}

TEST_CASE("an event without that mode does not offer it, and a half told beginning is no mode") {
    Kiosk none;
    openStaff(none);
    none.press(Verb::Assist);
    CHECK(none.session->screen() == Screen::Staff);

    Kiosk it(assisted());
    openStaff(it);
    it.press(Verb::Assist);
    it.press(Verb::Abandon);
    it.press(Verb::AbandonYes);
    CHECK(it.session->screen() == Screen::Attract);
    CHECK(it.session->assist() == nullptr);
}

TEST_CASE(
    "who walks away leaves nothing, or a marked partial where the event keeps it; a press on stop never") {
    for (bool const keeps : {false, true}) {
        Kiosk it(limited({.keepPartial = keeps}));
        auto const answerOne = [&] {
            it.begin();
            it.press(Verb::Next);
            it.choose("/data/grade", "4");
        };
        it.begin();
        it.wait(60s);
        it.wait(20s); // nothing was answered
        REQUIRE(it.session->screen() == Screen::Attract);
        CHECK(it.kept.empty());

        answerOne();
        it.press(Verb::Abandon);
        it.press(Verb::AbandonYes);
        CHECK(it.kept.empty());

        answerOne();
        it.wait(60s);
        REQUIRE(it.session->dialog() == Dialog::Idle);
        it.wait(20s);
        REQUIRE(it.session->screen() == Screen::Attract);
        REQUIRE(it.kept.size() == (keeps ? 1 : 0));
        answerOne();
        it.wait(60s);
        it.wait(1s);
        it.press(Verb::StartOver); // by the next one
        REQUIRE(it.kept.size() == (keeps ? 2 : 0));
        for (form::Submission const& submission : it.kept) {
            CHECK_FALSE(submission.complete);
            CHECK(submission.xml.find("<grade>4</grade>") != std::string::npos);
        }
        if (!keeps) continue;
        CHECK(it.kept[0].instanceId != it.kept[1].instanceId);
        // A disk that is full for now: it is tried again.
        answerOne();
        it.full = true;
        it.wait(60s);
        it.wait(20s);
        CHECK(it.session->waiting() == 1);
        it.full = false;
        it.wait(10s);
        CHECK(it.session->waiting() == 0);
        CHECK(it.kept.size() == 3);
    }
}

TEST_CASE("with the disk nearly full nobody begins, who has begun hands in, and staff are told") {
    Kiosk it;
    std::uint64_t room = kiosk::Session::LeastRoom;
    it.services.room = [&]() -> base::Result<std::uint64_t> { return room; };
    it.begin();
    REQUIRE(it.session->screen() == Screen::Survey);
    room = kiosk::Session::LeastRoom - 1;
    it.press(Verb::Next);
    it.choose("/data/grade", "5");
    it.press(Verb::Next);
    it.press(Verb::Next);
    it.press(Verb::Key, {}, "30");
    it.press(Verb::Next);
    it.press(Verb::Next);
    REQUIRE(it.session->screen() == Screen::Review);
    it.press(Verb::Submit);
    CHECK(it.kept.size() == 1);
    it.press(Verb::Done);
    it.press(Verb::Begin);
    CHECK(it.session->screen() == Screen::Message);
    CHECK(it.session->message().find("磁盘快满了") != std::string::npos);
    it.press(Verb::Home);
    it.session->holdCorner();
    it.wait(3s);
    it.session->type("2468\n");
    kiosk::TextCache texts(fonts());
    auto const seen = [&] {
        return kiosk::makeScene(*it.session, texts, 1366, 768, "", {}).find("disk_warning") != nullptr;
    };
    CHECK(seen());
    room = kiosk::Session::LeastRoom;
    CHECK_FALSE(seen());
    it.press(Verb::Home);
    it.press(Verb::Begin);
    CHECK(it.session->screen() == Screen::Start);
}
