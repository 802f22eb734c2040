#pragma once

#include "draw/geometry.h"

namespace huibiao::layout {

/// How the unified LOGO may stand (标识统一, the 浏阳 and 宁乡 norms of 2023 ask that it is on site and seen
/// in the pictures; the figures are this product's own and are printed on its brand sheet):
/// - kept whole and in its shape: contained, never stretched or cut (draw::Picture; data-fit);
/// - clear space around it, free of words, codes and edges;
/// - not smaller than can be made out;
/// - on a light, even ground, since the city's file may have any colour.
struct LogoRules {
    static constexpr double clearSpace = 1.0 / 8; ///< of its place's shorter side, on each side
    static constexpr double leastPrinted = 8;     ///< mm, of its place's shorter side
    static constexpr double leastShown = 40;      ///< px, likewise, on a picture of its own size
    static constexpr double leastContrast = 12;   ///< of the ground with black (WCAG 2.2): white to pale
};

} // namespace huibiao::layout
