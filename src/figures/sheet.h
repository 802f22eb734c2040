#pragma once

#include "base/result.h"
#include "draw/fonts.h"
#include "draw/picture.h"
#include "figures/figures.h"

#include <memory>
#include <string>
#include <vector>

namespace huibiao::figures {

/// What stands above the figures.
struct Head {
    std::string banner; ///< the 会标's line
    std::string unit;
    std::string made;               ///< when, local time, ISO 8601
    std::vector<std::string> notes; ///< what is counted and what is not
};

/// What it is drawn with; both must outlive it.
struct Look {
    draw::Fonts const* fonts = nullptr; ///< of the thread that draws
    draw::Picture const* logo = nullptr;
};

/// The summary of an event on paper, A4 upright: for each form its questions in their order, each with its
/// base, bars and shares, free texts at the end of theirs.
///
/// It is set as large as one page lets it, in one column or two, down to Least; where it does not fit so,
/// fewer of the free texts are listed, the newest, and it says how many more there are; and where that is
/// not enough it goes on over further pages. Nothing is ever cut off. The same input gives the same bytes.
class Sheet {
public:
    static constexpr double Least = 8; ///< pt

    /// `look.fonts` is needed, the LOGO is not.
    [[nodiscard]] static Sheet lay(Look const& look, Head const& head, std::vector<Summary> const& forms,
                                   base::Language words);
    Sheet(Sheet&&) noexcept;
    Sheet& operator=(Sheet&&) noexcept;
    ~Sheet();

    [[nodiscard]] std::size_t pages() const;
    [[nodiscard]] double fontSize() const; ///< of the figures, pt
    [[nodiscard]] base::Result<std::string> pdf() const;
    /// One picture with the pages below each other; another for every PagesAPicture pages. 150 dpi.
    [[nodiscard]] base::Result<std::vector<std::string>> pngs() const;
    static constexpr std::size_t PagesAPicture = 8;

private:
    struct Inner;
    explicit Sheet(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

} // namespace huibiao::figures
