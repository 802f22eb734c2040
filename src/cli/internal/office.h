#pragma once

#include "base/clock.h"
#include "cli/internal/courier.h"
#include "cli/internal/places.h"
#include "crypto/rsa.h"
#include "draw/fonts.h"
#include "draw/picture.h"
#include "event/event.h"
#include "kiosk/task.h"
#include "store/store.h"

#include <filesystem>
#include <optional>
#include <string>

namespace huibiao::cli {

/// Of the event's questionnaire with that form id; the id where it has none such.
[[nodiscard]] std::string titleOf(event::Event const& event, std::string const& formId);

/// What staff have the kiosk do with the answers of one event: each task of kiosk::Task, done.
class Office {
public:
    /// All must outlive it. `store` is none once the event has been given back.
    Office(event::Event const& event, std::optional<store::Store>& store, base::Clock const& clock,
           base::Language language, std::filesystem::path share, StickPlaces const& places,
           draw::Fonts const& fonts, Courier& courier);

    /// Runs to its end, on whatever thread; what it did, or why not.
    base::Result<kiosk::TaskDone> perform(kiosk::Task const& task, kiosk::Progress const& progress);
    /// The event keeps answers sealed.
    [[nodiscard]] bool sealed() const { return m_event.keys.event || !m_event.keys.forms.empty(); }
    /// Where a private key of the event may lie; see kiosk::Services.
    [[nodiscard]] kiosk::KeySearch keys(std::vector<kiosk::Volume> const& sticks) const;

private:
    /// `key`: what is sealed is opened with it; nullptr: it stays sealed.
    base::Result<kiosk::TaskDone> exportTo(kiosk::Task const& task, kiosk::Progress const& progress,
                                           crypto::PrivateKey const* key);
    base::Result<kiosk::TaskDone> purge();
    base::Result<kiosk::TaskDone> giveBack();
    base::Result<kiosk::TaskDone> retry(std::string const& instanceId);
    base::Result<kiosk::TaskDone> pull(kiosk::Progress const& progress) const;
    /// `key`: what is sealed is counted with it; nullptr: it is left out.
    base::Result<kiosk::TaskDone> summary(kiosk::Progress const& progress, crypto::PrivateKey const* key);

    event::Event const& m_event;
    std::optional<store::Store>& m_store;
    base::Clock const& m_clock;
    base::Language m_language;
    std::filesystem::path m_share;
    StickPlaces const& m_places;
    draw::Fonts const& m_fonts;
    Courier& m_courier;
    std::optional<draw::Picture> m_logo; ///< its own: the screen draws the event's meanwhile
};

} // namespace huibiao::cli
