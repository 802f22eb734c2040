#include "draw/canvas.h"

#include "draw/surface.h"

#include <cairo.h>

#include <cmath>
#include <numbers>
#include <utility>

namespace huibiao::draw {

namespace {

void setColour(cairo_t* context, Colour c) {
    cairo_set_source_rgba(context, c.red / 255.0, c.green / 255.0, c.blue / 255.0, c.alpha / 255.0);
}

void setPaint(cairo_t* context, Paint const& paint) {
    if (auto const* colour = std::get_if<Colour>(&paint)) {
        setColour(context, *colour);
        return;
    }
    auto const& gradient = std::get<Gradient>(paint);
    cairo_pattern_t* pattern =
        cairo_pattern_create_linear(gradient.from.x, gradient.from.y, gradient.to.x, gradient.to.y);
    for (auto const& stop : gradient.stops) {
        Colour const c = stop.colour;
        cairo_pattern_add_color_stop_rgba(pattern, stop.offset, c.red / 255.0, c.green / 255.0,
                                          c.blue / 255.0, c.alpha / 255.0);
    }
    cairo_set_source(context, pattern);
    cairo_pattern_destroy(pattern);
}

void trace(cairo_t* context, Path const& path) {
    cairo_new_path(context);
    for (auto const& step : path.steps()) {
        switch (step.kind) {
        case Path::Step::Kind::Move: cairo_move_to(context, step.to.x, step.to.y); break;
        case Path::Step::Kind::Line: cairo_line_to(context, step.to.x, step.to.y); break;
        case Path::Step::Kind::Curve:
            cairo_curve_to(context, step.control1.x, step.control1.y, step.control2.x, step.control2.y,
                           step.to.x, step.to.y);
            break;
        case Path::Step::Kind::Close: cairo_close_path(context); break;
        }
    }
}

} // namespace

Canvas::Canvas(_cairo* context) : m_context(cairo_reference(context)) {}

Canvas::Canvas(Canvas&& other) noexcept : m_context(std::exchange(other.m_context, nullptr)) {}

Canvas& Canvas::operator=(Canvas&& other) noexcept {
    std::swap(m_context, other.m_context);
    return *this;
}

Canvas::~Canvas() {
    if (m_context != nullptr) cairo_destroy(m_context);
}

Canvas::Saved::Saved(_cairo* context) : m_context(context) {
    cairo_save(m_context);
}

Canvas::Saved::~Saved() {
    cairo_restore(m_context);
}

Canvas::Saved Canvas::saved() {
    return Saved(m_context);
}

void Canvas::translate(Point by) {
    cairo_translate(m_context, by.x, by.y);
}

void Canvas::scale(double factor) {
    cairo_scale(m_context, factor, factor);
}

void Canvas::rotate(double degreesClockwise) {
    cairo_rotate(m_context, degreesClockwise * std::numbers::pi / 180);
}

void Canvas::clip(Rect const& rect) {
    cairo_new_path(m_context);
    cairo_rectangle(m_context, rect.x, rect.y, rect.width, rect.height);
    cairo_clip(m_context);
}

void Canvas::clip(Path const& path) {
    trace(m_context, path);
    cairo_clip(m_context);
}

double Canvas::pixel() const {
    if (cairo_surface_get_type(cairo_get_target(m_context)) != CAIRO_SURFACE_TYPE_IMAGE) return 0;
    double x = 1;
    double y = 0;
    cairo_device_to_user_distance(m_context, &x, &y);
    return std::hypot(x, y);
}

Rect Canvas::snapped(Rect const& rect) const {
    if (pixel() <= 0) return rect;
    auto const nearest = [this](Point p) {
        cairo_user_to_device(m_context, &p.x, &p.y);
        p = {std::round(p.x), std::round(p.y)};
        cairo_device_to_user(m_context, &p.x, &p.y);
        return p;
    };
    Point const from = nearest(rect.origin());
    Point const to = nearest({rect.right(), rect.bottom()});
    return {from.x, from.y, to.x - from.x, to.y - from.y};
}

void Canvas::clear(Colour colour) {
    Saved const kept(m_context);
    cairo_set_operator(m_context, CAIRO_OPERATOR_SOURCE);
    setColour(m_context, colour);
    cairo_paint(m_context);
}

void Canvas::fill(Rect const& rect, Paint const& paint) {
    setPaint(m_context, paint);
    cairo_new_path(m_context);
    cairo_rectangle(m_context, rect.x, rect.y, rect.width, rect.height);
    cairo_fill(m_context);
}

void Canvas::fill(Path const& path, Paint const& paint) {
    setPaint(m_context, paint);
    trace(m_context, path);
    cairo_fill(m_context);
}

void Canvas::stroke(Path const& path, Paint const& paint, Pen const& pen) {
    Saved const kept(m_context);
    setPaint(m_context, paint);
    cairo_set_line_width(m_context, pen.width);
    cairo_set_line_cap(m_context, pen.round ? CAIRO_LINE_CAP_ROUND : CAIRO_LINE_CAP_BUTT);
    cairo_set_line_join(m_context, pen.round ? CAIRO_LINE_JOIN_ROUND : CAIRO_LINE_JOIN_MITER);
    cairo_set_dash(m_context, pen.dash.data(), static_cast<int>(pen.dash.size()), 0);
    trace(m_context, path);
    cairo_stroke(m_context);
}

void Canvas::shadow(Rect const& rect, double radius, double blur, Colour colour) {
    // Rings laid over each other, each as dark as it takes for the sum to fall off smoothly.
    constexpr int Rings = 14;
    double before = 0;
    for (int i = 0; i < Rings; ++i) {
        double const t = (i + 1.0) / Rings;
        double const wanted = colour.alpha / 255.0 * t * t * (3 - 2 * t);
        double const alpha = (wanted - before) / (1 - before);
        before = wanted;
        double const grow = blur * (1 - t);
        fill(Path::rounded(rect.inset(-grow), radius + grow), colour.withAlpha(std::max(0.0, alpha)));
    }
}

void Canvas::draw(Surface const& surface, Rect const& to, double opacity) {
    if (to.empty()) return;
    Saved const kept(m_context);
    cairo_rectangle(m_context, to.x, to.y, to.width, to.height);
    cairo_clip(m_context);
    cairo_translate(m_context, to.x, to.y);
    double const horizontal = to.width / surface.width();
    double const vertical = to.height / surface.height();
    cairo_scale(m_context, horizontal, vertical);
    cairo_set_source_surface(m_context, surface.raw(), 0, 0);
    bool const same = horizontal == 1 && vertical == 1;
    cairo_pattern_set_filter(cairo_get_source(m_context), same ? CAIRO_FILTER_NEAREST : CAIRO_FILTER_GOOD);
    // Scaled pixels would fade out at the edges; a document scales them later, and takes a JPEG's own
    // bytes only without this.
    if (pixel() > 0) cairo_pattern_set_extend(cairo_get_source(m_context), CAIRO_EXTEND_PAD);
    cairo_paint_with_alpha(m_context, opacity);
}

} // namespace huibiao::draw
