#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace huibiao::xlsform::internal {

/// What a type of question becomes.
struct TypeRule {
    std::string_view name;
    std::string_view tag;  ///< in the body; empty: never shown
    std::string_view bind; ///< data type; empty: none
    std::string_view preload, preloadParams;
    std::string_view mediatype; ///< of uploads
    std::string_view constraint, hint;
};
/// By its name or one of its old names ("q date", "add text prompt"), then without regard to case;
/// nullptr when there is no such type.
[[nodiscard]] TypeRule const* typeRule(std::string_view written);
/// Names to suggest for a wrong one.
[[nodiscard]] std::vector<std::string> typeNames();

/// begin_group, begin repeat, begin_loop over LIST … and their ends.
struct SectionWord {
    bool begins = false;
    std::string kind; ///< "group", "repeat", "loop"; empty: no such row
    std::string list; ///< of a loop
};
[[nodiscard]] SectionWord sectionWord(std::string_view written);

/// select_one LIST or_other, rank LIST, select_multiple_from_file FILE …
struct SelectWord {
    std::string command; ///< as written; empty: no select
    std::string type;    ///< "select_one", "select_multiple", "rank", "select_one_external"
    bool fromFile = false;
    std::string list;
    bool other = false;
};
[[nodiscard]] SelectWord selectWord(std::string_view written);

} // namespace huibiao::xlsform::internal
