#include "xml/write.h"

#include "base/utf8.h"

#include <algorithm>
#include <optional>
#include <string_view>

namespace huibiao::xml {

namespace {

constexpr std::string_view xmlUri = "http://www.w3.org/XML/1998/namespace";

/// Bytes of a code point that XML 1.0 has no place for, or 0: C0 controls, U+FFFE and U+FFFF.
std::size_t unwritable(std::string_view rest) {
    auto const first = static_cast<unsigned char>(rest[0]);
    if (first < 0x20) return first == '\t' || first == '\n' || first == '\r' ? 0 : 1;
    return first == 0xEF && (rest.starts_with("\xEF\xBF\xBE") || rest.starts_with("\xEF\xBF\xBF")) ? 3 : 0;
}

void escape(std::string& out, std::string_view given, bool attribute) {
    bool const sound = base::validUtf8(given);
    std::string const repaired = sound ? std::string() : base::repairUtf8(given);
    std::string_view const text = sound ? given : std::string_view(repaired);
    for (std::size_t i = 0; i < text.size(); ++i) {
        switch (text[i]) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '\r': out += "&#13;"; break;
        case '"': out += attribute ? "&quot;" : "\""; break;
        case '\n': out += attribute ? "&#10;" : "\n"; break;
        case '\t': out += attribute ? "&#9;" : "\t"; break;
        default:
            if (auto const length = unwritable(text.substr(i)); length != 0) {
                out += "\xEF\xBF\xBD";
                i += length - 1;
            } else {
                out += text[i];
            }
        }
    }
}

/// `first` and `second` are parted by a blank wherever they meet: they would end a comment or instruction.
void raw(std::string& out, std::string_view text, char first, char second) {
    for (char const c : base::repairUtf8(text)) {
        if (c == second && !out.empty() && out.back() == first) out += ' ';
        out += c;
    }
}

bool onlyElements(Node const& node) {
    bool any = false;
    for (auto const* child = node.firstChild(); child != nullptr; child = child->next()) {
        if (child->kind() == NodeKind::Text) {
            if (child->value().find_first_not_of(" \t\r\n") != std::string::npos) return false;
            continue;
        }
        any = true;
    }
    return any;
}

class Writer {
public:
    explicit Writer(WriteOptions const& options) : m_pretty(options.pretty) {
        if (options.declaration) m_out += "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n";
    }

    std::string run(Node const& top) {
        bool first = true;
        if (top.kind() != NodeKind::Document) {
            walk(top);
            return std::move(m_out);
        }
        for (auto const* node = top.firstChild(); node != nullptr; node = node->next()) {
            if (node->kind() == NodeKind::Text) continue;
            if (!first) m_out += '\n';
            first = false;
            walk(*node);
        }
        return std::move(m_out);
    }

private:
    /// Where an open element stands: what it declared, and whether its children go on lines of their own.
    struct Open {
        Node const* node;
        std::size_t declared;
        std::string tag;
        bool lines;
    };

    // A loop of its own instead of recursion: programs build trees too, as deep as they like.
    void walk(Node const& top) {
        Node const* node = &top;
        while (true) {
            if (m_pretty && !m_open.empty() && m_open.back().lines && node->kind() == NodeKind::Text) {
                // Blanks between elements: the line feeds of our own stand for them.
            } else {
                if (!m_open.empty() && m_open.back().lines) newLine(m_open.size());
                begin(*node);
                if (node->kind() == NodeKind::Element && node->firstChild() != nullptr) {
                    node = node->firstChild();
                    continue;
                }
            }
            while (!m_open.empty() && node->next() == nullptr) {
                end();
                node = node->parent();
                if (m_open.empty()) return;
            }
            if (m_open.empty()) return;
            node = node->next();
        }
    }

    void newLine(std::size_t depth) {
        m_out += '\n';
        m_out.append(2 * depth, ' ');
    }

    void begin(Node const& node) {
        switch (node.kind()) {
        case NodeKind::Element: beginElement(node); break;
        case NodeKind::Text: escape(m_out, node.value(), false); break;
        case NodeKind::Comment:
            m_out += "<!--";
            raw(m_out, node.value(), '-', '-');
            m_out += node.value().ends_with('-') ? " -->" : "-->";
            break;
        case NodeKind::Instruction:
            m_out += "<?";
            m_out += node.localName();
            if (!node.value().empty()) m_out += ' ';
            raw(m_out, node.value(), '?', '>');
            m_out += "?>";
            break;
        case NodeKind::Attribute:
            m_out += node.qualifiedName() + "=\"";
            escape(m_out, node.value(), true);
            m_out += '"';
            break;
        case NodeKind::Document:
        case NodeKind::Namespace: break;
        }
    }

    void beginElement(Node const& node) {
        auto const before = m_scope.size();
        for (auto const& [prefix, uri] : node.declarations()) {
            // The element's own name decides what its prefix means here.
            if (prefix == node.prefix() && uri != node.namespaceUri()) continue;
            if (prefix == "xml" || (!prefix.empty() && uri.empty())) continue;
            m_scope.emplace_back(prefix, uri);
        }
        std::string tag = nameOf(node, false, before);
        std::vector<std::pair<std::string, Node const*>> attributes;
        for (auto const* attribute = node.firstAttribute(); attribute != nullptr;
             attribute = attribute->nextAttribute())
            attributes.emplace_back(nameOf(*attribute, true, before), attribute);
        m_out += '<';
        m_out += tag;
        for (auto i = before; i < m_scope.size(); ++i) {
            m_out += m_scope[i].first.empty() ? " xmlns" : " xmlns:";
            m_out += m_scope[i].first + "=\"";
            escape(m_out, m_scope[i].second, true);
            m_out += '"';
        }
        for (auto const& [name, attribute] : attributes) {
            m_out += ' ';
            m_out += name + "=\"";
            escape(m_out, attribute->value(), true);
            m_out += '"';
        }
        if (node.firstChild() == nullptr) {
            m_out += "/>";
            m_scope.resize(before);
            return;
        }
        m_out += '>';
        m_open.push_back({&node, before, std::move(tag), m_pretty && onlyElements(node)});
    }

    void end() {
        auto const& open = m_open.back();
        if (open.lines) newLine(m_open.size() - 1);
        m_out += "</" + open.tag + '>';
        m_scope.resize(open.declared);
        m_open.pop_back();
    }

    [[nodiscard]] std::string const* uriOf(std::string_view prefix) const {
        for (auto it = m_scope.rbegin(); it != m_scope.rend(); ++it)
            if (it->first == prefix) return &it->second;
        return nullptr;
    }

    /// The name to write, after declaring what it needs among the scope entries from `own` on.
    std::string nameOf(Node const& node, bool attribute, std::size_t own) {
        auto const uri = node.namespaceUri();
        std::string const local(node.localName());
        if (uri.empty()) {
            auto const* defaulted = uriOf("");
            if (!attribute && defaulted != nullptr && !defaulted->empty()) declare("", "", own);
            return local;
        }
        if (uri == xmlUri) return "xml:" + local;
        std::string prefix(node.prefix());
        bool const usable = prefix != "xml" && prefix != "xmlns" && !(attribute && prefix.empty());
        auto const* bound = usable ? uriOf(prefix) : nullptr;
        if (bound == nullptr || *bound != uri) {
            if (auto const other = prefixFor(uri, attribute); other && !(usable && freeHere(prefix, own))) {
                prefix = *other;
            } else {
                if (!usable || !freeHere(prefix, own)) prefix = inventPrefix();
                declare(prefix, uri, own);
            }
        }
        return prefix.empty() ? local : prefix + ':' + local;
    }

    /// A prefix not declared on the element that is being written.
    [[nodiscard]] bool freeHere(std::string_view prefix, std::size_t own) const {
        return std::none_of(m_scope.begin() + static_cast<std::ptrdiff_t>(own), m_scope.end(),
                            [&](auto const& entry) { return entry.first == prefix; });
    }

    [[nodiscard]] std::optional<std::string> prefixFor(std::string_view uri, bool attribute) const {
        for (auto it = m_scope.rbegin(); it != m_scope.rend(); ++it) {
            if (it->second != uri || (attribute && it->first.empty())) continue;
            if (auto const* holds = uriOf(it->first); holds != nullptr && *holds == uri) return it->first;
        }
        return std::nullopt;
    }

    [[nodiscard]] std::string inventPrefix() const {
        for (int i = 0;; ++i)
            if (auto const name = "ns" + std::to_string(i); uriOf(name) == nullptr) return name;
    }

    void declare(std::string_view prefix, std::string_view uri, std::size_t own) {
        auto const known = std::find_if(m_scope.begin() + static_cast<std::ptrdiff_t>(own), m_scope.end(),
                                        [&](auto const& entry) { return entry.first == prefix; });
        if (known == m_scope.end())
            m_scope.emplace_back(prefix, uri);
        else
            known->second = uri;
    }

    bool m_pretty;
    std::string m_out;
    std::vector<std::pair<std::string, std::string>> m_scope;
    std::vector<Open> m_open;
};

} // namespace

std::string write(Node const& node, WriteOptions const& options) {
    return Writer(options).run(node);
}

} // namespace huibiao::xml
