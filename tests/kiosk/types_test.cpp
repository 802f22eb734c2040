#include "kiosk/moment.h"
#include "kiosk/typing.h"
#include "types_form.h"

#include <random>
#include <set>

using namespace sample;
using kiosk::Item;
using kiosk::Scene;
using kiosk::Verb;

namespace {

constexpr char Required[] = "required=\"true()\"";

Part day(std::string const& appearance = {}, std::string const& bind = {}) {
    return {"day", "type=\"date\" " + bind,
            ask("input", "您是哪一天来办事的？", "", "appearance=\"" + appearance + "\"")};
}
Part order(std::string const& bind = Required) {
    return {"order", "type=\"odk:rank\" " + bind, ask("odk:rank", "下面几件事，您最看重哪一件？", topics())};
}
Part range(std::string const& appearance, std::string const& end = "10") {
    return {"ease", "type=\"int\"",
            ask("range", "办事容易吗？", "",
                "start=\"0\" end=\"" + end + "\" step=\"1\" appearance=\"" + appearance + "\"")};
}
Part grade(std::string const& name, std::string const& appearance, std::string const& bind = {}) {
    return {name, bind,
            ask("select1", "您对今天的服务满意吗？", grades(), "appearance=\"" + appearance + "\"")};
}

std::string value(Kiosk const& it, std::string const& ref) {
    for (form::Page const& page : it.session->survey()->pages())
        for (form::Question const& question : page.questions)
            if (question.ref == ref) return question.value;
    return "?";
}

struct Eyes {
    kiosk::TextCache texts{fonts()};
    Scene look(Kiosk& it, int width = 1024, int height = 600) {
        return kiosk::makeScene(*it.session, texts, width, height, "", {});
    }
    /// Presses what is seen, as a finger would.
    void tap(Kiosk& it, std::string const& id) {
        Scene const scene = look(it);
        Item const* const item = scene.find(id);
        INFO(id);
        REQUIRE(item != nullptr);
        REQUIRE(item->act.has_value());
        REQUIRE(scene.at(item->rect.centre()) == item);
        it.session->press(*item->act);
    }
};

/// Every control is large enough for a finger, in the screen, and none lies over another.
void audit(Scene const& scene) {
    draw::Rect const screen{0, 0, double(scene.width), double(scene.height)};
    std::set<std::string> ids;
    for (std::size_t i = scene.modal; i < scene.items.size(); ++i) {
        Item const& item = scene.items[i];
        INFO(item.id, " at ", item.rect.x, ",", item.rect.y, " ", item.rect.width, "x", item.rect.height);
        CHECK(ids.insert(item.id).second);
        CHECK_FALSE(item.name.empty());
        CHECK(screen.contains(item.rect, 0.5));
        if (item.textPx > 0) {
            CHECK(item.textPx >= 20 * scene.pxPerDp - 0.01);
            CHECK(draw::contrast(item.fg.value(), item.bg.value()) >= 4.5);
        }
        if (!item.act) continue;
        CHECK(item.rect.width >= 48 * scene.pxPerDp - 1.5);
        CHECK(item.rect.height >= 48 * scene.pxPerDp - 1.5);
        for (std::size_t j = i + 1; j < scene.items.size(); ++j) {
            Item const& other = scene.items[j];
            bool const over = item.rect.x + 1 < other.rect.right() && other.rect.x + 1 < item.rect.right() &&
                              item.rect.y + 1 < other.rect.bottom() && other.rect.y + 1 < item.rect.bottom();
            INFO("and ", other.id);
            if (other.act) CHECK_FALSE(over);
        }
    }
}

} // namespace

TEST_CASE("a day is a suggestion until it is taken, steps with the months, and can be cleared") {
    Kiosk it(typesXml({day({}, Required), {"end", "", ask("input", "还有什么？")}}));
    Eyes eyes;
    it.begin();
    CHECK(value(it, "/data/day").empty());
    it.press(Verb::Next);
    REQUIRE(it.session->survey()->fault("/data/day") != nullptr);
    CHECK(it.session->survey()->fault("/data/day")->find("就是这一天") != std::string::npos);
    eyes.tap(it, "take:/data/day");
    CHECK(value(it, "/data/day") == base::isoLocal(it.clock.wall()).substr(0, 10));
    CHECK(it.session->survey()->fault("/data/day") == nullptr);
    it.choose("/data/day", "2024-03-31");
    eyes.tap(it, "month:/data/day-");
    CHECK(value(it, "/data/day") == "2024-02-29");
    eyes.tap(it, "year:/data/day-");
    CHECK(value(it, "/data/day") == "2023-02-28");
    eyes.tap(it, "day:/data/day+");
    CHECK(value(it, "/data/day") == "2023-02-01");
    eyes.tap(it, "clear:/data/day");
    CHECK(value(it, "/data/day").empty());
}

TEST_CASE("a year of birth is two taps: the decade, the year") {
    Kiosk it(typesXml({day("year")}));
    Eyes eyes;
    it.begin();
    eyes.tap(it, "year:/data/day");
    CHECK(eyes.look(it).place.starts_with("panel"));
    audit(eyes.look(it));
    eyes.tap(it, "decade:1950");
    audit(eyes.look(it));
    eyes.tap(it, "pick:1957");
    CHECK(value(it, "/data/day") == "1957-01-01");
    CHECK(it.session->survey()->opened() == nullptr);
    eyes.tap(it, "year:/data/day");
    it.press(Verb::Back); // out of the panel, not off the page
    CHECK(it.session->survey()->opened() == nullptr);
    CHECK(it.session->screen() == kiosk::Screen::Survey);
    CHECK(it.session->survey()->answers().front().text == "1957年");
}

TEST_CASE("moments are read, stored and told") {
    form::Question question;
    question.kind = form::QuestionKind::DateTime;
    auto const moment = kiosk::readMoment("2023-05-18T09:05:00.000+08:00");
    REQUIRE(moment.has_value());
    CHECK(kiosk::storedMoment(question, *moment) == "2023-05-18T09:05:00.000+08:00");
    CHECK(kiosk::momentWords(question, *moment, base::Language::Chinese) ==
          "2023年5月18日（星期四） 上午9点05分");
    question.kind = form::QuestionKind::Time;
    CHECK(kiosk::storedMoment(question, *moment) == "09:05:00.000+08:00");
    CHECK(kiosk::momentWords(question, kiosk::stepped(*moment, kiosk::Part::Hour, 4),
                             base::Language::Chinese) == "下午1点05分");
    CHECK(kiosk::hourWords(0) == "上午0点");
    CHECK(kiosk::hourWords(12) == "中午12点");
    CHECK(kiosk::hourWords(23) == "下午11点");
    CHECK(kiosk::stepped(*moment, kiosk::Part::Minute, -6).minute == 59);
    question.kind = form::QuestionKind::Date;
    CHECK(kiosk::momentWords(question, *moment, base::Language::English) == "Thursday, 18 May 2023");
    question.appearance = {"month-year"};
    CHECK(kiosk::storedMoment(question, *moment) == "2023-05-01");
    for (char const* broken : {"", "2023-02-30", "2023-13-01", "24:00", "ab:cd", "2023-05-18Tx"}) {
        INFO(broken);
        CHECK_FALSE(kiosk::readMoment(broken).has_value());
    }
}

TEST_CASE("an order of preference is an answer when all are in it, and a draft before") {
    Kiosk it(
        typesXml({{"first", "", ask("input", "您好")}, order(), {"end", "", ask("input", "还有什么？")}}));
    Eyes eyes;
    it.begin();
    it.press(Verb::Next);
    std::string const ref = "/data/order";
    eyes.tap(it, "choice:" + ref + "=c2");
    eyes.tap(it, "choice:" + ref + "=c4");
    CHECK(value(it, ref).empty());
    CHECK(eyes.look(it).find("choice:" + ref + "=c4")->value == "2");
    it.press(Verb::Next);
    REQUIRE(it.session->survey()->fault(ref) != nullptr);
    CHECK(it.session->survey()->fault(ref)->find("还有2项") != std::string::npos);
    it.press(Verb::Back);
    it.press(Verb::Next); // half an order is still there
    eyes.tap(it, "choice:" + ref + "=c1");
    eyes.tap(it, "choice:" + ref + "=c3");
    CHECK(value(it, ref) == "c2 c4 c1 c3");
    eyes.tap(it, "choice:" + ref + "=c4"); // and those behind it
    CHECK(value(it, ref).empty());
    CHECK(it.session->survey()->shown(it.session->survey()->page().questions.front()) == "c2");
    for (char const* c : {"c1", "c3", "c4"}) it.choose(ref, c);
    CHECK(value(it, ref) == "c2 c1 c3 c4");
    CHECK(kiosk::answerText(it.session->survey()->page().questions.front(), base::Language::Chinese) ==
          "1. 就业创业\n2. 社会保险\n3. 义务教育招生\n4. 住房与征地拆迁");
    it.press(Verb::Next);
    CHECK(it.ref() == "/data/end");
}

TEST_CASE("half an optional order keeps the page until it is whole or cleared") {
    Kiosk it(typesXml({order({}), {"end", "", ask("input", "还有什么？")}}));
    Eyes eyes;
    it.begin();
    it.choose("/data/order", "c1");
    it.press(Verb::Next);
    CHECK(it.ref() == "/data/order");
    eyes.tap(it, "clear:/data/order");
    it.press(Verb::Next);
    CHECK(it.ref() == "/data/end");
}

TEST_CASE("a scale is tapped at its places; long ones at round ones") {
    form::Question question;
    question.kind = form::QuestionKind::Range;
    question.range = form::RangeLimits{"0", "120", "1"};
    CHECK(kiosk::rangeValues(question, 8) ==
          std::vector<std::string>{"0", "20", "40", "60", "80", "100", "120"});
    question.range = form::RangeLimits{"0", "10", "1"};
    CHECK(kiosk::rangeValues(question, 8) == std::vector<std::string>{"0", "2", "4", "6", "8", "10"});
    question.range = form::RangeLimits{"0", "7", "1"};
    CHECK(kiosk::rangeValues(question, 7) == std::vector<std::string>{"0", "2", "4", "7"});
    question.range = form::RangeLimits{"1", "2", "0.5"};
    CHECK(kiosk::rangeValues(question, 9) == std::vector<std::string>{"1.0", "1.5", "2.0"});
    for (char const* appearance : {"", "vertical"}) {
        Kiosk it(typesXml({range(appearance)}));
        Eyes eyes;
        it.begin();
        eyes.tap(it, "point:/data/ease=4");
        CHECK(value(it, "/data/ease") == "4");
        eyes.tap(it, "step:/data/ease+");
        CHECK(value(it, "/data/ease") == "5");
    }
    Kiosk stars(typesXml({range("rating", "5")}));
    Eyes eyes;
    stars.begin();
    eyes.tap(stars, "choice:/data/ease=4");
    CHECK(value(stars, "/data/ease") == "4");
    CHECK(eyes.look(stars).find("stars:/data/ease")->name == "4分（满分5分）");
}

TEST_CASE("faces stand for the five grades of satisfaction alone") {
    auto const faces = [](std::string const& choices) {
        Kiosk it(typesXml({{"q", "", ask("select1", "您觉得怎么样？", choices, "appearance=\"likert\"")}}));
        it.begin();
        Eyes eyes;
        std::vector<kiosk::Sign> signs;
        for (kiosk::Mark const& mark : eyes.look(it).marks)
            if (auto const* icon = std::get_if<kiosk::Icon>(&mark.what);
                icon && icon->sign >= kiosk::Sign::FaceBest && icon->sign <= kiosk::Sign::FaceWorst)
                signs.push_back(icon->sign);
        return signs;
    };
    CHECK(faces(grades()).size() == 5);
    CHECK(faces(grades()).front() == kiosk::Sign::FaceBest);
    CHECK(faces(items({"非常不满意", "不满意", "一般", "满意", "非常满意"})).front() ==
          kiosk::Sign::FaceWorst);
    CHECK(faces(items({"很难", "难", "一般", "容易", "很容易"})).empty());
}

TEST_CASE("a quick choice turns the page once its tick was seen, and not after another touch") {
    Kiosk it(typesXml({grade("a", "quick"), grade("b", "quick"), {"end", "", ask("input", "还有什么？")}}));
    it.begin();
    it.choose("/data/a", "c1");
    CHECK(it.ref() == "/data/a");
    REQUIRE(it.session->wakeAt().has_value());
    CHECK(*it.session->wakeAt() <= it.clock.steady() + kiosk::Session::QuickAfter);
    it.wait(kiosk::Session::QuickAfter);
    CHECK(it.ref() == "/data/b");
    it.choose("/data/b", "c1");
    it.press(Verb::Abandon);
    it.press(Verb::Dismiss);
    it.wait(2s);
    CHECK(it.ref() == "/data/b");
}

TEST_CASE("a collapsed list fills the screen and is shut by its answer") {
    Kiosk it(typesXml({grade("a", "minimal"),
                       {"many", "", ask("select", "您想了解什么？", topics(), "appearance=\"minimal\"")}}));
    Eyes eyes;
    it.begin();
    CHECK(eyes.look(it).find("choice:/data/a=c1") == nullptr);
    eyes.tap(it, "field:/data/a");
    eyes.tap(it, "choice:/data/a=c2");
    CHECK(value(it, "/data/a") == "c2");
    CHECK(eyes.look(it).find("field:/data/a")->name == "满意");
    it.press(Verb::Next);
    eyes.tap(it, "field:/data/many");
    eyes.tap(it, "choice:/data/many=c1");
    eyes.tap(it, "choice:/data/many=c3"); // several: it stays open
    eyes.tap(it, "next");
    CHECK(it.session->survey()->opened() == nullptr);
    CHECK(value(it, "/data/many") == "c1 c3");
}

TEST_CASE("a table where there is room, questions below each other where there is not") {
    Kiosk it(
        typesXml({grade("head", "label"), grade("a", "list-nolabel", Required), grade("b", "list-nolabel")},
                 "field-list"));
    Eyes eyes;
    it.begin();
    for (auto const& [width, height] : {std::pair{1024, 600}, {1920, 1080}, {1080, 1920}}) {
        Scene const scene = eyes.look(it, width, height);
        INFO(width);
        CHECK(scene.find("column:/data/head=c1") != nullptr);
        CHECK(scene.find("choice:/data/head=c1") == nullptr);
        CHECK(scene.find("choice:/data/a=c1")->rect.y == scene.find("choice:/data/a=c5")->rect.y);
        audit(scene);
    }
    eyes.tap(it, "choice:/data/b=c3");
    CHECK(value(it, "/data/b") == "c3");
    it.press(Verb::Next);
    CHECK(eyes.look(it).find("fault:/data/a") != nullptr);
    eyes.tap(it, "choice:/data/a=c1");
    it.press(Verb::Next);
    CHECK(it.session->screen() == kiosk::Screen::Review);
    CHECK(it.session->survey()->answers().size() == 2); // the headings ask nothing
}

TEST_CASE("seven columns are a table on a wide screen and questions on a tall one") {
    std::string const many = items({"一", "二", "三", "四", "五", "六", "七"});
    Kiosk it(typesXml({{"head", "", ask("select1", "几次？", many, "appearance=\"label\"")},
                       {"a", "", ask("select1", "今年", many, "appearance=\"list-nolabel\"")}},
                      "field-list"));
    Eyes eyes;
    it.begin();
    CHECK(eyes.look(it, 1920, 1080).find("column:/data/head=c1") != nullptr);
    Scene const tall = eyes.look(it, 1080, 1920);
    CHECK(tall.find("column:/data/head=c1") == nullptr);
    CHECK(tall.find("choice:/data/head=c1") == nullptr);
    CHECK(tall.find("choice:/data/a=c1") != nullptr);
}

TEST_CASE("every type in every shape: targets, contrast, nothing over another") {
    for (auto const& [width, height] : {std::pair{1024, 600}, {1920, 1080}, {1080, 1920}, {3840, 2160}}) {
        Kiosk it(typesXml(
            {day(),
             {"at", "type=\"time\"", ask("input", "您几点到的？")},
             {"both", "type=\"dateTime\"", ask("input", "您什么时候方便接电话？")},
             order({}),
             grade("likert", "likert"),
             grade("pack", "columns-pack"),
             grade("plain", "no-buttons"),
             range(""),
             {"wait", "type=\"int\"",
              ask("range", "等了多少分钟？", "",
                  "start=\"0\" end=\"120\" step=\"1\" appearance=\"vertical\"")},
             {"stars", "type=\"int\"",
              ask("range", "请打分", "", "start=\"1\" end=\"5\" step=\"1\" appearance=\"rating\"")}}));
        Eyes eyes;
        it.begin();
        int pages = 0;
        while (it.session->screen() == kiosk::Screen::Survey) {
            INFO(width, "x", height, " ", it.ref());
            audit(eyes.look(it, width, height));
            it.press(Verb::Next);
            ++pages;
        }
        CHECK(pages == 10);
    }
}

TEST_CASE("random hands over all types: a way on from everywhere, no half answer kept") {
    Kiosk it(typesXml({day({}, Required),
                       {"both", "type=\"dateTime\"", ask("input", "您什么时候方便接电话？")},
                       order(),
                       grade("likert", "likert"),
                       grade("quick", "quick"),
                       grade("mini", "minimal"),
                       range("")}));
    Eyes eyes;
    std::mt19937 random(7);
    for (int i = 0; i < 2500; ++i) {
        Scene const scene = eyes.look(it);
        std::vector<kiosk::Act> acts;
        for (std::size_t k = scene.modal; k < scene.items.size(); ++k)
            if (scene.items[k].act && scene.items[k].enabled) acts.push_back(*scene.items[k].act);
        REQUIRE_FALSE(acts.empty());
        // The ways back are taken seldom, so that the hand gets somewhere.
        kiosk::Act const& act = acts[random() % acts.size()];
        bool const back = act.verb == Verb::Abandon || act.verb == Verb::Back || act.verb == Verb::Clear ||
                          act.verb == Verb::Edit || act.verb == Verb::Home;
        if (back && random() % 20 != 0) continue;
        it.session->press(act);
        it.wait(std::chrono::milliseconds(random() % 600));
        it.session->scroll = 0;
    }
    CHECK_FALSE(it.kept.empty());
    for (form::Submission const& submission : it.kept) {
        auto const at = submission.xml.find("<order>");
        REQUIRE(at != std::string::npos);
        CHECK(submission.xml.find("</order>", at) - at == std::string("<order>c1 c2 c3 c4").size());
    }
}
