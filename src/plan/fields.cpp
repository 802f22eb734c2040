#include "plan/internal/fields.h"

#include "base/utf8.h"
#include "plan/internal/points.h"
#include "wording/text.h"

#include <algorithm>
#include <array>

namespace huibiao::plan {

namespace {

/// Of the plans of 浏阳 and 宁乡.
constexpr std::array<std::u32string_view, 13> forms{
    U"现场观摩", U"政策宣传", U"现场交流", U"现场直播", U"座谈交流", U"问卷调查", U"实地调研",
    U"宣讲竞赛", U"走访调查", U"媒体公示", U"现场走访", U"电话回访", U"情景模拟"};

constexpr std::u32string_view formSeparators = U"、，,；;/／+＋|｜和及";

bool isLatin(char32_t p) {
    return (p >= U'a' && p <= U'z') || (p >= U'A' && p <= U'Z');
}

void addOnce(std::vector<std::string>& list, std::string form) {
    if (std::find(list.begin(), list.end(), form) == list.end()) list.push_back(std::move(form));
}

} // namespace

std::vector<std::string> knownForms(std::u32string_view given) {
    std::u32string const text = compact(given);
    std::vector<std::string> found;
    bool afterForm = false;
    for (std::size_t at = 0; at < text.size();) {
        auto const form = std::find_if(forms.begin(), forms.end(), [&](std::u32string_view known) {
            return std::u32string_view(text).substr(at).starts_with(known);
        });
        if (form != forms.end()) {
            addOnce(found, base::encode(*form));
            at += form->size();
            afterForm = true;
            continue;
        }
        if (!afterForm || !holds(formSeparators, text[at])) return {};
        ++at;
    }
    return found;
}

std::vector<std::string> readForms(std::u32string_view cell) {
    if (auto known = knownForms(cell); !known.empty()) return known;
    std::vector<std::string> found;
    std::u32string piece;
    for (std::size_t at = 0; at <= cell.size(); ++at) {
        bool const ends =
            at == cell.size() || base::isBlank(cell[at]) || holds(U"、，,；;/／+＋|｜", cell[at]);
        if (!ends) {
            piece += cell[at];
            continue;
        }
        if (!piece.empty()) {
            auto const known = knownForms(piece);
            for (std::string const& form : known) addOnce(found, form);
            if (known.empty()) addOnce(found, base::encode(piece));
        }
        piece.clear();
    }
    return found;
}

bool seemsForm(std::u32string_view token) {
    return token.size() == 4 && std::all_of(token.begin(), token.end(), base::isHan) &&
           !lastOf(token, {U"宣传", U"交流", U"观摩", U"调研", U"调查", U"走访", U"回访", U"公示", U"直播",
                           U"竞赛", U"模拟", U"体验", U"展示", U"解读", U"咨询", U"座谈", U"培训", U"讲座",
                           U"参观", U"演练", U"发布", U"访谈", U"互动", U"开放", U"答疑", U"问答", U"宣讲",
                           U"展览", U"展播", U"推介", U"接访", U"恳谈", U"沙龙", U"测评", U"评议", U"征集"})
                .empty();
}

std::string readTheme(std::u32string_view text) {
    std::u32string joined;
    for (std::size_t at = 0; at < text.size(); ++at) {
        if (text[at] != U'\n' && text[at] != U'\r') {
            joined += text[at];
            continue;
        }
        while (!joined.empty() && base::isBlank(joined.back())) joined.pop_back();
        while (at + 1 < text.size() && base::isBlank(text[at + 1])) ++at;
        bool const words =
            !joined.empty() && at + 1 < text.size() && isLatin(joined.back()) && isLatin(text[at + 1]);
        if (words) joined += U' ';
    }
    return wording::tidySpaces(base::encode(joined));
}

bool endsAsUnit(std::u32string_view text) {
    return !lastOf(text, {U"局",   U"委", U"办",   U"办公室", U"镇", U"乡", U"街道", U"中心", U"馆",
                          U"社",   U"会", U"公司", U"院",     U"园", U"所", U"站",   U"政府", U"委员会",
                          U"集团", U"队", U"厅",   U"处",     U"行", U"校", U"学",   U"区",   U"村"})
                .empty();
}

} // namespace huibiao::plan
