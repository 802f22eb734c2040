#include "handover/internal/beneath.h"

#include "base/file.h"
#include "base/utf8.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/stat.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <utility>
#include <vector>

namespace huibiao::handover::internal {

namespace fs = std::filesystem;
using base::Kind;
using base::Result;

namespace {

constexpr std::size_t Deepest = 8;
constexpr std::size_t LongestName = 255; // bytes, as Linux has it

class File {
public:
    explicit File(int fd) : m_fd(fd) {}
    File(File const&) = delete;
    File& operator=(File const&) = delete;
    ~File() {
        if (m_fd >= 0) ::close(m_fd);
    }
    [[nodiscard]] int get() const { return m_fd; }
    [[nodiscard]] int take() { return std::exchange(m_fd, -1); }
    void become(int fd) {
        if (m_fd >= 0) ::close(m_fd);
        m_fd = fd;
    }

private:
    int m_fd;
};

tl::unexpected<base::Error> failed(int code, fs::path const& where) {
    return tl::unexpected<base::Error>(base::systemError(code, where));
}

/// What stands where a file should, in words; none where it is one.
base::Words const* wrongKind(mode_t mode) {
    static base::Words const link{"这是链接，不是文件：请把文件本身拷进活动包",
                                  "this is a link: copy the file itself into the bundle"};
    static base::Words const folder{"这是文件夹，不是文件", "this is a folder, not a file"};
    static base::Words const special{"这是管道或设备，不是文件", "this is a pipe or a device, not a file"};
    if (S_ISREG(mode)) return nullptr;
    return S_ISLNK(mode) ? &link : S_ISDIR(mode) ? &folder : &special;
}

bool plain(fs::path const& part) {
    std::string const& name = part.native();
    return !name.empty() && name.front() != '.' && name.size() <= LongestName &&
           std::none_of(name.begin(), name.end(), [](unsigned char c) { return c < ' ' || c == 0x7F; });
}

} // namespace

std::string readable(std::uint64_t bytes) {
    double const mib = static_cast<double>(bytes) / (1U << 20U);
    return mib >= 1024 ? fmt::format("{:.1f} GB", mib / 1024) : fmt::format("{:.0f} MB", mib);
}

Result<Beneath> Beneath::open(fs::path const& folder) {
    int const fd = ::open(folder.c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
    if (fd < 0 && (errno == ELOOP || errno == ENOTDIR))
        return base::fail(Kind::Invalid, {"这不是文件夹", "this is no folder"}, folder.string());
    if (fd < 0) return failed(errno, folder);
    return Beneath(folder, fd);
}

Beneath::Beneath(Beneath&& other) noexcept
    : m_folder(std::move(other.m_folder)), m_fd(std::exchange(other.m_fd, -1)) {}

Beneath::~Beneath() {
    if (m_fd >= 0) ::close(m_fd);
}

Result<int> Beneath::reach(fs::path const& name, std::uint64_t& size) const {
    fs::path const where = m_folder / name;
    std::vector<fs::path> const parts(name.begin(), name.end());
    if (name.is_absolute() || parts.empty() || parts.size() > Deepest ||
        !std::all_of(parts.begin(), parts.end(), plain))
        return base::fail(
            Kind::Invalid,
            {"活动包里不能用这样的文件名：不能是别处的路径，不能以点开头，不能有控制字符，最多8层文件夹",
             "a bundle cannot have a file of such a name: no way to elsewhere, no dot at its beginning, no "
             "control characters, at most 8 folders deep"},
            base::validUtf8(name.string()) ? name.string() : m_folder.string());
    File folder(::fcntl(m_fd, F_DUPFD_CLOEXEC, 0));
    for (std::size_t i = 0; i < parts.size(); ++i) {
        bool const last = i + 1 == parts.size();
        struct stat info {};
        // Looked at before it is opened: to open a device can do something already.
        if (::fstatat(folder.get(), parts[i].c_str(), &info, AT_SYMLINK_NOFOLLOW) != 0)
            return failed(errno, where);
        if (!last && S_ISDIR(info.st_mode)) {
            int const fd =
                ::openat(folder.get(), parts[i].c_str(), O_RDONLY | O_DIRECTORY | O_NOFOLLOW | O_CLOEXEC);
            if (fd < 0) return failed(errno, where);
            folder.become(fd);
            continue;
        }
        if (base::Words const* const wrong = wrongKind(info.st_mode))
            return base::fail(Kind::Invalid, *wrong, where.string());
        if (!last) return failed(ENOTDIR, where);
        File file(::openat(folder.get(), parts[i].c_str(), O_RDONLY | O_NOFOLLOW | O_NONBLOCK | O_CLOEXEC));
        if (file.get() < 0) return failed(errno, where);
        if (::fstat(file.get(), &info) != 0) return failed(errno, where);
        // It may have become another between the two looks.
        if (base::Words const* const wrong = wrongKind(info.st_mode))
            return base::fail(Kind::Invalid, *wrong, where.string());
        size = static_cast<std::uint64_t>(info.st_size);
        return file.take();
    }
    return failed(ENOENT, where);
}

Result<std::uint64_t> Beneath::size(fs::path const& name) const {
    std::uint64_t size = 0;
    auto const fd = reach(name, size);
    if (!fd) return base::pass(fd);
    ::close(*fd);
    return size;
}

Result<std::uint64_t> Beneath::copy(fs::path const& name, fs::path const& target, std::uint64_t limit,
                                    std::function<bool(std::uint64_t)> const& go) const {
    std::uint64_t size = 0;
    auto const opened = reach(name, size);
    if (!opened) return base::pass(opened);
    File const from(*opened);
    File const to(::open(target.c_str(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC, 0644));
    if (to.get() < 0) return failed(errno, target);
    std::string piece(1U << 20U, '\0');
    std::uint64_t total = 0;
    for (;;) {
        ssize_t const n = ::read(from.get(), piece.data(), piece.size());
        if (n < 0 && errno == EINTR) continue;
        if (n < 0) return failed(errno, m_folder / name);
        if (n == 0) break;
        total += static_cast<std::uint64_t>(n);
        if (total > limit)
            return base::fail(Kind::Invalid,
                              {fmt::format("文件太大，超过 {}", readable(limit)),
                               fmt::format("the file is larger than {}", readable(limit))},
                              (m_folder / name).string());
        for (std::size_t done = 0; done < static_cast<std::size_t>(n);) {
            ssize_t const wrote = ::write(to.get(), piece.data() + done, static_cast<std::size_t>(n) - done);
            if (wrote < 0 && errno == EINTR) continue;
            if (wrote < 0) return failed(errno, target);
            done += static_cast<std::size_t>(wrote);
        }
        if (!go(total))
            return base::fail(Kind::Cancelled, {"已停止，没有改动", "stopped, nothing was changed"});
    }
    if (::fsync(to.get()) != 0) return failed(errno, target);
    return total;
}

} // namespace huibiao::handover::internal
