#pragma once

#include "draw/geometry.h"
#include "draw/picture.h"
#include "draw/surface.h"
#include "draw/text.h"
#include "kiosk/act.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

namespace huibiao::kiosk {

/// WAI-ARIA 1.2 names.
enum class Role {
    Button,
    Radio,
    Checkbox,
    Textbox,
    Spinbutton,
    Heading,
    Paragraph,
    Img,
    Progressbar,
    Dialog,
    Alert,
    Status,
    Timer
};
[[nodiscard]] std::string_view name(Role role);

/// Where a finger leaves ink. In px of the window.
struct Pad {
    draw::Rect area; ///< all of it, also where it is not seen
    double pen = 0;
    draw::Colour colour;
};

/// Something on the screen that has a meaning: what the inspector tells and what can be pressed.
/// Lengths in px of the window.
struct Item {
    std::string id; ///< unique in its scene, the same while the thing is the same
    Role role = Role::Button;
    std::string name;
    std::string value;
    std::string ref; ///< path of the question in the form
    std::optional<bool> checked;
    bool enabled = true;
    draw::Rect rect; ///< what of it is seen, when it lies in a scrolled part
    double textPx = 0;
    std::optional<draw::Colour> fg; ///< of its text; none where it has none
    std::optional<draw::Colour> bg;
    std::optional<Act> act; ///< none: cannot be pressed
    bool rapid = false;     ///< a key: the same one may follow soon
    std::optional<Pad> pad; ///< can be drawn on
};

struct Box {
    draw::Rect rect;
    double radius = 0;
    draw::Colour fill;
    double border = 0;
    draw::Colour edge;
    double shadow = 0; ///< px of blur
    friend bool operator==(Box const&, Box const&) = default;
};

/// Text that has been set; equal when it looks equal.
struct Label {
    std::shared_ptr<draw::Text const> text;
    std::string key; ///< words and style
    draw::Point at;
    draw::Rect ink; ///< where it is black
    friend bool operator==(Label const& a, Label const& b) { return a.key == b.key && a.at == b.at; }
};

enum class Sign {
    Check,
    Cross,
    Left,
    Right,
    Up,
    Down,
    Shield,
    Backspace,
    Shift,
    Globe,
    Lock,
    Stick,
    Warning,
    Pencil,
    Enter,
    Clock,
    Questions,
    Door,
    Refresh,
    Plus,
    Minus,
    Keyboard,
    Speaker,
    Stop,
    Star,
    StarFull,
    FaceBest, ///< five faces, from very satisfied to very dissatisfied
    FaceGood,
    FaceFair,
    FacePoor,
    FaceWorst,
    Eye,
    EyeShut,
    Picture
};
struct Icon {
    Sign sign = Sign::Check;
    draw::Rect rect;
    draw::Colour colour;
    friend bool operator==(Icon const&, Icon const&) = default;
};

/// A circle of progress.
struct Ring {
    draw::Rect rect;
    double width = 0;
    double share = 0; ///< 0 to 1, from twelve o'clock clockwise
    draw::Colour track;
    draw::Colour colour;
    friend bool operator==(Ring const&, Ring const&) = default;
};

struct Logo {
    draw::Rect rect;
    friend bool operator==(Logo const&, Logo const&) = default;
};

/// A whole page of the attract loop, drawn from its layout.
struct Poster {
    std::size_t index = 0;
    draw::Rect rect;
    friend bool operator==(Poster const&, Poster const&) = default;
};

/// A picture of the form, all of it, as large as the rectangle lets it be.
struct Photo {
    std::shared_ptr<draw::Picture const> picture;
    draw::Rect rect;
    friend bool operator==(Photo const&, Photo const&) = default;
};

/// A picture that was drawn before, in px.
struct Print {
    std::shared_ptr<draw::Surface const> surface;
    draw::Rect rect;
    friend bool operator==(Print const&, Print const&) = default;
};

/// A line that was drawn by hand; one point is a dot.
struct Inking {
    std::vector<draw::Point> points;
    double width = 0;
    draw::Colour colour;
    friend bool operator==(Inking const&, Inking const&) = default;
};

/// One thing to paint.
struct Mark {
    std::variant<Box, Label, Icon, Ring, Logo, Poster, Photo, Print, Inking> what;
    std::optional<draw::Rect> clip;
    friend bool operator==(Mark const&, Mark const&) = default;
    [[nodiscard]] draw::Rect bounds() const;
};

/// The part of a scene that can be scrolled.
struct Scrolling {
    draw::Rect viewport;
    double content = 0; ///< height
    double offset = 0;  ///< 0 to most()
    [[nodiscard]] double most() const { return content > viewport.height ? content - viewport.height : 0; }
};

/// One frame: what it means and what it looks like. A value; painting it changes nothing.
struct Scene {
    std::string screen; ///< the inspector's name for it
    std::string place;  ///< changes when other controls come under the finger
    int width = 0;
    int height = 0;
    double pxPerDp = 1;
    draw::Colour ground;
    std::vector<Item> items;
    std::vector<Mark> marks;
    std::optional<Scrolling> scrolling;
    /// Items below this index lie under a dialog: they are not told and cannot be pressed.
    std::size_t modal = 0;

    [[nodiscard]] Item const* find(std::string_view id) const;
    /// The control at a place, the topmost first.
    [[nodiscard]] Item const* at(draw::Point point) const;
    /// What can be drawn on at a place.
    [[nodiscard]] Item const* padAt(draw::Point point) const;
};

/// What must be painted again to come from one to the other, in whole px, inside the screen; empty
/// when they look alike.
[[nodiscard]] draw::Rect damage(Scene const& before, Scene const& after);

} // namespace huibiao::kiosk
