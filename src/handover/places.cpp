#include "handover/internal/places.h"

#include "base/file.h"
#include "event/contents.h"
#include "event/event.h"
#include "store/store.h"

#include <fmt/format.h>

#include <algorithm>

namespace huibiao::handover::internal {

using base::Kind;
using base::Result;

Places::Places(fs::path const& folder)
    : event(folder), previous(folder.native() + ".previous"),
      incoming(folder.parent_path() / ("." + folder.filename().native() + ".huibiao-incoming")),
      discard(folder.parent_path() / ("." + folder.filename().native() + ".huibiao-discard")) {}

fs::path markerIn(fs::path const& folder) {
    return folder / ".huibiao-incoming";
}

bool marked(fs::path const& folder) {
    return there(markerIn(folder));
}

bool there(fs::path const& path) {
    std::error_code ignored;
    return fs::exists(fs::symlink_status(path, ignored));
}

Result<AnswerCounts> answersOf(fs::path const& folder, base::Clock const& clock) {
    auto const data = event::dataFolderOf(folder);
    if (!data) return base::pass(data);
    AnswerCounts counts;
    if (!there(*data / "current")) return counts;
    auto const store = store::Store::open(*data, clock, nullptr, {.mustExist = true});
    if (!store) return base::pass(store);
    for (auto const& [which, fresh] : {std::pair{store::Which::All, store::Which::NotExported},
                                       {store::Which::Partial, store::Which::PartialNotExported}}) {
        auto const all = store->count(which);
        if (!all) return base::pass(all);
        auto const entries = store->list(fresh);
        if (!entries) return base::pass(entries);
        counts.all += *all;
        counts.fresh += static_cast<std::size_t>(
            std::count_if(entries->begin(), entries->end(),
                          [](store::Entry const& entry) { return entry.uploadedTo.empty(); }));
    }
    return counts;
}

Result<void> mayBeErased(fs::path const& folder, base::Clock const& clock) {
    auto const counts = answersOf(folder, clock);
    if (!counts) return base::pass(counts);
    if (counts->fresh > 0)
        return base::fail(
            Kind::Exists,
            {fmt::format(
                 "上一个活动还有{}份答卷没有导出，什么都没有改动。请先回到上一个活动，把它们导出到U盘",
                 counts->fresh),
             fmt::format("the previous event has {} answers that were not exported, so nothing was changed. "
                         "Go back to it and export them to a stick first",
                         counts->fresh)},
            folder.string());
    auto const data = event::dataFolderOf(folder);
    if (!data) return base::pass(data);
    std::error_code code;
    for (fs::directory_iterator each(*data, code), end; !code && each != end; each.increment(code))
        if (each->path().filename().native().starts_with("damaged-"))
            return base::fail(Kind::Exists,
                              {"上一个活动里有一个损坏的答卷库，可能还有没导出的答卷，什么都没有改动。请把这"
                               "个文件夹交给技术人员",
                               "the previous event has a damaged store, which may hold answers that were "
                               "never exported, so "
                               "nothing was changed. Give this folder to an engineer"},
                              each->path().string());
    return {};
}

Result<std::optional<store::Hold>> holdAnswers(fs::path const& dataFolder) {
    std::optional<store::Hold> out;
    if (!there(dataFolder / "current")) return out;
    auto hold = store::Hold::take(dataFolder);
    if (!hold) return base::pass(hold);
    out.emplace(std::move(*hold));
    return out;
}

void discard(fs::path const& folder, fs::path const& event, base::Findings& remains) {
    base::Findings aside;
    auto const contents = event::contents(folder, aside);
    if (contents) {
        auto const data = fs::path(contents->dataFolder);
        bool const inside =
            !data.is_absolute() && std::none_of(data.begin(), data.end(),
                                                [](auto const& part) { return part == ".." || part == "."; });
        if (inside) base::eraseTree(folder / data, remains);
        std::vector<fs::path> files = contents->files;
        std::reverse(files.begin(), files.end());
        files.insert(files.begin(), event::privateKeyName);
        for (fs::path const& file : files)
            if (auto const done = base::eraseFile(folder / file); !done)
                remains.push_back({false, done.error()});
        std::error_code code;
        std::vector<fs::path> folders;
        for (fs::recursive_directory_iterator each(folder, code), end; !code && each != end;
             each.increment(code))
            if (each->is_directory(code) && !each->is_symlink(code)) folders.push_back(each->path());
        for (auto inner = folders.rbegin(); inner != folders.rend(); ++inner) fs::remove(*inner, code);
    }
    std::error_code code;
    fs::remove(folder, code);
    if (!there(folder)) return;
    fs::path kept;
    for (int i = 1; kept.empty() || there(kept); ++i)
        kept = fmt::format("{}.{}-{}", event.native(), "remains", i);
    fs::rename(folder, kept, code);
    remains.push_back(
        {true,
         {Kind::Exists,
          {"以前活动的文件夹里有不属于活动的文件，没有动，请自己看一下",
           "in the folder of an earlier event there are files that are not the event's; they were left, "
           "please look at them"},
          (code ? folder : kept).string()}});
}

} // namespace huibiao::handover::internal
