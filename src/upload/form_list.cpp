#include "upload/form_list.h"

#include "base/utf8.h"
#include "xml/dom.h"
#include "xml/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>
#include <set>

namespace huibiao::upload {

namespace {

using base::Kind;
using base::Result;

constexpr std::string_view listSpace = "http://openrosa.org/xforms/xformsList";
constexpr std::string_view manifestSpace = "http://openrosa.org/xforms/xformsManifest";
constexpr std::size_t longestName = 200;  ///< bytes
constexpr std::size_t longestText = 2000; ///< of an id, a title …
constexpr std::size_t md5Digits = 32;

std::string at(char const* source, xml::Node const& node) {
    return fmt::format("{}:{}", source, node.line());
}

/// The text of a child, on one line; empty where there is none.
std::string textOf(xml::Node const& entry, std::string_view name) {
    xml::Node const* const child = entry.child(name, entry.namespaceUri());
    std::string text = child == nullptr ? std::string() : base::trim(child->text());
    std::replace_if(
        text.begin(), text.end(), [](unsigned char c) { return c < ' ' || c == 0x7F; }, ' ');
    return text;
}

/// "md5:…"; nullopt where something else stands there.
std::optional<std::string> md5Of(std::string const& hash) {
    if (hash.empty()) return std::string();
    std::string const lower = base::lowerAscii(hash);
    if (!lower.starts_with("md5:")) return std::nullopt;
    std::string digits = lower.substr(4);
    bool const hex = std::all_of(digits.begin(), digits.end(),
                                 [](char c) { return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'f'); });
    if (!hex || digits.size() != md5Digits) return std::nullopt;
    return digits;
}

Result<std::unique_ptr<xml::Document>> parsed(std::string_view bytes, char const* source,
                                              std::string_view root, std::string_view space) {
    xml::ParseLimits limits;
    limits.bytes = 8U << 20U;
    limits.depth = 32;
    limits.nodes = 200'000;
    auto document = xml::parse(bytes, source, limits);
    if (!document) return document;
    xml::Node const* const top = (*document)->element();
    if (top != nullptr && top->is(root, space)) return document;
    return base::fail(Kind::Invalid,
                      {fmt::format("服务器的回答不是 OpenRosa 的 <{}>", root),
                       fmt::format("the server's answer is no <{}> of OpenRosa", root)},
                      source);
}

tl::unexpected<base::Error> tooMany(char const* source, std::size_t most) {
    return base::fail(Kind::Unsupported,
                      {fmt::format("服务器列出的超过 {} 项", most),
                       fmt::format("the server lists more than {} of them", most)},
                      source);
}

tl::unexpected<base::Error> wrong(char const* source, xml::Node const& entry, std::string_view part) {
    return base::fail(Kind::Invalid,
                      {fmt::format("服务器清单的这一项缺少 {}，或写法不对", part),
                       fmt::format("this entry of the server's list has no {}, or a wrong one", part)},
                      at(source, entry));
}

} // namespace

bool safeName(std::string_view name) {
    if (name.empty() || name.size() > longestName || name.front() == '.' || !base::validUtf8(name))
        return false;
    return std::none_of(name.begin(), name.end(), [](unsigned char c) {
        return c < ' ' || c == 0x7F || c == '/' || c == '\\' || c == ':';
    });
}

Result<std::vector<ListedForm>> readFormList(std::string_view bytes) {
    constexpr char const* source = "formList";
    auto const document = parsed(bytes, source, "xforms", listSpace);
    if (!document) return base::pass(document);
    std::vector<ListedForm> out;
    for (xml::Node* each = (*document)->element()->firstElement(); each != nullptr;
         each = each->nextElement()) {
        if (!each->is("xform", listSpace)) continue;
        if (out.size() == mostForms) return tooMany(source, mostForms);
        ListedForm form{textOf(*each, "formID"),
                        textOf(*each, "version"),
                        textOf(*each, "name"),
                        textOf(*each, "descriptionText"),
                        {},
                        textOf(*each, "downloadUrl"),
                        textOf(*each, "manifestUrl")};
        auto const md5 = md5Of(textOf(*each, "hash"));
        for (auto const& [part, text] : {std::pair{"formID", &form.id}, {"downloadUrl", &form.url}})
            if (text->empty() || text->size() > longestText) return wrong(source, *each, part);
        if (form.version.size() > longestText) return wrong(source, *each, "version");
        if (!md5) return wrong(source, *each, "hash");
        form.md5 = *md5;
        out.push_back(std::move(form));
    }
    return out;
}

Result<std::vector<ListedFile>> readManifest(std::string_view bytes) {
    constexpr char const* source = "manifest";
    auto const document = parsed(bytes, source, "manifest", manifestSpace);
    if (!document) return base::pass(document);
    std::vector<ListedFile> out;
    std::set<std::string> names;
    for (xml::Node* each = (*document)->element()->firstElement(); each != nullptr;
         each = each->nextElement()) {
        if (!each->is("mediaFile", manifestSpace)) continue;
        if (out.size() == mostMedia) return tooMany(source, mostMedia);
        // The name as it stands: what textOf makes pretty must not become safe by it.
        xml::Node const* const named = each->child("filename", manifestSpace);
        ListedFile file{
            named == nullptr ? std::string() : base::trim(named->text()), {}, textOf(*each, "downloadUrl")};
        auto const md5 = md5Of(textOf(*each, "hash"));
        if (!safeName(file.name))
            return base::fail(
                Kind::Invalid,
                {fmt::format("附件的文件名“{}”不安全（带路径或特殊字符），整份问卷没有下载；请在服务器上改名",
                             base::repairUtf8(file.name.substr(0, longestName))),
                 fmt::format("the attachment's name “{}” is not safe (it holds a path or odd characters), so "
                             "the form was not taken; rename it on the server",
                             base::repairUtf8(file.name.substr(0, longestName)))},
                at(source, *each));
        if (!names.insert(base::lowerAscii(file.name)).second) return wrong(source, *each, "filename");
        if (!md5 || md5->empty()) return wrong(source, *each, "hash");
        if (file.url.empty() || file.url.size() > longestText) return wrong(source, *each, "downloadUrl");
        file.md5 = *md5;
        file.living = each->attributeValue("type") == "entityList";
        out.push_back(std::move(file));
    }
    return out;
}

} // namespace huibiao::upload
