#pragma once

#include "base/result.h"

#include <filesystem>
#include <optional>
#include <string>
#include <vector>

namespace huibiao::event {

/// A questionnaire as event.toml names it, read by itself, whatever else is wrong with the event.
struct NamedForm {
    std::size_t entry = 0; ///< of the [[questionnaire]]s, from 0
    std::filesystem::path file{};
    std::string id{}; ///< empty: it cannot be read
    std::string version{};
    bool sealed = false; ///< it has a public key of its own
    std::string xml{};   ///< its bytes, where it is an XForm and no workbook
};
/// One by itself. A failure is that of reading or loading it.
[[nodiscard]] base::Result<NamedForm> readForm(std::filesystem::path const& file);
[[nodiscard]] base::Result<std::vector<NamedForm>> namedForms(std::filesystem::path const& folder);

/// Everything that would keep a questionnaire (.xml or .xlsx) out of an event, as xlsform::check, its media
/// and its public key.
[[nodiscard]] base::Findings checkForm(std::filesystem::path const& file);

/// A new file, relative to the bundle, for an entry; none: a further entry.
struct NewForm {
    std::optional<std::size_t> entry;
    std::filesystem::path file;
};
/// Writes them into event.toml, all at once (base::writeDurably); the file that was there before goes to that
/// entry's `earlier`, so that answers given to it are still exported with their own questions. Every other
/// line stays as it is. Invalid, and nothing is written, where the entries are written in an unusual way.
[[nodiscard]] base::Result<void> setForms(std::filesystem::path const& folder,
                                          std::vector<NewForm> const& forms);

/// A folder in the bundle for forms on their way in; nothing names it, so nobody reads it. One at a time, in
/// this process or another. Gone with the object, and what a power cut left of one goes when the next is
/// made.
class Staging {
public:
    /// Unavailable: another is at it.
    [[nodiscard]] static base::Result<Staging> open(std::filesystem::path const& bundle);
    Staging(Staging&& other) noexcept;
    Staging& operator=(Staging&&) = delete;
    ~Staging();

    [[nodiscard]] std::filesystem::path const& path() const { return m_path; }
    /// Brings the folder `made`, which lies in path(), to the disk and moves it to forms/`name`, or, where
    /// that is taken, to forms/`name`-2 and so on. Returns the new place, relative to the bundle.
    [[nodiscard]] base::Result<std::filesystem::path> settle(std::filesystem::path const& made,
                                                             std::string const& name) const;

private:
    Staging(std::filesystem::path bundle, int lock);
    std::filesystem::path m_bundle;
    std::filesystem::path m_path{};
    int m_lock = -1;
};

} // namespace huibiao::event
