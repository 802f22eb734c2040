#include "draw/internal/jpeg.h"

#include <cstddef>
#include <cstdint>

namespace huibiao::draw {

namespace {

/// Bytes past the end read as 0.
class Bytes {
public:
    Bytes(std::string_view bytes, bool little) : m_bytes(bytes), m_little(little) {}
    [[nodiscard]] unsigned byte(std::size_t at) const {
        return at < m_bytes.size() ? static_cast<std::uint8_t>(m_bytes[at]) : 0U;
    }
    [[nodiscard]] unsigned two(std::size_t at) const {
        return m_little ? byte(at) | byte(at + 1) << 8U : byte(at) << 8U | byte(at + 1);
    }
    [[nodiscard]] unsigned four(std::size_t at) const {
        return m_little ? two(at) | two(at + 2) << 16U : two(at) << 16U | two(at + 2);
    }

private:
    std::string_view m_bytes;
    bool m_little;
};

/// `tiff`: what follows "Exif\0\0" (TIFF 6.0 header and the first directory).
int orientationOf(std::string_view tiff) {
    Bytes const data(tiff, tiff.starts_with("II"));
    constexpr unsigned Orientation = 0x0112;
    std::size_t const directory = data.four(4);
    unsigned const entries = data.two(directory);
    for (unsigned i = 0; i < entries && i < 512; ++i) {
        std::size_t const entry = directory + 2 + std::size_t{12} * i;
        if (entry + 12 > tiff.size()) break;
        if (data.two(entry) != Orientation) continue;
        unsigned const value = data.two(entry + 8);
        return value >= 1 && value <= 8 ? static_cast<int>(value) : 1;
    }
    return 1;
}

} // namespace

JpegFacts readJpegFacts(std::string_view bytes) {
    JpegFacts facts;
    Bytes const data(bytes, false);
    std::size_t at = 2;
    while (at + 1 < bytes.size()) {
        // Between the parts, and inside the compressed scan, everything up to a marker is skipped.
        if (data.byte(at) != 0xFF) {
            ++at;
            continue;
        }
        unsigned const marker = data.byte(at + 1);
        bool const standalone = marker == 0x00 || marker == 0x01 || (marker >= 0xD0 && marker <= 0xD8);
        if (marker == 0xFF) {
            ++at;
        } else if (marker == 0xD9) {
            facts.complete = true;
            return facts;
        } else if (standalone) {
            at += 2;
        } else {
            std::size_t const length = data.two(at + 2);
            std::string_view const body = at + 4 < bytes.size() ? bytes.substr(at + 4) : std::string_view();
            bool const frame =
                marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) facts.components = static_cast<int>(data.byte(at + 9));
            constexpr std::string_view Exif{"Exif\0\0", 6};
            if (marker == 0xE1 && body.starts_with(Exif) && length > 8) {
                facts.orientation = orientationOf(body.substr(6, length - 8));
            }
            at += 2 + (length < 2 ? 2 : length);
        }
    }
    return facts;
}

} // namespace huibiao::draw
