#include "xlsform/convert.h"

#include "base/utf8.h"
#include "xlsform/internal/advice.h"
#include "xlsform/internal/entities.h"
#include "xlsform/internal/expressions.h"
#include "xlsform/internal/kiosk.h"
#include "xlsform/internal/output.h"
#include "xlsform/internal/read.h"
#include "xlsform/internal/tokens.h"
#include "xml/write.h"

#include <algorithm>

namespace huibiao::xlsform {

namespace {

using namespace internal;

/// meta: what the form writes about itself.
void addMeta(Survey& survey, std::vector<std::unique_ptr<Item>> questions) {
    Settings const& settings = survey.settings;
    // An entity of the form as a whole has made the group already.
    Item* meta = nullptr;
    for (auto const& child : survey.root.children)
        if (child->name == "meta" && child->bodyless) meta = child.get();
    bool const wanted = !questions.empty() || !settings.omitInstanceId || !settings.instanceName.empty();
    if (!wanted) return;
    if (meta == nullptr) {
        auto group = std::make_unique<Item>();
        group->kind = ItemKind::Group;
        group->type = "group";
        group->name = "meta";
        group->bodyless = true;
        meta = &survey.root.add(std::move(group));
    }
    for (auto& question : questions) meta->add(std::move(question));
    auto const calculated = [&](std::string name) -> Item& {
        auto item = std::make_unique<Item>();
        item->type = "calculate";
        item->name = std::move(name);
        item->setBind("type", {"string", {}});
        return meta->add(std::move(item));
    };
    if (!settings.omitInstanceId) {
        Item& id = calculated("instanceID");
        id.setBind("readonly", {"true()", {}});
        id.setBind("jr:preload", {settings.instanceId, {}});
    }
    if (!settings.instanceName.empty())
        calculated("instanceName").setBind("calculate", settings.instanceName);
}

void writeSubmission(Settings const& settings, Output& output, xml::Node& model) {
    bool const wanted = !settings.submissionUrl.empty() || !settings.publicKey.empty() ||
                        !settings.autoSend.empty() || !settings.autoDelete.empty() || settings.clientEditable;
    if (!wanted) return;
    xml::Node& submission = output.element(model, "submission");
    if (!settings.submissionUrl.empty()) {
        output.attribute(submission, "action", settings.submissionUrl);
        output.attribute(submission, "method", "post");
    }
    if (!settings.publicKey.empty()) output.attribute(submission, "base64RsaPublicKey", settings.publicKey);
    if (!settings.autoSend.empty()) output.attribute(submission, "orx:auto-send", settings.autoSend);
    if (!settings.autoDelete.empty()) output.attribute(submission, "orx:auto-delete", settings.autoDelete);
    if (settings.clientEditable) output.attribute(submission, "odk:client-editable", "true");
}

std::string writeForm(Survey const& survey, References const& references, Faults& faults) {
    Output output(survey, faults);
    xml::Node& html = *output.document().element();
    xml::Node& head = output.element(html, "h:head");
    output.element(head, "h:title").setText(survey.settings.title);
    xml::Node& model = output.element(head, "model");
    output.attribute(model, "odk:xforms-version", "1.0.0");
    if (!survey.entitiesVersion.empty())
        output.attribute(model, "entities:entities-version", survey.entitiesVersion);
    writeSubmission(survey.settings, output, model);
    Itext const itext(survey, references);
    adviseLanguages(survey, itext, faults);
    if (!itext.empty()) itext.write(output, model);
    writePrimary(survey, references, output, model);
    writeSecondary(survey, faults, output, model);
    writeBinds(survey, references, output, model);
    xml::Node& body = output.element(html, "h:body");
    if (!survey.settings.style.empty()) output.attribute(body, "class", survey.settings.style);
    writeBody(survey, references, faults, output, body);
    return faults.errors() != 0
               ? std::string()
               : xml::write(*output.document().node(), {.declaration = true, .pretty = true});
}

void readRoot(Survey& survey, Options const& options, Faults& faults) {
    Settings& settings = survey.settings;
    Item& root = survey.root;
    root.kind = ItemKind::Group;
    root.type = "survey";
    root.name = settings.name.empty() ? options.rootName : settings.name;
    if (!isName(root.name)) faults.error({}, wrongName(root.name));
    if (settings.id.empty()) settings.id = options.formId.empty() ? root.name : options.formId;
    if (settings.title.empty()) settings.title = settings.id;
}

std::string convertInto(sheet::Workbook const& book, Options const& options, Faults& faults) {
    Survey survey;
    Reading reading{book, findSheets(book, faults), survey, faults, {}, {}, {}, {}, {}};
    readSettings(reading.sheets.settings, survey.settings, faults);
    readRoot(survey, options, faults);
    survey.lists = readLists(reading.sheets.choices, Sheet::Choices, survey.settings, faults);
    reading.external =
        readLists(reading.sheets.externalChoices, Sheet::ExternalChoices, survey.settings, faults);
    reading.osm = readLists(reading.sheets.osm, Sheet::Osm, survey.settings, faults);
    Entities entities(reading);
    readSurvey(reading);
    entities.place();
    addMeta(survey, std::move(reading.meta));
    References const references(survey, faults);
    checkGeometries(reading, references);
    checkExpressions(survey, references, faults);
    if (options.forKiosk) checkKiosk(survey, faults);
    return writeForm(survey, references, faults);
}

} // namespace

base::Result<std::string> convert(sheet::Workbook const& book, Options const& options,
                                  base::Findings& findings) {
    std::size_t const before = findings.size();
    Faults faults(findings, options.file);
    std::string form = convertInto(book, options, faults);
    faults.sort(book);
    auto const first = std::find_if(findings.begin() + static_cast<std::ptrdiff_t>(before), findings.end(),
                                    [](base::Finding const& finding) { return !finding.warning; });
    if (first != findings.end()) return tl::unexpected<base::Error>(first->error);
    return form;
}

base::Result<std::string> convertFile(std::filesystem::path const& path, Options options,
                                      base::Findings& findings) {
    if (options.file.empty()) options.file = path.filename().string();
    if (options.formId.empty()) options.formId = path.stem().string();
    auto const book = sheet::readXlsxFile(path);
    if (!book) {
        findings.push_back({false, book.error()});
        return base::pass(book);
    }
    return convert(*book, options, findings);
}

} // namespace huibiao::xlsform
