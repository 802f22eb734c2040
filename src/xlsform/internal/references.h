#pragma once

#include "xlsform/internal/survey.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::xlsform::internal {

/// How an expanded text is used.
struct Expansion {
    bool current = false;     ///< inside a predicate of something else: relative paths from current()
    bool aboveRepeat = false; ///< the repeat itself must be on the path (choices from its instances)
};

/// Turns ${name} into paths: absolute ones, but relative where the one who asks and what is asked for
/// are in the same instance of a repeat. The survey outlives it and no longer changes its shape.
class References {
public:
    References(Survey const& survey, Faults& faults);

    /// Every mention replaced, a blank on both sides. Unknown and ambiguous names are told of and stay.
    /// `context` is nullptr for texts that belong to no single question.
    [[nodiscard]] std::string expand(Source const& source, Item const* context, Expansion use = {}) const;

    /// A text for people in pieces; outputs are expressions: mentions and instance('…')/… paths.
    struct Piece {
        bool output = false;
        std::string text;
    };
    [[nodiscard]] std::vector<Piece> pieces(Source const& source, Item const* context) const;

    /// The one item of that name; nullptr, and told of at `place`, when there is none or more than one.
    [[nodiscard]] Item const* find(std::string_view name, Place const& place) const;

private:
    Faults& m_faults;
    std::map<std::string, std::vector<Item const*>, std::less<>> m_items;
    std::vector<std::string> m_names;
};

} // namespace huibiao::xlsform::internal
