#include "layout/internal/fill.h"

#include "base/unicode.h"
#include "layout/code.h"

#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace huibiao::layout {

namespace {

/// Cameras lose a code whose modules are finer than this on a screen.
constexpr double LeastModulePixels = 2;

base::Result<draw::Text> fitText(draw::Fonts const& fonts, SlotInfo const& info, draw::Rect const& rect,
                                 double scale, draw::Passage const& passage) {
    base::Words const slot = title(info.slot);
    draw::Text::Bounds bounds{
        .least = info.leastSize * scale, .most = info.style.size * scale, .lines = info.lines};
    auto text = draw::Text::fit(fonts, passage, info.style, rect.size(), bounds);
    if (!text && info.spareLines > 0) {
        bounds.lines += info.spareLines;
        text = draw::Text::fit(fonts, passage, info.style, rect.size(), bounds);
    }
    // What cannot be set anyway is told first: shortening would not help.
    std::string const missing =
        text ? text->missingGlyphs() : draw::Text::lay(fonts, passage, info.style).missingGlyphs();
    if (!missing.empty()) {
        return base::fail(
            base::Kind::Invalid,
            {fmt::format("{}里有字体中没有的字：{}，请换成通用字", slot.zh, base::named(missing)),
             fmt::format("the {} has characters that the fonts lack: {}; use others", slot.en,
                         base::named(missing))});
    }
    if (!text) {
        return base::fail(base::Kind::Invalid,
                          {fmt::format("{}太长，缩到最小字号仍放不下，请缩短文字：{}", slot.zh, passage.text),
                           fmt::format("the {} does not fit even at its smallest size; shorten it: {}",
                                       slot.en, passage.text)});
    }
    return std::move(*text);
}

/// The slot as its text sees it: from its own corner, and on its side where the text runs downwards.
draw::Rect lying(SlotInfo const& info, draw::Rect const& rect) {
    return info.style.vertical ? draw::Rect{0, 0, rect.height, rect.width}
                               : draw::Rect{0, 0, rect.width, rect.height};
}

/// Back from there.
draw::Rect standing(SlotInfo const& info, draw::Rect const& rect, draw::Rect const& part) {
    if (!info.style.vertical) return {rect.x + part.x, rect.y + part.y, part.width, part.height};
    return {rect.right() - part.bottom(), rect.y + part.x, part.height, part.width};
}

draw::Point textOrigin(draw::Text const& text, draw::Rect const& rect, SlotInfo const& info) {
    draw::Rect const ink = text.ink();
    draw::Point at{rect.x, text.centredIn(rect).y};
    // Lines that run downwards begin at one height; together they stand in the middle.
    bool const middle = info.style.align == draw::Align::Centre || info.style.vertical;
    if (middle) at.x = text.centredIn(rect).x;
    // Brackets and italics may reach beyond the column; the slot's edge is what counts.
    at.x = std::clamp(at.x, rect.x - ink.x, std::max(rect.x - ink.x, rect.right() - ink.right()));
    if (info.vertical == VerticalAlign::Top) at.y = rect.y - ink.y;
    if (info.vertical == VerticalAlign::Bottom) at.y = rect.bottom() - ink.bottom();
    return at;
}

} // namespace

bool empty(Content const& content) {
    if (auto const* passage = std::get_if<draw::Passage>(&content)) return passage->text.empty();
    if (auto const* code = std::get_if<QrText>(&content)) return code->text.empty();
    return std::get<draw::Picture const*>(content) == nullptr;
}

base::Result<Filling> Filling::make(draw::Fonts const& fonts, SlotInfo const& info, draw::Rect rect,
                                    double scale, double pixel, Content const& content) {
    base::Words const slot = title(info.slot);
    auto const mismatch = [&] {
        return base::fail(base::Kind::Invalid,
                          {slot.zh + "的内容类型不对", "the wrong kind of content for the " + slot.en});
    };
    switch (kind(info.slot)) {
    case SlotKind::Text: {
        auto const* passage = std::get_if<draw::Passage>(&content);
        if (passage == nullptr) return mismatch();
        auto text = fitText(fonts, info, lying(info, rect), scale, *passage);
        if (!text) return base::pass(text);
        Filling filling(info, rect, std::move(*text));
        filling.m_text = passage->text;
        return filling;
    }
    case SlotKind::Picture: {
        auto const* picture = std::get_if<draw::Picture const*>(&content);
        if (picture == nullptr) return mismatch();
        return Filling(info, rect, *picture);
    }
    case SlotKind::Qr: {
        auto const* wanted = std::get_if<QrText>(&content);
        if (wanted == nullptr) return mismatch();
        auto matrix = qr::encode(wanted->text, wanted->level);
        if (!matrix) return base::pass(matrix);
        double const side = std::min(rect.width, rect.height);
        double const module = side / (matrix->side() + 2 * qr::QuietZone);
        if (pixel > 0 && module < LeastModulePixels * pixel) {
            return base::fail(
                base::Kind::Invalid,
                {"二维码太密，手机扫不出来，请缩短网址或放大画面",
                 "the QR code would be too fine for phones; shorten the link or enlarge the picture"});
        }
        Filling filling(info, rect, Code{std::move(*matrix), wanted->text});
        filling.m_text = wanted->text;
        return filling;
    }
    }
    return mismatch();
}

Drawn Filling::draw(draw::Canvas& canvas, draw::Text::As as, double density) const {
    Drawn drawn;
    drawn.slot = m_info.slot;
    drawn.rect = m_rect;
    drawn.text = m_text;
    drawn.ground = m_info.ground;
    drawn.colour = m_info.style.colour;
    if (auto const* text = std::get_if<draw::Text>(&m_what)) {
        draw::Point const origin = textOrigin(*text, lying(m_info, m_rect), m_info);
        {
            auto const kept = canvas.saved();
            canvas.translate({m_info.style.vertical ? m_rect.right() : m_rect.x, m_rect.y});
            if (m_info.style.vertical) canvas.rotate(90);
            text->draw(canvas, origin, as);
        }
        draw::Rect const ink = text->ink();
        drawn.ink = standing(m_info, m_rect, {origin.x + ink.x, origin.y + ink.y, ink.width, ink.height});
        drawn.textSize = text->fontSize();
        drawn.lines = static_cast<int>(text->lines().size());
        for (draw::Text::Line const& line : text->lines()) drawn.set.push_back(line.text);
    } else if (auto const* picture = std::get_if<draw::Picture const*>(&m_what)) {
        drawn.ink = (*picture)->draw(canvas, m_rect, m_info.fit, density);
    } else {
        drawn.colour = draw::Colour::Black;
        drawn.ground = draw::Colour::White;
        drawn.ink = drawCode(canvas, std::get<Code>(m_what).matrix, m_rect);
    }
    return drawn;
}

} // namespace huibiao::layout
