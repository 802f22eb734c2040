// What is read aloud, and when it stops.
#include "chinese.h"
#include "kiosk/aloud.h"
#include "types_form.h"

using namespace sample;
using kiosk::Screen;
using kiosk::Utterance;
using kiosk::Verb;

namespace {

std::string words(std::vector<Utterance> const& all) {
    std::string joined;
    for (Utterance const& one : all) joined += (joined.empty() ? "" : "|") + one.words;
    return joined;
}

std::string read(Kiosk& it) {
    it.press(Verb::ReadAloud);
    return words(it.speaker.last);
}

void next(Kiosk& it) {
    it.press(Verb::Next);
}

} // namespace

TEST_CASE("a page is read as it stands: question, hint, choices; in the language that is shown") {
    Kiosk it;
    it.begin();
    CHECK(read(it) == "请根据您今天办事的感受回答，没有对错。");
    CHECK(it.speaker.last.front().language == "zh");
    next(it);
    CHECK(read(it) == "您对今天的服务满意吗？|非常满意|满意|基本满意|不满意|非常不满意");
    it.press(Verb::PickLanguage, {}, "1");
    CHECK_FALSE(it.speaker.on); // half a sentence in the other language would only confuse
    CHECK(read(it).starts_with("How satisfied are you with today’s service?|Very satisfied"));
    CHECK(it.speaker.last.front().language == "en");
}

TEST_CASE("what the person chose or wrote is never read, and the page that checks is silent") {
    Kiosk it;
    it.begin();
    next(it);
    it.choose("/data/grade", "5");
    next(it);
    next(it);
    it.press(Verb::Focus, "/data/age");
    it.session->type("68");
    CHECK(read(it) == "您今年多少岁？");
    next(it);
    it.session->type("排队太久");
    CHECK(read(it) == "您还想对我们说什么？");
    next(it);
    REQUIRE(it.session->screen() == Screen::Review);
    CHECK_FALSE(it.session->canRead());
}

TEST_CASE("it is stopped by whatever one does but making it larger, and by leaving") {
    Kiosk it;
    it.begin();
    next(it);
    for (auto const& [verb, value] :
         {std::pair{Verb::ReadAloud, ""}, {Verb::Next, ""}, {Verb::Back, ""}, {Verb::Abandon, ""}}) {
        it.press(Verb::Dismiss);
        it.speaker.on = false;
        it.press(Verb::ReadAloud);
        REQUIRE(it.session->reading());
        it.press(Verb::Comfort, {}, "large");
        CHECK(it.session->reading());
        it.press(verb, {}, value);
        CHECK_FALSE(it.session->reading());
        if (it.session->screen() == Screen::Start) it.press(Verb::Start);
    }
    it.press(Verb::AbandonYes);
    CHECK_FALSE(it.session->reading());
}

TEST_CASE("nobody is taken for gone while the page is read to them") {
    Kiosk it;
    it.begin();
    it.press(Verb::ReadAloud);
    it.wait(70s);
    CHECK(it.session->dialog() == kiosk::Dialog::None);
    it.speaker.on = false; // it came to its end
    it.wait(60s);
    CHECK(it.session->dialog() == kiosk::Dialog::Idle);
}

TEST_CASE("where nothing can be heard nothing is offered") {
    Kiosk it;
    it.begin();
    kiosk::TextCache texts(fonts());
    auto const button = [&] {
        return kiosk::makeScene(*it.session, texts, 1366, 768, "", {}).find("read_aloud") != nullptr;
    };
    CHECK(button());
    it.speaker.able = false;
    CHECK_FALSE(button());
    it.speaker.able = true;
    it.services.speaker = nullptr;
    CHECK_FALSE(button());
    it.press(Verb::ReadAloud);
    CHECK_FALSE(it.speaker.on);
}

TEST_CASE("of a long list the first are read and how many follow; a table's choices once") {
    std::string many;
    for (int i = 1; i <= 40; ++i)
        many += "<item><label>第" + std::to_string(i) + "组</label><value>v" + std::to_string(i) +
                "</value></item>";
    Kiosk it(typesXml({{"place", "", ask("select1", "您住在哪里？", many)}}));
    it.begin();
    std::string const all = read(it);
    CHECK(all.starts_with("您住在哪里？|第1组|第2组|"));
    CHECK(all.ends_with("|第12组|还有28项"));
    Kiosk table(typesXml({{"one", "", ask("select1", "窗口", grades(), "appearance=\"list-nolabel\"")},
                          {"two", "", ask("select1", "电话", grades(), "appearance=\"list-nolabel\"")}},
                         "field-list"));
    table.begin();
    CHECK(read(table) == "窗口|非常满意|满意|基本满意|不满意|非常不满意|电话");
}

TEST_CASE("a recording of the form is read in place of the words, from the form's own folder") {
    std::string xml = formXml();
    std::string const said = "<text id=\"grade\"><value>您对今天的服务满意吗？</value>";
    REQUIRE(xml.find(said) != std::string::npos);
    xml.insert(xml.find(said) + said.size(), "<value form=\"audio\">jr://audio/满意.mp3</value>");
    auto made = sample::event({questionnaire(xml)});
    made.questionnaires.front().file = "/events/高坪镇/form.xml";
    Kiosk it(std::move(made));
    it.begin();
    next(it);
    it.press(Verb::ReadAloud);
    CHECK(it.speaker.last.front().recording == "/events/高坪镇/满意.mp3");
    CHECK(it.speaker.last[1].recording.empty());
}
