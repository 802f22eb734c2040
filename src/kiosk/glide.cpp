#include "kiosk/glide.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace huibiao::kiosk {

using namespace std::chrono_literals;

namespace {

constexpr auto Window = 100ms;    // of the pushes that tell how fast a finger is
constexpr auto Rested = 60ms;     // without a push: the finger held the page
constexpr double Decay = 0.325;   // s
constexpr double Least = 120;     // dp/s below which a push ends where the finger does
constexpr double Most = 4000;     // dp/s: words can still be seen to run past
constexpr double Standing = 0.12; // of Least: nobody sees it move

double seconds(base::SteadyTime::duration time) {
    return std::chrono::duration<double>(time).count();
}

} // namespace

void Glide::drag(double px, base::SteadyTime now) {
    std::erase_if(m_pushes, [&](Push const& push) { return now - push.when > Window; });
    m_pushes.push_back({now, px});
}

void Glide::release(base::SteadyTime now, double pxPerDp) {
    m_speed = 0;
    if (m_pushes.size() > 1 && now - m_pushes.back().when <= Rested) {
        // The first push only says where the others began.
        double way = 0;
        for (std::size_t i = 1; i < m_pushes.size(); ++i) way += m_pushes[i].px;
        double const time = seconds(now - m_pushes.front().when);
        double const speed = time > 0 ? way / time : 0;
        if (std::abs(speed) >= Least * pxPerDp) m_speed = std::clamp(speed, -Most * pxPerDp, Most * pxPerDp);
    }
    m_least = Least * Standing * pxPerDp;
    m_last = now;
    m_pushes.clear();
}

void Glide::stop() {
    m_speed = 0;
    m_pushes.clear();
}

double Glide::step(base::SteadyTime now) {
    if (!moving()) return 0;
    double const time = seconds(now - m_last);
    m_last = now;
    double const left = std::exp(-time / Decay);
    double const way = m_speed * Decay * (1 - left);
    m_speed *= left;
    if (std::abs(m_speed) < m_least) m_speed = 0;
    return way;
}

} // namespace huibiao::kiosk
