#include "base/utf8.h"
#include "xlsform/internal/place.h"

#include <algorithm>
#include <numeric>

namespace huibiao::xlsform::internal {

namespace {

/// Letters to insert, remove, replace or swap with a neighbour (Damerau–Levenshtein, optimal string
/// alignment), given up beyond `limit`.
std::size_t distance(std::u32string const& a, std::u32string const& b, std::size_t limit) {
    if (a.size() > b.size() + limit || b.size() > a.size() + limit) return limit + 1;
    std::vector<std::size_t> before(b.size() + 1), above(b.size() + 1), row(b.size() + 1);
    std::iota(above.begin(), above.end(), std::size_t{0});
    for (std::size_t i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (std::size_t j = 1; j <= b.size(); ++j) {
            row[j] =
                std::min({above[j] + 1, row[j - 1] + 1, above[j - 1] + (a[i - 1] == b[j - 1] ? 0U : 1U)});
            if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1])
                row[j] = std::min(row[j], before[j - 2] + 1);
        }
        before.swap(above);
        above.swap(row);
    }
    return above[b.size()];
}

} // namespace

std::string Faults::nearest(std::string_view wrong, std::vector<std::string> const& names) {
    constexpr std::size_t mostGuesses = 100;
    constexpr std::size_t longestName = 200;
    constexpr std::size_t mostNames = 2000;
    if (wrong.size() > longestName || names.size() > mostNames || ++m_guesses > mostGuesses) return {};
    std::u32string const want = base::decode(base::lowerAscii(wrong));
    std::size_t best = std::max<std::size_t>(1, std::min<std::size_t>(3, want.size() / 3)) + 1;
    std::string found;
    for (std::string const& name : names) {
        std::size_t const far = distance(want, base::decode(base::lowerAscii(name)), best - 1);
        if (far < best) {
            best = far;
            found = name;
            if (best == 0) break;
        }
    }
    return found;
}

} // namespace huibiao::xlsform::internal
