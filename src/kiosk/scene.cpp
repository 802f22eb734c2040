#include "kiosk/scene.h"

#include <algorithm>
#include <cmath>

namespace huibiao::kiosk {

namespace {

draw::Rect crossing(draw::Rect const& a, draw::Rect const& b) {
    double const x = std::max(a.x, b.x);
    double const y = std::max(a.y, b.y);
    return {x, y, std::max(0.0, std::min(a.right(), b.right()) - x),
            std::max(0.0, std::min(a.bottom(), b.bottom()) - y)};
}

struct Bounds {
    draw::Rect operator()(Box const& box) const { return box.rect.inset(-box.border - 2 * box.shadow - 1); }
    draw::Rect operator()(Label const& label) const { return label.ink.inset(-2); }
    draw::Rect operator()(Icon const& icon) const { return icon.rect.inset(-2); }
    draw::Rect operator()(Ring const& ring) const { return ring.rect.inset(-ring.width - 1); }
    draw::Rect operator()(Logo const& logo) const { return logo.rect.inset(-1); }
    draw::Rect operator()(Poster const& poster) const { return poster.rect; }
    draw::Rect operator()(Photo const& photo) const { return photo.rect.inset(-1); }
    draw::Rect operator()(Print const& print) const { return print.rect; }
    draw::Rect operator()(Inking const& inking) const {
        if (inking.points.empty()) return {};
        double left = inking.points.front().x, right = left;
        double top = inking.points.front().y, bottom = top;
        for (draw::Point const& p : inking.points) {
            left = std::min(left, p.x);
            right = std::max(right, p.x);
            top = std::min(top, p.y);
            bottom = std::max(bottom, p.y);
        }
        return draw::Rect{left, top, right - left, bottom - top}.inset(-inking.width / 2 - 1);
    }
};

} // namespace

std::string_view name(Role role) {
    switch (role) {
    case Role::Button: return "button";
    case Role::Radio: return "radio";
    case Role::Checkbox: return "checkbox";
    case Role::Textbox: return "textbox";
    case Role::Spinbutton: return "spinbutton";
    case Role::Heading: return "heading";
    case Role::Paragraph: return "paragraph";
    case Role::Img: return "img";
    case Role::Progressbar: return "progressbar";
    case Role::Dialog: return "dialog";
    case Role::Alert: return "alert";
    case Role::Status: return "status";
    case Role::Timer: return "timer";
    }
    return "generic";
}

draw::Rect Mark::bounds() const {
    draw::Rect const whole = std::visit(Bounds{}, what);
    return clip ? crossing(whole, *clip) : whole;
}

Item const* Scene::find(std::string_view id) const {
    auto const found =
        std::find_if(items.begin(), items.end(), [&](Item const& item) { return item.id == id; });
    return found == items.end() ? nullptr : &*found;
}

Item const* Scene::at(draw::Point point) const {
    for (std::size_t i = items.size(); i > modal; --i) {
        Item const& item = items[i - 1];
        if (item.act && item.enabled && item.rect.contains(point)) return &item;
    }
    return nullptr;
}

Item const* Scene::padAt(draw::Point point) const {
    for (std::size_t i = items.size(); i > modal; --i)
        if (items[i - 1].pad && items[i - 1].rect.contains(point)) return &items[i - 1];
    return nullptr;
}

draw::Rect damage(Scene const& before, Scene const& after) {
    draw::Rect const screen{0, 0, static_cast<double>(after.width), static_cast<double>(after.height)};
    if (before.width != after.width || before.height != after.height || before.ground != after.ground)
        return screen;
    // The marks that both begin and end with are the same picture; those between may have changed.
    auto const& a = before.marks;
    auto const& b = after.marks;
    std::size_t head = 0;
    while (head < a.size() && head < b.size() && a[head] == b[head]) ++head;
    std::size_t tail = 0;
    while (tail < a.size() - head && tail < b.size() - head &&
           a[a.size() - 1 - tail] == b[b.size() - 1 - tail])
        ++tail;
    // Of those between, one that stands in both in its place (the lists are as long) is no change.
    bool const aligned = a.size() == b.size();
    draw::Rect changed;
    for (std::size_t i = head; i + tail < a.size(); ++i)
        if (!aligned || !(a[i] == b[i])) changed = draw::around(changed, a[i].bounds());
    for (std::size_t i = head; i + tail < b.size(); ++i)
        if (!aligned || !(a[i] == b[i])) changed = draw::around(changed, b[i].bounds());
    if (changed.empty()) return {};
    double const left = std::floor(changed.x);
    double const top = std::floor(changed.y);
    return crossing({left, top, std::ceil(changed.right()) - left, std::ceil(changed.bottom()) - top},
                    screen);
}

} // namespace huibiao::kiosk
