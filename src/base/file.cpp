#include "base/file.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <sys/statvfs.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>
#include <memory>
#include <new>
#include <utility>
#include <vector>

namespace huibiao::base {

namespace {

/// Closes on every way out; close() itself is asked for where its answer matters.
class Descriptor {
public:
    explicit Descriptor(int fd) : m_fd(fd) {}
    Descriptor(Descriptor const&) = delete;
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(m_fd, other.m_fd);
        return *this;
    }
    ~Descriptor() {
        if (m_fd >= 0) ::close(m_fd);
    }
    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] bool close() {
        int const fd = std::exchange(m_fd, -1);
        return ::close(fd) == 0;
    }

private:
    int m_fd;
};

tl::unexpected<Error> failed(int code, fs::path const& path) {
    return tl::unexpected<Error>(systemError(code, path));
}

int openRetrying(fs::path const& path, int flags, mode_t mode = 0) {
    int fd = -1;
    do fd = ::open(path.c_str(), flags | O_CLOEXEC, mode);
    while (fd < 0 && errno == EINTR);
    return fd;
}

/// 0, or the errno of what went wrong.
int writeAll(int fd, std::string_view bytes) {
    while (!bytes.empty()) {
        ssize_t const n = ::write(fd, bytes.data(), bytes.size());
        if (n < 0) {
            if (errno == EINTR) continue;
            return errno;
        }
        bytes.remove_prefix(static_cast<std::size_t>(n));
    }
    return 0;
}

int writeTemporary(fs::path const& temporary, std::string_view bytes, unsigned mode) {
    Descriptor file(openRetrying(temporary, O_WRONLY | O_CREAT | O_TRUNC, mode));
    if (file.get() < 0) return errno;
    if (int const code = writeAll(file.get(), bytes)) return code;
    if (::fsync(file.get()) != 0) return errno;
    return file.close() ? 0 : errno;
}

int syncFile(fs::path const& path) {
    Descriptor file(openRetrying(path, O_RDONLY));
    if (file.get() < 0) return errno;
    return ::fsync(file.get()) == 0 ? 0 : errno;
}

fs::path folderOf(fs::path const& path) {
    fs::path folder = path.parent_path();
    return folder.empty() ? fs::path(".") : folder;
}

Result<void> publish(fs::path const& path, std::string_view bytes, bool replace, unsigned mode = 0644) {
    fs::path const temporary =
        folderOf(path) / fmt::format(".{}.{}.part", path.filename().string(), ::getpid());
    int code = writeTemporary(temporary, bytes, mode);
    if (code == 0 && !replace) {
        // link() refuses a taken name at once; vfat has no links, and there the check comes first.
        if (::link(temporary.c_str(), path.c_str()) == 0) {
            ::unlink(temporary.c_str());
            if (int const sync = syncFile(path)) return failed(sync, path);
            return syncFolder(folderOf(path));
        }
        if (errno == EEXIST)
            code = EEXIST;
        else if (::access(path.c_str(), F_OK) == 0)
            code = EEXIST;
    }
    if (code == 0 && ::rename(temporary.c_str(), path.c_str()) != 0) code = errno;
    if (code != 0) {
        ::unlink(temporary.c_str());
        return failed(code, path);
    }
    if (int const sync = syncFile(path)) return failed(sync, path);
    return syncFolder(folderOf(path));
}

} // namespace

Result<std::string> readFile(fs::path const& path, std::size_t limit) {
    Descriptor file(openRetrying(path, O_RDONLY | O_NONBLOCK));
    if (file.get() < 0) return failed(errno, path);
    struct stat info {};
    if (::fstat(file.get(), &info) != 0) return failed(errno, path);
    if (!S_ISREG(info.st_mode))
        return fail(Kind::Invalid, {"这不是一个文件", "this is not a file"}, path.string());
    std::string bytes;
    if (info.st_size > 0) bytes.reserve(std::min(limit, static_cast<std::size_t>(info.st_size)));
    char chunk[65536];
    for (;;) {
        ssize_t const n = ::read(file.get(), chunk, sizeof chunk);
        if (n < 0) {
            if (errno == EINTR) continue;
            return failed(errno, path);
        }
        if (n == 0) return bytes;
        bytes.append(chunk, static_cast<std::size_t>(n));
        if (bytes.size() > limit)
            return fail(Kind::Invalid,
                        {fmt::format("文件太大，超过 {} MB", limit >> 20U),
                         fmt::format("the file is larger than {} MB", limit >> 20U)},
                        path.string());
    }
}

Result<void> writeDurably(fs::path const& path, std::string_view bytes) {
    return publish(path, bytes, true);
}

Result<void> writeNewDurably(fs::path const& path, std::string_view bytes, unsigned mode) {
    return publish(path, bytes, false, mode);
}

Result<void> readPieces(fs::path const& path, bool fromDevice,
                        std::function<void(std::string_view)> const& take) {
    constexpr std::size_t piece = 1U << 20U;
    constexpr std::align_val_t aligned{4096}; // the largest block that a device asks for
    struct Free {
        void operator()(char* bytes) const { ::operator delete[](bytes, aligned); }
    };
    std::unique_ptr<char[], Free> const buffer(static_cast<char*>(::operator new[](piece, aligned)));
    constexpr int flags = O_RDONLY | O_NOFOLLOW | O_NONBLOCK;
    bool direct = fromDevice;
    Descriptor file(openRetrying(path, direct ? flags | O_DIRECT : flags));
    if (file.get() < 0 && direct && errno == EINVAL) {
        direct = false;
        file = Descriptor(openRetrying(path, flags));
    }
    if (file.get() < 0) return failed(errno, path);
    if (fromDevice && !direct) ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED);
    for (;;) {
        ssize_t const n = ::read(file.get(), buffer.get(), piece);
        if (n < 0 && errno == EINTR) continue;
        // Some take the flag and then refuse; and none reads on from where the last, odd piece ended.
        if (n < 0 && direct && errno == EINVAL) {
            direct = false;
            if (::fcntl(file.get(), F_SETFL, O_NONBLOCK) != 0) return failed(errno, path);
            if (::lseek(file.get(), 0, SEEK_CUR) == 0) ::posix_fadvise(file.get(), 0, 0, POSIX_FADV_DONTNEED);
            continue;
        }
        if (n < 0) return failed(errno, path);
        if (n == 0) return {};
        take({buffer.get(), static_cast<std::size_t>(n)});
    }
}

Result<void> verifyOnDevice(fs::path const& path, std::string_view bytes) {
    bool same = true;
    std::size_t at = 0;
    Result<void> const read = readPieces(path, true, [&](std::string_view piece) {
        same = same && bytes.substr(std::min(at, bytes.size()), piece.size()) == piece;
        at += piece.size();
    });
    if (!read) return read;
    if (same && at == bytes.size()) return {};
    return fail(Kind::Io,
                {"写入后核对不一致，请换一个U盘再导出一次",
                 "what was read back differs; export again to another stick"},
                path.string());
}

Result<void> writeNew(fs::path const& path, std::string_view bytes) {
    Descriptor file(openRetrying(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0644));
    if (file.get() < 0) return failed(errno, path);
    int code = writeAll(file.get(), bytes);
    if (!file.close() && code == 0) code = errno;
    if (code == 0) return {};
    ::unlink(path.c_str());
    return failed(code, path);
}

Result<void> syncVolume(fs::path const& path) {
    Descriptor file(openRetrying(path, O_RDONLY));
    if (file.get() < 0) return failed(errno, path);
    if (::syncfs(file.get()) != 0) return failed(errno, path);
    return {};
}

Result<void> syncFolder(fs::path const& folder) {
    Descriptor dir(openRetrying(folder, O_RDONLY | O_DIRECTORY));
    if (dir.get() < 0) return failed(errno, folder);
    // Some FUSE volumes know no fsync of a folder and say EINVAL; there is nothing more to do there.
    if (::fsync(dir.get()) != 0 && errno != EINVAL) return failed(errno, folder);
    return {};
}

Result<void> makeFolder(fs::path const& folder) {
    std::error_code code;
    fs::create_directories(folder, code);
    if (code) return failed(code.value(), folder);
    return {};
}

Result<void> eraseFile(fs::path const& path) {
    struct stat info {};
    if (::lstat(path.c_str(), &info) != 0) {
        if (errno == ENOENT) return {};
        return failed(errno, path);
    }
    // A name more of the same file is another's.
    if (S_ISREG(info.st_mode) && info.st_nlink == 1) {
        Descriptor file(openRetrying(path, O_WRONLY | O_NOFOLLOW | O_NONBLOCK));
        if (file.get() < 0) return failed(errno, path);
        std::string const zeros(std::min<std::size_t>(1U << 20U, static_cast<std::size_t>(info.st_size)),
                                '\0');
        for (std::size_t left = static_cast<std::size_t>(info.st_size); left > 0;) {
            std::size_t const n = std::min(left, zeros.size());
            if (int const code = writeAll(file.get(), std::string_view(zeros).substr(0, n)))
                return failed(code, path);
            left -= n;
        }
        if (::fdatasync(file.get()) != 0) return failed(errno, path);
    }
    if (::unlink(path.c_str()) != 0) return failed(errno, path);
    return {};
}

void eraseTree(fs::path const& folder, Findings& remains) {
    std::error_code code;
    if (!fs::exists(fs::symlink_status(folder, code))) return;
    std::vector<fs::path> files;
    for (fs::recursive_directory_iterator each(folder, code), end; !code && each != end; each.increment(code))
        if (each->is_symlink(code) || !each->is_directory(code)) files.push_back(each->path());
    bool all = true;
    for (fs::path const& file : files)
        if (Result<void> const done = eraseFile(file); !done) {
            remains.push_back({false, done.error()});
            all = false;
        }
    if (!all) return;
    fs::remove_all(folder, code);
    if (code) remains.push_back({false, systemError(code.value(), folder)});
}

Result<std::uint64_t> freeBytes(fs::path const& path) {
    struct statvfs info {};
    if (::statvfs(path.c_str(), &info) != 0) return failed(errno, path);
    return static_cast<std::uint64_t>(info.f_bavail) * info.f_frsize;
}

Error systemError(int code, fs::path const& path) {
    std::string const where = path.string();
    switch (code) {
    case ENOENT:
    case ENOTDIR: return {Kind::Missing, {"找不到这个文件或文件夹", "no such file or folder"}, where};
    case EEXIST:
        return {
            Kind::Exists, {"已有同名文件，没有覆盖它", "the name is taken; it was not overwritten"}, where};
    case EACCES:
    case EPERM: return {Kind::Denied, {"没有读写权限", "no permission"}, where};
    case EROFS:
        return {Kind::Denied,
                {"磁盘或U盘是只读的（检查写保护开关）", "the volume is read-only (check its lock switch)"},
                where};
    case ENOSPC:
    case EDQUOT:
        return {Kind::Full,
                {"磁盘或U盘已满，请腾出空间或换一个", "the volume is full; free some room or use another"},
                where};
    case ENODEV:
    case ENXIO:
        return {Kind::Io,
                {"U盘或磁盘不在了：可能被拔出，请插好再试一次",
                 "the device is gone: it may have been pulled out; plug it in and try again"},
                where};
    case EIO:
        return {
            Kind::Io,
            {"读写失败：U盘可能松动、被拔出或已损坏，请插好再试，或换一个",
             "the device failed: it may be loose, pulled out or damaged; plug it in again, or use another"},
            where};
    case EFBIG:
        return {Kind::Full,
                {"文件太大，这个U盘的格式放不下（FAT32 最大 4 GB）",
                 "the file is too large for the volume's format (4 GB on FAT32)"},
                where};
    default:
        return {Kind::Io,
                {fmt::format("系统错误：{}", std::strerror(code)),
                 fmt::format("system error: {}", std::strerror(code))},
                where};
    }
}

} // namespace huibiao::base
