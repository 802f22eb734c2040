#include "base/utf8.h"
#include "xlsform/internal/read.h"
#include "xlsform/internal/references.h"
#include "xlsform/internal/tokens.h"

#include <algorithm>
#include <array>

namespace huibiao::xlsform::internal {

namespace {

/// A parameter that must be one of a few words, or nothing said.
bool oneOf(Parameters const& parameters, std::string_view key, std::initializer_list<std::string_view> words,
           Faults& faults) {
    std::string const* const value = parameters.get(key);
    if (value == nullptr) return false;
    if (std::find(words.begin(), words.end(), *value) != words.end()) return true;
    std::string const list = base::join({words.begin(), words.end()}, ", ");
    faults.error(
        parameters.place(),
        {"参数 " + std::string(key) + " 不能是“" + *value + "”，可用的是：" + list + "。",
         "the parameter " + std::string(key) + " cannot be '" + *value + "'; it is one of: " + list});
    return false;
}

bool whole(Parameters const& parameters, std::string_view key, Faults& faults) {
    std::string const* const value = parameters.get(key);
    if (value == nullptr) return false;
    if (wholeNumber(*value)) return true;
    faults.error(parameters.place(),
                 {"参数 " + std::string(key) + " 要写整数，“" + *value + "”不是。",
                  "the parameter " + std::string(key) + " wants a whole number, not '" + *value + "'"});
    return false;
}

/// Android: parts of letters, digits and underscores that begin with a letter, with a period between.
bool isPackageName(std::string_view name) {
    auto const parts = base::split(name, '.');
    return parts.size() > 1 && std::all_of(parts.begin(), parts.end(), [](std::string const& part) {
               return !part.empty() &&
                      ((part[0] >= 'a' && part[0] <= 'z') || (part[0] >= 'A' && part[0] <= 'Z')) &&
                      part.find_first_not_of(
                          "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_") ==
                          std::string::npos;
           });
}

void readText(QuestionRow const& row, Item& item, Faults& faults) {
    row.parameters.allow({"rows"}, faults);
    if (whole(row.parameters, "rows", faults))
        item.setControl("rows", {*row.parameters.get("rows"), row.parameters.place()});
}

void readPhoto(QuestionRow const& row, Item& item, Faults& faults) {
    row.parameters.allow({"max-pixels", "app"}, faults);
    if (whole(row.parameters, "max-pixels", faults))
        item.setBind("orx:max-pixels", {*row.parameters.get("max-pixels"), row.parameters.place()});
    std::string const appearance = item.controlValue("appearance");
    if (std::string const* const app = row.parameters.get("app");
        app != nullptr && (appearance.empty() || appearance == "annotate")) {
        if (isPackageName(*app))
            item.setControl("intent", {*app, row.parameters.place()});
        else
            faults.error(
                row.parameters.place(),
                {"参数 app 要写安卓应用的包名，例如 org.example.camera，“" + *app + "”不是。",
                 "the parameter app wants the package name of an Android app, such as org.example.camera; '" +
                     *app + "' is none"});
    }
    if (!item.initial.empty() && !isDynamic(item.initial.text, item.type) &&
        item.initial.text.find("://") == std::string::npos)
        item.initial.text = "jr://images/" + item.initial.text;
}

void readAudio(QuestionRow const& row, Item& item, Faults& faults) {
    row.parameters.allow({"quality"}, faults);
    if (item.type == "audio") {
        if (oneOf(row.parameters, "quality", {"voice-only", "low", "normal", "external"}, faults))
            item.setBind("odk:quality", {*row.parameters.get("quality"), row.parameters.place()});
        return;
    }
    Action record{"odk:recordaudio", "odk-instance-load", {}};
    if (oneOf(row.parameters, "quality", {"voice-only", "low", "normal"}, faults))
        record.attributes.push_back(
            {"odk:quality", {*row.parameters.get("quality"), row.parameters.place()}});
    item.actions.push_back(std::move(record));
}

void readOsm(QuestionRow const& row, Item& item, Reading& reading) {
    std::size_t const blank = row.type.find(' ');
    if (blank == std::string::npos) return;
    std::string const name = row.type.substr(blank + 1);
    if (ChoiceList const* const list = reading.osm.find(name))
        item.inlined = list->choices;
    else
        reading.faults.error(row.record.one("type").place, {"osm 表里没有清单“" + name + "”。",
                                                            "the sheet osm has no list '" + name + "'"});
}

/// "select_one" without a list, or a word that is no type at all.
void unknownType(QuestionRow const& row, Faults& faults) {
    std::string const near = faults.nearest(row.type, typeNames());
    bool const select = row.type.starts_with("select") || row.type.starts_with("rank");
    std::string const zh =
        select ? "选择题要写成 select_one 清单名 或 select_multiple 清单名（中间一个空格）。"
        : near.empty() ? "常用的有 text、integer、date、select_one 清单名、select_multiple 清单名、note。"
                       : "是不是 " + near + "？";
    std::string const en =
        select         ? "a select is written select_one LIST or select_multiple LIST"
        : near.empty() ? "usual ones are text, integer, date, select_one LIST, select_multiple LIST, note"
                       : "did you mean " + near + "?";
    faults.error(row.record.one("type").place, {"没有“" + row.type + "”这种题型。" + zh,
                                                "unknown question type '" + row.type + "'; " + en});
}

void readByType(QuestionRow const& row, Item& item, Reading& reading) {
    Faults& faults = reading.faults;
    if (item.type == "text") {
        readText(row, item, faults);
    } else if (item.type == "range") {
        readRange(row, item, reading);
    } else if (item.type == "photo") {
        readPhoto(row, item, faults);
    } else if (item.type == "audio" || item.type == "background-audio") {
        readAudio(row, item, faults);
    } else if (item.type == "geopoint" || item.type == "geotrace" || item.type == "geoshape") {
        readPlace(row, item, reading);
    } else if (item.type == "audit") {
        readAudit(row, item, reading);
    } else if (item.type == "osm") {
        readOsm(row, item, reading);
    } else if (item.type == "start-geopoint") {
        item.actions.push_back({"odk:setgeopoint", "odk-instance-first-load", {}});
    } else if (item.type == "background-geopoint") {
        if (item.triggers.empty())
            faults.error(item.place,
                         {"background-geopoint 要在 trigger 列写明由哪一题触发。",
                          "a background-geopoint wants the question that sets it off in the column trigger"});
        if (item.bindNamed("calculate") != nullptr)
            faults.error(item.place, {"background-geopoint 不能有 calculation。",
                                      "a background-geopoint cannot have a calculation"});
    } else if (item.type == "calculate" && item.bindNamed("calculate") == nullptr && !item.dynamic) {
        faults.error(item.place, {"calculate 题没有算式，请填 calculation 列。",
                                  "this calculate has no expression; fill the column calculation"});
    } else if (item.type == "subscriberid" || item.type == "simserial") {
        faults.warn(item.place, {"新的设备上已取不到“" + item.type + "”。",
                                 item.type + " is no longer to be had on most devices"});
    }
}

} // namespace

bool readType(QuestionRow const& row, Item& item, Reading& reading) {
    SelectWord const select = selectWord(row.type);
    bool const osm = row.type.starts_with("osm ");
    TypeRule const* const rule = typeRule(!select.command.empty() ? std::string_view(select.type)
                                          : osm                   ? std::string_view("osm")
                                                                  : std::string_view(row.type));
    bool const bareSelect = select.command.empty() && rule != nullptr &&
                            (rule->name.starts_with("select_") || rule->name == "rank");
    if (rule == nullptr || bareSelect) {
        unknownType(row, reading.faults);
        return false;
    }
    item.type = std::string(rule->name);
    item.tag = std::string(rule->tag);
    if (item.type.ends_with("-external")) {
        item.kind = ItemKind::External;
        item.tag.clear();
        return true;
    }
    Place const place = row.record.one("type").place;
    if (!rule->bind.empty() && item.bindNamed("type") == nullptr)
        item.setBind("type", {std::string(rule->bind), place});
    if (!rule->preload.empty()) {
        item.setBind("jr:preload", {std::string(rule->preload), place});
        item.setBind("jr:preloadParams", {std::string(rule->preloadParams), place});
    }
    if (item.type == "note" && item.bindNamed("readonly") == nullptr)
        item.setBind("readonly", {"true()", place});
    if (!rule->mediatype.empty()) item.setControl("mediatype", {std::string(rule->mediatype), place});
    if (!rule->constraint.empty() && item.bindNamed("constraint") == nullptr)
        item.setBind("constraint", {std::string(rule->constraint), place});
    if (!rule->hint.empty() && item.hint.empty())
        item.hint.texts.emplace_back("", Source{std::string(rule->hint), place});
    item.dynamic = !item.initial.empty() && isDynamic(item.initial.text, item.type);
    if (!select.command.empty())
        readSelect(row, select, item, reading);
    else
        readByType(row, item, reading);
    return true;
}

} // namespace huibiao::xlsform::internal
