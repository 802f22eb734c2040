#pragma once

#include "kiosk/things.h"

#include <cstddef>
#include <cstdint>
#include <map>
#include <vector>

namespace huibiao::kiosk {

/// Pictures of the things that have been drawn, the last used of them, and those that a scene asked for in
/// vain. They show what hangs in public: nothing of them has to be forgotten between two people.
class Shots {
public:
    /// So much memory; what is in use now stays whatever it takes.
    static constexpr std::size_t MostBytes = 96U << 20U;

    /// nullptr: it is not there yet, and is wanted from now on.
    [[nodiscard]] Shot const* find(ShotKey const& key);
    void put(ShotKey const& key, Shot shot);
    /// Those that were asked for since the last call and are not there.
    [[nodiscard]] std::vector<ShotKey> takeWanted();

private:
    struct Kept {
        Shot shot;
        std::size_t bytes = 0;
        std::uint64_t used = 0;
    };
    std::map<ShotKey, Kept> m_kept;
    std::vector<ShotKey> m_wanted; ///< in the order of asking
    std::size_t m_bytes = 0;
    std::uint64_t m_turn = 0;
};

} // namespace huibiao::kiosk
