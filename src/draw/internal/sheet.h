#pragma once

#include "base/result.h"
#include "draw/canvas.h"
#include "draw/geometry.h"

#include <string>
#include <vector>

namespace huibiao::draw {

/// How a finished page lies on the sheet of paper that the file describes; points of the file, y downwards.
struct Sheet {
    Size size;                 ///< of the sheet, marks, white edge and slug included
    Rect trim;                 ///< the finished page
    double bleed = 0;          ///< around `trim`
    double margin = 0;         ///< white cloth around `trim`
    double slug = 0;           ///< height of the line of words at the foot of the sheet; 0: none
    bool marks = false;        ///< crop marks at the corners of `trim`
    double eyelets = 0;        ///< greatest distance from one to the next in the margin; 0: none
    std::vector<double> folds; ///< from the top of `trim`
};

/// Of a page that is `page` large in the file. `marks` ask for room beside the bleed.
[[nodiscard]] Sheet sheetFor(Size page, double bleed, double margin, bool marks, bool slug);

/// Crop and fold marks, and where the eyelets go.
void drawMarks(Canvas& canvas, Sheet const& sheet);

/// A PDF whose pages have their trim and bleed boxes as the sheet says, and a crop box without the slug where
/// there are no marks to see.
[[nodiscard]] base::Result<std::string> boxed(std::string const& pdf, Sheet const& sheet);

/// Cairo numbers surfaces through the life of the process: an SVG with its ids counted from 1.
[[nodiscard]] std::string plainIds(std::string const& svg);

} // namespace huibiao::draw
