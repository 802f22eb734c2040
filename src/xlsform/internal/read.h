#pragma once

#include "xlsform/internal/grid.h"
#include "xlsform/internal/parameters.h"
#include "xlsform/internal/survey.h"
#include "xlsform/internal/types.h"

#include <map>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace huibiao::xlsform::internal {

/// The sheets of the workbook by purpose, whatever the case of their names.
struct Sheets {
    sheet::Table const* survey = nullptr;
    sheet::Table const* choices = nullptr;
    sheet::Table const* externalChoices = nullptr;
    sheet::Table const* settings = nullptr;
    sheet::Table const* osm = nullptr;
    sheet::Table const* entities = nullptr;
};
/// Tells when there is no survey, and of sheets whose names look mistyped.
[[nodiscard]] Sheets findSheets(sheet::Workbook const& book, Faults& faults);
/// " (sheet 'choises' looks like it)" in both languages, empty when none does.
[[nodiscard]] base::Words similarSheet(sheet::Workbook const& book, std::string_view wanted, Faults& faults);

void readSettings(sheet::Table const* table, Settings& settings, Faults& faults);
/// Rows of a list sheet (choices, external_choices, osm) by list.
[[nodiscard]] ChoiceLists readLists(sheet::Table const* table, Sheet kind, Settings const& settings,
                                    Faults& faults);

/// What the rows of the survey need from elsewhere, and what they leave for later checks.
struct Reading {
    sheet::Workbook const& book;
    Sheets sheets;
    Survey& survey;
    Faults& faults;
    ChoiceLists external; ///< external_choices
    ChoiceLists osm;
    std::vector<Source> geometries; ///< reference-geometry parameters
    std::set<std::string> entityLists;
    std::vector<std::unique_ptr<Item>> meta; ///< questions that stand in the meta block
};
/// The sheet survey as a tree below survey.root.
void readSurvey(Reading& reading);

/// Replaces the contents of a begin_loop by a group with a copy of them for each choice.
void unroll(Item& loop, ChoiceList const& list, Faults& faults);

/// A row that is no section: fills the item; made-up companions (other, audit …) are returned too.
struct QuestionRow {
    Record const& record;
    Parameters parameters;
    std::string type; ///< as written, blanks tidied
};
/// The columns that every item has: texts, media, bind, control, instance, default, filter, trigger.
void readColumns(Record const& record, Item& item, Reading& reading);
/// The item's type, its parameters and what follows from them. False when the row is to be left out.
[[nodiscard]] bool readType(QuestionRow const& row, Item& item, Reading& reading);
void readSelect(QuestionRow const& row, SelectWord const& select, Item& item, Reading& reading);
void readRange(QuestionRow const& row, Item& item, Reading& reading);
void readPlace(QuestionRow const& row, Item& item, Reading& reading);
void readAudit(QuestionRow const& row, Item& item, Reading& reading);
/// "q_other", asked when the choice "other" was made.
[[nodiscard]] std::unique_ptr<Item> otherQuestion(Item const& select, Reading const& reading);

/// Tells when the name cannot be one in XML.
bool checkName(Source const& name, Faults& faults);
/// The words for a wrong name, for whoever checks names of another kind.
[[nodiscard]] base::Words wrongName(std::string_view name);

} // namespace huibiao::xlsform::internal
