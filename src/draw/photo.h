#pragma once

#include "base/result.h"
#include "draw/picture.h"
#include "draw/surface.h"

#include <filesystem>
#include <string>

namespace huibiao::draw {

/// A photograph to be drawn upon and written again as the kind of file it was: PNG, or JPEG with what the
/// camera noted in it (EXIF: when, where, with what) and its colour profile (ICC). The EXIF thumbnail goes,
/// since it would still show the picture as it was.
class Photo {
public:
    /// As Picture::load, but Unsupported for an SVG, and for a CMYK JPEG, which no camera writes.
    [[nodiscard]] static base::Result<Photo> load(std::filesystem::path const& file);

    /// Upright, whatever the camera was held like.
    [[nodiscard]] Surface& surface() { return m_surface; }
    [[nodiscard]] Surface const& surface() const { return m_surface; }
    [[nodiscard]] bool jpeg() const { return m_jpeg; }

    /// The file's bytes; the same for the same pixels. A JPEG is of quality 92 (of 100), colours at full
    /// resolution, upright as it is.
    [[nodiscard]] base::Result<std::string> encode() const;

private:
    Photo(Surface surface, bool jpeg, std::string notes)
        : m_surface(std::move(surface)), m_jpeg(jpeg), m_notes(std::move(notes)) {}
    Surface m_surface;
    bool m_jpeg;
    std::string m_notes; ///< the parts of the JPEG that are kept
};

} // namespace huibiao::draw
