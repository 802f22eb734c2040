#include "plan/internal/report.h"

#include "base/utf8.h"
#include "plan/internal/points.h"
#include "wording/text.h"

#include <algorithm>

namespace huibiao::plan {

base::Error unreadable(std::string where, base::Words const& reason, std::u32string_view text) {
    std::u32string shown;
    for (char32_t p : text.substr(0, 60)) shown += p == U'\n' || p == U'\t' ? U' ' : p;
    std::string const excerpt = base::trim(base::encode(shown)) + (text.size() > 60 ? "…" : "");
    return {base::Kind::Invalid,
            {"这一行读不出来，" + reason.zh + "，请改好后重试：" + excerpt,
             "this line could not be read, " + reason.en + "; correct it and try again: " + excerpt},
            std::move(where)};
}

ActivityReading makeActivity(int number, Cells const& cells, std::size_t line) {
    ActivityReading reading;
    Activity& activity = reading.activity;
    activity.number = number;
    activity.theme = readTheme(cells.theme);
    activity.forms = cells.forms;
    activity.unit = wording::withoutSpaces(base::encode(cells.unit));
    activity.month = cells.time.month;
    activity.timeText = cells.time.text;
    activity.line = line;
    std::string all = activity.theme + activity.unit;
    for (std::string const& form : activity.forms) all += form;
    if (activity.theme.empty()) reading.reason = {"没有活动主题", "the theme is missing"};
    if (activity.unit.empty()) reading.reason = {"没有责任单位", "the unit is missing"};
    if (all.find("\uFFFD") != std::string::npos)
        reading.reason = {"有损坏的文字", "some characters are damaged"};
    return reading;
}

void checkYear(Plan& plan, std::vector<Time> const& times, std::vector<std::string> const& wheres) {
    if (plan.year == 0)
        for (Time const& time : times)
            if (plan.year == 0) plan.year = time.year;
    for (std::size_t i = 0; i < times.size(); ++i) {
        if (times[i].year == 0 || times[i].year == plan.year) continue;
        std::string const year = std::to_string(times[i].year);
        std::string const set = std::to_string(plan.year);
        plan.problems.push_back({base::Kind::Invalid,
                                 {"活动时间写的是" + year + "年，计划却是" + set + "年的，请核对",
                                  "the time says " + year + " but the plan is for " + set + ": please check"},
                                 wheres[i]});
    }
}

void sortByPlace(std::vector<base::Error>& problems) {
    auto const place = [](base::Error const& problem) {
        std::size_t const digits = problem.where.find_last_not_of("0123456789") + 1;
        unsigned long long number = 0;
        for (char c : problem.where.substr(digits, 12)) number = number * 10 + static_cast<unsigned>(c - '0');
        return number;
    };
    std::stable_sort(problems.begin(), problems.end(),
                     [&](base::Error const& a, base::Error const& b) { return place(a) < place(b); });
}

} // namespace huibiao::plan
