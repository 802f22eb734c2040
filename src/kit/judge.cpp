#include "kit/internal/judge.h"

#include <fmt/format.h>

#include <utility>
#include <variant>

namespace huibiao::kit {

namespace {

/// Words within so much of their least size are told: they fit, and a person should see whether they please.
constexpr double NearLeast = 1.1;
/// A picture with fewer than so much of the pixels that the item's dpi asks for looks coarse.
constexpr double EnoughPixels = 0.66;

} // namespace

void Judge::look(std::vector<layout::Drawn> const& drawn, layout::Contents const& contents, double scale,
                 double unit) {
    for (layout::Drawn const& one : drawn) {
        if (layout::kind(one.slot) == layout::SlotKind::Text) text(one, scale);
        if (layout::kind(one.slot) == layout::SlotKind::Picture) picture(one, contents, unit);
    }
}

void Judge::say(layout::Slot slot, base::Words words) {
    if (!m_said.insert(slot).second) return;
    m_looks.push_back({false, m_item.name, std::move(words)});
}

void Judge::text(layout::Drawn const& drawn, double scale) {
    for (layout::SlotInfo const& info : m_layout.slots()) {
        if (info.slot != drawn.slot || info.leastSize >= info.style.size) continue;
        if (drawn.textSize >= info.leastSize * scale * NearLeast) continue;
        base::Words const slot = layout::title(drawn.slot);
        say(drawn.slot,
            {fmt::format("{}很长，已缩到接近最小字号，请看一眼是否清楚", slot.zh),
             fmt::format("the {} is long and set near its least size: see whether it reads well", slot.en)});
    }
}

void Judge::picture(layout::Drawn const& drawn, layout::Contents const& contents, double unit) {
    auto const content = contents.find(drawn.slot);
    if (content == contents.end()) return;
    auto const* picture = std::get<draw::Picture const*>(content->second);
    if (picture->vector()) return;
    bool const print = m_item.out == layout::Item::Out::Pdf;
    double const pixels = picture->size().width / (drawn.ink.width * unit);
    double const wanted = print ? m_item.dpi : 1;
    if (pixels >= wanted * EnoughPixels) return;
    base::Words const slot = layout::title(drawn.slot);
    if (!print) {
        say(drawn.slot,
            {fmt::format("{}文件只有 {:g} 像素宽，这里要 {:.0f} 像素，会模糊：请要更大的文件或 SVG", slot.zh,
                         picture->size().width, drawn.ink.width),
             fmt::format("the {} file is {:g} px wide and covers {:.0f} px: it will look coarse; ask for a "
                         "larger one or an SVG",
                         slot.en, picture->size().width, drawn.ink.width)});
        return;
    }
    say(drawn.slot,
        {fmt::format("{}文件印出来只有 {:.0f} dpi，这里要 {:g} dpi，会模糊：请要更大的文件或 SVG", slot.zh,
                     pixels, m_item.dpi),
         fmt::format("the {} file prints at {:.0f} dpi where {:g} are needed: it will look coarse; ask for a "
                     "larger one or an SVG",
                     slot.en, pixels, m_item.dpi)});
}

} // namespace huibiao::kit
