#include "layout/layout.h"

#include "base/file.h"
#include "draw/svg.h"
#include "layout/internal/fill.h"
#include "layout/internal/page.h"
#include "xml/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <mutex>
#include <optional>
#include <utility>

namespace huibiao::layout {

namespace {

/// How a layout of one shape lies on a target of another.
struct Lie {
    draw::Rect target;
    double scale = 1;
    double moreX = 0; ///< units of the layout by which the target is wider
    double moreY = 0;

    Lie(draw::Size page, draw::Rect const& rect) : target(rect) {
        scale = std::min(rect.width / page.width, rect.height / page.height);
        moreX = std::max(0.0, rect.width / scale - page.width);
        moreY = std::max(0.0, rect.height / scale - page.height);
    }
    [[nodiscard]] static double shift(Anchor anchor, double more) {
        switch (anchor) {
        case Anchor::Start:
        case Anchor::Grow: return 0;
        case Anchor::Middle: return more / 2;
        case Anchor::End: return more;
        }
        return 0;
    }
    [[nodiscard]] draw::Rect place(SlotInfo const& info) const {
        draw::Rect r = info.rect;
        r.x += shift(info.across, moreX);
        r.y += shift(info.down, moreY);
        if (info.across == Anchor::Grow) r.width += moreX;
        if (info.down == Anchor::Grow) r.height += moreY;
        return {target.x + r.x * scale, target.y + r.y * scale, r.width * scale, r.height * scale};
    }
    [[nodiscard]] bool sameShape() const { return moreX * scale < 0.5 && moreY * scale < 0.5; }
};

constexpr char const* Beyond = "svg{overflow:visible !important}\n";

std::string hiding(std::string const& selectors) {
    return selectors.empty() ? std::string() : selectors + "{display:none !important}\n";
}

void add(std::string& selectors, std::string const& one) {
    selectors += (selectors.empty() ? "" : ",") + one;
}

} // namespace

struct Layout::Inner {
    std::filesystem::path file;
    draw::Svg svg;
    Page page;
    std::vector<SlotInfo> slots; ///< the places that hold whatever else is empty
    std::mutex painting;         ///< of `svg`, which changes its style for each pass

    Inner(std::filesystem::path path, draw::Svg drawing, Page read)
        : file(std::move(path)), svg(std::move(drawing)), page(std::move(read)) {
        for (Place const& place : page.places) {
            if (place.info.without.empty()) slots.push_back(place.info);
        }
    }

    [[nodiscard]] bool filled(Slot slot, Contents const& contents) const {
        auto const content = contents.find(slot);
        bool const there = std::ranges::find(slots, slot, &SlotInfo::slot) != slots.end();
        return there && content != contents.end() && !empty(content->second);
    }
    /// The place of a slot that holds with these contents.
    [[nodiscard]] SlotInfo const& chosen(SlotInfo const& slot, Contents const& contents) const {
        for (Place const& place : page.places) {
            if (place.info.slot != slot.slot || place.info.without.empty()) continue;
            bool const holds =
                std::ranges::none_of(place.info.without, [&](Slot other) { return filled(other, contents); });
            if (holds) return place.info;
        }
        return slot;
    }
    [[nodiscard]] std::string baseStyle(Contents const& contents) const;
    base::Result<void> paint(draw::Canvas& canvas, Lie const& lie, Contents const& contents);
    base::Result<void> pass(draw::Canvas& canvas, std::string const& css, draw::Point at, double scale);
};

std::string Layout::Inner::baseStyle(Contents const& contents) const {
    std::string hidden;
    for (Place const& place : page.places) add(hidden, "#" + place.id);
    for (Slot const slot : allSlots()) {
        std::string const side = filled(slot, contents) ? ".without-" : ".with-";
        add(hidden, side + std::string(name(slot)));
    }
    return hiding(hidden);
}

base::Result<void> Layout::Inner::pass(draw::Canvas& canvas, std::string const& css, draw::Point at,
                                       double scale) {
    if (auto const styled = svg.style(css); !styled) return styled;
    auto const kept = canvas.saved();
    canvas.translate(at);
    canvas.scale(scale * page.size.width / svg.size().width);
    return svg.draw(canvas);
}

base::Result<void> Layout::Inner::paint(draw::Canvas& canvas, Lie const& lie, Contents const& contents) {
    std::string const common = baseStyle(contents);
    draw::Rect const& target = lie.target;
    // What lies beyond the viewBox is the ground in the bleed; elsewhere the clip takes it away.
    if (lie.sameShape()) return pass(canvas, common + Beyond, target.origin(), lie.scale);

    canvas.fill(target, page.ground);
    if (page.hasGround) {
        double const cover = std::max(target.width / page.size.width, target.height / page.size.height);
        draw::Point const at{target.centre().x - page.size.width * cover / 2,
                             target.centre().y - page.size.height * cover / 2};
        auto const done = pass(canvas, common + hiding("svg > *:not(.ground)"), at, cover);
        if (!done) return done;
    }
    auto const corner = [&](Anchor across, Anchor down) {
        return draw::Point{target.x + Lie::shift(across, lie.moreX) * lie.scale,
                           target.y + Lie::shift(down, lie.moreY) * lie.scale};
    };
    std::string elsewhere = ".ground";
    for (Part const& part : page.parts) add(elsewhere, part.css);
    auto const middle =
        pass(canvas, common + hiding(elsewhere), corner(Anchor::Middle, Anchor::Middle), lie.scale);
    if (!middle) return middle;
    for (Part const& part : page.parts) {
        std::string const others = "svg > *:not(" + part.css + ")";
        auto const done = pass(canvas, common + hiding(others), corner(part.across, part.down), lie.scale);
        if (!done) return done;
    }
    return {};
}

base::Result<Layout> Layout::load(std::filesystem::path const& file) {
    auto const bytes = base::readFile(file, 32U << 20U);
    if (!bytes) return base::pass(bytes);
    auto const document = xml::parse(*bytes, file.string());
    if (!document) return base::pass(document);
    auto svg = draw::Svg::decode(*bytes, file);
    if (!svg) return base::pass(svg);
    Reading reading = readPage(**document, *svg, file.string());
    for (base::Finding const& finding : reading.findings) {
        if (!finding.warning) return tl::unexpected<base::Error>(finding.error);
    }
    auto inner = std::make_unique<Inner>(file, std::move(*svg), std::move(reading.page));
    if (inner->slots.empty()) {
        return base::fail(base::Kind::Invalid,
                          {"版式里没有任何位置（slot-banner 等），见 layouts/README.md",
                           "the layout has no slot (slot-banner …); see layouts/README.md"},
                          file.string());
    }
    return Layout(std::move(inner));
}

Layout::Layout(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Layout::Layout(Layout&&) noexcept = default;
Layout& Layout::operator=(Layout&&) noexcept = default;
Layout::~Layout() = default;

std::optional<Item> const& Layout::item() const {
    return m_inner->page.item;
}

base::Findings Layout::logoFaults() const {
    return checkLogo(m_inner->page, m_inner->file.string());
}

draw::Size Layout::size() const {
    return m_inner->page.size;
}

std::vector<SlotInfo> const& Layout::slots() const {
    return m_inner->slots;
}

bool Layout::has(Slot slot) const {
    return std::ranges::find(m_inner->slots, slot, &SlotInfo::slot) != m_inner->slots.end();
}

base::Result<std::vector<Drawn>> Layout::draw(draw::Canvas& canvas, draw::Fonts const& fonts,
                                              draw::Rect const& rect, Contents const& contents,
                                              Options const& options) const {
    if (rect.empty()) return std::vector<Drawn>();
    Lie const lie(m_inner->page.size, rect);
    std::vector<Filling> fillings;
    for (SlotInfo const& slot : m_inner->slots) {
        if (!m_inner->filled(slot.slot, contents)) {
            if (!slot.required) continue;
            base::Words const words = title(slot.slot);
            return base::fail(base::Kind::Missing,
                              {fmt::format("这个版式必须有{}", words.zh),
                               fmt::format("this layout must have a {}", words.en)},
                              m_inner->file.string());
        }
        SlotInfo const& info = m_inner->chosen(slot, contents);
        double const pixel = options.preview ? 0 : canvas.pixel();
        auto filling = Filling::make(fonts, info, lie.place(info), lie.scale, pixel, contents.at(slot.slot));
        if (!filling) {
            base::Error error = filling.error();
            if (error.where.empty()) error.where = m_inner->file.string();
            return tl::unexpected<base::Error>(std::move(error));
        }
        fillings.push_back(std::move(*filling));
    }
    auto const kept = canvas.saved();
    canvas.clip(rect.inset(-options.bleed));
    {
        std::scoped_lock const alone(m_inner->painting);
        if (auto const painted = m_inner->paint(canvas, lie, contents); !painted) return base::pass(painted);
    }
    std::vector<Drawn> drawn;
    for (Filling const& filling : fillings)
        drawn.push_back(filling.draw(canvas, options.as, options.density));
    return drawn;
}

base::Result<std::vector<Drawn>> Layout::draw(draw::Canvas& canvas, draw::Fonts const& fonts,
                                              draw::Rect const& rect, Contents const& contents) const {
    return draw(canvas, fonts, rect, contents, Options{});
}

} // namespace huibiao::layout
