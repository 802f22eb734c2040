#pragma once

#include "plan/plan.h"

#include <string>

namespace huibiao::plan {

/// Header and one record an activity, each ending in \n, quoted by RFC 4180 where needed:
/// 序号,活动主题,活动形式,责任单位,活动时间. Several forms are joined by 、. UTF-8 without BOM.
[[nodiscard]] std::string toCsv(Plan const& plan);

/// A JSON array of objects with those keys; 序号 is a number, the rest are strings as in the CSV.
[[nodiscard]] std::string toJson(Plan const& plan);

} // namespace huibiao::plan
