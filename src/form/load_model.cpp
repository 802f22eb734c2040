#include "base/utf8.h"
#include "form/internal/load.h"

#include <fmt/format.h>

#include <unordered_set>

namespace huibiao::form {

namespace {

std::string nameIn(xml::Node const& node) {
    return node.qualifiedName();
}

/// Of all paths together: those of 10,000 questions take one of these.
constexpr std::size_t maxPathBytes = 24U << 20U;

bool isTemplate(xml::Node const& element) {
    return element.hasAttribute("template", javaRosaUri);
}

/// Names of the form's own default namespace are written without one.
std::string_view uriIn(xml::Node const& node) {
    std::string_view const uri = node.namespaceUri();
    return uri == xformsUri ? std::string_view() : uri;
}

std::string_view prefixIn(xml::Node const& node) {
    return uriIn(node).empty() ? std::string_view() : node.prefix();
}

} // namespace

int Loader::addNode(xml::Node const& source, int parent) {
    bool const attribute = source.kind() == xml::NodeKind::Attribute;
    std::string const name = (attribute ? "@" : "") + nameIn(source);
    std::string const path =
        (parent < 0 ? "" : m_out.nodes[static_cast<std::size_t>(parent)].path) + '/' + name;
    int index = m_out.find(path);
    if (index < 0) {
        m_pathBytes += path.size();
        if (m_pathBytes > maxPathBytes) return -1;
        index = static_cast<int>(m_out.nodes.size());
        ModelNode node;
        node.name = name;
        node.local = source.localName();
        node.uri = uriIn(source);
        node.path = path;
        node.parent = parent;
        node.attribute = attribute;
        node.isRepeat = !attribute && isTemplate(source);
        if (parent >= 0) {
            ModelNode& above = m_out.nodes[static_cast<std::size_t>(parent)];
            node.ordinal = static_cast<int>(above.children.size());
            above.children.push_back(index);
            if (!attribute) ++above.elementChildren;
        }
        m_out.byPath.emplace(path, index);
        m_out.nodes.push_back(std::move(node));
    } else if (isTemplate(source)) {
        m_out.nodes[static_cast<std::size_t>(index)].isRepeat = true;
    }
    if (attribute) return index;
    for (xml::Node* at = source.firstAttribute(); at != nullptr; at = at->nextAttribute())
        if (at->namespaceUri() != javaRosaUri) addNode(*at, index);
    std::unordered_set<int> seen;
    for (xml::Node* child = source.firstElement(); child != nullptr; child = child->nextElement()) {
        int const added = addNode(*child, index);
        if (added < 0) return -1;
        // Several of a kind are a repeat, whether the body shows one or not.
        if (!seen.insert(added).second) m_out.nodes[static_cast<std::size_t>(added)].isRepeat = true;
    }
    return index;
}

void Loader::addMeta(xml::Node& root) {
    xml::Node* meta = root.child("meta");
    std::string_view uri = meta != nullptr ? meta->namespaceUri() : root.namespaceUri();
    std::string prefix(meta != nullptr ? meta->prefix() : root.prefix());
    if (meta == nullptr) {
        if (!m_metaPrefix.empty()) {
            uri = openRosaUri;
            prefix = m_metaPrefix;
        }
        meta = &root.document().createElement("meta", uri, prefix);
        root.append(*meta);
    }
    if (meta->child("instanceID") != nullptr) return;
    xml::Node& id = root.document().createElement("instanceID", uri, prefix);
    meta->append(id);
}

void Loader::loadPrimary(xml::Node& instance) {
    xml::Node& root = *instance.firstElement();
    m_out.primaryId = instance.attributeValue("id");
    m_out.id = root.attributeValue("id");
    m_out.version = root.attributeValue("version");
    if (m_out.version.empty()) m_out.version = root.attributeValue("version", openRosaUri);
    if (m_out.id.empty())
        warn(root, {"表单没有编号（id），上传时服务器会拒收",
                    "the form has no id; a server will refuse its submissions"});
    m_out.namespaces[""] = std::string(uriIn(root));

    xml::Node const* const meta = root.child("meta");
    bool const hadId = meta != nullptr && meta->child("instanceID") != nullptr;
    addMeta(root);
    if (addNode(root, -1) < 0) {
        fault(root,
              {"表单的节点名太长或太多，请改短",
               "the names of the form's nodes are too long or too many; shorten them"},
              base::Kind::Unsupported);
        return;
    }
    ModelNode const& top = m_out.nodes.front();
    for (int const child : top.children) {
        ModelNode const& group = m_out.nodes[static_cast<std::size_t>(child)];
        if (group.local != "meta") continue;
        for (int const leaf : group.children)
            if (m_out.nodes[static_cast<std::size_t>(leaf)].local == "instanceID")
                m_out.instanceIdNode = leaf;
    }
    if (!hadId && m_out.instanceIdNode >= 0)
        m_out.nodes[static_cast<std::size_t>(m_out.instanceIdNode)].bindToSet().preload = "uid";
}

void Loader::gatherPatterns(xml::Node const& source, int node) {
    ModelNode& model = m_out.nodes[static_cast<std::size_t>(node)];
    if (!model.isRepeat) return;
    xml::Node& store = *m_out.patterns->element();
    bool const written = isTemplate(source);
    if (model.pattern == nullptr) {
        xml::Node& pattern = m_out.patterns->createElement(model.local, model.uri, prefixIn(source));
        store.append(pattern);
        // Before the copy, so that a repeat inside itself cannot come back here.
        model.pattern = &pattern;
        copyElement(source, node, pattern, written);
    }
    bool const counted =
        model.body >= 0 && m_out.body[static_cast<std::size_t>(model.body)].count.has_value();
    if (counted && !written) {
        xml::Node& initial = m_out.patterns->createElement(model.local, model.uri, prefixIn(source));
        store.append(initial);
        m_out.nodes[static_cast<std::size_t>(node)].initial.push_back(&initial);
        copyElement(source, node, initial, true);
    }
}

void Loader::copyElement(xml::Node const& source, int node, xml::Node& target, bool withText) {
    xml::Document& document = target.document();
    for (xml::Node* at = source.firstAttribute(); at != nullptr; at = at->nextAttribute())
        if (at->namespaceUri() != javaRosaUri)
            target.setAttribute(at->localName(), at->value(), at->namespaceUri(), at->prefix());
    if (source.firstElement() == nullptr) {
        if (withText) target.setText(source.text());
        return;
    }
    for (xml::Node* child = source.firstElement(); child != nullptr; child = child->nextElement()) {
        std::string const path = m_out.nodes[static_cast<std::size_t>(node)].path + '/' + nameIn(*child);
        int const index = m_out.find(path);
        if (index < 0) continue;
        gatherPatterns(*child, index);
        ModelNode const& model = m_out.nodes[static_cast<std::size_t>(index)];
        BodyElement const* const repeat =
            model.isRepeat && model.body >= 0 ? &m_out.body[static_cast<std::size_t>(model.body)] : nullptr;
        if (repeat != nullptr && repeat->count) continue;
        if (isTemplate(*child)) {
            // A repeat of fixed size that the form gives no instance has one.
            xml::Node const* const following = child->nextElement();
            bool const alone = following == nullptr || following->name() != child->name();
            if (repeat == nullptr || !repeat->fixedCount || !alone) continue;
        }
        xml::Node& copy = document.createElement(model.local, model.uri, prefixIn(*child));
        target.append(copy);
        copyElement(*child, index, copy, withText);
    }
}

void Loader::buildInstance(xml::Node const& root) {
    m_out.patterns = std::make_unique<xml::Document>();
    m_out.patterns->node()->append(m_out.patterns->createElement("patterns"));
    m_out.instance = std::make_unique<xml::Document>();
    ModelNode const& top = m_out.nodes.front();
    xml::Node& copy = m_out.instance->createElement(top.local, top.uri, prefixIn(root));
    m_out.instance->node()->append(copy);
    copyElement(root, 0, copy, true);
}

} // namespace huibiao::form
