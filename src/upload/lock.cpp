#include "upload/internal/lock.h"

#include "base/file.h"

#include <fcntl.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <utility>

namespace huibiao::upload::internal {

base::Result<Lock> Lock::take(std::filesystem::path const& folder) {
    std::filesystem::path const path = folder / "upload.lock";
    int const file = ::open(path.c_str(), O_RDWR | O_CREAT | O_CLOEXEC, 0600);
    if (file < 0) return tl::unexpected<base::Error>(base::systemError(errno, path));
    Lock lock(file);
    if (::flock(file, LOCK_EX | LOCK_NB) == 0) return lock;
    if (errno != EWOULDBLOCK) return tl::unexpected<base::Error>(base::systemError(errno, path));
    return base::fail(
        base::Kind::Unavailable,
        {"另一个程序正在上传这个活动的答卷", "another program is uploading this event's answers"},
        folder.string());
}

Lock::Lock(Lock&& other) noexcept : m_file(std::exchange(other.m_file, -1)) {}

Lock::~Lock() {
    if (m_file >= 0) ::close(m_file);
}

} // namespace huibiao::upload::internal
