#include "chinese.h"
#include "things.h"

#include <algorithm>
#include <cstdlib>
#include <random>

using namespace sample;
using kiosk::Screen;
using kiosk::Verb;

namespace {

/// A hand that presses whatever it sees, types now and then, and sometimes goes away.
void wander(std::uint32_t seed, int steps, bool chinese) {
    INFO("seed ", seed);
    std::mt19937 random(seed);
    auto const below = [&](std::size_t count) { return static_cast<std::size_t>(random() % count); };
    Kiosk it(
        formXml(R"x(<bind nodeset="/data/ease" type="int"/><bind nodeset="/data/sign" type="binary"/>)x",
                "<ease/><sign/>",
                R"x(<range ref="/data/ease" start="1" end="5" step="1"><label>办事容易吗？</label></range>
<upload ref="/data/sign" mediatype="image/*" appearance="signature"><label>请签名</label></upload>)x"));
    if (chinese) {
        it.services.engine = &engine();
        it.services.recogniser = &recogniser();
        it.session.emplace(it.event, it.services, it.clock, base::Language::Chinese);
    }
    it.services.things = sample::thingSource();
    kiosk::TextCache texts(fonts());
    std::size_t thanks = 0;
    for (int i = 0; i < steps; ++i) {
        auto const scene = kiosk::makeScene(*it.session, texts, 1024, 600, "", {});
        it.session->scroll = scene.scrolling ? scene.scrolling->offset : 0;
        it.session->reveal.clear();
        sample::bring(it, texts);
        if (it.session->desk().running() && it.perform()) continue;
        it.session->desk().volumesAre(it.services.volumes());
        std::vector<kiosk::Act> acts;
        // What is past them is the end of this event.
        bool const last = it.session->dialog() == kiosk::Dialog::GiveBackLast ||
                          it.session->dialog() == kiosk::Dialog::LoadEvent ||
                          it.session->dialog() == kiosk::Dialog::FormerEvent;
        for (std::size_t k = scene.modal; k < scene.items.size(); ++k)
            if (scene.items[k].act && scene.items[k].enabled && scene.items[k].act->verb != Verb::QuitYes &&
                !last)
                acts.push_back(*scene.items[k].act);
        // Every page leaves a way on; only the last question before such an end has none here.
        if (last) acts.push_back({Verb::Dismiss, {}, {}});
        if (it.session->screen() == Screen::Show) { // nothing to press: its corner is held
            it.session->holdCorner();
            it.wait(kiosk::Session::HoldOpens);
            REQUIRE(it.session->screen() != Screen::Show);
            continue;
        }
        REQUIRE_FALSE(acts.empty());
        Screen const before = it.session->screen();
        std::size_t const what = below(40);
        if (what == 0)
            it.wait(std::chrono::seconds(below(90)));
        else if (what == 1)
            it.full = !it.full;
        else if (what == 2)
            it.session->type("办事 a1.-\n");
        else if (what == 3)
            it.session->erase();
        else if (auto const pad = std::find_if(scene.items.begin(), scene.items.end(),
                                               [](kiosk::Item const& item) { return item.pad.has_value(); });
                 what < 16 && pad != scene.items.end())
            it.session->stroke(
                pad->id, {{double(below(400)), double(below(200))}, {double(below(400)), double(below(200))}},
                {400, 200}, it.clock.steady());
        else
            it.session->press(acts[below(acts.size())]);
        it.wait(std::chrono::milliseconds(below(900)));
        if (before == Screen::Review && it.session->screen() == Screen::Thanks) ++thanks;
        if (auto const wake = it.session->wakeAt()) CHECK(*wake > it.clock.steady());
        if (it.session->screen() == Screen::Attract) CHECK(it.session->survey() == nullptr);
    }
    // Thanks were said for what is kept and for nothing else.
    CHECK(it.kept.size() + it.exported >= thanks);
    for (form::Submission const& submission : it.kept)
        CHECK(submission.xml.find("<grade>") != std::string::npos);
}

} // namespace

TEST_CASE("random hands: no dead end, no thanks without an answer kept") {
    int const count = std::getenv("HUIBIAO_LONG") ? 60 : 6;
    for (int i = 0; i < count; ++i) wander(static_cast<std::uint32_t>(i + 1), 1500, i % 2 == 1);
}
