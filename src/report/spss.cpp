#include "report/spss.h"

#include "base/utf8.h"
#include "report/internal/spss_names.h"
#include "sheet/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <optional>
#include <set>

namespace huibiao::report {

namespace {

using Kind = SpssColumn::Kind;

constexpr std::size_t variableLabelBytes = 255;
constexpr std::size_t valueLabelBytes = 120;
constexpr std::size_t textBytes = 32'767;

std::string literal(std::string_view text) {
    std::string out = "'";
    for (char const c : text) {
        if (c == '\'') out += '\'';
        out += static_cast<unsigned char>(c) < ' ' ? ' ' : c;
    }
    return out + "'";
}

/// At most so many bytes, cut between two characters.
std::string_view cut(std::string_view text, std::size_t bytes) {
    if (text.size() <= bytes) return text;
    while (bytes > 0 && (static_cast<unsigned char>(text[bytes]) & 0xC0U) == 0x80U) --bytes;
    return text.substr(0, bytes);
}

std::optional<long> wholeNumber(std::string_view text) {
    int number = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc() || end != text.data() + text.size()) return {};
    return number;
}

/// A code for each choice: its own value, if all have such.
std::vector<long> codesOf(SpssColumn const& column) {
    std::vector<long> own, counted;
    std::set<long> taken;
    for (auto const& [value, label] : column.choices) {
        counted.push_back(static_cast<long>(counted.size()) + 1);
        std::optional<long> const number = wholeNumber(value);
        if (number && taken.insert(*number).second) own.push_back(*number);
    }
    return own.size() == column.choices.size() ? own : counted;
}

/// 99, or as many nines as stand above all codes.
long otherCode(std::vector<long> const& codes) {
    long other = 99;
    while (*std::max_element(codes.begin(), codes.end()) >= other) other = other * 10 + 9;
    return other;
}

bool recoded(SpssColumn const& column) {
    return column.kind == Kind::Choice && !column.choices.empty();
}

std::string textFormat(SpssColumn const& column) {
    std::size_t bytes = std::max<std::size_t>(column.bytes, 1);
    if (recoded(column))
        for (auto const& [value, label] : column.choices)
            bytes = std::max(bytes, sheet::csvText(label).size());
    return fmt::format("A{}", std::min(bytes, textBytes));
}

std::string formatOf(SpssColumn const& column) {
    switch (column.kind) {
    case Kind::Text:
    case Kind::Choice: return textFormat(column);
    case Kind::Whole: return "F12.0";
    case Kind::Decimal: return "F12.2";
    case Kind::Date: return "SDATE10";
    case Kind::DateTime: return "YMDHMS20";
    case Kind::Mark: return "F1.0";
    case Kind::Place: return "F3.0";
    }
    return "A1";
}

char const* levelOf(Kind kind) {
    switch (kind) {
    case Kind::Whole:
    case Kind::Decimal:
    case Kind::Date:
    case Kind::DateTime: return "SCALE";
    case Kind::Place: return "ORDINAL";
    default: return "NOMINAL";
    }
}

class Syntax {
public:
    Syntax(std::vector<SpssColumn> const& columns, bool zh)
        : m_columns(columns), m_names(internal::spssNames(columns)), m_zh(zh) {}

    std::string text(std::string_view csvFile) {
        head(csvFile);
        recode();
        labels();
        valueLabels();
        levels();
        sets();
        return m_text + "EXECUTE.\n";
    }

private:
    [[nodiscard]] std::string source(std::size_t i) const {
        return recoded(m_columns[i]) ? m_names[i].text : m_names[i].variable;
    }

    void head(std::string_view csvFile) {
        m_text += sheet::csvBom;
        m_text += "* Encoding: UTF-8.\n";
        m_text += m_zh ? "* 在 SPSS（24 以上）或 PSPP "
                         "里打开，先用下一行进入本文件所在的文件夹（去掉开头的星号），再全部运行.\n"
                         "* CD 'E:\\'.\n"
                       : "* Open in SPSS (24 or later) or PSPP; go to the folder of this file with the next "
                         "line (without its "
                         "asterisk), then run all.\n* CD 'E:\\'.\n";
        m_text += "SET DECIMAL=DOT.\nGET DATA\n  /TYPE=TXT\n  /FILE=" + literal(csvFile) +
                  "\n  /ENCODING='UTF8'\n  /DELCASE=LINE\n  /DELIMITERS=\",\"\n  /QUALIFIER='\"'\n"
                  "  /ARRANGEMENT=DELIMITED\n  /FIRSTCASE=2\n  /VARIABLES=";
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            m_text += fmt::format("\n    {} {}", source(i), formatOf(m_columns[i]));
        m_text += ".\n";
    }

    void recode() {
        bool any = false;
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            SpssColumn const& column = m_columns[i];
            if (!recoded(column)) continue;
            any = true;
            std::vector<long> const codes = codesOf(column);
            m_text += fmt::format("RECODE {}\n", source(i));
            std::set<std::string> seen;
            for (std::size_t c = 0; c < codes.size(); ++c)
                if (std::string const label = sheet::csvText(column.choices[c].second);
                    seen.insert(label).second)
                    m_text += fmt::format("  ({}={})\n", literal(label), codes[c]);
            m_text +=
                fmt::format("  (' '=SYSMIS) (ELSE={}) INTO {}.\n", otherCode(codes), m_names[i].variable);
            m_text += fmt::format("FORMATS {} (F8.0).\nMISSING VALUES {} ({}).\n", m_names[i].variable,
                                  m_names[i].variable, otherCode(codes));
        }
        if (!any) return;
        // In the order of the table, without the texts.
        m_text += "ADD FILES /FILE=*\n  /KEEP=";
        for (internal::SpssName const& name : m_names) m_text += "\n    " + name.variable;
        m_text += ".\n";
    }

    void labels() {
        m_text += "VARIABLE LABELS";
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            m_text += fmt::format("\n  {}{}\n    {}", i == 0 ? "" : "/", m_names[i].variable,
                                  literal(cut(m_columns[i].label, variableLabelBytes)));
        m_text += ".\n";
    }

    void valueLabels() {
        std::string out;
        auto const add = [&](long code, std::string_view label) {
            out += fmt::format("\n    {} {}", code, literal(cut(label, valueLabelBytes)));
        };
        for (std::size_t i = 0; i < m_columns.size(); ++i) {
            SpssColumn const& column = m_columns[i];
            if (!recoded(column) && column.kind != Kind::Mark) continue;
            out += fmt::format("\n  {}{}", out.empty() ? "" : "/", m_names[i].variable);
            if (column.kind == Kind::Mark) {
                add(0, m_zh ? "未选" : "not chosen");
                add(1, m_zh ? "选了" : "chosen");
                continue;
            }
            std::vector<long> const codes = codesOf(column);
            for (std::size_t c = 0; c < codes.size(); ++c) add(codes[c], column.choices[c].second);
            add(otherCode(codes), m_zh ? "不在选项里" : "none of the choices");
        }
        if (!out.empty()) m_text += "VALUE LABELS" + out + ".\n";
    }

    void levels() {
        m_text += "VARIABLE LEVEL";
        for (std::size_t i = 0; i < m_columns.size(); ++i)
            m_text += fmt::format("\n  {}{} ({})", i == 0 ? "" : "/", m_names[i].variable,
                                  levelOf(m_columns[i].kind));
        m_text += ".\n";
    }

    /// A multiple response set for each question of several choices; its joined answer stands before them.
    void sets() {
        for (std::size_t i = 0; i < m_columns.size();) {
            std::size_t end = i + 1;
            while (end < m_columns.size() && m_columns[end].kind == Kind::Mark &&
                   m_columns[end].field == m_columns[i].field)
                ++end;
            if (end - i > 2) {
                m_text += fmt::format(
                    "MRSETS\n  /MDGROUP NAME=${} LABEL={}\n    CATEGORYLABELS=VARLABELS VARIABLES=",
                    m_names[i].variable, literal(cut(m_columns[i].label, variableLabelBytes)));
                for (std::size_t at = i + 1; at < end; ++at) m_text += "\n      " + m_names[at].variable;
                m_text += "\n    VALUE=1.\n";
            }
            i = end;
        }
    }

    std::vector<SpssColumn> const& m_columns;
    std::vector<internal::SpssName> m_names;
    bool m_zh;
    std::string m_text;
};

} // namespace

std::string spssSyntax(std::vector<SpssColumn> const& columns, std::string_view csvFile,
                       base::Language words) {
    return Syntax(columns, words == base::Language::Chinese).text(csvFile);
}

} // namespace huibiao::report
