#include "handover/succession.h"

#include "base/file.h"
#include "base/log.h"
#include "event/contents.h"
#include "handover/internal/places.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h> // NOLINT: renameat2 stands in stdio.h
#include <unistd.h>

#include <algorithm>
#include <cerrno>

namespace huibiao::handover {

namespace fs = std::filesystem;
using base::Findings;
using base::Kind;
using base::Result;
using internal::marked;
using internal::Places;
using internal::there;

namespace {

int change(fs::path const& from, fs::path const& to, unsigned flags) {
    return ::renameat2(AT_FDCWD, from.c_str(), AT_FDCWD, to.c_str(), flags) == 0 ? 0 : errno;
}

int renameNew(fs::path const& from, fs::path const& to) {
    int const code = change(from, to, RENAME_NOREPLACE);
    if (code != EINVAL && code != ENOSYS) return code;
    if (there(to)) return EEXIST;
    return ::rename(from.c_str(), to.c_str()) == 0 ? 0 : errno;
}

/// Renames with their folder on the disk before the next one.
class Moves {
public:
    Moves(Renames const& names, fs::path parent) : m_names(names), m_parent(std::move(parent)) {}

    Result<void> rename(fs::path const& from, fs::path const& to) {
        if (int const code = m_names.rename(from, to))
            return tl::unexpected<base::Error>(base::systemError(code, to));
        return base::syncFolder(m_parent);
    }
    /// False where the file system cannot.
    Result<bool> exchange(fs::path const& one, fs::path const& other) {
        int const code = m_names.exchange(one, other);
        if (code == EINVAL || code == ENOSYS || code == EOPNOTSUPP) return false;
        if (code != 0) return tl::unexpected<base::Error>(base::systemError(code, other));
        if (auto const synced = base::syncFolder(m_parent); !synced) return base::pass(synced);
        return true;
    }

private:
    Renames const& m_names;
    fs::path m_parent;
};

Result<void> unmark(fs::path const& folder) {
    if (::unlink(internal::markerIn(folder).c_str()) != 0 && errno != ENOENT)
        return tl::unexpected<base::Error>(base::systemError(errno, folder));
    return base::syncFolder(folder);
}

/// The answers must go with the folder: a name of theirs that leads back to it would give them to the next.
Result<void> answersMove(fs::path const& folder) {
    Findings aside;
    auto const contents = event::contents(folder, aside);
    if (!contents) return base::pass(contents);
    fs::path const data(contents->dataFolder);
    bool const plain = !data.is_absolute() &&
                       std::none_of(data.begin(), data.end(), [](auto const& part) { return part == ".."; });
    if (plain) return {};
    std::error_code code;
    fs::path const real = fs::weakly_canonical(folder / data, code);
    fs::path const home = fs::weakly_canonical(folder, code);
    auto const [ended, _] = std::mismatch(home.begin(), home.end(), real.begin(), real.end());
    if (ended != home.end()) return {};
    return base::fail(
        Kind::Unsupported,
        {"event.toml 的 [data] folder 绕回了活动文件夹：请只写文件夹名，如 \"data\"",
         "[data] folder of event.toml leads back into the event's folder: write its name alone, "
         "like \"data\""},
        (folder / "event.toml").string());
}

Result<void> nothingInTheWay(Places const& places) {
    if (!there(places.incoming)) return {};
    if (marked(places.incoming)) { // what a stop left behind
        std::error_code code;
        fs::remove_all(places.incoming, code);
        if (code) return tl::unexpected<base::Error>(base::systemError(code.value(), places.incoming));
        return {};
    }
    return base::fail(
        Kind::Exists,
        {"上次换活动没有做完：请退出程序再启动一次，它会自己整理好",
         "an earlier change of events is not finished: leave the program and start it again, it "
         "will put things right"},
        places.incoming.string());
}

/// `incoming`, which is marked, takes the event's place, and that becomes the previous one.
Result<void> takePlace(Places const& places, Moves& moves) {
    auto const at_once = moves.exchange(places.incoming, places.event);
    if (!at_once) return base::pass(at_once);
    if (*at_once) {
        // The change is made; should this fail, the next start does it.
        if (auto const done = moves.rename(places.incoming, places.previous); !done)
            base::logError(done.error().text(base::Language::English));
    } else {
        if (auto const done = moves.rename(places.event, places.previous); !done) return done;
        if (auto const done = moves.rename(places.incoming, places.event); !done) {
            static_cast<void>(moves.rename(places.previous, places.event));
            return done;
        }
    }
    if (auto const done = unmark(places.event); !done)
        base::logError(done.error().text(base::Language::English));
    return {};
}

void log(Findings const& findings) {
    for (base::Finding const& finding : findings)
        base::logWarning(finding.error.text(base::Language::English));
}

} // namespace

Renames Renames::system() {
    return {renameNew,
            [](fs::path const& one, fs::path const& other) { return change(one, other, RENAME_EXCHANGE); }};
}

fs::path eventFolder(fs::path const& folder) {
    std::error_code code;
    fs::path const path = fs::absolute(folder, code).lexically_normal();
    return path.has_filename() ? path : path.parent_path();
}

fs::path previousOf(fs::path const& folder) {
    return Places(folder).previous;
}

fs::path answersAfter(event::Event const& event) {
    fs::path const inside = event.dataFolder.lexically_relative(event.folder);
    return inside.empty() || *inside.begin() == ".." ? event.dataFolder : previousOf(event.folder) / inside;
}

std::optional<PreviousEvent> previousEvent(fs::path const& folder, fs::path const& share,
                                           base::Clock const& clock) {
    PreviousEvent out{.folder = previousOf(folder)};
    if (!there(out.folder)) return std::nullopt;
    if (auto const counts = internal::answersOf(out.folder, clock)) {
        out.answers = counts->all;
        out.fresh = counts->fresh;
    } else {
        out.trouble = counts.error();
    }
    Findings findings;
    auto const event = event::open(out.folder, share, findings);
    if (event)
        out.banner = event->banner.line;
    else
        out.trouble = event.error();
    return out;
}

Result<std::string> load(event::Event const& now, fs::path const& source, std::string const& banner,
                         Change const& how) {
    Places const places(now.folder);
    Moves moves(how.names, now.folder.parent_path());
    std::error_code code;
    if (auto const plain = answersMove(places.event); !plain) return base::pass(plain);
    if (auto const free = nothingInTheWay(places); !free) return base::pass(free);
    if (there(places.previous))
        if (auto const may = internal::mayBeErased(places.previous, *how.clock); !may) return base::pass(may);

    auto const undo = [&](base::Error error) {
        fs::remove_all(places.incoming, code);
        return tl::unexpected<base::Error>(std::move(error));
    };
    if (!fs::create_directory(places.incoming, code) || code)
        return tl::unexpected<base::Error>(base::systemError(code ? code.value() : EEXIST, places.incoming));
    if (auto const mark = base::writeDurably(internal::markerIn(places.incoming), {}); !mark)
        return undo(mark.error());
    if (auto const synced = base::syncFolder(now.folder.parent_path()); !synced) return undo(synced.error());
    auto const event = bringIn(source, places.incoming, how.share, now.pinHash, how.go, how.limits);
    if (!event) return undo(event.error());
    std::string const line = event->banner.line;
    if (!banner.empty() && banner != line)
        return undo({Kind::Invalid,
                     {fmt::format("U盘上的活动包刚刚变了，现在是“{}”，没有载入。请再看一次", line),
                      fmt::format("the bundle on the stick has just changed, it is “{}” now, and was not "
                                  "loaded. Look again",
                                  line)},
                     source.string()});
    fs::permissions(places.incoming, fs::status(places.event, code).permissions(), code);

    if (how.letGo) how.letGo();
    auto const hold = internal::holdAnswers(now.dataFolder);
    if (!hold) return undo(hold.error());
    bool const older = there(places.previous);
    if (older) {
        // Somebody may have been there meanwhile.
        if (auto const may = internal::mayBeErased(places.previous, *how.clock); !may)
            return undo(may.error());
        if (auto const done = moves.rename(places.previous, places.discard); !done) return undo(done.error());
    }
    if (auto const done = takePlace(places, moves); !done) {
        if (older) static_cast<void>(moves.rename(places.discard, places.previous));
        return undo(done.error());
    }
    Findings remains;
    if (older) internal::discard(places.discard, places.event, remains);
    log(remains);
    base::logInfo(fmt::format("event loaded: {} from {}; the previous one is kept in {}", line,
                              source.string(), places.previous.string()));
    return line;
}

Result<std::string> goBack(fs::path const& folder, Change const& how) {
    Places const places(folder);
    Moves moves(how.names, folder.parent_path());
    if (!there(places.previous))
        return base::fail(Kind::Missing, {"没有上一个活动", "there is no previous event"},
                          places.previous.string());
    for (fs::path const& each : {places.event, places.previous})
        if (auto const plain = answersMove(each); !plain) return base::pass(plain);
    if (auto const free = nothingInTheWay(places); !free) return base::pass(free);
    Findings findings;
    auto const event = event::open(places.previous, how.share, findings);
    if (!event) return base::pass(event);
    if (how.letGo) how.letGo();
    auto const data = event::dataFolderOf(places.event);
    auto const mine = internal::holdAnswers(data ? *data : places.event / "data");
    if (!mine) return base::pass(mine);
    auto const its = internal::holdAnswers(event->dataFolder);
    if (!its) return base::pass(its);
    auto const at_once = moves.exchange(places.previous, places.event);
    if (!at_once) return base::pass(at_once);
    if (!*at_once) {
        if (auto const done = moves.rename(places.event, places.incoming); !done) return base::pass(done);
        if (auto const done = moves.rename(places.previous, places.event); !done) {
            static_cast<void>(moves.rename(places.incoming, places.event));
            return base::pass(done);
        }
        // The change is made; should this fail, the next start does it.
        if (auto const done = moves.rename(places.incoming, places.previous); !done)
            base::logError(done.error().text(base::Language::English));
    }
    base::logInfo(fmt::format("back to the previous event: {}; the other one is kept in {}",
                              event->banner.line, places.previous.string()));
    return event->banner.line;
}

Result<void> mayErasePrevious(fs::path const& folder, base::Clock const& clock) {
    Places const places(folder);
    if (!there(places.previous)) return {};
    if (auto const may = internal::mayBeErased(places.previous, clock); !may) return may;
    auto const data = event::dataFolderOf(places.previous);
    if (!data) return base::pass(data);
    auto const hold = internal::holdAnswers(*data);
    if (!hold) return base::pass(hold);
    return {};
}

Findings erasePrevious(fs::path const& folder) {
    Places const places(folder);
    Findings remains;
    if (there(places.previous)) internal::discard(places.previous, places.event, remains);
    return remains;
}

} // namespace huibiao::handover
