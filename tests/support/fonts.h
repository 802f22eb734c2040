#pragma once

#include "draw/fonts.h"

/// The fonts of the test machine, opened once.
inline huibiao::draw::Fonts const& testFonts() {
    static auto const fonts = huibiao::draw::Fonts::open(HUIBIAO_FONT_DIR);
    return fonts.value();
}
