#pragma once

#include "xpath/internal/ast.h"

#include <array>
#include <string>

namespace huibiao::xpath {

/// The test of one step, with what was learned while it ran: names are kept once in a document, so most
/// tests end at comparing a pointer.
class NameTest {
public:
    /// `uri`: what the step's prefix stands for; nullptr where it stands for nothing.
    NameTest(Step const& step, std::string const* uri) : m_step(&step), m_uri(uri) {
        m_principal = step.axis == Axis::Attribute   ? xml::NodeKind::Attribute
                      : step.axis == Axis::Namespace ? xml::NodeKind::Namespace
                                                     : xml::NodeKind::Element;
    }

    [[nodiscard]] bool matches(xml::Node const& node) {
        switch (m_step->test) {
        case Test::Node: return true;
        case Test::Text: return node.kind() == xml::NodeKind::Text;
        case Test::Comment: return node.kind() == xml::NodeKind::Comment;
        case Test::Instruction:
            return node.kind() == xml::NodeKind::Instruction &&
                   (m_step->name.empty() || node.localName() == m_step->name);
        case Test::AnyName: return node.kind() == m_principal;
        case Test::Name:
        case Test::AnyInNamespace: break;
        }
        if (node.kind() != m_principal) return false;
        auto const* name = node.name();
        if (name == m_yes) return true;
        for (auto const* other : m_no)
            if (name == other) return false;
        return learn(name);
    }

private:
    bool learn(xml::Name const* name) {
        if (fits(*name)) {
            m_yes = name;
            return true;
        }
        m_no[m_next++ % m_no.size()] = name;
        return false;
    }

    [[nodiscard]] bool fits(xml::Name const& name) const {
        if (m_uri == nullptr) return false;
        if (m_step->test == Test::AnyInNamespace) return name.uri == *m_uri;
        return name.local == m_step->name &&
               (name.uri == *m_uri || (m_step->prefix.empty() && name.uri.empty()));
    }

    Step const* m_step;
    std::string const* m_uri;
    xml::NodeKind m_principal;
    xml::Name const* m_yes = nullptr;
    std::array<xml::Name const*, 4> m_no{};
    std::size_t m_next = 0;
};

} // namespace huibiao::xpath
