#pragma once

#include "base/result.h"

#include <cstddef>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::plan {

/// One row of an 活动计划安排表.
struct Activity {
    int number = 0;                 ///< 序号
    std::string theme;              ///< without line breaks and the spaces that extraction left
    std::vector<std::string> forms; ///< 政策宣传, 座谈交流 …; at least one
    std::string unit;               ///< as printed there (商务局, 市教育局), without spaces
    int month = 0;                  ///< 1 to 12; the first one of a span
    std::string timeText;           ///< 5月; a span or a day as it stands: 4-5月, 5月18日
    std::size_t line = 0;           ///< where it begins: the line of the text, the row of the table
};

struct Plan {
    std::string city;                 ///< 浏阳市; empty where no title names it
    int year = 0;                     ///< 0 where no title names it
    std::vector<Activity> activities; ///< in the order of the document
    /// What looks like a part of the table and could not be read, and serial numbers that are missing,
    /// repeated or out of order; each with where = "file:line" or "file sheet!A7".
    std::vector<base::Error> problems;
};

/// Reads a plan: .csv, .xlsx, or a notice as plain text (UTF-8, UTF-16 with BOM, GB18030), told apart by
/// content first, then by name. Fails when nothing can be read at all (Missing, Denied, Io), when the file is
/// no text and no table (Unsupported, with what to do), or holds no activity (Invalid).
[[nodiscard]] base::Result<Plan> read(std::filesystem::path const& path);

/// Reads the table out of a notice's text, as copied or extracted from Word or PDF: line and page
/// breaks, repeated or missing headings, wrapped cells, tabs or spaces. Lines count from 1 for
/// every \n, \r\n or \r. `name` goes into the problems' where.
[[nodiscard]] Plan parseNotice(std::string_view text, std::string_view name);

} // namespace huibiao::plan
