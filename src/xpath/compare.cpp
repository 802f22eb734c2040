#include "xpath/internal/date.h"
#include "xpath/internal/evaluator.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <unordered_set>

namespace huibiao::xpath {

double Evaluator::numberOfText(std::string_view text) const {
    double const plain = xpath::numberOf(text);
    if (!std::isnan(plain) || m_ast.mode == Mode::Native) return plain;
    if (text.size() >= 10 && text[4] == '-') {
        // The only place where a const evaluator wants the zone.
        auto const date = parseDate(text, const_cast<Evaluator*>(this)->zone());
        return date ? date->days() : plain;
    }
    auto const comma = text.find(',');
    if (comma == std::string_view::npos) return plain;
    std::string pointed(text);
    pointed[comma] = '.';
    return xpath::numberOf(pointed);
}

double Evaluator::numberOf(Value const& value) {
    if (auto const* text = value.text()) return numberOfText(*text);
    if (!value.isNodes()) return value.number();
    return value.nodes().empty() ? std::nan("") : numberOf(*value.nodes().front());
}

double Evaluator::numberOf(xml::Node const& node) {
    std::string scratch;
    return numberOfText(read(node, scratch));
}

namespace {

/// One side of a comparison, without a copy of anything.
struct Side {
    Type type = Type::String;
    bool boolean = false;
    double number = 0;
    std::string_view text;
    std::span<xml::Node* const> nodes;

    [[nodiscard]] bool isNodes() const { return type == Type::NodeSet; }
    [[nodiscard]] bool truth() const {
        switch (type) {
        case Type::Boolean: return boolean;
        case Type::String: return !text.empty();
        case Type::NodeSet: return !nodes.empty();
        default: return number != 0 && !std::isnan(number);
        }
    }
};

bool holds(Op op, double a, double b) {
    switch (op) {
    case Op::Equal: return a == b;
    case Op::NotEqual: return a != b;
    case Op::Less: return a < b;
    case Op::LessEqual: return a <= b;
    case Op::Greater: return a > b;
    default: return a >= b;
    }
}

/// The operator that holds when the sides change places.
Op mirrored(Op op) {
    switch (op) {
    case Op::Less: return Op::Greater;
    case Op::LessEqual: return Op::GreaterEqual;
    case Op::Greater: return Op::Less;
    case Op::GreaterEqual: return Op::LessEqual;
    default: return op;
    }
}

class Comparison {
public:
    Comparison(Evaluator& evaluator, Op op) : m_evaluator(evaluator), m_op(op) {}

    bool run(Side const& a, Side const& b) {
        if (m_op == Op::Equal || m_op == Op::NotEqual) return equality(a, b);
        if (a.isNodes() && b.isNodes()) return ordered(a, b);
        if (a.isNodes())
            return any(a, [&, right = numberOf(b)](double left) { return holds(m_op, left, right); });
        if (b.isNodes())
            return any(b, [&, left = numberOf(a)](double right) { return holds(m_op, left, right); });
        return holds(m_op, numberOf(a), numberOf(b));
    }

    /// A single node on the left against a side that is no truth value and at most one node.
    bool one(xml::Node const& node, Side const& other) {
        bool const equality = m_op == Op::Equal || m_op == Op::NotEqual;
        if (!equality || other.type == Type::Number || other.type == Type::Date)
            return holds(m_op, m_evaluator.numberOf(node), numberOf(other));
        auto const text = other.isNodes() ? m_evaluator.read(*other.nodes.front(), m_other) : other.text;
        return (m_evaluator.read(node, m_scratch) == text) == (m_op == Op::Equal);
    }

private:
    [[nodiscard]] double numberOf(Side const& side) {
        switch (side.type) {
        case Type::Boolean: return side.boolean ? 1 : 0;
        case Type::String: return m_evaluator.numberOfText(side.text);
        case Type::NodeSet: return m_evaluator.numberOf(*side.nodes.front());
        default: return side.number;
        }
    }

    template <class Test>
    bool any(Side const& side, Test test) {
        return std::any_of(side.nodes.begin(), side.nodes.end(), [&](auto* node) {
            return !m_evaluator.failed() && test(m_evaluator.numberOf(*node));
        });
    }

    bool equality(Side const& a, Side const& b) {
        bool const same = m_op == Op::Equal;
        if (a.type == Type::Boolean || b.type == Type::Boolean) return (a.truth() == b.truth()) == same;
        if (a.isNodes() && b.isNodes())
            return same ? shareText(a.nodes, b.nodes) : differInText(a.nodes, b.nodes);
        if (a.isNodes() || b.isNodes()) {
            auto const& set = a.isNodes() ? a : b;
            auto const& one = a.isNodes() ? b : a;
            if (one.type != Type::String)
                return any(set, [&](double number) { return holds(m_op, number, one.number); });
            return std::any_of(set.nodes.begin(), set.nodes.end(), [&](auto* node) {
                return !m_evaluator.failed() && (m_evaluator.read(*node, m_scratch) == one.text) == same;
            });
        }
        if (a.type != Type::String || b.type != Type::String) return holds(m_op, numberOf(a), numberOf(b));
        return (a.text == b.text) == same;
    }

    /// Some node of one reads like some node of the other.
    bool shareText(std::span<xml::Node* const> a, std::span<xml::Node* const> b) {
        if (a.size() > b.size()) std::swap(a, b);
        constexpr std::size_t few = 4;
        if (a.size() <= few) {
            return std::any_of(a.begin(), a.end(), [&](auto* left) {
                auto const text = m_evaluator.read(*left, m_other);
                return std::any_of(b.begin(), b.end(), [&](auto* right) {
                    return !m_evaluator.failed() && m_evaluator.read(*right, m_scratch) == text;
                });
            });
        }
        std::unordered_set<std::string> texts;
        for (auto* node : a)
            if (!m_evaluator.failed()) texts.emplace(m_evaluator.read(*node, m_scratch));
        return std::any_of(b.begin(), b.end(), [&](auto* node) {
            return !m_evaluator.failed() && texts.contains(std::string(m_evaluator.read(*node, m_scratch)));
        });
    }

    /// All pairs alike is the only way not to differ.
    bool differInText(std::span<xml::Node* const> a, std::span<xml::Node* const> b) {
        if (a.empty() || b.empty()) return false;
        auto const text = m_evaluator.read(*a.front(), m_other);
        auto const differs = [&](auto* node) {
            return !m_evaluator.failed() && m_evaluator.read(*node, m_scratch) != text;
        };
        return std::any_of(b.begin(), b.end(), differs) || std::any_of(a.begin(), a.end(), differs);
    }

    /// The smallest against the largest decides.
    bool ordered(Side const& a, Side const& b) {
        bool const less = m_op == Op::Less || m_op == Op::LessEqual;
        auto const extreme = [&](Side const& side, bool smallest) {
            double best = std::nan("");
            for (auto* node : side.nodes) {
                if (m_evaluator.failed()) break;
                double const number = m_evaluator.numberOf(*node);
                if (std::isnan(best) || (smallest ? number < best : number > best)) best = number;
            }
            return best;
        };
        return holds(m_op, extreme(a, less), extreme(b, !less));
    }

    Evaluator& m_evaluator;
    Op m_op;
    std::string m_scratch;
    std::string m_other;
};

Side sideOf(Value const& value) {
    Side side;
    side.type = value.type();
    switch (side.type) {
    case Type::Boolean: side.boolean = value.boolean(); break;
    case Type::Number:
    case Type::Date: side.number = value.number(); break;
    case Type::NodeSet: side.nodes = value.nodes(); break;
    case Type::String: side.text = *value.text(); break;
    }
    return side;
}

} // namespace

bool Evaluator::compare(Op op, Value const& left, Value const& right) {
    return Comparison(*this, op).run(sideOf(left), sideOf(right));
}

std::optional<bool> Evaluator::quickComparison(Expr const& expr, Place const& place) {
    if (m_inPredicate == 0 || expr.ops.size() != 1 || place.node == nullptr) return std::nullopt;
    bool const swapped = !m_ast.exprs[expr.args[0]].isChildName();
    auto const& path = m_ast.exprs[expr.args[swapped ? 1 : 0]];
    if (!path.isChildName()) return std::nullopt;
    auto const otherId = expr.args[swapped ? 0 : 1];
    auto const& other = m_ast.exprs[otherId];
    Side side;
    if (other.kind == Kind::Literal) {
        side.text = other.text;
    } else if (other.kind == Kind::Number) {
        side.type = Type::Number;
        side.number = other.number;
    } else if (auto const* known = remembered(otherId, place)) {
        side = sideOf(*known);
        if (side.type == Type::Boolean || side.nodes.size() > 1) return std::nullopt;
        if (side.isNodes() && side.nodes.empty()) return false;
    } else {
        return std::nullopt;
    }
    std::optional<NameTest> own;
    auto& test = testFor(path.steps[0], own);
    Comparison comparison(*this, swapped ? mirrored(expr.ops[0]) : expr.ops[0]);
    for (auto const* node = place.node->firstChild(); node != nullptr; node = node->next()) {
        if (!spend(1)) return false;
        if (test.matches(*node) && comparison.one(*node, side)) return true;
    }
    return false;
}

bool Evaluator::comparison(Expr const& expr, Place const& place) {
    if (auto const quick = quickComparison(expr, place)) return *quick;
    /// What a Side points to.
    struct Room {
        Value value;
        Nodes nodes;
    };
    auto const sideFor = [&](ExprId id, Room& room) {
        auto const& part = m_ast.exprs[id];
        Side side;
        if (part.kind == Kind::Literal) {
            side.text = part.text;
        } else if (part.kind == Kind::Number) {
            side.type = Type::Number;
            side.number = part.number;
        } else if (auto const* known = remembered(id, place)) {
            return sideOf(*known);
        } else if (part.kind == Kind::Path) {
            room.nodes = borrow();
            path(part, place, room.nodes);
            side.type = Type::NodeSet;
            side.nodes = room.nodes;
        } else {
            room.value = compute(id, place);
            return sideOf(room.value);
        }
        return side;
    };
    Room left;
    Room right;
    auto first = sideFor(expr.args[0], left);
    bool result = false;
    for (std::size_t i = 0; i < expr.ops.size() && spend(1); ++i) {
        auto const second = sideFor(expr.args[i + 1], right);
        result = Comparison(*this, expr.ops[i]).run(first, second);
        first = Side{};
        first.type = Type::Boolean;
        first.boolean = result;
        if (right.nodes.capacity() > 0) giveBack(std::move(right.nodes));
        right.nodes = {};
    }
    if (left.nodes.capacity() > 0) giveBack(std::move(left.nodes));
    return result;
}

} // namespace huibiao::xpath
