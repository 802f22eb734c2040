#pragma once

#include "base/result.h"
#include "sheet/workbook.h"

#include <filesystem>
#include <string>

namespace huibiao::xlsform {

struct Options {
    std::string rootName = "data"; ///< name of the instance's root element; the settings may say another
    std::string formId;            ///< where the settings give none; empty: the root's name
    std::string file;              ///< what messages call the workbook; may be empty
    bool forKiosk = false;         ///< warn as well of what a public kiosk cannot ask
};

/// Makes an ODK XForm of an XLSForm (https://xlsform.org/en/ref-table/): sheets survey, choices,
/// settings, and external_choices, entities, osm. All faults are gathered: errors and warnings go to
/// `findings`, each with sheet, row and column and in both languages; their `where` is
/// "file survey!B12". Fails with the first error. Never throws; the workbook is not changed.
[[nodiscard]] base::Result<std::string> convert(sheet::Workbook const& book, Options const& options,
                                                base::Findings& findings);

/// Reads the .xlsx first; the id falls back on the file's name without its ending.
[[nodiscard]] base::Result<std::string> convertFile(std::filesystem::path const& path, Options options,
                                                    base::Findings& findings);

} // namespace huibiao::xlsform
