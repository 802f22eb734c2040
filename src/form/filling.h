#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "form/form.h"
#include "form/submission.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::form {

enum class QuestionKind {
    Note,
    SelectOne,
    SelectMultiple,
    Integer,
    Decimal,
    Text,
    Date,
    Time,
    DateTime,
    Range,
    Rank,
    Acknowledge,
    Image,
    Unsupported ///< geo, camera, audio …: a kiosk cannot ask it
};

struct Media {
    std::string image; ///< file names beside the form; empty where there is none
    std::string bigImage;
    std::string audio;
    std::string video;
};

struct Choice {
    std::string value; ///< what is stored
    std::string label; ///< in the language of the filling, <output> filled in
    Media media;
    bool selected = false;
    /// What people know it by: the value where the form gives it no label.
    [[nodiscard]] std::string const& name() const { return label.empty() ? value : label; }
};

struct RangeLimits {
    std::string start, end, step; ///< decimal numbers as the form writes them
};

/// One question as a screen needs it, in the filling's language. A value, out of date after answer().
struct Question {
    std::string ref; ///< "/data/visit[2]/age": the path of its node, repeat instances numbered
    QuestionKind kind = QuestionKind::Text;
    std::string label; ///< plain text; Markdown of the label is left as written
    std::string hint;
    std::string guidance;
    Media media;
    std::vector<std::string> appearance; ///< words of the appearance attribute, e.g. {"columns-2", "quick"}
    bool required = false;
    bool readOnly = false;
    std::string value; ///< as stored: "" when blank, select_multiple and rank space-separated
    std::vector<Choice> choices;
    std::optional<RangeLimits> range;
    [[nodiscard]] bool has(std::string_view appearanceWord) const;
};

/// What stands on one screen: one question, or a field-list group, or the question whether to add
/// another instance of a repeat.
struct Page {
    enum class Kind { Questions, RepeatPrompt };
    Kind kind = Kind::Questions;
    std::string ref;                   ///< of its question, group or repeat: the page's identity
    std::vector<std::string> headings; ///< labels of the groups around it, outermost first
    std::vector<Question> questions;   ///< relevant ones only; never empty for Kind::Questions
};

enum class FaultKind { Required, Constraint, Type };

/// Why an answer cannot stand, in the filling's language where the form says it, else the form's own
/// message is empty and the screen uses its words.
struct Fault {
    std::string ref;
    FaultKind kind = FaultKind::Required;
    std::string message;
};

/// What a filling takes from outside.
struct Surroundings {
    base::Clock const* clock = nullptr;    ///< must outlive the filling
    std::function<std::uint64_t()> random; ///< for uuid() and random(); none: std::random_device
    std::string deviceId;                  ///< preload deviceid
    std::string userName;                  ///< preload username: who asks the questions, where somebody does
    std::string timeZone;                  ///< minutes are taken from the system's zone when empty
};

class Engine; // internal

/// One citizen's filling of a form: a state machine over the form's instance, no screen, no disk.
/// Move-only; memory of answers is wiped when it is destroyed.
class Filling {
public:
    [[nodiscard]] static base::Result<Filling> begin(Form const& form, Surroundings surroundings);
    Filling(Filling&&) noexcept;
    Filling& operator=(Filling&&) noexcept;
    ~Filling();

    [[nodiscard]] std::size_t language() const;
    void setLanguage(std::size_t index); ///< answers stay

    /// The pages that are relevant now, in order. An answer may add or remove later ones.
    [[nodiscard]] std::vector<Page> pages() const;
    [[nodiscard]] std::optional<Question> question(std::string_view ref) const;

    /// Stores a value (typed and checked) and recomputes what depends on it. A value of the wrong
    /// type or outside the choices is not stored and comes back as a Fault; one that breaks the
    /// constraint is stored, so that the screen can show both, and comes back as a Fault too.
    std::optional<Fault> answer(std::string_view ref, std::string_view value);
    /// For questions whose answer is a file; the node gets the attachment's name.
    std::optional<Fault> attach(std::string_view ref, Attachment attachment);

    /// Required and constraint of one question as it stands; nothing when it may stay so.
    [[nodiscard]] std::optional<Fault> check(std::string_view ref) const;
    /// Of all relevant questions, in page order.
    [[nodiscard]] std::vector<Fault> checkAll() const;

    base::Result<std::string> addRepeat(std::string_view ref); ///< the new instance's ref
    base::Result<void> removeRepeat(std::string_view ref);

    /// The finished submission (`end` and the like are set). Invalid while checkAll() finds anything.
    [[nodiscard]] base::Result<Submission> finish();
    /// What is answered so far, faults or none, marked as not complete. The filling may go on.
    [[nodiscard]] Submission partial() const;
    /// Says about this filling what its form does not ask (who wrote it down, where): an element of
    /// `meta` in namespaceOfNotes, named `name` (an XML name). Said again it is replaced; empty: taken back.
    void describe(std::string_view name, std::string value);
    static constexpr std::string_view namespaceOfNotes = "urn:huibiao:collection";

    /// For the module itself: replay shows what no screen does.
    [[nodiscard]] static Engine& engineOf(Filling& filling);

private:
    struct State;
    explicit Filling(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace huibiao::form
