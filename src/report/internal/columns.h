#pragma once

#include "form/catalog.h"
#include "report/answers.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::report::internal {

/// One question of a table and the columns it fills.
struct Question {
    std::string path; ///< without the root's name and without prefixes: "/visit/age"
    std::string name;
    std::string label;
    form::QuestionKind kind = form::QuestionKind::Text;
    std::vector<std::pair<std::string, std::string>> choices; ///< value, label
    std::map<std::string, std::size_t, std::less<>> choiceOf; ///< value to index
    bool split = false;                                       ///< one column more for each choice
    bool asked = true;                                        ///< false: calculated, hidden or told by staff
    bool known = true;      ///< false: only other versions of the form have it
    std::size_t column = 0; ///< of its answer
    std::string heading;
};

struct Table {
    std::string repeat; ///< path; empty for the submissions themselves
    std::vector<Question> questions;
    std::map<std::string, std::size_t, std::less<>> byPath;
    std::vector<std::string> headings; ///< made by fixColumns

    bool add(Question question); ///< false: the path is there already
    /// add(), or, where the path is there, its choices that are not.
    void join(Question question);
    /// Gives each question its columns and each column a heading of its own: the label, with the field's
    /// name or its path where labels are equal.
    void fixColumns(base::Language words);
};

/// "/data/orx:meta/orx:instanceID" is "/meta/instanceID".
[[nodiscard]] std::string innerPath(std::string_view path);

/// The submissions' table first, then one for each repeat in the order of the form.
[[nodiscard]] std::vector<Table> tablesOf(form::Form const& form, std::size_t language);

/// What staff say of a filling that they help with: how, who and where (form::Filling::describe).
[[nodiscard]] std::vector<Question> assistedQuestions(base::Language words);

/// Choices over this many get no column of their own.
inline constexpr std::size_t maxSplit = 200;

} // namespace huibiao::report::internal
