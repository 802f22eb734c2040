#include "handover/bundles.h"

#include "base/file.h"
#include "event/contents.h"
#include "handover/internal/admission.h"
#include "handover/internal/beneath.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace huibiao::handover {

namespace fs = std::filesystem;
using base::Findings;
using base::Kind;
using base::Result;
using internal::Beneath;

namespace {

base::Error stopped() {
    return {Kind::Cancelled, {"已停止，没有改动", "stopped, nothing was changed"}, {}};
}

void keepErrors(Findings const& from, Findings& into) {
    for (base::Finding const& finding : from)
        if (!finding.warning) into.push_back(finding);
}

FoundBundle lookAt(fs::path const& folder, fs::path const& share, BundleLimits const& limits) {
    FoundBundle bundle{.folder = folder};
    auto const source = Beneath::open(folder);
    // What may not be opened at all is not read either.
    auto const settings = source ? source->size("event.toml") : Result<std::uint64_t>(base::pass(source));
    Findings findings;
    auto const contents =
        settings ? event::contents(folder, findings) : Result<event::Contents>(base::pass(settings));
    if (!contents) {
        bundle.faults.push_back({false, contents.error()});
        return bundle;
    }
    keepErrors(findings, bundle.faults);
    static_cast<void>(internal::admit(*source, *contents, limits, bundle.faults));
    if (!bundle.usable()) return bundle;
    findings.clear();
    auto const event = event::open(folder, share, findings);
    keepErrors(findings, bundle.faults);
    if (!event) return bundle;
    bundle.banner = event->banner.line;
    bundle.questionnaires = event->questionnaires.size();
    bundle.ownPin = !event->pinHash.empty();
    return bundle;
}

/// The folders below, by name; never a link or a hidden one. `left`: how much may still be looked at.
std::vector<fs::path> foldersIn(fs::path const& folder, std::size_t& left, bool& cut) {
    std::vector<fs::path> out;
    std::error_code code;
    for (fs::directory_iterator each(folder, code), end; !code && each != end; each.increment(code)) {
        if (left == 0) {
            cut = true;
            break;
        }
        --left;
        std::error_code ignored;
        if (fs::is_directory(each->symlink_status(ignored)) &&
            !each->path().filename().native().starts_with('.'))
            out.push_back(each->path());
    }
    std::sort(out.begin(), out.end());
    return out;
}

bool holdsEvent(fs::path const& folder) {
    std::error_code ignored;
    return fs::exists(fs::symlink_status(folder / "event.toml", ignored));
}

/// An error in the copy, told as one in the bundle on the stick.
base::Error inSource(base::Error error, fs::path const& target, fs::path const& source) {
    for (std::size_t at = error.where.find(target.string()); at != std::string::npos;
         at = error.where.find(target.string(), at + source.string().size()))
        error.where.replace(at, target.string().size(), source.string());
    return error;
}

/// One coming of a bundle onto this computer.
class Arrival {
public:
    Arrival(fs::path const& source, fs::path const& target, BundleProgress const& go,
            BundleLimits const& limits)
        : m_source(source), m_target(target), m_go(go), m_limits(limits) {}

    Result<void> copyAll() {
        auto const from = Beneath::open(m_source);
        if (!from) return base::pass(from);
        if (auto const first = copyOne(*from, "event.toml", 1U << 20U); !first) return first;
        // First what event.toml names, then what the questionnaires among it name.
        for (int round = 0; round < 3; ++round) {
            Findings findings;
            auto const contents = event::contents(m_target, findings);
            if (!contents) return base::pass(contents);
            internal::Admitted const admitted = internal::admit(*from, *contents, m_limits, findings);
            for (base::Finding const& finding : findings)
                if (!finding.warning) return tl::unexpected<base::Error>(finding.error);
            if (Result<void> const still = there(*from); !still) return still;
            if (Result<void> const room = fits(admitted.bytes); !room) return room;
            m_expected = std::max(m_expected, admitted.bytes);
            for (fs::path const& name : admitted.files)
                if (!m_done.contains(name))
                    if (auto const copied = copyOne(*from, name, m_limits.fileBytes); !copied) return copied;
        }
        return {};
    }

    Result<void> settle() {
        std::error_code code;
        for (fs::recursive_directory_iterator each(m_target, code), end; !code && each != end;
             each.increment(code))
            if (each->is_directory())
                if (Result<void> const synced = base::syncFolder(each->path()); !synced) return synced;
        if (code) return tl::unexpected<base::Error>(base::systemError(code.value(), m_target));
        return base::syncFolder(m_target);
    }

private:
    /// What has gone with the stick is not missing from the bundle.
    Result<void> there(Beneath const& from) const {
        if (from.size("event.toml")) return {};
        return base::fail(
            Kind::Unavailable,
            {"U盘已经拔出或读不出来了，没有改动。请插好再试",
             "the stick is gone or cannot be read any more; nothing was changed. Plug it in and "
             "try again"},
            m_source.string());
    }

    Result<void> fits(std::uint64_t bytes) const {
        auto const room = base::freeBytes(m_target);
        if (!room) return base::pass(room);
        std::uint64_t const left = bytes > m_copied ? bytes - m_copied : 0;
        if (*room >= left + m_limits.spare) return {};
        return base::fail(Kind::Full,
                          {fmt::format("这台电脑的磁盘放不下：需要 {}，可用 {}",
                                       internal::readable(left + m_limits.spare), internal::readable(*room)),
                           fmt::format("the disk of this computer has no room for it: {} are needed, {} free",
                                       internal::readable(left + m_limits.spare), internal::readable(*room))},
                          m_target.parent_path().string());
    }

    Result<void> copyOne(Beneath const& from, fs::path const& name, std::uint64_t limit) {
        fs::path const target = m_target / name;
        if (Result<void> const made = base::makeFolder(target.parent_path()); !made) return made;
        // What grows while it is read must not fill the disk either.
        std::uint64_t const left = m_limits.bytes - std::min(m_limits.bytes, m_copied);
        auto const copied = from.copy(name, target, std::min(limit, left),
                                      [&](std::uint64_t bytes) { return tell(m_copied + bytes); });
        if (!copied) return base::pass(copied);
        m_copied += *copied;
        m_done.insert(name);
        return {};
    }

    bool tell(std::uint64_t bytes) {
        double const all = static_cast<double>(std::max<std::uint64_t>(m_expected, 1));
        m_told =
            std::max(m_told, m_expected == 0 ? 0 : std::min(1.0, static_cast<double>(bytes) / all) * 0.8);
        return !m_go || m_go(m_told);
    }

    fs::path m_source, m_target;
    BundleProgress const& m_go;
    BundleLimits const& m_limits;
    std::set<fs::path> m_done;
    std::uint64_t m_copied = 0, m_expected = 0;
    double m_told = 0;
};

} // namespace

Result<BundleSearch> findBundles(fs::path const& volume, fs::path const& share, BundleProgress const& go,
                                 BundleLimits const& limits) {
    BundleSearch out;
    std::vector<fs::path> places;
    std::size_t left = limits.entries;
    auto const consider = [&](fs::path const& folder) {
        if (holdsEvent(folder)) places.push_back(folder);
    };
    consider(volume);
    for (fs::path const& upper : foldersIn(volume, left, out.cut)) {
        consider(upper);
        // What lies in a bundle is the bundle's.
        if (!holdsEvent(upper))
            for (fs::path const& lower : foldersIn(upper, left, out.cut)) consider(lower);
        if (go && !go(0)) return tl::unexpected<base::Error>(stopped());
    }
    if (places.size() > limits.bundles) {
        places.resize(limits.bundles);
        out.cut = true;
    }
    for (fs::path const& place : places) {
        double const part = static_cast<double>(out.found.size()) / static_cast<double>(places.size());
        if (go && !go(part)) return tl::unexpected<base::Error>(stopped());
        out.found.push_back(lookAt(place, share, limits));
    }
    return out;
}

Result<event::Event> bringIn(fs::path const& source, fs::path const& target, fs::path const& share,
                             std::string const& pinHash, BundleProgress const& go,
                             BundleLimits const& limits) {
    Arrival arrival(source, target, go, limits);
    auto done = arrival.copyAll();
    if (done && !pinHash.empty()) {
        Findings aside;
        auto const contents = event::contents(target, aside);
        if (contents && contents->pinHash.empty()) done = event::setPinHash(target, pinHash);
    }
    if (done) done = arrival.settle();
    if (!done) return tl::unexpected<base::Error>(inSource(done.error(), target, source));
    Findings findings;
    auto event = event::open(target, share, findings);
    if (!event) return tl::unexpected<base::Error>(inSource(event.error(), target, source));
    if (!event->upload.secretFile.empty()) { // a stick knows no rights
        std::error_code code;
        fs::permissions(event->upload.secretFile, fs::perms::owner_read | fs::perms::owner_write, code);
        if (code) return tl::unexpected<base::Error>(base::systemError(code.value(), source));
    }
    if (go && !go(0.95)) return tl::unexpected<base::Error>(stopped());
    return event;
}

} // namespace huibiao::handover
