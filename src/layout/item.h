#pragma once

#include "draw/geometry.h"

#include <string>

namespace huibiao::layout {

/// What the kit makes of a layout, as the file's <svg> says (data-item and the attributes beside it;
/// layouts/README.md): a thing of one size, printed or shown.
struct Item {
    enum class Out { Pdf, Png };
    /// How often it is made: once for the event, for each of its staff, for each guest.
    enum class Per { Event, Person, Guest };
    enum class Fold {
        None,
        Middle ///< a tent card: the file draws the lower half, which is seen from the front; the upper half
               ///< is the same, turned round
    };

    std::string id;   ///< data-id: "rollup"; small letters, digits and hyphens
    std::string name; ///< data-item: 易拉宝; file names begin with it
    Out out = Out::Pdf;
    draw::Size size;    ///< data-trim: the finished sheet in mm; data-pixels: of a picture in px
    double bleed = 0;   ///< data-bleed, mm: the ground goes on so far beyond the sheet on each side
    double margin = 0;  ///< data-margin, mm: of white cloth around the sheet for eyelets, on each side
    bool marks = false; ///< data-marks: crop and fold marks beside the sheet
    double dpi = 300;   ///< data-dpi: what rasters need at this item's reading distance, for 1:1
    Fold fold = Fold::None;
    Per per = Per::Event;
    int order = 1000; ///< data-order: the place in lists
};

} // namespace huibiao::layout
