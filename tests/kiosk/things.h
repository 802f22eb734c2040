#pragma once

#include "kiosk/things.h"
#include "sample.h"

#include <algorithm>
#include <cmath>

namespace sample {

/// Things of a kit: the widest, the highest, one with a long name, one that nobody can make.
inline kiosk::Things things() {
    return {{{"banner-cloth", "横幅", {"600×70 厘米", "600×70 cm"}},
             {"led-wall", "LED大屏", {"1920×1080 像素", "1920×1080 px"}},
             {"rollup", "易拉宝", {"80×200 厘米", "80×200 cm"}},
             {"xstand-60x160", "X展架（60×160）", {"60×160 厘米", "60×160 cm"}},
             {"poster-a3-landscape", "海报（A3横）", {"42×29.7 厘米", "42×29.7 cm"}},
             {"qr-standee", "问卷立牌", {"29.7×42 厘米", "29.7×42 cm"}},
             {"name-plate", "桌牌", {"20×20 厘米", "20×20 cm"}},
             {"badge", "工作证", {"9×13 厘米", "9×13 cm"}},
             {"scroll", "竖幅", {"90×500 厘米", "90×500 cm"}}},
            {}};
}

/// What a look at each of them finds.
inline base::Result<kiosk::ThingLook> thingLook(std::string const& id) {
    kiosk::ThingLook look;
    if (id == "qr-standee")
        look.missing = {"这一样要有问卷的网址。请准备活动的同事加上网址，再载入活动。",
                        "It needs the address of a questionnaire. Have it added to the event, and load that "
                        "again."};
    if (id == "badge")
        return base::fail(base::Kind::Invalid,
                          {"姓名太长，放不下：“……”", "a name is too long for its place"});
    if (id == "name-plate")
        look.looks = {{"没有名单，这里是样张。请准备活动的同事把名单放进活动，再载入。",
                       "There is no list of people: this is a sample. Have the list added to the event."},
                      {"LOGO文件印出来只有 96 dpi，这里要 300 dpi，会模糊：请要更大的文件或 SVG",
                       "the LOGO file prints at 96 dpi where 300 are needed: it will look coarse; ask for a "
                       "larger one or an SVG"}};
    return look;
}

/// A picture in the shape of the thing, or as large as the whole screen.
inline base::Result<draw::Surface> thingShot(kiosk::ShotKey const& key) {
    auto const all = things().all;
    auto const found =
        std::find_if(all.begin(), all.end(), [&](auto const& one) { return one.id == key.id; });
    double width = 160;
    double height = 90;
    if (found != all.end()) {
        width = std::stod(found->size.en);
        height = std::stod(found->size.en.substr(found->size.en.find("×") + std::string("×").size()));
    }
    double const scale = key.whole ? 1 : std::min(key.width / width, key.height / height);
    auto surface =
        draw::Surface::create(key.whole ? key.width : std::max(1, int(std::floor(width * scale))),
                              key.whole ? key.height : std::max(1, int(std::floor(height * scale))));
    if (!surface) return surface;
    auto canvas = surface->canvas();
    canvas.clear({194, 15, 35, 255});
    canvas.fill(surface->bounds().inset(0.1 * std::min(surface->width(), surface->height())),
                draw::Colour{253, 248, 239, 255});
    return surface;
}

inline kiosk::ThingSource thingSource() {
    return {.list = []() -> base::Result<kiosk::Things> { return things(); },
            .look = thingLook,
            .draw = thingShot};
}

/// What the edge does for the things of the kit, at once: the list, the looks, the pictures of this scene.
inline void bring(Kiosk& it, kiosk::TextCache& texts) {
    kiosk::Showcase& showcase = it.session->desk().showcase();
    if (showcase.takeAsk()) showcase.listed(it.services.things.list());
    for (std::string const& id : showcase.takeUnseen()) showcase.looked(id, it.services.things.look(id));
    for (kiosk::ShotKey const& key : texts.shots().takeWanted()) {
        auto drawn = it.services.things.draw(key);
        texts.shots().put(key, drawn ? kiosk::Shot(std::make_shared<draw::Surface const>(std::move(*drawn)))
                                     : kiosk::Shot(base::pass(drawn)));
    }
}

} // namespace sample
