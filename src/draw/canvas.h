#pragma once

#include "draw/geometry.h"
#include "draw/path.h"

#include <variant>
#include <vector>

struct _cairo;

namespace huibiao::draw {

class Surface;

struct Gradient {
    struct Stop {
        double offset = 0; ///< 0 at `from`, 1 at `to`
        Colour colour;
    };
    Point from;
    Point to;
    std::vector<Stop> stops;
};
using Paint = std::variant<Colour, Gradient>;

struct Pen {
    double width = 1;
    bool round = true;          ///< ends and corners; else butt and mitre
    std::vector<double> dash{}; ///< lengths on, off, on …; empty: whole
};

/// Where things are drawn: a surface or a page of a document. The same calls give the same picture
/// on each. Text, pictures and layouts draw themselves onto a canvas.
class Canvas {
public:
    /// Takes a share of the context; for this module's own .cpp files.
    explicit Canvas(_cairo* context);
    Canvas(Canvas&&) noexcept;
    Canvas& operator=(Canvas&&) noexcept;
    ~Canvas();

    /// Puts clip, transform and opacity back when it goes. Must not outlive the canvas.
    class Saved {
    public:
        explicit Saved(_cairo* context);
        Saved(Saved const&) = delete;
        Saved& operator=(Saved const&) = delete;
        ~Saved();

    private:
        _cairo* m_context;
    };
    [[nodiscard]] Saved saved();

    void translate(Point by);
    void scale(double factor);
    void rotate(double degreesClockwise);
    void clip(Rect const& rect);
    void clip(Path const& path);

    /// One device pixel in present units; 0 in documents, which have none.
    [[nodiscard]] double pixel() const;
    /// The same rectangle with its edges on whole device pixels; unchanged in documents.
    [[nodiscard]] Rect snapped(Rect const& rect) const;

    /// Replaces everything inside the clip, alpha included.
    void clear(Colour colour);
    void fill(Rect const& rect, Paint const& paint);
    void fill(Path const& path, Paint const& paint);
    void stroke(Path const& path, Paint const& paint, Pen const& pen = {});
    /// A soft shadow as of a card lying `blur` above the ground: `colour` under the rectangle,
    /// fading to nothing `blur` outside it.
    void shadow(Rect const& rect, double radius, double blur, Colour colour);
    /// Pixels of another surface, scaled to `to`; `opacity` 0 to 1.
    void draw(Surface const& surface, Rect const& to, double opacity = 1);

    [[nodiscard]] _cairo* raw() const { return m_context; }

private:
    _cairo* m_context;
};

} // namespace huibiao::draw
