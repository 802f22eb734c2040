#include "base/utf8.h"
#include "plan/internal/report.h"

#include <algorithm>
#include <set>

namespace huibiao::plan {

namespace {

/// The longest run of rows whose numbers rise: the rest are the ones out of order, however few rows a
/// wrong number stands before. Indices into `rows`. (Patience sorting.)
std::set<std::size_t> rising(std::vector<Numbered> const& rows) {
    std::vector<std::size_t> tops; // of the runs of each length, the least last number
    std::vector<std::size_t> before(rows.size(), rows.size());
    for (std::size_t i = 0; i < rows.size(); ++i) {
        if (!rows[i].readable) continue;
        auto const at = std::lower_bound(tops.begin(), tops.end(), i, [&](std::size_t a, std::size_t b) {
            return rows[a].number < rows[b].number;
        });
        if (at != tops.end() && rows[*at].number == rows[i].number) continue; // the first of two stays
        if (at != tops.begin()) before[i] = *std::prev(at);
        if (at == tops.end())
            tops.push_back(i);
        else
            *at = i;
    }
    std::set<std::size_t> run;
    for (std::size_t i = tops.empty() ? rows.size() : tops.back(); i < rows.size(); i = before[i])
        run.insert(i);
    return run;
}

/// "5、7、9-12"
std::string spans(std::vector<int> const& numbers, std::string_view separator) {
    std::vector<std::string> parts;
    for (std::size_t i = 0; i < numbers.size();) {
        std::size_t last = i;
        while (last + 1 < numbers.size() && numbers[last + 1] == numbers[last] + 1) ++last;
        parts.push_back(std::to_string(numbers[i]));
        if (last > i) parts.back() += "-" + std::to_string(numbers[last]);
        i = last + 1;
    }
    return base::join(parts, separator);
}

} // namespace

void checkNumbers(std::vector<Numbered> const& rows, std::vector<base::Error>& problems) {
    auto const tell = [&](std::string const& zh, std::string const& en, std::string const& where) {
        problems.push_back({base::Kind::Invalid, {zh, en}, where});
    };
    std::set<std::size_t> const run = rising(rows);
    std::set<int> all;
    std::set<int> inRun;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        all.insert(rows[i].number);
        if (run.contains(i)) inRun.insert(rows[i].number);
    }
    std::set<int> once;
    int expected = 1;
    for (std::size_t i = 0; i < rows.size(); ++i) {
        std::string const number = std::to_string(rows[i].number);
        if (!run.contains(i)) {
            if (!rows[i].readable) continue;
            if (inRun.contains(rows[i].number) || !once.insert(rows[i].number).second)
                tell("序号 " + number + " 重复，请核对", "number " + number + " is there twice: please check",
                     rows[i].where);
            else
                tell("序号 " + number + " 的次序不对，请核对",
                     "number " + number + " is out of order: please check", rows[i].where);
            continue;
        }
        std::vector<int> missing;
        for (; expected < rows[i].number; ++expected)
            if (!all.contains(expected)) missing.push_back(expected);
        if (!missing.empty())
            tell("这一行之前缺少序号 " + spans(missing, "、") + "，请核对原文",
                 "before this line number " + spans(missing, ", ") + " is missing: please check the document",
                 rows[i].where);
        expected = rows[i].number + 1;
    }
}

} // namespace huibiao::plan
