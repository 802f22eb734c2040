#include "base/utf8.h"
#include "xpath/internal/regex.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <string>

namespace huibiao::xpath {

using base::Result;
using base::Words;

namespace {

constexpr std::size_t longestPattern = 10000;
constexpr std::size_t largestProgram = 20000;
constexpr int deepestGroup = 100;
constexpr std::uint32_t highestCount = 1000;
constexpr std::uint32_t unbounded = ~0U;

bool isDigit(char32_t c) {
    return c >= U'0' && c <= U'9';
}
bool isLetter(char32_t c) {
    return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z');
}

} // namespace

/// Builds the program back to front: each part is given the instruction that follows it.
class RegexParser {
public:
    explicit RegexParser(std::u32string pattern) : m_pattern(std::move(pattern)) {}

    Result<Regex> run() {
        if (m_pattern.size() > longestPattern) fault({"正则表达式过长", "the pattern is too long"});
        if (m_pattern.starts_with(U"(?i)")) {
            m_regex.m_fold = true;
            m_at = 4;
        }
        auto const all = alternatives();
        if (m_at < m_pattern.size()) fault({"多余的“)”", "an unmatched \")\""});
        if (!m_fault) m_regex.m_entry = emit(all, add({Regex::Code::Match}));
        if (m_fault) return tl::unexpected(base::Error{base::Kind::Invalid, *m_fault, {}});
        return std::move(m_regex);
    }

private:
    /// The pattern as a tree; index into m_nodes.
    enum class Shape { Empty, Set, Assert, Look, Sequence, Either, Repeat };
    struct Node {
        Shape shape = Shape::Empty;
        Regex::Code code = Regex::Code::Match;
        std::uint32_t set = 0;
        std::uint32_t least = 0;
        std::uint32_t most = 0;
        std::vector<std::size_t> parts;
    };

    void fault(Words const& what) {
        if (m_fault) return;
        auto const quoted = base::encode(m_pattern);
        m_fault =
            Words{fmt::format("正则表达式“{}”有误，第 {} 个字符：{}", quoted, m_at + 1, what.zh),
                  fmt::format("the pattern \"{}\" is wrong at character {}: {}", quoted, m_at + 1, what.en)};
        m_at = m_pattern.size();
    }

    [[nodiscard]] bool more() const { return m_at < m_pattern.size(); }
    [[nodiscard]] char32_t now() const { return more() ? m_pattern[m_at] : U'\0'; }
    bool take(std::u32string_view text) {
        if (!std::u32string_view(m_pattern).substr(std::min(m_at, m_pattern.size())).starts_with(text))
            return false;
        m_at += text.size();
        return true;
    }
    std::size_t keep(Node node) {
        m_nodes.push_back(std::move(node));
        return m_nodes.size() - 1;
    }
    std::size_t keepSet(RegexSet set) {
        m_regex.m_sets.push_back(std::move(set));
        Node node;
        node.shape = Shape::Set;
        node.set = static_cast<std::uint32_t>(m_regex.m_sets.size() - 1);
        return keep(std::move(node));
    }

    std::size_t alternatives() {
        Node either;
        either.shape = Shape::Either;
        either.parts.push_back(sequence());
        while (take(U"|")) either.parts.push_back(sequence());
        return either.parts.size() == 1 ? either.parts.front() : keep(std::move(either));
    }

    std::size_t sequence() {
        Node all;
        all.shape = Shape::Sequence;
        while (more() && now() != U'|' && now() != U')') all.parts.push_back(repeated());
        return keep(std::move(all));
    }

    std::size_t repeated() {
        auto part = atom();
        while (more()) {
            Node node;
            node.shape = Shape::Repeat;
            node.most = unbounded;
            if (take(U"*")) {
            } else if (take(U"+")) {
                node.least = 1;
            } else if (take(U"?")) {
                node.most = 1;
            } else if (!counted(node)) {
                break;
            }
            // Lazy or not: only whether it matches is asked.
            if (!take(U"?") && (now() == U'+' || now() == U'*'))
                fault({"重复符号后不能再跟重复符号", "a repetition cannot be repeated; use a group"});
            if (m_nodes[part].shape == Shape::Assert)
                fault({"此处无可重复的内容", "there is nothing to repeat here"});
            node.parts.push_back(part);
            part = keep(std::move(node));
        }
        return part;
    }

    /// {n}, {n,} or {n,m}; any other brace stands for itself.
    bool counted(Node& node) {
        auto at = m_at;
        auto const number = [&](std::uint32_t& value) {
            auto const from = at;
            value = 0;
            while (at < m_pattern.size() && isDigit(m_pattern[at]))
                value = std::min<std::uint32_t>(value * 10 + (m_pattern[at++] - U'0'), highestCount + 1);
            return at > from;
        };
        if (now() != U'{') return false;
        ++at;
        if (!number(node.least)) return false;
        node.most = node.least;
        if (at < m_pattern.size() && m_pattern[at] == U',') {
            ++at;
            if (!number(node.most)) node.most = unbounded;
        }
        if (at >= m_pattern.size() || m_pattern[at] != U'}') return false;
        m_at = at + 1;
        bool const high = node.least > highestCount || (node.most != unbounded && node.most > highestCount);
        if (high) fault({"重复次数最多 1000", "a count may be at most 1000"});
        if (node.most < node.least) fault({"重复次数的上限小于下限", "the counts are in the wrong order"});
        return true;
    }

    std::size_t assertion(Regex::Code code) {
        Node node;
        node.shape = Shape::Assert;
        node.code = code;
        return keep(std::move(node));
    }

    std::size_t atom() {
        char32_t const c = now();
        if (c == U'(') return group();
        if (c == U'[') return keepSet(klass());
        if (c == U'\\') return escaped();
        ++m_at;
        switch (c) {
        case U'^': return assertion(Regex::Code::Start);
        case U'$': return assertion(Regex::Code::End);
        case U'.': return keepSet({{{U'\n', U'\n'}, {U'\r', U'\r'}, {0x2028, 0x2029}}, true, false});
        case U'*':
        case U'+':
        case U'?':
            --m_at;
            fault({"此处无可重复的内容", "there is nothing to repeat here"});
            return keep({});
        default: return keepSet({{{c, c}}, false, false});
        }
    }

    std::size_t group() {
        ++m_at;
        Node look;
        look.shape = Shape::Look;
        bool plain = true;
        if (take(U"?=") || take(U"?!")) {
            look.code = m_pattern[m_at - 1] == U'=' ? Regex::Code::Ahead : Regex::Code::NotAhead;
            plain = false;
        } else if (now() == U'?' && !take(U"?:")) {
            bool const named = take(U"?<") && now() != U'=' && now() != U'!';
            if (!named) fault({"不支持这种括号", "this kind of group is not supported"});
            while (more() && now() != U'>') ++m_at;
            ++m_at;
        }
        if (++m_depth > deepestGroup) fault({"括号嵌套过深", "the groups are nested too deep"});
        auto const inner = alternatives();
        --m_depth;
        if (!take(U")")) fault({"“(”没有结束", "a \"(\" is never closed"});
        if (plain) {
            // A node of its own, so that what repeats is the whole.
            Node node;
            node.shape = Shape::Sequence;
            node.parts.push_back(inner);
            return keep(std::move(node));
        }
        look.parts.push_back(inner);
        return keep(std::move(look));
    }

    std::size_t escaped() {
        if (m_at + 1 < m_pattern.size()) {
            char32_t const c = m_pattern[m_at + 1];
            if (c == U'b' || c == U'B') {
                m_at += 2;
                return assertion(c == U'b' ? Regex::Code::Boundary : Regex::Code::NotBoundary);
            }
            if (c >= U'1' && c <= U'9') fault({"不支持反向引用", "back references are not supported"});
        }
        RegexSet set;
        escape(set);
        return keepSet(std::move(set));
    }

    /// [ … ]
    RegexSet klass() {
        ++m_at;
        RegexSet set;
        set.negated = take(U"^");
        while (more() && now() != U']') {
            auto const low = member(set);
            if (low && now() == U'-' && m_at + 1 < m_pattern.size() && m_pattern[m_at + 1] != U']') {
                ++m_at;
                auto const high = member(set);
                if (high) {
                    if (*high < *low) fault({"区间的上限小于下限", "the range is in the wrong order"});
                    set.ranges.emplace_back(*low, *high);
                    continue;
                }
                set.ranges.emplace_back(U'-', U'-');
            }
            if (low) set.ranges.emplace_back(*low, *low);
        }
        if (!take(U"]")) fault({"“[”没有结束", "a \"[\" is never closed"});
        return set;
    }

    /// A single character; nullopt where it was a class of its own, which is in the set already.
    std::optional<char32_t> member(RegexSet& set) {
        if (now() != U'\\') return m_pattern[m_at++];
        if (m_at + 1 < m_pattern.size() && m_pattern[m_at + 1] == U'b') {
            m_at += 2;
            return U'\b';
        }
        RegexSet inner;
        escape(inner);
        if (inner.ranges.size() == 1 && !inner.negated && inner.ranges[0].first == inner.ranges[0].second)
            return inner.ranges[0].first;
        if (inner.negated && inner.categories != 0) {
            inner.categories = ~inner.categories;
            inner.negated = false;
        }
        if (inner.negated && inner.han)
            fault({"[ ] 里不能用 \\P{Han}，请用 [^…]", "\\P{Han} cannot stand in [ ]; use [^…]"});
        if (inner.negated) inner.invert();
        set.ranges.insert(set.ranges.end(), inner.ranges.begin(), inner.ranges.end());
        set.han = set.han || inner.han;
        set.categories |= inner.categories;
        return std::nullopt;
    }

    /// What follows a backslash, except \b and back references.
    void escape(RegexSet& set) {
        ++m_at;
        if (!more()) return fault({"末尾的“\\”后面缺少字符", "nothing follows the last \"\\\""});
        char32_t const c = m_pattern[m_at++];
        auto const one = [&](char32_t value) { set.ranges.emplace_back(value, value); };
        set = RegexSet::named(c);
        if (!set.empty()) return;
        switch (c) {
        case U'n': return one(U'\n');
        case U'r': return one(U'\r');
        case U't': return one(U'\t');
        case U'f': return one(U'\f');
        case U'v': return one(U'\v');
        case U'0': return one(0);
        case U'u': return one(hexadecimal(4));
        case U'x': return one(hexadecimal(2));
        case U'p':
        case U'P': return property(set, c == U'P');
        default:
            if (isLetter(c)) return fault({"不认识的转义", "this escape is not known"});
            return one(c);
        }
    }

    /// \p{…}, \pL and their opposites.
    void property(RegexSet& set, bool negated) {
        std::u32string name(1, now());
        ++m_at;
        if (name == U"{") {
            auto const end = std::min(m_pattern.find(U'}', m_at), m_pattern.size());
            name = m_pattern.substr(m_at, end - m_at);
            m_at = end + 1;
        }
        if (m_at <= m_pattern.size()) set = RegexSet::property(base::encode(name));
        set.negated = negated;
        if (!set.empty()) return;
        fault({"\\p{…} 只支持 Han、L、Lu、Nd 这样的类别和 Alpha、Digit 等 POSIX 名称",
               "\\p{…} wants \\p{Han}, a category such as L, Lu, Nd, or a POSIX name such as Alpha, Digit"});
    }

    char32_t hexadecimal(std::size_t digits) {
        bool const braced = take(U"{");
        std::uint32_t value = 0;
        std::size_t count = 0;
        while (more() && count < (braced ? 6 : digits)) {
            char32_t const c = now();
            auto const lower = isLetter(c) ? (c | 0x20U) : c;
            if (isDigit(c)) {
                value = value * 16 + (c - U'0');
            } else if (lower >= U'a' && lower <= U'f') {
                value = value * 16 + (lower - U'a' + 10);
            } else {
                break;
            }
            ++count;
            ++m_at;
        }
        if ((braced ? count == 0 || !take(U"}") : count != digits) || value > 0x10FFFF)
            fault({"十六进制字符编码有误", "a hexadecimal character code is wrong"});
        return value;
    }

    std::uint32_t add(Regex::Instruction instruction) {
        if (m_regex.m_program.size() >= largestProgram) {
            fault({"正则表达式展开后过大", "the pattern grows too large when its counts are written out"});
            return 0;
        }
        m_regex.m_program.push_back(instruction);
        return static_cast<std::uint32_t>(m_regex.m_program.size() - 1);
    }

    /// The entry of a program that matches the node and goes on at `next`.
    std::uint32_t emit(std::size_t index, std::uint32_t next) {
        if (m_fault) return 0;
        auto const& node = m_nodes[index];
        switch (node.shape) {
        case Shape::Empty: return next;
        case Shape::Set: return add({Regex::Code::Set, node.set, next});
        case Shape::Assert: return add({node.code, 0, next});
        case Shape::Look: return add({node.code, 0, next, emit(node.parts[0], add({Regex::Code::Match}))});
        case Shape::Sequence:
            for (auto part = node.parts.rbegin(); part != node.parts.rend(); ++part) next = emit(*part, next);
            return next;
        case Shape::Either: {
            auto entry = emit(node.parts.back(), next);
            for (auto part = node.parts.rbegin() + 1; part != node.parts.rend(); ++part)
                entry = add({Regex::Code::Split, 0, emit(*part, next), entry});
            return entry;
        }
        case Shape::Repeat: break;
        }
        if (node.most == unbounded) {
            auto const loop = add({Regex::Code::Split, 0, 0, next});
            auto const body = emit(node.parts[0], loop);
            if (!m_fault) m_regex.m_program[loop].next = body;
            next = loop;
        } else {
            auto const after = next;
            for (auto i = node.least; i < node.most && !m_fault; ++i)
                next = add({Regex::Code::Split, 0, emit(node.parts[0], next), after});
        }
        for (std::uint32_t i = 0; i < node.least && !m_fault; ++i) next = emit(node.parts[0], next);
        return next;
    }

    std::u32string m_pattern;
    std::size_t m_at = 0;
    int m_depth = 0;
    std::vector<Node> m_nodes;
    std::optional<Words> m_fault;
    Regex m_regex;
};

Result<Regex> Regex::compile(std::string_view pattern) {
    return RegexParser(base::decode(pattern)).run();
}

} // namespace huibiao::xpath
