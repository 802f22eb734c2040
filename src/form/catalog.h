#pragma once

#include "form/filling.h"

#include <string>
#include <vector>

namespace huibiao::form {

struct CatalogChoice {
    std::string value;
    std::vector<std::string> labels; ///< one for each language of the form
};

/// A leaf of the form as it is declared, relevant or not: for tables, code books and checks.
struct CatalogEntry {
    std::string path;                       ///< "/data/visit/age": repeats without a number
    std::string name;                       ///< the last step of the path
    QuestionKind kind = QuestionKind::Text; ///< by the data type where nothing asks for it
    bool asked = false;                  ///< a control of the body shows it; else calculated, hidden or meta
    bool required = false;               ///< always; a condition counts as false
    std::vector<std::string> appearance; ///< words of its control's appearance
    std::string repeat;                  ///< path of the innermost repeat around it; empty for none
    std::vector<std::string> labels;     ///< one for each language, <output> written as "…"
    std::vector<std::string> hints;
    std::vector<CatalogChoice>
        choices; ///< all that any filter lets through; none when they come from answers
};

/// All leaves in the order of the instance.
[[nodiscard]] std::vector<CatalogEntry> catalog(Form const& form);

} // namespace huibiao::form
