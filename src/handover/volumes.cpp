#include "handover/volumes.h"

#include "base/file.h"
#include "base/utf8.h"

#include <algorithm>
#include <set>

namespace huibiao::handover {

namespace fs = std::filesystem;

namespace {

/// mountinfo writes blanks and the like as \040 (proc(5)).
std::string unescape(std::string const& text) {
    std::string out;
    for (std::size_t i = 0; i < text.size(); ++i) {
        auto const octal = [&](std::size_t at) { return text[at] >= '0' && text[at] <= '7'; };
        if (text[i] == '\\' && i + 3 < text.size() && octal(i + 1) && octal(i + 2) && octal(i + 3)) {
            out +=
                static_cast<char>((text[i + 1] - '0') * 64 + (text[i + 2] - '0') * 8 + (text[i + 3] - '0'));
            i += 3;
        } else {
            out += text[i];
        }
    }
    return out;
}

/// `number` is "8:17". A partition's disk carries the mark.
bool canBeTakenAway(fs::path const& sys, std::string const& number) {
    std::error_code code;
    fs::path device = fs::canonical(sys / "dev/block" / number, code);
    if (code) return false;
    if (device.string().find("/usb") != std::string::npos) return true;
    if (fs::exists(device / "partition", code)) device = device.parent_path();
    auto const removable = base::readFile(device / "removable", 16);
    return removable && base::trim(*removable) == "1";
}

} // namespace

bool ofTheSystem(fs::path const& mountPoint) {
    std::string const path = mountPoint.string();
    auto const below = [&](std::string const& folder) {
        return path == folder || path.starts_with(folder + "/");
    };
    // A system that was started from a stick has its files under one of the last three.
    return path == "/" || below("/boot") || below("/usr") || below("/var") || below("/home") ||
           below("/run/live") || below("/cdrom") || below("/lib/live");
}

base::Error readOnlyTrouble(std::string const& where) {
    return {base::Kind::Denied,
            {"这个U盘是只读的：拨开它侧面的写保护开关，或换一个",
             "this stick is read-only: move its lock switch, or use another"},
            where};
}

std::vector<Mount> mounts(fs::path const& mountinfo) {
    std::vector<Mount> out;
    auto const text = base::readFile(mountinfo);
    if (!text) return out;
    for (std::string const& line : base::split(*text, '\n')) {
        // 36 35 8:17 / /media/a/USB rw,nosuid shared:1 - vfat /dev/sdb1 rw,…
        std::vector<std::string> const fields = base::split(line, ' ');
        auto const dash = std::find(fields.begin(), fields.end(), "-");
        if (fields.size() < 6 || fields.end() - dash < 4) continue;
        Mount mount{fields[2],   unescape(fields[3]),   unescape(fields[4]),
                    *(dash + 1), unescape(*(dash + 2)), false};
        for (std::string const& options : {fields[5], *(dash + 3)}) {
            auto const words = base::split(options, ',');
            mount.readOnly = mount.readOnly || std::find(words.begin(), words.end(), "ro") != words.end();
        }
        out.push_back(std::move(mount));
    }
    return out;
}

std::vector<Volume> volumes(VolumeSources const& sources) {
    std::vector<Volume> found;
    std::set<std::string> seen;
    for (Mount const& mount : mounts(sources.mountinfo)) {
        if (mount.root != "/" || ofTheSystem(mount.point)) continue;
        if (!canBeTakenAway(sources.sys, mount.number) || !seen.insert(mount.number).second) continue;
        Volume volume;
        volume.mountPoint = mount.point;
        volume.name = mount.point.filename().string();
        volume.fileSystem = mount.fileSystem;
        volume.device = mount.device;
        volume.readOnly = mount.readOnly;
        volume.freeBytes = base::freeBytes(mount.point).value_or(0);
        if (volume.readOnly) volume.trouble = readOnlyTrouble(mount.point.string());
        found.push_back(std::move(volume));
    }
    std::sort(found.begin(), found.end(),
              [](Volume const& a, Volume const& b) { return a.mountPoint < b.mountPoint; });
    return found;
}

} // namespace huibiao::handover
