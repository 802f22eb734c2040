#pragma once

#include "cli/internal/places.h"
#include "draw/fonts.h"
#include "draw/picture.h"
#include "event/event.h"
#include "kiosk/task.h"
#include "kiosk/things.h"
#include "kit/kit.h"

#include <filesystem>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <vector>

namespace huibiao::cli {

/// The kit of an event for the kiosk: what its screens show of it, and all of it for a stick. It is the one
/// of `huibiao kit DIR`, byte for byte.
class KitRoom {
public:
    /// All must outlive it. `share` holds layouts/.
    KitRoom(event::Event const& event, std::filesystem::path share, draw::Fonts const& fonts,
            StickPlaces const& places, base::Language language)
        : m_event(event), m_share(std::move(share)), m_fonts(fonts), m_places(places), m_language(language) {}

    /// For the gallery's thread alone; `this` must outlive it.
    [[nodiscard]] kiosk::ThingSource source();
    /// The task Kit, on whatever thread: a folder that is there whole or not at all, read back from the stick
    /// and compared before it is said to be there. One of the same activity is replaced.
    [[nodiscard]] base::Result<kiosk::TaskDone> keep(kiosk::Task const& task,
                                                     kiosk::Progress const& progress);

private:
    /// What a kit is made with; for one thread. Each picture of the LOGO is of its own.
    struct Bench {
        kit::Subject subject;
        std::vector<kit::Model> models;
        std::size_t listed = 0; ///< of these, that belong to the event's kit
        std::unique_ptr<draw::Picture> logo{};
        std::optional<kit::Workshop> workshop{};
    };
    /// `wall`: with what the second screen shows, which may be none of the event's kit.
    [[nodiscard]] base::Result<Bench> open(bool wall);
    [[nodiscard]] base::Result<draw::Fonts> narrow(kit::Subject const& subject,
                                                   std::vector<kit::Model> const& models);
    [[nodiscard]] base::Result<kit::KitReport> make(std::filesystem::path const& to, kit::Step const& step);
    [[nodiscard]] base::Result<Bench*> shown();
    [[nodiscard]] base::Result<kiosk::Things> list();
    [[nodiscard]] base::Result<kiosk::ThingLook> look(std::string const& id);
    [[nodiscard]] base::Result<draw::Surface> draw(kiosk::ShotKey const& key);

    event::Event const& m_event;
    std::filesystem::path m_share;
    draw::Fonts const& m_fonts;
    StickPlaces const& m_places;
    base::Language m_language;
    std::mutex m_mutex;
    std::optional<draw::Fonts> m_narrow; ///< cut once: what is cut stays in memory until the end
    std::optional<Bench> m_shown;        ///< of the gallery's thread; made when something is asked for
};

} // namespace huibiao::cli
