// Every screen and every page of a form of many types, as each person may have it shown, held against
// what the norms ask for (T/TAF 114-2022, WCAG 2.2 1.4.3, 1.4.6, 1.4.11, 4.1.2). With HUIBIAO_PICTURES
// set to a folder each scene is written there, for eyes.
#include "base/file.h"
#include "chinese.h"
#include "draw/surface.h"
#include "kiosk/look.h"
#include "kiosk/paint.h"
#include "sending.h"
#include "summary.h"
#include "things.h"
#include "types_form.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <set>

using namespace sample;
using form::QuestionKind;
using kiosk::Comfort;
using kiosk::Item;
using kiosk::Label;
using kiosk::Scene;
using kiosk::Verb;

namespace {

struct Shape {
    int width;
    int height;
};
constexpr Shape Shapes[] = {{1024, 600}, {1366, 768}, {1920, 1080}, {1080, 1920}, {3840, 2160}};

/// A question of every kind, one of them with long words, one with a long list, two on one page, and
/// something that is asked again and again.
std::string manyTypes() {
    std::string zh;
    std::string en;
    auto const say = [&](std::string const& id, std::string const& chinese, std::string const& english) {
        zh += text(id, chinese);
        en += text(id, english);
    };
    auto const label = [](std::string const& id) { return "<label ref=\"jr:itext('" + id + "')\"/>"; };
    auto const items = [&](std::string const& id, int count, std::string const& chinese,
                           std::string const& english) {
        std::string all;
        for (int i = 1; i <= count; ++i) {
            std::string const one = id + std::to_string(i);
            say(one, chinese + std::to_string(i), english + std::to_string(i));
            all += "<item>" + label(one) + "<value>" + one + "</value></item>";
        }
        return all;
    };
    say("note", "请根据您今天办事的感受回答，没有对错。", "Please answer by what you felt today.");
    say("one", "您对今天的服务满意吗？", "How satisfied are you with today’s service?");
    say("long", "请问您是从什么地方知道这次“政务公开主题日”活动的？如果有几个地方，请选最早的那一个。",
        "Where did you learn of this open government day? If there were several places, please choose the "
        "one "
        "that came first.");
    say("many", "您想了解哪些政务公开的内容？", "Which topics would you like to know more about?");
    say("hint", "可以选几项", "As many as you like");
    say("whole", "您今年多少岁？", "How old are you?");
    say("part", "您家离这里多少公里？", "How many kilometres is it from your home?");
    say("line", "您住在哪个村或社区？", "Which village do you live in?");
    say("lines", "您还想对我们说什么？", "Is there anything else you would like to tell us?");
    say("scale", "您给这次活动打几分？", "How would you mark this day?");
    say("read", "我们只统计结果，不公布单份问卷。", "We publish totals, never a single answer.");
    say("group", "办事经过", "Your visit");
    say("visit", "您还去过哪个窗口？", "Which other counter did you go to?");
    std::string const grades =
        items("grade", 5, "很长的一个选项，要占两行才写得下的那种", "A choice that is rather long ");
    std::string const places = items("place", 4, "地方", "Place ");
    std::string const topics = items("topic", 22, "政务公开内容", "A topic of open government ");
    return R"x(<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>浏阳市高坪镇政务公开满意度调查</h:title><model>
<itext><translation lang="中文 (zh)" default="true()">)x" +
           zh + R"x(</translation><translation lang="English (en)">)x" + en + R"x(</translation></itext>
<instance><data id="audit" version="1"><note/><one/><long/><many/><whole/><part/><line/><lines/><scale/><read/><both><first/><second/></both><visit jr:template=""><name/></visit><meta><instanceID/></meta></data></instance>
<bind nodeset="/data/note" type="string" readonly="true()"/>
<bind nodeset="/data/one" type="string" required="true()"/><bind nodeset="/data/long" type="string"/>
<bind nodeset="/data/many" type="string" required="true()"/><bind nodeset="/data/whole" type="int" required="true()"/>
<bind nodeset="/data/part" type="decimal"/><bind nodeset="/data/line" type="string" required="true()"/>
<bind nodeset="/data/lines" type="string"/><bind nodeset="/data/scale" type="int"/><bind nodeset="/data/read" type="string" required="true()"/>
<bind nodeset="/data/both/first" type="string"/><bind nodeset="/data/both/second" type="string"/>
<bind nodeset="/data/visit/name" type="string"/>
<bind nodeset="/data/meta/instanceID" type="string" jr:preload="uid"/></model></h:head><h:body>
<input ref="/data/note">)x" +
           label("note") + R"x(</input><select1 ref="/data/one">)x" + label("one") + grades +
           R"x(</select1><select1 ref="/data/long">)x" + label("long") + places +
           R"x(</select1><select ref="/data/many">)x" + label("many") + "<hint ref=\"jr:itext('hint')\"/>" +
           topics + R"x(</select><input ref="/data/whole">)x" + label("whole") +
           R"x(</input><input ref="/data/part">)x" + label("part") + R"x(</input><input ref="/data/line">)x" +
           label("line") + R"x(</input><input ref="/data/lines" appearance="multiline">)x" + label("lines") +
           R"x(</input><range ref="/data/scale" start="1" end="10" step="1">)x" + label("scale") +
           R"x(</range><trigger ref="/data/read">)x" + label("read") +
           R"x(</trigger><group ref="/data/both" appearance="field-list">)x" + label("group") +
           R"x(<input ref="/data/both/first">)x" + label("line") +
           R"x(</input><select1 ref="/data/both/second">)x" + label("one") + places +
           R"x(</select1></group><group>)x" + label("visit") +
           R"x(<repeat nodeset="/data/visit"><input ref="/data/visit/name">)x" + label("visit") +
           R"x(</input></repeat></group></h:body></h:html>)x";
}

bool cross(draw::Rect const& a, draw::Rect const& b, double slack) {
    return a.x + slack < b.right() && b.x + slack < a.right() && a.y + slack < b.bottom() &&
           b.y + slack < a.bottom();
}

/// The first mark that no dialog's veil covers.
std::size_t firstMark(Scene const& scene) {
    if (scene.modal == 0) return 0;
    for (std::size_t i = scene.marks.size(); i > 0; --i)
        if (auto const* box = std::get_if<kiosk::Box>(&scene.marks[i - 1].what);
            box && box->rect.width == scene.width && box->rect.height == scene.height)
            return i - 1;
    return 0;
}

/// What is painted below a place: the last box over it that hides what lies under it.
draw::Colour groundAt(Scene const& scene, std::size_t before, draw::Point at) {
    for (std::size_t i = before; i > 0; --i)
        if (auto const* box = std::get_if<kiosk::Box>(&scene.marks[i - 1].what);
            box && box->fill.alpha == 255 && box->rect.contains(at))
            return box->fill;
    return scene.ground;
}

/// The colour of a label, from the style in its key.
draw::Colour colourOf(Label const& label) {
    std::size_t const hash = label.key.find("|#");
    REQUIRE(hash != std::string::npos);
    auto const colour = draw::Colour::parse(std::string_view(label.key).substr(hash + 1, 7));
    REQUIRE(colour.has_value());
    return *colour;
}

/// What a layout would have drawn.
std::vector<layout::Drawn> drawnFor(Shape shape) {
    layout::Drawn banner;
    banner.slot = layout::Slot::Banner;
    banner.rect = banner.ink = {shape.width * 0.1, shape.height * 0.3, shape.width * 0.8, shape.height * 0.2};
    banner.textSize = shape.height * 0.08;
    banner.colour = draw::Colour::White;
    banner.ground = {160, 20, 20, 255};
    return {banner};
}

struct Auditor {
    Shape shape;
    Comfort comfort;
    std::string language;
    kiosk::TextCache texts{fonts()};
    std::set<std::string> seen{};
    int pictures = 0;

    Scene look(Kiosk& it) {
        std::string const typed = it.session->survey() && it.session->reveal == it.session->survey()->focus()
                                      ? it.session->reveal
                                      : "";
        Scene scene = kiosk::makeScene(*it.session, texts, shape.width, shape.height, "", drawnFor(shape));
        it.session->scroll = scene.scrolling ? scene.scrolling->offset : 0;
        it.session->reveal.clear();
        Comfort const now = it.session->comfort();
        std::string const where =
            fmt::format("{}x{} {}{}{}{}language {}: {} / {}", shape.width, shape.height,
                        now.large ? "large " : "", now.contrast ? "contrast " : "", now.low ? "low " : "",
                        now.left ? "left " : "", language, scene.screen, scene.place);
        INFO(where);
        seen.insert(scene.screen);
        items(scene, now);
        // A page begins with its question; whoever touches the field or types sees the field.
        if (!typed.empty()) CHECK(scene.find("field:" + typed) != nullptr);
        labels(scene, now);
        picture(scene, it);
        return scene;
    }

    void items(Scene const& scene, Comfort const& now) const {
        draw::Rect const screen{0, 0, double(scene.width), double(scene.height)};
        double const dp = scene.pxPerDp;
        double const least = now.large ? 60 : scene.screen == "attract" || scene.screen == "start" ? 48 : 44;
        double largest = 0;
        std::set<std::string> ids;
        for (std::size_t i = scene.modal; i < scene.items.size(); ++i) {
            Item const& item = scene.items[i];
            INFO(item.id, " \"", item.name, "\" ", item.rect.x, ",", item.rect.y, " ", item.rect.width, "x",
                 item.rect.height);
            CHECK(ids.insert(item.id).second);
            CHECK_FALSE(item.name.empty());
            CHECK_FALSE(kiosk::name(item.role).empty());
            CHECK(screen.contains(item.rect, 0.5));
            largest = std::max(largest, item.textPx);
            if (item.textPx > 0) {
                CHECK(item.textPx >= (now.large ? 20.5 : 20) * dp - 0.01);
                REQUIRE((item.fg && item.bg));
                CHECK(draw::contrast(*item.fg, *item.bg) >= (now.contrast ? 7 : 4.5));
            }
            if (!item.act) continue;
            CHECK(item.rect.width >= least * dp - 1);
            bool const cut =
                scene.scrolling && (item.rect.y <= scene.scrolling->viewport.y + 0.5 ||
                                    item.rect.bottom() >= scene.scrolling->viewport.bottom() - 0.5);
            CHECK(item.rect.height >= (cut ? 48 : least) * dp - 1);
            for (std::size_t j = i + 1; j < scene.items.size(); ++j)
                if (scene.items[j].act) {
                    INFO("and ", scene.items[j].id);
                    CHECK_FALSE(cross(item.rect, scene.items[j].rect, 0.5));
                }
        }
        if (now.large && scene.modal == 0) CHECK(largest >= 30 * dp);
        // The one tap, on every page of a visit and its dialogs.
        bool const visit = scene.screen != "attract" && scene.screen != "pin" && scene.screen != "staff" &&
                           scene.screen != "show";
        Item const* const size = scene.find("size");
        CHECK((size != nullptr) == visit);
        if (size) CHECK(size->checked == now.large);
        bool const keyboard = scene.find("key:erase") != nullptr;
        if (now.low && visit && scene.height > scene.width)
            for (std::size_t i = scene.modal; i < scene.items.size(); ++i)
                // While a keyboard is there the page is read above it; nobody need touch it.
                if (scene.items[i].act && (!keyboard || scene.items[i].ref.empty())) {
                    INFO(scene.items[i].id);
                    CHECK(scene.items[i].rect.y >= scene.height * 0.4);
                }
        if (scene.scrolling && scene.scrolling->most() > 0 && scene.modal == 0) {
            CHECK(scene.find("scroll_up") != nullptr);
            CHECK(scene.find("scroll_down") != nullptr);
            CHECK(scene.scrolling->viewport.height >= 60 * dp);
        }
    }

    void labels(Scene const& scene, Comfort const& now) const {
        draw::Rect const screen{0, 0, double(scene.width), double(scene.height)};
        std::size_t const first = firstMark(scene);
        for (std::size_t i = first; i < scene.marks.size(); ++i) {
            kiosk::Mark const& mark = scene.marks[i];
            if (auto const* icon = std::get_if<kiosk::Icon>(&mark.what)) {
                INFO("a sign at ", icon->rect.x, ",", icon->rect.y);
                CHECK(draw::contrast(icon->colour, groundAt(scene, i, icon->rect.centre())) >= 3);
                CHECK(screen.contains(icon->rect, 0.5));
            }
            auto const* label = std::get_if<Label>(&mark.what);
            if (!label || label->ink.empty()) continue;
            INFO(label->key);
            CHECK(draw::contrast(colourOf(*label), groundAt(scene, i, label->ink.centre())) >=
                  (now.contrast ? 7 : 4.5));
            CHECK(label->text->missingGlyphs().empty());
            if (auto const& lines = label->text->lines(); now.large && lines.size() > 1)
                CHECK(lines[1].baseline - lines[0].baseline >= 1.3 * label->text->fontSize() - 0.5);
            draw::Rect const within = mark.clip.value_or(screen);
            CHECK(label->ink.x >= within.x - 0.5);
            CHECK(label->ink.right() <= within.right() + 0.5);
            if (!mark.clip) CHECK(screen.contains(label->ink, 0.5));
            for (std::size_t k = scene.modal; k < scene.items.size(); ++k) {
                Item const& item = scene.items[k];
                if (!item.act || !item.rect.contains(label->ink.centre()) ||
                    (mark.clip && !mark.clip->contains(label->ink.centre())))
                    continue;
                INFO("in ", item.id);
                CHECK(label->ink.x >= item.rect.x - 0.5);
                CHECK(label->ink.right() <= item.rect.right() + 0.5);
                if (!mark.clip) CHECK(item.rect.contains(label->ink, 0.5));
            }
            for (std::size_t j = i + 1; j < scene.marks.size(); ++j) {
                auto const* other = std::get_if<Label>(&scene.marks[j].what);
                if (!other || mark.clip.has_value() != scene.marks[j].clip.has_value()) continue;
                INFO("over ", other->key);
                CHECK_FALSE(cross(label->ink, other->ink, 1.5));
            }
        }
    }

    void picture(Scene const& scene, Kiosk const& it) {
        char const* const folder = std::getenv("HUIBIAO_PICTURES");
        if (!folder) return;
        auto surface = draw::Surface::create(scene.width, scene.height);
        REQUIRE(surface.has_value());
        auto canvas = surface->canvas();
        kiosk::paint(scene, surface->bounds(), canvas,
                     {[&](draw::Canvas& onto, draw::Rect const& rect) { it.event.logo.draw(onto, rect); },
                      [](draw::Canvas&, kiosk::Poster const&) {}});
        Comfort const& c = comfort;
        REQUIRE(surface->writePng(fmt::format(
            "{}/{}x{}-{}{}{}{}{}-{:02}-{}.png", folder, shape.width, shape.height, c.large ? "L" : "",
            c.contrast ? "C" : "", c.low ? "W" : "", c.left ? "H" : "", language, pictures++, scene.screen)));
    }
};

/// An answer that the page's own rules take.
void answer(Kiosk& it, form::Question const& question) {
    switch (question.kind) {
    case QuestionKind::SelectOne:
    case QuestionKind::SelectMultiple: it.choose(question.ref, question.choices.front().value); break;
    case QuestionKind::Integer:
    case QuestionKind::Decimal:
        it.press(Verb::Focus, question.ref);
        it.session->type("42");
        break;
    case QuestionKind::Text:
        it.press(Verb::Focus, question.ref);
        it.session->type("高坪镇的船仓村 near the bridge");
        break;
    case QuestionKind::Range: it.press(Verb::Step, question.ref, "+1"); break;
    case QuestionKind::Acknowledge: it.choose(question.ref, "OK"); break;
    default: break;
    }
}

void adapt(Kiosk& it, Comfort const& comfort) {
    if (comfort.large) it.press(Verb::Comfort, {}, "large");
    if (comfort.contrast) it.press(Verb::Comfort, {}, "contrast");
    if (comfort.low) it.press(Verb::Comfort, {}, "low");
    if (comfort.left) it.press(Verb::Comfort, {}, "left");
}

/// A visit from the first page to the last, each page with its fault, its keyboard and its answer.
void visit(Auditor& auditor) {
    Kiosk it(manyTypes());
    auditor.look(it);
    it.press(Verb::Begin);
    it.press(Verb::PickLanguage, {}, auditor.language);
    adapt(it, auditor.comfort);
    auditor.look(it);
    it.press(Verb::Display);
    auditor.look(it);
    it.press(Verb::Dismiss);
    it.press(Verb::Start);
    bool repeated = false;
    for (int page = 0; it.session->screen() == kiosk::Screen::Survey && page < 40; ++page) {
        auditor.look(it);
        form::Page const shown = it.session->survey()->page();
        bool const required = std::any_of(shown.questions.begin(), shown.questions.end(),
                                          [](form::Question const& q) { return q.required; });
        if (required) {
            it.press(Verb::Next);
            auditor.look(it);
        }
        for (form::Question const& question : shown.questions) {
            bool const typed = question.kind == QuestionKind::Text ||
                               question.kind == QuestionKind::Integer ||
                               question.kind == QuestionKind::Decimal;
            if (typed) {
                it.press(Verb::Focus, question.ref);
                auditor.look(it);
                if (question.has("multiline"))
                    for (char const* layer : {"capitals", "symbols", ""}) {
                        it.press(Verb::Layer, {}, layer);
                        auditor.look(it);
                    }
            }
            answer(it, question);
        }
        auditor.look(it);
        if (shown.kind == form::Page::Kind::RepeatPrompt && !repeated) {
            repeated = true;
            it.press(Verb::AddRepeat, shown.ref);
        } else {
            it.press(Verb::Next);
        }
    }
    REQUIRE(it.session->screen() == kiosk::Screen::Review);
    auditor.look(it);
    it.press(Verb::Abandon);
    auditor.look(it);
    it.press(Verb::Dismiss);
    it.wait(60s);
    auditor.look(it);
    it.press(Verb::Continue);
    it.full = true;
    it.press(Verb::Submit);
    auditor.look(it);
    it.full = false;
    it.press(Verb::Submit);
    auditor.look(it);
    CHECK(it.kept.size() == 1);
}

/// A field for words, in every way to write, empty and in the middle of a word.
void writing(Auditor& auditor) {
    // Large and low at once: where the page above the keyboard scrolls, its buttons stand high, out of reach.
    if (auditor.comfort.large && auditor.comfort.low) {
        MESSAGE("skipped: writing, large and low at once; the buttons that scroll the page stand high");
        return;
    }
    Field it;
    adapt(it, auditor.comfort);
    for (auto const& [mode, keys] :
         {std::pair{"pinyin", "nihao"}, std::pair{"nine", "64426"}, std::pair{"letters", ""},
          std::pair{"symbols", ""}, std::pair{"hand", ""}}) {
        it.press(Verb::Mode, {}, mode);
        auditor.look(it);
        it.keys(keys);
        if (std::string_view(mode) == "hand") it.draw(da());
        auditor.look(it);
        it.session->erase();
    }
}

/// What comes beside: a choice of questionnaires, a form that cannot be asked.
void beside(Auditor& auditor) {
    Kiosk several(sample::event({questionnaire(formXml()), questionnaire(formXml()), questionnaire(formXml()),
                                 questionnaire(formXml()), questionnaire(formXml())}));
    several.press(Verb::Begin);
    adapt(several, auditor.comfort);
    auditor.look(several);
    auto asking = sample::event({questionnaire(formXml())});
    asking.visits.consent = "高坪镇人民政府收集您的姓名和电话，只用于就您提的意见回访，不公开，三个月后删除。"
                            "不愿意留的，可以不参加，也可以在“姓名”“电话”两题里不填。";
    Kiosk consent(std::move(asking));
    consent.press(Verb::Begin);
    consent.press(Verb::PickLanguage, {}, auditor.language);
    adapt(consent, auditor.comfort);
    consent.press(Verb::Start);
    auditor.look(consent);
    Kiosk refused(formXml(R"x(<bind nodeset="/data/place" type="geopoint" required="true()"/>)x", "<place/>",
                          R"(<input ref="/data/place"><label>在哪里？</label></input>)"));
    refused.press(Verb::Begin);
    adapt(refused, auditor.comfort);
    auditor.look(refused);
}

/// More than are read through, one of them long and some with numbers.
std::string villages() {
    std::string all = items({"高坪镇", "大瑶镇", "官渡镇", "永和镇", "古港镇", "关口街道",
                             "浏阳市高坪镇人民政府政务服务中心一楼大厅"});
    for (int i = 1; i <= 30; ++i)
        all += fmt::format("<item><label>第{}村民小组</label><value>v{}</value></item>", i, i);
    return all;
}

/// The open list, all of it and narrowed.
void searching(Auditor& auditor, Kiosk& it, std::string const& ref) {
    it.press(Verb::Open, ref, "list");
    auditor.look(it);
    it.press(Verb::FindKeys);
    auditor.look(it);
    it.press(Verb::Find, {}, "g");
    auditor.look(it);
    it.press(Verb::FindKeys);
    auditor.look(it);
    it.choose(ref, "c1");
    if (it.session->survey()->opened() == nullptr) return;
    it.press(Verb::FindAll);
    for (char const* choice : {"c7", "v2", "v3"}) it.choose(ref, choice);
    auditor.look(it);
    it.press(Verb::Shut);
}

/// The types that have screens and panels of their own, each with what opens from it.
void types(Auditor& auditor) {
    Kiosk it(typesXml(
        {{"likert", "", ask("select1", "您对办事大厅的服务满意吗？", grades(), "appearance=\"likert\"")},
         {"quick", "", ask("select1", "这是您第几次来？", grades(), "appearance=\"quick\"")},
         {"list", "", ask("select1", "您在哪里办的事？", topics(), "appearance=\"minimal\"")},
         {"long", "", ask("select1", "您住在哪个村或社区？", villages())},
         {"several", "", ask("select", "您去过哪些村或社区？", villages())},
         {"columns", "", ask("select", "您还想了解哪些？", topics(), "appearance=\"columns-2\"")},
         {"order", "type=\"odk:rank\"",
          "<odk:rank ref=\"REF\"><label>哪一项最要紧？</label>" + topics() + "</odk:rank>"},
         {"day", "type=\"date\"", ask("input", "您是哪一天来的？")},
         {"hour", "type=\"time\"", ask("input", "您是几点来的？")},
         {"moment", "type=\"dateTime\"", ask("input", "什么时候给您回电话方便？")},
         {"ease", "type=\"int\"",
          "<range ref=\"REF\" start=\"1\" end=\"10\" step=\"1\"><label>办事容易吗？</label></range>"},
         {"stars", "type=\"int\"",
          "<range ref=\"REF\" start=\"1\" end=\"5\" step=\"1\" "
          "appearance=\"rating\"><label>请给这次活动打几颗星</label></range>"},
         {"sign", "type=\"binary\"",
          "<upload ref=\"REF\" mediatype=\"image/*\" "
          "appearance=\"signature\"><label>请签名</label></upload>"},
         {"draw", "type=\"binary\"",
          "<upload ref=\"REF\" mediatype=\"image/*\" "
          "appearance=\"draw\"><label>请画出积水的位置</label></upload>"}}));
    it.services.engine = &engine();
    it.session.emplace(it.event, it.services, it.clock, base::Language::Chinese);
    it.press(Verb::Begin);
    adapt(it, auditor.comfort);
    it.press(Verb::Start);
    for (int page = 0; it.session->screen() == kiosk::Screen::Survey && page < 24; ++page) {
        std::string const ref = it.ref();
        std::string const name = ref.substr(ref.rfind('/') + 1);
        auditor.look(it);
        for (char const* panel : {"hour", "minute", "year", "month", "day", "list"}) {
            bool const has = (name == "list") == (std::string_view(panel) == "list") &&
                             (name == "list" || name == "moment" ||
                              (name == "hour" &&
                               (std::string_view(panel) == "hour" || std::string_view(panel) == "minute")));
            if (!has) continue;
            it.press(Verb::Open, ref, panel);
            auditor.look(it);
            it.press(Verb::Shut);
        }
        if (name == "long" || name == "several")
            searching(auditor, it, ref);
        else if (name == "order")
            for (char const* choice : {"c2", "c1"}) it.choose(ref, choice);
        else if (name == "hour")
            it.choose(ref, "14:30:00.000+08:00");
        else if (!it.session->survey()->page().questions.front().choices.empty())
            it.choose(ref, "c1");
        auditor.look(it);
        it.wait(500ms); // a quick choice turns the page
        if (it.session->survey() == nullptr || it.session->screen() != kiosk::Screen::Survey ||
            it.ref() != ref)
            continue;
        it.press(Verb::Clear, ref);
        it.press(Verb::Next);
    }
    CHECK(it.session->screen() == kiosk::Screen::Review);
}

/// Staff who fill in for others.
void assisting(Auditor& auditor) {
    auto made = sample::event({questionnaire(formXml())});
    auto const xml = base::readFile(std::filesystem::path(HUIBIAO_SHARE_DIR) / "assets/forms/assist.xml");
    REQUIRE(xml);
    made.assist = questionnaire(*xml);
    made.visits.keepPartial = true;
    Kiosk it(std::move(made));
    it.session.emplace(it.event, it.services, it.clock,
                       auditor.language == "0" ? base::Language::Chinese : base::Language::English);
    it.press(Verb::Begin); // the words of an event that keeps what is left unfinished
    adapt(it, auditor.comfort);
    auditor.look(it);
    it.press(Verb::Start);
    it.wait(60s);
    auditor.look(it);
    it.press(Verb::Continue);
    it.press(Verb::Abandon);
    it.press(Verb::AbandonYes);
    it.session->holdCorner();
    it.wait(3s);
    it.session->type("2468\n");
    REQUIRE(it.session->screen() == kiosk::Screen::Staff);
    it.press(Verb::Assist);
    adapt(it, auditor.comfort);
    it.choose("/data/method", "visit");
    auditor.look(it);
    it.press(Verb::Next);
    it.press(Verb::Key, {}, "03");
    it.press(Verb::HideKeyboard);
    auditor.look(it);
    it.press(Verb::Next);
    it.press(Verb::Key, {}, "浏阳市高坪镇人民政府政务服务中心一楼大厅东侧");
    it.press(Verb::Next);
    REQUIRE(it.session->screen() == kiosk::Screen::Assist);
    auditor.look(it);
    it.press(Verb::AssistNext);
    auditor.look(it);
}

/// Answers that the form refuses, a long text, and storing that fails.
void wrong(Auditor& auditor) {
    Kiosk it;
    it.press(Verb::Begin);
    it.press(Verb::PickLanguage, {}, auditor.language);
    adapt(it, auditor.comfort);
    it.press(Verb::Start);
    it.press(Verb::Next);
    it.choose("/data/grade", "1");
    it.press(Verb::Next);
    std::string words;
    for (int i = 0; i < 30; ++i) words += "办事大厅的号排了很久 no seats either, ";
    it.session->type(words);
    Scene const typing = auditor.look(it);
    if (typing.scrolling) CHECK(typing.scrolling->offset > 0); // the end of what is being typed is seen
    it.press(Verb::HideKeyboard);
    auditor.look(it);
    it.press(Verb::Next);
    for (char const* topic : {"t0", "t1", "t2", "t3"}) it.choose("/data/topics", topic);
    auditor.look(it);
    it.choose("/data/topics", "t1");
    it.press(Verb::Next);
    it.press(Verb::Key, {}, "300");
    it.press(Verb::Next);
    auditor.look(it);
    it.press(Verb::EraseAll);
    it.press(Verb::Key, {}, "30");
    it.press(Verb::Next);
    it.press(Verb::Next);
    auditor.look(it);
}

/// The pages of the staff, who see them in one size: PIN, export in all its states, leaving.
void office(Auditor& auditor) {
    Kiosk it;
    it.session.emplace(it.event, it.services, it.clock,
                       auditor.language == "0" ? base::Language::Chinese : base::Language::English);
    it.services.room = []() -> base::Result<std::uint64_t> { return 1U << 20U; };
    it.session->holdCorner();
    it.wait(2s);
    auditor.look(it);
    it.wait(1s);
    auditor.look(it);
    for (int i = 0; i < 12; ++i) it.press(Verb::Digit, {}, "1");
    auditor.look(it);
    it.press(Verb::DigitsEnter);
    auditor.look(it);
    it.wait(2s);
    for (char const* digit : {"2", "4", "6", "8"}) it.press(Verb::Digit, {}, digit);
    it.press(Verb::DigitsEnter);
    auditor.look(it); // no stick yet
    kiosk::Desk& desk = it.session->desk();
    desk.volumesAre(it.services.volumes());
    auditor.look(it);
    it.press(Verb::Desk, {}, "give_back"); // not before all is exported
    it.kept.resize(12);
    it.press(Verb::Desk, {}, "give_back");
    auditor.look(it);
    it.press(Verb::Desk, {}, "home");
    it.press(Verb::Export, {}, "/media/KINGSTON");
    desk.at(0.4);
    auditor.look(it);
    REQUIRE(it.perform());
    auditor.look(it);
    it.press(Verb::ExportAll, {}, "/media/KINGSTON");
    static_cast<void>(desk.take());
    it.session->taskDone(kiosk::TaskDone{
        .count = 12,
        .sealed = 12,
        .folder = "/media/KINGSTON/浏阳市高坪镇_政务公开主题日_20230518-0930_12份",
        .stillIn =
            base::Error{base::Kind::Unsupported,
                        {"请在系统里“弹出”这个U盘再拔", "eject the stick on the desktop before pulling it"},
                        {}}});
    auditor.look(it);
    it.press(Verb::ExportAll, {}, "/media/KINGSTON");
    static_cast<void>(desk.take());
    it.session->taskDone(base::fail(base::Kind::Full, {"U盘满了，请换一个", "the stick is full, use another"},
                                    "/media/KINGSTON"));
    auditor.look(it);
    it.press(Verb::Desk, {}, "erase");
    auditor.look(it);
    it.press(Verb::Ask, {}, "purge");
    auditor.look(it);
    it.press(Verb::Confirm);
    auditor.look(it);
    REQUIRE(it.perform());
    auditor.look(it);
    it.press(Verb::Desk, {}, "give_back");
    auditor.look(it);
    it.press(Verb::Ask, {}, "give_back");
    auditor.look(it);
    it.press(Verb::Confirm);
    auditor.look(it);
    Kiosk other;
    other.session.emplace(other.event, other.services, other.clock, it.session->staffWords());
    other.office();
    other.press(Verb::Desk, {}, "give_back");
    for (int i = 0; i < 2; ++i) {
        if (i == 0) other.press(Verb::Ask, {}, "give_back");
        other.press(Verb::Confirm);
    }
    auditor.look(other);
    static_cast<void>(other.session->desk().take());
    other.session->taskDone(kiosk::TaskDone{
        .remains = {
            {true,
             {base::Kind::Exists,
              {"活动文件夹里还有3个不属于这个活动的文件，没有动，请自己看一下",
               "3 files in the event's folder are not the event's and were left; please look at them"},
              "/events/高坪镇"}}}});
    auditor.look(other);
    it.press(Verb::Dismiss);
    it.press(Verb::Desk, {}, "home");
    it.press(Verb::Quit);
    auditor.look(it);
    auto event = sample::event({questionnaire(formXml())});
    event.pinHash.clear();
    Kiosk unset(std::move(event));
    unset.session->holdCorner();
    unset.wait(3s);
    auditor.look(unset);
}

/// An event that seals: the tables that are opened here, and the page that asks for the passphrase.
void unlocking(Auditor& auditor) {
    Kiosk it;
    it.session.emplace(it.event, it.services, it.clock,
                       auditor.language == "0" ? base::Language::Chinese : base::Language::English);
    kiosk::KeySearch found{.usable = {}, .foreign = {{"/media/KINGSTON/private-key.pem", "KINGSTON"}}};
    it.services.keys = [&](auto const&) { return found; };
    it.kept.resize(12);
    it.office();
    auditor.look(it);
    it.press(Verb::ExportReadable, {}, "/media/KINGSTON");
    auditor.look(it); // no key
    found = {.usable = {{"/media/KINGSTON/private-key.pem", "KINGSTON"}}, .foreign = {}};
    it.session->desk().volumesAre(it.services.volumes());
    auditor.look(it);
    for (int i = 0; i < 9; ++i) it.session->type("Gaoping-2023 浏阳");
    it.press(Verb::Layer, {}, "capitals");
    auditor.look(it);
    it.press(Verb::Layer, {}, "symbols");
    it.press(Verb::TurnEye);
    auditor.look(it);
    for (int i = 0; i < 3; ++i) {
        it.session->type("gaoping");
        it.press(Verb::Unlock);
        REQUIRE(it.session->desk().take());
        if (i == 0) auditor.look(it); // it is being opened
        it.session->taskDone(kiosk::TaskDone{.wrongPassphrase = true});
        if (i != 1) auditor.look(it); // at once, then after a wait
    }
    it.wait(60s - 1s);
    it.session->type("gaoping\n");
    it.session->type("\n");
    REQUIRE(it.session->desk().take());
    base::Words const changed{"这份密封的答卷被改动过或已损坏，没有打开",
                              "this sealed submission was changed or damaged after it was sealed; it stays "
                              "shut"};
    base::Finding const shut{false,
                             {base::Kind::Invalid, changed, "uuid:01234567-89ab-4def-8123-456789abcdef"}};
    it.session->taskDone(
        kiosk::TaskDone{.count = 12,
                        .sealed = 12,
                        .folder = "/media/KINGSTON/浏阳市高坪镇_政务公开主题日_20230518-0930_12份_可读",
                        .opened = 8,
                        .shut = {shut, shut, shut, shut}});
    auditor.look(it);
}

/// The answers in figures: counting them, all there is to be seen, what is sealed, and what failed.
void summaries(Auditor& auditor) {
    Kiosk it;
    it.session.emplace(it.event, it.services, it.clock,
                       auditor.language == "0" ? base::Language::Chinese : base::Language::English);
    it.office();
    it.press(Verb::Desk, {}, "summary");
    it.session->desk().at(0.4);
    auditor.look(it);
    REQUIRE(it.session->desk().take());
    it.session->taskDone(kiosk::TaskDone{.summary = sample::summary(auditor.language == "0")});
    Scene scene = auditor.look(it);
    // By the screenful to the end: all of it is looked at.
    for (double before = -1; scene.scrolling && it.session->scroll > before; scene = auditor.look(it)) {
        before = it.session->scroll;
        it.session->scroll += scene.scrolling->viewport.height * 0.8;
    }
    it.press(Verb::Desk, {}, "summary");
    REQUIRE(it.session->desk().take());
    auto sealed = std::make_shared<figures::EventSummary>();
    sealed->shut = 12;
    it.session->taskDone(kiosk::TaskDone{.sealed = 12, .summary = sealed});
    auditor.look(it);
    it.press(Verb::Desk, {}, "summary");
    REQUIRE(it.session->desk().take());
    it.session->taskDone(
        base::fail(base::Kind::Cancelled, {"已停止，没有算完", "stopped before all were counted"}));
    auditor.look(it);
}

/// Other events: what there is on the sticks, and what a change asks and tells.
void changing(Auditor& auditor) {
    Kiosk it;
    it.session.emplace(it.event, it.services, it.clock,
                       auditor.language == "0" ? base::Language::Chinese : base::Language::English);
    it.kept.resize(12);
    it.office();
    kiosk::Desk& desk = it.session->desk();
    it.press(Verb::Desk, {}, "bundles");
    desk.at(0.3);
    auditor.look(it);
    static_cast<void>(desk.take());
    it.session->taskDone(kiosk::TaskDone{.cut = true});
    auditor.look(it); // nothing on the sticks
    it.press(Verb::Desk, {}, "bundles");
    REQUIRE(it.perform());
    auditor.look(it);
    it.press(Verb::Ask, "/media/KINGSTON/活动/胡耀邦故里管理局", "load");
    auditor.look(it);
    it.press(Verb::Confirm);
    static_cast<void>(desk.take());
    desk.at(0.6);
    auditor.look(it);
    it.session->taskDone(
        base::fail(base::Kind::Unavailable,
                   {"U盘已经拔出或读不出来了，没有改动。请插好再试",
                    "the stick is gone or cannot be read any more; nothing was changed. Plug "
                    "it in and try again"},
                   "/media/KINGSTON/活动/胡耀邦故里管理局"));
    auditor.look(it);
    it.press(Verb::Ask, {}, "former");
    auditor.look(it);
}

/// The sending to a server: refused answers with long words, nothing to do, a look that fails, a task.
void uploading(Auditor& auditor) {
    Kiosk it;
    it.session.emplace(it.event, it.services, it.clock,
                       auditor.language == "0" ? base::Language::Chinese : base::Language::English);
    base::Result<kiosk::Sending> now = sample::sending();
    it.services.sending = [&](std::size_t) { return now; };
    it.kept.resize(12);
    it.exported = 30;
    it.office();
    auditor.look(it); // the first page warns of the refused
    it.press(Verb::Desk, {}, "erase");
    auditor.look(it);
    it.press(Verb::Desk, {}, "upload");
    auto const through = [&] {
        Scene scene = auditor.look(it);
        for (double before = -1; scene.scrolling && it.session->scroll > before; scene = auditor.look(it)) {
            before = it.session->scroll;
            it.session->scroll += scene.scrolling->viewport.height * 0.8;
        }
        it.session->scroll = 0;
        return scene;
    };
    now->refused = 93;
    it.wait(1s);
    CHECK(through().find("not_listed") != nullptr); // the list scrolls to its end
    now->refused = 5;
    it.press(Verb::Retry);
    it.session->desk().at(0.4);
    auditor.look(it);
    static_cast<void>(it.session->desk().take());
    it.session->taskDone(kiosk::TaskDone{.count = 5});
    auditor.look(it);
    it.press(Verb::ExportRefused, {}, "/media/KINGSTON");
    it.session->desk().at(0.4);
    auditor.look(it);
    static_cast<void>(it.session->desk().take());
    it.session->taskDone(kiosk::TaskDone{
        .count = 5, .folder = "/media/KINGSTON/浏阳市高坪镇_政务公开主题日_20230518-0930_被拒绝_5份"});
    auditor.look(it);
    using Doing = kiosk::Sending::Doing;
    it.session->desk().volumesAre({});
    for (Doing const doing : {Doing::Busy, Doing::Elsewhere, Doing::Nothing}) {
        now->doing = doing;
        now->trouble.reset();
        it.wait(1s);
        auditor.look(it);
    }
    now = kiosk::Sending{.doing = Doing::Idle, .sent = 12};
    now->health = base::Error{base::Kind::Missing,
                              {"运行状况没有报上去：服务器上没有表单 huibiao_health",
                               "how the kiosk is was not reported: the server has no form huibiao_health"},
                              "https://central.example.org/v1/key/***/projects/1"};
    it.press(Verb::Desk, {}, "upload");
    auditor.look(it);
    it.press(Verb::Pull);
    it.session->desk().at(0.4);
    auditor.look(it);
    static_cast<void>(it.session->desk().take());
    using What = kiosk::PulledForm::What;
    kiosk::TaskDone pulled{.count = 1};
    pulled.pulled = {{"高坪镇政务公开满意度调查", "2023051802", What::Taken, {}},
                     {"走访调查", "2023051801", What::Unchanged, {}},
                     {"旧问卷", "", What::Left, {}},
                     {"坏问卷", "3", What::Refused, {}}};
    pulled.pulled.back().notes.push_back({false,
                                          {base::Kind::Invalid,
                                           {"relevant 里的 1 + 不完整", "the relevant 1 + is not complete"},
                                           "huai.xml:17"}});
    it.session->taskDone(std::move(pulled));
    through();
    now =
        base::fail(base::Kind::Io,
                   {"答卷库读不出来，请交技术人员", "the store cannot be read; have an engineer look at it"},
                   "/events/高坪镇/data");
    it.wait(1s);
    auditor.look(it);
}

/// The kit's things: all of them, each large, one alone; before and after they are drawn.
void showing(Auditor& auditor) {
    Kiosk it;
    it.services.things = sample::thingSource();
    it.session.emplace(it.event, it.services, it.clock,
                       auditor.language == "0" ? base::Language::Chinese : base::Language::English);
    it.office();
    auditor.look(it); // the way to them
    it.press(Verb::Desk, {}, "things");
    auditor.look(it);
    auto const through = [&] {
        auditor.look(it);
        sample::bring(it, auditor.texts);
        Scene scene = auditor.look(it);
        for (double before = -1; scene.scrolling && it.session->scroll > before; scene = auditor.look(it)) {
            before = it.session->scroll;
            it.session->scroll += scene.scrolling->viewport.height * 0.8;
        }
        it.session->scroll = 0;
    };
    sample::bring(it, auditor.texts);
    through();
    it.press(Verb::KeepThings, {}, "/media/KINGSTON");
    it.session->desk().at(0.4);
    auditor.look(it);
    static_cast<void>(it.session->desk().take());
    it.session->taskDone(kiosk::TaskDone{
        .count = 27, .folder = "/media/KINGSTON/物料_浏阳市高坪镇2023年“政务公开主题日”活动", .looks = 2});
    auditor.look(it);
    it.press(Verb::KeepThings, {}, "/media/KINGSTON");
    static_cast<void>(it.session->desk().take());
    it.session->taskDone(
        base::fail(base::Kind::Full,
                   {"磁盘或U盘已满，请腾出空间或换一个", "the volume is full; free some room or use another"},
                   "/media/KINGSTON"));
    auditor.look(it);
    it.session->desk().volumesAre({});
    auditor.look(it);
    kiosk::Showcase& showcase = it.session->desk().showcase();
    base::Words const none{
        "没有第二块屏幕：没有接上 HDMI-1（现在有：eDP-1）。请接好线，打开大屏的电源",
        "there is no second screen: HDMI-1 is not connected (there are: eDP-1). Plug it in and "
        "switch it on"};
    for (bool const there : {false, true}) {
        showcase.wallIs(there ? kiosk::WallState{"HDMI-1", 1920, 1080, {}, {}}
                              : kiosk::WallState{"", 0, 0, none, {}});
        showcase.putOnWall("rollup");
        it.press(Verb::Desk, {}, "things");
        auditor.look(it);
        it.press(Verb::Thing, {}, "rollup");
        auditor.look(it);
        it.press(Verb::Desk, {}, "things");
        it.press(Verb::Thing, {}, "led-wall");
        auditor.look(it);
    }
    showcase.putOnWall({});
    it.press(Verb::Desk, {}, "things");
    auditor.look(it);
    for (char const* id : {"banner-cloth", "rollup", "qr-standee", "name-plate", "badge"}) {
        it.press(Verb::Desk, {}, "things");
        it.press(Verb::Thing, {}, id);
        through();
    }
    it.press(Verb::Desk, {}, "things");
    it.press(Verb::Thing, {}, "led-wall");
    it.press(Verb::ShowThing);
    auditor.look(it);
    sample::bring(it, auditor.texts);
    auditor.look(it);
    it.wait(181s);
    auditor.look(it);
    it.session->touched();
    it.session->holdCorner();
    it.wait(2s);
    auditor.look(it);
}

void audit(Comfort const& comfort) {
    for (Shape const& shape : Shapes)
        for (char const* language : {"0", "1"}) {
            // The largest screen differs from Full HD in its pixels alone.
            if (shape.width == 3840 && *language == '0') continue;
            if (comfort.low && shape.width > shape.height) continue;
            Auditor auditor{shape, comfort, language};
            visit(auditor);
            beside(auditor);
            writing(auditor);
            assisting(auditor);
            wrong(auditor);
            if (comfort == Comfort{}) {
                office(auditor);
                changing(auditor);
                unlocking(auditor);
                summaries(auditor);
                CHECK((auditor.seen.contains("pin") && auditor.seen.contains("staff")));
            }
            if (*language == '0') types(auditor);
            for (char const* screen :
                 {"attract", "start", "survey", "review", "thanks", "idle", "message", "consent", "assist"}) {
                INFO(screen);
                CHECK(auditor.seen.contains(screen));
            }
        }
}

} // namespace

TEST_CASE("audit: as everybody sees it") {
    audit({});
}

TEST_CASE("audit: the sending to a server") {
    for (Shape const& shape : Shapes)
        for (char const* language : {"0", "1"}) {
            Auditor auditor{shape, {}, language};
            uploading(auditor);
        }
}

TEST_CASE("audit: the things of the kit") {
    for (Shape const& shape : Shapes)
        for (char const* language : {"0", "1"}) {
            Auditor auditor{shape, {}, language};
            auditor.pictures = 400; // after those of the other audits
            showing(auditor);
        }
}

TEST_CASE("audit: 大字版") {
    audit({.large = true});
}

TEST_CASE("audit: high contrast") {
    audit({.contrast = true, .left = true});
}

TEST_CASE("audit: large, in high contrast, low and for the left hand") {
    audit({.large = true, .contrast = true, .low = true, .left = true});
}

TEST_CASE("audit: low") {
    audit({.low = true});
}
