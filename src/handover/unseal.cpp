#include "handover/unseal.h"

#include "base/file.h"
#include "crypto/hash.h"
#include "crypto/secret.h"
#include "handover/internal/export_reader.h"
#include "handover/internal/manifest.h"
#include "handover/internal/sealed_files.h"
#include "handover/internal/summary_files.h"
#include "handover/internal/tables.h"
#include "handover/opening.h"

#include <fmt/format.h>

#include <algorithm>

namespace huibiao::handover {

namespace fs = std::filesystem;
using base::fail;
using base::Kind;
using base::Result;
using internal::IndexLine;

namespace {

class Unsealer {
public:
    Unsealer(internal::ExportReader const& reader, internal::Manifest const& manifest,
             crypto::PrivateKey const& key, base::Clock const& clock, UnsealOptions const& options,
             std::vector<form::Form const*> const& forms, UnsealReport& report, bool indexed)
        : m_reader(reader), m_manifest(manifest), m_key(key), m_clock(clock), m_options(options),
          m_tables(forms, options.words, manifest.assisted), m_report(report), m_indexed(indexed) {}

    Result<void> run(std::vector<IndexLine> const& lines, fs::path const& out) {
        std::vector<store::Edition> const editions = sift(lines);
        if (m_lines.empty()) return {};
        fs::path const parent = out.has_parent_path() ? out.parent_path() : fs::path(".");
        if (Result<void> const done = base::makeFolder(parent); !done) return done;
        Result<internal::OutFolder> folder =
            internal::OutFolder::create(parent, "huibiao-unseal-" + crypto::toHex(crypto::randomBytes(4)));
        if (!folder) return base::pass(folder);
        // The id begins with the time of the export.
        std::string const label = internal::occasionName(m_manifest.unit, m_manifest.activity,
                                                         m_manifest.id.substr(0, m_manifest.id.rfind('-')));
        auto const learn = [&](auto const& visit) -> Result<void> {
            for (IndexLine const* line : m_lines)
                if (Result<store::Stored> const stored = open(*line)) visit(*stored);
            return {};
        };
        if (Result<void> const done = internal::putForms(*folder, m_reader.texts()); !done) return done;
        if (Result<void> const done = m_tables.begin(*folder, editions, label, learn, folder->path()); !done)
            return done;
        if (Result<void> const done = write(*folder); !done) return done;
        if (m_report.submissions + m_report.partial == 0) return {};
        if (Result<void> const done = m_tables.finish(*folder); !done) return done;
        figures::Head const head{
            m_manifest.banner, m_manifest.unit, base::isoLocal(m_clock.wall()),
            internal::notesOf({.shut = m_report.refused, .partial = m_report.partial}, m_options.words)};
        Result<void> const summed = internal::writeSummary(
            *folder, m_options.look, head, m_tables.summaries(), m_options.words, m_report.findings);
        if (!summed) return summed;
        internal::Manifest const written{m_manifest.id,
                                         m_options.program,
                                         base::isoLocal(m_clock.wall()),
                                         m_manifest.unit,
                                         m_manifest.activity,
                                         m_manifest.all,
                                         m_report.submissions,
                                         m_report.partial,
                                         m_manifest.assisted,
                                         m_tables.counts(),
                                         {},
                                         m_manifest.banner};
        if (Result<void> const done = internal::writeManifest(*folder, written); !done) return done;
        std::error_code ignored;
        fs::remove(out, ignored); // empty, as unsealExport saw
        if (Result<void> const done = folder->publish(out.filename().string()); !done) return done;
        if (Result<void> const done = internal::checkWritten(*folder, m_options.progress); !done) return done;
        m_report.folder = folder->path();
        folder->keep();
        return {};
    }

private:
    void refuse(IndexLine const& line, base::Error error) {
        ++m_report.refused;
        std::string const place = fmt::format("{}/{}", internal::sealedFolder, line.folder);
        if (error.where.find(place) == std::string::npos)
            error.where = place + (error.where.empty() ? "" : " " + error.where);
        m_report.findings.push_back({false, std::move(error)});
    }

    /// Keeps the lines that the key may open, and says which form versions they are of.
    std::vector<store::Edition> sift(std::vector<IndexLine> const& lines) {
        std::vector<store::Edition> editions;
        std::string const mine = m_key.publicKey().fingerprint();
        for (IndexLine const& line : lines) {
            if (line.entry.sealedFor != mine) {
                refuse(line, {Kind::Denied,
                              {"这份是用另一把公钥密封的，要用另一把私钥打开",
                               "this one is sealed for another key; it takes that one's private key"},
                              {}});
                continue;
            }
            Result<store::Stored> const stored = m_reader.sealed(line, false);
            if (!stored) {
                refuse(line, stored.error());
                continue;
            }
            m_lines.push_back(&line);
            internal::countEdition(editions, stored->entry);
        }
        return editions;
    }

    Result<store::Stored> open(IndexLine const& line) {
        Result<store::Stored> stored = m_reader.sealed(line, true);
        if (!stored) return stored;
        if (!m_indexed) stored->entry.sealedFor.clear(); // only taken for this key
        return openStored(std::move(*stored), m_key);
    }

    Result<void> write(internal::OutFolder& folder) {
        std::size_t done = 0;
        for (IndexLine const* line : m_lines) {
            Result<void> const going =
                internal::tell(m_options.progress, Step::Write, done++, m_lines.size());
            if (!going) return going;
            Result<store::Stored> const stored = open(*line);
            if (!stored) {
                refuse(*line, stored.error());
                continue;
            }
            m_tables.count(stored->entry);
            ++(stored->entry.complete ? m_report.submissions : m_report.partial);
            if (Result<void> const put = m_tables.add(folder, *stored, m_report.findings); !put) return put;
        }
        return internal::tell(m_options.progress, Step::Write, m_lines.size(), m_lines.size());
    }

    internal::ExportReader const& m_reader;
    internal::Manifest const& m_manifest;
    crypto::PrivateKey const& m_key;
    base::Clock const& m_clock;
    UnsealOptions const& m_options;
    internal::Tables m_tables;
    UnsealReport& m_report;
    bool m_indexed;
    std::vector<IndexLine const*> m_lines;
};

} // namespace

Result<UnsealReport> unsealExport(fs::path const& folder, crypto::PrivateKey const& key,
                                  fs::path const& target, base::Clock const& clock,
                                  UnsealOptions const& options) {
    auto const found = internal::ExportReader::open(folder);
    if (!found) return base::pass(found);
    internal::ExportReader const& reader = *found;
    fs::path const out = target.has_filename() ? target : target.parent_path(); // "out/"
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(out, ignored)) && !fs::is_empty(out, ignored))
        return fail(Kind::Exists,
                    {"这个文件夹里已有东西，没有改动；请换一个名字",
                     "this folder is not empty; it was left as it is. Choose another name"},
                    out.string());

    if (!reader.names(internal::indexName))
        return fail(Kind::Invalid,
                    {"这份导出里没有密封的答卷，表格可以直接打开",
                     "this export holds no sealed submissions; its tables open as they are"},
                    folder.string());
    UnsealReport report;
    std::string const mine = key.publicKey().fingerprint();
    Result<std::vector<IndexLine>> lines = reader.sealedLines();
    bool indexed = true;
    if (!lines) { // times are lost with it, answers need not be
        report.findings.push_back({false, lines.error()});
        lines = reader.guessedLines(mine);
        indexed = false;
    }
    if (std::none_of(lines->begin(), lines->end(),
                     [&](IndexLine const& line) { return line.entry.sealedFor == mine; }))
        return fail(Kind::Denied,
                    {"这不是这个活动的私钥：这些答卷是用另一把公钥密封的",
                     "this is not the private key of this event: these submissions were sealed for another"},
                    folder.string());

    std::vector<form::Form> const forms = reader.forms(report.findings);
    std::vector<form::Form const*> pointers;
    for (form::Form const& form : forms) pointers.push_back(&form);
    Unsealer unsealer(reader, reader.manifest(), key, clock, options, pointers, report, indexed);
    if (Result<void> const done = unsealer.run(*lines, out); !done) return base::pass(done);
    return report;
}

} // namespace huibiao::handover
