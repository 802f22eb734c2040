#include "wording/internal/theme.h"

#include "base/utf8.h"
#include "wording/internal/mention.h"
#include "wording/internal/points.h"

namespace huibiao::wording {

namespace {

constexpr std::u32string_view joiners = U" 暨、，,；;：:·—-–－~～/／|｜+＋&";

void warn(std::vector<base::Words>& warnings, std::u32string_view dropped) {
    std::string const words = base::encode(dropped);
    warnings.push_back({"主题里的“" + words + "”没有写进会标，请核对",
                        "\"" + words + "\" of the theme was left out of the banner: please check"});
}

/// Cuts what joins a phrase to the next one off its end; says whether anything was cut. 参与, 普及 and
/// 永和 are words, and no phrase followed by 与, 及, 和.
bool cutEnd(std::u32string& text) {
    std::size_t const before = text.size();
    while (!text.empty()) {
        char32_t const last = text.back();
        char32_t const previous = text.size() > 1 ? text[text.size() - 2] : 0;
        bool const word = (last == U'与' && holds(U"参给赠授", previous)) ||
                          (last == U'及' && holds(U"普涉顾波惠", previous)) ||
                          (last == U'和' && holds(U"永温祥共中平谦缓总义太人饱调", previous)) ||
                          (last == U'之' && holds(U"总反加", previous));
        if (text.ends_with(U"以及"))
            text.resize(text.size() - 2);
        else if (holds(joiners, last) || (holds(U"与及和之的", last) && !word && previous != 0))
            text.pop_back();
        else
            break;
    }
    return text.size() != before;
}

bool cutStart(std::u32string& text) {
    std::size_t const before = text.size();
    while (!text.empty()) {
        char32_t const first = text.front();
        char32_t const next = text.size() > 1 ? text[1] : 0;
        bool const word = (first == U'与' && holds(U"民时您你会", next)) ||
                          (first == U'及' && holds(U"时早", next)) ||
                          (first == U'和' && holds(U"谐平美解气睦顺", next)) ||
                          (first == U'之' && holds(U"江星声路", next));
        if (!holds(joiners, first) && !(holds(U"与及和之", first) && !word)) break;
        text.erase(0, 1);
    }
    return text.size() != before;
}

void cutStops(std::u32string& text) {
    while (!text.empty() && (holds(joiners, text.back()) || holds(U"。.．", text.back()))) text.pop_back();
    while (!text.empty() && (holds(joiners, text.front()) || holds(U"。", text.front()))) text.erase(0, 1);
}

/// “”, （） and 《》 that nothing is left in, and joiners at the inner edges of the rest.
void cutHollow(std::u32string& text) {
    static constexpr std::u32string_view open = U"“‘（(【《";
    static constexpr std::u32string_view close = U"”’）)】》";
    for (std::size_t i = 0; i < text.size();) {
        bool const insideOpen = i > 0 && holds(open, text[i - 1]) && holds(U" 、，,·—-：:", text[i]);
        bool const insideClose =
            i + 1 < text.size() && holds(close, text[i + 1]) && holds(U" 、，,·—-：:", text[i]);
        std::size_t const kind = open.find(text[i]);
        bool const hollow =
            kind != std::u32string_view::npos && i + 1 < text.size() && text[i + 1] == close[kind];
        if (hollow)
            text.erase(i, 2);
        else if (insideOpen || insideClose)
            text.erase(i, 1);
        else {
            ++i;
            continue;
        }
        i = i > 0 ? i - 1 : 0;
    }
}

/// A name ends here: 沙市镇“…”, but not 大围山镇政务服务中心.
bool boundary(std::u32string_view rest) {
    return rest.empty() || holds(joiners, rest.front()) || holds(U"“‘《（(之的", rest.front()) ||
           yearAtStart(rest) ||
           !firstOf(rest, {U"开展", U"举办", U"组织", U"举行", U"召开", U"承办", U"主办"}).empty();
}

bool cutVerb(std::u32string& text) {
    std::u32string_view const verb = firstOf(
        text, {U"关于组织开展", U"关于开展", U"关于举办", U"组织开展", U"联合开展", U"联合举办", U"持续开展",
               U"扎实开展", U"深入开展", U"积极开展", U"开展", U"举办", U"举行", U"召开", U"承办", U"主办"});
    if (verb.empty()) return false;
    std::u32string_view const rest = std::u32string_view(text).substr(verb.size());
    if (!rest.empty() && !holds(U"“‘《", rest.front())) return false;
    text.erase(0, verb.size());
    return true;
}

/// Unit, city and year at the beginning: the head of the banner has said them.
void cutSubject(std::u32string& text, Said const& said) {
    bool named = false;
    for (bool again = true; again && !text.empty();) {
        again = false;
        for (std::u32string const& name : said.names)
            if (text.starts_with(name) && boundary(std::u32string_view(text).substr(name.size()))) {
                text.erase(0, name.size());
                again = named = true;
                break;
            }
        auto const year = yearAtStart(text);
        if (year && year->year == said.year) {
            std::u32string_view const rest = std::u32string_view(text).substr(year->size);
            bool const part = rest.starts_with(U"度");
            if ((named && !part) || rest.empty() || holds(U"“‘", rest.front()) ||
                holds(joiners, rest.front()) || rest == U"度") {
                text.erase(0, rest == U"度" ? text.size() : year->size);
                again = true;
            }
        }
        if (cutVerb(text)) again = true;
        if (named && cutStart(text)) again = true;
    }
}

/// 人社局 of 人力资源和社会保障局, or another unit's bare name: nothing that could follow 暨.
bool bareName(std::u32string_view text, std::u32string_view unit) {
    if (text.empty() || text.size() > 14) return false;
    for (char32_t p : text)
        if (!base::isHan(p)) return false;
    std::size_t at = 0;
    for (char32_t p : unit)
        if (at < text.size() && text[at] == p) ++at;
    if (at == text.size() && text.back() == unit.back()) return true;
    return !lastOf(text, {U"市", U"县", U"区", U"镇", U"乡", U"街道", U"局", U"办公室", U"委员会"}).empty() &&
           lastOf(text, {U"社区", U"小区", U"校区", U"厂区", U"辖区", U"景区", U"园区", U"夜市", U"集市",
                         U"变局", U"布局", U"格局", U"结局", U"城镇", U"城乡"})
               .empty();
}

/// 的通知, 工作方案: the paper's title, not the activity.
bool paperTitle(std::u32string_view text) {
    if (text.starts_with(U"的")) text.remove_prefix(1);
    return text == U"通知" || text == U"方案" || text == U"活动方案" || text == U"工作方案" ||
           text == U"实施方案" || text == U"计划" || text == U"工作" || text == U"安排";
}

std::u32string around(std::u32string text, Mention const& mention, Said const& said,
                      std::vector<base::Words>& warnings) {
    if (mention.year != 0 && mention.year != said.year)
        warnings.push_back({"主题里写的是" + std::to_string(mention.year) + "年，会标按" +
                                std::to_string(said.year) + "年写，请核对",
                            "the theme says " + std::to_string(mention.year) + ", the banner " +
                                std::to_string(said.year) + ": please check"});
    if (!mention.count.empty()) warn(warnings, mention.count);

    std::u32string before = text.substr(0, mention.begin);
    std::u32string after = text.substr(mention.end);
    bool const explained = after.starts_with(U"的");
    bool const joinedBefore = cutEnd(before);
    bool const joinedAfter = cutStart(after);
    cutSubject(before, said);
    cutVerb(before);
    if ((before.empty() || explained) && paperTitle(after)) {
        warn(warnings, after);
        after.clear();
    }
    if (after.empty() && bareName(before, said.unit)) {
        warn(warnings, before);
        before.clear();
    }
    if (before.empty() || after.empty()) return before + after;
    bool const inside = holds(U"“‘《（(【", before.back()) || holds(U"”’》）)】", after.front());
    if (!inside && (joinedBefore || joinedAfter)) return before + U'暨' + after;
    bool const quoted = holds(U"“‘《（(”’》）)", before.back()) || holds(U"“‘《（(”’》）)", after.front());
    if (!quoted)
        warnings.push_back(
            {"主题去掉活动名称后写成“" + base::encode(before + after) + "”，请核对",
             "without the event's name the theme reads " + base::encode(before + after) + ": please check"});
    return before + after;
}

/// The head word for word at the beginning of a theme that does not name the event.
void cutHead(std::u32string& text, Said const& said) {
    for (std::u32string const& name : said.names) {
        if (name.size() < 3 || !text.starts_with(name) || !said.unit.ends_with(name)) continue;
        std::u32string_view const rest = std::u32string_view(text).substr(name.size());
        auto const year = yearAtStart(rest);
        if (!year || year->year != said.year || rest.substr(year->size).starts_with(U"度")) continue;
        text.erase(0, name.size() + year->size);
        return;
    }
}

} // namespace

std::u32string restOfTheme(std::u32string theme, Said const& said, std::vector<base::Words>& warnings) {
    // What tables write where there is none.
    if (theme == U"无" || theme == U"暂无") return {};
    bool named = false;
    while (auto const mention = findMention(theme, said.event, said.names)) {
        named = true;
        theme = around(std::move(theme), *mention, said, warnings);
        cutHollow(theme);
    }
    if (!named) cutHead(theme, said);
    cutStops(theme);
    if (named && theme == U"活动") return {};
    if (std::any_of(said.names.begin(), said.names.end(), [&](auto const& name) { return theme == name; }))
        return {};
    return theme;
}

} // namespace huibiao::wording
