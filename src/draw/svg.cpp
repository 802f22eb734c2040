#include "draw/svg.h"

#include "base/utf8.h"

#include <librsvg/rsvg.h>

#include <string>
#include <utility>

namespace huibiao::draw {

namespace {

std::string take(GError* error) {
    std::string const text = error != nullptr ? error->message : "?";
    g_clear_error(&error);
    return base::trim(text); // libxml2 ends its lines
}

tl::unexpected<base::Error> broken(std::string const& reason, std::string const& where) {
    return base::fail(base::Kind::Invalid,
                      {"SVG 无法读取（" + reason + "），请重新导出",
                       "this SVG cannot be read (" + reason + "); export it again"},
                      where);
}

} // namespace

struct Svg::Inner {
    RsvgHandle* handle = nullptr;
    Size size;
    std::string bytes;
    std::string where;
    std::string css;

    Inner() = default;
    Inner(Inner const&) = delete;
    Inner& operator=(Inner const&) = delete;
    ~Inner() {
        if (handle != nullptr) g_object_unref(handle);
    }
    [[nodiscard]] base::Result<void> parse();
    [[nodiscard]] RsvgRectangle viewport() const { return {0, 0, size.width, size.height}; }
};

base::Result<void> Svg::Inner::parse() {
    GInputStream* stream =
        g_memory_input_stream_new_from_data(bytes.data(), static_cast<gssize>(bytes.size()), nullptr);
    GFile* base = where.empty() ? nullptr : g_file_new_for_path(where.c_str());
    GError* error = nullptr;
    RsvgHandle* fresh =
        rsvg_handle_new_from_stream_sync(stream, base, RSVG_HANDLE_FLAGS_NONE, nullptr, &error);
    if (base != nullptr) g_object_unref(base);
    g_object_unref(stream);
    if (fresh == nullptr) return broken(take(error), where);
    rsvg_handle_set_dpi(fresh, 96);
    if (handle != nullptr) g_object_unref(handle);
    handle = fresh;
    return {};
}

base::Result<Svg> Svg::decode(std::string_view bytes, std::filesystem::path const& file) {
    auto inner = std::make_unique<Inner>();
    inner->bytes = bytes;
    inner->where = file.string();
    if (auto const parsed = inner->parse(); !parsed) return base::pass(parsed);

    gdouble width = 0;
    gdouble height = 0;
    if (rsvg_handle_get_intrinsic_size_in_pixels(inner->handle, &width, &height) == 0) {
        gboolean hasBox = FALSE;
        RsvgRectangle box{};
        rsvg_handle_get_intrinsic_dimensions(inner->handle, nullptr, nullptr, nullptr, nullptr, &hasBox,
                                             &box);
        width = hasBox != 0 ? box.width : 0;
        height = hasBox != 0 ? box.height : 0;
    }
    if (!(width > 0 && height > 0 && width < 1e7 && height < 1e7)) {
        return base::fail(base::Kind::Invalid,
                          {"SVG 没有可用的尺寸，请给它 viewBox 或宽和高",
                           "this SVG has no usable size; give it a viewBox, or width and height"},
                          inner->where);
    }
    inner->size = {width, height};
    return Svg(std::move(inner));
}

Svg::Svg(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Svg::Svg(Svg&&) noexcept = default;
Svg& Svg::operator=(Svg&&) noexcept = default;
Svg::~Svg() = default;

Size Svg::size() const {
    return m_inner->size;
}

bool Svg::has(std::string const& id) const {
    return rsvg_handle_has_sub(m_inner->handle, ("#" + id).c_str()) != 0;
}

std::optional<Rect> Svg::geometry(std::string const& id) const {
    if (!has(id)) return std::nullopt;
    RsvgRectangle const viewport = m_inner->viewport();
    RsvgRectangle ink{};
    GError* error = nullptr;
    // The logical rectangle: strokes around a slot do not make it larger.
    RsvgRectangle logical{};
    bool const done = rsvg_handle_get_geometry_for_layer(m_inner->handle, ("#" + id).c_str(), &viewport, &ink,
                                                         &logical, &error) != 0;
    if (!done) {
        take(error);
        return std::nullopt;
    }
    if (logical.width <= 0 || logical.height <= 0) return std::nullopt;
    return Rect{logical.x, logical.y, logical.width, logical.height};
}

base::Result<void> Svg::style(std::string const& css) {
    if (css == m_inner->css) return {};
    // What an earlier stylesheet set would stay set (librsvg 2.54): start from the file again.
    if (!m_inner->css.empty()) {
        if (auto const parsed = m_inner->parse(); !parsed) return parsed;
    }
    m_inner->css = css;
    GError* error = nullptr;
    auto const* data = reinterpret_cast<guint8 const*>(css.data());
    if (rsvg_handle_set_stylesheet(m_inner->handle, data, css.size(), &error) == 0) {
        return broken(take(error), m_inner->where);
    }
    return {};
}

base::Result<void> Svg::draw(Canvas& canvas) const {
    auto const kept = canvas.saved();
    RsvgRectangle const viewport = m_inner->viewport();
    GError* error = nullptr;
    if (rsvg_handle_render_document(m_inner->handle, canvas.raw(), &viewport, &error) == 0) {
        return broken(take(error), m_inner->where);
    }
    return {};
}

} // namespace huibiao::draw
