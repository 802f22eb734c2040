#pragma once

#include "base/result.h"

#include <filesystem>
#include <memory>

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

    /// For this module's own .cpp files.
    [[nodiscard]] _PangoFontMap* map() const;

private:
    struct Inner;
    explicit Fonts(std::unique_ptr<Inner> inner);
    std::unique_ptr<Inner> m_inner;
};

} // namespace huibiao::draw
