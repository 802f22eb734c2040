#pragma once

#include "base/clock.h"
#include "xpath/timezone.h"
#include "xpath/value.h"

#include <cstddef>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <string>
#include <string_view>

namespace huibiao::xpath {

/// Native: XPath 1.0 alone. XForms: the functions and dates of ODK XForms too, as web-forms has them.
/// JavaRosa: the same, but a text that is no date where a date is wanted is an error, not "Invalid Date".
enum class Mode { Native, XForms, JavaRosa };

/// Prefix to URI. "" stands for names without a prefix (http://www.w3.org/2002/xforms where absent); such
/// names match elements of no namespace as well. Known without being named here: jr, orx, odk, h, html,
/// xhtml, xf, ev, xml and their kin.
using Namespaces = std::map<std::string, std::string, std::less<>>;

/// What an expression asks of the form around it. Every answer must be quick and without effect.
class Environment {
public:
    Environment() = default;
    Environment(Environment const&) = delete;
    Environment& operator=(Environment const&) = delete;
    virtual ~Environment() = default;

    /// instance('id'): the node whose children the next step sees, that is the parent of the root
    /// element (a <instance> element or a Document node). nullptr: no such instance, an error.
    [[nodiscard]] virtual xml::Node* instance(std::string_view id) const = 0;
    /// jr:itext('id') in the language of now, plain form. nullopt: no such text (gives "").
    [[nodiscard]] virtual std::optional<std::string> itext(std::string_view id) const = 0;
    /// The node that holds that text, where there is one: jr:itext('id') then is a node-set of it, and
    /// itext() is not asked.
    [[nodiscard]] virtual xml::Node* itextNode(std::string_view id) const;
    /// jr:choice-name: the label, in the language of now, of the choice `value` of the question that
    /// `path` (an expression) names as seen from `context`. nullopt: none (gives "").
    [[nodiscard]] virtual std::optional<std::string> choiceName(std::string_view value, std::string_view path,
                                                                xml::Node* context) const = 0;
};

/// The environment of a bare XForm document: its <instance id>s and its <itext>, language by name;
/// where none is named, the default translation. Knows no choices.
class DocumentEnvironment final : public Environment {
public:
    /// `node`: any node of the document. Both are only looked at while evaluating.
    explicit DocumentEnvironment(xml::Node* node, std::string language = {});
    [[nodiscard]] xml::Node* instance(std::string_view id) const override;
    [[nodiscard]] std::optional<std::string> itext(std::string_view id) const override;
    [[nodiscard]] xml::Node* itextNode(std::string_view id) const override;
    [[nodiscard]] std::optional<std::string> choiceName(std::string_view value, std::string_view path,
                                                        xml::Node* context) const override;

private:
    xml::Node* m_root;
    std::string m_language;
};

/// Numbers for random(), randomize() without seed and uuid(), uniform over all 64 bits.
using Random = std::function<std::uint64_t()>;

/// What one evaluation may spend. A hostile form ends in an error within about a second.
struct Limits {
    std::size_t steps = 10U * 1000 * 1000; ///< nodes visited, function calls and characters matched
    std::size_t bytes = 64U << 20U;        ///< of texts made on the way
};

/// Where and when an expression is evaluated. Everything pointed to outlives the call.
struct Context {
    xml::Node* node = nullptr; ///< the context node, also what current() gives
    std::size_t position = 1;  ///< from 1
    std::size_t size = 1;
    xml::Node* root = nullptr; ///< what a leading / means; nullptr: the root of node's tree
    Namespaces const* namespaces = nullptr;
    Environment const* environment = nullptr; ///< nullptr: jr:itext gives "", instance() is an error
    base::Clock const* clock = nullptr;       ///< nullptr: the system's
    TimeZone const* zone = nullptr;           ///< of dates without offset; nullptr: the system's
    Random const* random = nullptr;           ///< nullptr: std::random_device
    Limits limits;
    std::size_t* spent = nullptr; ///< the steps that were used are added, a few for the call itself included
};

} // namespace huibiao::xpath
