#pragma once

#include "handover/internal/names.h"
#include "handover/internal/out_folder.h"
#include "report/answers.h"
#include "sheet/write_xlsx.h"

#include <optional>
#include <string>
#include <vector>

namespace huibiao::handover::internal {

/// The .csv and .xlsx of one form, row by row.
class TableFiles {
public:
    TableFiles(report::Answers answers, base::Language words);
    /// Stands behind the file names where there are several forms.
    void setSuffix(std::string suffix) { m_suffix = std::move(suffix); }

    [[nodiscard]] report::Answers& answers() { return m_answers; }
    /// Once all is learnt.
    [[nodiscard]] base::Result<void> begin(OutFolder& folder, Names& names,
                                           std::filesystem::path const& temporaryFolder);
    [[nodiscard]] base::Result<void> add(store::Stored const& stored, base::Findings& findings);
    /// Adds summary and code book, closes the files and notes them.
    [[nodiscard]] base::Result<void> finish(OutFolder& folder);

private:
    report::Answers m_answers;
    std::string m_suffix;
    base::Language m_words;
    std::vector<std::string> m_names;
    std::vector<OutFile> m_csv;
    std::vector<std::size_t> m_sheets;
    std::string m_xlsxName;
    std::optional<sheet::XlsxWriter> m_xlsx;
};

} // namespace huibiao::handover::internal
