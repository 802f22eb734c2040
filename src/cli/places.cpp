#include "cli/internal/places.h"

#include "base/file.h"
#include "base/utf8.h"

#include <cstdlib>
#include <string>

namespace huibiao::cli {

namespace fs = std::filesystem;

namespace {

std::string idOf(handover::Volume const& volume) {
    return volume.block.empty() ? volume.mountPoint.string() : volume.block;
}

} // namespace

std::vector<kiosk::Volume> StickPlaces::list() const {
    std::vector<kiosk::Volume> out;
    for (handover::Volume const& volume : m_sticks.list(true))
        out.push_back({idOf(volume), volume.name, volume.mountPoint, volume.freeBytes, volume.trouble});
    char const* const named = std::getenv("HUIBIAO_VOLUMES");
    if (named == nullptr) return out;
    for (std::string const& folder : base::split(named, ':')) {
        std::error_code ignored;
        if (folder.empty() || !fs::is_directory(folder, ignored)) continue;
        out.push_back({folder, fs::path(folder).filename().string(), folder,
                       base::freeBytes(folder).value_or(0), std::nullopt});
    }
    return out;
}

base::Result<fs::path> StickPlaces::reach(kiosk::Volume const& volume) const {
    if (!volume.folder.empty()) return volume.folder;
    for (handover::Volume const& stick : m_sticks.list(false)) {
        if (idOf(stick) != volume.id) continue;
        auto const mounted = m_sticks.mount(stick);
        if (!mounted) return base::pass(mounted);
        return mounted->mountPoint;
    }
    return base::fail(base::Kind::Missing,
                      {"U盘已经拔出，请插好再试", "the stick is gone; plug it in and try again"},
                      volume.name);
}

std::optional<base::Error> StickPlaces::release(kiosk::Volume const& volume) const {
    for (handover::Volume const& stick : m_sticks.list(false)) {
        if (idOf(stick) != volume.id) continue;
        auto const released = m_sticks.release(stick);
        if (!released) return released.error();
    }
    return std::nullopt;
}

} // namespace huibiao::cli
