#include "draw/internal/png.h"

#include <png.h>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <new>
#include <vector>

namespace huibiao::draw {

namespace {

using Row = std::vector<std::uint8_t>;

bool opaque(Surface const& surface) {
    constexpr std::uint32_t alpha = 0xFF000000U;
    std::uint8_t const* row = surface.data();
    int const width = surface.width();
    for (int y = surface.height(); y > 0; --y, row += surface.stride()) {
        std::uint32_t all = alpha;
        for (int x = 0; x < width; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, row + std::ptrdiff_t{4} * x, sizeof pixel);
            all &= pixel;
        }
        if (all != alpha) return false;
    }
    return true;
}

/// A row of B G R A, premultiplied, as R G B.
void colours(std::uint8_t const* from, int width, std::uint8_t* to) {
    for (int x = 0; x < width; ++x, from += 4, to += 3) {
        to[0] = from[2];
        to[1] = from[1];
        to[2] = from[0];
    }
}

/// As R G B A, not premultiplied.
void withAlpha(std::uint8_t const* from, int width, std::uint8_t* to) {
    for (int x = 0; x < width; ++x, from += 4, to += 4) {
        unsigned const alpha = from[3];
        for (unsigned c = 0; c < 3; ++c) {
            unsigned const channel = alpha == 0 ? 0 : (from[2 - c] * 255U + alpha / 2) / alpha;
            to[c] = static_cast<std::uint8_t>(std::min(channel, 255U));
        }
        to[3] = from[3];
    }
}

void append(png_structp png, png_bytep bytes, std::size_t count) {
    bool full = false;
    try {
        static_cast<std::string*>(::png_get_io_ptr(png))->append(reinterpret_cast<char const*>(bytes), count);
    } catch (std::bad_alloc const&) {
        full = true;
    }
    if (full) ::png_error(png, "memory"); // which jumps, and not over the handler above
}

/// libpng jumps out of here where it fails: nothing in this function owns anything.
bool write(png_structp png, png_infop info, Surface const& surface, Grain grain, Row& row, std::string& out) {
    if (setjmp(png_jmpbuf(png)) != 0) return false;
    bool const plain = opaque(surface);
    int const width = surface.width();
    ::png_set_write_fn(png, &out, append, nullptr);
    ::png_set_IHDR(png, info, static_cast<png_uint_32>(width), static_cast<png_uint_32>(surface.height()), 8,
                   plain ? PNG_COLOR_TYPE_RGB : PNG_COLOR_TYPE_RGB_ALPHA, PNG_INTERLACE_NONE,
                   PNG_COMPRESSION_TYPE_DEFAULT, PNG_FILTER_TYPE_DEFAULT);
    // Even areas and their edges repeat themselves as they are: differences only hide that from zlib, and
    // from level 4 on it takes half again as long for the last tenth.
    bool const drawing = grain == Grain::Drawing;
    ::png_set_filter(png, PNG_FILTER_TYPE_BASE, drawing ? PNG_FILTER_NONE : PNG_ALL_FILTERS);
    ::png_set_compression_level(png, drawing ? 3 : 6);
    ::png_set_compression_mem_level(png, 9);
    ::png_set_compression_buffer_size(png, 1U << 16U);
    ::png_write_info(png, info);
    std::uint8_t const* from = surface.data();
    for (int y = surface.height(); y > 0; --y, from += surface.stride()) {
        plain ? colours(from, width, row.data()) : withAlpha(from, width, row.data());
        ::png_write_row(png, row.data());
    }
    ::png_write_end(png, info);
    return true;
}

} // namespace

std::optional<std::string> encodePng(Surface const& surface, Grain grain) {
    Row row(std::size_t{4} * static_cast<std::size_t>(surface.width()));
    std::string out;
    auto const silent = [](png_structp, png_const_charp) {};
    png_structp png = ::png_create_write_struct(PNG_LIBPNG_VER_STRING, nullptr, nullptr, silent);
    if (png == nullptr) return std::nullopt;
    png_infop info = ::png_create_info_struct(png);
    bool const done = info != nullptr && write(png, info, surface, grain, row, out);
    ::png_destroy_write_struct(&png, &info);
    if (!done) return std::nullopt;
    return out;
}

} // namespace huibiao::draw
