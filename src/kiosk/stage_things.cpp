#include "kiosk/stage.h"
#include "kiosk/words_things.h"

#include <cmath>

namespace huibiao::kiosk {

std::optional<draw::Rect> Stage::thing(std::string const& id, draw::Rect const& within, draw::Colour ground,
                                       Type const& words) {
    draw::Rect const box = px(within);
    Shot const* const shot = m_texts->shots().find(
        {id, static_cast<int>(std::floor(box.width)), static_cast<int>(std::floor(box.height)), false});
    if (shot == nullptr || !*shot) {
        std::string const line = shot == nullptr ? in(say::Drawing) : in(shot->error().message);
        SetText const set = this->set(line, words, within.width);
        tellMiddle("drawing:" + id, shot == nullptr ? Role::Status : Role::Alert, set, within, ground);
        return std::nullopt;
    }
    // Pixel for pixel: it was drawn for this place.
    double const width = (**shot)->width();
    double const height = (**shot)->height();
    draw::Rect const at{box.x + std::floor((box.width - width) / 2),
                        box.y + std::floor((box.height - height) / 2), width, height};
    mark({Print{**shot, at}, {}});
    return draw::Rect{at.x / m_scale, (at.y - m_above) / m_scale, width / m_scale, height / m_scale};
}

bool Stage::wholeThing(std::string const& id) {
    Shot const* const shot = m_texts->shots().find({id, m_scene.width, m_scene.height, true});
    draw::Rect const whole{0, 0, static_cast<double>(m_scene.width), static_cast<double>(m_scene.height)};
    if (shot != nullptr && *shot) {
        mark({Print{**shot, whole}, {}});
        return true;
    }
    SetText const set = this->set(shot == nullptr ? in(say::Drawing) : in(shot->error().message),
                                  {24, draw::Colour::White}, m_width * 0.8);
    tellMiddle("drawing", Role::Status, set, {0, 0, m_width, m_height}, draw::Colour::Black);
    return false;
}

} // namespace huibiao::kiosk
