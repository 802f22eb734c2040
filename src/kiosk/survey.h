#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "event/event.h"
#include "form/filling.h"
#include "kiosk/act.h"
#include "kiosk/drawing.h"
#include "kiosk/search.h"

#include <cstddef>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::kiosk {

/// True for what this screen can take an answer to (or show, for notes): of pictures those that are
/// drawn on an empty ground.
[[nodiscard]] bool canAsk(form::QuestionKind kind, std::vector<std::string> const& appearance = {});

/// The row of labels above a table of choices: it takes no answer.
[[nodiscard]] bool headsTable(form::Question const& question);

/// "2" of "/data/visit[2]/age": the innermost repeat's; empty outside of repeats.
[[nodiscard]] std::string instanceNumber(std::string_view ref);

/// The words of the screens beside a form's language: Chinese where its code or its name says so,
/// or where it says neither and the title is written in Han.
[[nodiscard]] base::Language wordsFor(form::Form const& form, std::size_t language);
/// "中文" of "中文 (zh)"; for a language without a name what its words are called.
[[nodiscard]] std::string languageLabel(form::Form const& form, std::size_t language);

/// One person's way through one questionnaire: which page, what is being typed, what was found
/// wrong. The answers themselves are in the filling. Destroying it leaves nothing.
class Survey {
public:
    /// Where it is filled in: form::Surroundings.
    struct Where {
        std::string userName{};
        std::string deviceId{};
    };
    [[nodiscard]] static base::Result<Survey> begin(event::Questionnaire const& questionnaire,
                                                    base::Clock const& clock,
                                                    std::optional<std::size_t> language, Where where);
    Survey(Survey&&) noexcept = default;
    Survey& operator=(Survey&&) noexcept = default;
    ~Survey();

    [[nodiscard]] event::Questionnaire const& questionnaire() const { return *m_questionnaire; }
    [[nodiscard]] base::Language words() const;
    [[nodiscard]] std::size_t language() const { return m_filling.language(); }
    void setLanguage(std::size_t index);
    /// What staff who help with it say of it; see form::Filling::describe.
    void describe(std::string_view name, std::string value) { m_filling.describe(name, std::move(value)); }

    /// Relevant pages, without the questions that no screen can ask.
    [[nodiscard]] std::vector<form::Page> const& pages() const { return m_pages; }
    [[nodiscard]] form::Page const& page() const { return m_pages[m_position]; }
    [[nodiscard]] std::size_t position() const { return m_position; }
    [[nodiscard]] bool first() const { return m_position == 0; }
    /// 1-based among the pages that ask something; 0 on one that only tells.
    [[nodiscard]] std::size_t number() const;
    [[nodiscard]] std::size_t total() const;
    /// A required question cannot be asked here: the survey cannot be finished.
    [[nodiscard]] bool blocked() const { return m_blocked; }

    /// What the field shows: what is being typed, else what is stored.
    [[nodiscard]] std::string shown(form::Question const& question) const;
    [[nodiscard]] std::string const& focus() const { return m_focus; }
    [[nodiscard]] form::Question const* focused() const;
    [[nodiscard]] std::string const* fault(std::string_view ref) const;

    void choose(std::string_view ref, std::string_view value);
    void step(std::string_view ref, int by);
    void setFocus(std::string_view ref);
    /// Into the focused field; what the field's kind does not take is left out.
    void type(std::string_view utf8);
    void erase();
    void eraseAll();
    /// A line of a signature or drawing, in dp of a pad of this size. Once the page is left it becomes
    /// a file of the submission.
    void draw(std::string_view ref, std::vector<draw::Point> const& points, draw::Size size);
    void clearDrawing(std::string_view ref);
    [[nodiscard]] Drawing const* drawing(std::string_view ref) const;
    /// False: the page has a fault, which it now shows.
    [[nodiscard]] bool leavePage();
    /// False where there is none: the review follows.
    [[nodiscard]] bool forward();
    void backward();
    void last();
    void goTo(std::string_view pageRef);
    void addRepeat(std::string_view ref);
    /// Takes an answer back, and what was begun of one.
    void clear(std::string_view ref);

    /// The panel of a question that fills the screen instead of the page: the list of a collapsed
    /// choice, the years of a date. Shut by the answer that is given in it.
    struct Opened {
        std::string ref;
        std::string panel;
    };
    [[nodiscard]] Opened const* opened() const { return openedQuestion() ? &*m_opened : nullptr; }
    [[nodiscard]] form::Question const* openedQuestion() const;
    void open(std::string_view ref, std::string_view panel, input::Engine const* engine = nullptr);
    void shut();
    /// What is looked for in the open list, where that is a long one.
    [[nodiscard]] Search const* search() const { return m_search && opened() ? &*m_search : nullptr; }
    [[nodiscard]] Search* search() { return m_search && opened() ? &*m_search : nullptr; }

    /// The instance of a repeat that the page belongs to, the innermost one.
    struct Instance {
        std::string ref;
        std::string number; ///< from 1
        bool removable = false;
    };
    [[nodiscard]] std::optional<Instance> instance() const;
    void removeRepeat(std::string_view instanceRef);
    /// ISO 8601 with the local zone: what a date or a time begins with.
    [[nodiscard]] std::string now() const { return base::isoLocal(m_clock->wall()); }

    struct Answer {
        std::string pageRef;
        std::string ref;
        std::string question;
        std::string text; ///< empty where none was given
    };
    [[nodiscard]] std::vector<Answer> answers() const;
    /// Faults anywhere lead to their page. Nothing to return then.
    [[nodiscard]] bool complete();
    [[nodiscard]] base::Result<form::Submission> finish() { return m_filling.finish(); }
    /// What somebody who walked away had answered; nothing where that is nothing.
    [[nodiscard]] std::optional<form::Submission> partial();
    /// The answer of the question whose field has this name, as stored; empty where there is none.
    [[nodiscard]] std::string answerTo(std::string_view field) const;
    void answer(std::string_view field, std::string_view value);

private:
    Survey(event::Questionnaire const& questionnaire, form::Filling filling, base::Clock const& clock);
    void rank(form::Question const& question, std::string_view value);
    void refresh();
    void enter(std::size_t position);
    void store(form::Question const& question, std::string draft);
    void found(form::Fault const& fault, bool now);
    void attachDrawings();

    event::Questionnaire const* m_questionnaire;
    base::Clock const* m_clock;
    form::Filling m_filling;
    std::vector<form::Page> m_pages;
    std::size_t m_position = 0;
    bool m_refused = false; ///< the form always requires what cannot be asked
    bool m_blocked = false;
    std::string m_focus;
    std::optional<Opened> m_opened;
    std::optional<Search> m_search;
    std::map<std::string, std::string, std::less<>> m_drafts; ///< of this page's fields
    std::map<std::string, std::string, std::less<>> m_faults; ///< shown now, by ref
    std::map<std::string, Drawing, std::less<>> m_drawings;   ///< by ref
};

} // namespace huibiao::kiosk
