#include "handover/kit_folder.h"

#include "base/file.h"
#include "base/log.h"
#include "handover/internal/names.h"
#include "handover/internal/out_folder.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <nlohmann/json.hpp>
#include <unistd.h>

#include <cerrno>
#include <optional>

namespace huibiao::handover {

namespace {

using base::Result;
using internal::FileSum;

constexpr char const* manifestName = "manifest.json";
constexpr std::size_t largestManifest = 8U << 20U;
constexpr std::size_t longestName = 150; ///< bytes of the 会标 in the folder's name
constexpr int mostNames = 99;

struct KitManifest {
    std::string banner;
    std::vector<FileSum> files;
};

/// None where it is not one that a kit ends with.
std::optional<KitManifest> readKit(std::string const& bytes) {
    auto const json = nlohmann::json::parse(bytes, nullptr, false);
    if (!json.is_object()) return std::nullopt;
    try {
        if (json.value("made_by", "") != "huibiao kit") return std::nullopt;
        KitManifest out{json.value("banner", ""), {}};
        for (auto const& one : json.at("files")) {
            FileSum file{one.at("file").get<std::string>(), one.at("bytes").get<std::uint64_t>(),
                         one.at("sha256").get<std::string>()};
            bool const inside = !file.path.empty() && file.path.find('/') == std::string::npos &&
                                file.path != "." && file.path != "..";
            if (!inside) return std::nullopt;
            out.files.push_back(std::move(file));
        }
        return out;
    } catch (nlohmann::json::exception const&) {
        return std::nullopt;
    }
}

Result<KitManifest> manifestOf(fs::path const& folder, bool fromDevice) {
    std::string bytes;
    if (fromDevice) {
        auto const read = base::readPieces(folder / manifestName, true, [&](std::string_view piece) {
            if (bytes.size() < largestManifest) bytes += piece;
        });
        if (!read) return base::pass(read);
    } else {
        auto read = base::readFile(folder / manifestName, largestManifest);
        if (!read) return base::pass(read);
        bytes = std::move(*read);
    }
    auto kit = readKit(bytes);
    if (!kit)
        return base::fail(base::Kind::Invalid,
                          {"这不是物料文件夹，或清单已损坏", "this is no kit, or its list is damaged"},
                          folder.string());
    return std::move(*kit);
}

bool freeFor(fs::path const& place, std::string const& banner) {
    std::error_code code;
    if (!fs::exists(fs::symlink_status(place, code))) return true;
    if (!fs::is_directory(fs::symlink_status(place, code))) return false;
    if (fs::is_empty(place, code) && !code) return true;
    auto const kit = manifestOf(place, false);
    return kit && kit->banner == banner;
}

Result<void> sync(fs::path const& file) {
    int const fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0) return tl::unexpected<base::Error>(base::systemError(errno, file));
    int const code = ::fsync(fd) == 0 ? 0 : errno;
    ::close(fd);
    if (code != 0) return tl::unexpected<base::Error>(base::systemError(code, file));
    return {};
}

} // namespace

Result<fs::path> kitFolder(fs::path const& target, std::string const& banner, base::Language words) {
    std::error_code code;
    if (!fs::is_directory(target, code))
        return base::fail(base::Kind::Missing,
                          {"U盘不在了，请插好再试", "the stick is gone; plug it in and try again"},
                          target.string());
    std::string const name =
        (words == base::Language::Chinese ? "物料_" : "Kit_") + internal::safeName(banner, longestName);
    for (int i = 1; i <= mostNames; ++i) {
        fs::path const place = target / (i == 1 ? name : fmt::format("{}_{}", name, i));
        if (freeFor(place, banner)) return place;
    }
    return base::fail(base::Kind::Exists,
                      {"U盘上同名的文件夹太多，请整理一下", "there are too many folders of this name"},
                      target.string());
}

Result<void> settleKit(fs::path const& folder) {
    if (auto const done = base::syncVolume(folder); !done) return done;
    // FUSE volumes promise nothing for that.
    auto const kit = manifestOf(folder, false);
    if (!kit) return base::pass(kit);
    for (FileSum const& file : kit->files)
        if (auto const done = sync(folder / file.path); !done) return done;
    if (auto const done = sync(folder / manifestName); !done) return done;
    if (auto const done = base::syncFolder(folder); !done) return done;
    return base::syncFolder(folder.parent_path());
}

Result<KitCheck> checkKit(fs::path const& folder, KitProgress const& go) {
    auto const kit = manifestOf(folder, true);
    if (!kit) return base::pass(kit);
    KitCheck out;
    for (FileSum const& file : kit->files) {
        if (go && !go(static_cast<double>(out.files) / static_cast<double>(kit->files.size())))
            return base::fail(base::Kind::Cancelled, {"已停下", "stopped"});
        auto const sum = internal::sumOf(folder / file.path, true);
        if (!sum && sum.error().kind != base::Kind::Missing) return base::pass(sum);
        if (!sum || sum->bytes != file.bytes || sum->sha256 != file.sha256) out.wrong.push_back(file.path);
        ++out.files;
        out.bytes += file.bytes;
    }
    return out;
}

void removeKit(fs::path const& folder) {
    std::error_code code;
    if (auto const kit = manifestOf(folder, false))
        for (FileSum const& file : kit->files) fs::remove(folder / file.path, code);
    fs::remove(folder / manifestName, code);
    // What else lies there is somebody's own.
    if (fs::is_empty(folder, code) && !code) fs::remove(folder, code);
    if (code) base::logWarning(fmt::format("kit: {}: {}", folder.string(), code.message()));
}

} // namespace huibiao::handover
