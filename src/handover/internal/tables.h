#pragma once

#include "handover/export.h"
#include "handover/internal/manifest.h"
#include "handover/internal/names.h"
#include "handover/internal/out_folder.h"
#include "handover/internal/table_files.h"

#include <functional>
#include <map>
#include <optional>
#include <string>
#include <vector>

namespace huibiao::handover::internal {

/// The tables of all forms in an export, and the files of its open submissions.
class Tables {
public:
    /// `assisted`: columns for how, who and where.
    Tables(std::vector<form::Form const*> const& forms, base::Language words, bool assisted)
        : m_forms(forms), m_words(words), m_assisted(assisted) {}

    /// Calls the function with every submission of the form versions that no form describes.
    using Learn = std::function<base::Result<void>(std::function<void(store::Stored const&)> const&)>;
    /// `editions` are of open submissions. Files come into being only where there are any. `label` (see
    /// occasionName) goes into the names of the workbooks, with the count of each.
    [[nodiscard]] base::Result<void> begin(OutFolder& folder, std::vector<store::Edition> const& editions,
                                           std::string const& label, Learn const& learn,
                                           std::filesystem::path const& temporaryFolder);
    /// Writes the submission's own files and its rows.
    [[nodiscard]] base::Result<void> add(OutFolder& folder, store::Stored const& stored,
                                         base::Findings& findings);
    [[nodiscard]] base::Result<void> finish(OutFolder& folder);

    /// Of the complete ones that were added, form by form in the order of `forms`.
    [[nodiscard]] std::vector<figures::Summary> summaries();

    /// Counts one for the manifest, sealed or open.
    void count(store::Entry const& entry);
    [[nodiscard]] std::vector<FormCount> const& counts() const { return m_counts; }
    [[nodiscard]] form::Form const* formOf(std::string const& id, std::string const& version) const;

private:
    std::vector<form::Form const*> m_forms;
    base::Language m_words;
    using Key = std::pair<bool, std::string>; ///< partial, form id
    [[nodiscard]] static Key keyOf(store::Entry const& entry) { return {!entry.complete, entry.formId}; }
    [[nodiscard]] std::string place(bool complete) const; ///< the folder of the submissions
    [[nodiscard]] std::string suffix(Key const& key) const;
    TableFiles& files(store::Edition const& edition);

    bool m_assisted;
    std::map<Key, TableFiles> m_files;
    Names m_names; ///< of the files beside one another
    std::vector<FormCount> m_counts;
    std::optional<OutFile> m_index; ///< of the submissions that were added
};

/// One more of its form and version, as an open one.
void countEdition(std::vector<store::Edition>& editions, store::Entry const& entry);

/// The UUID, as ours are. An id with other characters, which might become equal to another's once they
/// are replaced or cases are not told apart, gets its number behind it.
[[nodiscard]] std::string fileNameOf(store::Entry const& entry);

/// Each attachment's file name in its submission's folder, in their order.
[[nodiscard]] std::string attachmentName(Names& names, std::string const& name);

/// Reads back all that was written and compares it with what was meant, not with what the volume says.
[[nodiscard]] base::Result<void> checkWritten(OutFolder const& folder, Progress const& progress);
[[nodiscard]] base::Result<void> tell(Progress const& progress, Step step, std::size_t done,
                                      std::size_t total);

} // namespace huibiao::handover::internal
