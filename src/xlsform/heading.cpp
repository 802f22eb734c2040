#include "base/utf8.h"
#include "xlsform/internal/grid.h"

#include <algorithm>
#include <map>
#include <set>

namespace huibiao::xlsform::internal {

namespace {

using Path = std::vector<std::string>;
using Aliases = std::map<std::string, Path, std::less<>>;
using Names = std::set<std::string, std::less<>>;

Aliases const& surveyAliases() {
    static Aliases const aliases{
        {"big-image", {"media", "big-image"}},
        {"big_image", {"media", "big-image"}},
        {"image", {"media", "image"}},
        {"audio", {"media", "audio"}},
        {"video", {"media", "video"}},
        {"relevant", {"bind", "relevant"}},
        {"relevance", {"bind", "relevant"}},
        {"required", {"bind", "required"}},
        {"readonly", {"bind", "readonly"}},
        {"read_only", {"bind", "readonly"}},
        {"constraint", {"bind", "constraint"}},
        {"calculation", {"bind", "calculate"}},
        {"calculate", {"bind", "calculate"}},
        {"constraint_message", {"bind", "jr:constraintMsg"}},
        {"constraining_message", {"bind", "jr:constraintMsg"}},
        {"required_message", {"bind", "jr:requiredMsg"}},
        {"requiredmsg", {"bind", "jr:requiredMsg"}},
        {"noapperrorstring", {"bind", "jr:noAppErrorString"}},
        {"no_app_error_string", {"bind", "jr:noAppErrorString"}},
        {"save_to", {"bind", "entities:saveto"}},
        {"appearance", {"control", "appearance"}},
        {"autoplay", {"control", "autoplay"}},
        {"rows", {"control", "rows"}},
        {"count", {"control", "jr:count"}},
        {"repeat_count", {"control", "jr:count"}},
        {"jr:count", {"control", "jr:count"}},
        {"body", {"control"}},
        {"compact_tag", {"instance", "odk:tag"}},
        {"caption", {"label"}},
        {"command", {"type"}},
        {"tag", {"name"}},
        {"value", {"name"}},
    };
    return aliases;
}

Aliases const& listAliases() {
    static Aliases const aliases{{"caption", {"label"}},
                                 {"value", {"name"}},
                                 {"image", {"media", "image"}},
                                 {"big-image", {"media", "big-image"}},
                                 {"big_image", {"media", "big-image"}},
                                 {"audio", {"media", "audio"}},
                                 {"video", {"media", "video"}}};
    return aliases;
}

Aliases const& settingsAliases() {
    static Aliases const aliases{{"set_form_title", {"form_title"}},
                                 {"set_form_id", {"form_id"}},
                                 {"omit_instanceid", {"omit_instanceID"}}};
    return aliases;
}

Aliases const& entitiesAliases() {
    static Aliases const aliases{{"dataset", {"list_name"}}};
    return aliases;
}

Aliases const& aliasesOf(Sheet kind) {
    switch (kind) {
    case Sheet::Survey: return surveyAliases();
    case Sheet::Settings: return settingsAliases();
    case Sheet::Entities: return entitiesAliases();
    default: return listAliases();
    }
}

/// Columns whose names count without regard to case; any other may be an attribute that a filter
/// names, and keeps its own.
Names const& namesOf(Sheet kind) {
    static Names const survey{"type",      "name",       "label",    "hint",    "guidance_hint", "media",
                              "bind",      "control",    "instance", "default", "choice_filter", "parameters",
                              "trigger",   "intent",     "query",    "itemset", "list_name",     "disabled",
                              "sms_field", "sms_option", "parameter"};
    static Names const list{"list_name", "name", "label", "media", "sms_option"};
    static Names const settings{"form_title",
                                "form_id",
                                "title",
                                "id_string",
                                "name",
                                "version",
                                "default_language",
                                "instance_name",
                                "instance_id",
                                "style",
                                "submission_url",
                                "public_key",
                                "auto_send",
                                "auto_delete",
                                "namespaces",
                                "attribute",
                                "instance_xmlns",
                                "clean_text_values",
                                "allow_choice_duplicates",
                                "client_editable",
                                "prefix",
                                "delimiter",
                                "flat",
                                "sms_keyword",
                                "omit_instanceID"};
    static Names const entities{"list_name", "label", "entity_id", "create_if", "update_if", "repeat"};
    switch (kind) {
    case Sheet::Survey: return survey;
    case Sheet::Settings: return settings;
    case Sheet::Entities: return entities;
    default: return list;
    }
}

std::string snake(std::string_view written) {
    std::vector<std::string> words;
    for (std::string& word : base::split(base::replaceAll(std::string(written), "\t", " "), ' '))
        if (!word.empty()) words.push_back(std::move(word));
    return base::lowerAscii(base::join(words, "_"));
}

Path splitAt(std::string_view written, std::string_view mark) {
    Path parts;
    std::size_t from = 0;
    for (std::size_t at = written.find(mark); at != std::string_view::npos; at = written.find(mark, from)) {
        parts.push_back(base::trim(written.substr(from, at - from)));
        from = at + mark.size();
    }
    parts.push_back(base::trim(written.substr(from)));
    return parts;
}

} // namespace

Path headingPath(std::string_view written, Sheet kind, bool doubleColons) {
    Aliases const& aliases = aliasesOf(kind);
    Names const& names = namesOf(kind);
    std::string const whole = snake(written);
    if (auto const alias = aliases.find(whole); alias != aliases.end()) return alias->second;
    if (names.contains(whole)) return {whole};

    Path path;
    if (doubleColons || written.find("::") != std::string_view::npos) {
        path = splitAt(written, "::");
    } else {
        path = splitAt(written, ":");
        // A single colon also stands inside names of attributes: bind:jr:constraintMsg.
        for (std::size_t i = 0; i + 1 < path.size(); ++i) {
            bool const prefix =
                path[i] == "jr" || path[i] == "orx" || path[i] == "odk" ||
                (i == 1 && i + 2 == path.size() &&
                 (snake(path[0]) == "bind" || snake(path[0]) == "body" || snake(path[0]) == "instance"));
            if (!prefix) continue;
            path[i] += ":" + path[i + 1];
            path.erase(path.begin() + static_cast<std::ptrdiff_t>(i) + 1);
        }
    }
    std::string const first = snake(path.front());
    // The names of media are ours; those of attributes and languages are not.
    if (first == "media" && path.size() > 1) path[1] = base::lowerAscii(path[1]);
    if (auto const alias = aliases.find(first); alias != aliases.end()) {
        Path full = alias->second;
        full.insert(full.end(), path.begin() + 1, path.end());
        return full;
    }
    if (names.contains(first))
        path.front() = first;
    else if (kind == Sheet::Settings || kind == Sheet::Entities)
        path.front() = first;
    return path;
}

} // namespace huibiao::xlsform::internal
