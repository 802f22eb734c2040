#pragma once

#include "draw/geometry.h"

#include <string_view>

namespace huibiao::kiosk {

/// How one person wants the screens to be; gone with the person.
struct Comfort {
    bool large = false;    ///< 大字版: all lengths and letters LargeBy as large
    bool contrast = false; ///< 高对比: black, white and yellow
    bool low = false;      ///< 低位操作: what is pressed lies within reach from a wheelchair
    bool left = false;     ///< 左手操作: what is pressed most lies on the left
    friend bool operator==(Comfort const&, Comfort const&) = default;
};

/// The shorter side counts 720 / 1.3 dp then: text of 20 dp comes out at 26, a target of 48 at 62
/// (T/TAF 114-2022 for the elder mode: 18 and 60).
inline constexpr double LargeBy = 1.3;
/// Of a tall screen, what stays without controls when they are to lie low: on a 43" portrait kiosk
/// that reaches from 0.6 to 1.55 m this leaves them below 1.2 m (GB 50763-2012, 3.8: 0.9 to 1.2 m).
inline constexpr double AboveShare = 0.42;

/// Turns one of "large", "contrast", "low", "left" over; false: there is no such one.
bool turn(Comfort& comfort, std::string_view which);

/// A colour of look.h as it is shown to who asked for contrast: text 7:1 and more (WCAG 2.2, 1.4.6).
/// Any other colour stays.
[[nodiscard]] draw::Colour highContrast(draw::Colour colour);

} // namespace huibiao::kiosk
