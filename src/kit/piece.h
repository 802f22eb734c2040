#pragma once

#include "base/result.h"
#include "draw/fonts.h"
#include "draw/picture.h"
#include "draw/press.h"
#include "kit/catalogue.h"
#include "kit/subject.h"
#include "layout/layout.h"

#include <deque>
#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::kit {

/// How the PDFs of a kit go to the press.
struct Press {
    bool outlines = false; ///< words as paths, for shops without the fonts (转曲)
    bool cmyk = false;     ///< colours in inks instead of sRGB
    bool pdfX = false;     ///< PDF/X-3:2003; in inks, always
};

/// The product's own colours and a rich black in whole percents of ink, which layouts use by their sRGB names
/// (layouts/README.md).
[[nodiscard]] draw::Separation::Exact const& houseInks();

/// One file of a kit.
struct Piece {
    layout::Item item; ///< in the size it was made
    std::string file;  ///< name in the kit's folder
    std::string bytes;
    int pages = 1;
    double scale = 1; ///< of the file to the finished thing
};

/// Something of a kit that a person should look at, or why a thing is not there.
struct Look {
    bool missing = false; ///< the thing was left out
    std::string item;     ///< its name; empty: of the kit as a whole
    base::Words words;
};

/// Every character of the words on the things about this subject, and of what stands beside them on the
/// sheet.
[[nodiscard]] std::string characters(Subject const& subject, std::vector<Model> const& models);

/// `fonts` with no other characters than those, in the faces that the things are set in.
[[nodiscard]] base::Result<draw::Fonts> narrowed(draw::Fonts const& fonts, std::string const& characters,
                                                 std::vector<Model> const& models);

/// Makes the pieces of one kit after another. For one thread; each has its own.
class Workshop {
public:
    /// `logo` must outlive it and be this thread's own. `narrow` may be cut down (draw::Fonts::narrowed) to
    /// the characters of its subjects; what cannot be set with it is set with `fonts`. Missing or Invalid
    /// where the press's profile cannot be read.
    [[nodiscard]] static base::Result<Workshop> open(draw::Fonts const& fonts, draw::Fonts const& narrow,
                                                     std::vector<Model> const& models,
                                                     draw::Picture const& logo, Press const& press);
    /// The same with a LOGO of its own, read from `logo`; only such a one has others (another). And the
    /// errors of draw::Picture::load.
    [[nodiscard]] static base::Result<Workshop> open(draw::Fonts const& fonts, draw::Fonts const& narrow,
                                                     std::vector<Model> const& models,
                                                     std::filesystem::path const& logo, Press const& press);
    /// One more of the same for another thread, in which this may be called. Unavailable for one that was
    /// opened with somebody else's LOGO.
    [[nodiscard]] base::Result<Workshop> another() const;

    /// The piece as `make` will make it, but for its bytes; nothing where it is left out.
    [[nodiscard]] std::optional<Piece> outline(std::size_t model, Subject const& subject) const;

    struct Made {
        std::optional<Piece> piece; ///< none: the last of `looks` says why it is left out
        std::vector<Look> looks;
    };
    /// Fails where the subject's words or pictures cannot be set in it: what and where is in the Error.
    [[nodiscard]] base::Result<Made> make(std::size_t model, Subject const& subject) const;

    [[nodiscard]] std::vector<Model> const& models() const { return m_models; }
    [[nodiscard]] Press const& press() const { return m_press; }
    /// The first page in small, inside `rect`, and what came to lie where; nothing where the piece is left
    /// out.
    [[nodiscard]] base::Result<std::vector<layout::Drawn>>
    preview(std::size_t model, Subject const& subject, draw::Canvas& canvas, draw::Rect const& rect) const;
    [[nodiscard]] draw::Fonts const& fonts() const { return m_fonts; }
    [[nodiscard]] draw::Fonts const& narrow() const { return m_narrow; }
    [[nodiscard]] draw::Picture const& logo() const { return *m_logo; }

private:
    Workshop(draw::Fonts fonts, draw::Fonts narrow, std::vector<Model> models, draw::Picture const& logo,
             Press const& press)
        : m_fonts(std::move(fonts)), m_narrow(std::move(narrow)), m_models(std::move(models)), m_logo(&logo),
          m_press(press) {}

    struct Page;
    using Photos = std::deque<draw::Picture>;
    [[nodiscard]] std::vector<Page> pages(std::size_t model, Subject const& subject) const;
    /// What a page shows; its photograph is kept in `photos`, which must outlive the drawing.
    [[nodiscard]] base::Result<layout::Contents> contents(std::size_t model, Subject const& subject,
                                                          Page const& page, Photos& photos) const;

    /// Their bytes.
    using Bytes = base::Result<std::string>;
    [[nodiscard]] Bytes pdf(std::size_t model, Subject const& subject, draw::Fonts const& fonts,
                            std::vector<Look>& looks) const;
    [[nodiscard]] Bytes png(std::size_t model, Subject const& subject, draw::Fonts const& fonts,
                            std::vector<Look>& looks) const;

    draw::Fonts m_fonts;
    draw::Fonts m_narrow;
    std::vector<Model> m_models;
    draw::Picture const* m_logo;
    std::shared_ptr<draw::Picture const> m_own; ///< `m_logo`, where it is this one's
    std::filesystem::path m_logoFile;
    Press m_press;
    std::optional<draw::Separation> m_separation; ///< where colours go into inks
};

} // namespace huibiao::kit
