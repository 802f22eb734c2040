#include "layout/code.h"

#include <algorithm>
#include <cmath>

namespace huibiao::layout {

draw::Rect drawCode(draw::Canvas& canvas, qr::Matrix const& matrix, draw::Rect const& rect, draw::Colour dark,
                    draw::Colour light) {
    int const modules = matrix.side() + 2 * qr::QuietZone;
    double const side = std::min(rect.width, rect.height);
    draw::Rect const plate =
        canvas.snapped({rect.centre().x - side / 2, rect.centre().y - side / 2, side, side});
    canvas.fill(plate, light);

    double module = std::min(plate.width, plate.height) / modules;
    double const pixel = canvas.pixel();
    if (pixel > 0 && module >= pixel) module = std::floor(module / pixel + 1e-6) * pixel;
    double const symbol = module * matrix.side();
    draw::Rect const at =
        canvas.snapped({plate.centre().x - symbol / 2, plate.centre().y - symbol / 2, symbol, symbol});

    // One path, so that no seams show between modules; runs along the rows.
    draw::Path path;
    for (int y = 0; y < matrix.side(); ++y) {
        for (int x = 0; x < matrix.side(); ++x) {
            if (!matrix.dark(x, y)) continue;
            int const first = x;
            while (matrix.dark(x + 1, y)) ++x;
            path.add(draw::Path::rect(
                {at.x + first * module, at.y + y * module, (x - first + 1) * module, module}));
        }
    }
    canvas.fill(path, dark);
    return {at.x, at.y, symbol, symbol};
}

} // namespace huibiao::layout
