#pragma once

#include "base/result.h"
#include "figures/figures.h"

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

/// The words of a summary, the same on paper and on the screen.
namespace huibiao::figures {

/// "43.7%"; "—" where there is no whole.
[[nodiscard]] std::string share(std::size_t part, std::size_t whole);
/// At most two decimals, none that are 0.
[[nodiscard]] std::string number(double value);
[[nodiscard]] double ratio(std::size_t part, std::size_t whole); ///< 0 where there is no whole

/// "多选题　基数：119人作答，共310票": what kind of question, its base, and what there is in one line.
[[nodiscard]] std::string baseLine(QuestionFigures const& question, base::Language words);

/// A choice or a stretch as it is shown.
struct Row {
    std::string label;
    double part = 0;                  ///< of the bar, 0 to 1
    std::vector<std::string> figures; ///< one under each of headings()
};
/// What stands above the columns of figures; empty where a question has none.
[[nodiscard]] std::vector<std::string> headings(QuestionFigures const& question, base::Language words);
/// Of a list with more than MostRows choices those that nobody chose are left out, and leftOut() says so.
[[nodiscard]] std::vector<Row> rows(QuestionFigures const& question, base::Language words);
/// Of texts when `shown` are listed, and of choices; empty where nothing is left out.
[[nodiscard]] std::string leftOut(QuestionFigures const& question, std::size_t shown, base::Language words);
inline constexpr std::size_t MostRows = 30;

/// "收到答卷119份，2023年5月18日09:30至11:45".
[[nodiscard]] std::string submissionsLine(Summary const& summary, base::Language words);
/// "2023年5月18日" of an ISO time, or with the hour.
[[nodiscard]] std::string dayWords(std::string_view iso, base::Language words, bool withTime = false);

} // namespace huibiao::figures
