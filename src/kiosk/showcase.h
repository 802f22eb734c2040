#pragma once

#include "kiosk/things.h"

#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace huibiao::kiosk {

/// What staff see of the kit's things: which there are, what a look at each found, and the one that they have
/// opened. It draws nothing and waits for nothing; the edge does both for it.
class Showcase {
public:
    /// `wall`: the thing that the second screen shows from the start; empty: none.
    explicit Showcase(std::string wall) : m_onWall(std::move(wall)) {}

    /// Asks for the list, where it is not known or could not be had the last time.
    void open();
    [[nodiscard]] bool choose(std::string_view id); ///< false: there is no such thing
    /// To the next thing that there is a picture of; round at the end.
    void step(int by);

    /// nullptr: it is being looked for.
    [[nodiscard]] base::Result<Things> const* things() const { return m_things ? &*m_things : nullptr; }
    /// nullptr: nobody has looked yet.
    [[nodiscard]] base::Result<ThingLook> const* lookOf(std::string const& id) const;
    /// What lookOf says: nothing is drawn of what is left out or cannot be made.
    [[nodiscard]] bool pictured(Thing const& thing) const;
    [[nodiscard]] Thing const* chosen() const;
    /// Of the things on the page so many have been looked at.
    [[nodiscard]] std::size_t looked() const { return m_looks.size(); }

    /// The thing that is to be on the second screen, by id or name; empty: none.
    [[nodiscard]] std::string const& onWall() const { return m_onWall; }
    [[nodiscard]] bool isOnWall(Thing const& thing) const {
        return !m_onWall.empty() && (thing.id == m_onWall || thing.name == m_onWall);
    }
    void putOnWall(std::string id) { m_onWall = std::move(id); }
    /// Nobody has looked yet: as if there were none.
    [[nodiscard]] WallState const& wall() const { return m_wall; }

    // What the edge does for it.
    void wallIs(WallState state) { m_wall = std::move(state); }
    /// The list is wanted; true once.
    [[nodiscard]] bool takeAsk();
    void listed(base::Result<Things> things);
    /// Each is to be looked at, in this order; once.
    [[nodiscard]] std::vector<std::string> takeUnseen();
    void looked(std::string const& id, base::Result<ThingLook> look);

private:
    std::string m_onWall;
    WallState m_wall;
    bool m_asked = false;
    bool m_ask = false;
    std::optional<base::Result<Things>> m_things;
    std::vector<std::string> m_unseen;
    std::map<std::string, base::Result<ThingLook>> m_looks;
    std::optional<std::size_t> m_chosen;
};

} // namespace huibiao::kiosk
