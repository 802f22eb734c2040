#pragma once

#include "handover/internal/names.h"
#include "handover/internal/out_folder.h"
#include "report/answers.h"
#include "sheet/write_xlsx.h"

#include <optional>
#include <string>
#include <vector>

namespace huibiao::handover::internal {

/// The .csv and .xlsx of one form, row by row, and an SPSS syntax file for each .csv.
class TableFiles {
public:
    TableFiles(report::Answers answers, base::Language words);
    /// Stands behind the file names where there are several forms.
    void setSuffix(std::string suffix) { m_suffix = std::move(suffix); }
    /// Unit, activity, time and count, for the name of the workbook.
    void setLabel(std::string label) { m_label = std::move(label); }

    [[nodiscard]] report::Answers& answers() { return m_answers; }
    /// Once all is learnt.
    [[nodiscard]] base::Result<void> begin(OutFolder& folder, Names& names,
                                           std::filesystem::path const& temporaryFolder);
    [[nodiscard]] base::Result<void> add(store::Stored const& stored, base::Findings& findings);
    /// Adds summary, code book and the syntax files, closes the files and notes them.
    [[nodiscard]] base::Result<void> finish(OutFolder& folder);

private:
    [[nodiscard]] base::Result<void> addSyntax(OutFolder& folder, std::size_t table) const;
    report::Answers m_answers;
    std::string m_suffix;
    std::string m_label;
    base::Language m_words;
    std::vector<std::string> m_names;
    std::vector<std::string> m_flatNames; ///< of the copies without line breaks
    std::vector<bool> m_lineBreaks;       ///< such stand in a cell of the table
    std::vector<OutFile> m_csv;
    std::vector<std::size_t> m_sheets;
    std::string m_xlsxName;
    std::optional<sheet::XlsxWriter> m_xlsx;
};

} // namespace huibiao::handover::internal
