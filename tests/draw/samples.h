#pragma once

#include "base/file.h"
#include "draw/surface.h"

#include <string>

/// Pictures of 64 by 32 whose left half is red and right half blue.
inline std::string samplePng() {
    auto surface = huibiao::draw::Surface::create(64, 32);
    auto canvas = surface->canvas();
    canvas.fill({0, 0, 32, 32}, huibiao::draw::Colour{220, 20, 20, 255});
    canvas.fill({32, 0, 32, 32}, huibiao::draw::Colour{20, 20, 220, 255});
    return surface->png().value();
}

inline std::string sampleJpeg() {
    return huibiao::base::readFile(HUIBIAO_SOURCE_DIR "/tests/draw/samples/half.jpg").value();
}

inline std::string sampleSvg() {
    return "<?xml version='1.0'?><svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 64 32'>"
           "<rect width='32' height='32' fill='#dc1414'/><rect x='32' width='32' height='32' fill='#1414dc'/>"
           "</svg>";
}

/// The JPEG with an EXIF segment that holds nothing but the orientation (TIFF, big-endian).
inline std::string withOrientation(std::string const& jpeg, char orientation) {
    std::string exif("Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0", 25);
    exif += orientation;
    exif += std::string(6, '\0');
    std::string segment("\xFF\xE1", 2);
    segment += '\0';
    segment += static_cast<char>(exif.size() + 2);
    return jpeg.substr(0, 2) + segment + exif + jpeg.substr(2);
}
