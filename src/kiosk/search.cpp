#include "kiosk/search.h"

#include "base/utf8.h"
#include "kiosk/choices.h"
#include "kiosk/typing.h"

#include <algorithm>

namespace huibiao::kiosk {

using form::Choice;
using form::Question;
using form::QuestionKind;

namespace {

// Two columns of twelve are still read through.
constexpr std::size_t MostRead = 24;
// Where the form asks for a search, of as many as one screen does not show.
constexpr std::size_t MostSeen = 8;

std::vector<std::string> labelsOf(Question const& question) {
    std::vector<std::string> labels;
    labels.reserve(question.choices.size());
    for (Choice const& choice : question.choices) labels.push_back(choice.name());
    return labels;
}

input::Finder finderOf(std::vector<std::string> const& labels, input::Engine const* engine) {
    return engine ? engine->finder(labels) : input::Finder(labels, {});
}

} // namespace

bool isLong(Question const& question) {
    if (question.kind != QuestionKind::SelectOne && question.kind != QuestionKind::SelectMultiple)
        return false;
    bool const asked = question.has("search") || question.has("autocomplete");
    return question.choices.size() > (asked ? MostSeen : MostRead) &&
           std::all_of(question.choices.begin(), question.choices.end(),
                       [](Choice const& choice) { return choice.media.image.empty(); });
}

Search::Search(Question const& question, input::Engine const* engine)
    : m_engine(engine), m_labels(labelsOf(question)), m_finder(finderOf(m_labels, engine)) {
    look();
}

Search::~Search() {
    wipe(m_query);
}

void Search::look() {
    m_found = m_finder.find(m_query);
    m_digits = std::any_of(m_labels.begin(), m_labels.end(), [](std::string const& label) {
        return label.find_first_of("0123456789") != std::string::npos;
    });
}

void Search::type(std::string_view keys) {
    for (char const key : base::lowerAscii(keys)) {
        if (!leadsOn(key) || m_query.size() >= input::Finder::MostKeys) continue;
        m_query += key;
        m_found = m_finder.find(m_query);
    }
}

void Search::erase() {
    if (m_query.empty()) return;
    m_query.back() = '\0';
    m_query.pop_back();
    m_found = m_finder.find(m_query);
}

void Search::clear() {
    wipe(m_query);
    m_found = m_finder.find(m_query);
}

void Search::follow(Question const& question) {
    auto labels = labelsOf(question);
    if (labels == m_labels) return;
    m_labels = std::move(labels);
    m_finder = finderOf(m_labels, m_engine);
    wipe(m_query); // it may stand for nothing now
    look();
}

} // namespace huibiao::kiosk
