#include "base/file.h"
#include "event/forms.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <sys/file.h>
#include <unistd.h>

#include <cerrno>
#include <cstdio>
#include <cstdlib>
#include <utility>

namespace huibiao::event {

namespace fs = std::filesystem;
using base::Result;

namespace {

constexpr char const* formsFolder = "forms";
constexpr char const* beginning = ".pull-";
constexpr int mostTries = 1000;

} // namespace

Staging::Staging(fs::path bundle, int lock) : m_bundle(std::move(bundle)), m_lock(lock) {}

Staging::Staging(Staging&& other) noexcept
    : m_bundle(std::move(other.m_bundle)), m_path(std::exchange(other.m_path, {})),
      m_lock(std::exchange(other.m_lock, -1)) {}

Staging::~Staging() {
    std::error_code ignored;
    if (!m_path.empty()) fs::remove_all(m_path, ignored);
    // Empty where nothing came of it.
    if (m_lock >= 0) ::rmdir((m_bundle / formsFolder).c_str());
    if (m_lock >= 0) ::close(m_lock);
}

Result<Staging> Staging::open(fs::path const& bundle) {
    fs::path const forms = bundle / formsFolder;
    if (auto const made = base::makeFolder(forms); !made) return base::pass(made);
    int const lock = ::open(forms.c_str(), O_RDONLY | O_DIRECTORY | O_CLOEXEC | O_NOFOLLOW);
    if (lock < 0) return tl::unexpected<base::Error>(base::systemError(errno, forms));
    if (::flock(lock, LOCK_EX | LOCK_NB) != 0) {
        int const code = errno;
        ::close(lock);
        if (code != EWOULDBLOCK) return tl::unexpected<base::Error>(base::systemError(code, forms));
        return base::fail(base::Kind::Unavailable,
                          {"另一个程序正在给这个活动下载问卷，请等它完成",
                           "another program is fetching forms for this event; wait until it is done"},
                          bundle.string());
    }
    Staging staging(bundle, lock);
    std::error_code code;
    std::vector<fs::path> left;
    for (fs::directory_iterator each(forms, code), end; !code && each != end; each.increment(code))
        if (each->path().filename().string().starts_with(beginning)) left.push_back(each->path());
    for (fs::path const& folder : left) fs::remove_all(folder, code);
    std::string pattern = (forms / (std::string(beginning) + "XXXXXX")).string();
    if (::mkdtemp(pattern.data()) == nullptr)
        return tl::unexpected<base::Error>(base::systemError(errno, forms));
    staging.m_path = pattern;
    return staging;
}

Result<fs::path> Staging::settle(fs::path const& made, std::string const& name) const {
    if (auto const synced = base::syncVolume(made); !synced) return base::pass(synced);
    fs::path const forms = m_bundle / formsFolder;
    for (int i = 1; i < mostTries; ++i) {
        std::string const unique = i == 1 ? name : fmt::format("{}-{}", name, i);
        fs::path const target = forms / unique;
        std::error_code code;
        // Nobody else makes folders here: we hold the lock.
        if (fs::symlink_status(target, code).type() != fs::file_type::not_found) continue;
        if (std::rename(made.c_str(), target.c_str()) != 0)
            return tl::unexpected<base::Error>(base::systemError(errno, target));
        if (auto const synced = base::syncFolder(forms); !synced) return base::pass(synced);
        if (auto const synced = base::syncFolder(m_bundle); !synced) return base::pass(synced);
        return fs::path(formsFolder) / unique;
    }
    return base::fail(base::Kind::Exists,
                      {"这里的旧问卷太多，请清理", "there are too many earlier forms here; tidy up"},
                      (forms / name).string());
}

} // namespace huibiao::event
