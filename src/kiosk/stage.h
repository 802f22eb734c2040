#pragma once

#include "base/result.h"
#include "draw/fonts.h"
#include "kiosk/comfort.h"
#include "kiosk/scene.h"
#include "kiosk/shots.h"

#include <filesystem>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace huibiao::kiosk {

/// How words are set. Size in dp.
struct Type {
    double size = 24;
    draw::Colour colour;
    draw::Weight weight = draw::Weight::Regular;
    draw::Align align = draw::Align::Left;
    double spacing = 1.4;
    bool balanced = false;
};

/// Words set once, ready to be placed. Lengths in dp.
struct SetText {
    std::shared_ptr<draw::Text const> text;
    std::string key;
    Type type;
    draw::Size size;
    std::string words;
};

/// Text set before, so that a frame only sets what is new. Forgotten between two people.
class TextCache {
public:
    explicit TextCache(draw::Fonts const& fonts) : m_fonts(&fonts) {}
    [[nodiscard]] std::shared_ptr<draw::Text const> lay(std::string const& key, std::string const& words,
                                                        draw::TextStyle const& style, double maxWidth);
    /// All but the things' pictures.
    void clear() {
        m_known.clear();
        m_pictures.clear();
    }
    /// A picture read before; none where the file is missing or broken, which the log tells once.
    [[nodiscard]] std::shared_ptr<draw::Picture const> picture(std::filesystem::path const& file);
    [[nodiscard]] Shots& shots() { return m_shots; }

private:
    Shots m_shots;
    draw::Fonts const* m_fonts;
    std::map<std::string, std::shared_ptr<draw::Text const>> m_known;
    std::map<std::filesystem::path, std::shared_ptr<draw::Picture const>> m_pictures;
};

enum class ButtonKind { Primary, Secondary, Quiet, Danger, OnAccent };

/// Builds one scene. Everything in dp from the upper left; what comes out is in px, edges on whole
/// ones. Colours are those of look.h; whom they are too pale for sees their partners.
class Stage {
public:
    Stage(TextCache& texts, int width, int height, base::Language language, std::string_view pressed,
          Comfort comfort = {});
    /// An empty one of the same kind, to try how high things come out.
    [[nodiscard]] Stage trial() const;

    [[nodiscard]] Comfort const& comfort() const { return m_comfort; }
    [[nodiscard]] bool large() const { return m_comfort.large; }
    /// The screen is tall enough for its controls to lie low.
    [[nodiscard]] bool tall() const { return m_scene.height >= 1.5 * m_scene.width; }
    [[nodiscard]] double width() const { return m_width; }
    [[nodiscard]] double height() const { return m_height; }
    /// What there is above y = 0 where controls lie low: for what is only read.
    [[nodiscard]] double above() const { return m_above / m_scale; }
    [[nodiscard]] bool wide() const { return m_width >= 1.25 * m_height; }
    [[nodiscard]] double margin() const { return narrow() || large() ? 28 : 48; }
    [[nodiscard]] bool narrow() const { return m_width < 900; }
    /// Height of a button: in the large mode there is less room, and each dp is more.
    [[nodiscard]] double control() const { return large() ? 54 : 64; }
    [[nodiscard]] base::Language language() const { return m_language; }
    [[nodiscard]] std::string const& in(base::Words const& words) const { return words.in(m_language); }
    [[nodiscard]] double px(double dp) const { return dp * m_scale; }
    [[nodiscard]] draw::Rect px(draw::Rect const& dp) const;
    [[nodiscard]] bool pressed(std::string_view id) const { return id == m_pressed; }

    [[nodiscard]] TextCache& texts() { return *m_texts; }
    [[nodiscard]] std::optional<Scrolling> const& scrolling() const { return m_scene.scrolling; }

    void ground(draw::Colour colour);
    [[nodiscard]] SetText set(std::string_view words, Type const& type, double maxWidth = 0);
    /// As large as `type` says, smaller down to `least` where it would not fit on one line.
    [[nodiscard]] SetText fit(std::string_view words, Type type, double maxWidth, double least);

    void box(draw::Rect const& rect, draw::Colour fill, double radius = 0, double border = 0,
             draw::Colour edge = {}, double shadow = 0);
    /// Upper left at `at`; the rectangle that it takes.
    draw::Rect put(SetText const& text, draw::Point at);
    draw::Rect putMiddle(SetText const& text, draw::Rect const& within);
    void icon(Sign sign, draw::Rect const& rect, draw::Colour colour);
    void ring(draw::Rect const& rect, double width, double share, draw::Colour track, draw::Colour colour);
    void logo(draw::Rect const& rect);
    void poster(std::size_t index);
    /// Where the pictures that a form names lie.
    void picturesIn(std::filesystem::path folder) { m_folder = std::move(folder); }
    [[nodiscard]] std::filesystem::path const& pictures() const { return m_folder; }
    /// A picture of the form, scaled down to the rectangle, never cropped; where it came to lie. None
    /// where there is no such picture.
    std::optional<draw::Rect> photo(std::string const& name, draw::Rect const& within);
    /// A thing of the kit in its own shape, in the middle of the rectangle; where it came to lie. None while
    /// it is being drawn, or where it cannot be: `words` say so then.
    std::optional<draw::Rect> thing(std::string const& id, draw::Rect const& within, draw::Colour ground,
                                    Type const& words);
    /// One over the whole screen, sharp; false while it is being drawn.
    bool wholeThing(std::string const& id);
    /// A place to draw on, and what is drawn there: points in dp from its upper left.
    Item& pad(std::string id, std::string name, draw::Rect const& rect, double pen,
              std::vector<std::vector<draw::Point>> const& lines);

    Item& item(std::string id, Role role, std::string name, draw::Rect const& rect);
    /// Words with a meaning of their own: put, and told as an item.
    draw::Rect tell(std::string id, Role role, SetText const& text, draw::Point at, draw::Colour ground);
    draw::Rect tellMiddle(std::string id, Role role, SetText const& text, draw::Rect const& within,
                          draw::Colour ground);
    Item& button(std::string id, std::string_view words, draw::Rect const& rect, Act act, ButtonKind kind,
                 std::optional<Sign> sign = std::nullopt, double size = 0);
    /// The same where it can do nothing now: seen, told, not to be pressed.
    void deadButton(std::string id, std::string_view words, draw::Rect const& rect, std::optional<Sign> sign,
                    double size = 0);
    /// The width in dp that a button with these words needs.
    [[nodiscard]] double buttonWidth(std::string_view words, bool sign, double size = 0);

    /// From here on things belong to a part that scrolls; place them as if it were not scrolled.
    void beginScroll(draw::Rect const& viewport);
    /// `height`: of all of it. `reveal`: what must be seen, where there is such a thing.
    void endScroll(double height, double offsetPx, std::optional<draw::Rect> const& reveal);

    /// From here on things lie above the rest, which is veiled and out of reach.
    void beginDialog(draw::Colour veil);
    void name(std::string screen, std::string place);
    void place(std::string place) { m_scene.place = std::move(place); }
    [[nodiscard]] Scene take();

private:
    void mark(Mark mark);
    [[nodiscard]] draw::Colour shown(draw::Colour colour) const {
        return m_comfort.contrast ? highContrast(colour) : colour;
    }

    TextCache* m_texts;
    Scene m_scene;
    base::Language m_language;
    std::string m_pressed;
    std::filesystem::path m_folder;
    Comfort m_comfort;
    double m_scale;
    double m_above; ///< px
    double m_width;
    double m_height;
    std::optional<draw::Rect> m_viewport;
    std::size_t m_firstMark = 0;
    std::size_t m_firstItem = 0;
};

} // namespace huibiao::kiosk
