#include "draw/picture.h"

#include "base/file.h"
#include "draw/internal/raster.h"
#include "draw/internal/shrink.h"
#include "draw/surface.h"
#include "draw/svg.h"

#include <algorithm>
#include <cmath>
#include <deque>
#include <utility>
#include <variant>

namespace huibiao::draw {

namespace {

/// More pixels than so many times what is wanted are too many.
constexpr double Spare = 1.5;

bool looksLikeSvg(std::string_view bytes) {
    std::string_view const head = bytes.substr(0, 4096);
    std::size_t const first = head.find_first_not_of("\xEF\xBB\xBF \t\r\n");
    return first != std::string_view::npos && head[first] == '<' &&
           bytes.substr(0, 65536).find("<svg") != std::string_view::npos;
}

/// What the file seems to be, for the person who must export it again.
std::string kindOf(std::string_view bytes) {
    if (bytes.starts_with("GIF8")) return "GIF";
    if (bytes.starts_with("BM")) return "BMP";
    if (bytes.starts_with("%PDF")) return "PDF";
    if (bytes.starts_with("%!PS") || bytes.starts_with("\xC5\xD0\xD3\xC6")) return "EPS/AI";
    if (bytes.starts_with("8BPS")) return "PSD";
    if (bytes.starts_with("RIFF") && bytes.substr(0, 16).find("WEBP") != std::string_view::npos)
        return "WebP";
    if (bytes.starts_with("II*") || bytes.starts_with("MM")) return "TIFF";
    if (bytes.starts_with("\x1F\x8B")) return "SVGZ/GZ";
    if (bytes.starts_with("PK")) return "ZIP/CDR";
    if (bytes.substr(0, 16).find("ftyp") != std::string_view::npos) return "HEIC/AVIF";
    return "?";
}

} // namespace

struct Picture::Inner {
    std::variant<Surface, Svg> content;
    std::deque<Surface> halves; ///< of `content`, and of the one before
    std::deque<Surface> copies; ///< one for each size that was asked for
    explicit Inner(std::variant<Surface, Svg> decoded) : content(std::move(decoded)) {}

    Surface const& raster(Size const& placed, double density);
};

namespace {

/// The one of that size, made from a larger one where it is not there yet; the larger one itself where memory
/// does not suffice.
Surface const& sized(std::deque<Surface>& list, Surface const& from, int width, int height) {
    auto const same = [&](Surface const& s) { return s.width() == width && s.height() == height; };
    auto const known = std::ranges::find_if(list, same);
    if (known != list.end()) return *known;
    auto made = shrunk(from, width, height);
    return made ? list.emplace_back(std::move(*made)) : from;
}

} // namespace

/// The pixels to draw there. A document holds one copy of them however often it shows them.
Surface const& Picture::Inner::raster(Size const& placed, double density) {
    Surface const& whole = std::get<Surface>(content);
    auto const wanted = [&](double units) { return std::max(1.0, std::ceil(units * density - 1e-6)); };
    double const width = wanted(placed.width);
    double const height = wanted(placed.height);
    bool const enough = density <= 0 || whole.width() <= width * Spare || whole.height() <= height * Spare;
    if (enough) return whole;
    // By halves while twice as many are left, so that not every size reads all of a large picture. Always the
    // same halves: what comes out does not depend on what was asked for before.
    Surface const* from = &whole;
    while (from->width() >= 4 * width && from->height() >= 4 * height) {
        Surface const& half = sized(halves, *from, (from->width() + 1) / 2, (from->height() + 1) / 2);
        if (&half == from) break;
        from = &half;
    }
    return sized(copies, *from, static_cast<int>(width), static_cast<int>(height));
}

namespace {

base::Result<std::variant<Surface, Svg>> decodeAny(std::string_view bytes, std::string const& name,
                                                   std::filesystem::path const& file,
                                                   Picture::Limits const& limits) {
    if (bytes.empty()) {
        return base::fail(base::Kind::Invalid, {"图片是空文件", "the picture file is empty"}, name);
    }
    if (bytes.size() > limits.mostBytes) {
        return base::fail(base::Kind::Invalid,
                          {"图片文件太大，请缩小后再用", "the picture file is too large; scale it down"},
                          name);
    }
    if (looksLikePng(bytes) || looksLikeJpeg(bytes)) {
        auto surface = decodeRaster(bytes, name, limits);
        if (!surface) return base::pass(surface);
        return std::move(*surface);
    }
    if (looksLikeSvg(bytes)) {
        auto svg = Svg::decode(bytes, file);
        if (!svg) {
            base::Error error = svg.error();
            error.where = name;
            return tl::unexpected<base::Error>(std::move(error));
        }
        // A drawing can be well formed and still not render (limits of librsvg): find out now.
        auto trial = Surface::create(8, 8);
        if (!trial) return base::pass(trial);
        Canvas canvas = trial->canvas();
        canvas.scale(8 / std::max(svg->size().width, svg->size().height));
        if (auto const drawn = svg->draw(canvas); !drawn) {
            base::Error error = drawn.error();
            error.where = name;
            return tl::unexpected<base::Error>(std::move(error));
        }
        return std::move(*svg);
    }
    std::string const kind = kindOf(bytes);
    return base::fail(base::Kind::Unsupported,
                      {"图片格式不支持（" + kind + "），请另存为 PNG、JPEG 或 SVG",
                       "this kind of picture (" + kind + ") is not read; save it as PNG, JPEG or SVG"},
                      name);
}

} // namespace

base::Result<Picture> Picture::load(std::filesystem::path const& file, Limits const& limits) {
    auto const bytes = base::readFile(file, limits.mostBytes);
    if (!bytes) return base::pass(bytes);
    auto content = decodeAny(*bytes, file.string(), file, limits);
    if (!content) return base::pass(content);
    return Picture(std::make_unique<Inner>(std::move(*content)));
}

base::Result<Picture> Picture::load(std::filesystem::path const& file) {
    return load(file, Limits{});
}

base::Result<Picture> Picture::decode(std::string_view bytes, std::string const& name, Limits const& limits) {
    auto content = decodeAny(bytes, name, {}, limits);
    if (!content) return base::pass(content);
    return Picture(std::make_unique<Inner>(std::move(*content)));
}

base::Result<Picture> Picture::decode(std::string_view bytes, std::string const& name) {
    return decode(bytes, name, Limits{});
}

Picture::Picture(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Picture::Picture(Picture&&) noexcept = default;
Picture& Picture::operator=(Picture&&) noexcept = default;
Picture::~Picture() = default;

Size Picture::size() const {
    if (auto const* svg = std::get_if<Svg>(&m_inner->content)) return svg->size();
    return std::get<Surface>(m_inner->content).bounds().size();
}

bool Picture::vector() const {
    return std::holds_alternative<Svg>(m_inner->content);
}

Rect Picture::placed(Rect const& rect, Fit fit) const {
    Size const own = size();
    double const across = rect.width / own.width;
    double const down = rect.height / own.height;
    double const factor = fit == Fit::Contain ? std::min(across, down) : std::max(across, down);
    double const width = own.width * factor;
    double const height = own.height * factor;
    return {rect.x + (rect.width - width) / 2, rect.y + (rect.height - height) / 2, width, height};
}

Rect Picture::draw(Canvas& canvas, Rect const& rect, Fit fit, double density) const {
    Rect const to = placed(rect, fit);
    if (to.empty()) return to;
    auto const kept = canvas.saved();
    if (fit == Fit::Cover) canvas.clip(rect);
    if (!vector()) {
        canvas.draw(m_inner->raster(to.size(), density), to);
        return to;
    }
    auto const& svg = std::get<Svg>(m_inner->content);
    canvas.clip(to);
    canvas.translate(to.origin());
    canvas.scale(to.width / svg.size().width);
    // What can fail here failed in decode: it was rendered once there.
    (void)svg.draw(canvas);
    return to;
}

} // namespace huibiao::draw
