#include "targets.h"

#include <array>

namespace fuzz {

std::span<Target const> targets() {
    static constexpr std::array<Target, 5> all{
        {{"xml", xml}, {"sheet", sheet}, {"xpath", xpath}, {"form", form}, {"xlsform", xlsform}}};
    return all;
}

} // namespace fuzz
