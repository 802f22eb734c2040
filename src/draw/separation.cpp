#include "base/file.h"
#include "draw/press.h"

#include <lcms2.h>

#include <algorithm>
#include <array>
#include <map>
#include <tuple>

namespace huibiao::draw {

namespace {

struct CloseProfile {
    void operator()(void* profile) const { cmsCloseProfile(profile); }
};
using Profile = std::unique_ptr<void, CloseProfile>;
struct DeleteTransform {
    void operator()(void* transform) const { cmsDeleteTransform(transform); }
};
using Transform = std::unique_ptr<void, DeleteTransform>;

std::tuple<int, int, int> key(Colour colour) {
    return {colour.red, colour.green, colour.blue};
}

} // namespace

struct Separation::Inner {
    std::map<std::tuple<int, int, int>, Inks> exact;
    Transform transform;
};

base::Result<Separation> Separation::open(std::filesystem::path const& file, Exact exact) {
    auto const bytes = base::readFile(file, 16U << 20U);
    if (!bytes) {
        if (bytes.error().kind != base::Kind::Missing) return base::pass(bytes);
        return base::fail(base::Kind::Missing,
                          {"找不到印刷色彩描述文件，请安装 libgs-common",
                           "the printing condition's profile is missing; install libgs-common"},
                          file.string());
    }
    auto const refused = [&] {
        return base::fail(
            base::Kind::Invalid,
            {"这不是 CMYK 的色彩描述文件（ICC）", "this is no ICC profile of a CMYK printing condition"},
            file.string());
    };
    Profile const press(cmsOpenProfileFromMem(bytes->data(), static_cast<cmsUInt32Number>(bytes->size())));
    if (!press || cmsGetColorSpace(press.get()) != cmsSigCmykData) return refused();
    Profile const screen(cmsCreate_sRGBProfile());
    auto inner = std::make_unique<Inner>();
    // Without the cache one transform serves all threads.
    inner->transform.reset(cmsCreateTransform(screen.get(), TYPE_RGB_8, press.get(), TYPE_CMYK_8,
                                              INTENT_RELATIVE_COLORIMETRIC,
                                              cmsFLAGS_BLACKPOINTCOMPENSATION | cmsFLAGS_NOCACHE));
    if (!inner->transform) return refused();
    for (auto const& [colour, inks] : exact) inner->exact[key(colour)] = inks;
    return Separation(std::move(inner));
}

Separation::Separation(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Separation::Separation(Separation&&) noexcept = default;
Separation& Separation::operator=(Separation&&) noexcept = default;
Separation::~Separation() = default;

std::filesystem::path pressProfile() {
    return HUIBIAO_CMYK_PROFILE;
}

Inks Separation::inks(Colour colour) const {
    auto const known = m_inner->exact.find(key(colour));
    if (known != m_inner->exact.end()) return known->second;
    if (colour.red == colour.green && colour.green == colour.blue) return {0, 0, 0, 1 - colour.red / 255.0};
    std::array<std::uint8_t, 3> const rgb{colour.red, colour.green, colour.blue};
    std::array<std::uint8_t, 4> cmyk{};
    cmsDoTransform(m_inner->transform.get(), rgb.data(), cmyk.data(), 1);
    return {cmyk[0] / 255.0, cmyk[1] / 255.0, cmyk[2] / 255.0, cmyk[3] / 255.0};
}

void Separation::convert(std::uint8_t const* rgb, std::uint8_t* cmyk, std::size_t count) const {
    cmsDoTransform(m_inner->transform.get(), rgb, cmyk, static_cast<cmsUInt32Number>(count));
    // A LOGO as pixels has flat fields of the exact colours, and greys.
    for (std::size_t i = 0; i < count; ++i) {
        Colour const colour{rgb[3 * i], rgb[3 * i + 1], rgb[3 * i + 2], 255};
        bool const grey = colour.red == colour.green && colour.green == colour.blue;
        if (!grey && !m_inner->exact.contains(key(colour))) continue;
        Inks const exact = inks(colour);
        std::array<double, 4> const shares{exact.cyan, exact.magenta, exact.yellow, exact.black};
        for (std::size_t j = 0; j < 4; ++j)
            cmyk[4 * i + j] = static_cast<std::uint8_t>(std::clamp(shares[j], 0.0, 1.0) * 255 + 0.5);
    }
}

} // namespace huibiao::draw
