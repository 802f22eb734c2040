#pragma once

#include "xpath/context.h"
#include "xpath/internal/functions.h"
#include "xpath/reference.h"

#include <cstdint>
#include <string>
#include <vector>

namespace huibiao::xpath {

/// Index into Ast::exprs. Children stand before their parents.
using ExprId = std::uint32_t;

enum class Op : std::uint8_t {
    Or,
    And,
    Equal,
    NotEqual,
    Less,
    LessEqual,
    Greater,
    GreaterEqual,
    Add,
    Subtract,
    Multiply,
    Divide,
    Modulo,
    Union
};

enum class Kind : std::uint8_t {
    Number,
    Literal,
    Chain, ///< operands joined by operators of one precedence, left to right
    Negate,
    Path,
    Call
};

enum class Test : std::uint8_t { Name, AnyName, AnyInNamespace, Node, Text, Comment, Instruction };

struct Predicate {
    ExprId expr = 0;
    std::uint32_t position = 0; ///< for [3]; 0 for any other
    bool boolean = false;       ///< always a truth value that asks for neither position() nor last()
};

struct Step {
    Axis axis = Axis::Child;
    Test test = Test::Node;
    std::string prefix;
    std::string name; ///< also the target of processing-instruction('…')
    std::vector<Predicate> predicates;
    std::uint32_t at = 0;
    std::uint32_t number = 0; ///< among all steps of the Ast
};

enum class PathBase : std::uint8_t { Context, Root, Expr };

struct Expr {
    Kind kind = Kind::Number;
    PathBase base = PathBase::Context;
    bool changes = false;    ///< somewhere in it is a random number
    bool focusFree = false;  ///< does not look at its context node, position or size
    bool positional = false; ///< asks for position() or last() of its own focus
    std::uint32_t at = 0;    ///< byte in the text
    double number = 0;
    std::string text;                   ///< literal, or local name of a function
    std::string prefix;                 ///< of a function
    Function const* function = nullptr; ///< nullptr: unknown in this mode
    std::vector<ExprId> args;
    std::vector<Op> ops;            ///< one less than args
    std::vector<Predicate> filters; ///< on args[0] of a Path
    std::vector<Step> steps;

    /// The same wherever it stands within one evaluation.
    [[nodiscard]] bool fixed() const { return focusFree && !changes; }
    /// A child of the context node by its name, and nothing more: by far the most common path.
    [[nodiscard]] bool isChildName() const {
        return kind == Kind::Path && base == PathBase::Context && steps.size() == 1 &&
               steps[0].axis == Axis::Child && steps[0].test == Test::Name && steps[0].predicates.empty();
    }
};

struct Ast {
    std::string text;
    Mode mode = Mode::XForms;
    std::vector<Expr> exprs;
    std::uint32_t steps = 0; ///< how many there are
    ExprId root = 0;
};

} // namespace huibiao::xpath
