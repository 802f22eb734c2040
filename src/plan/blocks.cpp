#include "plan/internal/blocks.h"

#include "plan/internal/points.h"

namespace huibiao::plan {

namespace {

/// No row has so many lines: what goes on is none.
constexpr std::size_t mostLines = 24;
/// How far a number alone on its line is followed to see whether it is a row's or a page's.
constexpr std::size_t lookAhead = 12;

class Walk {
public:
    explicit Walk(std::vector<Line> const& lines) : m_lines(lines) {
        m_kinds.reserve(lines.size());
        for (Line const& line : lines) m_kinds.push_back(kindOf(line.text));
    }

    Blocks run() {
        for (m_at = 0; m_at < m_lines.size(); ++m_at) step();
        return std::move(m_out);
    }

private:
    [[nodiscard]] Line const& line() const { return m_lines[m_at]; }
    [[nodiscard]] bool open() const { return m_current && !m_out.rows.back().reading.cells; }

    void step() {
        switch (m_kinds[m_at]) {
        case LineKind::Blank:
        case LineKind::PageMark: return;
        case LineKind::Title:
            // A page's title again, unless a row is waiting for just such words.
            if (!open()) return;
            break;
        case LineKind::Header: header(); return;
        case LineKind::End:
            if (!open() || startsChapter()) {
                end();
                return;
            }
            break;
        case LineKind::Text: break;
        }
        text();
    }

    void header() {
        m_inTable = true;
        std::vector<std::u32string> const cells = splitTabs(line().text);
        if (Columns const columns = readHeadings(cells); cells.size() >= 5 && columns.whole())
            m_out.columns = columns;
    }

    /// 附件 2, 一、: cuts off even a row that is not complete. A sentence may be a theme.
    [[nodiscard]] bool startsChapter() const {
        std::u32string const text = compact(line().text);
        return text.back() != U'。' || text.size() > 60;
    }

    void end() {
        // A row may end in a full stop, too: what looks like one is looked at first.
        if (auto const serial = serialAt(line().text); serial && startsRow(*serial)) return start(*serial);
        if (m_inTable && seemsRow(line().text)) m_out.lost.push_back(&line());
        m_inTable = m_current = false;
    }

    void text() {
        auto const serial = serialAt(line().text);
        if (serial && startsRow(*serial)) return start(*serial);
        if (!m_inTable) {
            if (seemsRow(line().text)) m_out.lost.push_back(&line());
            return;
        }
        if (serial && serial->alone) return; // a page number
        if (!m_current) {
            m_out.before.push_back(&line());
            return;
        }
        Block& block = m_out.rows.back();
        if (block.reading.cells || block.lines.size() >= mostLines) {
            block.strays.push_back(&line());
            return;
        }
        block.lines.push_back(&line());
        readOn(block);
    }

    void start(Serial const& serial) {
        m_inTable = m_current = true;
        m_out.rows.push_back({serial.number, serial.after, {&line()}, {}, {}});
        readOn(m_out.rows.back());
    }

    /// Follows the row before it, or the last one that could be read when the row before is out of order.
    [[nodiscard]] bool isNext(int number) const {
        int const last = m_current ? m_out.rows.back().number : 0;
        return number == last + 1 || (open() && last != m_lastRead + 1 && number == m_lastRead + 1);
    }

    /// Reads what the row has so far.
    void readOn(Block& block) {
        block.reading = readRow(block.lines, block.after, m_out.columns);
        if (block.reading.cells) m_lastRead = block.number;
    }

    [[nodiscard]] bool startsRow(Serial const& serial) const {
        bool const next = isNext(serial.number);
        if (serial.alone) return (next || !open()) && isRowNumber(serial);
        if (!m_inTable) return completeWithin(6);
        if (next) return true;
        bool const complete = completeWithin(1);
        if (serial.glued) return complete;
        if (open()) return complete || seemsRow(line().text);
        // Inside the table, after a complete row: a row out of order, perhaps one that cannot be read.
        return complete || m_current || completeWithin(6);
    }

    /// A number alone: the row's, when text follows and no other line claims the number.
    [[nodiscard]] bool isRowNumber(Serial const& serial) const {
        std::size_t seen = 0;
        bool followed = false;
        for (std::size_t i = m_at + 1; i < m_lines.size() && seen < lookAhead; ++i) {
            if (m_kinds[i] == LineKind::Blank || m_kinds[i] == LineKind::PageMark) continue;
            auto const other = serialAt(m_lines[i].text);
            if (m_kinds[i] == LineKind::Header || m_kinds[i] == LineKind::End ||
                m_kinds[i] == LineKind::Title) {
                // A page may break after the number, but then it must be the next one.
                if (!followed && (m_kinds[i] != LineKind::Header || !isNext(serial.number))) return false;
                continue;
            }
            if (other && other->number == serial.number) return false;
            if (other && (other->number == serial.number + 1 || !followed)) break;
            followed = true;
            ++seen;
        }
        return followed && (m_inTable || completeWithin(6));
    }

    /// True when this line and at most `most` - 1 after it make a whole row.
    [[nodiscard]] bool completeWithin(std::size_t most) const {
        std::vector<Line const*> lines;
        std::size_t const after = serialAt(line().text)->after;
        for (std::size_t i = m_at; i < m_lines.size() && lines.size() < most; ++i) {
            if (i > m_at && m_kinds[i] == LineKind::End) return false;
            if (i > m_at && m_kinds[i] != LineKind::Text) continue;
            lines.push_back(&m_lines[i]);
            if (readRow(lines, after, m_out.columns).cells) return true;
        }
        return false;
    }

    std::vector<Line> const& m_lines;
    std::vector<LineKind> m_kinds;
    std::size_t m_at = 0;
    bool m_inTable = false;
    bool m_current = false; ///< the last row of m_out is the one being read
    int m_lastRead = 0;     ///< number of the last row that is complete
    Blocks m_out;
};

} // namespace

Blocks findBlocks(std::vector<Line> const& lines) {
    return Walk(lines).run();
}

} // namespace huibiao::plan
