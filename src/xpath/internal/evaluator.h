#pragma once

#include "base/result.h"
#include "xpath/internal/ast.h"
#include "xpath/internal/name_test.h"
#include "xpath/internal/regex.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::xpath {

/// What position(), last() and a relative path look at.
struct Place {
    xml::Node* node = nullptr;
    std::size_t position = 1;
    std::size_t size = 1;
};

/// Document order, each node once.
void sortNodes(Nodes& nodes);

/// What is wrong with a call of that many arguments.
[[nodiscard]] base::Words arityFault(Function const& function, std::size_t count);

/// One evaluation. A failure is kept and everything after it runs empty and soon ends; the value that comes
/// out then means nothing.
class Evaluator {
public:
    Evaluator(Ast const& ast, Context const& context);
    Evaluator(Evaluator const&) = delete;
    Evaluator& operator=(Evaluator const&) = delete;
    ~Evaluator() {
        constexpr std::size_t beginning = 16;
        if (m_context.spent != nullptr) *m_context.spent += m_context.limits.steps - m_steps + beginning;
    }

    [[nodiscard]] Value evaluate(ExprId id, Place const& place);
    // Straight to the type: no values made on the way where it can be helped.
    [[nodiscard]] bool boolean(ExprId id, Place const& place);
    [[nodiscard]] double number(ExprId id, Place const& place);
    [[nodiscard]] std::string string(ExprId id, Place const& place);
    /// Fails when it is no node-set. Appends to `out`.
    void nodes(ExprId id, Place const& place, Nodes& out);

    // Conversions as the mode has them.
    [[nodiscard]] double numberOfText(std::string_view text) const;
    /// In the mode XForms NaN reads as nothing, so that what cannot be computed yet stays blank.
    [[nodiscard]] std::string textOf(Value const& value);
    [[nodiscard]] std::string textOf(xml::Node const& node);
    /// The string-value, and the work of it spent: an element of many texts is dear. Holds until `scratch`
    /// or the tree changes.
    [[nodiscard]] std::string_view read(xml::Node const& node, std::string& scratch) {
        auto const* first = node.firstChild();
        bool const whole =
            first == nullptr || (first == node.lastChild() && first->kind() == xml::NodeKind::Text);
        if (!whole) return readAll(node, scratch);
        auto const text = node.textView(scratch);
        return spend(1 + text.size() / bytesAStep) ? text : std::string_view();
    }
    [[nodiscard]] double numberOf(Value const& value);
    [[nodiscard]] double numberOf(xml::Node const& node);
    [[nodiscard]] bool compare(Op op, Value const& left, Value const& right);

    [[nodiscard]] bool failed() const { return m_error.has_value(); }
    [[nodiscard]] base::Error const& error() const { return *m_error; }
    /// Keeps the first failure only. `at` is a byte in the text.
    void fail(std::uint32_t at, base::Words const& what, base::Kind kind = base::Kind::Invalid);
    /// False, and a failure, once the work is used up.
    bool spend(std::size_t steps) {
        if (steps <= m_steps) {
            m_steps -= steps;
            return !failed();
        }
        overspent();
        return false;
    }
    /// The same for bytes of text made.
    bool store(std::size_t bytes);

    [[nodiscard]] Ast const& ast() const { return m_ast; }
    [[nodiscard]] Context const& context() const { return m_context; }
    [[nodiscard]] TimeZone const& zone();
    [[nodiscard]] std::int64_t nowMs();
    [[nodiscard]] std::uint64_t random();
    /// Compiled, and kept until the next other one; nullptr, and a failure at `at`, where it is wrong.
    [[nodiscard]] Regex const* pattern(std::string const& text, std::uint32_t at);
    [[nodiscard]] xml::Node* rootNode() const { return m_root; }
    /// nullptr above the root of the evaluation.
    [[nodiscard]] xml::Node* parentOf(xml::Node const& node) const {
        return &node == m_context.root ? nullptr : node.parent();
    }
    /// nullptr: the prefix is not known.
    [[nodiscard]] std::string const* uriOf(std::string_view prefix) const;

    static constexpr std::size_t bytesAStep = 64; ///< to copy so many costs as much as to look at a node

private:
    friend class Walk;

    [[nodiscard]] Value compute(ExprId id, Place const& place);
    [[nodiscard]] Value const* remembered(ExprId id, Place const& place);
    [[nodiscard]] Value chain(Expr const& expr, Place const& place);
    [[nodiscard]] bool comparison(Expr const& expr, Place const& place);
    [[nodiscard]] double arithmetic(Expr const& expr, Place const& place);
    [[nodiscard]] Value call(Expr const& expr, Place const& place);
    [[nodiscard]] Function const* resolve(Expr const& expr);
    void path(Expr const& expr, Place const& place, Nodes& out);
    /// The test of a step as far as it has learned; `own` is used outside of predicates, where a step
    /// runs once.
    [[nodiscard]] NameTest& testFor(Step const& step, std::optional<NameTest>& own);
    /// For a child name against a value that stands: no node-set made. nullopt where that cannot be done.
    [[nodiscard]] std::optional<bool> quickComparison(Expr const& expr, Place const& place);
    [[nodiscard]] std::string_view readAll(xml::Node const& node, std::string& scratch);
    void overspent();
    [[nodiscard]] Nodes borrow();
    void giveBack(Nodes nodes);

    Ast const& m_ast;
    Context const& m_context;
    xml::Node* m_root;
    std::optional<base::Error> m_error;
    std::size_t m_steps;
    std::size_t m_bytes;
    std::size_t m_inPredicate = 0;
    std::vector<std::optional<Value>> m_memory; ///< of fixed expressions; by ExprId
    std::vector<Nodes> m_spare;
    std::vector<std::optional<NameTest>> m_tests; ///< by Step::number
    std::optional<TimeZone> m_zone;
    std::string m_patternText;
    std::optional<Regex> m_pattern;
    std::optional<std::int64_t> m_now;
};

} // namespace huibiao::xpath
