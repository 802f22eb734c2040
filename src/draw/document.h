#pragma once

#include "base/result.h"
#include "draw/canvas.h"
#include "draw/fonts.h"
#include "draw/geometry.h"

#include <filesystem>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace huibiao::draw {

/// Pages for print (PDF) or one sheet (SVG). Lengths are points of the finished thing, whatever the
/// scale of the file. The same drawing gives the same bytes: no dates, no running ids.
class Document {
public:
    enum class Format { Pdf, Svg };
    struct Options {
        Format format = Format::Pdf;
        std::string title{};
        /// Of the file to the finished thing, at most 1. When not told: 1, or for PDF 0.1 where a
        /// side is longer than 14400 pt (5.08 m), which Acrobat cannot open.
        std::optional<double> scale{};
        /// SVG: lengths are CSS px, not points.
        bool pixels = false;
        /// PDF: what is drawn beyond the page is kept so far on each side (出血).
        double bleed = 0;
        /// PDF: white cloth around the page on each side, with rings where its eyelets go (打扣).
        double margin = 0;
        /// PDF: crop marks beside the page; dashed ones for `folds`, lengths from its top edge.
        bool marks = false;
        std::vector<double> folds{};
        /// PDF: words at the foot of the sheet, outside of the finished page. Where the scale is not 1
        /// that is said too.
        std::string slug{};
    };
    /// Of the file to the finished thing, with these options.
    [[nodiscard]] static double scaleOf(Size page, Options const& options);

    /// Invalid: a side that is not positive or longer than 100 m, or a scale out of (0, 1].
    [[nodiscard]] static base::Result<Document> open(Fonts const& fonts, Size page, Options const& options);

    Document(Document&&) noexcept;
    Document& operator=(Document&&) noexcept;
    ~Document();

    [[nodiscard]] Canvas& canvas();
    /// 1, 0.1 or what was told. Where it is not 1 say so in the file name too (scaleName); the PDF
    /// says it in its title and in the slug, which viewers crop away and the press sees.
    [[nodiscard]] double scale() const;
    [[nodiscard]] Size page() const;
    /// The next page, of the same size. Unsupported for SVG.
    [[nodiscard]] base::Result<void> nextPage();

    /// The finished bytes. The canvas is of no more use.
    [[nodiscard]] base::Result<std::string> finish();
    /// base::writeDurably of them.
    [[nodiscard]] base::Result<void> finish(std::filesystem::path const& file);

private:
    struct Inner;
    explicit Document(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

/// The names of the fonts that a PDF embeds, without the tags of their subsets, each once, sorted; none where
/// it cannot be read.
[[nodiscard]] std::vector<std::string> pdfFonts(std::string const& pdf);

/// For file names: "" at true size, "（1比10）" for 0.1.
[[nodiscard]] std::string scaleName(double scale);

} // namespace huibiao::draw
