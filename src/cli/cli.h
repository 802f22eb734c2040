#pragma once

#include "base/result.h"

#include <filesystem>
#include <iosfwd>

namespace huibiao::cli {

/// Where the program's own data lies.
struct Places {
    std::filesystem::path share; ///< holds assets/ and layouts/
    std::filesystem::path fonts; ///< the folder of the Noto CJK .ttc files
};

/// Results go to `out`, flushed line by line; messages to `err` in `language`.
struct Console {
    std::istream& in;
    std::ostream& out;
    std::ostream& err;
    base::Language language = base::Language::Chinese;
};

/// English when LC_ALL, LC_MESSAGES or LANG (the first that is set) asks for it; Chinese otherwise.
[[nodiscard]] base::Language languageOfEnvironment();

/// 0 done (warnings allowed), 1 the input is wrong or the work could not be done, 2 the call is wrong.
[[nodiscard]] int run(int count, char const* const* words, Places const& places, Console& console);

} // namespace huibiao::cli
