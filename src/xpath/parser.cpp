#include "xpath/internal/parser.h"

#include "base/utf8.h"
#include "xpath/internal/analysis.h"
#include "xpath/internal/grammar.h"
#include "xpath/internal/lexer.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>

namespace huibiao::xpath {

using base::Result;
using base::Words;

namespace {

constexpr std::size_t longest = 256U << 10U;
constexpr int deepest = 500;

class Parser {
public:
    Parser(std::string_view text, std::vector<Lexeme> const& lexemes, Mode mode) : m_lexemes(lexemes) {
        m_ast.text = text;
        m_ast.mode = mode;
    }

    Result<Ast> run() {
        auto const root = nested();
        if (!m_fault && now().token != Token::End)
            expected({"表达式到这里应已结束", "the expression should end here"});
        if (m_fault) return tl::unexpected(*m_fault);
        m_ast.root = *root;
        return std::move(m_ast);
    }

private:
    using Made = std::optional<ExprId>;

    [[nodiscard]] Lexeme const& now() const { return m_lexemes[m_at]; }
    [[nodiscard]] bool at(Token token) const { return now().token == token; }
    bool take(Token token) {
        if (!at(token)) return false;
        ++m_at;
        return true;
    }
    Made expected(Words const& what) {
        if (!m_fault) m_fault = faultAt(m_ast.text, now().at, what);
        return std::nullopt;
    }
    ExprId add(Expr expr) {
        analyse(m_ast, expr);
        m_ast.exprs.push_back(std::move(expr));
        return static_cast<ExprId>(m_ast.exprs.size() - 1);
    }
    [[nodiscard]] Sign const* sign() const { return at(Token::Operator) ? findSign(now().text) : nullptr; }

    /// A whole expression, as it stands in brackets of any kind.
    Made nested() {
        Deeper const deeper(*this);
        if (!deeper.fine) return std::nullopt;
        return binary();
    }

    /// Operators and operands by precedence. Chains of lower power wait on a stack of our own; operators
    /// of one power make one chain, so that a thousand additions nest no deeper than one.
    Made binary() {
        std::vector<std::pair<int, Expr>> waiting;
        auto const finish = [&](ExprId last) {
            waiting.back().second.args.push_back(last);
            auto const made = add(std::move(waiting.back().second));
            waiting.pop_back();
            return made;
        };
        auto left = unary();
        while (left) {
            auto const* found = sign();
            while (!waiting.empty() && (found == nullptr || waiting.back().first > found->power))
                left = finish(*left);
            if (found == nullptr) break;
            if (waiting.empty() || waiting.back().first < found->power) {
                Expr chain;
                chain.kind = Kind::Chain;
                chain.at = now().at;
                waiting.emplace_back(found->power, std::move(chain));
            }
            waiting.back().second.args.push_back(*left);
            waiting.back().second.ops.push_back(found->op);
            ++m_at;
            left = unary();
        }
        return left;
    }

    Made unary() {
        auto const from = now().at;
        std::size_t minuses = 0;
        for (; at(Token::Operator) && now().text == "-"; ++m_at) ++minuses;
        auto operand = joined();
        // Two signs still make a number of it; more change nothing.
        for (auto left = minuses == 0 ? 0 : 2 - minuses % 2; operand && left > 0; --left) {
            Expr expr;
            expr.kind = Kind::Negate;
            expr.at = from;
            expr.args.push_back(*operand);
            operand = add(std::move(expr));
        }
        return operand;
    }

    /// Paths with | between them.
    Made joined() {
        auto first = path();
        if (!first || !at(Token::Operator) || now().text != "|") return first;
        Expr expr;
        expr.kind = Kind::Chain;
        expr.at = now().at;
        expr.args.push_back(*first);
        while (at(Token::Operator) && now().text == "|") {
            ++m_at;
            auto const more = path();
            if (!more) return more;
            expr.args.push_back(*more);
            expr.ops.push_back(Op::Union);
        }
        return add(std::move(expr));
    }

    Made path() {
        Expr expr;
        expr.kind = Kind::Path;
        expr.at = now().at;
        if (at(Token::Slash)) {
            ++m_at;
            expr.base = PathBase::Root;
            if (startsStep() && !steps(expr)) return std::nullopt;
            return add(std::move(expr));
        }
        if (at(Token::SlashSlash)) {
            expr.base = PathBase::Root;
            descend(expr);
            if (!steps(expr)) return std::nullopt;
            return add(std::move(expr));
        }
        if (startsStep()) {
            if (!steps(expr)) return std::nullopt;
            return add(std::move(expr));
        }
        auto const inner = primary();
        if (!inner) return std::nullopt;
        while (at(Token::OpenBracket)) {
            auto const filter = predicate();
            if (!filter) return std::nullopt;
            expr.filters.push_back(*filter);
        }
        bool const goesOn = at(Token::Slash) || at(Token::SlashSlash);
        if (!goesOn && expr.filters.empty()) return inner;
        expr.base = PathBase::Expr;
        expr.args.push_back(*inner);
        if (take(Token::Slash)) {
            if (!steps(expr)) return std::nullopt;
        } else if (at(Token::SlashSlash)) {
            descend(expr);
            if (!steps(expr)) return std::nullopt;
        }
        return add(std::move(expr));
    }

    [[nodiscard]] bool startsStep() const {
        switch (now().token) {
        case Token::Name:
        case Token::Wildcard:
        case Token::NodeType:
        case Token::Axis:
        case Token::At:
        case Token::Dot:
        case Token::DotDot: return true;
        default: return false;
        }
    }

    /// The // before a step.
    void descend(Expr& expr) {
        Step any;
        any.axis = Axis::DescendantOrSelf;
        any.at = now().at;
        any.number = m_ast.steps++;
        ++m_at;
        expr.steps.push_back(std::move(any));
    }

    bool steps(Expr& expr) {
        while (true) {
            if (!step(expr)) return false;
            if (take(Token::Slash)) continue;
            if (!at(Token::SlashSlash)) return true;
            descend(expr);
        }
    }

    bool step(Expr& expr) {
        Step made;
        made.at = now().at;
        if (take(Token::Dot)) {
            made.axis = Axis::Self;
        } else if (take(Token::DotDot)) {
            made.axis = Axis::Parent;
        } else {
            if (take(Token::At)) {
                made.axis = Axis::Attribute;
            } else if (at(Token::Axis)) {
                auto const known = findAxis(now().text);
                if (!known) {
                    expected({fmt::format("没有“{}”这个轴", now().text),
                              fmt::format("there is no axis \"{}\"", now().text)});
                    return false;
                }
                made.axis = *known;
                ++m_at;
            }
            if (!nodeTest(made)) return false;
        }
        while (at(Token::OpenBracket)) {
            auto const filter = predicate();
            if (!filter) return false;
            made.predicates.push_back(*filter);
        }
        addStep(expr, std::move(made));
        return true;
    }

    bool nodeTest(Step& made) {
        auto const& lexeme = now();
        if (take(Token::Name)) {
            made.test = Test::Name;
            made.prefix = lexeme.prefix;
            made.name = lexeme.text;
            return true;
        }
        if (take(Token::Wildcard)) {
            made.test = lexeme.prefix.empty() ? Test::AnyName : Test::AnyInNamespace;
            made.prefix = lexeme.prefix;
            return true;
        }
        if (!take(Token::NodeType)) {
            expected({"此处应为名称、* 或 node()", "a name, * or node() is expected here"});
            return false;
        }
        made.test = lexeme.text == "node"      ? Test::Node
                    : lexeme.text == "text"    ? Test::Text
                    : lexeme.text == "comment" ? Test::Comment
                                               : Test::Instruction;
        ++m_at;
        if (made.test == Test::Instruction && at(Token::Literal)) {
            made.name = now().text;
            ++m_at;
        }
        if (take(Token::Close)) return true;
        expected({"此处应为“)”", "\")\" is expected here"});
        return false;
    }

    /// Steps that change nothing are left out; // before a step that asks for no position is one walk.
    void addStep(Expr& expr, Step made) {
        made.number = m_ast.steps++;
        bool const plain = made.test == Test::Node && made.predicates.empty();
        if (made.axis == Axis::Self && plain) return;
        bool const afterDescent = !expr.steps.empty() && expr.steps.back().axis == Axis::DescendantOrSelf &&
                                  expr.steps.back().test == Test::Node &&
                                  expr.steps.back().predicates.empty();
        if (made.axis == Axis::Child && afterDescent &&
            std::all_of(made.predicates.begin(), made.predicates.end(),
                        [](auto const& p) { return p.boolean; })) {
            made.axis = Axis::Descendant;
            expr.steps.pop_back();
        }
        expr.steps.push_back(std::move(made));
    }

    std::optional<Predicate> predicate() {
        ++m_at;
        auto const inner = nested();
        if (!inner) return std::nullopt;
        if (!take(Token::CloseBracket)) {
            expected({"此处应为“]”", "\"]\" is expected here"});
            return std::nullopt;
        }
        return predicateOf(m_ast, *inner);
    }

    Made primary() {
        auto const& lexeme = now();
        Expr expr;
        expr.at = lexeme.at;
        if (take(Token::Open)) {
            auto const inner = nested();
            if (!inner) return inner;
            if (!take(Token::Close)) return expected({"此处应为“)”", "\")\" is expected here"});
            return inner;
        }
        if (take(Token::Literal)) {
            expr.kind = Kind::Literal;
            expr.text = lexeme.text;
            return add(std::move(expr));
        }
        if (take(Token::Number)) {
            expr.kind = Kind::Number;
            expr.number = numberOf(lexeme.text);
            return add(std::move(expr));
        }
        if (take(Token::Function)) return call(lexeme, std::move(expr));
        if (at(Token::End)) return expected({"表达式不完整", "the expression is incomplete"});
        return expected({"此处应为值、路径或函数", "a value, a path or a function is expected here"});
    }

    Made call(Lexeme const& lexeme, Expr expr) {
        expr.kind = Kind::Call;
        expr.text = lexeme.text;
        expr.prefix = lexeme.prefix;
        expr.function = functionOf(m_ast.mode, expr.prefix, expr.text);
        ++m_at;
        if (!take(Token::Close)) {
            do {
                auto const argument = nested();
                if (!argument) return argument;
                expr.args.push_back(*argument);
            } while (take(Token::Comma));
            if (!take(Token::Close)) return expected({"此处应为“,”或“)”", "\",\" or \")\" is expected here"});
        }
        return add(std::move(expr));
    }

    /// Counts the levels open at a time; beyond the limit the parser stops.
    struct Deeper {
        explicit Deeper(Parser& parser) : m_parser(parser), fine(++parser.m_depth <= deepest) {
            if (!fine)
                parser.expected({fmt::format("嵌套超过 {} 层", deepest),
                                 fmt::format("nested more than {} deep", deepest)});
        }
        Deeper(Deeper const&) = delete;
        Deeper& operator=(Deeper const&) = delete;
        ~Deeper() { --m_parser.m_depth; }
        Parser& m_parser;
        bool fine;
    };

    std::vector<Lexeme> const& m_lexemes;
    std::size_t m_at = 0;
    int m_depth = 0;
    Ast m_ast;
    std::optional<base::Error> m_fault;
};

} // namespace

Result<Ast> parseExpression(std::string_view text, Mode mode) {
    if (text.size() > longest)
        return base::fail(base::Kind::Unsupported,
                          {"表达式过长（超过 256 KiB）", "the expression is longer than 256 KiB"});
    if (text.find_first_not_of(" \t\r\n") == std::string_view::npos)
        return base::fail(base::Kind::Invalid, {"表达式为空", "the expression is empty"});
    std::string const repaired = base::validUtf8(text) ? std::string(text) : base::repairUtf8(text);
    auto const lexemes = tokenize(repaired);
    if (!lexemes) return base::pass(lexemes);
    return Parser(repaired, *lexemes, mode).run();
}

} // namespace huibiao::xpath
