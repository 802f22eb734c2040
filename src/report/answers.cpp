#include "report/answers.h"

#include "base/utf8.h"
#include "report/internal/cells.h"
#include "report/internal/columns.h"
#include "report/internal/figures.h"
#include "report/internal/spss_columns.h"
#include "xml/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace huibiao::report {

using base::Kind;
using internal::Question;
using internal::Table;

struct Answers::State {
    Wording wording;
    std::set<std::string, std::less<>> versions; ///< of the forms that are known; empty: none
    std::vector<Table> tables;
    std::vector<std::vector<internal::Figures>> figures; ///< by table and question
    std::vector<std::vector<internal::Texts>> texts;     ///< by table and column
    std::size_t submissions = 0;
    std::string title, first, last; ///< of the form; when the submissions came
    std::uint64_t rowsBefore = 0;   ///< of all submissions before the present one

    void fix();
    void came(std::string const& storedAt);
    void measure(Row const& row);
    [[nodiscard]] std::size_t tableAt(std::string_view path) const;                   ///< npos: no repeat
    bool learn(xml::Node const& element, std::string const& path, std::size_t table); ///< true: added
    void walk(xml::Node const& element, std::string const& path, std::size_t row, std::vector<Row>& rows);
    void leaf(std::string const& path, std::string_view answer, std::size_t row, std::vector<Row>& rows);
    [[nodiscard]] std::vector<sheet::Value> firstCells(store::Entry const& entry, std::size_t width) const;
};

namespace {

constexpr std::size_t none = static_cast<std::size_t>(-1);
constexpr std::size_t keyColumn = 1;

bool isKeptElsewhere(std::string_view path) {
    return path == "/meta/instanceID";
}

std::string kindName(form::QuestionKind kind) {
    switch (kind) {
    case form::QuestionKind::Note: return "note";
    case form::QuestionKind::SelectOne: return "select_one";
    case form::QuestionKind::SelectMultiple: return "select_multiple";
    case form::QuestionKind::Integer: return "integer";
    case form::QuestionKind::Decimal: return "decimal";
    case form::QuestionKind::Text: return "text";
    case form::QuestionKind::Date: return "date";
    case form::QuestionKind::Time: return "time";
    case form::QuestionKind::DateTime: return "dateTime";
    case form::QuestionKind::Range: return "range";
    case form::QuestionKind::Rank: return "rank";
    case form::QuestionKind::Acknowledge: return "acknowledge";
    case form::QuestionKind::Image: return "image";
    case form::QuestionKind::Unsupported: return "other";
    }
    return {};
}

} // namespace

std::size_t languageOf(form::Form const& form, base::Language wanted) {
    bool const zh = wanted == base::Language::Chinese;
    auto const& languages = form.languages();
    for (std::size_t i = 0; i < languages.size(); ++i)
        if (base::lowerAscii(languages[i].code).starts_with(zh ? "zh" : "en")) return i;
    for (std::size_t i = 0; i < languages.size(); ++i) {
        std::string const name = base::lowerAscii(languages[i].name);
        for (std::string_view const word : zh ? std::vector<std::string_view>{"中文", "汉语", "chinese"}
                                              : std::vector<std::string_view>{"english", "英"})
            if (name.find(word) != std::string::npos) return i;
    }
    return form.defaultLanguage();
}

Answers::Answers(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Answers::Answers(Answers&&) noexcept = default;
Answers& Answers::operator=(Answers&&) noexcept = default;
Answers::~Answers() = default;

Answers Answers::of(form::Form const* form, Wording wording) {
    auto state = std::make_unique<State>();
    state->wording = wording;
    state->tables.resize(1);
    if (form) {
        state->versions.insert(form->version());
        state->title = form->title();
        state->tables = internal::tablesOf(*form, wording.formLanguage);
    }
    if (wording.assisted)
        for (Question& question : internal::assistedQuestions(wording.words))
            state->tables[0].add(std::move(question));
    state->fix();
    return Answers(std::move(state));
}

void Answers::State::fix() {
    figures.clear();
    texts.clear();
    for (Table& table : tables) {
        table.fixColumns(wording.words);
        figures.emplace_back(table.questions.size());
        texts.emplace_back(table.headings.size());
    }
}

void Answers::State::measure(Row const& row) {
    for (std::size_t i = 0; i < row.cells.size(); ++i)
        if (auto const* text = std::get_if<std::string>(&row.cells[i])) texts[row.table][i].add(*text);
}

void Answers::State::came(std::string const& storedAt) {
    ++submissions;
    if (storedAt.empty()) return;
    if (first.empty() || storedAt < first) first = storedAt;
    last = std::max(last, storedAt);
}

std::size_t Answers::State::tableAt(std::string_view path) const {
    for (std::size_t i = 1; i < tables.size(); ++i)
        if (tables[i].repeat == path) return i;
    return none;
}

bool Answers::unfamiliar(std::string_view formVersion) const {
    return !m_state->versions.contains(formVersion);
}

void Answers::know(form::Form const& form, std::size_t formLanguage) {
    State& state = *m_state;
    if (!state.versions.insert(form.version()).second) return;
    for (Table& other : internal::tablesOf(form, formLanguage)) {
        auto const table = std::find_if(state.tables.begin(), state.tables.end(),
                                        [&](Table const& t) { return t.repeat == other.repeat; });
        if (table == state.tables.end())
            state.tables.push_back(std::move(other));
        else
            for (Question& question : other.questions) table->join(std::move(question));
    }
    state.fix();
}

bool Answers::State::learn(xml::Node const& element, std::string const& path, std::size_t table) {
    bool added = false;
    for (xml::Node const* child = element.firstElement(); child; child = child->nextElement()) {
        std::string const childPath = path + "/" + std::string(child->localName());
        std::size_t const repeat = tableAt(childPath);
        std::size_t const here = repeat == none ? table : repeat;
        if (child->firstElement()) {
            added = learn(*child, childPath, here) || added;
            continue;
        }
        if (repeat != none || isKeptElsewhere(childPath) || child->text().empty()) continue;
        Question question;
        question.path = childPath;
        question.name = child->localName();
        question.known = false;
        added = tables[here].add(std::move(question)) || added;
    }
    return added;
}

void Answers::learn(store::Stored const& stored) {
    auto const document = xml::parse(stored.submission.xml, stored.entry.instanceId);
    if (!document || !(*document)->element()) return;
    if (m_state->learn(*(*document)->element(), "", 0)) m_state->fix();
}

std::vector<Head> Answers::heads() const {
    std::string const main = m_state->wording.words == base::Language::Chinese ? "答卷" : "Submissions";
    std::vector<Head> heads;
    std::set<std::string> taken;
    for (Table const& table : m_state->tables) {
        std::string const name =
            table.repeat.empty() ? main : main + "_" + table.repeat.substr(table.repeat.rfind('/') + 1);
        std::string free = name;
        for (int i = 2; !taken.insert(free).second; ++i) free = fmt::format("{}{}", name, i);
        heads.push_back({free, table.headings});
    }
    return heads;
}

std::vector<sheet::Value> Answers::State::firstCells(store::Entry const& entry, std::size_t width) const {
    bool const zh = wording.words == base::Language::Chinese;
    std::string const trusted = entry.clockTrusted ? (zh ? "是" : "yes") : (zh ? "否" : "no");
    std::string moment = entry.storedAt.substr(0, 19);
    Question asDateTime;
    asDateTime.kind = form::QuestionKind::DateTime;
    std::vector<sheet::Value> time(1);
    internal::fill(time, asDateTime, moment);
    std::vector<sheet::Value> cells{entry.sequence, entry.instanceId, time[0], trusted, entry.formVersion};
    cells.resize(width);
    return cells;
}

std::vector<Row> Answers::rows(store::Stored const& stored, base::Findings& findings) {
    std::vector<Row> rows{{0, m_state->firstCells(stored.entry, m_state->tables[0].headings.size())}};
    m_state->came(stored.entry.storedAt);
    auto const warn = [&](base::Words words) {
        findings.push_back({true, {Kind::Io, std::move(words), stored.entry.instanceId}});
    };
    if (!stored.intact)
        warn({"这份答卷的内容与保存时的校验和不符，请人工核对",
              "this submission no longer matches its checksum; look at it by hand"});
    auto const document = xml::parse(stored.submission.xml, stored.entry.instanceId);
    if (document && (*document)->element())
        m_state->walk(*(*document)->element(), "", 0, rows);
    else
        warn({"这份答卷读不出来，表里只有它的编号；原文在“提交”文件夹里",
              "this submission cannot be read; the table has its id only, the original is among the "
              "submissions"});
    for (Row const& row : rows) m_state->measure(row);
    m_state->rowsBefore += rows.size();
    return rows;
}

void Answers::State::walk(xml::Node const& element, std::string const& path, std::size_t row,
                          std::vector<Row>& rows) {
    std::vector<std::size_t> numbers(tables.size(), 0);
    for (xml::Node const* child = element.firstElement(); child; child = child->nextElement()) {
        std::string const childPath = path + "/" + std::string(child->localName());
        std::size_t here = row;
        if (std::size_t const repeat = tableAt(childPath); repeat != none) {
            auto const number = static_cast<std::int64_t>(++numbers[repeat]);
            std::string const parent = plainText(rows[row].cells[keyColumn]);
            Row instance{repeat,
                         {parent, fmt::format("{}/{}[{}]", parent, child->localName(), number), number}};
            instance.cells.resize(tables[repeat].headings.size());
            rows.push_back(std::move(instance));
            here = rows.size() - 1;
        }
        if (child->firstElement()) {
            walk(*child, childPath, here, rows);
        } else if (here == row && !isKeptElsewhere(childPath)) {
            std::string scratch;
            leaf(childPath, child->textView(scratch), row, rows);
        }
    }
}

void Answers::State::leaf(std::string const& path, std::string_view answer, std::size_t row,
                          std::vector<Row>& rows) {
    std::size_t const table = rows[row].table;
    auto const found = tables[table].byPath.find(path);
    if (found == tables[table].byPath.end()) return;
    Question const& question = tables[table].questions[found->second];
    internal::fill(rows[row].cells, question, answer);
    if (internal::Figures::has(question))
        figures[table][found->second].count(question, answer, rowsBefore + row);
}

std::vector<SpssColumn> Answers::spssColumns(std::size_t table) const {
    return internal::spssColumns(m_state->tables.at(table), m_state->texts.at(table), m_state->wording.words);
}

sheet::NewSheet Answers::codebook() const {
    bool const zh = m_state->wording.words == base::Language::Chinese;
    sheet::NewSheet sheet;
    sheet.name = zh ? "编码表" : "Codebook";
    sheet.headings = zh ? std::vector<std::string>{"列标题", "字段", "路径", "题型", "值", "选项"}
                        : std::vector<std::string>{"Column", "Field", "Path", "Type", "Value", "Label"};
    for (Table const& table : m_state->tables)
        for (Question const& question : table.questions) {
            std::string const type =
                question.known ? kindName(question.kind) : (zh ? "其他版本的题目" : "of another version");
            std::vector<sheet::Value> const row{question.heading, question.name, question.path, type};
            if (question.choices.empty()) sheet.rows.push_back(row);
            for (auto const& [value, label] : question.choices) {
                sheet.rows.push_back(row);
                sheet.rows.back().insert(sheet.rows.back().end(), {sheet::Value(value), sheet::Value(label)});
            }
        }
    return sheet;
}

figures::Summary Answers::summary() const {
    figures::Summary summary{m_state->title, m_state->submissions, m_state->first, m_state->last, {}};
    for (std::size_t t = 0; t < m_state->tables.size(); ++t)
        for (std::size_t q = 0; q < m_state->tables[t].questions.size(); ++q) {
            Question const& question = m_state->tables[t].questions[q];
            if (!internal::Figures::has(question)) continue;
            summary.questions.push_back(m_state->figures[t][q].result(question, m_state->wording.words));
            summary.questions.back().repeated = t > 0;
        }
    return summary;
}

} // namespace huibiao::report
