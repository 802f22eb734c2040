#include "kiosk/stage.h"

#include "base/log.h"
#include "kiosk/look.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace huibiao::kiosk {

namespace {

constexpr std::size_t MostTexts = 600;

draw::Rect crossing(draw::Rect const& a, draw::Rect const& b) {
    double const x = std::max(a.x, b.x);
    double const y = std::max(a.y, b.y);
    return {x, y, std::max(0.0, std::min(a.right(), b.right()) - x),
            std::max(0.0, std::min(a.bottom(), b.bottom()) - y)};
}

void moveBy(Mark& mark, double dy) {
    if (auto* const label = std::get_if<Label>(&mark.what)) {
        label->at.y += dy;
        label->ink.y += dy;
    } else if (auto* const inking = std::get_if<Inking>(&mark.what)) {
        for (draw::Point& point : inking->points) point.y += dy;
    } else {
        std::visit(
            [&](auto& thing) {
                if constexpr (requires { thing.rect; }) thing.rect.y += dy;
            },
            mark.what);
    }
}

} // namespace

std::shared_ptr<draw::Text const> TextCache::lay(std::string const& key, std::string const& words,
                                                 draw::TextStyle const& style, double maxWidth) {
    auto const known = m_known.find(key);
    if (known != m_known.end()) return known->second;
    if (m_known.size() >= MostTexts) m_known.clear();
    auto text = std::make_shared<draw::Text const>(draw::Text::lay(*m_fonts, words, style, maxWidth));
    m_known.emplace(key, text);
    return text;
}

std::shared_ptr<draw::Picture const> TextCache::picture(std::filesystem::path const& file) {
    if (auto const known = m_pictures.find(file); known != m_pictures.end()) return known->second;
    auto loaded = draw::Picture::load(file);
    if (!loaded) base::logWarning(loaded.error().text(base::Language::English));
    auto picture = loaded ? std::make_shared<draw::Picture const>(std::move(*loaded)) : nullptr;
    m_pictures.emplace(file, picture);
    return picture;
}

Stage::Stage(TextCache& texts, int width, int height, base::Language language, std::string_view pressed,
             Comfort comfort)
    : m_texts(&texts), m_language(language), m_pressed(pressed), m_comfort(comfort),
      m_scale(std::min(width, height) / look::ShortSide * (comfort.large ? LargeBy : 1)),
      m_above(comfort.low && height >= 1.5 * width ? std::round(height * AboveShare) : 0),
      m_width(width / m_scale), m_height((height - m_above) / m_scale) {
    m_scene.width = width;
    m_scene.height = height;
    // A dp is what it is on this screen, however large things are shown.
    m_scene.pxPerDp = std::min(width, height) / look::ShortSide;
    m_scene.ground = look::Paper;
}

Stage Stage::trial() const {
    Stage made(*m_texts, m_scene.width, m_scene.height, m_language, {}, m_comfort);
    made.m_folder = m_folder;
    return made;
}

draw::Rect Stage::px(draw::Rect const& dp) const {
    double const x = std::round(dp.x * m_scale);
    double const y = std::round(dp.y * m_scale) + m_above;
    return {x, y, std::round(dp.right() * m_scale) - x, std::round(dp.bottom() * m_scale) + m_above - y};
}

void Stage::ground(draw::Colour colour) {
    m_scene.ground = colour;
}

SetText Stage::set(std::string_view words, Type const& type, double maxWidth) {
    draw::TextStyle style;
    style.weight = type.weight;
    style.size = px(type.size);
    style.colour = shown(type.colour);
    style.align = type.align;
    style.lineSpacing = large() ? std::max(type.spacing, 1.3) : type.spacing;
    style.balanced = type.balanced;
    style.language = m_language == base::Language::Chinese ? "zh-CN" : "en";
    SetText made;
    made.words = std::string(words);
    made.type = type;
    made.key = fmt::format("{}|{:.2f}|{}|{}|{:.2f}|{}|{}|{:.1f}|{}", style.language, style.size,
                           static_cast<int>(type.weight), static_cast<int>(type.align), style.lineSpacing,
                           type.balanced, style.colour.print(), maxWidth, words);
    made.text = m_texts->lay(made.key, made.words, style, maxWidth <= 0 ? 0 : px(maxWidth));
    made.size = {made.text->size().width / m_scale, made.text->size().height / m_scale};
    return made;
}

SetText Stage::fit(std::string_view words, Type type, double maxWidth, double least) {
    SetText made = set(words, type);
    while (made.size.width > maxWidth && type.size > least) {
        type.size = std::max(least, std::min(type.size - 1, type.size * maxWidth / made.size.width));
        made = set(words, type);
    }
    return made.size.width > maxWidth ? set(words, type, maxWidth) : made;
}

void Stage::mark(Mark mark) {
    m_scene.marks.push_back(std::move(mark));
}

void Stage::box(draw::Rect const& rect, draw::Colour fill, double radius, double border, draw::Colour edge,
                double shadow) {
    mark({Box{px(rect), px(radius), shown(fill), border > 0 ? std::max(1.0, std::round(px(border))) : 0,
              shown(edge), px(shadow)},
          {}});
}

draw::Rect Stage::put(SetText const& text, draw::Point at) {
    draw::Point const where{std::round(px(at.x)), std::round(px(at.y)) + m_above};
    draw::Rect ink = text.text->ink();
    ink.x += where.x;
    ink.y += where.y;
    mark({Label{text.text, text.key, where, ink}, {}});
    return {at.x, at.y, text.size.width, text.size.height};
}

draw::Rect Stage::putMiddle(SetText const& text, draw::Rect const& within) {
    return put(text, {within.x + (within.width - text.size.width) / 2,
                      within.y + (within.height - text.size.height) / 2});
}

void Stage::icon(Sign sign, draw::Rect const& rect, draw::Colour colour) {
    mark({Icon{sign, px(rect), shown(colour)}, {}});
}

void Stage::ring(draw::Rect const& rect, double width, double share, draw::Colour track,
                 draw::Colour colour) {
    mark({Ring{px(rect), px(width), share, shown(track), shown(colour)}, {}});
}

void Stage::logo(draw::Rect const& rect) {
    // It is somebody else's and keeps its colours, and the white that it was made for.
    if (m_comfort.contrast) mark({Box{px(rect), 0, draw::Colour::White, 0, {}, 0}, {}});
    mark({Logo{px(rect)}, {}});
    item("logo", Role::Img, "LOGO", rect);
}

void Stage::poster(std::size_t index) {
    mark(
        {Poster{index, {0, 0, static_cast<double>(m_scene.width), static_cast<double>(m_scene.height)}}, {}});
}

std::optional<draw::Rect> Stage::photo(std::string const& name, draw::Rect const& within) {
    if (name.empty()) return std::nullopt;
    auto const picture = m_texts->picture(m_folder / std::filesystem::path(name).filename());
    if (!picture || picture->size().width <= 0 || picture->size().height <= 0) return std::nullopt;
    draw::Size const size = picture->size();
    double const share = std::min(within.width / size.width, within.height / size.height);
    draw::Rect const at{within.x + (within.width - size.width * share) / 2, within.y, size.width * share,
                        size.height * share};
    mark({Photo{picture, px(at)}, {}});
    return at;
}

Item& Stage::item(std::string id, Role role, std::string name, draw::Rect const& rect) {
    Item made;
    made.id = std::move(id);
    made.role = role;
    made.name = std::move(name);
    made.rect = px(rect);
    m_scene.items.push_back(std::move(made));
    return m_scene.items.back();
}

Item& Stage::pad(std::string id, std::string name, draw::Rect const& rect, double pen,
                 std::vector<std::vector<draw::Point>> const& lines) {
    Pad const pad{px(rect), px(pen), look::Ink};
    for (auto const& line : lines) {
        Inking inking{{}, pad.pen, pad.colour};
        for (draw::Point const& p : line)
            inking.points.push_back({pad.area.x + px(p.x), pad.area.y + px(p.y)});
        mark({std::move(inking), {}});
    }
    Item& made = item(std::move(id), Role::Img, std::move(name), rect);
    made.pad = pad;
    return made;
}

draw::Rect Stage::tell(std::string id, Role role, SetText const& text, draw::Point at, draw::Colour ground) {
    draw::Rect const taken = put(text, at);
    Item& told = item(std::move(id), role, text.words, taken);
    told.textPx = text.text->fontSize();
    told.fg = text.type.colour;
    told.bg = ground;
    return taken;
}

draw::Rect Stage::tellMiddle(std::string id, Role role, SetText const& text, draw::Rect const& within,
                             draw::Colour ground) {
    return tell(
        std::move(id), role, text,
        {within.x + (within.width - text.size.width) / 2, within.y + (within.height - text.size.height) / 2},
        ground);
}

double Stage::buttonWidth(std::string_view words, bool sign, double size) {
    Type const type{size > 0 ? size : look::Body, look::Ink, draw::Weight::Medium};
    return std::ceil(set(words, type).size.width) + 2 * 28 + (sign ? type.size + 12 : 0);
}

Item& Stage::button(std::string id, std::string_view words, draw::Rect const& rect, Act act, ButtonKind kind,
                    std::optional<Sign> sign, double size) {
    bool const down = pressed(id);
    draw::Colour fill = look::Surface;
    draw::Colour ink = look::Ink;
    draw::Colour edge = look::Edge;
    double border = 2;
    switch (kind) {
    case ButtonKind::Primary:
        fill = down ? look::AccentDeep : look::Accent;
        ink = draw::Colour::White;
        border = 0;
        break;
    case ButtonKind::Secondary: fill = down ? look::Pressed : look::Surface; break;
    case ButtonKind::Quiet:
        fill = down ? look::Line : look::Pressed;
        border = 0;
        break;
    case ButtonKind::Danger:
        fill = down ? look::DangerPale : look::Surface;
        ink = edge = look::Danger;
        break;
    case ButtonKind::OnAccent:
        fill = down ? look::AccentPale : draw::Colour::White;
        ink = look::AccentDeep;
        border = 0;
        break;
    }
    box(rect, fill, look::Radius, border, edge);
    double const most = rect.width - 24 - (sign ? 40 : 0);
    SetText const label =
        fit(words, {size > 0 ? size : look::Body, ink, draw::Weight::Medium, draw::Align::Left, 1.2}, most,
            large() ? 16 : 20);
    double const side = sign ? label.type.size * 1.05 : 0;
    double const between = sign && !words.empty() ? 10 : 0;
    double x = rect.x + (rect.width - label.size.width - side - between) / 2;
    // An arrow onwards stands behind its words, every other sign before them.
    bool const behind = sign == Sign::Right;
    if (sign) {
        double const at = behind ? x + label.size.width + between : x;
        icon(*sign, {at, rect.centre().y - side / 2, side, side}, ink);
        if (!behind) x += side + between;
    }
    if (!words.empty()) put(label, {x, rect.y + (rect.height - label.size.height) / 2});
    Item& made = item(std::move(id), Role::Button, std::string(words), rect);
    made.act = std::move(act);
    made.textPx = label.text->fontSize();
    made.fg = ink;
    made.bg = fill;
    return made;
}

void Stage::deadButton(std::string id, std::string_view words, draw::Rect const& rect,
                       std::optional<Sign> sign, double size) {
    box(rect, look::Paper, look::Radius, 1.5, look::Line);
    double const tall = size > 0 ? size : look::Body;
    Item& made = item(std::move(id), Role::Button, std::string(words), rect);
    made.enabled = false;
    if (sign) {
        icon(*sign, {rect.centre().x - tall / 2, rect.centre().y - tall / 2, tall, tall}, look::Edge);
        return;
    }
    SetText const label = fit(words, {tall, look::Muted, draw::Weight::Medium, draw::Align::Left, 1.2},
                              rect.width - 24, large() ? 16 : 20);
    made.textPx = label.text->fontSize();
    made.fg = look::Muted;
    made.bg = look::Paper;
    putMiddle(label, rect);
}

void Stage::beginScroll(draw::Rect const& viewport) {
    m_viewport = viewport;
    m_firstMark = m_scene.marks.size();
    m_firstItem = m_scene.items.size();
}

void Stage::endScroll(double height, double offsetPx, std::optional<draw::Rect> const& reveal) {
    Scrolling scrolling{px(*m_viewport), std::ceil(px(height)), 0};
    double offset = std::clamp(offsetPx, 0.0, scrolling.most());
    if (reveal) {
        draw::Rect const must = px(*reveal);
        double const air = px(24);
        double const top = must.y - scrolling.viewport.y;
        offset = std::min(offset, std::max(0.0, top - air));
        offset = std::max(offset, top + must.height + air - scrolling.viewport.height);
        offset = std::clamp(offset, 0.0, scrolling.most());
    }
    offset = std::round(offset);
    scrolling.offset = offset;
    for (std::size_t i = m_firstMark; i < m_scene.marks.size(); ++i) {
        moveBy(m_scene.marks[i], -offset);
        m_scene.marks[i].clip = scrolling.viewport;
    }
    auto const first = m_scene.marks.begin() + static_cast<std::ptrdiff_t>(m_firstMark);
    m_scene.marks.erase(
        std::remove_if(first, m_scene.marks.end(), [](Mark const& m) { return m.bounds().empty(); }),
        m_scene.marks.end());
    for (std::size_t i = m_firstItem; i < m_scene.items.size(); ++i) {
        Item& item = m_scene.items[i];
        item.rect.y -= offset;
        if (item.pad) item.pad->area.y -= offset;
        item.rect = crossing(item.rect, scrolling.viewport);
    }
    // A control of which less than a finger's width is seen is none.
    double const finger = std::floor(px(look::LeastTarget));
    auto const firstItem = m_scene.items.begin() + static_cast<std::ptrdiff_t>(m_firstItem);
    m_scene.items.erase(std::remove_if(firstItem, m_scene.items.end(),
                                       [&](Item const& item) {
                                           return item.rect.empty() ||
                                                  (item.act && item.rect.height < finger);
                                       }),
                        m_scene.items.end());
    if (scrolling.most() > 0) {
        m_scene.scrolling = scrolling;
        // Where one is in it.
        double const track = m_viewport->height - 16;
        double const share = scrolling.viewport.height / scrolling.content;
        double const y = m_viewport->y + 8 + track * scrolling.offset / scrolling.content;
        box({m_viewport->right() - 10, y, 6, track * share}, look::Edge, 3);
    }
    m_viewport.reset();
}

void Stage::beginDialog(draw::Colour veil) {
    mark({Box{{0, 0, static_cast<double>(m_scene.width), static_cast<double>(m_scene.height)},
              0,
              shown(veil),
              0,
              {},
              0},
          {}});
    m_scene.modal = m_scene.items.size();
}

Scene Stage::take() {
    m_scene.ground = shown(m_scene.ground);
    for (Item& item : m_scene.items) {
        if (item.fg) item.fg = shown(*item.fg);
        if (item.bg) item.bg = shown(*item.bg);
    }
    return std::move(m_scene);
}

void Stage::name(std::string screen, std::string place) {
    m_scene.screen = std::move(screen);
    m_scene.place = std::move(place);
}

} // namespace huibiao::kiosk
