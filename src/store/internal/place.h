#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "store/internal/database.h"

#include <filesystem>
#include <memory>

namespace huibiao::store::internal {

/// The folder of a store on the disk: "current/submissions.db" within it, "lock" beside. Every
/// open store holds the lock shared; making or setting aside `current` needs it alone. `current` appears
/// and goes by one rename, so no half-made and no half-removed database can be met there.
class Place {
public:
    [[nodiscard]] static base::Result<Place> enter(std::filesystem::path const& folder, bool mustExist);
    Place(Place&& other) noexcept;
    Place& operator=(Place&& other) noexcept;
    ~Place();

    /// Makes the database if there is none yet (Missing with `mustExist`), and opens it. A damaged one is set
    /// aside under the time's name; `setAside` then says where.
    [[nodiscard]] base::Result<std::unique_ptr<Database>>
    open(bool mustExist, base::WallTime now, std::filesystem::path& setAside, bool lookThrough = true);

    /// Holds the lock alone from here on; false: another process has the store open.
    [[nodiscard]] base::Result<bool> alone();

private:
    Place(std::filesystem::path folder, int lock) : m_folder(std::move(folder)), m_lock(lock) {}
    [[nodiscard]] std::filesystem::path current() const { return m_folder / "current"; }
    [[nodiscard]] std::filesystem::path file() const { return current() / "submissions.db"; }
    void share();
    [[nodiscard]] base::Result<void> make();
    [[nodiscard]] base::Result<std::filesystem::path> moveAside(base::WallTime now);
    /// nullptr: damaged.
    [[nodiscard]] base::Result<std::unique_ptr<Database>> openSound(bool lookThrough);

    std::filesystem::path m_folder;
    int m_lock;
};

} // namespace huibiao::store::internal
