#pragma once

#include "base/result.h"
#include "sheet/write_xlsx.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::xlsform {

/// A questionnaire as offices type it: a title, lines of introduction, numbered questions (1. 1、（1）
/// 一、), options (A. A、① □), remarks such as （多选） （单选） （必填） （最多选3项） and blanks ____ to
/// fill. `text` in UTF-8. What was not understood is told of by line ("名称:12"), the rest is still
/// made. Fails when no question was found.
struct BlankOptions {
    std::string file; ///< what messages call the text
};
[[nodiscard]] base::Result<std::vector<sheet::NewSheet>>
blank(std::string_view text, BlankOptions const& options, base::Findings& findings);

/// Reads the text file (UTF-8, GB18030, UTF-16) and writes the XLSForm; an existing file is replaced.
[[nodiscard]] base::Result<void> blankFile(std::filesystem::path const& text,
                                           std::filesystem::path const& xlsx, base::Findings& findings);

} // namespace huibiao::xlsform
