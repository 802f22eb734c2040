#pragma once

#include "base/result.h"

#include <filesystem>
#include <memory>
#include <string_view>

struct _PangoFontMap;

namespace huibiao::draw {

/// The product's own fonts and no others: Noto Sans CJK SC (Regular, Medium, Bold, Black) and Noto
/// Serif CJK SC (Regular, Bold, Black), so that pixels are equal on every machine and what is
/// printed may be printed (OFL). Must be open before any text or SVG is drawn in the process.
/// One Fonts serves one thread; `forThread` gives another thread its own over the same files.
class Fonts {
public:
    /// `folder` holds the .ttc files of the packages fonts-noto-cjk and fonts-noto-cjk-extra. Missing
    /// names the package that brings an absent file; Invalid, a file that is no such font.
    [[nodiscard]] static base::Result<Fonts> open(std::filesystem::path const& folder);

    Fonts(Fonts&&) noexcept;
    Fonts& operator=(Fonts&&) noexcept;
    ~Fonts();

    [[nodiscard]] Fonts forThread() const;

    /// The same faces with ASCII, punctuation and the characters of `text` (UTF-8) alone, some 60 KB each
    /// instead of 16 MB: for many PDFs of few words, which are made several times as fast so and are a tenth
    /// as large, since Cairo copies the whole of a font for each that it embeds, and all its subroutines into
    /// the file. Any other character is missing. SVGs keep the full fonts. The cut fonts stay in memory for
    /// the life of the process. Invalid: a font that cannot be cut.
    [[nodiscard]] base::Result<Fonts> narrowed(std::string_view text) const;

    /// For this module's own .cpp files.
    [[nodiscard]] _PangoFontMap* map() const;

private:
    struct Inner;
    explicit Fonts(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

} // namespace huibiao::draw
