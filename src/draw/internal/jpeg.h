#pragma once

#include <string>
#include <string_view>

namespace huibiao::draw {

struct JpegFacts {
    /// The parts are as long as they say and the Huffman tables no larger than T.81 allows: stb_image
    /// (Debian 12's) writes past its tables otherwise.
    bool sound = true;
    bool complete = false; ///< it goes on to its end-of-image marker
    int components = 0;    ///< 1 grey, 3 colours, 4 CMYK
    int orientation = 1;   ///< EXIF 0x0112: 1 upright … 8
};

/// Walks the markers of a JPEG (ITU-T T.81, annex B) without decoding it.
[[nodiscard]] JpegFacts readJpegFacts(std::string_view bytes);

/// The EXIF and ICC parts of a JPEG, to be put behind the SOI of another with the same picture, upright: the
/// orientation is 1, and nothing leads to the thumbnail. What is not sound is left out.
[[nodiscard]] std::string keptParts(std::string_view bytes);

} // namespace huibiao::draw
