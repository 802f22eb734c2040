#pragma once

#include "draw/canvas.h"
#include "draw/fonts.h"
#include "draw/geometry.h"

#include <cstddef>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::draw {

enum class Align { Left, Centre, Right, Justify };
/// Which blanks of full-width punctuation are closed up (标点挤压).
enum class Squeeze {
    Adjacent, ///< where two meet and at both ends of a line; for running text
    All       ///< and around every quotation and bracket; for titles
};

struct TextStyle {
    Family family = Family::Sans;
    Weight weight = Weight::Regular;
    double size = 16; ///< of the em square, in units of the canvas
    Colour colour = Colour::Black;
    Align align = Align::Left;
    double lineSpacing = 1.35; ///< from baseline to baseline, in ems
    double letterSpacing = 0;  ///< between characters, in ems
    /// Lines of about equal length instead of full ones, ended between words, for which they may be one more.
    bool balanced = false;
    Squeeze squeeze = Squeeze::Adjacent;
    /// Set vertically (竖排): characters below one another, upright; quotes as ﹃﹄ (GB/T 15834). All
    /// measures then lie on their side: x runs down the line and lines follow one another in y. Whoever draws
    /// turns the canvas a quarter clockwise, so that the first line comes to stand on the right.
    bool vertical = false;
    std::string language = "zh-CN"; ///< BCP 47; chooses quotes, dashes and Han forms
};

/// Text and where it may break. Newlines always break.
struct Passage {
    Passage() = default;
    Passage(std::string_view whole) : text(whole) {}   // NOLINT(google-explicit-constructor)
    Passage(std::string const& whole) : text(whole) {} // NOLINT(google-explicit-constructor)
    Passage(char const* whole) : text(whole) {}        // NOLINT(google-explicit-constructor)

    struct Span {
        std::size_t begin = 0; ///< bytes
        std::size_t end = 0;
        bool operator==(Span const&) const = default;
    };
    bool operator==(Passage const&) const = default;
    std::string text;                ///< UTF-8; malformed bytes are shown as U+FFFD
    std::vector<Span> together;      ///< not broken inside while any other way fits
    std::vector<std::size_t> breaks; ///< byte offsets where a line had best end
};

/// Set text: measured, ready to draw. Lines are never broken against 禁则 (UAX 14 as Pango does
/// it), a last line is not left with a lone character where the others can spare one, and nothing
/// is ever cut off: what does not fit shows in `size` and `ink`.
class Text {
public:
    /// `maxWidth` 0: one line for each line of the text.
    [[nodiscard]] static Text lay(Fonts const& fonts, Passage const& passage, TextStyle const& style,
                                  double maxWidth = 0);

    struct Bounds {
        double least = 0; ///< sizes between which to choose
        double most = 0;
        int lines = 1; ///< at most
    };
    /// The largest setting that lies within `box`, ink and all. A setting that breaks only at `breaks`
    /// is taken up to 15 % smaller than one that breaks after punctuation too, and up to 25 % smaller
    /// than one that breaks between words; a word, and then a span of `together`, is broken where nothing
    /// else fits.
    /// Nothing when it does not fit at the least size.
    [[nodiscard]] static std::optional<Text> fit(Fonts const& fonts, Passage const& passage,
                                                 TextStyle const& style, Size box, Bounds const& bounds);

    Text(Text&&) noexcept;
    Text& operator=(Text&&) noexcept;
    ~Text();

    struct Line {
        std::string text;
        Rect box;            ///< from the text's origin: the width of the line, one line spacing high
        Rect ink;            ///< what is really black
        double baseline = 0; ///< y
    };
    /// The widest line by all lines of one line spacing each; the em square lies in the middle of it.
    [[nodiscard]] Size size() const;
    /// What is really black, from the text's origin; empty for blanks alone.
    [[nodiscard]] Rect ink() const;
    [[nodiscard]] std::vector<Line> const& lines() const;
    [[nodiscard]] double fontSize() const;
    /// Each character that the fonts lack, once.
    [[nodiscard]] std::string missingGlyphs() const;

    enum class As { Text, Outlines };
    /// The text's origin (top left; with a maxWidth the top left of that column) at `origin`.
    /// Outlines for print shops without the fonts (转曲): they cannot be searched or copied.
    void draw(Canvas& canvas, Point origin, As as = As::Text) const;
    /// The origin at which the ink lies in the middle of `box`, both ways (optical centring).
    [[nodiscard]] Point centredIn(Rect const& box) const;
    /// The same, other colour; what is measured stays.
    void colour(Colour colour);

private:
    struct Inner;
    explicit Text(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

} // namespace huibiao::draw
