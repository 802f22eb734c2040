// Random people who mean to finish: they press only what stands on the screen, or type where a field is.
// Every filling must come to its end, and what is kept must be what the form itself takes.
#include "base/file.h"
#include "event/event.h"
#include "types_form.h"
#include "xml/parse.h"

#include <algorithm>
#include <cstdlib>
#include <map>
#include <random>

using namespace sample;
using form::QuestionKind;
using kiosk::Item;
using kiosk::Screen;
using kiosk::Verb;

namespace {

enum class End {
    Kept,
    Refused, ///< the form requires what no screen can ask, and the kiosk says so
    Unmet,   ///< a page asks for what random words do not meet, and says so beside the question
};

class Walker {
public:
    Walker(event::Event event, std::uint32_t seed)
        : m_kiosk(std::move(event)), m_texts(fonts()), m_random(seed) {}

    /// One filling of the form with this number, or a failure that names the page.
    End fill(std::size_t form) {
        m_kiosk.press(Verb::Begin);
        if (m_kiosk.session->choosing()) m_kiosk.press(Verb::PickForm, {}, std::to_string(form));
        if (refused()) return End::Refused;
        REQUIRE(m_kiosk.session->survey() != nullptr);
        m_kiosk.press(Verb::Start);
        std::size_t const before = m_kiosk.kept.size();
        std::map<std::string, int> visits;
        std::size_t const most = 400 + 4 * m_kiosk.session->survey()->pages().size();
        for (std::size_t step = 0; step < most; ++step) {
            if (m_kiosk.session->screen() == Screen::Review) {
                if (below(6) == 0)
                    tap(Verb::Edit);
                else
                    tap(Verb::Submit);
                if (m_kiosk.session->screen() == Screen::Thanks) break;
                continue;
            }
            if (refused()) return End::Refused;
            REQUIRE(m_kiosk.session->screen() == Screen::Survey);
            std::string const page = m_kiosk.session->survey()->page().ref;
            INFO("page ", page, " try ", visits[page]);
            if (++visits[page] == 60) {
                REQUIRE(saysWhy()); // else it is stuck
                m_kiosk.press(Verb::Abandon);
                m_kiosk.press(Verb::AbandonYes);
                REQUIRE(m_kiosk.session->survey() == nullptr);
                return End::Unmet;
            }
            answerPage();
            aside();
            if (m_kiosk.session->survey() != nullptr && m_kiosk.session->screen() == Screen::Survey)
                tap(below(12) == 0 ? Verb::Back : Verb::Next);
            if (m_kiosk.session->screen() == Screen::Start) m_kiosk.press(Verb::Start);
            m_kiosk.wait(500ms); // a quick choice turns the page
        }
        REQUIRE(m_kiosk.session->screen() == Screen::Thanks);
        REQUIRE(m_kiosk.kept.size() == before + 1);
        m_kiosk.press(Verb::Done);
        return End::Kept;
    }
    [[nodiscard]] std::vector<form::Submission> const& kept() const { return m_kiosk.kept; }
    [[nodiscard]] event::Event const& event() const { return m_kiosk.event; }

private:
    [[nodiscard]] bool refused() const {
        return m_kiosk.session->screen() == Screen::Message && !m_kiosk.session->message().empty();
    }
    /// A message stands on the page, beside a question of it.
    [[nodiscard]] bool saysWhy() {
        kiosk::Survey const& survey = *m_kiosk.session->survey();
        for (form::Question const& question : survey.page().questions) {
            std::string const* const fault = survey.fault(question.ref);
            if (fault == nullptr || fault->empty()) continue;
            m_kiosk.session->reveal = question.ref;
            auto const scene = kiosk::makeScene(*m_kiosk.session, m_texts, 1366, 768, "", {});
            for (Item const& item : scene.items)
                if (item.name.find(*fault) != std::string::npos) return true;
        }
        return false;
    }
    std::size_t below(std::size_t count) { return static_cast<std::size_t>(m_random() % count); }

    /// What can be pressed now, scrolled to where it stands.
    std::vector<Item> controls(std::string const& ref = {}) {
        std::vector<Item> all;
        m_kiosk.session->scroll = 0;
        for (int part = 0; part < 30; ++part) {
            auto const scene = kiosk::makeScene(*m_kiosk.session, m_texts, 1366, 768, "", {});
            for (std::size_t i = scene.modal; i < scene.items.size(); ++i)
                if (Item const& item = scene.items[i];
                    (item.act && item.enabled && (ref.empty() || item.act->ref == ref)) || item.pad)
                    all.push_back(item);
            if (!scene.scrolling || m_kiosk.session->scroll >= scene.scrolling->most()) break;
            m_kiosk.session->scroll = std::min(
                scene.scrolling->offset + scene.scrolling->viewport.height * 0.7, scene.scrolling->most());
        }
        return all;
    }
    /// The control of this verb, where there is one now.
    bool press(Verb verb) {
        for (Item const& item : controls())
            if (item.act && item.act->verb == verb) {
                m_kiosk.session->press(*item.act);
                return true;
            }
        return false;
    }
    bool tap(Verb verb, std::string const& ref = {}) {
        std::vector<kiosk::Act> acts;
        // Large text and a keyboard leave no room for the way on: it is back once the keyboard is put away.
        for (Verb const first : {verb, Verb::HideKeyboard}) {
            for (Item const& item : controls(ref))
                if (item.act && item.act->verb == verb) acts.push_back(*item.act);
            if (!acts.empty() || first != verb || !press(Verb::HideKeyboard)) break;
        }
        if (acts.empty()) {
            INFO("no control for verb ", static_cast<int>(verb));
            REQUIRE((verb == Verb::Back || verb == Verb::Edit));
            return false;
        }
        m_kiosk.session->press(acts[below(acts.size())]);
        return true;
    }

    void answerPage() {
        // Copied: an answer makes the pages anew.
        auto const questions = m_kiosk.session->survey()->page().questions;
        for (form::Question const& question : questions) {
            if (question.readOnly || question.kind == QuestionKind::Note) continue;
            if (!question.required && below(4) == 0) continue;
            if (m_kiosk.session->screen() != Screen::Survey) return;
            answer(question);
        }
        if (m_kiosk.session->survey()->page().kind == form::Page::Kind::RepeatPrompt && m_added < 2 &&
            below(2) == 0) {
            ++m_added;
            tap(Verb::AddRepeat);
        }
    }
    void answer(form::Question const& question) {
        static char const* const words[] = {"1",        "5",           "18",   "68", "3.5",
                                            "办事很快", "13912345678", "2023", "100"};
        switch (question.kind) {
        case QuestionKind::Text:
        case QuestionKind::Integer:
        case QuestionKind::Decimal:
            m_kiosk.press(Verb::Focus, question.ref);
            m_kiosk.press(Verb::EraseAll);
            m_kiosk.session->type(words[below(std::size(words))]);
            return;
        case QuestionKind::Image:
            for (Item const& item : controls())
                if (item.pad && item.ref == question.ref) {
                    m_kiosk.session->stroke(item.id, {{10, 10}, {200, 90}, {240, 20}}, {400, 200},
                                            m_kiosk.clock.steady());
                    return;
                }
            return;
        default: break;
        }
        // Some presses on its own controls; a panel that opens is pressed in, too.
        for (std::size_t presses = question.kind == QuestionKind::Rank ? 2 * question.choices.size()
                                                                       : 1 + below(3);
             presses > 0; --presses) {
            std::vector<kiosk::Act> acts;
            for (Item const& item : controls(question.ref))
                if (item.act && item.act->verb != Verb::Clear && item.act->verb != Verb::Shut)
                    acts.push_back(*item.act);
            if (acts.empty()) break;
            m_kiosk.session->press(acts[below(acts.size())]);
            if (m_kiosk.session->screen() != Screen::Survey) return;
        }
        for (int i = 0; i < 6 && m_kiosk.session->survey()->opened() != nullptr; ++i)
            m_kiosk.press(Verb::Shut);
        if (question.kind == QuestionKind::Rank) finishRank(question);
    }
    void finishRank(form::Question const& question) {
        // What is not ranked yet, one after the other.
        for (std::size_t i = 0; i < question.choices.size(); ++i) {
            auto const now = m_kiosk.session->survey()->page().questions;
            for (form::Question const& same : now)
                if (same.ref == question.ref && same.value.empty()) {
                    std::string const held = m_kiosk.session->survey()->shown(same);
                    for (form::Choice const& choice : same.choices)
                        if ((" " + held + " ").find(" " + choice.value + " ") == std::string::npos) {
                            m_kiosk.choose(question.ref, choice.value);
                            break;
                        }
                }
        }
    }
    /// What people do besides.
    void aside() {
        if (m_kiosk.session->screen() != Screen::Survey) return;
        switch (below(20)) {
        case 0: m_kiosk.press(Verb::Comfort, {}, "large"); break;
        case 1: m_kiosk.press(Verb::PickLanguage, {}, std::to_string(below(2))); break;
        case 2: m_kiosk.wait(30s); break;
        case 3:
            m_kiosk.press(Verb::Abandon);
            m_kiosk.press(Verb::Dismiss);
            break;
        default: break;
        }
    }

    Kiosk m_kiosk;
    kiosk::TextCache m_texts;
    std::mt19937 m_random;
    int m_added = 0;
};

/// The value of each leaf by its path, repeat instances numbered.
void leaves(xml::Node const& element, std::string const& path, std::map<std::string, std::string>& all) {
    std::map<std::string, int> seen;
    for (xml::Node const* child = element.firstElement(); child; child = child->nextElement()) {
        std::string const name(child->localName());
        std::string const here = path + "/" + name + "[" + std::to_string(++seen[name]) + "]";
        if (child->firstElement())
            leaves(*child, here, all);
        else
            all[here] = child->text();
    }
}

std::map<std::string, std::string> leavesOf(std::string const& text) {
    auto const document = xml::parse(text, "submission");
    REQUIRE(document);
    std::map<std::string, std::string> all;
    leaves(*(*document)->element(), "", all);
    return all;
}

/// "/data/visit[2]/age" as leaves() writes it.
std::string numbered(std::string const& ref) {
    std::string out;
    std::size_t at = ref.find('/', 1); // past the root
    while (at != std::string::npos) {
        std::size_t const end = ref.find('/', at + 1);
        std::string step = ref.substr(at + 1, end == std::string::npos ? end : end - at - 1);
        step = step.substr(step.find(':') == std::string::npos ? 0 : step.find(':') + 1);
        if (step.back() != ']') step += "[1]";
        out += "/" + step;
        at = end;
    }
    return out;
}

/// The form, filled anew from what was kept, takes every answer and asks for none that is not there.
/// `computed`: what it computes is the same, too; not so where a form looks at the clock.
void checkValid(form::Form const& form, form::Submission const& submission, bool computed) {
    auto const held = leavesOf(submission.xml);
    base::FakeClock const clock(base::WallTime(std::chrono::seconds(1'700'000'000)));
    form::Surroundings surroundings;
    surroundings.clock = &clock;
    auto filling = form::Filling::begin(form, std::move(surroundings));
    REQUIRE(filling);
    std::map<std::string, form::Attachment const*> files;
    for (form::Attachment const& file : submission.attachments) files[file.name] = &file;
    std::map<std::string, bool> given;   // by ref
    std::map<std::string, bool> answers; // by path
    for (bool more = true; more;) {
        more = false;
        for (form::Page const& page : filling->pages()) {
            if (page.kind == form::Page::Kind::RepeatPrompt) {
                // As many instances as were kept.
                std::string const path = numbered(page.ref);
                std::string const stem = path.substr(0, path.rfind('['));
                int most = 0;
                for (auto const& [leaf, value] : held)
                    for (int n = most + 1; leaf.starts_with(stem + "[" + std::to_string(n) + "]"); ++n)
                        most = n;
                int now = 0;
                for (form::Page const& other : filling->pages())
                    for (form::Question const& question : other.questions)
                        for (int n = now + 1;
                             numbered(question.ref).starts_with(stem + "[" + std::to_string(n) + "]"); ++n)
                            now = n;
                if (now < most) {
                    REQUIRE(filling->addRepeat(page.ref));
                    more = true;
                    break;
                }
                continue;
            }
            for (form::Question const& question : page.questions) {
                if (question.readOnly || question.kind == QuestionKind::Note || given[question.ref]) continue;
                given[question.ref] = true;
                answers[numbered(question.ref)] = true;
                auto const value = held.find(numbered(question.ref));
                INFO(question.ref, " in ", submission.xml);
                REQUIRE(value != held.end()); // what is relevant was kept
                auto const file = files.find(value->second);
                auto const fault = file != files.end() ? filling->attach(question.ref, *file->second)
                                                       : filling->answer(question.ref, value->second);
                CHECK_FALSE((fault && fault->kind != form::FaultKind::Required));
                more = true;
            }
            if (more) break; // pages may come and go
        }
    }
    CHECK(filling->checkAll().empty());
    auto const again = filling->finish();
    REQUIRE(again);
    auto const made = leavesOf(again->xml);
    for (auto const& [path, value] : held) {
        if (path.find("/meta[") != std::string::npos) continue;
        INFO(path);
        REQUIRE(made.contains(path)); // and what is not relevant was not
        if (value.find("uuid") == std::string::npos && path.find("start") == std::string::npos &&
            path.find("end") == std::string::npos && path.find("today") == std::string::npos)
            CHECK((made.at(path) == value || !(computed || answers.contains(path))));
    }
    CHECK(made.size() == held.size());
}

void walk(event::Event const& event, std::size_t form, int fillings) {
    for (int seed = 1; seed <= fillings; ++seed) {
        INFO("form ", form, " seed ", seed);
        event::Event copy = sample::event(event.questionnaires);
        Walker walker(std::move(copy), static_cast<std::uint32_t>(seed));
        REQUIRE(walker.fill(form) == End::Kept);
        checkValid(event.questionnaires[form].form, walker.kept().back(), true);
    }
}

int times(int few) {
    return std::getenv("HUIBIAO_LONG") ? few * 10 : few;
}

std::string allTypes() {
    return typesXml(
        {{"grade", "required=\"true()\"", ask("select1", "满意吗？", grades(), "appearance=\"likert\"")},
         {"quick", "", ask("select1", "办了几次？", grades(), "appearance=\"quick\"")},
         {"list", "required=\"true()\"", ask("select1", "在哪里办的？", topics(), "appearance=\"minimal\"")},
         {"many", "constraint=\"count-selected(.) &lt;= 2\"", ask("select", "哪几项？", topics(), "")},
         {"order", "type=\"odk:rank\"",
          "<odk:rank ref=\"REF\"><label>先后？</label>" + topics() + "</odk:rank>"},
         {"day", "type=\"date\" required=\"true()\"", ask("input", "哪一天？")},
         {"hour", "type=\"time\"", ask("input", "几点？")},
         {"moment", "type=\"dateTime\"", ask("input", "什么时候？")},
         {"age", "type=\"int\" required=\"true()\" constraint=\". &gt;= 1 and . &lt;= 120\"",
          ask("input", "几岁？")},
         {"ease", "type=\"int\" required=\"true()\"",
          "<range ref=\"REF\" start=\"1\" end=\"5\" step=\"1\"><label>容易吗？</label></range>"},
         {"stars", "type=\"int\"",
          "<range ref=\"REF\" start=\"1\" end=\"5\" step=\"1\" "
          "appearance=\"rating\"><label>几颗星？</label></range>"},
         {"sign", "type=\"binary\"",
          "<upload ref=\"REF\" mediatype=\"image/*\" "
          "appearance=\"signature\"><label>请签名</label></upload>"},
         {"why", "relevant=\"/data/grade = 'c4' or /data/grade = 'c5'\" required=\"true()\"",
          ask("input", "为什么？")},
         {"words", "", ask("input", "还有什么？", "", "appearance=\"multiline\"")}});
}

} // namespace

TEST_CASE("random people finish a form of every type, and the form takes what was kept") {
    walk(sample::event({questionnaire(allTypes())}), 0, times(60));
}

TEST_CASE("random people finish the sample in two languages") {
    walk(sample::event({questionnaire(formXml())}), 0, times(60));
}

TEST_CASE("random people finish every questionnaire of the sample events") {
    (void)fonts();
    std::filesystem::path const share(HUIBIAO_SHARE_DIR);
    int forms = 0;
    for (auto const& folder : std::filesystem::directory_iterator(share / "assets/events")) {
        base::Findings findings;
        auto const event = event::open(folder.path(), share, findings);
        REQUIRE(event);
        for (std::size_t i = 0; i < event->questionnaires.size(); ++i, ++forms) {
            INFO(event->questionnaires[i].file.string());
            walk(*event, i, times(60));
        }
    }
    CHECK(forms >= 2);
}

TEST_CASE("random people meet every form of a folder") {
    // Forms of others, made without a thought of a kiosk: nothing of them may crash it or leave a person
    // stuck, and what is kept is what the form takes.
    char const* const folder = std::getenv("HUIBIAO_WALK_FORMS");
    if (folder == nullptr) {
        MESSAGE("skipped: HUIBIAO_WALK_FORMS names no folder of XForms (.xml)");
        return;
    }
    (void)fonts();
    std::vector<std::filesystem::path> files;
    for (auto const& entry : std::filesystem::recursive_directory_iterator(folder))
        if (entry.path().extension() == ".xml") files.push_back(entry.path());
    std::sort(files.begin(), files.end());
    REQUIRE(!files.empty());
    std::map<std::string, int> ends;
    for (auto const& file : files) {
        INFO(file.string());
        auto const xml = base::readFile(file);
        REQUIRE(xml);
        auto const form = form::Form::load(*xml, {});
        if (!form) {
            ++ends["not filled: " + form.error().text(base::Language::English).substr(0, 60)];
            continue;
        }
        event::Event const event = sample::event({{file, form->title(), std::nullopt, *form}});
        for (int seed = 1; seed <= times(1); ++seed) {
            INFO("seed ", seed);
            Walker walker(sample::event(event.questionnaires), static_cast<std::uint32_t>(seed));
            switch (walker.fill(0)) {
            case End::Kept:
                ++ends["kept"];
                checkValid(*form, walker.kept().back(), false);
                break;
            case End::Refused: ++ends["refused: cannot be asked here"]; break;
            case End::Unmet: ++ends["given up: random words do not meet it"]; break;
            }
        }
    }
    for (auto const& [end, count] : ends) MESSAGE(end, ": ", count);
    CHECK(ends["kept"] > 0);
}
