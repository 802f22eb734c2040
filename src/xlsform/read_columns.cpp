#include "base/utf8.h"
#include "xlsform/internal/read.h"
#include "xlsform/internal/references.h"
#include "xlsform/internal/tokens.h"

#include <algorithm>
#include <array>

namespace huibiao::xlsform::internal {

namespace {

constexpr std::array<std::string_view, 3> messages{"jr:constraintMsg", "jr:requiredMsg",
                                                   "jr:noAppErrorString"};
constexpr std::array<std::string_view, 5> switches{"readonly", "required", "relevant", "constraint",
                                                   "calculate"};

template <class List>
bool among(List const& list, std::string_view name) {
    return std::find(list.begin(), list.end(), name) != list.end();
}

/// "yes" as the expression true(); anything else stays.
Source asExpression(std::string_view attribute, Source cell) {
    if (!among(switches, attribute)) return cell;
    if (bool const* const value = yesOrNo(cell.text)) cell.text = *value ? "true()" : "false()";
    return cell;
}

/// Groups of columns that pass on attributes: bind::x, body::x, instance::x.
std::vector<Attribute> attributes(Record const& record, std::string_view group) {
    std::vector<Attribute> found;
    for (std::string const& name : record.below(group)) {
        if (group == "bind" && among(messages, name)) continue;
        Source cell = record.one(group, name);
        if (!cell.empty()) found.push_back({name, asExpression(name, std::move(cell))});
    }
    return found;
}

void readMedia(Record const& record, Item& item, Reading& reading) {
    for (std::string const& form : record.below("media")) {
        LocalText text = record.local({"media", form}, reading.survey.settings.defaultLanguage);
        if (text.empty()) continue;
        Place const place = text.texts.front().second.place;
        if (form != "image" && form != "big-image" && form != "audio" && form != "video") {
            reading.faults.error(
                place, {"没有“" + form + "”这种媒体，可用 image、big-image、audio、video。",
                        "there is no medium '" + form + "'; it is image, big-image, audio or video"});
            continue;
        }
        item.media.push_back({form, std::move(text)});
    }
    auto const has = [&](std::string_view form) {
        return std::any_of(item.media.begin(), item.media.end(),
                           [&](Medium const& m) { return m.form == form; });
    };
    if (has("big-image") && !has("image"))
        reading.faults.error(item.place,
                             {"有 big-image 就要同时有 image。", "a big-image must also specify an image"});
}

/// Names of the questions that set this one off: "${a}, ${b}".
void readTrigger(Record const& record, Item& item, Faults& faults) {
    Source const cell = record.one("trigger");
    if (cell.empty()) return;
    for (std::string const& part : base::split(base::replaceAll(cell.text, "，", ","), ',')) {
        std::string const one = base::trim(part);
        if (one.empty()) continue;
        if (std::string const name = onlyMention(one); !name.empty() && !mentions(one).front().lastSaved)
            item.triggers.push_back({name, cell.place});
        else
            faults.error(
                cell.place,
                {"这里只能写题目的引用，例如 ${a}；几个之间用逗号隔开。“" + one + "”不对。",
                 "this wants mentions of questions with a comma between each, such as ${a}, ${b}; '" + one +
                     "' is none"});
    }
}

/// "relevent" and the like: a column that nobody would ever look at.
void checkMentions(Record const& record, Faults& faults) {
    for (Record::Cell const& cell : record.cells()) {
        std::string const& key = cell.heading->path.front();
        if (key == "type" || key == "name") continue;
        std::size_t const at = brokenMention(cell.text);
        if (at == std::string::npos) continue;
        std::string const position = std::to_string(base::decode(cell.text.substr(0, at)).size() + 1);
        faults.error(
            record.placeOf(cell),
            {"第 " + position + " 个字符处的 ${ 没有写完整。引用题目要写成 ${名称}，括号内不能有空格。",
             "the ${ at character " + position + " is not complete; write ${name} without blanks inside"});
    }
}

} // namespace

void readColumns(Record const& record, Item& item, Reading& reading) {
    std::string const& language = reading.survey.settings.defaultLanguage;
    checkMentions(record, reading.faults);
    item.label = record.local({"label"}, language);
    item.hint = record.local({"hint"}, language);
    item.guidance = record.local({"guidance_hint"}, language);
    item.constraintMessage = record.local({"bind", "jr:constraintMsg"}, language);
    item.requiredMessage = record.local({"bind", "jr:requiredMsg"}, language);
    item.noAppMessage = record.local({"bind", "jr:noAppErrorString"}, language);
    readMedia(record, item, reading);
    item.bind = attributes(record, "bind");
    item.control = attributes(record, "control");
    item.instance = attributes(record, "instance");
    item.choiceFilter = record.one("choice_filter");
    item.initial = record.one("default");
    if (Source intent = record.one("intent"); !intent.empty()) item.setControl("intent", std::move(intent));
    readTrigger(record, item, reading.faults);
}

} // namespace huibiao::xlsform::internal
