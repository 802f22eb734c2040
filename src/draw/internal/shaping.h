#pragma once

#include "draw/fonts.h"
#include "draw/internal/breaking.h"
#include "draw/text.h"

#include <pango/pango.h>

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::draw {

struct Unref {
    void operator()(gpointer object) const { g_object_unref(object); }
};
using LayoutOwner = std::unique_ptr<PangoLayout, Unref>;
using ContextOwner = std::unique_ptr<PangoContext, Unref>;

/// Unhinted and not rounded, so that widths are linear in the size and screen and print agree.
[[nodiscard]] ContextOwner makeContext(Fonts const& fonts, TextStyle const& style);

/// All text is shaped in this one size, px, and scaled when it is drawn: Pango looks for its fonts anew for
/// each size (two threads of fontconfig, each glyph loaded again), which takes longer than setting a line.
/// Large enough that Pango's 1/1024 px are nothing.
inline constexpr double ShapingSize = 256;

/// One line of text without newlines, in ShapingSize. `extraSpacing` in ems is added to the style's.
[[nodiscard]] LayoutOwner shapeLine(PangoContext* context, std::string_view line, TextStyle const& style,
                                    double extraSpacing = 0);

/// Where lines may end: running Chinese anywhere between characters, titles rather between words.
enum class Ends { Characters, Words };

/// The whole passage cut into units, widths in ems; `missing` takes the characters without glyph.
[[nodiscard]] std::vector<Unit> measure(PangoContext* context, Passage const& passage, TextStyle const& style,
                                        Ends ends, std::string& missing);

/// Units longer than `width` cut between characters, for words such as web addresses.
[[nodiscard]] std::vector<Unit> splitWide(PangoContext* context, std::vector<Unit> const& units,
                                          Passage const& passage, TextStyle const& style, double width);

} // namespace huibiao::draw
