#pragma once

#include "base/result.h"
#include "draw/geometry.h"

#include <string>
#include <vector>

namespace huibiao::kiosk {

/// A signature or a drawing while it is made: lines in dp of its pad. Overwritten when it goes.
class Drawing {
public:
    /// Width of the pen, dp.
    static constexpr double Pen = 5;
    /// Lines beyond are not taken.
    static constexpr std::size_t MostLines = 2000;

    Drawing() = default;
    Drawing(Drawing&&) noexcept = default;
    Drawing& operator=(Drawing&&) noexcept = default;
    ~Drawing() { clear(); }

    void add(std::vector<draw::Point> const& line, draw::Size size);
    void clear();
    [[nodiscard]] std::vector<std::vector<draw::Point>> const& lines() const { return m_lines; }

    /// Black on white, at most 800 px wide, as a PNG.
    [[nodiscard]] base::Result<std::string> png() const;

    bool changed = false; ///< since it was last made a file

private:
    std::vector<std::vector<draw::Point>> m_lines;
    draw::Size m_size;
};

} // namespace huibiao::kiosk
