#include "form/submission.h"
#include "xml/dom.h"
#include "xml/parse.h"

#include <utility>

namespace huibiao::form {

base::Result<Submission> readSubmission(std::string xml) {
    auto const document = xml::parse(xml);
    if (!document) return base::pass(document);
    Submission out;
    xml::Node const& root = *(*document)->element();
    out.formId = root.attributeValue("id");
    out.formVersion = root.attributeValue("version");
    xml::Node const* const meta = root.child("meta");
    xml::Node const* const id = meta == nullptr ? nullptr : meta->child("instanceID");
    if (id != nullptr) out.instanceId = id->text();
    if (out.formId.empty() || out.instanceId.empty())
        return base::fail(base::Kind::Invalid,
                          {"这不是一份答卷：缺少表单 id 或 meta/instanceID",
                           "this is no submission: the form's id or meta/instanceID is missing"});
    out.xml = std::move(xml);
    return out;
}

} // namespace huibiao::form
