#pragma once

#include "base/result.h"
#include "form/internal/definition.h"

#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::form {

inline constexpr std::string_view xformsUri = "http://www.w3.org/2002/xforms";
inline constexpr std::string_view openRosaUri = "http://openrosa.org/xforms";
inline constexpr std::string_view javaRosaUri = "http://openrosa.org/javarosa";
inline constexpr std::string_view odkUri = "http://www.opendatakit.org/xforms";

/// Most instances one repeat may have, so that a slip in a jr:count cannot fill the memory.
inline constexpr std::size_t maxRepeatInstances = 1000;

/// Reads an XForm into a Definition. Goes on after a fault where it can, to find all of them.
class Loader {
public:
    Loader(Definition& out, Resources const& resources) : m_out(out), m_resources(resources) {}
    void load(xml::Node& html);
    [[nodiscard]] base::Findings& findings() { return m_findings; }

private:
    // load_model.cpp
    void loadPrimary(xml::Node& instance);
    int addNode(xml::Node const& source, int parent);
    void addMeta(xml::Node& root);
    void copyElement(xml::Node const& source, int node, xml::Node& target, bool withText);
    void buildInstance(xml::Node const& root);
    void gatherPatterns(xml::Node const& source, int node);

    // load_bind.cpp
    void loadBind(xml::Node& bind);
    void loadAction(xml::Node& element, int body);
    /// The path of the <bind id> that an element names in its attribute `bind`; empty when it names none.
    [[nodiscard]] std::string boundPath(xml::Node const& element) const;

    // load_text.cpp
    void loadItext(xml::Node& itext);
    Text readText(xml::Node const& element);
    TextSource readSource(xml::Node const& element);
    TextSource readMessage(std::string_view written, xml::Node const& at);

    // load_body.cpp
    void loadBody(xml::Node& body);
    void loadBodyChildren(xml::Node& element, int parent, int depth);
    int loadBodyElement(xml::Node& element, int parent);
    void loadControl(xml::Node& element, BodyElement& control);
    void loadItemset(xml::Node& element, BodyElement& control);

    // load_secondary.cpp
    void loadSecondary(xml::Node& instance);
    void loadExternal(std::string const& id, std::string const& src, xml::Node const& at);

    // shared
    void warn(xml::Node const& at, base::Words words);
    void fault(xml::Node const& at, base::Words words, base::Kind kind = base::Kind::Invalid);
    std::optional<xpath::Expression> parse(std::string_view text, xml::Node const& at, std::string_view what);
    std::optional<Formula> formula(xml::Node const& element, std::string_view attribute);
    /// The node a ref names as seen from `context` (a node index, -1 for none); -1 when there is none.
    int resolve(std::string_view ref, int context);
    int contextOf(int body) const;

    Definition& m_out;
    Resources const& m_resources;
    base::Findings m_findings;
    std::map<std::string, int, std::less<>> m_bindIds;
    std::size_t m_pathBytes = 0;
    std::string m_metaPrefix; ///< the prefix the form gives the OpenRosa namespace; empty where none
};

/// Where a finding in the form stands: "xform:LINE".
[[nodiscard]] std::string placeOf(xml::Node const& node);

/// Fills onValue, onStructure and the ranks of all nodes; reports cycles and references to nothing.
void buildGraph(Definition& definition, base::Findings& findings);

} // namespace huibiao::form
