#pragma once

#include "base/result.h"

#include <cstddef>
#include <string_view>
#include <utility>
#include <vector>

namespace huibiao::qr {

/// How much of the symbol may be spoilt and still be read: about 7, 15, 25, 30 % (ISO/IEC 18004).
enum class Level { Low, Medium, Quartile, High };

/// Light modules that must stay around the symbol on all four sides (ISO/IEC 18004, 5.3.8).
inline constexpr int QuietZone = 4;

/// A square of modules without its quiet zone.
class Matrix {
public:
    Matrix(int side, std::vector<bool> dark) : m_side(side), m_dark(std::move(dark)) {}

    [[nodiscard]] int side() const { return m_side; }
    /// 1 (21 modules) to 40 (177 modules).
    [[nodiscard]] int version() const { return (m_side - 17) / 4; }
    /// False outside, so that a loop may run over the quiet zone too.
    [[nodiscard]] bool dark(int x, int y) const {
        return x >= 0 && y >= 0 && x < m_side && y < m_side &&
               m_dark[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_side) +
                      static_cast<std::size_t>(x)];
    }

private:
    int m_side;
    std::vector<bool> m_dark;
};

/// The smallest symbol that holds the bytes of `text` (UTF-8, read as such by phones). Invalid when
/// it is empty or too long: the message says by how many bytes.
[[nodiscard]] base::Result<Matrix> encode(std::string_view text, Level level = Level::Medium);

} // namespace huibiao::qr
