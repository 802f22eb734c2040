#include "qr/qr.h"

#include <fmt/format.h>
#include <qrencode.h>

#include <array>
#include <cerrno>
#include <string>

namespace huibiao::qr {

namespace {

QRecLevel libraryLevel(Level level) {
    switch (level) {
    case Level::Low: return QR_ECLEVEL_L;
    case Level::Medium: return QR_ECLEVEL_M;
    case Level::Quartile: return QR_ECLEVEL_Q;
    case Level::High: return QR_ECLEVEL_H;
    }
    return QR_ECLEVEL_M;
}

/// Bytes that a version 40 symbol holds in byte mode (ISO/IEC 18004, table 7).
std::size_t capacity(Level level) {
    constexpr std::array<std::size_t, 4> Bytes{2953, 2331, 1663, 1273};
    return Bytes.at(static_cast<std::size_t>(level));
}

} // namespace

base::Result<Matrix> encode(std::string_view text, Level level) {
    if (text.empty()) {
        return base::fail(base::Kind::Invalid, {"二维码没有内容，请填写网址或文字",
                                                "nothing to put into the QR code: give a link or words"});
    }
    std::size_t const most = capacity(level);
    if (text.size() > most) {
        return base::fail(base::Kind::Invalid,
                          {fmt::format("二维码内容太长：{} 字节，最多 {}，请缩短 {} 字节", text.size(), most,
                                       text.size() - most),
                           fmt::format("too long for a QR code: {} bytes of at most {}; shorten it by {}",
                                       text.size(), most, text.size() - most)});
    }
    QRcode* code =
        QRcode_encodeData(static_cast<int>(text.size()), reinterpret_cast<unsigned char const*>(text.data()),
                          0, libraryLevel(level));
    if (code == nullptr) {
        return base::fail(base::Kind::Invalid, {fmt::format("二维码生成失败（{}）", errno),
                                                fmt::format("no QR code ({})", errno)});
    }
    auto const side = static_cast<std::size_t>(code->width);
    std::vector<bool> dark(side * side);
    for (std::size_t i = 0; i < dark.size(); ++i) dark[i] = (code->data[i] & 1U) != 0;
    Matrix matrix(code->width, std::move(dark));
    QRcode_free(code);
    return matrix;
}

} // namespace huibiao::qr
