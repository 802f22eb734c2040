#pragma once

#include "draw/geometry.h"

/// The one design of all screens. Lengths in dp: the shorter side of the screen is 720 dp, so that a
/// target of 48 dp is 18 mm on a 21.5" Full HD kiosk and still 8.6 mm on the smallest panel we serve
/// (10.1", 1024x600).
namespace huibiao::kiosk::look {

inline constexpr double ShortSide = 720;

// A grid of 8.
inline constexpr double Gap = 8;
inline constexpr double Margin = 40;
inline constexpr double HeaderHeight = 88;
inline constexpr double FooterHeight = 104;
inline constexpr double Radius = 14;

inline constexpr double LeastTarget = 48; ///< T/TAF 114-2022: 44, on the first page 48
inline constexpr double Control = 64;     ///< height of buttons
inline constexpr double Row = 72;         ///< least height of a choice

// Type. Nothing is smaller than Small.
inline constexpr double Display = 84;
inline constexpr double Title = 46;
inline constexpr double Heading = 36;
inline constexpr double Lead = 28;
inline constexpr double Body = 24;
inline constexpr double Small = 21;

// Warm paper, deep ink, one teal for what can be done, red for what is wrong alone.
inline constexpr draw::Colour Paper{246, 243, 237};
inline constexpr draw::Colour Surface{255, 255, 255};
inline constexpr draw::Colour Ink{31, 28, 24};
inline constexpr draw::Colour Muted{89, 83, 74};
inline constexpr draw::Colour Line{222, 215, 203};
inline constexpr draw::Colour Edge{138, 130, 116}; ///< of controls: at least 3:1 on Surface and Paper
inline constexpr draw::Colour Accent{13, 91, 96};
inline constexpr draw::Colour AccentDeep{8, 64, 68};
inline constexpr draw::Colour AccentPale{225, 240, 238};
inline constexpr draw::Colour Pressed{236, 230, 219};
inline constexpr draw::Colour Danger{163, 29, 24};
inline constexpr draw::Colour DangerPale{252, 235, 231};
inline constexpr draw::Colour Caution{107, 65, 0};
inline constexpr draw::Colour CautionPale{255, 243, 217};
inline constexpr draw::Colour Scrim{24, 21, 17, 158};
/// Over all, where nobody must read what lies below.
inline constexpr draw::Colour Veil{8, 63, 68};
inline constexpr draw::Colour Key{255, 255, 255};
inline constexpr draw::Colour KeyGround{228, 222, 211};

} // namespace huibiao::kiosk::look
