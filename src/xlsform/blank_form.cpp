#include "xlsform/internal/blank_form.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <set>

namespace huibiao::xlsform::internal {

namespace {

bool holds(std::string_view text, std::initializer_list<std::string_view> words) {
    return std::any_of(words.begin(), words.end(),
                       [&](std::string_view word) { return text.find(word) != std::string_view::npos; });
}

/// The number after any of the words ("最多选", "限选"): 3 or 三; 0 when it is not there.
std::size_t numberAfter(std::string_view text, std::initializer_list<std::string_view> words) {
    static constexpr std::u32string_view digits = U"〇一二三四五六七八九";
    for (std::string_view const word : words) {
        std::size_t const at = text.find(word);
        if (at == std::string_view::npos) continue;
        std::u32string const rest = base::decode(text.substr(at + word.size(), 24));
        for (char32_t const c : rest) {
            if (c >= U'1' && c <= U'9') return c - U'0';
            if (c == U'两') return 2;
            if (auto const digit = digits.find(c); digit != std::u32string_view::npos && digit != 0)
                return digit;
            if (c != U'选' && c != U'择' && !base::isBlank(c)) break;
        }
    }
    return 0;
}

/// Takes out remarks in brackets that only say what kind of question it is.
std::string withoutRemarks(std::string text) {
    static constexpr std::array<std::string_view, 12> remarks{"必填",   "必答",   "必选",   "单选",
                                                              "单选题", "选填",   "可不填", "填空",
                                                              "填空题", "问答题", "简答题", "必答题"};
    static constexpr std::array<std::pair<std::string_view, std::string_view>, 4> brackets{
        {{"（", "）"}, {"(", ")"}, {"【", "】"}, {"[", "]"}}};
    for (auto const& [open, close] : brackets)
        for (std::string_view const remark : remarks)
            text = base::replaceAll(text, std::string(open) + std::string(remark) + std::string(close), "");
    while (text.starts_with("*")) text.erase(0, 1);
    return base::trim(text);
}

class Reader {
public:
    Reader(std::vector<Line> const& lines, std::string const& file, base::Findings& findings)
        : m_lines(lines), m_file(file), m_findings(findings) {}

    Draft read();

private:
    void chooseLevels();
    void header(std::size_t& at);
    void question(Line const& line);
    void option(Line const& line);
    void other(Line const& line);
    void section(Line const& line);
    void finish();
    void settle(Drafted& row);
    void tell(std::size_t line, base::Words words) {
        m_findings.push_back(
            {true, {base::Kind::Invalid, std::move(words), m_file + ":" + std::to_string(line)}});
    }
    /// The question that choices and further lines belong to; nullptr before the first.
    Drafted* current() { return m_open ? &m_draft.rows.back() : nullptr; }

    std::vector<Line> const& m_lines;
    std::string const& m_file;
    base::Findings& m_findings;
    Draft m_draft;
    std::set<Mark> m_questions;
    Mark m_sections = Mark::None; ///< what headings of parts are numbered with
    Mark m_choices = Mark::None;  ///< choices numbered 1. 2. 3. below questions numbered 一、
    bool m_open = false;
    bool m_inSection = false;
    std::string m_pending; ///< where the answer of the open question goes: blanks seen in its words
};

/// Which numbers are questions, parts, or choices: what has choices or asks below it is a question.
void Reader::chooseLevels() {
    auto const any = [&](Mark mark) {
        return std::any_of(m_lines.begin(), m_lines.end(),
                           [&](Line const& line) { return line.mark == mark; });
    };
    std::string before;
    bool const options = std::any_of(m_lines.begin(), m_lines.end(), [&](Line const& line) {
        return line.mark == Mark::Option || !optionsIn(line.text, before).empty();
    });
    bool restarts = false;
    std::size_t hans = 0;
    bool asksHan = false;
    for (Line const& line : m_lines) {
        if (line.mark == Mark::Han) {
            ++hans;
            asksHan = asksHan || holds(line.text, {"？", "?", "多选", "单选", "您", "___"});
        }
        if (line.mark == Mark::Arabic && line.count == 1 && hans > 1) restarts = true;
    }
    if (any(Mark::Arabic) && any(Mark::Han)) {
        if (!options && restarts && asksHan) {
            m_questions = {Mark::Han};
            m_choices = Mark::Arabic;
        } else {
            m_questions = {Mark::Arabic};
            m_sections = Mark::Han;
        }
    } else if (any(Mark::Arabic)) {
        m_questions = {Mark::Arabic};
    } else if (any(Mark::Han)) {
        m_questions = {Mark::Han};
        if (!options && any(Mark::Bracket)) m_choices = Mark::Bracket;
    } else {
        m_questions = {Mark::Bracket};
    }
    if (!options && m_choices == Mark::None && any(Mark::Bracket) && !m_questions.contains(Mark::Bracket))
        m_choices = Mark::Bracket;
}

/// The title and what is said before the first question.
void Reader::header(std::size_t& at) {
    std::vector<std::string> words;
    std::size_t first = 0;
    for (; at < m_lines.size() && m_lines[at].mark == Mark::None; ++at) {
        if (m_draft.title.empty()) {
            m_draft.title = m_lines[at].text;
            continue;
        }
        if (words.empty()) first = m_lines[at].number;
        words.push_back(m_lines[at].text);
    }
    if (!words.empty())
        m_draft.rows.push_back({Drafted::Kind::Note, first, base::join(words, "\n"), false, 0, 0, {}});
}

void Reader::question(Line const& line) {
    if (current() != nullptr) settle(*current());
    Drafted row;
    row.line = line.number;
    row.required = holds(line.text, {"必填", "必答", "必选", "*"});
    std::string before;
    std::vector<OptionText> options = optionsIn(line.text, before);
    // A single mark inside a question is part of its words.
    if (options.size() < 2) {
        before = line.text;
        options.clear();
    }
    row.options = std::move(options);
    row.label = before;
    m_draft.rows.push_back(std::move(row));
    m_open = true;
}

void Reader::option(Line const& line) {
    Drafted* const row = current();
    std::string before;
    std::vector<OptionText> options =
        line.mark == Mark::Option
            ? optionsIn(line.text, before)
            : std::vector<OptionText>{{withoutBlanks(line.text), blanksIn(line.text) > 0}};
    if (row == nullptr) {
        tell(line.number,
             {"这一行像选项，但前面没有题目，已略过：" + line.text,
              "this line looks like choices, but no question is before it; left out: " + line.text});
        return;
    }
    for (OptionText& each : options) row->options.push_back(std::move(each));
}

void Reader::other(Line const& line) {
    Drafted* const row = current();
    bool const thanks = holds(line.text, {"谢谢", "感谢", "Thank"}) && blanksIn(line.text) == 0;
    if (thanks || row == nullptr) {
        if (row != nullptr) settle(*row);
        m_open = false;
        m_draft.rows.push_back({Drafted::Kind::Note, line.number, line.text, false, 0, 0, {}});
        return;
    }
    std::string before;
    auto const options = optionsIn(line.text, before);
    if (options.size() > 1 && before.empty()) return option(line);
    if (row->options.empty()) {
        if (withoutBlanks(line.text).empty()) {
            row->lines = true;
            return;
        }
        row->label += "\n" + line.text;
        return;
    }
    tell(line.number, {"没有看懂这一行，已略过：" + line.text,
                       "this line was not understood and is left out: " + line.text});
}

void Reader::section(Line const& line) {
    finish();
    m_draft.rows.push_back({Drafted::Kind::SectionBegin, line.number, line.text, false, 0, 0, {}});
    m_inSection = true;
}

/// Ends the open question and the open part.
void Reader::finish() {
    if (current() != nullptr) settle(*current());
    m_open = false;
    if (m_inSection) m_draft.rows.push_back({Drafted::Kind::SectionEnd, 0, {}, false, 0, 0, {}});
    m_inSection = false;
}

/// What kind of question it is, once all its lines are there.
void Reader::settle(Drafted& row) {
    std::size_t const date = row.options.empty() ? dateBlanks(row.label) : std::string::npos;
    if (date != std::string::npos) row.label.erase(date);
    std::string const words = row.label;
    bool const many = holds(words, {"多选", "可选多项", "选多项", "多项选择"});
    row.atMost = numberAfter(words, {"最多可选", "最多选", "限选", "至多选", "不超过", "最多"});
    row.atLeast = numberAfter(words, {"至少选", "最少选", "至少"});
    std::size_t const blanks = blanksIn(words);
    row.label = withoutRemarks(withoutBlanks(words, true));
    if (holds(words, {"跳至", "跳到", "跳转", "转到第", "请跳", "选择此项"}) ||
        std::any_of(row.options.begin(), row.options.end(), [](OptionText const& option) {
            return holds(option.label, {"跳至", "跳到", "跳转", "转第"});
        }))
        tell(row.line, {"跳题的要求没有自动转换，请在 relevant 列写明条件，并从文字中删去。",
                        "what to skip was not carried over; write the condition in the column relevant and "
                        "take it out of the words"});
    if (row.options.size() > 1) {
        bool const rank = holds(words, {"排序", "依次排列", "按重要程度"});
        row.kind = rank                                        ? Drafted::Kind::Rank
                   : many || row.atMost > 1 || row.atLeast > 1 ? Drafted::Kind::Many
                                                               : Drafted::Kind::One;
        return;
    }
    if (row.options.size() == 1)
        tell(row.line,
             {"这一题只找到一个选项，请补上其余选项。", "only one choice was found; add the others"});
    row.options.clear();
    row.atMost = row.atLeast = 0;
    if (many)
        tell(row.line, {"这一题写着多选，但没有找到选项，已按填空题处理。",
                        "this says several choices, but none were found; made a text question"});
    if (blanks > 1)
        tell(row.line,
             {"这一行有 " + std::to_string(blanks) + " 个空，只做成了一题，请拆成几题。",
              "this line has " + std::to_string(blanks) + " blanks and became one question; split it"});
    if (holds(words, {"姓名", "手机", "电话", "身份证", "住址", "家庭地址"}))
        tell(row.line, {"这一题会收集个人信息。问卷应尽量匿名，确有需要时要先征得同意。",
                        "this asks for personal data; keep the survey anonymous, or ask for consent first"});
    bool const several = blanks > 1;
    if (date != std::string::npos)
        row.kind = Drafted::Kind::Date;
    else if (several)
        row.kind = Drafted::Kind::Text;
    else if (row.lines)
        row.kind = Drafted::Kind::LongText;
    else if (holds(words, {"意见", "建议", "看法", "原因", "想说的", "请说明", "为什么"}))
        row.kind = Drafted::Kind::LongText;
    else if (holds(words, {"金额", "收入", "多少元", "多少钱"}))
        row.kind = Drafted::Kind::Decimal;
    else if (holds(words, {"日期", "哪一天", "哪天", "出生年月"}))
        row.kind = Drafted::Kind::Date;
    else if (holds(words, {"年龄", "周岁", "几岁", "几次", "几个", "几人", "几口", "多少次", "多少人",
                           "多少个", "多少岁", "人数", "次数"}))
        row.kind = Drafted::Kind::Integer;
    else
        row.kind = blanks == 0 ? Drafted::Kind::LongText : Drafted::Kind::Text;
}

Draft Reader::read() {
    chooseLevels();
    std::size_t at = 0;
    header(at);
    for (; at < m_lines.size(); ++at) {
        Line const& line = m_lines[at];
        if (line.mark == Mark::Option || (line.mark == m_choices && m_choices != Mark::None))
            option(line);
        else if (m_questions.contains(line.mark))
            question(line);
        else if (line.mark == m_sections && m_sections != Mark::None)
            section(line);
        else
            other(line);
    }
    finish();
    for (Line const& line : m_lines)
        for (char32_t const c : base::decode(line.text)) m_draft.chinese = m_draft.chinese || base::isHan(c);
    return std::move(m_draft);
}

} // namespace

Draft understand(std::vector<Line> const& lines, std::string const& file, base::Findings& findings) {
    return Reader(lines, file, findings).read();
}

} // namespace huibiao::xlsform::internal
