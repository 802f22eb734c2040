#include "base/utf8.h"
#include "xpath/internal/regex.h"

#include <algorithm>
#include <string>

namespace huibiao::xpath {

using base::Result;

/// Follows all ways through the program at once, one character after the other.
class RegexRun {
public:
    RegexRun(Regex const& regex, std::u32string_view text, std::size_t limit, std::size_t& steps)
        : m_regex(regex), m_text(text), m_limit(limit), m_steps(steps) {}

    /// From `at` on; `anchored`: starting nowhere else.
    bool matches(std::uint32_t entry, std::size_t at, bool anchored) {
        Ways now(m_regex.m_program.size());
        Ways next(m_regex.m_program.size());
        for (;; ++at) {
            if ((!anchored || now.fresh) && !follow(now, entry, at)) return true;
            now.fresh = false;
            if (at == m_text.size() || (anchored && now.list.empty()) || over()) return false;
            next.clear();
            char32_t const c = m_text[at];
            for (auto const way : now.list) {
                ++m_steps;
                auto const& instruction = m_regex.m_program[way];
                if (m_regex.m_sets[instruction.set].holds(c, m_regex.m_fold) &&
                    !follow(next, instruction.next, at + 1))
                    return true;
            }
            std::swap(now, next);
            now.fresh = false;
        }
    }

    [[nodiscard]] bool over() const { return m_steps > m_limit; }

private:
    /// Instructions reached, each once.
    struct Ways {
        explicit Ways(std::size_t size) : seen(size, false) {}
        void clear() {
            for (auto const i : touched) seen[i] = false;
            touched.clear();
            list.clear();
        }
        std::vector<std::uint32_t> list; ///< those that wait for a character
        std::vector<std::uint32_t> touched;
        std::vector<std::uint32_t> open; ///< reached, not looked at yet
        std::vector<bool> seen;
        bool fresh = true;
    };

    [[nodiscard]] bool isWord(std::size_t at) const {
        if (at >= m_text.size()) return false;
        char32_t const c = m_text[at];
        return (c >= U'a' && c <= U'z') || (c >= U'A' && c <= U'Z') || (c >= U'0' && c <= U'9') || c == U'_';
    }

    [[nodiscard]] bool holds(Regex::Instruction const& instruction, std::size_t at) {
        switch (instruction.code) {
        case Regex::Code::Start: return at == 0;
        case Regex::Code::End: return at == m_text.size();
        case Regex::Code::Boundary:
        case Regex::Code::NotBoundary: {
            bool const boundary = (at > 0 && isWord(at - 1)) != isWord(at);
            return boundary == (instruction.code == Regex::Code::Boundary);
        }
        default: return matches(instruction.other, at, true) == (instruction.code == Regex::Code::Ahead);
        }
    }

    /// Adds what is reached from there without reading; false when the end is.
    bool follow(Ways& ways, std::uint32_t from, std::size_t at) {
        auto& open = ways.open;
        open.assign(1, from);
        while (!open.empty()) {
            auto const i = open.back();
            open.pop_back();
            if (ways.seen[i] || over()) continue;
            ways.seen[i] = true;
            ways.touched.push_back(i);
            ++m_steps;
            auto const& instruction = m_regex.m_program[i];
            switch (instruction.code) {
            case Regex::Code::Match: return false;
            case Regex::Code::Set: ways.list.push_back(i); break;
            case Regex::Code::Split: open.push_back(instruction.other); [[fallthrough]];
            case Regex::Code::Jump: open.push_back(instruction.next); break;
            default:
                if (holds(instruction, at)) open.push_back(instruction.next);
            }
        }
        return true;
    }

    Regex const& m_regex;
    std::u32string_view m_text;
    std::size_t m_limit;
    std::size_t& m_steps;
};

Result<bool> Regex::search(std::string_view text, std::size_t limit, std::size_t& steps) const {
    auto const points = base::decode(text);
    RegexRun run(*this, points, limit, steps);
    bool const found = run.matches(m_entry, 0, false);
    if (run.over())
        return base::fail(base::Kind::Unsupported,
                          {"正则匹配计算量过大", "matching the pattern takes too much work"});
    return found;
}

} // namespace huibiao::xpath
