#include "sheet/csv.h"

#include <algorithm>
#include <cctype>

namespace huibiao::sheet {

namespace {

/// -3, +2.5, -1e9: what a table program reads as a number, never as a formula.
bool isNumber(std::string_view text) {
    std::size_t at = 0;
    auto const digits = [&] {
        std::size_t const from = at;
        while (at < text.size() && std::isdigit(static_cast<unsigned char>(text[at]))) ++at;
        return at > from;
    };
    if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
    if (!digits()) return false;
    if (at < text.size() && text[at] == '.') {
        ++at;
        if (!digits()) return false;
    }
    if (at < text.size() && (text[at] == 'e' || text[at] == 'E')) {
        ++at;
        if (at < text.size() && (text[at] == '+' || text[at] == '-')) ++at;
        if (!digits()) return false;
    }
    return at == text.size();
}

bool runsAsFormula(std::string_view text) {
    for (std::string_view const start : {"=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠"})
        if (text.starts_with(start)) return !isNumber(text);
    return false;
}

} // namespace

std::string csvText(std::string_view cell) {
    std::string text(cell);
    if (runsAsFormula(cell)) text.insert(text.begin(), '\'');
    return text;
}

void appendCsvRow(std::string& out, std::vector<std::string> const& cells) {
    bool first = true;
    for (std::string const& cell : cells) {
        if (!first) out += ',';
        first = false;
        bool const guarded = runsAsFormula(cell);
        bool const quoted = cell.find_first_of("\",;\t\r\n") != std::string::npos ||
                            (!cell.empty() && (cell.front() == ' ' || cell.back() == ' ')) ||
                            (cells.size() == 1 && cell.empty());
        if (quoted) out += '"';
        if (guarded) out += '\'';
        for (char const c : cell) {
            if (c == '"') out += '"';
            out += c;
        }
        if (quoted) out += '"';
    }
    out += "\r\n";
}

} // namespace huibiao::sheet
