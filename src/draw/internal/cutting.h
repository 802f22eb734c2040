#pragma once

#include <fontconfig/fontconfig.h>

#include <memory>
#include <string>

namespace huibiao::draw {

struct FreePattern {
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
using Pattern = std::unique_ptr<FcPattern, FreePattern>;

/// What fontconfig knows of a font, with ASCII, punctuation and the characters of `text` alone. Null: it has
/// none or memory is out.
[[nodiscard]] Pattern limited(FcPattern* whole, std::u32string const& text);

/// The same of a copy of the font that has no others, some 60 KB in memory, which stays for the life of the
/// process: Cairo knows a font by its path. Null where it cannot be cut.
[[nodiscard]] Pattern cutDown(FcPattern* whole, std::u32string const& text);

} // namespace huibiao::draw
