#include "crypto/secret.h"
#include "event/contents.h"
#include "event/event.h"
#include "event/internal/edit.h"
#include "event/internal/settings.h"

#include <algorithm>

namespace huibiao::event {

base::Result<void> setPin(fs::path const& folder, std::string_view pin) {
    bool const digits = std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || pin.size() < 4 || pin.size() > 12)
        return base::fail(base::Kind::Invalid, {"口令应是 4 到 12 位数字", "the PIN must be 4 to 12 digits"});
    fs::path const file = folder / "event.toml";
    if (auto const settings = Settings::read(file); !settings) return base::pass(settings);
    auto const hash = crypto::hashPin(pin);
    if (!hash) return base::pass(hash);
    return setText(file, "staff", "pin", *hash);
}

base::Result<void> setPinHash(fs::path const& folder, std::string const& hash) {
    return setText(folder / "event.toml", "staff", "pin", hash);
}

bool pinMatches(Event const& event, std::string_view pin) {
    return !event.pinHash.empty() && crypto::verifyPin(pin, event.pinHash).value_or(false);
}

} // namespace huibiao::event
