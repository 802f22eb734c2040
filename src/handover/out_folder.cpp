#include "handover/internal/out_folder.h"

#include "base/file.h"
#include "base/log.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <stdio.h> // NOLINT: renameat2 stands in stdio.h
#include <sys/stat.h>
#include <sys/vfs.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <cerrno>
#include <charconv>

namespace huibiao::handover::internal {

namespace fs = std::filesystem;
using base::Result;

namespace {

constexpr std::size_t bufferBytes = 256U << 10U;

tl::unexpected<base::Error> failed(int code, fs::path const& path) {
    return tl::unexpected<base::Error>(base::systemError(code, path));
}

/// fsync of a file or a folder; with `volume` syncfs of all that it stands on.
Result<void> sync(fs::path const& path, bool volume = false) {
    int const fd = ::open(path.c_str(), O_RDONLY | O_CLOEXEC | O_NONBLOCK);
    if (fd < 0) return failed(errno, path);
    int code = (volume ? ::syncfs(fd) : ::fsync(fd)) == 0 ? 0 : errno;
    ::close(fd);
    // A FUSE volume may know no fsync of a folder.
    if (code == EINVAL && fs::is_directory(path)) code = 0;
    if (code != 0) return failed(code, path);
    return {};
}

/// True for the file systems of the kernel itself, where syncfs writes everything and tells of
/// errors (Linux 5.8). FUSE and network volumes are not among them.
bool syncsWhole(fs::path const& path) {
    struct statfs info {};
    if (::statfs(path.c_str(), &info) != 0) return false;
    constexpr std::array<unsigned long, 8> known{
        0x4d44 /* vfat */,    0x2011BAB0 /* exfat */, 0x7366746E /* ntfs3 */, 0xEF53 /* ext4 */,
        0x58465342 /* xfs */, 0x9123683E /* btrfs */, 0xF2F52010 /* f2fs */,  0x01021994 /* tmpfs */};
    return std::find(known.begin(), known.end(), static_cast<unsigned long>(info.f_type)) != known.end();
}

} // namespace

Result<FileSum> sumOf(fs::path const& file, bool fromDevice) {
    int const fd = ::open(file.c_str(), O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK);
    if (fd < 0) return failed(errno, file);
    if (fromDevice) ::posix_fadvise(fd, 0, 0, POSIX_FADV_DONTNEED);
    FileSum sum;
    crypto::Sha256 hash;
    std::array<char, 65536> chunk{};
    for (;;) {
        ssize_t const n = ::read(fd, chunk.data(), chunk.size());
        if (n < 0 && errno == EINTR) continue;
        if (n <= 0) {
            int const code = n < 0 ? errno : 0;
            ::close(fd);
            if (code != 0) return failed(code, file);
            sum.sha256 = hash.hex();
            return sum;
        }
        hash.add({chunk.data(), static_cast<std::size_t>(n)});
        sum.bytes += static_cast<std::uint64_t>(n);
    }
}

void FileList::add(FileSum const& sum) {
    m_text += fmt::format("{} {} {}\n", sum.sha256, sum.bytes, sum.path);
    m_bytes += sum.bytes;
    ++m_count;
}

Result<void> FileList::each(std::function<Result<void>(FileSum const&)> const& visit) const {
    FileSum sum;
    for (std::size_t at = 0; at < m_text.size();) {
        std::size_t const size = m_text.find(' ', at) + 1;
        std::size_t const path = m_text.find(' ', size) + 1;
        std::size_t const end = m_text.find('\n', path);
        sum.sha256.assign(m_text, at, size - 1 - at);
        std::from_chars(m_text.data() + size, m_text.data() + path - 1, sum.bytes);
        sum.path.assign(m_text, path, end - path);
        if (Result<void> const done = visit(sum); !done) return done;
        at = end + 1;
    }
    return {};
}

Result<OutFile> OutFile::create(fs::path const& file) {
    int const fd = ::open(file.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0644);
    if (fd < 0) return failed(errno, file);
    return OutFile(file, fd);
}

OutFile::OutFile(OutFile&& other) noexcept
    : m_file(std::move(other.m_file)), m_fd(std::exchange(other.m_fd, -1)),
      m_buffer(std::move(other.m_buffer)), m_bytes(other.m_bytes), m_sum(std::move(other.m_sum)) {}

OutFile::~OutFile() {
    if (m_fd >= 0) ::close(m_fd);
}

Result<void> OutFile::write(std::string_view bytes) {
    m_buffer += bytes;
    m_bytes += bytes.size();
    return m_buffer.size() < bufferBytes ? Result<void>() : flush();
}

Result<void> OutFile::flush() {
    m_sum.add(m_buffer);
    std::string_view left = m_buffer;
    while (!left.empty()) {
        ssize_t const n = ::write(m_fd, left.data(), left.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return failed(errno, m_file);
        left.remove_prefix(static_cast<std::size_t>(n));
    }
    m_buffer.clear();
    return {};
}

Result<FileSum> OutFile::close() {
    if (Result<void> const done = flush(); !done) return base::pass(done);
    if (::close(std::exchange(m_fd, -1)) != 0) return failed(errno, m_file);
    return FileSum{"", m_bytes, m_sum.hex()};
}

Result<OutFolder> OutFolder::create(fs::path const& target, std::string const& id) {
    fs::path const path = target / fmt::format(".{}.part", id);
    if (::mkdir(path.c_str(), 0755) != 0) return failed(errno, target);
    return OutFolder(path);
}

OutFolder::OutFolder(OutFolder&& other) noexcept
    : m_path(std::exchange(other.m_path, {})), m_files(std::move(other.m_files)) {}

OutFolder::~OutFolder() {
    if (m_path.empty()) return;
    std::error_code code;
    fs::remove_all(m_path, code);
    if (code)
        base::logWarning(fmt::format("export: {} could not be removed: {}", m_path.string(), code.message()));
}

Result<void> OutFolder::makeFolder(std::string const& name) {
    if (::mkdir((m_path / name).c_str(), 0755) != 0) return failed(errno, m_path / name);
    return {};
}

Result<OutFile> OutFolder::open(std::string const& path) {
    return OutFile::create(m_path / path);
}

Result<void> OutFolder::put(std::string const& path, std::string_view bytes) {
    Result<OutFile> file = open(path);
    if (!file) return base::pass(file);
    if (Result<void> const done = file->write(bytes); !done) return done;
    Result<FileSum> sum = file->close();
    if (!sum) return base::pass(sum);
    sum->path = path;
    note(*sum);
    return {};
}

Result<void> OutFolder::syncAll() const {
    // All at once, so that a stick writes in long runs: thousands of fsync cost minutes there.
    if (Result<void> const done = sync(m_path, true); !done) return done;
    if (!syncsWhole(m_path)) {
        fs::path folder;
        Result<void> const done = m_files.each([&](FileSum const& file) -> Result<void> {
            fs::path const path = m_path / file.path;
            if (Result<void> const synced = sync(path); !synced) return synced;
            if (path.parent_path() == folder) return {};
            folder = path.parent_path();
            return sync(folder);
        });
        if (!done) return done;
    }
    return sync(m_path);
}

Result<void> OutFolder::publish(std::string const& name) {
    if (Result<void> const done = syncAll(); !done) return done;
    fs::path const target = m_path.parent_path();
    fs::path final = target / name;
    for (int i = 2;; ++i) {
        // vfat of old kernels has no RENAME_NOREPLACE; there the look must do.
        int code =
            ::renameat2(AT_FDCWD, m_path.c_str(), AT_FDCWD, final.c_str(), RENAME_NOREPLACE) == 0 ? 0 : errno;
        if (code == EINVAL || code == ENOSYS) {
            std::error_code ignored;
            bool const taken = fs::exists(fs::symlink_status(final, ignored));
            code = taken ? EEXIST : ::rename(m_path.c_str(), final.c_str()) == 0 ? 0 : errno;
        }
        if (code == 0) break;
        if (code != EEXIST && code != ENOTEMPTY) return failed(code, final);
        final = target / fmt::format("{}_{}", name, i);
    }
    m_path = final;
    // On FAT a rename writes the entry anew; what it points to has to be synced once more.
    if (Result<void> const done = sync(target); !done) return done;
    return syncAll();
}

} // namespace huibiao::handover::internal
