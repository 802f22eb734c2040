#include "xpath/internal/lexer.h"

#include "base/utf8.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace huibiao::xpath {

using base::Result;
using base::Words;

namespace {

bool isDigit(char c) {
    return c >= '0' && c <= '9';
}
bool isBlank(char c) {
    return c == ' ' || c == '\t' || c == '\n' || c == '\r';
}
// Every byte of a character beyond ASCII counts as a letter: names are matched, never made, here.
bool startsName(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' ||
           static_cast<unsigned char>(c) >= 0x80;
}
bool inName(char c) {
    return startsName(c) || isDigit(c) || c == '-' || c == '.';
}

constexpr std::array<std::string_view, 4> words{"and", "or", "div", "mod"};
constexpr std::array<std::string_view, 4> nodeTypes{"node", "text", "comment", "processing-instruction"};

class Lexer {
public:
    explicit Lexer(std::string_view text) : m_text(text) {}

    Result<std::vector<Lexeme>> run() {
        while (true) {
            while (m_at < m_text.size() && isBlank(m_text[m_at])) ++m_at;
            if (m_at == m_text.size()) break;
            auto const before = m_at;
            if (!next()) return tl::unexpected(faultAt(m_text, before, m_fault));
        }
        m_found.push_back({Token::End, {}, {}, static_cast<std::uint32_t>(m_text.size())});
        return std::move(m_found);
    }

private:
    void push(Token token, std::size_t length, std::string_view prefix = {}) {
        m_found.push_back({token, m_text.substr(m_at, length), prefix, static_cast<std::uint32_t>(m_at)});
        m_at += length;
    }

    /// Whether an operand ended right before, so that * multiplies and words are operators.
    [[nodiscard]] bool afterOperand() const {
        if (m_found.empty()) return false;
        switch (m_found.back().token) {
        case Token::Number:
        case Token::Literal:
        case Token::Name:
        case Token::Wildcard:
        case Token::Close:
        case Token::CloseBracket:
        case Token::Dot:
        case Token::DotDot: return true;
        default: return false;
        }
    }

    [[nodiscard]] char peek(std::size_t ahead = 1) const {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }

    [[nodiscard]] std::size_t afterBlanks(std::size_t at) const {
        while (at < m_text.size() && isBlank(m_text[at])) ++at;
        return at;
    }

    [[nodiscard]] std::size_t nameEnd(std::size_t at) const {
        while (at < m_text.size() && inName(m_text[at])) ++at;
        return at;
    }

    bool next() {
        char const c = m_text[m_at];
        switch (c) {
        case '(': push(Token::Open, 1); return true;
        case ')': push(Token::Close, 1); return true;
        case '[': push(Token::OpenBracket, 1); return true;
        case ']': push(Token::CloseBracket, 1); return true;
        case ',': push(Token::Comma, 1); return true;
        case '@': push(Token::At, 1); return true;
        case '+':
        case '-':
        case '=':
        case '|': push(Token::Operator, 1); return true;
        case '<':
        case '>': push(Token::Operator, peek() == '=' ? 2 : 1); return true;
        case '/':
            if (peek() == '/') {
                push(Token::SlashSlash, 2);
            } else {
                push(Token::Slash, 1);
            }
            return true;
        case '*': push(afterOperand() ? Token::Operator : Token::Wildcard, 1); return true;
        case '!':
            if (peek() != '=') return refuse({"“!”后面应为“=”", "\"!\" must be followed by \"=\""});
            push(Token::Operator, 2);
            return true;
        case '"':
        case '\'': return literal(c);
        case '$':
            return refuse({"不支持变量；引用题目请用 ${名称} 并转换，或写路径",
                           "variables are not supported; write the path of the question"});
        case '.':
            if (isDigit(peek())) return number();
            if (peek() == '.') {
                push(Token::DotDot, 2);
            } else {
                push(Token::Dot, 1);
            }
            return true;
        default:
            if (isDigit(c)) return number();
            if (startsName(c)) return name();
            return refuse({"此处不应出现这个字符", "this character does not belong here"});
        }
    }

    bool refuse(Words what) {
        m_fault = std::move(what);
        return false;
    }

    bool literal(char quote) {
        auto const end = m_text.find(quote, m_at + 1);
        if (end == std::string_view::npos)
            return refuse({"引号没有结束", "the quotation mark is never closed"});
        m_found.push_back(
            {Token::Literal, m_text.substr(m_at + 1, end - m_at - 1), {}, static_cast<std::uint32_t>(m_at)});
        m_at = end + 1;
        return true;
    }

    bool number() {
        auto end = m_at;
        while (end < m_text.size() && isDigit(m_text[end])) ++end;
        if (end < m_text.size() && m_text[end] == '.') {
            ++end;
            while (end < m_text.size() && isDigit(m_text[end])) ++end;
        }
        push(Token::Number, end - m_at);
        return true;
    }

    bool name() {
        auto end = nameEnd(m_at);
        if (afterOperand()) {
            for (auto const word : words) {
                auto const rest = m_text.substr(m_at, end - m_at);
                if (rest == word || (rest.starts_with(word) && isDigit(rest[word.size()]))) {
                    push(Token::Operator, word.size());
                    return true;
                }
            }
            return refuse({"此处应为运算符（and or div mod = < + - * 等）", "an operator is expected here"});
        }
        std::string_view prefix;
        if (end + 1 < m_text.size() && m_text[end] == ':' && m_text[end + 1] != ':') {
            prefix = m_text.substr(m_at, end - m_at);
            auto const local = end + 1;
            if (m_text[local] == '*') {
                m_at = local;
                push(Token::Wildcard, 1, prefix);
                return true;
            }
            if (!startsName(m_text[local]))
                return refuse({"前缀后面应为名称", "a name is expected after the prefix"});
            m_at = local;
            end = nameEnd(local);
        }
        auto const after = afterBlanks(end);
        auto const text = m_text.substr(m_at, end - m_at);
        if (after < m_text.size() && m_text[after] == '(') {
            bool const type =
                prefix.empty() && std::find(nodeTypes.begin(), nodeTypes.end(), text) != nodeTypes.end();
            push(type ? Token::NodeType : Token::Function, text.size(), prefix);
        } else if (prefix.empty() && m_text.substr(after).starts_with("::")) {
            push(Token::Axis, text.size());
            m_at = after + 2;
        } else {
            push(Token::Name, text.size(), prefix);
        }
        return true;
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    std::vector<Lexeme> m_found;
    Words m_fault;
};

} // namespace

Result<std::vector<Lexeme>> tokenize(std::string_view text) {
    return Lexer(text).run();
}

Words placeOf(std::string_view text, std::size_t at) {
    constexpr std::size_t shown = 24;
    auto const before = base::decode(text.substr(0, at));
    auto const rest = base::decode(text.substr(at, shown * 4));
    auto const head = before.size() > shown ? before.size() - shown : 0;
    std::u32string excerpt =
        std::u32string(head > 0 ? U"…" : U"") + before.substr(head) + U"▸" + rest.substr(0, shown);
    if (rest.size() > shown) excerpt += U"…";
    for (auto& c : excerpt)
        if (c < 0x20) c = U' ';
    auto const quoted = base::encode(excerpt);
    return {fmt::format("表达式第 {} 个字符处（{}）", before.size() + 1, quoted),
            fmt::format("character {} of the expression ({})", before.size() + 1, quoted)};
}

base::Error faultAt(std::string_view text, std::size_t at, Words const& what, base::Kind kind) {
    auto const place = placeOf(text, at);
    return {kind, {place.zh + "：" + what.zh, place.en + ": " + what.en}, {}};
}

} // namespace huibiao::xpath
