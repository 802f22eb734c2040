#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "crypto/rsa.h"
#include "figures/sheet.h"
#include "form/form.h"
#include "store/store.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace huibiao::handover {

/// What the names and the manifest of an export say.
struct Occasion {
    std::string unit;     ///< "浏阳市高坪镇"
    std::string activity; ///< "政务公开主题日"
    std::string banner{}; ///< the 会标's line
};

enum class Step { Write, Check };

/// Called between submissions (Write) and files (Check). False stops the export (Cancelled) and
/// nothing of it stays.
using Progress = std::function<bool(Step step, std::size_t done, std::size_t total)>;

/// A form's own text, carried along with sealed submissions so that they become tables elsewhere.
struct FormText {
    std::string xml;                                        ///< the XForm
    std::vector<std::pair<std::string, std::string>> files; ///< name and bytes of those it names
};

struct ExportOptions {
    bool all = false; ///< false: only what was not exported before
    /// Instead: the complete ones that a server did not take, exported before or not. Their folder and
    /// workbooks say so, and 被拒绝的原因.txt says of each what the server said, with what `reason` makes of
    /// the status.
    bool refused = false;
    std::function<base::Words(int status)> reason = {};
    base::Language words =
        base::Language::Chinese; ///< of our headings; labels come in it where the form has it
    std::string program;         ///< "huibiao 0.1.0"
    bool assisted = false;       ///< columns for who asked, where and how (staff-assisted filling)
    Progress progress = {};
    std::vector<FormText> texts = {};           ///< of the forms
    std::filesystem::path temporaryFolder = {}; ///< for the rows of the workbook; empty: the system's
    /// Opens the submissions that are sealed for it: they have their rows, and their files, as open ones do.
    crypto::PrivateKey const* key = nullptr;
    figures::Look look = {}; ///< of the summary on paper; without fonts there is none
};

struct ExportReport {
    std::string id;
    std::filesystem::path folder; ///< empty when there was nothing to export
    std::size_t submissions = 0;  ///< complete ones
    std::size_t partial = 0;      ///< those whose person left before the end
    std::size_t sealed = 0;       ///< of all these
    std::size_t opened = 0;       ///< of the sealed ones, with a key
    base::Findings shut;          ///< with a key: an error for each of the sealed ones that it did not open
    std::uint64_t bytes = 0;
    base::Findings findings; ///< warnings: submissions that cannot be read …
};

/// Writes the submissions into a new folder in `target`, named by unit, activity, time and count:
///   答卷.csv              the tables (one pair a form where there are several)
///   答卷_….xlsx           the same as a workbook, whose name says again what the folder's says
///   答卷.sps              an SPSS syntax file that reads the .csv, one a table (report/spss.h); where line
///                          breaks stand in cells, it reads 答卷_spss.csv, which has blanks there
///   汇总.pdf, 汇总.png     the complete ones in figures, a sheet to print (figures/sheet.h)
///   提交/<uuid>.xml        each submission byte for byte, its attachments in 提交/<uuid>/; an
///                          instanceID that is no UUID is made safe and has its number behind it
///   答卷_未完成.*, 未完成/   the same of those whose person left before the end, where an event keeps them
///   被拒绝的原因.txt        with `refused`: what the server said of each
///   manifest.json          what this is, and the SHA-256 of every file
/// Sealed submissions come as they are, and without a key have no row in the tables:
///   sealed/<uuid>/submission.xml   the manifest of the ODK encrypted submission, its files beside it
///   sealed/index.jsonl             a line each: folder, number, time, key
///   forms/1/form.xml …             the forms' texts
/// With a key they are opened one after the other, in memory alone: what can be read of them is written into
/// `target` and nowhere else, the workbook's temporary file too, and the folder's name ends in “_可读”. Those
/// that do not open (changed, cut, sealed for another key) are named in 没有打开的答卷.txt, and the others
/// go. All of it is written under a temporary name, synced, renamed, synced again, read back from the device
/// and compared; only then the submissions are marked as exported. An older export is never touched. A
/// failure (Full, Denied, Missing, Io) removes what was written as far as the volume still lets it, marks
/// nothing, and the same call can be made again. `forms` are the forms whose definitions are at hand;
/// pointers must not be null.
[[nodiscard]] base::Result<ExportReport>
exportResponses(store::Store& store, Occasion const& occasion, std::vector<form::Form const*> const& forms,
                std::filesystem::path const& target, base::Clock const& clock, ExportOptions const& options);

struct Verified {
    std::string id;
    std::size_t submissions = 0;
    std::size_t files = 0;
    base::Findings findings; ///< errors: a file that is missing, changed or cut; warnings: one too many
    [[nodiscard]] bool good() const { return !base::anyError(findings); }
};

/// Compares an export with its manifest. Missing or Invalid: there is no manifest that can be read.
[[nodiscard]] base::Result<Verified> verifyExport(std::filesystem::path const& folder);

} // namespace huibiao::handover
