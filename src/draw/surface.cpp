#include "draw/surface.h"

#include "base/file.h"
#include "draw/internal/png.h"

#include <cairo.h>
#include <fmt/format.h>

#include <cstddef>
#include <utility>

namespace huibiao::draw {

base::Result<Surface> Surface::create(int width, int height) {
    constexpr int Most = 32767;
    if (width < 1 || height < 1 || width > Most || height > Most) {
        return base::fail(
            base::Kind::Invalid,
            {fmt::format("画面 {}x{} 像素不行：每边应为 1 到 {}", width, height, Most),
             fmt::format("a picture of {}x{} px cannot be: 1 to {} a side", width, height, Most)});
    }
    cairo_surface_t* raw = cairo_image_surface_create(CAIRO_FORMAT_ARGB32, width, height);
    if (cairo_surface_status(raw) != CAIRO_STATUS_SUCCESS) {
        cairo_surface_destroy(raw);
        return base::fail(
            base::Kind::Invalid,
            {fmt::format("内存不够画 {}x{} 像素，请改小尺寸", width, height),
             fmt::format("not enough memory for {}x{} px: ask for a smaller size", width, height)});
    }
    return Surface(raw);
}

Surface::Surface(Surface&& other) noexcept : m_surface(std::exchange(other.m_surface, nullptr)) {}

Surface& Surface::operator=(Surface&& other) noexcept {
    std::swap(m_surface, other.m_surface);
    return *this;
}

Surface::~Surface() {
    if (m_surface != nullptr) cairo_surface_destroy(m_surface);
}

int Surface::width() const {
    return cairo_image_surface_get_width(m_surface);
}

int Surface::height() const {
    return cairo_image_surface_get_height(m_surface);
}

Rect Surface::bounds() const {
    return {0, 0, static_cast<double>(width()), static_cast<double>(height())};
}

Canvas Surface::canvas() {
    cairo_t* context = cairo_create(m_surface);
    Canvas canvas(context);
    cairo_destroy(context);
    return canvas;
}

std::uint8_t const* Surface::data() const {
    cairo_surface_flush(m_surface);
    return cairo_image_surface_get_data(m_surface);
}

int Surface::stride() const {
    return cairo_image_surface_get_stride(m_surface);
}

Colour Surface::at(int x, int y) const {
    std::uint8_t const* p = data() + static_cast<std::ptrdiff_t>(y) * stride() + std::ptrdiff_t{4} * x;
    std::uint8_t const alpha = p[3];
    auto const straight = [alpha](std::uint8_t channel) {
        if (alpha == 0) return std::uint8_t{0};
        return static_cast<std::uint8_t>(std::min(255, (channel * 255 + alpha / 2) / alpha));
    };
    return {straight(p[2]), straight(p[1]), straight(p[0]), alpha};
}

base::Result<std::string> Surface::png(Grain grain) const {
    auto bytes = encodePng(*this, grain);
    if (!bytes)
        return base::fail(base::Kind::Io,
                          {"PNG 编码失败：内存不够", "PNG could not be encoded: not enough memory"});
    return std::move(*bytes);
}

base::Result<void> Surface::writePng(std::filesystem::path const& file) const {
    auto const bytes = png();
    if (!bytes) return base::pass(bytes);
    return base::writeDurably(file, *bytes);
}

} // namespace huibiao::draw
