#pragma once

#include <unistd.h>

#include <cstdint>

namespace huibiao::kiosk {

/// Rings an eventfd, which wakes whoever polls it.
inline void ring(int bell) {
    std::uint64_t const one = 1;
    // Full means that it has rung and was not heard yet: as good.
    [[maybe_unused]] auto const written = ::write(bell, &one, sizeof one);
}

} // namespace huibiao::kiosk
