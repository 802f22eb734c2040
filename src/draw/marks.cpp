#include "draw/internal/sheet.h"

#include <algorithm>
#include <cmath>

namespace huibiao::draw {

namespace {

// As print shops are used to: hairlines of 5 mm, a millimetre clear of the bleed, never in it.
constexpr double MarkLength = points(5);
constexpr double MarkGap = points(1);
constexpr double Hairline = 0.25;
constexpr double SlugHeight = 18;

void line(Canvas& canvas, Point from, Point to, Pen const& pen) {
    canvas.stroke(Path::line(from, to), Colour::Black, pen);
}

void cropMarks(Canvas& canvas, Sheet const& sheet) {
    Rect const& trim = sheet.trim;
    double const start = sheet.bleed + MarkGap;
    Pen const pen{.width = Hairline, .round = false};
    for (double const x : {trim.x, trim.right()}) {
        line(canvas, {x, trim.y - start}, {x, trim.y - start - MarkLength}, pen);
        line(canvas, {x, trim.bottom() + start}, {x, trim.bottom() + start + MarkLength}, pen);
    }
    for (double const y : {trim.y, trim.bottom()}) {
        line(canvas, {trim.x - start, y}, {trim.x - start - MarkLength, y}, pen);
        line(canvas, {trim.right() + start, y}, {trim.right() + start + MarkLength, y}, pen);
    }
}

void foldMarks(Canvas& canvas, Sheet const& sheet) {
    double const start = sheet.bleed + MarkGap;
    Pen const pen{.width = Hairline, .round = false, .dash = {2, 1.5}};
    for (double const fold : sheet.folds) {
        double const y = sheet.trim.y + fold;
        line(canvas, {sheet.trim.x - start, y}, {sheet.trim.x - start - MarkLength, y}, pen);
        line(canvas, {sheet.trim.right() + start, y}, {sheet.trim.right() + start + MarkLength, y}, pen);
    }
}

void eyelets(Canvas& canvas, Sheet const& sheet) {
    if (sheet.margin <= 0 || sheet.eyelets <= 0) return;
    Rect const ring = sheet.trim.inset(-sheet.margin / 2);
    double const radius = sheet.margin / 10;
    Pen const pen{.width = std::max(Hairline, radius / 10), .round = false};
    auto const eyelet = [&](Point at) {
        canvas.stroke(Path::circle(at, radius), Colour{128, 128, 128, 255}, pen);
    };
    auto const steps = [&](double length) {
        return std::max(1, static_cast<int>(std::ceil(length / sheet.eyelets - 1e-9)));
    };
    int const across = steps(ring.width);
    for (int i = 0; i <= across; ++i) {
        double const x = ring.x + ring.width * i / across;
        eyelet({x, ring.y});
        eyelet({x, ring.bottom()});
    }
    int const down = steps(ring.height);
    for (int i = 1; i < down; ++i) {
        double const y = ring.y + ring.height * i / down;
        eyelet({ring.x, y});
        eyelet({ring.right(), y});
    }
}

} // namespace

Sheet sheetFor(Size page, double bleed, double margin, bool marks, bool slug) {
    Sheet sheet;
    double around = std::max(bleed, margin);
    if (marks) around += MarkGap + MarkLength + MarkGap;
    sheet.bleed = bleed;
    sheet.margin = margin;
    sheet.marks = marks;
    sheet.slug = slug ? SlugHeight : 0;
    sheet.trim = {around, around, page.width, page.height};
    sheet.size = {page.width + 2 * around, page.height + 2 * around + sheet.slug};
    return sheet;
}

void drawMarks(Canvas& canvas, Sheet const& sheet) {
    if (sheet.marks) {
        cropMarks(canvas, sheet);
        foldMarks(canvas, sheet);
    }
    eyelets(canvas, sheet);
}

} // namespace huibiao::draw
