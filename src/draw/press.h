#pragma once

#include "base/result.h"
#include "draw/geometry.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace huibiao::draw {

/// Shares of the four process inks, 0 to 1.
struct Inks {
    double cyan = 0;
    double magenta = 0;
    double yellow = 0;
    double black = 0;
    friend bool operator==(Inks const&, Inks const&) = default;
};

/// From sRGB to the inks of a press. Some colours are known exactly, which no profile would give: a brand's
/// red of whole percents, a rich black. Greys are black ink alone, so that small type and codes need no
/// register. All others go through the ICC profile, relative colorimetric with black point compensation. For
/// any thread.
class Separation {
public:
    using Exact = std::vector<std::pair<Colour, Inks>>;

    /// `profile`: an ICC profile of a CMYK printing condition. Missing (names the package that brings ours),
    /// Invalid.
    [[nodiscard]] static base::Result<Separation> open(std::filesystem::path const& profile, Exact exact);

    Separation(Separation&&) noexcept;
    Separation& operator=(Separation&&) noexcept;
    ~Separation();

    [[nodiscard]] Inks inks(Colour colour) const;
    /// `count` pixels of 3 bytes to as many of 4 (255: full ink).
    void convert(std::uint8_t const* rgb, std::uint8_t* cmyk, std::size_t count) const;

private:
    struct Inner;
    explicit Separation(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

/// The profile that the program is installed with (HUIBIAO_CMYK_PROFILE of the build).
[[nodiscard]] std::filesystem::path pressProfile();

/// A PDF of this module's with every colour in inks: those of paths and words, of gradients and of pictures.
/// Words stay words. Unsupported: it holds a kind of gradient that cannot be brought over.
[[nodiscard]] base::Result<std::string> separated(std::string const& pdf, Separation const& separation);

/// The printing condition that PDF/X names: of the registry of the ICC (www.color.org).
struct PrintingCondition {
    std::string identifier = "CGATS TR 001"; ///< SWOP, what most design programs here are set to
    std::string info = "U.S. Web Coated (SWOP)";
};

/// A separated PDF as PDF/X-3:2003 (ISO 15930-6): PDF 1.4, no transparency, title and dates, trim box, output
/// intent. Pictures with see-through pixels come to lie on white, as on the plate of a LOGO. Unsupported: the
/// drawing itself is see-through somewhere, or holds a colour that is not in inks.
[[nodiscard]] base::Result<std::string> asPdfX3(std::string const& pdf, std::string const& title,
                                                PrintingCondition const& condition);

} // namespace huibiao::draw
