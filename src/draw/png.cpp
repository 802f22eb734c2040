#include "draw/internal/png.h"

#include <zlib.h>

#include <algorithm>
#include <array>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <memory>
#include <string_view>
#include <utility>
#include <vector>

namespace huibiao::draw {

namespace {

using Bytes = std::vector<std::uint8_t>;

void put32(std::string& out, std::size_t value) {
    for (int shift = 24; shift >= 0; shift -= 8)
        out += static_cast<char>(value >> static_cast<unsigned>(shift));
}

void putChunk(std::string& out, std::string_view type, std::string_view data) {
    put32(out, data.size());
    std::size_t const from = out.size();
    out += type;
    out += data;
    auto const* bytes = reinterpret_cast<Bytef const*>(out.data()) + from;
    put32(out, crc32(0, bytes, static_cast<uInt>(out.size() - from)));
}

bool opaque(Surface const& surface) {
    std::uint8_t const* row = surface.data();
    int const width = surface.width();
    for (int y = surface.height(); y > 0; --y, row += surface.stride()) {
        std::uint32_t all = 0xFF000000U;
        for (int x = 0; x < width; ++x) {
            std::uint32_t pixel = 0;
            std::memcpy(&pixel, row + std::ptrdiff_t{4} * x, sizeof pixel);
            all &= pixel;
        }
        if (all != 0xFF000000U) return false;
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

/// How far a row of differences is from nothing: the smaller, the better it packs.
unsigned weight(Bytes const& row) {
    unsigned sum = 0;
    for (std::uint8_t const byte : row) sum += std::min(byte, static_cast<std::uint8_t>(-byte));
    return sum;
}

/// zlib's stream, growing in a string.
class Packing {
public:
    Packing() {
        // From level 4 on zlib takes half again as long and makes drawings a tenth smaller.
        m_good = deflateInit2(&m_stream, 3, Z_DEFLATED, 15, 9, Z_DEFAULT_STRATEGY) == Z_OK;
    }
    Packing(Packing const&) = delete;
    Packing& operator=(Packing const&) = delete;
    ~Packing() {
        if (m_good) deflateEnd(&m_stream);
    }

    [[nodiscard]] bool good() const { return m_good; }
    void add(std::uint8_t const* bytes, std::size_t count) {
        m_stream.next_in = const_cast<Bytef*>(bytes); // zlib only reads it
        m_stream.avail_in = static_cast<uInt>(count);
        run(Z_NO_FLUSH);
    }
    std::string finish() {
        run(Z_FINISH);
        return std::move(m_out);
    }

private:
    void run(int flush) {
        do {
            m_stream.next_out = m_room.data();
            m_stream.avail_out = static_cast<uInt>(m_room.size());
            deflate(&m_stream, flush);
            m_out.append(reinterpret_cast<char const*>(m_room.data()), m_room.size() - m_stream.avail_out);
        } while (m_stream.avail_out == 0);
    }

    z_stream m_stream{};
    bool m_good = false;
    std::array<std::uint8_t, 65536> m_room{};
    std::string m_out;
};

} // namespace

std::optional<std::string> encodePng(Surface const& surface) {
    bool const plain = opaque(surface);
    std::size_t const step = plain ? 3 : 4;
    std::size_t const length = step * static_cast<std::size_t>(surface.width());
    auto const packing = std::make_unique<Packing>();
    if (!packing->good()) return std::nullopt;
    int const width = surface.width();
    Bytes above(length);
    Bytes row(length);
    Bytes left(length); // differences from the pixel before
    Bytes up(length);   // and from the one above
    std::uint8_t const* from = surface.data();
    for (int y = surface.height(); y > 0; --y, from += surface.stride()) {
        plain ? colours(from, width, row.data()) : withAlpha(from, width, row.data());
        for (std::size_t i = 0; i < length; ++i) up[i] = static_cast<std::uint8_t>(row[i] - above[i]);
        unsigned const most = weight(up);
        bool byUp = most == 0;
        if (!byUp) {
            std::copy_n(row.begin(), step, left.begin());
            for (std::size_t i = step; i < length; ++i)
                left[i] = static_cast<std::uint8_t>(row[i] - row[i - step]);
            byUp = most <= weight(left);
        }
        std::uint8_t const filter = byUp ? 2 : 1;
        packing->add(&filter, 1);
        packing->add(byUp ? up.data() : left.data(), length);
        std::swap(row, above);
    }
    std::string out = "\x89PNG\r\n\x1A\n";
    std::string head;
    put32(head, static_cast<std::size_t>(surface.width()));
    put32(head, static_cast<std::size_t>(surface.height()));
    head += {8, static_cast<char>(plain ? 2 : 6), 0, 0, 0};
    putChunk(out, "IHDR", head);
    putChunk(out, "IDAT", packing->finish());
    putChunk(out, "IEND", {});
    return out;
}

} // namespace huibiao::draw
