#pragma once

#include "draw/fonts.h"
#include "draw/picture.h"
#include "event/event.h"
#include "kiosk/things.h"
#include "kit/kit.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace huibiao::cli {

/// The kit of an event for the kiosk: what its screens show of it. The kit is that of `huibiao kit DIR`.
class KitRoom {
public:
    /// All must outlive it. `share` holds layouts/.
    KitRoom(event::Event const& event, std::filesystem::path share, draw::Fonts const& fonts)
        : m_event(event), m_share(std::move(share)), m_fonts(fonts) {}

    /// For the gallery's thread alone; `this` must outlive it.
    [[nodiscard]] kiosk::ThingSource source();

private:
    /// What a kit is made with; for one thread. Each picture of the LOGO is of its own.
    struct Bench {
        kit::Subject subject;
        std::vector<kit::Model> models;
        std::size_t listed = 0; ///< of these, that belong to the event's kit
        std::unique_ptr<draw::Picture> logo{};
        std::optional<kit::Workshop> workshop{};
    };
    [[nodiscard]] base::Result<Bench> open() const;
    [[nodiscard]] base::Result<Bench*> shown();
    [[nodiscard]] base::Result<kiosk::Things> list();
    [[nodiscard]] base::Result<kiosk::ThingLook> look(std::string const& id);
    [[nodiscard]] base::Result<draw::Surface> draw(kiosk::ShotKey const& key);

    event::Event const& m_event;
    std::filesystem::path m_share;
    draw::Fonts const& m_fonts;
    std::optional<Bench> m_shown; ///< of the gallery's thread; made when something is asked for
};

} // namespace huibiao::cli
