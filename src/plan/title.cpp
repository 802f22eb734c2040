#include "base/utf8.h"
#include "plan/internal/points.h"
#include "plan/internal/report.h"

namespace huibiao::plan {

namespace {

constexpr std::u32string_view levels = U"市县区州旗";

/// The first place of a city's level at the beginning: 浏阳市 of 浏阳市高坪镇.
std::size_t placeEnd(std::u32string_view words) {
    for (std::size_t at = 2; at < words.size() && at < 12; ++at) {
        if (!holds(levels, words[at])) continue;
        std::u32string_view const rest = words.substr(at + 1);
        if (!rest.starts_with(U"场") && !rest.starts_with(U"域")) return at + 1;
    }
    return 0;
}

/// 浏阳市 of 关于印发浏阳市, 湖南省浏阳市, 长沙市浏阳市 or 浏阳市高坪镇; empty where the words name no place.
std::u32string placeIn(std::u32string_view words) {
    for (std::u32string_view lead : {U"关于印发", U"关于做好", U"关于开展", U"印发", U"关于", U"附件"})
        if (words.starts_with(lead)) words.remove_prefix(lead.size());
    for (std::u32string_view above : {U"省", U"自治区", U"自治州", U"州", U"盟"}) {
        std::size_t const at = words.find(above);
        if (at == std::u32string_view::npos || at < 2) continue;
        std::u32string_view const rest = words.substr(at + above.size());
        if (placeEnd(rest) > 0) words = rest;
    }
    std::size_t end = placeEnd(words);
    if (std::size_t const inner = placeEnd(words.substr(end));
        end > 0 && end + inner == words.size() && inner > 0) {
        words.remove_prefix(end);
        end = inner;
    }
    return std::u32string(words.substr(0, end));
}

struct Found {
    std::u32string place;
    int year = 0;
    int rank = 0; ///< how much like a plan's title
};

/// Every "…2023年" of the text whose place and sequel make it a title.
Found bestTitle(std::u32string_view text) {
    Found best;
    for (std::size_t at = text.find(U'年'); at != std::u32string_view::npos; at = text.find(U'年', at + 1)) {
        if (at < 4) continue;
        int year = 0;
        bool number = true;
        for (std::size_t i = at - 4; i < at; ++i) {
            number = number && digit(text[i]) >= 0;
            year = year * 10 + digit(text[i]);
        }
        if (!number || year < 2000 || year > 2100 || (at > 4 && digit(text[at - 5]) >= 0)) continue;
        std::size_t from = at - 4;
        while (from > 0 && base::isHan(text[from - 1])) --from;
        Found found{placeIn(text.substr(from, at - 4 - from)), year, 0};
        std::u32string_view const sequel = text.substr(at, 40);
        bool const quoted =
            sequel.starts_with(U"年“") || sequel.starts_with(U"年\"") || sequel.starts_with(U"年政务公开");
        bool const table = sequel.find(U"计划安排表") != std::u32string_view::npos ||
                           sequel.find(U"安排计划表") != std::u32string_view::npos ||
                           sequel.find(U"计划表") != std::u32string_view::npos;
        found.rank = (found.place.empty() ? 0 : 2) + (quoted ? 2 : 0) + (table ? 4 : 0) + 1;
        if (found.rank > best.rank) best = found;
    }
    return best;
}

/// Without a title: the place that an office's letterhead begins with.
std::u32string letterhead(std::vector<Line> const& lines) {
    for (Line const& line : lines) {
        std::u32string const text = compact(line.text);
        if (text.empty() || !base::isHan(text.front())) continue;
        if (text.find(U"办公室") == std::u32string::npos && text.find(U"政府") == std::u32string::npos)
            continue;
        return placeIn(text);
    }
    return {};
}

} // namespace

Title findTitle(std::vector<Line> const& lines) {
    // A title may go on over a line break after the year, hence one text; the break bounds the place.
    std::u32string text;
    for (Line const& line : lines) {
        text += compact(line.text);
        text += U'\n';
    }
    std::u32string flat;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const insideTitle =
            text[i] == U'\n' && !flat.empty() && (flat.back() == U'”' || flat.back() == U'年');
        if (insideTitle || (text[i] == U'\n' && !flat.empty() && flat.back() == U'\n')) continue;
        flat += text[i];
    }
    Found const best = bestTitle(flat);
    std::u32string place = best.place;
    if (place.empty()) place = letterhead(lines);
    return {base::encode(place), best.year};
}

} // namespace huibiao::plan
