#include "kiosk/aloud.h"

#include "base/utf8.h"
#include "kiosk/question_types.h"
#include "kiosk/words.h"

#include <algorithm>

namespace huibiao::kiosk {

using form::Choice;
using form::Page;
using form::Question;
using form::QuestionKind;

namespace {

// As many as somebody keeps in mind, and some more.
constexpr std::size_t MostChoices = 12;

class Reader {
public:
    explicit Reader(Survey const& survey)
        : m_survey(survey), m_folder(survey.questionnaire().file.parent_path()) {
        form::Form const& form = survey.questionnaire().form;
        m_language = form.languages().at(survey.language()).code;
        if (m_language.empty()) m_language = survey.words() == base::Language::Chinese ? "zh" : "en";
    }

    void say(std::string_view words, std::string const& recording = {}) {
        if (words.empty() && recording.empty()) return;
        // A form names a file of its own folder, plainly or as jr://audio/name.
        auto const file = recording.empty() ? std::filesystem::path()
                                            : m_folder / std::filesystem::path(recording).filename();
        m_all.push_back({std::string(words), file, m_language});
    }
    void choices(std::vector<Choice> const& all) {
        std::size_t const said = all.size() > MostChoices + 1 ? MostChoices : all.size();
        for (std::size_t i = 0; i < said; ++i) say(all[i].name(), all[i].media.audio);
        if (said < all.size()) say(say::andMore(all.size() - said, m_survey.words()));
    }
    void question(Question const& question, bool withChoices) {
        say(question.label, question.media.audio);
        say(question.hint);
        if (withChoices && !question.readOnly) choices(question.choices);
    }
    [[nodiscard]] std::vector<Utterance> take() { return std::move(m_all); }

private:
    Survey const& m_survey;
    std::filesystem::path m_folder;
    std::string m_language;
    std::vector<Utterance> m_all;
};

} // namespace

std::vector<Utterance> utterances(Survey const& survey) {
    Reader reader(survey);
    if (Question const* const opened = survey.openedQuestion()) {
        reader.question(*opened, true);
        return reader.take();
    }
    Page const& page = survey.page();
    for (std::string const& heading : page.headings) reader.say(heading);
    if (page.kind == Page::Kind::RepeatPrompt) reader.say(say::RepeatQuestion.in(survey.words()));
    for (std::size_t i = 0; i < page.questions.size(); ++i) {
        Question const& question = page.questions[i];
        // A table has its choices as a heading: they are said once, before its rows.
        bool const sameAsBefore =
            i > 0 && !question.choices.empty() &&
            std::equal(
                question.choices.begin(), question.choices.end(), page.questions[i - 1].choices.begin(),
                page.questions[i - 1].choices.end(),
                [](Choice const& a, Choice const& b) { return a.value == b.value && a.label == b.label; });
        reader.question(question, !sameAsBefore);
    }
    return reader.take();
}

std::vector<Utterance> utterances(std::string_view words) {
    auto const points = base::decode(words);
    bool const chinese = std::any_of(points.begin(), points.end(), base::isHan);
    return {{std::string(words), {}, chinese ? "zh" : "en"}};
}

} // namespace huibiao::kiosk
