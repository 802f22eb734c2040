#pragma once

#include "base/result.h"
#include "kit/piece.h"
#include "layout/layout.h"

#include <set>
#include <vector>

namespace huibiao::kit {

/// Tells what of a piece's pages a person should look at: words set near their least size, pictures too
/// coarse for where they stand. Each slot is told once.
class Judge {
public:
    /// All must outlive it.
    Judge(layout::Layout const& layout, layout::Item const& item, std::vector<Look>& looks)
        : m_layout(layout), m_item(item), m_looks(looks) {}

    /// `scale`: units of the target for one of the layout; `unit`: inches (PDF) or pixels of one unit.
    void look(std::vector<layout::Drawn> const& drawn, layout::Contents const& contents, double scale,
              double unit);

private:
    void say(layout::Slot slot, base::Words words);
    void text(layout::Drawn const& drawn, double scale);
    void picture(layout::Drawn const& drawn, layout::Contents const& contents, double unit);

    layout::Layout const& m_layout;
    layout::Item const& m_item;
    std::vector<Look>& m_looks;
    std::set<layout::Slot> m_said;
};

} // namespace huibiao::kit
