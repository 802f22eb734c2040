#include "plan/internal/row.h"

#include "base/utf8.h"
#include "plan/internal/points.h"

#include <algorithm>

namespace huibiao::plan {

namespace {

struct Token {
    std::u32string text;
    bool newLine = false; ///< the first of its line
};

void addTokens(std::u32string_view text, std::vector<Token>& tokens) {
    bool newLine = true;
    bool blank = true;
    for (char32_t p : text) {
        if (base::isBlank(p)) {
            blank = true;
            continue;
        }
        if (blank) tokens.push_back({{}, newLine});
        blank = newLine = false;
        tokens.back().text += p;
    }
}

std::u32string joined(std::span<Token const> tokens) {
    std::u32string text;
    for (Token const& token : tokens) text += token.text;
    return text;
}

std::u32string spelled(std::span<Token const> tokens) {
    std::u32string text;
    for (std::size_t i = 0; i < tokens.size(); ++i) {
        if (i > 0) text += tokens[i].newLine ? U'\n' : U' ';
        text += tokens[i].text;
    }
    return text;
}

/// Takes the time off the end: 5月, 5 月, 4 月 - 5 月, or glued to the unit (教育局5月).
std::optional<Time> takeTime(std::vector<Token>& tokens) {
    for (std::size_t count = std::min<std::size_t>(5, tokens.size()); count > 0; --count)
        if (auto time = readTime(joined(std::span(tokens).last(count)))) {
            tokens.resize(tokens.size() - count);
            return time;
        }
    for (std::size_t count = std::min<std::size_t>(2, tokens.size()); count > 0; --count) {
        std::u32string const end = joined(std::span(tokens).last(count));
        std::u32string const first = tokens[tokens.size() - count].text;
        for (std::size_t at = 1; at < first.size(); ++at) {
            if (!base::isHan(first[at - 1]) || digit(first[at]) < 0) continue;
            auto time = readTime(std::u32string_view(end).substr(at));
            if (!time) continue;
            tokens.resize(tokens.size() - count + 1);
            tokens.back().text = first.substr(0, at);
            return time;
        }
    }
    return std::nullopt;
}

/// How many more brackets and quotes open than close; below zero where one closes that none opened.
int openBrackets(std::u32string_view text) {
    int depth = 0;
    for (char32_t p : text) {
        if (holds(U"“‘《（「『【", p)) ++depth;
        if (holds(U"”’》）」』】", p) && --depth < 0) return depth;
    }
    return depth;
}

/// The tokens [begin, end) are the forms.
struct FormRun {
    std::size_t begin = 0;
    std::size_t end = 0;
    std::vector<std::string> forms;
};

/// The last run of known forms that leaves a unit after it. A form that repeats one already in the run
/// belongs to the theme.
std::optional<FormRun> findForms(std::vector<Token> const& tokens) {
    auto const formsOf = [&](std::size_t begin, std::size_t end) {
        return knownForms(joined(std::span(tokens).subspan(begin, end - begin)));
    };
    for (std::size_t end = tokens.size() > 0 ? tokens.size() - 1 : 0; end > 0; --end)
        for (std::size_t begin = end; begin-- > 0 && end - begin <= 4;) {
            FormRun run{begin, end, formsOf(begin, end)};
            if (run.forms.empty()) continue;
            for (std::size_t more = run.begin; more-- > 0 && run.begin - more <= 4;) {
                auto wider = formsOf(more, end);
                if (wider.empty()) continue;
                if (wider.size() == run.forms.size()) break;
                run = {more, end, std::move(wider)};
                more = run.begin;
            }
            return run;
        }
    return std::nullopt;
}

/// 政策宣传市教育局: the blank between form and unit was lost.
bool partGluedForm(std::vector<Token>& tokens) {
    std::u32string const last = tokens.empty() ? std::u32string{} : tokens.back().text;
    for (std::size_t at = last.size(); at-- > 4;) {
        if (knownForms(std::u32string_view(last).substr(0, at)).empty()) continue;
        bool const newLine = tokens.back().newLine;
        tokens.back() = {last.substr(0, at), newLine};
        tokens.push_back({last.substr(at), false});
        return true;
    }
    return false;
}

RowReading cannot(char const* zh, char const* en) {
    return {std::nullopt, {zh, en}};
}

/// A form in the middle of a line before the one that the row ends on.
bool runTogether(std::vector<Token> const& tokens, std::size_t themeEnd) {
    for (std::size_t i = 1; i + 1 < themeEnd; ++i) {
        if (tokens[i].newLine || tokens[i + 1].newLine || knownForms(tokens[i].text).empty()) continue;
        for (std::size_t later = i + 2; later <= themeEnd; ++later)
            if (tokens[later].newLine) return true;
    }
    return false;
}

RowReading readTokens(std::vector<Token> tokens) {
    auto const time = takeTime(tokens);
    if (!time) return cannot("看不出活动时间（月份）", "no month was found");
    auto run = findForms(tokens);
    if (!run && partGluedForm(tokens)) run = findForms(tokens);
    if (!run && tokens.size() >= 3 && seemsForm(tokens[tokens.size() - 2].text) &&
        endsAsUnit(tokens.back().text))
        run = FormRun{tokens.size() - 2, tokens.size() - 1, {base::encode(tokens[tokens.size() - 2].text)}};
    if (!run) return cannot("看不出活动形式或责任单位", "no form of activity or no unit was found");

    if (runTogether(tokens, run->begin))
        return cannot("像是两行连在了一起", "two rows seem to have run together");

    auto const all = std::span<Token const>(tokens);
    Cells cells{spelled(all.first(run->begin)), run->forms, spelled(all.subspan(run->end)), *time, false};
    return {cells, {}};
}

RowReading readCells(std::vector<std::u32string> const& cells, Columns const& columns) {
    auto const cell = [&](std::optional<std::size_t> column) {
        return column && *column < cells.size() ? cells[*column] : std::u32string{};
    };
    auto const time = readTime(cell(columns.time), true);
    if (!time) return cannot("看不出活动时间（月份）", "no month was found");
    auto forms = readForms(cell(columns.form));
    if (forms.empty()) return cannot("没有活动形式", "the form of activity is missing");
    if (compact(cell(columns.unit)).empty()) return cannot("没有责任单位", "the unit is missing");
    return {Cells{cell(columns.theme), std::move(forms), cell(columns.unit), *time, true}, {}};
}

} // namespace

std::vector<std::u32string> splitTabs(std::u32string_view text) {
    std::vector<std::u32string> cells{{}};
    for (char32_t p : text) {
        if (p == U'\t')
            cells.emplace_back();
        else
            cells.back() += p;
    }
    return cells;
}

RowReading readRow(std::span<Line const* const> lines, std::size_t after, Columns const& columns) {
    std::u32string whole;
    std::vector<Token> tokens;
    for (Line const* line : lines) {
        bool const first = line == lines.front();
        if (!first) whole += U'\n';
        whole += line->text;
        addTokens(std::u32string_view(line->text).substr(first ? after : 0), tokens);
    }
    std::vector<std::u32string> cells = splitTabs(whole);
    std::size_t const needed = columns.needed();
    if (cells.size() >= needed) {
        RowReading reading = readCells(cells, columns);
        if (reading.cells) return reading;
        // Several tabs in a row between two columns.
        std::erase_if(cells, [](std::u32string const& cell) { return compact(cell).empty(); });
        if (cells.size() == needed) {
            RowReading closer = readCells(cells, columns);
            if (closer.cells) return closer;
        }
        if (cells.size() + 1 >= needed) return reading;
    }
    return readTokens(std::move(tokens));
}

bool seemsRow(std::u32string_view line) {
    std::vector<std::u32string> const cells = splitTabs(line);
    std::vector<Token> tokens;
    addTokens(line, tokens);
    bool const form = std::any_of(tokens.begin(), tokens.end(),
                                  [](Token const& token) { return !knownForms(token.text).empty(); });
    auto const serial = serialAt(line);
    bool const numbered = serial && !serial->alone && !serial->glued;
    bool const timed = takeTime(tokens).has_value();
    // The second line of wrapped cells has no number and no time.
    bool const tabbed = cells.size() >= 4 && (timed || !compact(cells.front()).empty());
    return tabbed || (form && timed) || (numbered && form) || (numbered && timed && tokens.size() >= 3);
}

bool unfinished(std::u32string_view theme) {
    std::u32string const text = compact(theme);
    if (text.empty()) return false;
    return holds(U"，、：；—·和与及的", text.back()) || openBrackets(text) > 0;
}

bool unstarted(std::u32string_view theme) {
    return openBrackets(theme) < 0;
}

} // namespace huibiao::plan
