#pragma once

#include "xpath/internal/evaluator.h"

namespace huibiao::xpath {

/// A value, or one node of a node-set.
class Item {
public:
    Item(Evaluator& evaluator, Value const& value) : m_evaluator(evaluator), m_value(&value) {}
    Item(Evaluator& evaluator, xml::Node const& node) : m_evaluator(evaluator), m_node(&node) {}

    [[nodiscard]] std::string text() const {
        return m_node != nullptr ? m_evaluator.textOf(*m_node) : m_evaluator.textOf(*m_value);
    }
    [[nodiscard]] double number() const {
        return m_node != nullptr ? m_evaluator.numberOf(*m_node) : m_evaluator.numberOf(*m_value);
    }
    /// A node counts as true when it reads as something.
    [[nodiscard]] bool truth() const { return m_node != nullptr ? !text().empty() : m_value->boolean(); }

private:
    Evaluator& m_evaluator;
    Value const* m_value = nullptr;
    xml::Node const* m_node = nullptr;
};

/// The arguments of a function, evaluated when asked for.
class Call {
public:
    Call(Evaluator& evaluator, Expr const& expr, Place const& place)
        : m_evaluator(evaluator), m_expr(expr), m_place(place) {}

    [[nodiscard]] std::size_t count() const { return m_expr.args.size(); }
    [[nodiscard]] Value value(std::size_t i) { return m_evaluator.evaluate(m_expr.args[i], m_place); }
    [[nodiscard]] bool boolean(std::size_t i) { return m_evaluator.boolean(m_expr.args[i], m_place); }
    [[nodiscard]] double number(std::size_t i) { return m_evaluator.number(m_expr.args[i], m_place); }
    [[nodiscard]] std::string string(std::size_t i) { return m_evaluator.string(m_expr.args[i], m_place); }
    [[nodiscard]] Nodes nodes(std::size_t i) {
        Nodes found;
        m_evaluator.nodes(m_expr.args[i], m_place, found);
        return found;
    }
    /// visit(Item) for each argument from `first` on, for each node where it is a node-set, until it
    /// returns false.
    template <class Visit>
    void each(std::size_t first, Visit visit) {
        for (auto i = first; i < count(); ++i) {
            auto const made = value(i);
            if (m_evaluator.failed()) return;
            if (!made.isNodes() && !visit(Item(m_evaluator, made))) return;
            for (auto const* node : made.nodes())
                if (!m_evaluator.spend(1) || !visit(Item(m_evaluator, *node))) return;
        }
    }
    /// The argument, or the context node where there is none; nullptr for an empty node-set.
    [[nodiscard]] xml::Node* nodeOrContext();

    [[nodiscard]] Evaluator& evaluator() { return m_evaluator; }
    [[nodiscard]] Place const& place() const { return m_place; }
    [[nodiscard]] bool native() const { return m_evaluator.ast().mode == Mode::Native; }
    [[nodiscard]] Regex const* pattern(std::string const& text) {
        return m_evaluator.pattern(text, m_expr.at);
    }
    /// A failure at the call; gives an empty value to return.
    Value fail(base::Words const& what);

private:
    Evaluator& m_evaluator;
    Expr const& m_expr;
    Place const& m_place;
};

} // namespace huibiao::xpath
