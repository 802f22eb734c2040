#include "cli/internal/kit_room.h"

#include "kit/catalogue.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace huibiao::cli {

namespace fs = std::filesystem;

namespace {

using layout::Item;

/// A picture for a screen is made in the screen's own shape, where that is not far from its own.
constexpr double LikeShape = 1.5;

base::Words sizeOf(Item const& item) {
    if (item.out == Item::Out::Png) {
        std::string const size = fmt::format("{:g}×{:g}", item.size.width, item.size.height);
        return {size + " 像素", size + " px"};
    }
    std::string const size = fmt::format("{:g}×{:g}", item.size.width / 10, item.size.height / 10);
    return {size + " 厘米", size + " cm"};
}

bool takesShape(Item const& item, double shape) {
    double const factor = shape / (item.size.width / item.size.height);
    return item.out == Item::Out::Png && item.bleed == 0 && item.fold == Item::Fold::None &&
           factor < LikeShape && factor > 1 / LikeShape;
}

draw::Rect contained(draw::Size own, draw::Size box) {
    double const scale = std::min(box.width / own.width, box.height / own.height);
    double const width = std::clamp(std::round(own.width * scale), 1.0, box.width);
    double const height = std::clamp(std::round(own.height * scale), 1.0, box.height);
    return {std::floor((box.width - width) / 2), std::floor((box.height - height) / 2), width, height};
}

/// Why it is left out, for who stands at the kiosk: the words of the kit are for who sits at the office.
base::Words missingWords(kit::Subject const& subject) {
    if (subject.link.empty())
        return {"这一样要有问卷的网址。请准备活动的同事加上网址，再载入活动。",
                "It needs the address of a questionnaire. Have it added to the event, and load that again."};
    return {"名单里没有人要这一样。请准备活动的同事看一下名单。",
            "Nobody on the list is to have it. Have the list looked at by who made the event."};
}

base::Words sampleWords() {
    return {"没有名单，这里是样张。请准备活动的同事把名单放进活动，再载入。",
            "There is no list of people: this is a sample. Have the list added to the event, and load that "
            "again."};
}

} // namespace

base::Result<draw::Fonts> KitRoom::narrow(kit::Subject const& subject,
                                          std::vector<kit::Model> const& models) {
    std::lock_guard const lock(m_mutex);
    if (!m_narrow) {
        auto cut = kit::narrowed(m_fonts, kit::characters(subject, models), models);
        if (!cut) return cut;
        m_narrow.emplace(std::move(*cut));
    }
    return m_narrow->forThread();
}

base::Result<KitRoom::Bench> KitRoom::open(bool wall) {
    auto const all = kit::catalogue(m_share / "layouts");
    if (!all) return base::pass(all);
    auto models = kit::selected(*all, m_event.kit.items);
    if (!models) return base::pass(models);
    Bench bench{.subject = kit::subjectOf(m_event), .models = std::move(*models)};
    bench.listed = bench.models.size();
    if (wall && !m_event.display.wall.empty()) {
        // What is no thing at all is told when it is to be drawn.
        auto const shown = kit::selected(*all, {m_event.display.item});
        for (kit::Model const& model : shown.value_or(std::vector<kit::Model>()))
            if (std::none_of(bench.models.begin(), bench.models.end(),
                             [&](kit::Model const& one) { return one.item.id == model.item.id; }))
                bench.models.push_back(model);
    }
    auto logo = draw::Picture::load(m_event.logoFile);
    if (!logo) return base::pass(logo);
    bench.logo = std::make_unique<draw::Picture>(std::move(*logo));
    draw::Fonts const fonts = m_fonts.forThread();
    auto const cut = narrow(bench.subject, bench.models);
    if (!cut) return base::pass(cut);
    auto workshop = kit::Workshop::open(fonts, *cut, bench.models, *bench.logo, {});
    if (!workshop) return base::pass(workshop);
    bench.workshop.emplace(std::move(*workshop));
    return bench;
}

base::Result<KitRoom::Bench*> KitRoom::shown() {
    if (!m_shown) {
        auto bench = open(true);
        if (!bench) return base::pass(bench);
        m_shown.emplace(std::move(*bench));
    }
    return &*m_shown;
}

kiosk::ThingSource KitRoom::source() {
    return {.list = [this] { return list(); },
            .look = [this](std::string const& id) { return look(id); },
            .draw = [this](kiosk::ShotKey const& key) { return draw(key); }};
}

base::Result<kiosk::Things> KitRoom::list() {
    m_shown.reset(); // what could not be had before may be there now
    auto const bench = shown();
    if (!bench) return base::pass(bench);
    kiosk::Things things{.looks = (*bench)->subject.banner.warnings};
    for (std::size_t i = 0; i < (*bench)->listed; ++i) {
        Item const& item = (*bench)->models[i].item;
        things.all.push_back({item.id, item.name, sizeOf(item)});
    }
    return things;
}

namespace {

base::Result<std::size_t> indexOf(std::vector<kit::Model> const& models, std::string const& id) {
    auto const found = kit::selected(models, {id});
    if (!found) return base::pass(found);
    std::string const& first = found->front().item.id;
    return static_cast<std::size_t>(
        std::find_if(models.begin(), models.end(),
                     [&](kit::Model const& model) { return model.item.id == first; }) -
        models.begin());
}

} // namespace

base::Result<kiosk::ThingLook> KitRoom::look(std::string const& id) {
    auto const bench = shown();
    if (!bench) return base::pass(bench);
    auto const at = indexOf((*bench)->models, id);
    if (!at) return base::pass(at);
    // Made as it will be printed: what is too long or too coarse there is found nowhere else.
    auto const made = (*bench)->workshop->make(*at, (*bench)->subject);
    if (!made) return base::pass(made);
    kiosk::ThingLook out;
    if (!made->piece) {
        out.missing = missingWords((*bench)->subject);
        return out;
    }
    bool const people = (*bench)->models[*at].item.per != Item::Per::Event;
    bool sample = people && (*bench)->subject.samplePeople; // the first look says so
    for (kit::Look const& look : made->looks)
        out.looks.push_back(std::exchange(sample, false) ? sampleWords() : look.words);
    return out;
}

base::Result<draw::Surface> KitRoom::draw(kiosk::ShotKey const& key) {
    auto const bench = shown();
    if (!bench) return base::pass(bench);
    auto const at = indexOf((*bench)->models, key.id);
    if (!at) return base::pass(at);
    Item const& item = (*bench)->models[*at].item;
    draw::Size const box{static_cast<double>(key.width), static_cast<double>(key.height)};
    draw::Rect where = contained(item.size, box);
    bool const fills = key.whole && takesShape(item, box.width / box.height);
    auto surface = key.whole
                       ? draw::Surface::create(key.width, key.height)
                       : draw::Surface::create(static_cast<int>(where.width), static_cast<int>(where.height));
    if (!surface) return surface;
    if (!key.whole) where = surface->bounds();
    // In the screen's shape first; words that find no room in it find it in the thing's own.
    for (draw::Rect const& rect : {fills ? surface->bounds() : where, where}) {
        draw::Canvas canvas = surface->canvas();
        canvas.clear(key.whole ? draw::Colour::Black : draw::Colour::White);
        canvas.fill(rect, draw::Colour::White);
        auto const saved = canvas.saved();
        canvas.clip(rect);
        auto const drawn = (*bench)->workshop->preview(*at, (*bench)->subject, canvas, rect);
        if (drawn && drawn->empty())
            return base::fail(base::Kind::Missing, missingWords((*bench)->subject), item.name);
        if (drawn) return surface;
        if (rect == where) return base::pass(drawn);
    }
    return surface;
}

} // namespace huibiao::cli
