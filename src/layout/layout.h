#pragma once

#include "base/result.h"
#include "draw/canvas.h"
#include "draw/fonts.h"
#include "draw/picture.h"
#include "draw/text.h"
#include "layout/item.h"
#include "layout/slot.h"
#include "qr/qr.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <variant>
#include <vector>

namespace huibiao::layout {

/// What goes into a slot: words, a picture (must live as long as the drawing), or the text that a
/// QR code says. Empty words count as nothing.
struct QrText {
    std::string text;
    qr::Level level = qr::Level::Medium;
};
using Content = std::variant<draw::Passage, draw::Picture const*, QrText>;
using Contents = std::map<Slot, Content>;

/// What was drawn, for inspectors and tests. Units of the target.
struct Drawn {
    Slot slot = Slot::Banner;
    draw::Rect rect;              ///< the slot
    draw::Rect ink;               ///< what of it is covered
    double textSize = 0;          ///< em; 0 for pictures and codes
    int lines = 0;                ///< of text
    std::string text;             ///< of text and QR
    std::vector<std::string> set; ///< of text: its lines
    draw::Colour colour;          ///< of text, or the dark modules
    draw::Colour ground;          ///< behind it, as the layout says (data-ground)
};

/// An SVG with named places. The file's own drawing is shown as it is, then each slot is filled;
/// layouts/README.md tells designers how to make one.
class Layout {
public:
    /// Missing, Invalid (no SVG, no viewBox or size, no slot, a value that cannot be read: says
    /// which element).
    [[nodiscard]] static base::Result<Layout> load(std::filesystem::path const& svg);

    Layout(Layout&&) noexcept;
    Layout& operator=(Layout&&) noexcept;
    ~Layout();

    /// Of the viewBox.
    [[nodiscard]] draw::Size size() const;
    [[nodiscard]] std::vector<SlotInfo> const& slots() const;
    [[nodiscard]] bool has(Slot slot) const;
    /// Nothing for layouts that fit many sizes.
    [[nodiscard]] std::optional<Item> const& item() const;

    /// Where it breaks the LOGO's rules (layout/logo.h).
    [[nodiscard]] base::Findings logoFaults() const;

    struct Options {
        draw::Text::As as = draw::Text::As::Text;
        /// The ground goes on so far beyond `rect` on each side, in units of the target. Only for a target of
        /// the layout's own shape.
        double bleed = 0;
        /// A small picture of the thing: its codes need not be readable.
        bool preview = false;
        /// Pixels for a unit of the target that rasters need there (draw::Picture::draw); 0: all they have.
        double density = 0;
    };
    /// Fills `rect` with the layout, never stretched: where the shape differs from the layout's own,
    /// the ground covers all of it, and groups and slots keep to the edges they are anchored to. A
    /// slot without content is left out with all of class `with-<slot>`; what is of class
    /// `without-<slot>` shows instead.
    /// Invalid: text that does not fit at the slot's least size, a glyph that the fonts lack, a code
    /// too fine to be read, a required slot without content. Nothing is drawn then.
    /// Several threads may draw one layout, with fonts and pictures of their own.
    [[nodiscard]] base::Result<std::vector<Drawn>> draw(draw::Canvas& canvas, draw::Fonts const& fonts,
                                                        draw::Rect const& rect, Contents const& contents,
                                                        Options const& options) const;
    [[nodiscard]] base::Result<std::vector<Drawn>> draw(draw::Canvas& canvas, draw::Fonts const& fonts,
                                                        draw::Rect const& rect,
                                                        Contents const& contents) const;

private:
    struct Inner;
    explicit Layout(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

/// All that is wrong or doubtful in a layout file, for its designer: never stops at the first.
[[nodiscard]] base::Findings check(std::filesystem::path const& svg);

} // namespace huibiao::layout
