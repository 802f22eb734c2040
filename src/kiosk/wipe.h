#pragma once

#include <string.h>

#include <string>

namespace huibiao::kiosk {

/// Nothing of what a person typed is left where it stood.
inline void wipe(std::string& text) {
    ::explicit_bzero(text.data(), text.size());
    text.clear();
}

/// Short strings live on the stack, and what a function leaves there stays until another comes as deep. To
/// be called from as far up as can be.
[[gnu::noinline]] inline void wipeStack() {
    char below[256 * 1024];
    ::explicit_bzero(below, sizeof below);
}

} // namespace huibiao::kiosk
