#pragma once

#include "xlsform/convert.h"

#include <string>
#include <utility>
#include <vector>

/// A workbook for a test: each sheet a name and rows of cells, blank ones left out.
using Rows = std::vector<std::vector<std::string>>;

inline huibiao::sheet::Workbook book(std::vector<std::pair<std::string, Rows>> const& sheets) {
    huibiao::sheet::Workbook made;
    for (auto const& [name, rows] : sheets) {
        huibiao::sheet::Table table;
        table.name = name;
        for (std::size_t r = 0; r < rows.size(); ++r) {
            huibiao::sheet::Row row;
            row.number = r + 1;
            for (std::size_t c = 0; c < rows[r].size(); ++c)
                if (!rows[r][c].empty())
                    row.cells.push_back({c + 1, huibiao::sheet::CellKind::Text, rows[r][c]});
            if (!row.cells.empty()) table.rows.push_back(std::move(row));
        }
        made.tables.push_back(std::move(table));
    }
    return made;
}

/// The form, or the errors in English, one a line.
inline std::string converted(huibiao::sheet::Workbook const& workbook,
                             huibiao::xlsform::Options const& options = {}) {
    huibiao::base::Findings findings;
    auto const form = huibiao::xlsform::convert(workbook, options, findings);
    if (form) return *form;
    std::string errors;
    for (auto const& finding : findings)
        if (!finding.warning) errors += finding.error.text(huibiao::base::Language::English) + "\n";
    return errors;
}

inline std::string convertedSurvey(Rows const& survey, Rows const& choices = {}) {
    std::vector<std::pair<std::string, Rows>> sheets{{"survey", survey}};
    if (!choices.empty()) sheets.emplace_back("choices", choices);
    return converted(book(sheets));
}

inline bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}
