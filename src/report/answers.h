#pragma once

#include "base/result.h"
#include "figures/figures.h"
#include "form/form.h"
#include "report/spss.h"
#include "sheet/write_xlsx.h"
#include "store/store.h"

#include <cstddef>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::report {

struct Head {
    std::string name; ///< of the sheet or file: "答卷", or a repeat's "答卷_visit"
    std::vector<std::string> headings;
};

struct Row {
    std::size_t table = 0; ///< index into heads()
    std::vector<sheet::Value> cells;
};

struct Wording {
    base::Language words = base::Language::Chinese; ///< of the headings that are ours
    std::size_t formLanguage = 0;                   ///< of labels and choices; index into languages()
    bool assisted = false; ///< columns for who asked, where and how, as staff told the kiosk
};

/// The form's language that fits: by its code, then its name, else the form's default.
[[nodiscard]] std::size_t languageOf(form::Form const& form, base::Language wanted);

/// The answers to one form as tables: one row a submission, one table more for each repeat (rows
/// point to their parent by key, as ODK does). Columns are fixed before the first row is made, so
/// nothing that a citizen wrote can shift one. Choices are shown by their labels. A question with
/// several choices has its joined answer, then a column for each choice: 1 or 0, blank where the
/// question was not answered (for a ranking: the place). Notes have no column.
class Answers {
public:
    /// `form` may be nullptr when its definition is lost; the columns are then those of the
    /// submissions. It is not kept.
    [[nodiscard]] static Answers of(form::Form const* form, Wording wording);
    Answers(Answers&&) noexcept;
    Answers& operator=(Answers&&) noexcept;
    ~Answers();

    /// Another version of the same form, before heads(): the questions and choices that are new in it come
    /// behind those that are there, under its own labels. It is not kept.
    void know(form::Form const& form, std::size_t formLanguage);
    /// True for a version of the form that is not known: learn() must see its submissions before heads().
    [[nodiscard]] bool unfamiliar(std::string_view formVersion) const;
    /// Adds columns at the end for what this version of the form does not know. Of a submission
    /// that cannot be read nothing is learnt; rows() says so.
    void learn(store::Stored const& stored);

    [[nodiscard]] std::vector<Head> heads() const;
    /// The rows of one submission; its own first. Counts it for the summary. One that cannot be
    /// read as XML gives its first columns alone and a warning in `findings`.
    [[nodiscard]] std::vector<Row> rows(store::Stored const& stored, base::Findings& findings);

    /// The columns of heads()[table], with the widths of the rows so far. A column of numbers or dates in
    /// which something else stood is one of texts.
    [[nodiscard]] std::vector<SpssColumn> spssColumns(std::size_t table) const;
    /// 编码表: every column's field, type, values and labels.
    [[nodiscard]] sheet::NewSheet codebook() const;
    /// Of the rows so far. Its questions are those of which there is something to tell.
    [[nodiscard]] figures::Summary summary() const;

private:
    struct State;
    explicit Answers(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// As it stands in a .csv: numbers and dates in ISO form, shares as 12.5%.
[[nodiscard]] std::string plainText(sheet::Value const& value);

} // namespace huibiao::report
