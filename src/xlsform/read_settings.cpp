#include "base/utf8.h"
#include "xlsform/internal/read.h"
#include "xlsform/internal/tokens.h"

namespace huibiao::xlsform::internal {

namespace {

/// a="http://…" b='http://…'
void readNamespaces(Source const& cell, Settings& settings, Faults& faults) {
    std::string const text = base::replaceAll(base::replaceAll(cell.text, "\"", ""), "'", "");
    for (std::string const& word : base::split(base::replaceAll(text, "\n", " "), ' ')) {
        if (word.empty()) continue;
        std::size_t const equals = word.find('=');
        std::string const prefix = word.substr(0, equals);
        if (equals == std::string::npos || !isName(prefix) || equals + 1 == word.size()) {
            faults.warn(cell.place, {"看不懂命名空间“" + word + "”，已略过。请写成 前缀=\"网址\"。",
                                     "left out the namespace '" + word + "'; write prefix=\"address\""});
            continue;
        }
        settings.namespaces[prefix] = word.substr(equals + 1);
    }
}

bool readSwitch(Record const& record, std::string_view key, bool otherwise, Faults& faults) {
    Source const cell = record.one(key);
    if (cell.empty()) return otherwise;
    if (bool const* const value = yesOrNo(cell.text)) return *value;
    faults.warn(cell.place, {"这里要写 yes 或 no，“" + cell.text + "”已略过。",
                             "this wants yes or no; '" + cell.text + "' is left out"});
    return otherwise;
}

} // namespace

void readSettings(sheet::Table const* table, Settings& settings, Faults& faults) {
    settings.defaultLanguage = "default";
    settings.instanceId = "uid";
    if (table == nullptr) return;
    Grid const grid = readGrid(*table, Sheet::Settings, {}, faults);
    Record const* record = nullptr;
    for (Record const& each : grid.records) {
        if (each.empty()) continue;
        if (record == nullptr) {
            record = &each;
            continue;
        }
        faults.warn(each.place(), {"settings 表只用第一行数据，这一行没有用到。",
                                   "only the first row of the settings counts; this one is not used"});
        break;
    }
    if (record == nullptr) return;

    auto const text = [&](std::string_view key, std::string& into) {
        if (Source cell = record->one(key); !cell.empty()) into = std::move(cell.text);
    };
    Source const name = record->one("name");
    if (!name.empty() && checkName(name, faults)) {
        settings.name = name.text;
        settings.namePlace = name.place;
    }
    // Both names of a setting are in use; where both stand, the newer one counts.
    text("id_string", settings.id);
    text("form_id", settings.id);
    text("title", settings.title);
    text("form_title", settings.title);
    text("version", settings.version);
    text("default_language", settings.defaultLanguage);
    text("style", settings.style);
    text("submission_url", settings.submissionUrl);
    text("public_key", settings.publicKey);
    text("auto_send", settings.autoSend);
    text("auto_delete", settings.autoDelete);
    text("prefix", settings.prefix);
    text("delimiter", settings.delimiter);
    text("instance_xmlns", settings.xmlns);
    text("instance_id", settings.instanceId);
    settings.instanceName = record->one("instance_name");
    for (std::string const& attribute : record->below("attribute"))
        settings.rootAttributes.emplace_back(attribute, record->one("attribute", attribute).text);
    if (Source const cell = record->one("namespaces"); !cell.empty()) readNamespaces(cell, settings, faults);
    settings.duplicateChoices = readSwitch(*record, "allow_choice_duplicates", false, faults);
    settings.clientEditable = readSwitch(*record, "client_editable", false, faults);
    settings.omitInstanceId = readSwitch(*record, "omit_instanceID", false, faults);
    settings.cleanText = readSwitch(*record, "clean_text_values", true, faults);
    if (settings.omitInstanceId && !settings.publicKey.empty())
        faults.error(record->one("omit_instanceID").place,
                     {"设了 public_key（加密）就不能省去 instanceID，请删去 omit_instanceID。",
                      "an encrypted form needs its instanceID; remove omit_instanceID"});
    if (Source const flat = record->one("flat"); !flat.empty())
        faults.warn(flat.place,
                    {"flat 设置已不用，已略过。", "the setting flat is no longer in use and left out"});
}

} // namespace huibiao::xlsform::internal
