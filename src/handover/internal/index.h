#pragma once

#include "handover/export.h"
#include "handover/internal/out_folder.h"
#include "store/store.h"

#include <string>
#include <string_view>
#include <vector>

/// What an export says of its submissions beside their own files: when each was stored, and its number. A
/// line of JSON each, in sealed/index.jsonl and, of the open ones, in index.jsonl.
namespace huibiao::handover::internal {

inline constexpr char const* openIndexName = "index.jsonl";
inline constexpr char const* formsFolder = "forms";
inline constexpr char const* formName = "form.xml";

struct IndexLine {
    std::string folder; ///< in sealed/; of an open one the path of its XML without ".xml", e.g. "提交/<uuid>"
    store::Entry entry; ///< instanceId, formId and formVersion are empty: the submission's own file has them
    /// Of an open one: the names as its XML has them; their files have those of attachmentName().
    std::vector<std::string> attachments;
};

[[nodiscard]] std::string indexLine(IndexLine const& line); ///< with its line feed
/// Invalid: not ours, or with a folder that leads elsewhere.
[[nodiscard]] base::Result<std::vector<IndexLine>> readIndex(std::string_view lines,
                                                             std::string const& where);

/// forms/1/form.xml …: the forms' texts, with the files that they name beside them.
[[nodiscard]] base::Result<void> putForms(OutFolder& folder, std::vector<FormText> const& texts);

} // namespace huibiao::handover::internal
