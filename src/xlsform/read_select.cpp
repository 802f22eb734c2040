#include "base/utf8.h"
#include "xlsform/internal/read.h"
#include "xlsform/internal/references.h"
#include "xlsform/internal/tokens.h"

#include <algorithm>

namespace huibiao::xlsform::internal {

namespace {

constexpr std::string_view otherName = "other";

/// Whether texts of this language are Chinese: by its name, else by what is written in it.
bool isChinese(std::string_view language, std::string_view sample) {
    std::string const lower = base::lowerAscii(language);
    if (lower.find("(zh") != std::string::npos || lower.find("chinese") != std::string::npos ||
        lower.find("中文") != std::string::npos || lower.find("汉语") != std::string::npos)
        return true;
    if (!language.empty() && language != "default") return false;
    auto const points = base::decode(sample);
    return std::any_of(points.begin(), points.end(), [](char32_t c) { return base::isHan(c); });
}

LocalText inEach(std::vector<std::pair<std::string, std::string>> const& languages, bool localized,
                 Place const& place, std::string_view chinese, std::string_view english) {
    LocalText text;
    text.localized = localized;
    for (auto const& [language, sample] : languages)
        text.texts.emplace_back(language,
                                Source{std::string(isChinese(language, sample) ? chinese : english), place});
    return text;
}

/// Adds the choice "other" to the list, once.
void addOther(ChoiceList& list, Place const& place) {
    if (list.hasOther) return;
    list.hasOther = true;
    bool const known = std::any_of(list.choices.begin(), list.choices.end(),
                                   [](Choice const& choice) { return choice.name.text == otherName; });
    if (known) return;
    std::vector<std::pair<std::string, std::string>> languages;
    bool localized = false;
    for (Choice const& choice : list.choices) {
        for (auto const& text : choice.label.texts) {
            if (localized && !choice.label.localized) continue;
            if (!localized && choice.label.localized) {
                localized = true;
                languages.clear();
            }
            bool const seen = std::any_of(languages.begin(), languages.end(),
                                          [&](auto const& each) { return each.first == text.first; });
            if (!seen) languages.emplace_back(text.first, text.second.text);
        }
    }
    if (languages.empty()) languages.emplace_back("", "");
    Choice other;
    other.name = {std::string(otherName), place};
    other.row = place.row;
    other.label = inEach(languages, localized, place, "其他", "Other");
    other.shown.push_back({"long", other.label});
    list.choices.push_back(std::move(other));
}

bool readList(QuestionRow const& row, SelectWord const& select, Item& item, Reading& reading) {
    Faults& faults = reading.faults;
    Place const place = row.record.one("type").place;
    std::string const& file = select.list;
    bool const isFile = file.ends_with(".csv") || file.ends_with(".xml") || file.ends_with(".geojson");
    if (select.fromFile) {
        if (isFile) return true;
        faults.error(place, {"文件“" + select.list + "”要以 .csv、.xml 或 .geojson 结尾。",
                             "the file '" + select.list + "' must end in .csv, .xml or .geojson"});
        return false;
    }
    if (select.type == "select_one_external") {
        if (reading.external.empty()) {
            base::Words const similar = similarSheet(reading.book, "external_choices", faults);
            faults.error(
                place,
                {"select_one_external 要有 external_choices 表（含 list_name、name 列）。" + similar.zh,
                 "there should be a sheet external_choices with list_name and name" + similar.en});
            return false;
        }
        bool const known = reading.external.find(select.list) != nullptr;
        if (!known)
            faults.error(place, {"external_choices 表里没有清单“" + select.list + "”。",
                                 "the sheet external_choices has no list '" + select.list + "'"});
        if (item.choiceFilter.empty())
            faults.warn(place, {"select_one_external 只用于有 choice_filter 的题。",
                                "select_one_external is meant for questions with a choice_filter"});
        item.query = true;
        return known;
    }
    if (isFile || !onlyMention(select.list).empty()) return true;
    if (reading.survey.lists.find(select.list) != nullptr) return true;
    if (reading.survey.lists.empty()) {
        base::Words const similar = similarSheet(reading.book, "choices", faults);
        faults.error(place, {"选择题要有 choices 表（含 list_name、name、label 列）。" + similar.zh,
                             "there should be a sheet choices with list_name, name and label" + similar.en});
        return false;
    }
    std::string const near = faults.nearest(select.list, reading.survey.lists.names());
    faults.error(place, {"choices 表里没有清单“" + select.list + "”。" +
                             (near.empty() ? "请在 list_name 列加上它的选项。" : "是不是“" + near + "”？"),
                         "the sheet choices has no list '" + select.list + "'; " +
                             (near.empty() ? "add its choices there" : "did you mean '" + near + "'?")});
    return false;
}

void readParameters(QuestionRow const& row, SelectWord const& select, Item& item, Faults& faults) {
    Parameters const& parameters = row.parameters;
    if (select.fromFile)
        parameters.allow({"randomize", "seed", "value", "label"}, faults);
    else
        parameters.allow({"randomize", "seed"}, faults);
    Place const& place = parameters.place();
    if (std::string const* const value = parameters.get("randomize")) {
        bool const* const on = yesOrNo(*value);
        if (on == nullptr)
            faults.error(
                place, {"参数 randomize 只能是 true 或 false。", "the parameter randomize is true or false"});
        else
            item.randomize = *on;
    }
    if (std::string const* const seed = parameters.get("seed")) {
        if (parameters.get("randomize") == nullptr)
            faults.error(place,
                         {"有 seed 就要同时写 randomize=true。", "a seed wants randomize=true as well"});
        else if (onlyMention(*seed).empty() && !exactNumber(*seed))
            faults.error(place,
                         {"参数 seed 要写数字或题目的引用，例如 seed=42。",
                          "the parameter seed wants a number or a mention of a question, such as seed=42"});
        item.seed = {*seed, place};
    }
    for (auto const& [key, into] : {std::pair{"value", &item.valueRef}, {"label", &item.labelRef}}) {
        std::string const* const column = parameters.get(key);
        if (column == nullptr) continue;
        if (isName(*column))
            *into = *column;
        else
            faults.error(place, wrongName(*column));
    }
}

} // namespace

void readSelect(QuestionRow const& row, SelectWord const& select, Item& item, Reading& reading) {
    item.list = select.list;
    Place const place = row.record.one("type").place;
    readParameters(row, select, item, reading.faults);
    if (!readList(row, select, item, reading)) return;

    ChoiceList* const list =
        select.type == "select_one_external" ? nullptr : reading.survey.lists.find(select.list);
    if (list != nullptr && select.type == "select_multiple") {
        for (Choice const& choice : list->choices) {
            if (choice.name.text.find(' ') == std::string::npos) continue;
            reading.faults.error(choice.name.place,
                                 {"多选题的选项名称不能有空格（清单“" + list->name + "”的“" +
                                      choice.name.text + "”），因为答案用空格分开。",
                                  "the names of choices of a select_multiple cannot hold blanks ('" +
                                      choice.name.text + "' of the list " + list->name +
                                      "): answers are parted by them"});
        }
    }
    std::string const appearance = item.controlValue("appearance");
    bool const search = appearance.find("search(") != std::string::npos;
    if (search && (select.fromFile || list == nullptr))
        reading.faults.error(place,
                             {"从文件取选项的题不能再用 search()，请删去一个。",
                              "a select from a file cannot use search() as well; remove one of the two"});
    if (search && list != nullptr) list->inlined = true;
    if (!select.other) return;
    if (!item.choiceFilter.empty())
        reading.faults.error(item.choiceFilter.place,
                             {"有 or_other 的题不能用 choice_filter。",
                              "a question with or_other cannot have a choice_filter"});
    if (list == nullptr)
        reading.faults.error(
            place, {"or_other 只能用于 choices 表里的清单。", "or_other wants a list of the sheet choices"});
    else
        addOther(*list, place);
}

std::unique_ptr<Item> otherQuestion(Item const& select, Reading const& reading) {
    auto other = std::make_unique<Item>();
    other->type = "text";
    other->tag = "input";
    other->name = select.name + "_other";
    other->place = select.place;
    other->setBind("type", {"string", select.place});
    other->setBind("relevant",
                   {"selected(../" + select.name + ", '" + std::string(otherName) + "')", select.place});
    // The sentence is the reference's; people who read Chinese are asked in Chinese.
    std::vector<std::pair<std::string, std::string>> languages;
    bool chinese = false;
    for (auto const& [language, source] : select.label.texts) {
        languages.emplace_back(language, source.text);
        chinese = chinese || isChinese(language, source.text);
    }
    if (!chinese) languages = {{"", ""}};
    (void)reading;
    other->label = inEach(languages, chinese && select.label.localized, select.place, "请填写具体内容：",
                          "Specify other.");
    return other;
}

} // namespace huibiao::xlsform::internal
