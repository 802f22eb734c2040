#include "draw/internal/words.h"

#include "base/utf8.h"

#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include <algorithm>
#include <memory>
#include <string>
#include <utility>

namespace huibiao::draw {

namespace {

/// What ICU's dictionary (72) cuts to pieces though the field reads it as one.
constexpr std::string_view Known[] = {
    // 政务
    "政务公开", "会标", "党务", "村务", "居务", "厂务", "放管服", "一件事", "一网通办", "好差评", "知晓率",
    "满意度", "政务服务中心", "便民服务中心", "服务中心", "事务中心", "事业单位", "企事业", "企事业单位",
    "营商", "营商环境", "人居环境", "主题日", "开放日",
    // what people do there
    "问卷", "调研", "观摩", "观摩会", "座谈会", "恳谈", "恳谈会", "屋场", "屋场会", "夜话", "推介", "推介会",
    "宣讲会", "评议", "评议会", "答疑", "征集", "吹风会", "发布会", "面对面", "心连心", "连心", "回头看",
    "零距离", "共话", "共建", "共治", "共商", "线上", "线下", "云上", "研学", "普法",
    // what it is about
    "义务教育", "交通运输", "优化", "提质", "提质增效", "助推", "赋能", "招商", "招商引资", "双减", "双创",
    "新业态", "文旅", "农旅", "商贸", "国资", "国企", "民企", "两型", "楼盘", "医保", "社保", "参保",
    "公积金", "不动产", "公租房", "廉租房", "民法典", "反诈", "禁毒", "婚检", "孕检", "婚孕检", "河长制",
    "林长制", "田长制", "路长制",
    // offices by their short names
    "住建", "交运", "工信", "卫健"};

/// Single characters that close the word before them.
constexpr std::u32string_view Endings =
    U"的地得了着过们等之者员长性度率化式型类级期届次项种条个名位年月日周省市县区镇"
    U"乡村州局委办处科室部厅院校馆站所社会队班组厂园街路法制费金证书报网栏点";
/// Single characters that open what follows.
constexpr std::u32string_view Openings =
    U"和与及暨或并而且把被让使在为向对从给以由将请不未第各每全新老高促优聚赢讲解送进稳强助反更";

struct Word {
    std::size_t begin = 0; ///< bytes
    std::size_t end = 0;
};

struct CloseBreaks {
    void operator()(UBreakIterator* it) const { ubrk_close(it); }
};
struct CloseText {
    void operator()(UText* text) const { utext_close(text); }
};

/// The dictionary's words, one after the other; empty where there is none.
std::vector<Word> dictionaryWords(std::string_view text) {
    UErrorCode code = U_ZERO_ERROR;
    std::unique_ptr<UText, CloseText> const source(
        utext_openUTF8(nullptr, text.data(), static_cast<int64_t>(text.size()), &code));
    std::unique_ptr<UBreakIterator, CloseBreaks> const breaks(ubrk_open(UBRK_WORD, "zh", nullptr, 0, &code));
    if (U_FAILURE(code) != 0) return {};
    ubrk_setUText(breaks.get(), source.get(), &code);
    if (U_FAILURE(code) != 0) return {};
    std::vector<Word> words;
    auto begin = static_cast<std::size_t>(ubrk_first(breaks.get()));
    for (int32_t at = ubrk_next(breaks.get()); at != UBRK_DONE; at = ubrk_next(breaks.get())) {
        words.push_back({begin, static_cast<std::size_t>(at)});
        begin = static_cast<std::size_t>(at);
    }
    return words;
}

/// Pieces that make up a word of the table put together again, the longest word first.
std::vector<Word> joined(std::string_view text, std::vector<Word> const& pieces) {
    std::vector<Word> words;
    for (std::size_t i = 0; i < pieces.size();) {
        std::size_t last = i;
        for (std::string_view const word : Known) {
            std::size_t const end = pieces[i].begin + word.size();
            if (end <= pieces[last].end || text.substr(pieces[i].begin, word.size()) != word) continue;
            std::size_t piece = i;
            while (piece < pieces.size() && pieces[piece].end < end) ++piece;
            if (piece < pieces.size() && pieces[piece].end == end) last = piece;
        }
        words.push_back({pieces[i].begin, pieces[last].end});
        i = last + 1;
    }
    return words;
}

bool holds(std::u32string_view set, std::u32string const& word) {
    return word.size() == 1 && set.find(word.front()) != std::u32string_view::npos;
}

/// Whether a line may end between two words.
bool parted(std::u32string const& before, std::u32string const& after) {
    if (!base::isHan(before.back()) || !base::isHan(after.front())) return true;
    if (holds(Openings, before) || holds(Endings, after)) return false;
    if (before.size() == 1 && !holds(Endings, before)) return false;
    return after.size() > 1 || holds(Openings, after);
}

} // namespace

std::vector<std::size_t> wordEnds(std::string_view text) {
    std::vector<Word> const words = joined(text, dictionaryWords(text));
    std::vector<std::size_t> ends;
    if (words.empty()) {
        for (std::size_t i = 1; i <= text.size(); ++i) ends.push_back(i);
        return ends;
    }
    std::u32string before;
    for (Word const& word : words) {
        std::u32string after = base::decode(text.substr(word.begin, word.end - word.begin));
        if (!before.empty() && parted(before, after)) ends.push_back(word.begin);
        before = std::move(after);
    }
    ends.push_back(text.size());
    return ends;
}

} // namespace huibiao::draw
