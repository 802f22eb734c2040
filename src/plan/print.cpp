#include "plan/print.h"

#include "base/utf8.h"

#include <nlohmann/json.hpp>

namespace huibiao::plan {

namespace {

std::string quoted(std::string const& cell) {
    if (cell.find_first_of(",\"\r\n") == std::string::npos) return cell;
    return '"' + base::replaceAll(cell, "\"", "\"\"") + '"';
}

} // namespace

std::string toCsv(Plan const& plan) {
    std::string out = "序号,活动主题,活动形式,责任单位,活动时间\n";
    for (Activity const& activity : plan.activities)
        out += std::to_string(activity.number) + ',' + quoted(activity.theme) + ',' +
               quoted(base::join(activity.forms, "、")) + ',' + quoted(activity.unit) + ',' +
               quoted(activity.timeText) + '\n';
    return out;
}

std::string toJson(Plan const& plan) {
    nlohmann::ordered_json rows = nlohmann::ordered_json::array();
    for (Activity const& activity : plan.activities)
        rows.push_back({{"序号", activity.number},
                        {"活动主题", activity.theme},
                        {"活动形式", base::join(activity.forms, "、")},
                        {"责任单位", activity.unit},
                        {"活动时间", activity.timeText}});
    // Damaged UTF-8 never gets here; replace rather than throw if it did.
    return rows.dump(1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + '\n';
}

} // namespace huibiao::plan
