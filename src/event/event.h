#pragma once

#include "base/result.h"
#include "draw/picture.h"
#include "event/display_settings.h"
#include "event/kit_settings.h"
#include "event/upload_settings.h"
#include "form/form.h"
#include "seal/sealer.h"
#include "wording/banner.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace huibiao::event {

namespace fs = std::filesystem;

/// A QR code that the attract loop shows: a web questionnaire, a page of the unit.
struct Link {
    std::string url;
    std::string caption; ///< what it leads to, in the citizens' words
};

/// What a form was loaded from, to go with answers that are opened elsewhere.
struct FormSource {
    std::string xml;                                        ///< the XForm
    std::vector<std::pair<std::string, std::string>> files; ///< name and bytes of those it asked for
};

/// A questionnaire of the bundle, converted and loaded, ready to be filled.
struct Questionnaire {
    fs::path file;              ///< .xlsx or .xml in the bundle
    std::string title;          ///< shown on the start page; the form's own title unless event.toml names one
    std::optional<int> minutes; ///< how long it takes; estimated from the questions where not given
    form::Form form;
    FormSource source{};
};

/// What the attract loop shows, one after the other.
enum class AttractPage { Banner, Qr };

struct Attract {
    std::vector<AttractPage> pages{AttractPage::Banner, AttractPage::Qr};
    std::chrono::seconds each{12};
};

/// Time-outs of a filling; the warning gives at least 20 s to go on (WCAG 2.2.1).
struct Idle {
    std::chrono::seconds after{60};   ///< without a touch until the warning
    std::chrono::seconds warning{20}; ///< the countdown
};

/// Who may fill in, and when: for a screen in a public place.
struct Visits {
    std::chrono::seconds cooldown{0}; ///< between one submission and the next visit
    std::optional<int> perDay{};      ///< submissions that this screen takes a day; none: any number
    std::string from{};               ///< "2023-05-15", local, the first day; empty: at once
    std::string until{};              ///< the last day; empty: no end
    bool keepPartial = false;         ///< of who walks away; what is given up by a press never is kept
    std::string consent{};            ///< shown and agreed to before the first question; empty: no such page
};

/// One activity as its folder describes it: event.toml and all that it names. Everything in it has
/// been read and checked when open() returns.
struct Event {
    fs::path folder{};
    wording::Banner banner{}; ///< from unit, city, year, theme and the event's name
    std::string unit{};       ///< as event.toml writes it
    std::string city{};
    int year = 0;
    std::string eventName{};
    std::string date{}; ///< "2023-05-18", "2023-05" or empty, as event.toml writes it
    draw::Picture logo;
    fs::path logoFile{};       ///< what `logo` was read from
    bool logoIsDefault = true; ///< our own design stands in for the city's LOGO
    std::vector<Link> links{};
    std::vector<Questionnaire> questionnaires{};
    /// What stood in the place of one of them before, so that answers given to it are exported with their own
    /// questions. Never asked.
    std::vector<Questionnaire> earlier{};
    /// What staff say before they fill in for others: how, who and where. None: the event does not ask
    /// for that mode. Its fields are method, interviewer and place.
    std::optional<Questionnaire> assist{};
    Attract attract{};
    Idle idle{};
    Visits visits{};
    bool touchSound = true;           ///< a soft click answers a touch, where there is an audio device
    std::vector<std::string> words{}; ///< [input] of event.toml: `words`, and the units of its `plan`
    std::string pinHash{};            ///< empty while no staff PIN is set
    Upload upload{};                  ///< no server: answers are not sent anywhere
    Kit kit{};
    Display display{};
    seal::Keys keys{}; ///< of [seal] and of the forms; none: answers are kept open

    /// Of the bundle, all that event.toml names and itself.
    std::vector<fs::path> files{};

    /// Where this box keeps the answers: the folder "data" in the bundle unless event.toml says otherwise.
    fs::path dataFolder{};
};

/// Reads DIR/event.toml and all that it names. `share` holds the product's own assets and layouts.
/// Every fault found is in `findings`, each with file and line; on failure the Error is the first of
/// them. Warnings (the default LOGO, no PIN, example links) do not fail.
[[nodiscard]] base::Result<Event> open(fs::path const& folder, fs::path const& share,
                                       base::Findings& findings);

/// Erases the event from this computer, but for its store (store::eraseStore, before it): the files that
/// event.toml names, the private key, the log and event.toml itself; each is overwritten before it is deleted
/// (base::eraseFile). What else lies in the bundle's folder belongs to somebody and stays; the folders go
/// once they are empty. Returns what could not be erased, and a warning about what was left.
[[nodiscard]] base::Findings erase(Event const& event);

/// The data folder alone, so that answers can be counted and exported beside a broken questionnaire.
[[nodiscard]] base::Result<fs::path> dataFolderOf(fs::path const& folder);

/// The public keys alone. A questionnaire that cannot be read fails it, unless the event has a key: that one
/// then stands in for the form's own.
[[nodiscard]] base::Result<seal::Keys> keysOf(fs::path const& folder);

inline constexpr std::size_t leastPassphrase = 8; ///< characters
inline constexpr char const* privateKeyName = "private-key.pem";

/// Makes a pair: the private key goes, under the passphrase, into the new file private-key.pem in `target`
/// (mode 0600), the public key into [seal] of DIR/event.toml, which keeps every other line. Answers are
/// sealed from then on. Exists: the event has a key, or the file is there. Invalid: a passphrase of under
/// leastPassphrase characters. A failure leaves nothing new behind.
[[nodiscard]] base::Result<fs::path> makeKeys(fs::path const& folder, fs::path const& target,
                                              std::string_view passphrase);

/// Sets the staff PIN (4 to 12 digits) in DIR/event.toml, keeping every other line as it is.
/// Only the scrypt hash is written.
[[nodiscard]] base::Result<void> setPin(fs::path const& folder, std::string_view pin);

[[nodiscard]] bool pinMatches(Event const& event, std::string_view pin);

} // namespace huibiao::event
