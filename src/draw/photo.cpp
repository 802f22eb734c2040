#include "draw/photo.h"

#include "base/file.h"
#include "draw/internal/jpeg.h"
#include "draw/internal/raster.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

#define STB_IMAGE_WRITE_IMPLEMENTATION
#define STB_IMAGE_WRITE_STATIC
#define STBI_WRITE_NO_STDIO
#pragma GCC diagnostic push
#pragma GCC diagnostic ignored "-Wmissing-field-initializers"
#pragma GCC diagnostic ignored "-Wunused-function"
#include <stb/stb_image_write.h>
#pragma GCC diagnostic pop

namespace huibiao::draw {

namespace {

constexpr int Quality = 92; // above 90 stb_image_write keeps the colours at full resolution

void append(void* to, void* bytes, int count) {
    static_cast<std::string*>(to)->append(static_cast<char const*>(bytes), static_cast<std::size_t>(count));
}

/// Three bytes a pixel, on white where something is transparent.
std::vector<std::uint8_t> opaque(Surface const& surface) {
    auto const width = static_cast<std::size_t>(surface.width());
    auto const height = static_cast<std::size_t>(surface.height());
    std::vector<std::uint8_t> out(width * height * 3);
    std::uint8_t* to = out.data();
    for (std::size_t y = 0; y < height; ++y) {
        std::uint8_t const* from = surface.data() + y * static_cast<std::size_t>(surface.stride());
        for (std::size_t x = 0; x < width; ++x, from += 4) {
            int const white = 255 - from[3];
            for (int const channel : {2, 1, 0})
                *to++ = static_cast<std::uint8_t>(std::min(255, from[channel] + white));
        }
    }
    return out;
}

} // namespace

base::Result<Photo> Photo::load(std::filesystem::path const& file) {
    Picture::Limits const limits;
    auto const bytes = base::readFile(file, limits.mostBytes);
    if (!bytes) return base::pass(bytes);
    bool const jpeg = looksLikeJpeg(*bytes);
    if (!jpeg && !looksLikePng(*bytes)) {
        // Says what it is, and what is wrong with it.
        auto const picture = Picture::load(file, limits);
        if (!picture) return base::pass(picture);
        return base::fail(
            base::Kind::Unsupported,
            {"这是矢量图，不是照片；请用 JPEG 或 PNG", "a drawing, not a photograph; take a JPEG or PNG"},
            file.string());
    }
    if (jpeg && readJpegFacts(*bytes).components == 4)
        return base::fail(base::Kind::Unsupported,
                          {"这是印刷用的 CMYK 图片，请另存为普通的（RGB）JPEG",
                           "a CMYK picture, made for print; save it as an ordinary (RGB) JPEG"},
                          file.string());
    auto surface = decodeRaster(*bytes, file.string(), limits);
    if (!surface) return base::pass(surface);
    return Photo(std::move(*surface), jpeg, jpeg ? keptParts(*bytes) : std::string());
}

base::Result<std::string> Photo::encode() const {
    if (!m_jpeg) return m_surface.png(Grain::Photograph);
    std::vector<std::uint8_t> const pixels = opaque(m_surface);
    std::string out;
    if (stbi_write_jpg_to_func(append, &out, m_surface.width(), m_surface.height(), 3, pixels.data(),
                               Quality) == 0)
        return base::fail(base::Kind::Io, {"JPEG 编码失败", "the JPEG could not be encoded"});
    // Behind SOI and the JFIF part, which stb_image_write makes 18 bytes long.
    std::size_t const behind = out.substr(2, 2) == "\xFF\xE0" ? 20 : 2;
    out.insert(behind, m_notes);
    return out;
}

} // namespace huibiao::draw
