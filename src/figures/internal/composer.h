#pragma once

#include "base/result.h"
#include "draw/fonts.h"
#include "figures/figures.h"
#include "figures/internal/flow.h"
#include "figures/wording.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::figures::internal {

namespace ink {
inline constexpr draw::Colour Black{26, 24, 21};
inline constexpr draw::Colour Grey{89, 83, 74};
inline constexpr draw::Colour Bar{13, 91, 96};
inline constexpr draw::Colour Track{230, 227, 220};
inline constexpr draw::Colour Rule{194, 15, 35};
} // namespace ink

/// Sets the parts of a summary for a column, in pieces that the flow may part.
class Composer {
public:
    struct Measures {
        double size = 10;        ///< pt
        double width = 0;        ///< of the column
        double columnHeight = 0; ///< no piece is higher than a third of it
        std::size_t figures = 2; ///< the most columns of figures that a question has
    };
    Composer(draw::Fonts const& fonts, base::Language words, Measures const& measures)
        : m_fonts(&fonts), m_words(words), m_is(measures) {}

    [[nodiscard]] std::vector<Piece> title(Summary const& form);
    /// `texts`: at most so many of them are listed.
    [[nodiscard]] std::vector<Piece> question(QuestionFigures const& question, std::size_t number,
                                              std::size_t texts);
    [[nodiscard]] Piece again(std::size_t number);
    [[nodiscard]] double size() const { return m_is.size; }

private:
    struct Kind {
        double size = 1; ///< ems of the figures
        draw::Colour colour = ink::Black;
        draw::Weight weight = draw::Weight::Regular;
    };
    [[nodiscard]] SetText set(std::string_view words, Kind const& kind, double width);
    /// Words over the column, in pieces of a third of its height at most.
    void add(std::vector<Piece>& to, std::string_view words, Kind const& kind, double indent, double before);
    void addHeadings(std::vector<Piece>& to, std::vector<std::string> const& headings);
    void addRow(std::vector<Piece>& to, Row const& row);
    void addTexts(std::vector<Piece>& to, std::vector<std::string> const& texts, std::size_t most);
    /// Right edge of a column of figures.
    [[nodiscard]] double edge(std::size_t column) const;
    void right(Piece& piece, SetText const& text, double edge, double y) const;
    [[nodiscard]] double labelWidth() const { return m_is.width * 0.38; }

    draw::Fonts const* m_fonts;
    base::Language m_words;
    Measures m_is;
    std::map<std::string, SetText> m_known;
};

} // namespace huibiao::figures::internal
