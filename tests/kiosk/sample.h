#pragma once

#include "draw/fonts.h"
#include "draw/picture.h"
#include "event/event.h"
#include "form/form.h"
#include "kiosk/kiosk.h"
#include "kiosk/scene.h"
#include "kiosk/screens.h"
#include "kiosk/session.h"

#include <doctest/doctest.h>

#include <chrono>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace sample {

using namespace huibiao;
using namespace std::chrono_literals;

inline std::string text(std::string const& id, std::string const& value) {
    return "<text id=\"" + id + "\"><value>" + value + "</value></text>";
}

/// A questionnaire of an office: a grade, its reason when it is bad, several choices, an age within
/// bounds, a line of text; in two languages.
inline std::string formXml(std::string const& extraBind = {}, std::string const& extraNode = {},
                           std::string const& extraBody = {}) {
    std::string zh;
    std::string en;
    auto const say = [&](std::string const& id, std::string const& chinese, std::string const& english) {
        zh += text(id, chinese);
        en += text(id, english);
    };
    say("intro", "请根据您今天办事的感受回答，没有对错。",
        "Please answer by what you felt today. There is no right or wrong.");
    say("grade", "您对今天的服务满意吗？", "How satisfied are you with today’s service?");
    say("reason", "哪里让您不满意？", "What were you not satisfied with?");
    say("topics", "您想了解哪些政务公开的内容？",
        "Which topics of open government would you like to know more about?");
    say("topics_hint", "最多选三项", "At most three");
    say("age", "您今年多少岁？", "How old are you?");
    say("age_wrong", "年龄请填 1 到 120 之间的数。", "Please enter an age from 1 to 120.");
    say("words", "您还想对我们说什么？", "Is there anything else you would like to tell us?");
    char const* const grades[][2] = {{"非常满意", "Very satisfied"},
                                     {"满意", "Satisfied"},
                                     {"基本满意", "Fairly satisfied"},
                                     {"不满意", "Dissatisfied"},
                                     {"非常不满意", "Very dissatisfied"}};
    char const* const topics[][2] = {
        {"社会保险", "Social insurance"},     {"就业创业", "Jobs and starting a business"},
        {"义务教育招生", "School enrolment"}, {"住房与征地拆迁", "Housing and land acquisition"},
        {"医疗卫生", "Health care"},          {"财政预算决算", "Budget and final accounts"},
        {"都不需要", "None of these"}};
    std::string gradeItems;
    std::string topicItems;
    for (int i = 0; i < 5; ++i) {
        std::string const id = "grade" + std::to_string(5 - i);
        say(id, grades[i][0], grades[i][1]);
        gradeItems += "<item><label ref=\"jr:itext('" + id + "')\"/><value>" + std::to_string(5 - i) +
                      "</value></item>";
    }
    for (int i = 0; i < 7; ++i) {
        std::string const id = "topic" + std::to_string(i);
        say(id, topics[i][0], topics[i][1]);
        topicItems +=
            "<item><label ref=\"jr:itext('" + id + "')\"/><value>t" + std::to_string(i) + "</value></item>";
    }
    return R"x(<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms">
<h:head><h:title>高坪镇政务公开满意度调查</h:title><model>
<itext><translation lang="中文 (zh)" default="true()">)x" +
           zh + R"x(</translation><translation lang="English (en)">)x" + en + R"x(</translation></itext>
<instance><data id="gaoping" version="1"><intro/><grade/><reason/><topics/><age/><words/>)x" +
           extraNode + R"x(<meta><instanceID/></meta></data></instance>
<bind nodeset="/data/intro" type="string" readonly="true()"/>
<bind nodeset="/data/grade" type="string" required="true()"/>
<bind nodeset="/data/reason" type="string" relevant="/data/grade = '1' or /data/grade = '2'" required="true()"/>
<bind nodeset="/data/topics" type="string" constraint="count-selected(.) &lt;= 3" jr:constraintMsg="最多选三项，请去掉几项。"/>
<bind nodeset="/data/age" type="int" required="true()" constraint=". &gt;= 1 and . &lt;= 120" jr:constraintMsg="jr:itext('age_wrong')"/>
<bind nodeset="/data/words" type="string"/>)x" +
           extraBind + R"x(
<bind nodeset="/data/meta/instanceID" type="string" jr:preload="uid"/>
</model></h:head><h:body>
<input ref="/data/intro"><label ref="jr:itext('intro')"/></input>
<select1 ref="/data/grade"><label ref="jr:itext('grade')"/>)x" +
           gradeItems + R"x(</select1>
<input ref="/data/reason" appearance="multiline"><label ref="jr:itext('reason')"/></input>
<select ref="/data/topics"><label ref="jr:itext('topics')"/><hint ref="jr:itext('topics_hint')"/>)x" +
           topicItems + R"x(</select>
<input ref="/data/age"><label ref="jr:itext('age')"/></input>
<input ref="/data/words" appearance="multiline"><label ref="jr:itext('words')"/></input>)x" +
           extraBody + R"x(
</h:body></h:html>)x";
}

inline event::Questionnaire questionnaire(std::string const& xml) {
    auto form = form::Form::load(xml, {});
    INFO((form ? std::string() : form.error().text(base::Language::English)));
    REQUIRE(form.has_value());
    return {"form.xml", form->title(), std::nullopt, *form};
}

inline event::Event event(std::vector<event::Questionnaire> questionnaires) {
    auto logo = draw::Picture::decode(
        R"(<svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><rect width="64" height="64" fill="#a31d18"/></svg>)",
        "logo.svg");
    REQUIRE(logo.has_value());
    event::Event made{.folder = "/events/高坪镇", .logo = std::move(*logo)};
    made.banner.line = "浏阳市高坪镇2023年“政务公开主题日”活动";
    made.banner.head = "浏阳市高坪镇2023年";
    made.banner.event = "“政务公开主题日”活动";
    made.banner.unit = "浏阳市高坪镇";
    made.unit = "高坪镇";
    made.pinHash = "scrypt";
    made.idle.after = 60s;
    made.idle.warning = 20s;
    made.links.push_back({"https://example.org/survey", "扫码在手机上填写"});
    made.questionnaires = std::move(questionnaires);
    return made;
}

/// Reads nothing, and says what it was to read.
struct Reader : kiosk::Speaker {
    [[nodiscard]] bool canRead(std::vector<kiosk::Utterance> const& all) const override {
        return able && !all.empty();
    }
    void read(std::vector<kiosk::Utterance> all) override {
        last = std::move(all);
        on = true;
    }
    void stop() override { on = false; }
    [[nodiscard]] bool reading() const override { return on; }

    std::vector<kiosk::Utterance> last;
    bool able = true;
    bool on = false;
};

/// A session with a clock that stands still and a shelf of kept submissions.
struct Kiosk {
    explicit Kiosk(event::Event made) : event(std::move(made)) {
        services.keep = [this](form::Submission const& submission) -> base::Result<void> {
            if (full) return base::fail(base::Kind::Full, {"盘满了", "the disk is full"});
            kept.push_back(submission);
            return {};
        };
        services.counts = [this]() -> base::Result<kiosk::Counts> {
            return kiosk::Counts{kept.size() + exported, kept.size(), exported};
        };
        services.volumes = [] {
            return std::vector<kiosk::Volume>{
                {"/media/KINGSTON", "KINGSTON", "/media/KINGSTON", 1ULL << 33U},
                {"/media/LOCKED", "LOCKED", "/media/LOCKED", 1ULL << 20U,
                 base::Error{base::Kind::Denied,
                             {"这个U盘是只读的：拨开它侧面的写保护开关，或换一个",
                              "this stick is read-only: move its lock switch, or use another"},
                             "/dev/sdc1"}}};
        };
        services.perform = [this](kiosk::Task const& task,
                                  kiosk::Progress const&) -> base::Result<kiosk::TaskDone> {
            if (task.kind == kiosk::Task::Kind::Purge)
                return kiosk::TaskDone{.count = std::exchange(exported, 0U)};
            if (task.kind == kiosk::Task::Kind::Summary)
                return kiosk::TaskDone{.summary = std::make_shared<figures::EventSummary>()};
            if (task.kind == kiosk::Task::Kind::GiveBack) return kiosk::TaskDone{};
            if (task.kind == kiosk::Task::Kind::Look) return around();
            if (task.kind == kiosk::Task::Kind::Load || task.kind == kiosk::Task::Kind::GoBack)
                return kiosk::TaskDone{};
            exported += kept.size();
            return kiosk::TaskDone{.count = std::exchange(kept, {}).size(),
                                   .folder = task.volume.folder / "out"};
        };
        services.pinRight = [](std::string_view pin) { return pin == "2468"; };
        services.speaker = &speaker;
        session.emplace(event, services, clock, base::Language::Chinese);
    }
    Kiosk(std::string const& xml = formXml()) : Kiosk(sample::event({questionnaire(xml)})) {}

    void press(kiosk::Verb verb, std::string ref = {}, std::string value = {}) {
        session->press({verb, std::move(ref), std::move(value)});
    }
    void wait(std::chrono::milliseconds by) {
        clock.advance(by);
        session->tick();
    }
    /// Past the corner and the PIN, with the sticks looked for.
    void office() {
        session->holdCorner();
        wait(3s);
        for (char const* digit : {"2", "4", "6", "8"}) press(kiosk::Verb::Digit, {}, digit);
        press(kiosk::Verb::DigitsEnter);
        session->desk().volumesAre(services.volumes());
    }
    /// What the edge does with a task that was begun; false where none was.
    bool perform() {
        auto const task = session->desk().take();
        if (!task) return false;
        session->taskDone(services.perform(*task, {}));
        return true;
    }
    void choose(std::string const& ref, std::string const& value) { press(kiosk::Verb::Choose, ref, value); }
    void begin() {
        press(kiosk::Verb::Begin);
        press(kiosk::Verb::Start);
    }
    /// A bundle that can be loaded, one that cannot, and the event before.
    [[nodiscard]] kiosk::TaskDone around() const {
        kiosk::Volume const stick = services.volumes().front();
        base::Error const fault{base::Kind::Missing,
                                {"活动包里没有“满意度问卷.xlsx”", "“满意度问卷.xlsx” is not in the bundle"},
                                "/media/KINGSTON/活动/沿溪镇/event.toml:18"};
        base::Error const year{
            base::Kind::Invalid,
            {"没有写年份：在 [event] 下加一行 year = 2023", "no year: add a line year = 2023 under [event]"},
            "/media/KINGSTON/活动/沿溪镇/event.toml:3"};
        kiosk::TaskDone done;
        done.bundles = {{.volume = stick,
                         .folder = "/media/KINGSTON/沙市镇",
                         .banner = "浏阳市沙市镇2023年“政务公开主题日”活动",
                         .questionnaires = 1},
                        {.volume = stick,
                         .folder = "/media/KINGSTON/活动/胡耀邦故里管理局",
                         .banner = "浏阳市胡耀邦故里管理局2023年“政务公开主题日”活动暨红色研学映初心",
                         .questionnaires = 2,
                         .ownPin = true},
                        {.volume = stick,
                         .folder = "/media/KINGSTON/活动/沿溪镇",
                         .faults = {{false, year}, {false, fault}, {false, fault}, {false, fault}}}};
        done.folder = "/events/高坪镇.previous/data";
        done.former = kiosk::FormerEvent{.folder = "/events/高坪镇.previous",
                                         .banner = "浏阳市淳口镇2023年“政务公开主题日”活动暨“深化政务公开、"
                                                   "服务社会和群众”",
                                         .answers = 12,
                                         .fresh = 3};
        return done;
    }
    [[nodiscard]] std::string ref() const { return session->survey()->page().questions.front().ref; }

    base::FakeClock clock{base::WallTime(std::chrono::seconds(1'700'000'000))};
    event::Event event;
    kiosk::Services services;
    Reader speaker;
    std::vector<form::Submission> kept;
    std::size_t exported = 0;
    bool full = false;
    std::optional<kiosk::Session> session;
};

inline draw::Fonts const& fonts() {
    static draw::Fonts const opened = [] {
        auto made = draw::Fonts::open(HUIBIAO_FONT_DIR);
        REQUIRE(made.has_value());
        return std::move(*made);
    }();
    return opened;
}

/// A page of the staff, read and pressed by what stands on it. `Page` has scene(): the whole page, so that
/// nothing is below the fold.
template <class Page>
struct Pressed {
    [[nodiscard]] std::string told(std::string const& id) {
        kiosk::Scene const all = page().scene();
        kiosk::Item const* const item = all.find(id);
        return item ? item->name : "none";
    }
    void tap(std::string const& id) {
        kiosk::Scene const all = page().scene();
        kiosk::Item const* const item = all.find(id);
        REQUIRE_MESSAGE(item, id);
        REQUIRE_MESSAGE(item->act, id);
        REQUIRE_MESSAGE(item->enabled, id);
        page().session->press(*item->act);
    }

private:
    [[nodiscard]] Page& page() { return static_cast<Page&>(*this); }
};

} // namespace sample
