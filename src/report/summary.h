#pragma once

#include "base/result.h"
#include "figures/figures.h"
#include "sheet/write_xlsx.h"

namespace huibiao::report {

/// 汇总: a row for each choice (of a ranking: who put it first, and its mean place), mean, least and most of
/// numbers, first and last of dates. Free texts stand in the tables.
[[nodiscard]] sheet::NewSheet summarySheet(figures::Summary const& summary, base::Language words);

} // namespace huibiao::report
