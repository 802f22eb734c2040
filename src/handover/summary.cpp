#include "handover/summary.h"

#include "handover/internal/summary_files.h"
#include "handover/opening.h"
#include "report/answers.h"

#include <algorithm>

namespace huibiao::handover {

using base::Kind;
using base::Result;

namespace {

/// The answers of each form, in the order of the forms and then as they come.
class Counting {
public:
    Counting(std::vector<form::Form const*> const& forms, SummaryOptions const& options)
        : m_options(options) {
        for (form::Form const* form : forms)
            of(form->id(), form).know(*form, report::languageOf(*form, options.words));
    }

    void add(store::Stored const& stored) {
        // Faults of single submissions are told by the export, which names them.
        static_cast<void>(of(stored.entry.formId, nullptr).rows(stored, m_findings));
        m_findings.clear();
    }

    [[nodiscard]] std::vector<figures::Summary> summaries() const {
        std::vector<figures::Summary> out;
        for (auto const& [id, answers] : m_answers) {
            out.push_back(answers.summary());
            if (out.back().title.empty()) out.back().title = id;
        }
        return out;
    }

private:
    report::Answers& of(std::string const& id, form::Form const* form) {
        auto const found = std::find_if(m_answers.begin(), m_answers.end(),
                                        [&](auto const& known) { return known.first == id; });
        if (found != m_answers.end()) return found->second;
        report::Wording const wording{m_options.words, form ? report::languageOf(*form, m_options.words) : 0,
                                      m_options.assisted};
        return m_answers.emplace_back(id, report::Answers::of(form, wording)).second;
    }

    SummaryOptions const& m_options;
    std::vector<std::pair<std::string, report::Answers>> m_answers;
    base::Findings m_findings;
};

} // namespace

Result<figures::EventSummary> summarise(store::Store const& store,
                                        std::vector<form::Form const*> const& forms,
                                        SummaryOptions const& options) {
    Result<std::vector<std::int64_t>> const sequences = store.sequences();
    if (!sequences) return base::pass(sequences);
    Result<std::size_t> const partial = store.count(store::Which::Partial);
    if (!partial) return base::pass(partial);
    figures::EventSummary out;
    Counting counting(forms, options);
    Result<std::vector<store::Edition>> const editions = store.editions();
    if (!editions) return base::pass(editions);
    // What is sealed need not be read to be left out.
    bool const any = options.key || std::any_of(editions->begin(), editions->end(),
                                                [](auto const& each) { return each.sealedFor.empty(); });
    if (!any) out.shut = sequences->size();
    for (std::size_t i = 0; any && i < sequences->size(); ++i) {
        if (options.progress && !options.progress(i, sequences->size()))
            return base::fail(Kind::Cancelled, {"已停止，没有算完", "stopped before all were counted"});
        Result<store::Stored> stored = store.read((*sequences)[i]);
        if (!stored) return base::pass(stored);
        bool const sealed = !stored->entry.sealedFor.empty();
        if (sealed && options.key) stored = openStored(std::move(*stored), *options.key);
        // One that is sealed and stays so is no fault of the rest.
        if (!stored || (sealed && !options.key)) {
            ++out.shut;
            continue;
        }
        counting.add(*stored);
        ++out.submissions;
    }
    out.forms = counting.summaries();
    out.notes = internal::notesOf({.shut = out.shut, .partial = *partial}, options.words);
    return out;
}

} // namespace huibiao::handover
