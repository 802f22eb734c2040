#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::xpath {

enum class Axis {
    Ancestor,
    AncestorOrSelf,
    Attribute,
    Child,
    Descendant,
    DescendantOrSelf,
    Following,
    FollowingSibling,
    Namespace,
    Parent,
    Preceding,
    PrecedingSibling,
    Self
};

/// A path an expression reads, without its predicates (what those read is listed on its own).
/// Paths in a predicate are joined to the path they stand on: `/data/r[x = current()/../y]/z` as seen
/// from /data/q reads `/data/r/z`, `/data/r/x` and `../y`. A path on a function's result other than
/// instance() and current() reads the same steps below each node-set among its arguments.
struct Reference {
    enum class Base {
        Context, ///< the context node (paths from current() too)
        Root,    ///< the primary instance; / alone has no steps
        Instance ///< below instance('instance')
    };
    struct Step {
        Axis axis = Axis::Child;
        std::string prefix; ///< as written; may be empty
        std::string name;   ///< local name; "*" for any, empty for node(), text() and the like
        bool operator==(Step const&) const = default;
    };

    Base base = Base::Context;
    std::string instance; ///< the id; empty when it is computed
    std::vector<Step> steps;
    bool operator==(Reference const&) const = default;

    /// The path written out from the root, for a Base of Root or Context, when the context node is
    /// `contextPath` (such as "/data/group/q", no predicates): names with their prefixes as written,
    /// attributes as "@name". nullopt where a step is not child, parent, self or attribute by name
    /// (//, *, siblings …), or .. leads above the root: then match `steps` against the tree.
    [[nodiscard]] std::optional<std::string> resolve(std::string_view contextPath) const;
};

} // namespace huibiao::xpath
