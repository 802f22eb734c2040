#include "draw/internal/raster.h"

#include "draw/internal/jpeg.h"

#include <cairo.h>
#include <fmt/format.h>

#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <memory>
#include <utility>

#define STB_IMAGE_IMPLEMENTATION
#define STB_IMAGE_STATIC
#define STBI_ONLY_PNG
#define STBI_ONLY_JPEG
#define STBI_NO_STDIO
#define STBI_NO_LINEAR
#define STBI_NO_HDR
#define STBI_MAX_DIMENSIONS 32767
#include <stb/stb_image.h>

namespace huibiao::draw {

namespace {

struct Free {
    void operator()(stbi_uc* pixels) const { stbi_image_free(pixels); }
};
using Pixels = std::unique_ptr<stbi_uc, Free>;

tl::unexpected<base::Error> broken(std::string const& name) {
    std::string const reason = stbi_failure_reason() != nullptr ? stbi_failure_reason() : "?";
    return base::fail(base::Kind::Invalid,
                      {"图片损坏或不完整（" + reason + "），请换一个文件",
                       "this picture is broken or cut short (" + reason + "); take another file"},
                      name);
}

base::Result<void> checkSize(int width, int height, std::string const& name, Picture::Limits const& limits) {
    if (std::min(width, height) < limits.leastSide) {
        return base::fail(
            base::Kind::Invalid,
            {fmt::format("图片太小：{}x{} 像素，每边至少 {}，请用更清晰的文件或 SVG", width, height,
                         limits.leastSide),
             fmt::format("too small: {}x{} px, at least {} a side; take a larger file or an SVG", width,
                         height, limits.leastSide)},
            name);
    }
    auto const pixels = static_cast<std::size_t>(width) * static_cast<std::size_t>(height);
    if (pixels > limits.mostPixels) {
        return base::fail(base::Kind::Invalid,
                          {fmt::format("图片太大：{}x{} 像素，总数不能超过 {} 万，请缩小后再用", width,
                                       height, limits.mostPixels / 10000),
                           fmt::format("too large: {}x{} px, at most {} million in all; scale it down", width,
                                       height, limits.mostPixels / 1'000'000)},
                          name);
    }
    return {};
}

/// Where the pixel (x, y) of the file goes, by EXIF orientation, in an upright picture of that size.
std::pair<int, int> upright(int orientation, int x, int y, int width, int height) {
    switch (orientation) {
    case 2: return {width - 1 - x, y};
    case 3: return {width - 1 - x, height - 1 - y};
    case 4: return {x, height - 1 - y};
    case 5: return {y, x};
    case 6: return {height - 1 - y, x};
    case 7: return {height - 1 - y, width - 1 - x};
    case 8: return {y, width - 1 - x};
    default: return {x, y};
    }
}

std::uint32_t premultiplied(stbi_uc const* p) {
    std::uint32_t const alpha = p[3];
    auto const times = [alpha](stbi_uc channel) { return (channel * alpha + 127U) / 255U; };
    return alpha << 24U | times(p[0]) << 16U | times(p[1]) << 8U | times(p[2]);
}

void keepJpeg(Surface const& surface, std::string_view bytes) {
    auto* copy = static_cast<unsigned char*>(std::malloc(bytes.size()));
    if (copy == nullptr) return;
    std::memcpy(copy, bytes.data(), bytes.size());
    cairo_status_t const status =
        cairo_surface_set_mime_data(surface.raw(), CAIRO_MIME_TYPE_JPEG, copy, bytes.size(), std::free, copy);
    if (status != CAIRO_STATUS_SUCCESS) std::free(copy);
}

} // namespace

bool looksLikePng(std::string_view bytes) {
    return bytes.starts_with("\x89PNG\r\n\x1A\n");
}

bool looksLikeJpeg(std::string_view bytes) {
    return bytes.starts_with("\xFF\xD8\xFF");
}

namespace {

/// What a PNG says of its size, in its first chunk (ISO/IEC 15948, 11.2.2): stb_image reads no header of more
/// than 2^30 bytes of pixels, and says then that it is no picture.
base::Result<void> checkPngHeader(std::string_view bytes, std::string const& name,
                                  Picture::Limits const& limits) {
    constexpr std::size_t widthAt = 16, heightAt = 20, end = 24;
    if (bytes.size() < end || bytes.substr(12, 4) != "IHDR") return {};
    auto const number = [&](std::size_t at) {
        std::uint32_t value = 0;
        for (std::size_t i = 0; i < 4; ++i) value = value << 8U | static_cast<unsigned char>(bytes[at + i]);
        return value;
    };
    constexpr std::uint32_t most = 1U << 24U; // stb_image's own
    std::uint32_t const width = number(widthAt), height = number(heightAt);
    if (width == 0 || height == 0 || width > most || height > most) return {}; // no size at all
    auto const pixels = static_cast<std::size_t>(width) * height;
    if (pixels <= limits.mostPixels) return {};
    return checkSize(static_cast<int>(width), static_cast<int>(height), name, limits);
}

} // namespace

base::Result<Surface> decodeRaster(std::string_view bytes, std::string const& name,
                                   Picture::Limits const& limits) {
    auto const* data = reinterpret_cast<stbi_uc const*>(bytes.data());
    auto const length = static_cast<int>(bytes.size());
    JpegFacts facts;
    bool const jpeg = looksLikeJpeg(bytes);
    if (jpeg) {
        facts = readJpegFacts(bytes);
        if (!facts.complete) {
            return base::fail(
                base::Kind::Invalid,
                {"图片不完整（文件被截断），请重新复制", "this picture is cut short; copy the file again"},
                name);
        }
        if (!facts.sound) {
            return base::fail(base::Kind::Invalid,
                              {"图片损坏，请换一个文件", "this picture is broken; take another file"}, name);
        }
    }
    if (looksLikePng(bytes))
        if (auto const fine = checkPngHeader(bytes, name, limits); !fine) return base::pass(fine);
    int width = 0;
    int height = 0;
    int channels = 0;
    if (stbi_info_from_memory(data, length, &width, &height, &channels) == 0) return broken(name);
    if (auto const fine = checkSize(width, height, name, limits); !fine) return base::pass(fine);

    Pixels const pixels(stbi_load_from_memory(data, length, &width, &height, &channels, 4));
    if (pixels == nullptr) return broken(name);

    bool const turned = facts.orientation >= 5;
    auto surface = Surface::create(turned ? height : width, turned ? width : height);
    if (!surface) return surface;
    unsigned char* out = cairo_image_surface_get_data(surface->raw());
    auto const stride = static_cast<std::ptrdiff_t>(surface->stride());
    for (int y = 0; y < height; ++y) {
        stbi_uc const* row = pixels.get() + std::ptrdiff_t{4} * width * y;
        for (int x = 0; x < width; ++x) {
            auto const [toX, toY] = upright(facts.orientation, x, y, width, height);
            std::uint32_t const pixel = premultiplied(row + std::ptrdiff_t{4} * x);
            std::memcpy(out + toY * stride + std::ptrdiff_t{4} * toX, &pixel, sizeof pixel);
        }
    }
    cairo_surface_mark_dirty(surface->raw());
    if (jpeg && facts.orientation == 1 && facts.components < 4) keepJpeg(*surface, bytes);
    return surface;
}

} // namespace huibiao::draw
