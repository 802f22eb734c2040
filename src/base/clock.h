#pragma once

#include <chrono>
#include <string>

namespace huibiao::base {

using WallTime = std::chrono::system_clock::time_point;
using SteadyTime = std::chrono::steady_clock::time_point;

/// The time as a parameter, so that a test can say what it is.
class Clock {
public:
    Clock() = default;
    Clock(Clock const&) = delete;
    Clock& operator=(Clock const&) = delete;
    virtual ~Clock() = default;

    [[nodiscard]] virtual WallTime wall() const = 0;
    /// Never jumps; for time-outs.
    [[nodiscard]] virtual SteadyTime steady() const = 0;
};

class SystemClock final : public Clock {
public:
    [[nodiscard]] WallTime wall() const override;
    [[nodiscard]] SteadyTime steady() const override;
};

/// Stands still until told to move.
class FakeClock final : public Clock {
public:
    explicit FakeClock(WallTime wall = {}) : m_wall(wall) {}
    void advance(std::chrono::milliseconds by) {
        m_wall += by;
        m_steady += by;
    }
    void set(WallTime wall) { m_wall = wall; }
    [[nodiscard]] WallTime wall() const override { return m_wall; }
    [[nodiscard]] SteadyTime steady() const override { return m_steady; }

private:
    WallTime m_wall;
    SteadyTime m_steady{};
};

/// ISO 8601 with milliseconds and the local zone's offset: 2023-05-18T09:30:00.125+08:00.
[[nodiscard]] std::string isoLocal(WallTime time);
/// ISO 8601 in UTC with milliseconds: 2023-05-18T01:30:00.125Z.
[[nodiscard]] std::string isoUtc(WallTime time);
/// Local civil time for file names: 20230518-0930.
[[nodiscard]] std::string stampLocal(WallTime time);

} // namespace huibiao::base
