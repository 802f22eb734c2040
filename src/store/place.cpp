#include "store/internal/place.h"

#include "base/file.h"
#include "base/log.h"
#include "store/internal/schema.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cerrno>
#include <chrono>
#include <functional>
#include <thread>

namespace huibiao::store::internal {

namespace fs = std::filesystem;
using base::fail;
using base::Kind;
using base::Result;

namespace {

tl::unexpected<base::Error> failed(int code, fs::path const& path) {
    return tl::unexpected<base::Error>(base::systemError(code, path));
}

Result<void> makePrivateFile(fs::path const& path) {
    int const fd = ::open(path.c_str(), O_RDWR | O_CREAT | O_EXCL | O_CLOEXEC, 0600);
    if (fd < 0) return failed(errno, path);
    ::close(fd);
    return {};
}

Result<void> syncFile(fs::path const& path) {
    int const fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC);
    if (fd < 0) return failed(errno, path);
    int const code = ::fsync(fd) == 0 ? 0 : errno;
    ::close(fd);
    if (code != 0) return failed(code, path);
    return {};
}

/// A database of the present schema, closed again, so that it is one file.
Result<void> makeDatabase(fs::path const& file) {
    if (Result<void> const made = makePrivateFile(file); !made) return made;
    {
        auto database = Database::open(file);
        if (!database) return base::pass(database);
        if (Result<void> const set = (*database)->settle(); !set) return set;
        if (Result<void> const done = migrate(**database, file); !done) return done;
    }
    if (Result<void> const synced = syncFile(file); !synced) return synced;
    return base::syncFolder(file.parent_path());
}

} // namespace

Result<Place> Place::enter(fs::path const& folder, bool mustExist) {
    if (mustExist && !fs::exists(folder / "current"))
        return fail(Kind::Missing, {"这里还没有答卷库", "there is no store here yet"}, folder.string());
    bool const fresh = !fs::exists(folder);
    if (Result<void> const made = base::makeFolder(folder); !made) return base::pass(made);
    if (fresh) {
        ::chmod(folder.c_str(), 0700);
        fs::path const parent = folder.has_parent_path() ? folder.parent_path() : fs::path(".");
        if (Result<void> const synced = base::syncFolder(parent); !synced) return base::pass(synced);
    }
    fs::path const lock = folder / "lock";
    int const fd = ::open(lock.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (fd < 0) return failed(errno, lock);
    Place place(folder, fd);
    if (::flock(fd, LOCK_SH) != 0) return failed(errno, lock);
    return place;
}

Place::Place(Place&& other) noexcept
    : m_folder(std::move(other.m_folder)), m_lock(std::exchange(other.m_lock, -1)) {}

Place& Place::operator=(Place&& other) noexcept {
    std::swap(m_folder, other.m_folder);
    std::swap(m_lock, other.m_lock);
    return *this;
}

Place::~Place() {
    if (m_lock >= 0) ::close(m_lock);
}

Result<bool> Place::alone() {
    if (::flock(m_lock, LOCK_EX | LOCK_NB) == 0) return true;
    int const code = errno;
    share();
    if (code == EWOULDBLOCK) return false;
    return failed(code, m_folder / "lock");
}

void Place::share() {
    ::flock(m_lock, LOCK_SH);
}

Result<void> Place::make() {
    std::string pattern = (m_folder / ".new-XXXXXX").string();
    if (!::mkdtemp(pattern.data())) return failed(errno, m_folder);
    fs::path const fresh(pattern);
    Result<void> made = makeDatabase(fresh / file().filename());
    if (made && ::rename(fresh.c_str(), current().c_str()) != 0) made = failed(errno, current());
    if (made) made = base::syncFolder(m_folder);
    std::error_code ignored;
    if (!made) fs::remove_all(fresh, ignored);
    return made;
}

Result<fs::path> Place::moveAside(base::WallTime now) {
    std::string const stamp = "damaged-" + base::stampLocal(now);
    fs::path target = m_folder / stamp;
    for (int i = 2; fs::exists(fs::symlink_status(target)); ++i)
        target = m_folder / fmt::format("{}-{}", stamp, i);
    if (::rename(current().c_str(), target.c_str()) != 0) return failed(errno, target);
    if (Result<void> const synced = base::syncFolder(m_folder); !synced) return base::pass(synced);
    base::logError(fmt::format("store: damaged database set aside in {}", target.string()));
    return target;
}

Result<std::unique_ptr<Database>> Place::openSound(bool lookThrough) {
    std::unique_ptr<Database> none;
    // `current` is made whole: a missing or empty file in it is damage, and SQLite would take it for a new
    // one.
    std::error_code code;
    if (fs::file_size(file(), code) == 0 || code == std::errc::no_such_file_or_directory) return none;
    auto database = Database::open(file());
    if (!database) return database;
    Result<bool> const good = lookThrough ? sound(**database) : Result<bool>(true);
    if (!good) return base::pass(good);
    if (!*good) return none;
    for (auto const& step : {std::function([&] { return (*database)->settle(); }),
                             std::function([&] { return migrate(**database, file()); })}) {
        Result<void> const done = step();
        if (!done && (*database)->damaged()) return none;
        if (!done) return base::pass(done);
    }
    return database;
}

Result<std::unique_ptr<Database>> Place::open(bool mustExist, base::WallTime now, fs::path& setAside,
                                              bool lookThrough) {
    using namespace std::chrono_literals;
    for (int attempt = 0; attempt < 200; ++attempt) {
        bool const there = fs::exists(current());
        if (there) {
            auto database = openSound(lookThrough);
            if (!database || *database) return database;
        } else if (mustExist) {
            return fail(Kind::Missing, {"这里还没有答卷库", "there is no store here yet"}, m_folder.string());
        }
        Result<bool> const mine = alone();
        if (!mine) return base::pass(mine);
        if (!*mine) {
            if (there)
                return fail(
                    Kind::Unavailable,
                    {"答卷库已损坏，而另一个程序正开着它；请先退出那个程序",
                     "the store is damaged and another program has it open; close that program first"},
                    m_folder.string());
            // Two that wait for each other to let go would wait for ever: nothing is open yet, so let go.
            ::flock(m_lock, LOCK_UN);
            std::this_thread::sleep_for(std::chrono::milliseconds(5 + ::getpid() % 20));
            share();
            continue;
        }
        Result<void> done;
        if (there && fs::exists(current())) {
            // Another process may have put it right between the look and the lock.
            auto again = openSound(lookThrough);
            if (!again || *again) {
                share();
                return again;
            }
            Result<fs::path> const moved = moveAside(now);
            if (!moved) return base::pass(moved);
            setAside = *moved;
        }
        if (!fs::exists(current())) done = make();
        share();
        if (!done) return base::pass(done);
    }
    return fail(
        Kind::Unavailable,
        {"另一个程序正在建立答卷库，请稍候再试", "another program is making the store; try again shortly"},
        m_folder.string());
}

} // namespace huibiao::store::internal
