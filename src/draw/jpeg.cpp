#include "draw/internal/jpeg.h"

#include <algorithm>
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

/// `part`: a whole APP1 with EXIF. Nothing where its directory cannot be walked.
std::string upright(std::string part) {
    constexpr std::size_t Tiff = 10; // behind the marker, the length and "Exif\0\0"
    std::string_view const tiff = std::string_view(part).substr(std::min(Tiff, part.size()));
    bool const little = tiff.starts_with("II");
    if (!little && !tiff.starts_with("MM")) return {};
    Bytes const data(tiff, little);
    std::size_t const directory = data.four(4);
    unsigned const entries = data.two(directory);
    std::size_t const next = directory + 2 + std::size_t{12} * entries;
    if (directory < 8 || next + 4 > tiff.size()) return {};
    std::size_t orientation = 0;
    constexpr unsigned Orientation = 0x0112;
    for (std::size_t at = directory + 2; at < next; at += 12)
        if (data.two(at) == Orientation) orientation = at + 8;
    if (orientation > 0) {
        part[Tiff + orientation] = little ? '\1' : '\0';
        part[Tiff + orientation + 1] = little ? '\0' : '\1';
    }
    for (std::size_t i = 0; i < 4; ++i) part[Tiff + next + i] = '\0'; // to the directory of the thumbnail
    return part;
}

/// DHT: one or more of {class and number, 16 counts, as many values as they add up to}.
bool soundTables(Bytes const& data, std::size_t at, std::size_t end) {
    while (at < end) {
        unsigned values = 0;
        for (std::size_t i = 1; i <= 16; ++i) values += data.byte(at + i);
        if (values > 256 || at + 17 + values > end) return false;
        at += 17 + values;
    }
    return true;
}

/// Within compressed data nothing may be taken for a table that is none.
bool soundScan(Bytes const& data, std::size_t at, std::size_t end) {
    for (; at + 1 < end; ++at) {
        if (data.byte(at) != 0xFF) continue;
        if (data.byte(at + 1) == 0xFF) return false;
        bool const table = data.byte(at + 1) == 0xC4;
        if (table && !soundTables(data, at + 4, at + 2 + data.two(at + 2))) return false;
    }
    return true;
}

} // namespace

JpegFacts readJpegFacts(std::string_view bytes) {
    JpegFacts facts;
    Bytes const data(bytes, false);
    std::size_t at = 2;
    std::size_t scan = 0;
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
            break;
        } else if (standalone) {
            at += 2;
        } else {
            std::size_t const length = data.two(at + 2);
            std::size_t const end = at + 2 + length;
            if (length < 2 || end > bytes.size()) facts.sound = false;
            if (marker == 0xC4 && !soundTables(data, at + 4, end)) facts.sound = false;
            bool const frame =
                marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            if (frame) facts.components = static_cast<int>(data.byte(at + 9));
            if (marker == 0xDA && scan == 0) scan = at;
            std::string_view const body = at + 4 < bytes.size() ? bytes.substr(at + 4) : std::string_view();
            constexpr std::string_view Exif{"Exif\0\0", 6};
            if (marker == 0xE1 && body.starts_with(Exif) && length > 8) {
                facts.orientation = orientationOf(body.substr(6, length - 8));
            }
            at = length < 2 ? at + 4 : end;
        }
    }
    if (scan > 0 && !soundScan(data, scan, std::min(at, bytes.size()))) facts.sound = false;
    return facts;
}

std::string keptParts(std::string_view bytes) {
    std::string out;
    Bytes const data(bytes, false);
    for (std::size_t at = 2; at + 4 <= bytes.size() && data.byte(at) == 0xFF;) {
        unsigned const marker = data.byte(at + 1);
        std::size_t const length = data.two(at + 2) + std::size_t{2};
        if (marker == 0xDA || length < 4 || at + length > bytes.size()) break;
        std::string_view const part = bytes.substr(at, length);
        if (marker == 0xE1 && part.substr(4).starts_with(std::string_view("Exif\0\0", 6)))
            out += upright(std::string(part));
        if (marker == 0xE2 && part.substr(4).starts_with(std::string_view("ICC_PROFILE\0", 12))) out += part;
        at += length;
    }
    return out;
}

} // namespace huibiao::draw
