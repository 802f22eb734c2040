#pragma once

#include "handover/export.h"
#include "handover/internal/index.h"
#include "handover/internal/manifest.h"

#include <filesystem>
#include <map>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::handover::internal {

/// An export on a volume, each file compared with the manifest as it is read.
class ExportReader {
public:
    /// Missing, Invalid: no manifest that can be read.
    [[nodiscard]] static base::Result<ExportReader> open(std::filesystem::path const& folder);

    [[nodiscard]] std::filesystem::path const& folder() const { return m_folder; }
    [[nodiscard]] Manifest const& manifest() const { return m_manifest; }
    [[nodiscard]] bool names(std::string const& path) const { return m_sums.contains(path); }
    /// Invalid: not the bytes of the manifest.
    [[nodiscard]] base::Result<std::string> read(std::string const& path) const;
    /// The sums, by the manifest, of a submission's files: equal for equal bytes. `stem`: as
    /// IndexLine::folder of an open one, or "sealed/<folder>/submission".
    [[nodiscard]] std::string digest(std::string const& stem) const;

    [[nodiscard]] base::Result<std::vector<IndexLine>> sealedLines() const;
    /// What the index would say, as far as the manifest knows: no times, and every key taken for `key`.
    [[nodiscard]] std::vector<IndexLine> guessedLines(std::string const& key) const;
    /// The ids of the manifest of the sealed submission, and it and its files where `whole`.
    [[nodiscard]] base::Result<store::Stored> sealed(IndexLine const& line, bool whole) const;

    /// Of the open submissions; where there is no index that can be read (an older program wrote none),
    /// without their times, and the findings say so.
    [[nodiscard]] std::vector<IndexLine> openLines(base::Findings& findings) const;
    /// The ids and the XML of an open submission, and its attachments where `whole`.
    [[nodiscard]] base::Result<store::Stored> submission(IndexLine const& line, bool whole) const;

    /// The forms that go along; one that was changed is left out and said so.
    [[nodiscard]] std::vector<form::Form> forms(base::Findings& findings) const;
    /// Their texts, those that were changed left out.
    [[nodiscard]] std::vector<FormText> texts() const;

private:
    ExportReader(std::filesystem::path folder, Manifest manifest);
    std::filesystem::path m_folder;
    Manifest m_manifest;
    std::map<std::string, std::string> m_sums;
};

} // namespace huibiao::handover::internal
