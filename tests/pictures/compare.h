#pragma once

#include "draw/surface.h"

#include <string>

/// Compares with tests/pictures/approved/<name>.png: no more than one pixel in 2000 may differ by more
/// than 2 in any channel. Returns what is wrong, or nothing. A picture that differs is left with its
/// difference in the folder that the text names. With HUIBIAO_APPROVE=1 in the environment the picture
/// becomes the approved one.
[[nodiscard]] std::string compareWithApproved(std::string const& name, huibiao::draw::Surface const& actual);

/// The share of pixels that differ by more than `tolerance` in any channel; 1 for different sizes.
[[nodiscard]] double share(huibiao::draw::Surface const& a, huibiao::draw::Surface const& b, int tolerance);

/// The file's picture pixel by pixel. Stops the test when it cannot be read.
[[nodiscard]] huibiao::draw::Surface readSurface(std::string const& file);
