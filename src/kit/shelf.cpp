#include "kit/internal/shelf.h"

#include "base/file.h"

#include <fcntl.h>
#include <stdio.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace huibiao::kit {

namespace {

namespace fs = std::filesystem;

tl::unexpected<base::Error> failed(std::error_code const& code, fs::path const& path) {
    return tl::unexpected<base::Error>(base::systemError(code.value(), path));
}

/// Changes the two about in one step where the volume can (RENAME_EXCHANGE), else in three.
std::error_code exchange(fs::path const& one, fs::path const& other) {
    if (::renameat2(AT_FDCWD, one.c_str(), AT_FDCWD, other.c_str(), RENAME_EXCHANGE) == 0) return {};
    if (errno != EINVAL && errno != ENOSYS) return {errno, std::generic_category()};
    fs::path between = one;
    between += ".old";
    std::error_code code;
    fs::rename(other, between, code);
    if (!code) fs::rename(one, other, code);
    if (code) {
        std::error_code ignored;
        fs::rename(between, other, ignored);
        return code;
    }
    fs::rename(between, one, code);
    return code;
}

} // namespace

base::Result<Shelf> Shelf::begin(fs::path const& to) {
    fs::path place = fs::absolute(to).lexically_normal();
    if (!place.has_filename()) place = place.parent_path();
    fs::path const beside = place.parent_path() / ("." + place.filename().string() + ".huibiao-new");
    if (auto const made = base::makeFolder(place.parent_path()); !made) return base::pass(made);
    std::error_code code;
    fs::remove_all(beside, code);
    if (code) return failed(code, beside);
    if (auto const made = base::makeFolder(beside); !made) return base::pass(made);
    return Shelf(place, beside);
}

Shelf::Shelf(Shelf&& other) noexcept
    : m_to(std::move(other.m_to)), m_beside(std::exchange(other.m_beside, fs::path())),
      m_names(std::move(other.m_names)) {}

Shelf::~Shelf() {
    if (m_beside.empty()) return;
    std::error_code ignored;
    fs::remove_all(m_beside, ignored);
}

base::Result<void> Shelf::put(std::string const& name, std::string_view bytes) {
    m_names.push_back(name);
    return base::writeNew(m_beside / name, bytes);
}

base::Result<void> Shelf::place(std::vector<std::string> const& old) {
    if (auto const synced = base::syncVolume(m_beside); !synced) return synced;
    std::error_code code;
    if (!fs::exists(m_to, code)) {
        fs::rename(m_beside, m_to, code);
        if (code) return failed(code, m_to);
        m_beside.clear();
        return base::syncFolder(m_to.parent_path());
    }
    code = exchange(m_beside, m_to);
    if (code) return failed(code, m_to);
    // What stood there lies beside now. Its owner's own files come along.
    for (fs::directory_iterator at(m_beside, code), end; !code && at != end; at.increment(code)) {
        std::string const name = at->path().filename().string();
        bool const ours = std::ranges::find(old, name) != old.end();
        bool const taken = std::ranges::find(m_names, name) != m_names.end();
        if (!ours && !taken) fs::rename(at->path(), m_to / name, code);
    }
    if (code) return failed(code, m_to);
    return base::syncFolder(m_to.parent_path());
}

} // namespace huibiao::kit
