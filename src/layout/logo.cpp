#include "layout/logo.h"

#include "layout/internal/page.h"

#include <fmt/format.h>

#include <algorithm>

namespace huibiao::layout {

namespace {

bool apart(draw::Rect const& a, draw::Rect const& b) {
    return a.right() <= b.x || b.right() <= a.x || a.bottom() <= b.y || b.bottom() <= a.y;
}

class Rules {
public:
    Rules(Page const& page, std::string const& file) : m_page(page), m_file(file) {}

    base::Findings take() {
        for (Place const& place : m_page.places)
            if (place.info.slot == Slot::Logo) one(place);
        return std::move(m_findings);
    }

private:
    void say(Place const& place, base::Words words) {
        words.zh = "LOGO 的用法不合规范：" + words.zh;
        words.en = "the LOGO's rules are broken: " + words.en;
        m_findings.push_back(
            {false, {base::Kind::Invalid, std::move(words), fmt::format("{}:{}", m_file, place.line)}});
    }
    void one(Place const& place);
    void size(Place const& place, double side);

    Page const& m_page;
    std::string const& m_file;
    base::Findings m_findings;
};

void Rules::one(Place const& place) {
    SlotInfo const& info = place.info;
    double const side = std::min(info.rect.width, info.rect.height);
    double const clear = side * LogoRules::clearSpace;
    // A hair of slack for numbers that were rounded in the file.
    draw::Rect const around = info.rect.inset(-clear * 0.999);
    draw::Rect const sheet{0, 0, m_page.size.width, m_page.size.height};
    if (!sheet.contains(around)) {
        say(place, {fmt::format("离边太近，四周至少要留出 {:.3g}（短边的八分之一）", clear),
                    fmt::format("too near the edge; leave {:.3g} (an eighth of its shorter side) all round",
                                clear)});
    }
    for (Place const& other : m_page.places) {
        bool const together = std::ranges::find(other.info.without, Slot::Logo) == other.info.without.end() &&
                              other.info.slot != Slot::Logo && other.info.slot != Slot::Photo;
        if (!together || apart(around, other.info.rect)) continue;
        say(place, {fmt::format("{} 伸进了它的净空，四周至少要留出 {:.3g}", other.id, clear),
                    fmt::format("{} reaches into its clear space of {:.3g}", other.id, clear)});
    }
    if (info.fit != draw::Fit::Contain)
        say(place,
            {"不能裁切，请去掉 data-fit=\"cover\"", "it must not be cut: take data-fit=\"cover\" away"});
    double const light = draw::contrast(info.ground, draw::Colour::Black);
    if (light < LogoRules::leastContrast)
        say(place, {"要放在浅色的底上（data-ground）", "it stands on a light ground alone (data-ground)"});
    size(place, side);
}

void Rules::size(Place const& place, double side) {
    if (!m_page.item) return;
    double const real = side * m_page.item->size.width / m_page.size.width;
    bool const print = m_page.item->out == Item::Out::Pdf;
    double const least = print ? LogoRules::leastPrinted : LogoRules::leastShown;
    if (real >= least) return;
    char const* const unit = print ? "mm" : "px";
    say(place, {fmt::format("太小，短边只有 {:.3g} {}，至少 {:g} {}", real, unit, least, unit),
                fmt::format("too small: its shorter side is {:.3g} {}, at least {:g} {} are needed", real,
                            unit, least, unit)});
}

} // namespace

base::Findings checkLogo(Page const& page, std::string const& file) {
    return Rules(page, file).take();
}

} // namespace huibiao::layout
