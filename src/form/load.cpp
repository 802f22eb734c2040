#include "form/internal/load.h"

#include "base/utf8.h"
#include "form/internal/match.h"

#include <fmt/format.h>

namespace huibiao::form {

using base::Kind;
using base::Words;

std::string placeOf(xml::Node const& node) {
    xml::Node const* at = &node;
    while (at->line() == 0 && at->parent() != nullptr) at = at->parent();
    return fmt::format("xform:{}", at->line());
}

void Loader::warn(xml::Node const& at, Words words) {
    m_findings.push_back({true, {Kind::Invalid, std::move(words), placeOf(at)}});
}

void Loader::fault(xml::Node const& at, Words words, Kind kind) {
    m_findings.push_back({false, {kind, std::move(words), placeOf(at)}});
}

std::optional<xpath::Expression> Loader::parse(std::string_view text, xml::Node const& at,
                                               std::string_view what) {
    auto parsed = xpath::Expression::parse(text);
    auto const tell = [&](base::Error const& error, bool warning) {
        m_findings.push_back({warning,
                              {base::Kind::Invalid,
                               {fmt::format("{}有误：{}", what, error.message.zh),
                                fmt::format("{}: {}", what, error.message.en)},
                               placeOf(at)}});
    };
    if (!parsed) {
        tell(parsed.error(), false);
        return std::nullopt;
    }
    for (base::Finding const& finding : parsed->check()) tell(finding.error, finding.warning);
    return *parsed;
}

std::optional<Formula> Loader::formula(xml::Node const& element, std::string_view attribute) {
    std::string const text = base::trim(element.attributeValue(attribute));
    if (text.empty()) return std::nullopt;
    auto parsed = parse(text, element, attribute);
    if (!parsed) return std::nullopt;
    Formula out{*parsed, std::nullopt};
    if (text == "true()" || text == "1") out.constant = true;
    if (text == "false()" || text == "0") out.constant = false;
    return out;
}

int Loader::resolve(std::string_view ref, int context) {
    // Nearly all are written as the model names its nodes.
    if (int const known = m_out.find(std::string(ref)); known >= 0) return known;
    auto const parsed = xpath::Expression::parse(ref);
    if (!parsed) return -1;
    auto const references = parsed->references();
    // One path; those in its predicates come after it.
    if (references.empty() || (references.size() > 1 && ref.find('[') == std::string_view::npos)) return -1;
    auto const matches = matchReference(m_out, references.front(), context);
    return matches.empty() ? -1 : matches.front().node;
}

int Loader::contextOf(int body) const {
    for (int at = body; at >= 0; at = m_out.body[static_cast<std::size_t>(at)].parent)
        if (int const node = m_out.body[static_cast<std::size_t>(at)].node; node >= 0) return node;
    return 0;
}

namespace {

xml::Node* descendant(xml::Node& from, std::string_view local) {
    for (xml::Node* child = from.firstElement(); child != nullptr; child = child->nextElement()) {
        if (child->localName() == local) return child;
        if (child->localName() == "head" || child->localName() == "html")
            if (xml::Node* found = descendant(*child, local)) return found;
    }
    return nullptr;
}

} // namespace

void Loader::load(xml::Node& html) {
    xml::Node* const model = descendant(html, "model");
    xml::Node* const body = descendant(html, "body");
    if (model == nullptr || body == nullptr) {
        fault(
            html,
            {"这不是 XForm：找不到 <model> 或 <body>。请选择由 XLSForm 转换出来的文件",
             "this is no XForm: there is no <model> or no <body>. Choose a file converted from an XLSForm"});
        return;
    }
    if (xml::Node* const title = descendant(html, "title")) m_out.title = base::trim(title->text());
    for (auto const& [prefix, uri] : html.namespacesInScope()) {
        if (!prefix.empty()) m_out.namespaces.emplace(prefix, uri);
        if (uri == openRosaUri && !prefix.empty()) m_metaPrefix = prefix;
    }

    xml::Node* primary = nullptr;
    for (xml::Node* child = model->firstElement(); child != nullptr; child = child->nextElement()) {
        if (child->localName() == "instance" && primary == nullptr) primary = child;
        if (child->localName() == "itext") loadItext(*child);
        if (child->localName() == "submission")
            m_out.publicKey = base::trim(child->attributeValue("base64RsaPublicKey"));
    }
    if (m_out.languages.empty()) {
        m_out.languages.push_back({"default", ""});
        m_out.itext.emplace_back();
    }
    if (primary == nullptr || primary->firstElement() == nullptr) {
        fault(*model, {"表单没有主实例 <instance>，请重新转换",
                       "the form has no primary <instance>; convert it again"});
        return;
    }
    loadPrimary(*primary);
    if (base::anyError(m_findings)) return;
    for (xml::Node* child = model->firstElement(); child != nullptr; child = child->nextElement()) {
        if (child->localName() == "instance" && child != primary) loadSecondary(*child);
        if (child->localName() == "bind") loadBind(*child);
    }
    loadBody(*body);
    for (xml::Node* child = model->firstElement(); child != nullptr; child = child->nextElement())
        if (child->localName() == "setvalue") loadAction(*child, 0);
    buildInstance(*primary->firstElement());
    if (!base::anyError(m_findings)) buildGraph(m_out, m_findings);
}

} // namespace huibiao::form
