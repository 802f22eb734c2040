#pragma once

#include "base/result.h"

#include <filesystem>

namespace huibiao::xlsform {

/// Everything wrong with a form, an .xlsx (XLSForm) or an .xml (ODK XForm): what would stop it from
/// loading as errors, what an author should look at as warnings, and of those what a kiosk cannot ask
/// (places, camera, recordings …) with the row. Files that the form names are looked for beside it.
/// A file that cannot be read at all is one error. Never throws.
[[nodiscard]] base::Findings check(std::filesystem::path const& path);

} // namespace huibiao::xlsform
