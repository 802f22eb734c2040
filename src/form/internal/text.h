#pragma once

#include "xpath/xpath.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace huibiao::form {

/// A piece of a text: literal characters, or an <output value>.
struct Chunk {
    std::string literal;
    std::optional<xpath::Expression> output;
};
using Text = std::vector<Chunk>;

enum class TextForm : std::uint8_t { Plain, Long, Short, Guidance, Image, BigImage, Audio, Video };

/// One <text> of one <translation>: its <value>s by their form.
struct ItextEntry {
    struct Value {
        TextForm form = TextForm::Plain;
        Text text;
    };
    std::vector<Value> values;

    /// nullptr where the entry has none of that form.
    [[nodiscard]] Text const* get(TextForm form) const;
    /// The plain form, else the long, else the short one.
    [[nodiscard]] Text const* best() const;
};

using ItextTable = std::unordered_map<std::string, ItextEntry>;

/// Where a label, hint or message comes from: written in place, an itext id, or an expression.
struct TextSource {
    Text inPlace;
    std::string itextId;                      ///< of jr:itext('…') with a literal
    std::optional<xpath::Expression> itext;   ///< the argument of jr:itext(…) otherwise
    std::optional<xpath::Expression> formula; ///< any other ref
    [[nodiscard]] bool empty() const { return inPlace.empty() && itextId.empty() && !itext && !formula; }
};

} // namespace huibiao::form
