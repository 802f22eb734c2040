#include "base/file.h"
#include "base/log.h"
#include "base/utf8.h"
#include "crypto/hash.h"
#include "crypto/secret.h"
#include "upload/server.h"

namespace huibiao::upload {

namespace {

constexpr std::string_view beginning = "huibiao:";
constexpr std::size_t digits = 16;

/// What was drawn the first time.
std::string keptIn(std::filesystem::path const& folder) {
    std::filesystem::path const file = folder / "kiosk-id";
    for (int i = 0; i < 2; ++i) {
        if (auto const kept = base::readFile(file, 256)) {
            std::string id = base::trim(*kept);
            bool const hex = id.find_first_not_of("0123456789abcdef") == std::string::npos;
            if (id.size() == digits && hex) return id;
            // Damaged: another is drawn.
            std::string const fresh = crypto::toHex(crypto::randomBytes(digits / 2));
            return base::writeDurably(file, fresh + "\n") ? fresh : std::string();
        }
        // Never over one that another program has just made: then that one is read.
        std::string const fresh = crypto::toHex(crypto::randomBytes(digits / 2));
        if (base::writeNewDurably(file, fresh + "\n")) return fresh;
    }
    base::logWarning("upload: no id of this kiosk can be kept in " + file.string());
    return {};
}

} // namespace

std::string deviceOf(std::string const& named, std::filesystem::path const& dataFolder,
                     std::filesystem::path const& machineId) {
    std::string id = named;
    if (id.empty())
        if (auto const machine = base::readFile(machineId, 256); machine && !base::trim(*machine).empty())
            id = crypto::sha256Hex("huibiao upload " + base::trim(*machine)).substr(0, digits);
    if (id.empty() && !dataFolder.empty()) id = keptIn(dataFolder);
    return id.empty() ? id : std::string(beginning) + id;
}

} // namespace huibiao::upload
