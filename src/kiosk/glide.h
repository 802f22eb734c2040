#pragma once

#include "base/clock.h"

#include <vector>

namespace huibiao::kiosk {

/// A page that a finger has pushed runs on and comes to rest: by 1/e every 325 ms, as on a phone. Pure.
class Glide {
public:
    /// The finger has moved the page by `px`.
    void drag(double px, base::SteadyTime now);
    /// The finger has left it. One that rested first leaves it where it is.
    void release(base::SteadyTime now, double pxPerDp);
    void stop();
    [[nodiscard]] bool moving() const { return m_speed != 0; }
    /// By how many px the page has run since the last step; 0 where it rests.
    [[nodiscard]] double step(base::SteadyTime now);

private:
    struct Push {
        base::SteadyTime when;
        double px = 0;
    };
    std::vector<Push> m_pushes; ///< the latest, of no more than a tenth of a second
    double m_speed = 0;         ///< px a second
    double m_least = 0;
    base::SteadyTime m_last{};
};

} // namespace huibiao::kiosk
