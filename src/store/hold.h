#pragma once

#include "base/result.h"

#include <filesystem>
#include <memory>

namespace huibiao::store {

/// Nobody else has the store open while it lives: its folder can be moved. A database that stays open under a
/// name that has become another's would, when it is closed, delete the other's log.
class Hold {
public:
    /// Unavailable: somebody has it open, this process too. Missing: there is no store.
    [[nodiscard]] static base::Result<Hold> take(std::filesystem::path const& folder);
    Hold(Hold&&) noexcept;
    Hold& operator=(Hold&&) noexcept;
    ~Hold();

private:
    struct State;
    explicit Hold(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace huibiao::store
