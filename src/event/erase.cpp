#include "base/file.h"
#include "event/event.h"

#include <fmt/format.h>

#include <set>

namespace huibiao::event {

using base::Findings;

Findings erase(Event const& event) {
    Findings remains;
    std::error_code code;
    std::vector<fs::path> files = event.files;
    files.push_back(event.folder / privateKeyName);
    for (fs::directory_iterator each(event.dataFolder, code), end; !code && each != end; each.increment(code))
        if (each->path().filename().string().starts_with("kiosk") && each->path().extension() == ".log")
            files.push_back(each->path());
    std::set<fs::path> folders;
    for (fs::path const& file : files) {
        if (auto const done = base::eraseFile(file); !done) remains.push_back({false, done.error()});
        for (fs::path up = file.parent_path(); up != event.folder && up != up.parent_path();
             up = up.parent_path())
            folders.insert(up);
    }
    // The longest first, so that a folder is empty once those in it are gone.
    for (auto folder = folders.rbegin(); folder != folders.rend(); ++folder) fs::remove(*folder, code);
    fs::remove(event.dataFolder, code);
    fs::remove(event.folder, code);
    if (!fs::exists(event.folder, code)) return remains;
    std::size_t left = 0;
    for (fs::recursive_directory_iterator each(event.folder, code), end; !code && each != end;
         each.increment(code))
        left += each->is_directory(code) ? 0 : 1;
    if (left > 0)
        remains.push_back(
            {true,
             {base::Kind::Exists,
              {fmt::format("活动文件夹里还有{}个不属于这个活动的文件，没有动，请自己看一下", left),
               fmt::format("{} files in the event's folder are not the event's and were left; please "
                           "look at them",
                           left)},
              event.folder.string()}});
    return remains;
}

} // namespace huibiao::event
