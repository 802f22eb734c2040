#include "wording/internal/mention.h"

#include "base/utf8.h"
#include "wording/internal/points.h"

namespace huibiao::wording {

namespace {

constexpr auto npos = std::u32string_view::npos;

/// Where `word` ends when it begins at `at`, single blanks inside it aside; npos when it does not.
std::size_t matchEnd(std::u32string_view text, std::size_t at, std::u32string_view word) {
    for (std::size_t i = 0; i < word.size(); ++i, ++at) {
        if (i > 0 && at < text.size() && text[at] == U' ') ++at;
        if (at >= text.size() || text[at] != word[i]) return npos;
    }
    return at;
}

/// 政务公开日常工作 does not name the 政务公开日.
bool goesOn(std::u32string_view event, std::u32string_view rest) {
    if (rest.empty()) return false;
    switch (event.back()) {
    case U'日': return holds(U"常程志报期趋", rest.front());
    case U'月': return holds(U"报度季", rest.front());
    case U'周': return holds(U"年期报末边", rest.front());
    default: return false;
    }
}

void takeActivity(std::u32string_view text, std::size_t& end) {
    std::size_t at = end;
    if (at < text.size() && text[at] == U' ') ++at;
    std::u32string_view const word =
        firstOf(text.substr(at), {U"系列主题活动", U"主题系列活动", U"系列活动", U"主题活动", U"专题活动",
                                  U"专场活动", U"活动"});
    if (!word.empty() && !text.substr(at + word.size()).starts_with(U"周")) end = at + word.size();
}

bool pairs(std::u32string_view text, std::size_t begin, std::size_t end, std::u32string_view open,
           std::u32string_view close) {
    if (begin == 0 || end >= text.size()) return false;
    std::size_t const kind = open.find(text[begin - 1]);
    return kind != npos && text[end] == close[kind];
}

void takeAround(std::u32string_view text, Mention& mention, std::u32string_view open,
                std::u32string_view close) {
    if (!pairs(text, mention.begin, mention.end, open, close)) return;
    --mention.begin;
    ++mention.end;
}

/// 第二期, 第3届 right before `at`.
std::size_t countBefore(std::u32string_view text, std::size_t at) {
    if (at < 3 || !holds(U"期届次场季批", text[at - 1])) return 0;
    std::size_t i = at - 1;
    while (i > 0 && holds(U"一二三四五六七八九十百0123456789", text[i - 1])) --i;
    return i > 0 && i + 1 < at && text[i - 1] == U'第' ? at - i + 1 : 0;
}

void takeYearBefore(std::u32string_view text, Mention& mention) {
    for (std::size_t const size : {std::size_t{5}, std::size_t{6}}) {
        if (mention.begin < size) continue;
        auto const year = yearAtStart(text.substr(mention.begin - size, size));
        if (!year) continue;
        bool const whole = year->size == size || (size == 6 && text[mention.begin - 1] == U'度');
        if (!whole) continue;
        mention.begin -= size;
        mention.year = year->year;
        return;
    }
}

/// The short name 主题日 stands for the event in quotes, at the beginning, and after a unit or 暨; not in
/// 党员主题日.
bool shortNameFits(std::u32string_view text, std::size_t begin, std::size_t end,
                   std::vector<std::u32string> const& names) {
    if (begin == 0 || pairs(text, begin, end, U"“‘", U"”’")) return true;
    if (holds(U"暨之年", text[begin - 1])) return true;
    std::u32string_view const before = text.substr(0, begin);
    return std::any_of(names.begin(), names.end(), [&](auto const& name) { return before == name; });
}

} // namespace

std::optional<YearWord> yearAtStart(std::u32string_view text) {
    int year = 0;
    std::size_t at = 0;
    while (at < text.size() && at < 4 && text[at] >= U'0' && text[at] <= U'9')
        year = year * 10 + static_cast<int>(text[at++] - U'0');
    if (at != 4 || year < 1900) return std::nullopt;
    if (at < text.size() && text[at] == U' ') ++at;
    if (at >= text.size() || text[at] != U'年') return std::nullopt;
    return YearWord{at + 1, year};
}

std::optional<Mention> findMention(std::u32string_view text, std::u32string_view event,
                                   std::vector<std::u32string> const& names) {
    std::size_t const tail = event.find(U"主题");
    std::u32string_view const brief = tail != npos && tail > 0 ? event.substr(tail) : std::u32string_view{};
    for (std::size_t at = 0; at < text.size(); ++at) {
        Mention mention{at, matchEnd(text, at, event), 0, {}};
        if (mention.end == npos && !brief.empty()) {
            mention.end = matchEnd(text, at, brief);
            if (mention.end != npos && !shortNameFits(text, at, mention.end, names)) continue;
        }
        if (mention.end == npos || goesOn(event, text.substr(mention.end))) continue;
        // The setting 主题日 and a theme that says 政务公开主题日.
        if (event.starts_with(U"主题") && text.substr(0, at).ends_with(U"政务公开")) mention.begin -= 4;

        if (pairs(text, mention.begin, mention.end, U"“‘", U"”’")) {
            takeAround(text, mention, U"“‘", U"”’");
            takeActivity(text, mention.end);
        } else {
            takeActivity(text, mention.end); // “政务公开主题日活动”
            takeAround(text, mention, U"“‘", U"”’");
            takeActivity(text, mention.end);
        }
        takeAround(text, mention, U"（(【[《", U"）)】]》");
        if (std::size_t const size = countBefore(text, mention.begin); size > 0) {
            mention.begin -= size;
            mention.count = text.substr(mention.begin, size);
        }
        takeYearBefore(text, mention);
        return mention;
    }
    return std::nullopt;
}

} // namespace huibiao::wording
