#include "base/utf8.h"
#include "xlsform/internal/advice.h"
#include "xlsform/internal/read.h"
#include "xlsform/internal/references.h"
#include "xlsform/internal/tokens.h"

#include <algorithm>
#include <optional>

namespace huibiao::xlsform::internal {

namespace {

/// A section whose end has not come yet.
struct Open {
    Item* item;
    SectionWord word;
    std::map<std::string, std::size_t> names;      ///< to the row that took it
    std::map<std::string, std::size_t> namesLower; ///< without regard to case
    std::optional<std::string> tableList; ///< table-list: the list its selects share, "" before the first
};

/// What a form may ask of us at most: deep nesting would end in the stack, and repeats in repeats
/// multiply what they hold.
constexpr std::size_t maximumDepth = 64;
constexpr std::size_t maximumRepeats = 8;

class Walk {
public:
    explicit Walk(Reading& reading) : m_reading(reading), m_faults(reading.faults) {
        m_open.push_back({&reading.survey.root, {}, {}, {}, {}});
    }
    /// False when there is no sense in going on.
    [[nodiscard]] bool row(Record const& record);
    void finish();

private:
    void take(Record const& record, std::string const& type, SectionWord const& section);
    [[nodiscard]] bool tooDeep(Record const& record, SectionWord const& word);
    void end(Record const& record, SectionWord const& word);
    void begin(Record const& record, SectionWord const& word, Item& item);
    void repeatCount(Item& item);
    void tableList(Record const& record, Item& item);
    void question(QuestionRow const& row, std::unique_ptr<Item> item);
    void tableSelect(Record const& record, Item& select);
    bool takeName(Record const& record, Source name);
    std::unique_ptr<Item> made(std::string_view type, std::string name, Place const& place);
    Item& top() { return *m_open.back().item; }

    Reading& m_reading;
    Faults& m_faults;
    std::vector<Open> m_open;
    std::map<std::string, std::size_t> m_repeats;
};

std::string tidyType(std::string_view text) {
    std::vector<std::string> words;
    for (std::string& word : base::split(base::replaceAll(std::string(text), "\n", " "), ' '))
        if (!word.empty()) words.push_back(std::move(word));
    return base::join(words, " ");
}

bool Walk::row(Record const& record) {
    if (record.empty()) return true;
    if (Source const disabled = record.one("disabled"); !disabled.empty()) {
        m_faults.warn(disabled.place, {"disabled 列不在规范里，建议改用 relevant。",
                                       "the column disabled is not in the specification; relevant does it"});
        if (bool const* const value = yesOrNo(disabled.text); value != nullptr && *value) return true;
    }
    Source const typeCell = record.one("type");
    if (typeCell.empty()) {
        if (record.has("name") || !record.local({"label"}, "").empty())
            m_faults.error(record.place(),
                           {"这一行没有题型，请填 type 列。", "this row has no type; fill the column type"});
        else
            m_faults.warn(record.place(), {"这一行没有题型、名称和标题，已略过。",
                                           "this row has no type, name or label and is left out"});
        return true;
    }
    std::string const type = tidyType(typeCell.text);
    SectionWord const section = sectionWord(type);
    if (!section.kind.empty() && section.begins && tooDeep(record, section)) return false;
    if (!section.kind.empty() && !section.begins)
        end(record, section);
    else
        take(record, type, section);
    return true;
}

bool Walk::tooDeep(Record const& record, SectionWord const& word) {
    auto const repeats = std::count_if(m_open.begin(), m_open.end(),
                                       [](Open const& open) { return open.item->kind == ItemKind::Repeat; });
    bool const repeat = word.kind == "repeat" && static_cast<std::size_t>(repeats) >= maximumRepeats;
    if (m_open.size() <= maximumDepth && !repeat) return false;
    m_faults.error(record.place(),
                   {"组套得太深了（最多 64 层，其中重复组最多 8 层），后面的行没有检查。",
                    "sections are nested too deeply (64 levels at most, 8 of them repeats); the rows after "
                    "this one were not looked at"});
    m_open.erase(m_open.begin() + 1, m_open.end());
    return true;
}

/// A question, or the row that begins a section.
void Walk::take(Record const& record, std::string const& type, SectionWord const& section) {
    auto item = std::make_unique<Item>();
    item->place = record.place();
    Source name = record.one("name");
    TypeRule const* const rule = typeRule(type);
    bool const audit = rule != nullptr && rule->name == "audit";
    if (audit) {
        if (!name.empty() && name.text != "audit")
            m_faults.error(name.place, {"audit 行的名称只能是 audit，也可以留空。",
                                        "an audit is always named audit; leave the name blank"});
        name.text = "audit";
    } else if (name.empty() && rule != nullptr && rule->name == "note") {
        name.text = "generated_note_name_" + std::to_string(record.row());
    }
    if (!audit && !takeName(record, name))
        name.text = name.text.empty() ? "row_" + std::to_string(record.row()) : name.text;
    item->name = name.text;
    readColumns(record, *item, m_reading);
    if (!section.kind.empty()) {
        item->kind = section.kind == "repeat" ? ItemKind::Repeat : ItemKind::Group;
        item->type = section.kind;
        Item& added = *item;
        if (section.kind == "repeat") repeatCount(*item);
        top().add(std::move(item));
        return begin(record, section, added);
    }
    question({record, Parameters::read(record.one("parameters"), m_faults), type}, std::move(item));
}

/// False when the name cannot be used (told of).
bool Walk::takeName(Record const& record, Source name) {
    if (name.empty()) {
        m_faults.error(record.place(),
                       {"这一行没有名称，请填 name 列（字母开头，例如 age）。",
                        "this row has no name; fill the column name (a letter first, such as age)"});
        return false;
    }
    if (!checkName(name, m_faults)) return false;
    if (name.text == "meta") {
        m_faults.error(name.place, {"名称 meta 留给表单的内部信息，请换一个。",
                                    "the name meta is kept for the form itself; choose another"});
        return false;
    }
    Open& open = m_open.back();
    auto const [known, fresh] = open.names.emplace(name.text, record.row());
    if (!fresh) {
        m_faults.error(name.place, {"名称“" + name.text + "”在同一组里已用过（第 " +
                                        std::to_string(known->second) + " 行），请换一个。",
                                    "the name '" + name.text + "' is taken in the same group (row " +
                                        std::to_string(known->second) + "); choose another"});
        return false;
    }
    auto const [lower, freshLower] = open.namesLower.emplace(base::lowerAscii(name.text), record.row());
    if (!freshLower)
        m_faults.warn(name.place,
                      {"名称“" + name.text + "”与第 " + std::to_string(lower->second) +
                           " 行只差大小写，有的统计软件分不清。",
                       "the name '" + name.text + "' differs from that of row " +
                           std::to_string(lower->second) + " in case only; some programs mix them up"});
    return true;
}

void Walk::end(Record const& record, SectionWord const& word) {
    Open& open = m_open.back();
    if (m_open.size() == 1 || open.word.kind != word.kind) {
        std::string const kind = word.kind;
        std::string const inside = m_open.size() == 1 ? std::string()
                                                      : "第 " + std::to_string(open.item->place.row) +
                                                            " 行的 begin_" + open.word.kind + " 还没有结束。";
        std::string const insideEn = m_open.size() == 1
                                         ? std::string()
                                         : "; the begin_" + open.word.kind + " of row " +
                                               std::to_string(open.item->place.row) + " is still open";
        m_faults.error(record.one("type").place,
                       {"这个 end_" + kind + " 没有对应的 begin_" + kind + "。" + inside,
                        "this end_" + kind + " has no begin_" + kind + insideEn});
        return;
    }
    if (word.kind == "loop")
        if (ChoiceList const* const list = m_reading.survey.lists.find(open.word.list))
            unroll(*open.item, *list, m_faults);
    m_open.pop_back();
}

void Walk::begin(Record const& record, SectionWord const& word, Item& item) {
    if (word.kind == "repeat") {
        if (item.name == m_reading.survey.root.name)
            m_faults.error(record.one("name").place,
                           {"重复组不能与整张表单的根元素同名（" + item.name + "），请换一个名称。",
                            "a repeat cannot have the name of the form's root element (" + item.name +
                                "); choose another"});
        auto const [known, fresh] = m_repeats.emplace(item.name, record.row());
        if (!fresh)
            m_faults.error(
                record.one("name").place,
                {"第 " + std::to_string(known->second) + " 行的重复组也叫“" + item.name + "”，请换一个名称。",
                 "the repeat of row " + std::to_string(known->second) + " has the name '" + item.name +
                     "' too; choose another"});
    }
    if (word.kind == "loop") {
        Place const place = record.one("type").place;
        if (word.list.empty())
            m_faults.error(place, {"begin_loop 后面要写清单名，例如 begin_loop over 清单名。",
                                   "begin_loop wants the name of a list: begin_loop over LIST"});
        else if (m_reading.survey.lists.find(word.list) == nullptr)
            m_faults.error(place, {"choices 表里没有清单“" + word.list + "”。",
                                   "the sheet choices has no list '" + word.list + "'"});
        item.type = "group";
    }
    if (item.label.empty() && item.media.empty() && item.controlValue("appearance") != "field-list" &&
        word.kind != "loop")
        m_faults.warn(record.place(), {"这一组没有标题（label）。", "this section has no label"});
    m_open.push_back({&item, word, {}, {}, {}});
    tableList(record, item);
}

/// An expression for the number of repeats gets a node of its own, which the repeat then counts by.
void Walk::repeatCount(Item& item) {
    for (Attribute& attribute : item.control) {
        if (attribute.name != "jr:count" || !onlyMention(attribute.value.text).empty()) continue;
        auto count = made("calculate", item.name + "_count", item.place);
        count->setBind("readonly", {"true()", attribute.value.place});
        count->setBind("calculate", attribute.value);
        attribute.value.text = "${" + count->name + "}";
        Source const name{count->name, attribute.value.place};
        auto const [known, fresh] = m_open.back().names.emplace(count->name, item.place.row);
        if (!fresh)
            m_faults.error(name.place,
                           {"要为重复次数生成题目“" + name.text + "”，但第 " + std::to_string(known->second) +
                                " 行已用了这个名称，请改名。",
                            "the number of repeats needs the name '" + name.text + "', which row " +
                                std::to_string(known->second) + " has; rename that one"});
        top().add(std::move(count));
    }
}

std::unique_ptr<Item> Walk::made(std::string_view type, std::string name, Place const& place) {
    auto item = std::make_unique<Item>();
    TypeRule const* const rule = typeRule(type);
    item->type = std::string(rule->name);
    item->tag = std::string(rule->tag);
    item->name = std::move(name);
    item->place = place;
    item->setBind("type", {std::string(rule->bind), place});
    return item;
}

/// table-list: one row of labels above the selects, which then show none.
void Walk::tableList(Record const& record, Item& item) {
    std::string const appearance = item.controlValue("appearance");
    std::vector<std::string> words = base::split(appearance, ' ');
    if (std::erase(words, "table-list") == 0) return;
    std::erase(words, "");
    words.insert(words.begin(), "field-list");
    item.setControl("appearance", {base::join(words, " "), record.one("control", "appearance").place});
    m_open.back().tableList = std::string();
    if (item.label.empty() && item.hint.empty()) return;
    auto note = made("note", "generated_table_list_label_" + std::to_string(record.row()), item.place);
    note->setBind("readonly", {"true()", item.place});
    note->label = std::move(item.label);
    note->hint = std::move(item.hint);
    item.label = {};
    item.hint = {};
    item.add(std::move(note));
}

void Walk::tableSelect(Record const& record, Item& select) {
    Open& open = m_open.back();
    if (open.tableList->empty()) {
        open.tableList = select.list;
        if (!select.choiceFilter.empty())
            m_faults.error(select.choiceFilter.place,
                           {"table-list 里的选择题不能用 choice_filter。",
                            "selects of a table-list cannot have a choice_filter"});
        auto heading = made(
            select.type, "reserved_name_for_field_list_labels_" + std::to_string(record.row()), select.place);
        heading->list = select.list;
        heading->setControl("appearance", {"label", select.place});
        top().add(std::move(heading));
    } else if (*open.tableList != select.list) {
        m_faults.error(record.one("type").place, {"同一个 table-list 里的选择题要用同一个清单（" +
                                                      *open.tableList + "，这里是 " + select.list + "）。",
                                                  "the selects of one table-list share one list (" +
                                                      *open.tableList + ", here " + select.list + ")"});
    }
    select.setControl("appearance", {"list-nolabel", select.place});
}

void Walk::question(QuestionRow const& row, std::unique_ptr<Item> item) {
    if (!readType(row, *item, m_reading)) return;
    if (item->type == "audit") {
        m_reading.meta.push_back(std::move(item));
        return;
    }
    SelectWord const select = selectWord(row.type);
    if (!select.command.empty() && m_open.back().tableList) tableSelect(row.record, *item);
    std::unique_ptr<Item> other = select.other ? otherQuestion(*item, m_reading) : nullptr;
    top().add(std::move(item));
    if (other) {
        m_open.back().names.emplace(other->name, row.record.row());
        top().add(std::move(other));
    }
}

void Walk::finish() {
    for (std::size_t i = m_open.size(); i-- > 1;) {
        Open const& open = m_open[i];
        m_faults.error(open.item->place,
                       {"这个 begin_" + open.word.kind + " 没有对应的 end_" + open.word.kind + "，请补一行。",
                        "this begin_" + open.word.kind + " has no end_" + open.word.kind + "; add that row"});
    }
}

} // namespace

void readSurvey(Reading& reading) {
    if (reading.sheets.survey == nullptr) return;
    Grid const grid =
        readGrid(*reading.sheets.survey, Sheet::Survey, {reading.survey.settings.cleanText}, reading.faults);
    if (!grid.hasColumn("type")) {
        reading.faults.error(
            {grid.table, std::max<std::size_t>(grid.headingRow, 1), 0, {}},
            {"找不到“type”列。第一行要写列名：type、name、label 等。",
             "there is no column type; the first row holds the headings type, name, label and so on"});
        return;
    }
    adviseHeadings(grid, reading.faults);
    Walk walk(reading);
    for (Record const& record : grid.records)
        if (!walk.row(record)) break;
    walk.finish();
}

} // namespace huibiao::xlsform::internal
