#include "cli/internal/kit_room.h"
#include "handover/kit_folder.h"

#include <sys/stat.h>

#include <utility>

namespace huibiao::cli {

namespace fs = std::filesystem;

namespace {

/// Making is the longer part; the checks read back what the device has.
constexpr double MakingPart = 0.8;

/// Tells the volume that is mounted there from the empty folder that is left once it is gone.
std::optional<dev_t> deviceOf(fs::path const& folder) {
    struct stat info {};
    if (::stat(folder.c_str(), &info) != 0) return std::nullopt;
    return info.st_dev;
}

base::Error pulled(fs::path const& where) {
    return {base::Kind::Missing,
            {"写的时候U盘被拔出，物料没有存好；请插好，再存一次",
             "the stick was pulled out while it was written to, the things are not on it; plug it in and try "
             "again"},
            where.string()};
}

base::Error stopped() {
    return {base::Kind::Cancelled,
            {"已停下，U盘上没有留下半成品", "stopped; nothing half-made was left on the stick"},
            {}};
}

} // namespace

base::Result<kit::KitReport> KitRoom::make(fs::path const& to, kit::Step const& step) {
    auto const bench = open(false);
    if (!bench) return base::pass(bench);
    auto const origin = kit::originOf(*bench->workshop, bench->subject, m_event.logoFile, HUIBIAO_VERSION);
    if (!origin) return base::pass(origin);
    base::Findings faults;
    auto made = kit::makeKit(*bench->workshop, bench->subject, to, *origin, step, faults);
    if (!made && !faults.empty()) {
        base::Error error = faults.front().error;
        error.message.zh = "有物料做不出来，U盘上没有写东西。" + error.message.zh;
        error.message.en = "A thing cannot be made, and nothing was written. " + error.message.en;
        return tl::unexpected<base::Error>(std::move(error));
    }
    return made;
}

base::Result<kiosk::TaskDone> KitRoom::keep(kiosk::Task const& task, kiosk::Progress const& progress) {
    auto const stick = m_places.reach(task.volume);
    if (!stick) return base::pass(stick);
    auto const device = deviceOf(*stick);
    auto const told = [&](base::Error const& error) -> tl::unexpected<base::Error> {
        if (!device || deviceOf(*stick) != device) return tl::unexpected<base::Error>(pulled(*stick));
        return tl::unexpected<base::Error>(error.kind == base::Kind::Cancelled ? stopped() : error);
    };
    auto const folder = handover::kitFolder(*stick, m_event.banner.line, m_language);
    if (!folder) return base::pass(folder);
    kit::Step const step = [&](std::size_t done, std::size_t of) {
        return progress(MakingPart * static_cast<double>(done) / static_cast<double>(of));
    };
    for (bool again = false;; again = true) {
        auto const made = make(*folder, step);
        if (!made) return told(made.error());
        // A piece of the machine's own disk, where the stick was mounted before.
        if (deviceOf(*folder) != device) {
            handover::removeKit(*folder);
            return tl::unexpected<base::Error>(pulled(*stick));
        }
        if (auto const settled = handover::settleKit(*folder); !settled) return told(settled.error());
        auto const checked = handover::checkKit(
            *folder, [&](double share) { return progress(MakingPart + (1 - MakingPart) * share); });
        if (!checked) {
            if (checked.error().kind == base::Kind::Cancelled && !made->unchanged)
                handover::removeKit(*folder);
            return told(checked.error());
        }
        if (checked->wrong.empty()) {
            kiosk::TaskDone done{.count = checked->files + 1, .folder = *folder};
            done.looks = made->looks.size();
            done.unchanged = made->unchanged;
            done.stillIn = m_places.release(task.volume);
            return done;
        }
        // One that lay there may have been damaged since: it is made anew, once.
        if (made->unchanged && !again) {
            std::error_code ignored;
            for (std::string const& name : checked->wrong) fs::remove(*folder / name, ignored);
            continue;
        }
        handover::removeKit(*folder);
        return told({base::Kind::Io,
                     {"U盘读回来的和写进去的不一样，已经删掉。请换一个U盘",
                      "what the stick gives back is not what was written; it was removed. Use another stick"},
                     (*folder / checked->wrong.front()).string()});
    }
}

} // namespace huibiao::cli
