#include "xlsform/blank.h"

#include "base/file.h"
#include "base/utf8.h"
#include "sheet/csv.h"
#include "xlsform/internal/blank_form.h"

#include <algorithm>
#include <map>

namespace huibiao::xlsform {

namespace {

using namespace internal;
using Kind = Drafted::Kind;

/// The workbook as it grows from the draft.
class Sheets {
public:
    explicit Sheets(Draft const& draft)
        : m_draft(draft), m_language(draft.chinese ? "中文 (zh)" : "English (en)") {}

    std::vector<sheet::NewSheet> make(std::string const& id);

private:
    enum Column { Type, Name, Label, Required, Relevant, Constraint, ConstraintMessage, Appearance, Columns };
    using Cells = std::vector<sheet::Value>;

    void add(Drafted const& row);
    std::string listOf(Drafted const& row, std::string const& name);
    void fillIn(Drafted const& row, std::string const& name);
    static Cells blankRow() { return Cells(Columns); }

    Draft const& m_draft;
    std::string m_language;
    std::vector<Cells> m_survey;
    std::vector<Cells> m_choices;
    std::map<std::vector<std::string>, std::string> m_lists; ///< labels to the list that has them
    std::size_t m_questions = 0;
    std::size_t m_sections = 0;
    std::size_t m_notes = 0;
};

/// The same answers in the same order share one list, so that reports can compare questions.
std::string Sheets::listOf(Drafted const& row, std::string const& name) {
    std::vector<std::string> labels;
    for (OptionText const& option : row.options) labels.push_back(option.label + (option.fill ? "\n" : ""));
    auto const [known, fresh] = m_lists.emplace(labels, name);
    if (!fresh) return known->second;
    for (std::size_t i = 0; i < row.options.size(); ++i) {
        std::string const code = row.options[i].fill
                                     ? "other" + (i + 1 < row.options.size() ? std::to_string(i + 1) : "")
                                     : std::to_string(i + 1);
        m_choices.push_back({name, code, row.options[i].label});
    }
    return name;
}

/// A line to write on for each choice that leaves room.
void Sheets::fillIn(Drafted const& row, std::string const& name) {
    for (std::size_t i = 0; i < row.options.size(); ++i) {
        if (!row.options[i].fill) continue;
        std::string const code = "other" + (i + 1 < row.options.size() ? std::to_string(i + 1) : "");
        Cells cells = blankRow();
        cells[Type] = std::string("text");
        cells[Name] = name + "_" + code;
        cells[Label] = std::string(m_draft.chinese ? "“" + row.options[i].label + "”，请填写："
                                                   : row.options[i].label + ": please specify");
        cells[Relevant] = "selected(${" + name + "}, '" + code + "')";
        m_survey.push_back(std::move(cells));
    }
}

void Sheets::add(Drafted const& row) {
    Cells cells = blankRow();
    if (row.kind == Kind::SectionEnd) {
        cells[Type] = std::string("end_group");
        m_survey.push_back(std::move(cells));
        return;
    }
    cells[Label] = row.label;
    if (row.kind == Kind::SectionBegin || row.kind == Kind::Note) {
        bool const section = row.kind == Kind::SectionBegin;
        cells[Type] = std::string(section ? "begin_group" : "note");
        cells[Name] = section ? "part" + std::to_string(++m_sections) : "note" + std::to_string(++m_notes);
        m_survey.push_back(std::move(cells));
        return;
    }
    std::string const name = "q" + std::to_string(++m_questions);
    cells[Name] = name;
    if (row.required) cells[Required] = std::string("yes");
    switch (row.kind) {
    case Kind::One: cells[Type] = "select_one " + listOf(row, name); break;
    case Kind::Many: cells[Type] = "select_multiple " + listOf(row, name); break;
    case Kind::Rank: cells[Type] = "rank " + listOf(row, name); break;
    case Kind::Integer: cells[Type] = std::string("integer"); break;
    case Kind::Decimal: cells[Type] = std::string("decimal"); break;
    case Kind::Date: cells[Type] = std::string("date"); break;
    default: cells[Type] = std::string("text"); break;
    }
    if (row.kind == Kind::LongText) cells[Appearance] = std::string("multiline");
    if (row.kind == Kind::Integer) {
        cells[Constraint] = std::string(". >= 0");
        cells[ConstraintMessage] =
            std::string(m_draft.chinese ? "请填不小于0的数字。" : "Please enter 0 or more.");
    }
    if (row.kind == Kind::Many && (row.atMost > 0 || row.atLeast > 1)) {
        std::string const most = std::to_string(row.atMost), least = std::to_string(row.atLeast);
        std::string test = row.atMost > 0 ? "count-selected(.) <= " + most : "";
        std::string words =
            row.atMost > 0 ? (m_draft.chinese ? "最多选" + most + "项。" : "At most " + most + ".") : "";
        if (row.atLeast > 1) {
            test += (test.empty() ? "" : " and ") + ("count-selected(.) >= " + least);
            words += m_draft.chinese ? "至少选" + least + "项。" : "At least " + least + ".";
        }
        cells[Constraint] = test;
        cells[ConstraintMessage] = words;
    }
    m_survey.push_back(std::move(cells));
    fillIn(row, name);
}

std::vector<sheet::NewSheet> Sheets::make(std::string const& id) {
    for (Drafted const& row : m_draft.rows) add(row);
    std::string const label = "label::" + m_language;
    std::vector<sheet::NewSheet> sheets;
    sheets.push_back({"survey",
                      {"type", "name", label, "required", "relevant", "constraint",
                       "constraint_message::" + m_language, "appearance"},
                      std::move(m_survey)});
    sheets.push_back({"choices", {"list_name", "name", label}, std::move(m_choices)});
    sheets.push_back({"settings",
                      {"form_title", "form_id", "version", "default_language"},
                      {{m_draft.title.empty() ? id : m_draft.title, id, std::string("1"), m_language}}});
    return sheets;
}

/// A form id out of a file's name: what is not ASCII in it goes.
std::string idFrom(std::string const& file) {
    std::string id;
    for (char const c : std::filesystem::path(file).stem().string()) {
        bool const letter = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
                            c == '_' || c == '-';
        if (letter) id += c;
    }
    bool const any = id.find_first_not_of("_-0123456789") != std::string::npos;
    return any ? id : "questionnaire" + (id.empty() ? "" : "_" + id);
}

} // namespace

base::Result<std::vector<sheet::NewSheet>> blank(std::string_view text, BlankOptions const& options,
                                                 base::Findings& findings) {
    constexpr std::size_t longest = 256U << 10U;
    if (text.size() > longest)
        return base::fail(
            base::Kind::Invalid,
            {"文字超过 256 KB，不像一份问卷。请只留下题目再试。",
             "the text is over 256 KB, which is no questionnaire; leave only the questions in it"},
            options.file);
    // ${…} in the words of a form stands for an answer; here nobody means one.
    Draft const draft =
        understand(readLines(base::replaceAll(std::string(text), "${", "$ {")), options.file, findings);
    bool const any = std::any_of(draft.rows.begin(), draft.rows.end(), [](Drafted const& row) {
        return row.kind != Kind::Note && row.kind != Kind::SectionBegin && row.kind != Kind::SectionEnd;
    });
    if (!any)
        return base::fail(
            base::Kind::Invalid,
            {"没有找到题目。请给题目编号（1. 2. 3.），选项写成 A. B. C.。",
             "no question was found; number the questions (1. 2. 3.) and mark choices A. B. C."},
            options.file);
    return Sheets(draft).make(idFrom(options.file));
}

base::Result<void> blankFile(std::filesystem::path const& text, std::filesystem::path const& xlsx,
                             base::Findings& findings) {
    std::string const name = text.filename().string();
    auto const bytes = base::readFile(text, 4U << 20U);
    if (!bytes) return base::pass(bytes);
    auto const decoded = sheet::decodeText(*bytes, name);
    if (!decoded) return base::pass(decoded);
    auto const sheets = blank(*decoded, {name}, findings);
    if (!sheets) return base::pass(sheets);
    return sheet::writeXlsx(xlsx, *sheets);
}

} // namespace huibiao::xlsform
