#pragma once

#include <string.h>

#include <string>

namespace huibiao::kiosk {

/// Nothing of what a person typed is left where it stood.
inline void wipe(std::string& text) {
    ::explicit_bzero(text.data(), text.size());
    text.clear();
}

} // namespace huibiao::kiosk
