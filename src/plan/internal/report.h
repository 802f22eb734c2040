#pragma once

#include "plan/internal/row.h"
#include "plan/plan.h"

#include <string>
#include <string_view>
#include <vector>

namespace huibiao::plan {

/// City and year as a title names them: 浏阳市2023年“政务公开主题日”活动计划安排表. Either may be missing.
struct Title {
    std::string city;
    int year = 0;
};
[[nodiscard]] Title findTitle(std::vector<Line> const& lines);

/// The problem with one row or line: why, and the beginning of what stands there.
[[nodiscard]] base::Error unreadable(std::string where, base::Words const& reason, std::u32string_view text);

/// Takes what was read into an activity; a reason where a field is empty or damaged.
struct ActivityReading {
    Activity activity;
    base::Words reason; ///< empty when all is right
};
[[nodiscard]] ActivityReading makeActivity(int number, Cells const& cells, std::size_t line);

/// One 序号 of the document, and where it stands.
struct Numbered {
    int number = 0;
    std::string where;
    bool readable = true; ///< the rest of the row was
};
/// Adds a problem for every number that is missing, repeated or out of order. A row that could not be
/// read has its own problem already, and its number is not missing.
void checkNumbers(std::vector<Numbered> const& rows, std::vector<base::Error>& problems);

/// Takes the year out of the activities' times where no title named it, and tells where one differs.
void checkYear(Plan& plan, std::vector<Time> const& times, std::vector<std::string> const& wheres);

/// By the number that `where` ends in: the order of the document.
void sortByPlace(std::vector<base::Error>& problems);

} // namespace huibiao::plan
