#pragma once

#include "base/result.h"
#include "xpath/context.h"
#include "xpath/reference.h"
#include "xpath/value.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::xpath {

struct Ast;

/// A parsed expression: immutable, cheap to copy, may be shared between threads. XPath 1.0 with the
/// functions and dates of ODK XForms (https://getodk.github.io/xforms-spec/).
class Expression {
public:
    /// Fails with Invalid; the message quotes the expression and says the character (from 1) at which
    /// it breaks and what was expected; `where` is left empty for the caller, who knows the file.
    /// At most 256 KiB of text and 500 levels of nesting. Functions are looked up when they are called, so
    /// that `if(false(), later(), 1)` runs, as in other engines; check() finds them beforehand.
    [[nodiscard]] static base::Result<Expression> parse(std::string_view text, Mode mode = Mode::XForms);

    /// What will fail whenever it is reached: functions that do not exist in the mode, wrong numbers
    /// of arguments. In the order of the text.
    [[nodiscard]] base::Findings check() const;

    [[nodiscard]] std::string const& text() const;

    /// Fails with Invalid (a wrong argument, an unknown prefix, instance or id), Unsupported (over the
    /// limits). Changes nothing in the tree.
    [[nodiscard]] base::Result<Value> evaluate(Context const& context) const;
    /// The same, then converted. In the mode XForms a string that is a date counts as its day number.
    [[nodiscard]] base::Result<bool> evaluateBoolean(Context const& context) const;
    [[nodiscard]] base::Result<double> evaluateNumber(Context const& context) const;
    [[nodiscard]] base::Result<std::string> evaluateString(Context const& context) const;
    /// Fails with Invalid when the result is no node-set.
    [[nodiscard]] base::Result<Nodes> evaluateNodes(Context const& context) const;

    /// Every node-set the result depends on, in the order of the text, those inside predicates and
    /// arguments included; see Reference.
    [[nodiscard]] std::vector<Reference> references() const;
    /// Names of the functions called, as written, sorted, each once: tells what else a result hangs on
    /// (now, today, random, jr:itext, position …).
    [[nodiscard]] std::vector<std::string> functions() const;
    /// The string literals given as argument `index` (from 0) to calls of `function`, in order:
    /// instance ids, itext ids, the questions of jr:choice-name, names of pulldata files.
    [[nodiscard]] std::vector<std::string> literals(std::string_view function, std::size_t index) const;

private:
    explicit Expression(std::shared_ptr<Ast const> ast) : m_ast(std::move(ast)) {}
    std::shared_ptr<Ast const> m_ast;
};

} // namespace huibiao::xpath
