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

std::vector<Volume> volumes(VolumeSources const& sources) {
    std::vector<Volume> found;
    auto const mounts = base::readFile(sources.mountinfo);
    if (!mounts) return found;
    std::set<std::string> seen;
    for (std::string const& line : base::split(*mounts, '\n')) {
        // 36 35 8:17 / /media/a/USB rw,nosuid shared:1 - vfat /dev/sdb1 rw,…
        std::vector<std::string> const fields = base::split(line, ' ');
        auto const dash = std::find(fields.begin(), fields.end(), "-");
        if (fields.size() < 6 || fields.end() - dash < 4 || fields[3] != "/") continue;
        if (!canBeTakenAway(sources.sys, fields[2]) || !seen.insert(fields[2]).second) continue;
        Volume volume;
        volume.mountPoint = unescape(fields[4]);
        volume.name = volume.mountPoint.filename().string();
        volume.fileSystem = *(dash + 1);
        volume.device = unescape(*(dash + 2));
        for (std::string const& options : {fields[5], *(dash + 3)}) {
            auto const words = base::split(options, ',');
            volume.readOnly = volume.readOnly || std::find(words.begin(), words.end(), "ro") != words.end();
        }
        volume.freeBytes = base::freeBytes(volume.mountPoint).value_or(0);
        found.push_back(std::move(volume));
    }
    std::sort(found.begin(), found.end(),
              [](Volume const& a, Volume const& b) { return a.mountPoint < b.mountPoint; });
    return found;
}

} // namespace huibiao::handover
