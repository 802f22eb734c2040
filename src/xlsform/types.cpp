#include "xlsform/internal/types.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>
#include <map>

namespace huibiao::xlsform::internal {

namespace {

constexpr std::array<TypeRule, 45> rules{{
    {"text", "input", "string", {}, {}, {}, {}, {}},
    {"integer", "input", "int", {}, {}, {}, {}, {}},
    {"decimal", "input", "decimal", {}, {}, {}, {}, {}},
    {"date", "input", "date", {}, {}, {}, {}, {}},
    {"time", "input", "time", {}, {}, {}, {}, {}},
    {"dateTime", "input", "dateTime", {}, {}, {}, {}, {}},
    {"note", "input", "string", {}, {}, {}, {}, {}},
    {"range", "range", "int", {}, {}, {}, {}, {}},
    {"select_one", "select1", "string", {}, {}, {}, {}, {}},
    {"select_multiple", "select", "string", {}, {}, {}, {}, {}},
    {"select_one_external", "input", "string", {}, {}, {}, {}, {}},
    {"rank", "odk:rank", "odk:rank", {}, {}, {}, {}, {}},
    {"acknowledge", "trigger", "string", {}, {}, {}, {}, {}},
    {"trigger", "trigger", {}, {}, {}, {}, {}, {}},
    {"calculate", {}, "string", {}, {}, {}, {}, {}},
    {"hidden", {}, "string", {}, {}, {}, {}, {}},
    {"barcode", "input", "barcode", {}, {}, {}, {}, {}},
    {"percentage", "input", "int", {}, {}, {}, "0 <= . and . <= 100", {}},
    {"phone number", "input", "string", {}, {}, {}, "regex(., '^\\d*$')", "Enter numbers only."},
    {"number of days in last month",
     "input",
     "int",
     {},
     {},
     {},
     "0 <= . and . <= 31",
     "Enter a number 0-31."},
    {"number of days in last six months",
     "input",
     "int",
     {},
     {},
     {},
     "0 <= . and . <= 183",
     "Enter a number 0-183."},
    {"number of days in last year",
     "input",
     "int",
     {},
     {},
     {},
     "0 <= . and . <= 365",
     "Enter a number 0-365."},
    {"geopoint", "input", "geopoint", {}, {}, {}, {}, {}},
    {"geotrace", "input", "geotrace", {}, {}, {}, {}, {}},
    {"geoshape", "input", "geoshape", {}, {}, {}, {}, {}},
    {"photo", "upload", "binary", {}, {}, "image/*", {}, {}},
    {"audio", "upload", "binary", {}, {}, "audio/*", {}, {}},
    {"video", "upload", "binary", {}, {}, "video/*", {}, {}},
    {"file", "upload", "binary", {}, {}, "application/*", {}, {}},
    {"osm", "upload", "binary", {}, {}, "osm/*", {}, {}},
    {"audit", {}, "binary", {}, {}, {}, {}, {}},
    {"background-audio", {}, "binary", {}, {}, {}, {}, {}},
    {"start-geopoint", {}, "geopoint", {}, {}, {}, {}, {}},
    {"background-geopoint", {}, "geopoint", {}, {}, {}, {}, {}},
    {"xml-external", {}, {}, {}, {}, {}, {}, {}},
    {"csv-external", {}, {}, {}, {}, {}, {}, {}},
    {"start", {}, "dateTime", "timestamp", "start", {}, {}, {}},
    {"end", {}, "dateTime", "timestamp", "end", {}, {}, {}},
    {"today", {}, "date", "date", "today", {}, {}, {}},
    {"deviceid", {}, "string", "property", "deviceid", {}, {}, {}},
    {"subscriberid", {}, "string", "property", "subscriberid", {}, {}, {}},
    {"simserial", {}, "string", "property", "simserial", {}, {}, {}},
    {"phonenumber", {}, "string", "property", "phonenumber", {}, {}, {}},
    {"username", {}, "string", "property", "username", {}, {}, {}},
    {"email", {}, "string", "property", "email", {}, {}, {}},
}};

constexpr std::array<TypeRule, 6> addressed{{
    {"uri:subscriberid", {}, "string", "property", "uri:subscriberid", {}, {}, {}},
    {"uri:phonenumber", {}, "string", "property", "uri:phonenumber", {}, {}, {}},
    {"uri:simserial", {}, "string", "property", "uri:simserial", {}, {}, {}},
    {"uri:deviceid", {}, "string", "property", "uri:deviceid", {}, {}, {}},
    {"uri:username", {}, "string", "property", "uri:username", {}, {}, {}},
    {"uri:email", {}, "string", "property", "uri:email", {}, {}, {}},
}};

/// Names that older tools wrote.
std::map<std::string, std::string_view, std::less<>> const& oldNames() {
    static std::map<std::string, std::string_view, std::less<>> const names{
        {"string", "text"},
        {"int", "integer"},
        {"datetime", "dateTime"},
        {"date time", "dateTime"},
        {"image", "photo"},
        {"picture", "photo"},
        {"gps", "geopoint"},
        {"location", "geopoint"},
        {"imei", "deviceid"},
        {"device id", "deviceid"},
        {"start time", "start"},
        {"end time", "end"},
        {"sim id", "simserial"},
        {"subscriber id", "subscriberid"},
        {"phone_number", "phone number"},
        {"get device id", "deviceid"},
        {"get start time", "start"},
        {"get end time", "end"},
        {"get today", "today"},
        {"get sim id", "simserial"},
        {"get subscriber id", "subscriberid"},
        {"get phone number", "phonenumber"},
        {"thousands-sep", "integer"},
    };
    return names;
}

TypeRule const* exact(std::string_view name) {
    for (TypeRule const& rule : rules)
        if (rule.name == name) return &rule;
    for (TypeRule const& rule : addressed)
        if (rule.name == name) return &rule;
    return nullptr;
}

TypeRule const* byName(std::string_view name) {
    if (TypeRule const* const rule = exact(name)) return rule;
    auto const old = oldNames().find(name);
    return old == oldNames().end() ? nullptr : exact(old->second);
}

constexpr std::array<std::pair<std::string_view, std::string_view>, 5> sections{{{"looped group", "repeat"},
                                                                                 {"lgroup", "repeat"},
                                                                                 {"group", "group"},
                                                                                 {"repeat", "repeat"},
                                                                                 {"loop", "loop"}}};

struct Command {
    std::string_view written, type;
    bool fromFile;
};
/// Longer ones first where one begins another.
constexpr std::array<Command, 18> commands{{
    {"add select multiple prompt using", "select_multiple", false},
    {"add select one prompt using", "select_one", false},
    {"select_multiple_from_file", "select_multiple", true},
    {"select multiple from file", "select_multiple", true},
    {"select_one_from_file", "select_one", true},
    {"select one from file", "select_one", true},
    {"select_one_external", "select_one_external", false},
    {"select one external", "select_one_external", false},
    {"select all that apply from", "select_multiple", false},
    {"select all that apply", "select_multiple", false},
    {"select multiple from", "select_multiple", false},
    {"select_multiple", "select_multiple", false},
    {"select multiple", "select_multiple", false},
    {"select one from", "select_one", false},
    {"select_one", "select_one", false},
    {"select one", "select_one", false},
    {"select1", "select_one", false},
    {"rank", "rank", false},
}};

} // namespace

TypeRule const* typeRule(std::string_view written) {
    if (TypeRule const* const rule = byName(written)) return rule;
    std::string name(written);
    for (std::string_view const start : {"q ", "add "})
        if (name.starts_with(start)) name = name.substr(start.size());
    if (name.ends_with(" prompt")) name.resize(name.size() - 7);
    if (TypeRule const* const rule = byName(name)) return rule;
    std::string const lower = base::lowerAscii(name);
    if (TypeRule const* const rule = byName(lower)) return rule;
    auto const same = std::find_if(rules.begin(), rules.end(), [&](TypeRule const& rule) {
        return base::lowerAscii(rule.name) == lower;
    });
    return same == rules.end() ? nullptr : &*same;
}

std::vector<std::string> typeNames() {
    std::vector<std::string> names;
    for (TypeRule const& rule : rules) names.emplace_back(rule.name);
    for (std::string_view const name : {"image", "begin_group", "end_group", "begin_repeat", "end_repeat"})
        names.emplace_back(name);
    return names;
}

SectionWord sectionWord(std::string_view written) {
    std::string const lower = base::lowerAscii(written);
    SectionWord word;
    std::string_view rest;
    if (lower.starts_with("begin") && lower.size() > 6) {
        word.begins = true;
        rest = std::string_view(lower).substr(5);
    } else if (lower.starts_with("end") && lower.size() > 4) {
        rest = std::string_view(lower).substr(3);
    } else {
        return {};
    }
    if (rest[0] != ' ' && rest[0] != '_') return {};
    rest.remove_prefix(1);
    for (auto const& [name, kind] : sections) {
        if (!rest.starts_with(name)) continue;
        std::string_view const after = rest.substr(name.size());
        if (after.empty()) {
            word.kind = kind;
        } else if (word.begins && after[0] == ' ') {
            std::string list = base::trim(written.substr(written.size() - after.size()));
            if (base::lowerAscii(list).starts_with("over ")) list = base::trim(list.substr(5));
            if (list.find(' ') == std::string::npos) {
                word.kind = kind;
                word.list = std::move(list);
            }
        }
        if (!word.kind.empty()) return word;
    }
    return {};
}

SelectWord selectWord(std::string_view written) {
    std::string const lower = base::lowerAscii(written);
    for (Command const& command : commands) {
        if (!lower.starts_with(command.written) || lower.size() <= command.written.size() ||
            lower[command.written.size()] != ' ')
            continue;
        SelectWord word{std::string(command.written), std::string(command.type), command.fromFile, {}, false};
        std::string rest = base::trim(written.substr(command.written.size()));
        for (std::string_view const other : {" or_other", " or other", " or specify other"}) {
            if (base::lowerAscii(rest).ends_with(other)) {
                word.other = true;
                rest = base::trim(rest.substr(0, rest.size() - other.size()));
                break;
            }
        }
        if (rest.empty() || rest.find(' ') != std::string::npos) continue;
        word.list = std::move(rest);
        return word;
    }
    return {};
}

} // namespace huibiao::xlsform::internal
