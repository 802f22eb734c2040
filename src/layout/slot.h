#pragma once

#include "base/result.h"
#include "draw/geometry.h"
#include "draw/picture.h"
#include "draw/text.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::layout {

/// The places that a layout may have. In the file a slot is an element with the id "slot-<name>".
enum class Slot {
    Banner,  ///< the 会标
    Logo,    ///< the unified LOGO
    Qr,      ///< the code of the questionnaire
    Caption, ///< under or beside the code
    Call,    ///< asks to touch
    Unit,    ///< who holds the event
    Date,    ///< when
    Place,   ///< where
    Text,    ///< any words
    Photo,   ///< any picture
    Name,    ///< of a person: on a badge, a name plate
    Role     ///< what the person does here
};

enum class SlotKind { Text, Picture, Qr };

enum class VerticalAlign { Top, Middle, Bottom };

/// Every slot there is.
[[nodiscard]] std::vector<Slot> const& allSlots();
[[nodiscard]] std::string_view name(Slot slot); ///< "banner", "logo" …
[[nodiscard]] base::Words title(Slot slot);     ///< for messages: 会标, LOGO …
[[nodiscard]] std::optional<Slot> slotNamed(std::string_view name);
[[nodiscard]] SlotKind kind(Slot slot);

/// Where a thing goes when the sheet is wider or higher than the layout: along with its left (top),
/// middle or right (bottom) part, or growing with it.
enum class Anchor { Start, Middle, End, Grow };

/// A slot as the file describes it. Lengths in units of the viewBox.
struct SlotInfo {
    Slot slot = Slot::Banner;
    draw::Rect rect;
    draw::TextStyle style; ///< text slots; `size` is the largest
    double leastSize = 0;  ///< text slots: smaller is refused as not legible
    int lines = 1;         ///< text slots: at most
    int spareLines = 0;    ///< as many more where it does not fit otherwise
    VerticalAlign vertical = VerticalAlign::Middle;
    bool required = false;
    draw::Colour ground = draw::Colour::White; ///< behind the slot; for contrast
    draw::Fit fit = draw::Fit::Contain;
    Anchor across = Anchor::Middle;
    Anchor down = Anchor::Middle;
    std::vector<Slot> without; ///< this place counts only while these slots are all empty
};

} // namespace huibiao::layout
