#pragma once

#include "base/result.h"
#include "draw/canvas.h"
#include "draw/geometry.h"

#include <cstdint>
#include <filesystem>
#include <string>

struct _cairo_surface;

namespace huibiao::draw {

/// What a PNG is packed for: even areas, or every pixel another.
enum class Grain { Drawing, Photograph };

/// Pixels in memory: 32 bits each, premultiplied, in memory order B G R A (GL_BGRA with
/// GL_UNSIGNED_INT_8_8_8_8_REV); transparent at first.
class Surface {
public:
    /// 1 to 32767 pixels a side; Invalid otherwise or when memory does not suffice.
    [[nodiscard]] static base::Result<Surface> create(int width, int height);

    Surface(Surface&&) noexcept;
    Surface& operator=(Surface&&) noexcept;
    ~Surface();

    [[nodiscard]] int width() const;
    [[nodiscard]] int height() const;
    [[nodiscard]] Rect bounds() const;

    /// May be asked for as often as wanted; the drawing state (clip, transform) is per canvas.
    [[nodiscard]] Canvas canvas();

    /// Rows of `stride` bytes, everything drawn so far included. Valid until the surface goes.
    [[nodiscard]] std::uint8_t const* data() const;
    [[nodiscard]] int stride() const;
    /// Of one pixel, not premultiplied. Inside the bounds only.
    [[nodiscard]] Colour at(int x, int y) const;

    /// The encoded PNG; the same bytes for the same pixels.
    [[nodiscard]] base::Result<std::string> png(Grain grain = Grain::Drawing) const;
    /// base::writeDurably of png().
    [[nodiscard]] base::Result<void> writePng(std::filesystem::path const& file) const;

    /// For this module's own .cpp files.
    [[nodiscard]] _cairo_surface* raw() const { return m_surface; }

private:
    explicit Surface(_cairo_surface* surface) : m_surface(surface) {}
    _cairo_surface* m_surface = nullptr;
};

} // namespace huibiao::draw
