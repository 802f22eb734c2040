#include "kiosk/paint.h"

#include "kiosk/signs.h"

#include <optional>

namespace huibiao::kiosk {

namespace {

bool touch(draw::Rect const& a, draw::Rect const& b) {
    return a.x < b.right() && b.x < a.right() && a.y < b.bottom() && b.y < a.bottom();
}

struct Painter {
    draw::Canvas& canvas;
    Brushes const& brushes;

    void operator()(Box const& box) const {
        if (box.shadow > 0) canvas.shadow(box.rect, box.radius, box.shadow, draw::Colour{24, 21, 17, 46});
        if (box.radius <= 0) {
            canvas.fill(box.rect, box.fill);
        } else if (box.border > 0) {
            // The edge as a ground of its own: no seam between it and the fill.
            canvas.fill(draw::Path::rounded(box.rect, box.radius), box.edge);
            canvas.fill(draw::Path::rounded(box.rect.inset(box.border), box.radius - box.border), box.fill);
        } else {
            canvas.fill(draw::Path::rounded(box.rect, box.radius), box.fill);
        }
    }
    void operator()(Label const& label) const { label.text->draw(canvas, label.at); }
    void operator()(Icon const& icon) const { drawSign(canvas, icon); }
    void operator()(Ring const& ring) const {
        draw::Point const centre = ring.rect.centre();
        double const radius = (ring.rect.width - ring.width) / 2;
        draw::Pen const pen{ring.width, true, {}};
        canvas.stroke(draw::Path::circle(centre, radius), ring.track, pen);
        if (ring.share >= 1)
            canvas.stroke(draw::Path::circle(centre, radius), ring.colour, pen);
        else if (ring.share > 0)
            canvas.stroke(draw::Path::arc(centre, radius, -90, -90 + 360 * ring.share), ring.colour, pen);
    }
    void operator()(Logo const& logo) const { brushes.logo(canvas, logo.rect); }
    void operator()(Poster const& poster) const { brushes.poster(canvas, poster); }
    void operator()(Photo const& photo) const { photo.picture->draw(canvas, photo.rect); }
    void operator()(Print const& print) const { canvas.draw(*print.surface, print.rect); }
    void operator()(Inking const& inking) const {
        if (inking.points.size() == 1)
            canvas.fill(draw::Path::circle(inking.points.front(), inking.width / 2), inking.colour);
        else if (!inking.points.empty())
            canvas.stroke(draw::Path::polyline(inking.points), inking.colour, {inking.width, true, {}});
    }
};

} // namespace

void paint(Scene const& scene, draw::Rect const& within, draw::Canvas& canvas, Brushes const& brushes) {
    auto const saved = canvas.saved();
    canvas.clip(within);
    canvas.clear(scene.ground);
    Painter const painter{canvas, brushes};
    for (Mark const& mark : scene.marks) {
        if (!touch(mark.bounds(), within)) continue;
        if (mark.clip) {
            auto const clipped = canvas.saved();
            canvas.clip(*mark.clip);
            std::visit(painter, mark.what);
        } else {
            std::visit(painter, mark.what);
        }
    }
}

} // namespace huibiao::kiosk
