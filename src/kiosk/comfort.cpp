#include "kiosk/comfort.h"

#include "kiosk/look.h"

#include <array>

namespace huibiao::kiosk {

namespace {

struct Partner {
    draw::Colour usual;
    draw::Colour high;
};

// Ink and paper change places, so that words on a coloured button stay words on a coloured button:
// white on teal becomes black on yellow.
constexpr std::array<Partner, 18> Partners{{
    {look::Paper, {0, 0, 0}},
    {look::Surface, {0, 0, 0}}, // Key and white are the same colour
    {look::Ink, {255, 255, 255}},
    {look::Muted, {255, 255, 255}},
    {look::Line, {85, 85, 85}},
    {look::Edge, {255, 255, 255}},
    {look::Accent, {255, 224, 0}},
    {look::AccentDeep, {255, 244, 163}},
    {look::AccentPale, {58, 51, 0}},
    {look::Pressed, {51, 51, 51}},
    {look::Danger, {255, 158, 148}},
    {look::DangerPale, {61, 0, 0}},
    {look::Caution, {255, 212, 121}},
    {look::CautionPale, {51, 34, 0}},
    {look::Scrim, {0, 0, 0, 215}},
    {look::Veil, {0, 0, 0}},
    {look::KeyGround, {0, 0, 0}},
    {draw::Colour::Black, {255, 255, 255}},
}};

} // namespace

bool turn(Comfort& comfort, std::string_view which) {
    auto const over = [](bool& value) {
        value = !value;
        return true;
    };
    if (which == "large") return over(comfort.large);
    if (which == "contrast") return over(comfort.contrast);
    if (which == "low") return over(comfort.low);
    if (which == "left") return over(comfort.left);
    return false;
}

draw::Colour highContrast(draw::Colour colour) {
    for (Partner const& partner : Partners)
        if (partner.usual == colour) return partner.high;
    return colour;
}

} // namespace huibiao::kiosk
