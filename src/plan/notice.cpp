#include "base/utf8.h"
#include "plan/internal/blocks.h"
#include "plan/internal/points.h"
#include "plan/internal/report.h"
#include "plan/plan.h"

#include <algorithm>

namespace huibiao::plan {

namespace {

/// What the wrapped lines of a cell look like: Han, digits and their punctuation, and no sentence.
bool proseless(std::u32string_view line) {
    std::u32string const text = compact(line);
    std::size_t han = 0;
    for (char32_t p : text) {
        if (base::isHan(p)) ++han;
        if (p == 0xFFFD || holds(U"。#@&*$^~|=<>?？", p)) return false;
    }
    return han > 0 && han * 2 >= text.size();
}

std::size_t indent(std::u32string_view text) {
    std::size_t at = 0;
    while (at < text.size() && base::isBlank(text[at])) ++at;
    return at;
}

std::size_t lastLineWidth(std::u32string_view theme) {
    std::size_t const at = theme.rfind(U'\n');
    return compact(at == std::u32string_view::npos ? theme : theme.substr(at)).size();
}

class Resolver {
public:
    Resolver(Blocks& blocks, std::string_view name) : m_blocks(blocks), m_name(name) {}

    Plan run() {
        for (Block const& block : m_blocks.rows)
            if (block.reading.cells) m_width = std::max(m_width, lastLineWidth(block.reading.cells->theme));
        between(nullptr, m_blocks.before, m_blocks.rows.empty() ? nullptr : &m_blocks.rows.front());
        for (std::size_t i = 0; i < m_blocks.rows.size(); ++i)
            between(&m_blocks.rows[i], m_blocks.rows[i].strays,
                    i + 1 < m_blocks.rows.size() ? &m_blocks.rows[i + 1] : nullptr);
        for (Line const* line : m_blocks.lost) lost(*line);
        for (Block& block : m_blocks.rows) take(block);
        return std::move(m_plan);
    }

    [[nodiscard]] std::vector<Numbered> const& numbers() const { return m_numbers; }
    [[nodiscard]] std::vector<Time> const& times() const { return m_times; }
    [[nodiscard]] std::vector<std::string> const& wheres() const { return m_wheres; }

private:
    [[nodiscard]] std::string where(Line const& line) const {
        return std::string(m_name) + ":" + std::to_string(line.number);
    }

    void lost(Line const& line) {
        m_plan.problems.push_back(
            unreadable(where(line), {"看不出属于表中哪一行", "no row of the table claims it"}, line.text));
    }

    /// The number stands in the middle of a theme of several lines, or below it.
    static bool waits(Block const* block) {
        if (!block || !block->reading.cells) return false;
        std::u32string const& theme = block->reading.cells->theme;
        return compact(theme).empty() || unstarted(theme);
    }

    /// The lines between two rows: wrapped cells of either, or what could not be read.
    void between(Block* above, std::vector<Line const*> const& strays, Block* below) {
        bool const rowLost =
            std::any_of(strays.begin(), strays.end(), [](Line const* l) { return seemsRow(l->text); });
        bool const aboveWaited = m_waited && !rowLost;
        bool const belowWaits = waits(below) && !rowLost;
        // As many lines below a number as above it, but one at least for the theme of the next.
        std::size_t share = aboveWaited ? strays.size() : 0;
        if (aboveWaited && belowWaits && share > 0) share = std::min(share - 1, m_above);
        m_above = 0;
        m_waited = belowWaits;
        std::size_t first = 0;
        while (first < strays.size() &&
               (first < share || continues(above, *strays[first], below == nullptr, rowLost, belowWaits)))
            append(*above, *strays[first++]);
        if (belowWaits) {
            std::u32string before;
            for (; first < strays.size(); ++first, ++m_above) before += strays[first]->text + U'\n';
            below->reading.cells->theme = before + below->reading.cells->theme;
        }
        for (; first < strays.size(); ++first)
            if (below || seemsRow(strays[first]->text)) lost(*strays[first]);
    }

    /// Whether a line after a complete row goes on with its cells.
    [[nodiscard]] bool continues(Block const* above, Line const& stray, bool last, bool rowLost,
                                 bool belowWaits) const {
        if (!above || !above->reading.cells || seemsRow(stray.text)) return false;
        Cells const& cells = *above->reading.cells;
        if (cells.tabbed && stray.text.find(U'\t') != std::u32string::npos) return true;
        if (!proseless(stray.text)) return false;
        // After the last row comes other text: only what closes a bracket is the row's.
        if (unfinished(cells.theme)) return !last || !unfinished(cells.theme + U'\n' + stray.text);
        if (last || rowLost || belowWaits) return false;
        bool const full = m_width >= 10 && lastLineWidth(cells.theme) + 3 >= m_width;
        return (indent(stray.text) >= 2 || full || !endsAsUnit(compact(cells.unit))) &&
               compact(stray.text).size() <= m_width + 4;
    }

    void append(Block& block, Line const& stray) const {
        Cells& cells = *block.reading.cells;
        std::vector<std::u32string> const parts = splitTabs(stray.text);
        if (cells.tabbed && parts.size() > 1) {
            Columns const& columns = m_blocks.columns;
            for (std::size_t i = 0; i < parts.size(); ++i) {
                if (compact(parts[i]).empty()) continue;
                if (i == columns.unit)
                    cells.unit += U'\n' + parts[i];
                else if (i == columns.form)
                    for (std::string const& form : readForms(parts[i])) cells.forms.push_back(form);
                else
                    cells.theme += U'\n' + parts[i];
            }
            return;
        }
        bool const unit =
            !compact(cells.unit).empty() && !endsAsUnit(compact(cells.unit)) && !unfinished(cells.theme);
        std::u32string& cell = unit ? cells.unit : cells.theme;
        cell += U'\n' + stray.text;
    }

    void take(Block& block) {
        Line const& first = *block.lines.front();
        m_numbers.push_back({block.number, where(first), false});
        auto const refuse = [&](base::Words const& reason) {
            std::u32string text;
            for (Line const* line : block.lines) text += line->text + U'\n';
            m_plan.problems.push_back(unreadable(where(first), reason, text));
            // What it swallowed may have been rows, too.
            for (Line const* line : block.lines)
                if (auto const serial = serialAt(line->text);
                    line != &first && serial && !serial->alone && !serial->glued)
                    lost(*line);
        };
        if (!block.reading.cells) return refuse(block.reading.reason);
        Cells& cells = *block.reading.cells;
        // 9 政策宣传 政策宣传 …: the theme is called as the form is.
        if (compact(cells.theme).empty() && cells.forms.size() > 1) {
            cells.theme = base::decode(cells.forms.front());
            cells.forms.erase(cells.forms.begin());
        }
        ActivityReading reading = makeActivity(block.number, cells, first.number);
        if (!reading.reason.zh.empty()) return refuse(reading.reason);
        m_numbers.back().readable = true;
        m_times.push_back(cells.time);
        m_wheres.push_back(where(first));
        m_plan.activities.push_back(std::move(reading.activity));
    }

    Blocks& m_blocks;
    std::string_view m_name;
    Plan m_plan;
    std::vector<Numbered> m_numbers;
    std::vector<Time> m_times;
    std::vector<std::string> m_wheres;
    std::size_t m_width = 0; ///< characters in the widest line of a theme
    std::size_t m_above = 0; ///< lines that the row above took from before its number
    bool m_waited = false;   ///< it had no whole theme of its own
};

} // namespace

Plan parseNotice(std::string_view text, std::string_view name) {
    std::vector<Line> const lines = linesOf(text);
    Blocks blocks = findBlocks(lines);
    Resolver resolver(blocks, name);
    Plan plan = resolver.run();
    Title const title = findTitle(lines);
    plan.city = title.city;
    plan.year = title.year;
    checkNumbers(resolver.numbers(), plan.problems);
    checkYear(plan, resolver.times(), resolver.wheres());
    sortByPlace(plan.problems);
    return plan;
}

} // namespace huibiao::plan
