#include "xlsform/check.h"

#include "base/file.h"
#include "base/utf8.h"
#include "form/form.h"
#include "xlsform/convert.h"
#include "xlsform/internal/kiosk.h"
#include "xml/parse.h"

#include <map>

namespace huibiao::xlsform {

namespace {

constexpr std::string_view xforms = "http://www.w3.org/2002/xforms";

/// Files of the form lie beside it; only their last part counts, so that none can lead elsewhere.
form::Resources beside(std::filesystem::path const& folder) {
    return [folder](std::string_view name) -> base::Result<std::string> {
        return base::readFile(folder / std::filesystem::path(name).filename());
    };
}

void loadForm(std::string_view xml, std::filesystem::path const& path, base::Findings& findings) {
    base::Findings found;
    auto const loaded = form::Form::load(xml, beside(path.parent_path()), &found);
    if (!loaded && !base::anyError(found)) found.push_back({false, loaded.error()});
    for (base::Finding& finding : found) {
        if (finding.error.where.empty()) finding.error.where = path.filename().string();
        findings.push_back(std::move(finding));
    }
}

struct Bind {
    std::string type;
    bool required = false;
};

void walk(xml::Node const& node, std::map<std::string, Bind, std::less<>> const& binds,
          std::string const& file, base::Findings& findings) {
    for (xml::Node* each = node.firstElement(); each != nullptr; each = each->nextElement()) {
        auto const bind = binds.find(each->attributeValue("ref"));
        Bind const known = bind == binds.end() ? Bind{} : bind->second;
        base::Words words =
            internal::notAskable(known.type, each->localName(), each->attributeValue("mediatype"),
                                 each->attributeValue("appearance"));
        if (!words.zh.empty()) {
            base::Words const then = internal::consequence(known.required);
            findings.push_back({true,
                                {base::Kind::Unsupported,
                                 {words.zh + then.zh, words.en + then.en},
                                 file + ":" + std::to_string(each->line())}});
        }
        walk(*each, binds, file, findings);
    }
}

/// What a kiosk cannot ask, by the line of the control.
void checkControls(std::string_view text, std::string const& file, base::Findings& findings) {
    auto const document = xml::parse(text, file);
    if (!document || (*document)->element() == nullptr) return;
    xml::Node const& html = *(*document)->element();
    xml::Node const* const head = html.child("head");
    xml::Node const* const body = html.child("body");
    xml::Node const* const model = head == nullptr ? nullptr : head->child("model", xforms);
    if (model == nullptr || body == nullptr) return;
    std::map<std::string, Bind, std::less<>> binds;
    for (xml::Node* each = model->firstElement(); each != nullptr; each = each->nextElement()) {
        if (!each->is("bind", xforms)) continue;
        std::string_view const required = each->attributeValue("required");
        binds[std::string(each->attributeValue("nodeset"))] = {std::string(each->attributeValue("type")),
                                                               !required.empty() && required != "false()"};
    }
    walk(*body, binds, file, findings);
}

} // namespace

base::Findings check(std::filesystem::path const& path) {
    base::Findings findings;
    std::string const file = path.filename().string();
    if (base::lowerAscii(path.extension().string()) == ".xml") {
        auto const text = base::readFile(path);
        if (!text) {
            findings.push_back({false, text.error()});
            return findings;
        }
        loadForm(*text, path, findings);
        if (!base::anyError(findings)) checkControls(*text, file, findings);
        return findings;
    }
    Options options;
    options.forKiosk = true;
    if (auto const form = convertFile(path, options, findings)) loadForm(*form, path, findings);
    return findings;
}

} // namespace huibiao::xlsform
