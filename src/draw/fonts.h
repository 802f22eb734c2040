#pragma once

#include "base/result.h"

#include <filesystem>
#include <memory>
#include <string_view>
#include <vector>

struct _PangoFontMap;

namespace huibiao::draw {

class Measured;

enum class Family { Sans, Serif };
enum class Weight { Regular, Medium, Bold, Black };
/// One font file's worth.
struct Face {
    Family family = Family::Sans;
    Weight weight = Weight::Regular;
    bool operator==(Face const&) const = default;
};

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
    /// These very fonts, for something that keeps them and works in the same thread.
    [[nodiscard]] Fonts shared() const;

    /// The same with ASCII, punctuation and the characters of `text` (UTF-8) alone; any other is missing. For
    /// many PDFs of few words: `faces` are cut down to some 60 KB each, with which a PDF is made several
    /// times as fast and is a tenth as large, since Cairo copies the whole of a font (16 MB) for each that it
    /// embeds, and all its subroutines into the file. The faces that are not named can be used like them, at
    /// that cost. SVGs keep the full fonts. They remember how wide the last words were (not for what citizens
    /// write). The cut fonts stay in memory for the life of the process. Invalid: a font that cannot be cut.
    [[nodiscard]] base::Result<Fonts> narrowed(std::string_view text, std::vector<Face> const& faces) const;

    /// For this module's own .cpp files.
    [[nodiscard]] _PangoFontMap* map() const;
    /// Null where nothing is remembered.
    [[nodiscard]] Measured* measured() const;

private:
    struct Inner;
    explicit Fonts(std::shared_ptr<Inner> inner);
    std::shared_ptr<Inner> m_inner;
};

} // namespace huibiao::draw
