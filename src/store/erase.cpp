#include "base/file.h"
#include "store/internal/place.h"
#include "store/store.h"

#include <fmt/format.h>

namespace huibiao::store {

namespace fs = std::filesystem;
using base::fail;
using base::Kind;
using base::Result;

namespace {

Result<void> nothingMissing(internal::Database& database, fs::path const& folder) {
    auto const fresh =
        database.number("SELECT count(*) FROM submission WHERE export_id IS NULL AND uploaded_to IS NULL");
    if (!fresh) return base::pass(fresh);
    if (*fresh == 0) return {};
    return fail(
        Kind::Exists,
        {fmt::format("还有{}份答卷没有导出，什么都没有清除。请先导出到U盘", *fresh),
         fmt::format("{} answers were not exported yet, so nothing was erased. Export them to a stick "
                     "first",
                     *fresh)},
        folder.string());
}

} // namespace

Result<base::Findings> eraseStore(fs::path const& folder, base::Clock const& clock) {
    base::Findings remains;
    std::error_code code;
    if (!fs::exists(folder, code)) return remains;
    auto place = internal::Place::enter(folder, false);
    if (!place) return base::pass(place);
    auto const alone = place->alone();
    if (!alone) return base::pass(alone);
    if (!*alone)
        return fail(Kind::Unavailable,
                    {"另一个程序正开着答卷库，什么都没有清除。请先关掉它",
                     "another program has the answers open, so nothing was erased. Close it first"},
                    folder.string());
    for (fs::directory_iterator each(folder, code), end; !code && each != end; each.increment(code))
        if (each->path().filename().string().starts_with("damaged-"))
            return fail(
                Kind::Exists,
                {"这里有一个损坏的答卷库，里面可能还有没导出的答卷，什么都没有清除。请把这个文件夹交给技术人"
                 "员",
                 "there is a damaged store, which may hold answers that were never exported, so nothing "
                 "was erased. Give this folder to an engineer"},
                each->path().string());
    if (fs::exists(folder / "current", code)) {
        fs::path setAside;
        auto database = place->open(true, clock.wall(), setAside);
        if (!database) return base::pass(database);
        if (!setAside.empty())
            return fail(Kind::Exists,
                        {"答卷库已损坏，什么都没有清除。请把这个文件夹交给技术人员",
                         "the store is damaged, so nothing was erased. Give this folder to an engineer"},
                        setAside.string());
        if (Result<void> const none = nothingMissing(**database, folder); !none) return base::pass(none);
        // Opening let go of the lock's other half; nobody may have come in since.
        auto const still = place->alone();
        if (!still) return base::pass(still);
        if (!*still)
            return fail(Kind::Unavailable,
                        {"另一个程序刚打开答卷库，什么都没有清除。请再试一次",
                         "another program has just opened the answers, so nothing was erased. Try again"},
                        folder.string());
        if (Result<void> const none = nothingMissing(**database, folder); !none) return base::pass(none);
    }
    std::vector<fs::path> parts;
    for (fs::directory_iterator each(folder, code), end; !code && each != end; each.increment(code)) {
        std::string const name = each->path().filename().string();
        if (name == "current" || name.starts_with(".new-")) parts.push_back(each->path());
    }
    for (fs::path const& part : parts) base::eraseTree(part, remains);
    for (char const* const lock : {"upload.lock", "lock", "health-sent", "kiosk-id"})
        if (auto const done = base::eraseFile(folder / lock); !done) remains.push_back({false, done.error()});
    fs::remove(folder, code); // others may have put something there
    return remains;
}

} // namespace huibiao::store
