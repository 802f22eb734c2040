#include "xlsform/internal/grid.h"

#include "base/utf8.h"
#include "xlsform/internal/tokens.h"

#include <algorithm>
#include <array>
#include <map>

namespace huibiao::xlsform::internal {

namespace {

// A form is written by people; a file beyond these is none, and would cost more than it is worth.
constexpr std::size_t mostColumns = 1'000;
constexpr std::size_t mostQuestions = 10'000;
constexpr std::size_t mostChoices = 200'000;
constexpr std::size_t longestCell = 4 * 32'767; ///< bytes; Excel's limit in the longest characters of UTF-8

/// Columns that people read: there the quotation marks “” are Chinese punctuation (GB/T 15834), while
/// in a formula they are quotes that a table program bent by itself.
bool isForPeople(std::vector<std::string> const& path) {
    static constexpr std::array<std::string_view, 5> keys{"label", "hint", "guidance_hint", "title",
                                                          "default"};
    if (std::find(keys.begin(), keys.end(), path.front()) != keys.end()) return true;
    return path.size() > 1 && path[0] == "bind" && path[1].starts_with("jr:");
}

bool hasHan(std::string_view text) {
    auto const points = base::decode(text);
    return std::any_of(points.begin(), points.end(), [](char32_t c) { return base::isHan(c); });
}

std::string straightQuotes(std::string text) {
    for (auto const& [curly, straight] : {std::pair{"‘", "'"}, {"’", "'"}, {"“", "\""}, {"”", "\""}})
        text = base::replaceAll(std::move(text), curly, straight);
    return text;
}

/// Blanks of every kind, line breaks among them, as one space each run.
std::string oneSpace(std::string_view text) {
    std::string out;
    bool blank = false;
    for (char const c : text) {
        if (c == ' ' || c == '\t' || c == '\n' || c == '\r' || c == '\f' || c == '\v') {
            blank = true;
        } else {
            if (blank && !out.empty()) out += ' ';
            blank = false;
            out += c;
        }
    }
    return out;
}

std::string cleaned(std::string_view raw, Heading const& heading, Sheet kind, Cleaning cleaning) {
    std::string text = base::replaceAll(std::string(raw), "\xC2\xA0", " ");
    text = base::trim(text);
    bool const people = isForPeople(heading.path);
    if (kind == Sheet::Survey && cleaning.tidy && !people) text = oneSpace(text);
    bool const bends = kind == Sheet::Settings || kind == Sheet::ExternalChoices || kind == Sheet::Entities;
    if (!cleaning.tidy && !bends) return text;
    if (!people || !hasHan(text)) return straightQuotes(std::move(text));
    if (heading.path.front() != "default") return text;
    // A default may be a formula.
    std::string straight = straightQuotes(text);
    return isDynamic(straight, {}) ? straight : text;
}

} // namespace

Source Record::one(std::string_view key) const {
    for (Cell const& cell : m_cells)
        if (cell.heading->path.size() == 1 && cell.heading->path[0] == key) return {cell.text, placeOf(cell)};
    return {{}, place()};
}

Source Record::one(std::string_view group, std::string_view key) const {
    for (Cell const& cell : m_cells)
        if (cell.heading->path.size() == 2 && cell.heading->path[0] == group && cell.heading->path[1] == key)
            return {cell.text, placeOf(cell)};
    return {{}, place()};
}

LocalText Record::local(std::vector<std::string> const& key, std::string const& defaultLanguage) const {
    LocalText out;
    for (Cell const& cell : m_cells) {
        auto const& path = cell.heading->path;
        bool const plain = path.size() == key.size();
        if (path.size() < key.size() || path.size() > key.size() + 1 ||
            !std::equal(key.begin(), key.end(), path.begin()))
            continue;
        if (!plain && !out.localized) {
            out.localized = true;
            if (!out.texts.empty()) out.texts.front().first = defaultLanguage;
        }
        std::string const language = plain ? (out.localized ? defaultLanguage : std::string()) : path.back();
        auto const known = std::find_if(out.texts.begin(), out.texts.end(),
                                        [&](auto const& text) { return text.first == language; });
        Source source{cell.text, placeOf(cell)};
        if (known == out.texts.end())
            out.texts.emplace_back(language, std::move(source));
        else if (!plain)
            known->second = std::move(source);
    }
    return out;
}

std::vector<std::string> Record::below(std::string_view group) const {
    std::vector<std::string> names;
    for (Cell const& cell : m_cells) {
        auto const& path = cell.heading->path;
        if (path.size() > 1 && path[0] == group &&
            std::find(names.begin(), names.end(), path[1]) == names.end())
            names.push_back(path[1]);
    }
    return names;
}

bool Grid::hasColumn(std::string_view key) const {
    return std::any_of(headings.begin(), headings.end(),
                       [&](Heading const& heading) { return heading.path.front() == key; });
}

Grid readGrid(sheet::Table const& table, Sheet kind, Cleaning cleaning, Faults& faults) {
    Grid grid;
    grid.table = &table;
    if (table.rows.empty()) return grid;
    sheet::Row const& top = table.rows.front();
    grid.headingRow = top.number;
    bool const doubleColons = std::any_of(top.cells.begin(), top.cells.end(), [](sheet::Cell const& cell) {
        return cell.text.find("::") != std::string::npos;
    });
    std::map<std::vector<std::string>, std::string> seen;
    for (sheet::Cell const& cell : top.cells) {
        if (grid.headings.size() == mostColumns) {
            faults.error({&table, top.number, cell.column, {}},
                         {"列超过 1000 个，后面的没有读。请删去不用的列。",
                          "there are more than 1,000 columns; those from here on were not read"});
            break;
        }
        std::string const written = oneSpace(base::trim(base::replaceAll(cell.text, "\xC2\xA0", " ")));
        if (written.empty()) continue;
        Heading heading{headingPath(written, kind, doubleColons), written, cell.column};
        auto const [known, fresh] = seen.emplace(heading.path, written);
        if (!fresh)
            faults.error(
                {&table, top.number, cell.column, written},
                {"与“" + known->second + "”列是同一列。请删去或改名其中一列。",
                 "this is the same column as " + known->second + "; remove or rename one of the two"});
        grid.headings.push_back(std::move(heading));
    }
    std::map<std::size_t, Heading const*> byColumn;
    for (Heading const& heading : grid.headings) byColumn.emplace(heading.column, &heading);

    std::size_t const mostRows = kind == Sheet::Survey ? mostQuestions : mostChoices;
    for (auto row = table.rows.begin() + 1; row != table.rows.end(); ++row) {
        if (grid.records.size() == mostRows) {
            faults.error({&table, row->number, 0, {}},
                         {"行数超过 " + std::to_string(mostRows) + "，后面的没有读。请把问卷拆开。",
                          "there are more than " + std::to_string(mostRows) +
                              " rows; those from here on were not read"});
            break;
        }
        Record record(table, row->number);
        for (sheet::Cell const& cell : row->cells) {
            auto const heading = byColumn.find(cell.column);
            if (heading == byColumn.end()) continue;
            if (cell.text.size() > longestCell) {
                faults.error({&table, row->number, cell.column, heading->second->written},
                             {"这一格的文字太长（Excel 最多 32767 个字）。",
                              "the text of this cell is too long (Excel allows 32,767 characters)"});
                continue;
            }
            std::string text = cleaned(cell.text, *heading->second, kind, cleaning);
            if (!text.empty()) record.add(*heading->second, std::move(text));
        }
        // People merge the cells of one list's name; each of its rows still belongs to the list.
        if (kind == Sheet::Choices && !record.empty() && !record.has("list_name")) {
            for (Heading const& heading : grid.headings) {
                std::string text = base::trim(table.mergedCell(row->number, heading.column).text);
                if (heading.path == std::vector<std::string>{"list_name"} && !text.empty())
                    record.add(heading, std::move(text));
            }
        }
        grid.records.push_back(std::move(record));
    }
    return grid;
}

} // namespace huibiao::xlsform::internal
