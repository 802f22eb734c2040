#include "handover/unseal.h"

#include "base/file.h"
#include "crypto/hash.h"
#include "crypto/secret.h"
#include "handover/internal/manifest.h"
#include "handover/internal/sealed_files.h"
#include "handover/internal/summary_files.h"
#include "handover/internal/tables.h"
#include "handover/opening.h"
#include "seal/seal.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace huibiao::handover {

namespace fs = std::filesystem;
using base::fail;
using base::Kind;
using base::Result;
using internal::SealedLine;

namespace {

/// An export on a volume, each file compared with the manifest as it is read.
class Reader {
public:
    Reader(fs::path folder, internal::Manifest const& manifest) : m_folder(std::move(folder)) {
        for (internal::FileSum const& file : manifest.files) m_sums.emplace(file.path, file.sha256);
    }

    [[nodiscard]] bool names(std::string const& path) const { return m_sums.contains(path); }

    [[nodiscard]] Result<std::string> read(std::string const& path) const {
        Result<std::string> bytes = base::readFile(m_folder / path);
        if (!bytes) return bytes;
        auto const meant = m_sums.find(path);
        if (meant != m_sums.end() && meant->second == crypto::sha256Hex(*bytes)) return bytes;
        return fail(Kind::Invalid,
                    {"文件与清单不符，被改动过或已损坏，没有打开",
                     "the file differs from the manifest: changed or damaged; it stays shut"},
                    (m_folder / path).string());
    }

    /// The ids of the manifest, and it and its files where `whole`.
    [[nodiscard]] Result<store::Stored> submission(SealedLine const& line, bool whole) const {
        std::string const place = fmt::format("{}/{}/", internal::sealedFolder, line.folder);
        Result<std::string> xml = read(place + internal::sealedName);
        if (!xml) return base::pass(xml);
        Result<seal::Manifest> manifest = seal::readManifest(*xml);
        if (!manifest) return base::pass(manifest);
        store::Stored stored{line.entry, {}};
        stored.entry.instanceId = manifest->instanceId;
        stored.entry.formId = manifest->formId;
        stored.entry.formVersion = manifest->formVersion;
        stored.submission.xml = std::move(*xml);
        if (!whole) return stored;
        internal::Names names;
        manifest->media.push_back(manifest->xmlFile);
        for (std::string const& name : manifest->media) {
            Result<std::string> bytes = read(place + internal::attachmentName(names, name));
            if (!bytes) return base::pass(bytes);
            stored.submission.attachments.push_back({name, "", std::move(*bytes)});
        }
        return stored;
    }

    /// What the index would say, as far as the manifest knows: no times, and every key taken for `key`.
    [[nodiscard]] std::vector<SealedLine> lines(std::string const& key) const {
        std::vector<SealedLine> out;
        std::string const begin = std::string(internal::sealedFolder) + "/";
        std::string const end = std::string("/") + internal::sealedName;
        for (auto const& [path, sum] : m_sums) {
            if (!path.starts_with(begin) || !path.ends_with(end) || path.size() <= begin.size() + end.size())
                continue;
            SealedLine line;
            line.folder = path.substr(begin.size(), path.size() - begin.size() - end.size());
            line.entry.sequence = static_cast<std::int64_t>(out.size()) + 1;
            line.entry.clockTrusted = false;
            line.entry.sealedFor = key;
            out.push_back(std::move(line));
        }
        return out;
    }

    /// The forms that go along; one that was changed is left out and said so.
    [[nodiscard]] std::vector<form::Form> forms(base::Findings& findings) const {
        std::vector<form::Form> out;
        for (int i = 1;; ++i) {
            std::string const place = fmt::format("{}/{}/", internal::formsFolder, i);
            if (!names(place + internal::formName)) return out;
            Result<std::string> const xml = read(place + internal::formName);
            auto const beside = [&](std::string_view name) {
                return read(place + fs::path(std::string(name)).filename().string());
            };
            Result<form::Form> form =
                xml ? form::Form::load(*xml, beside) : Result<form::Form>(base::pass(xml));
            if (form)
                out.push_back(std::move(*form));
            else
                findings.push_back({true, form.error()});
        }
    }

private:
    fs::path m_folder;
    std::map<std::string, std::string> m_sums;
};

class Unsealer {
public:
    Unsealer(Reader const& reader, internal::Manifest const& manifest, crypto::PrivateKey const& key,
             base::Clock const& clock, UnsealOptions const& options,
             std::vector<form::Form const*> const& forms, UnsealReport& report, bool indexed)
        : m_reader(reader), m_manifest(manifest), m_key(key), m_clock(clock), m_options(options),
          m_tables(forms, options.words, manifest.assisted), m_report(report), m_indexed(indexed) {}

    Result<void> run(std::vector<SealedLine> const& lines, fs::path const& out) {
        std::vector<store::Edition> const editions = sift(lines);
        if (m_lines.empty()) return {};
        fs::path const parent = out.has_parent_path() ? out.parent_path() : fs::path(".");
        if (Result<void> const done = base::makeFolder(parent); !done) return done;
        Result<internal::OutFolder> folder =
            internal::OutFolder::create(parent, "huibiao-unseal-" + crypto::toHex(crypto::randomBytes(4)));
        if (!folder) return base::pass(folder);
        auto const learn = [&](auto const& visit) -> Result<void> {
            for (SealedLine const* line : m_lines)
                if (Result<store::Stored> const stored = open(*line)) visit(*stored);
            return {};
        };
        if (Result<void> const done = m_tables.begin(*folder, editions, learn, folder->path()); !done)
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
    void refuse(SealedLine const& line, base::Error error) {
        ++m_report.refused;
        std::string const place = fmt::format("{}/{}", internal::sealedFolder, line.folder);
        if (error.where.find(place) == std::string::npos)
            error.where = place + (error.where.empty() ? "" : " " + error.where);
        m_report.findings.push_back({false, std::move(error)});
    }

    /// Keeps the lines that the key may open, and says which form versions they are of.
    std::vector<store::Edition> sift(std::vector<SealedLine> const& lines) {
        std::vector<store::Edition> editions;
        std::string const mine = m_key.publicKey().fingerprint();
        for (SealedLine const& line : lines) {
            if (line.entry.sealedFor != mine) {
                refuse(line, {Kind::Denied,
                              {"这份是用另一把公钥密封的，要用另一把私钥打开",
                               "this one is sealed for another key; it takes that one's private key"},
                              {}});
                continue;
            }
            Result<store::Stored> const stored = m_reader.submission(line, false);
            if (!stored) {
                refuse(line, stored.error());
                continue;
            }
            m_lines.push_back(&line);
            bool const known =
                std::any_of(editions.begin(), editions.end(), [&](store::Edition const& edition) {
                    return edition.formId == stored->entry.formId &&
                           edition.formVersion == stored->entry.formVersion &&
                           edition.complete == stored->entry.complete;
                });
            if (!known)
                editions.push_back(
                    {stored->entry.formId, stored->entry.formVersion, 0, {}, stored->entry.complete});
        }
        return editions;
    }

    Result<store::Stored> open(SealedLine const& line) {
        Result<store::Stored> stored = m_reader.submission(line, true);
        if (!stored) return stored;
        if (!m_indexed) stored->entry.sealedFor.clear(); // only taken for this key
        return openStored(std::move(*stored), m_key);
    }

    Result<void> write(internal::OutFolder& folder) {
        std::size_t done = 0;
        for (SealedLine const* line : m_lines) {
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

    Reader const& m_reader;
    internal::Manifest const& m_manifest;
    crypto::PrivateKey const& m_key;
    base::Clock const& m_clock;
    UnsealOptions const& m_options;
    internal::Tables m_tables;
    UnsealReport& m_report;
    bool m_indexed;
    std::vector<SealedLine const*> m_lines;
};

} // namespace

Result<UnsealReport> unsealExport(fs::path const& folder, crypto::PrivateKey const& key,
                                  fs::path const& target, base::Clock const& clock,
                                  UnsealOptions const& options) {
    fs::path const manifestFile = folder / internal::manifestName;
    Result<std::string> const text = base::readFile(manifestFile);
    if (!text) return base::pass(text);
    Result<internal::Manifest> const manifest = internal::readManifest(*text, manifestFile.string());
    if (!manifest) return base::pass(manifest);
    fs::path const out = target.has_filename() ? target : target.parent_path(); // "out/"
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(out, ignored)) && !fs::is_empty(out, ignored))
        return fail(Kind::Exists,
                    {"这个文件夹里已有东西，没有改动；请换一个名字",
                     "this folder is not empty; it was left as it is. Choose another name"},
                    out.string());

    Reader const reader(folder, *manifest);
    if (!reader.names(internal::indexName))
        return fail(Kind::Invalid,
                    {"这份导出里没有密封的答卷，表格可以直接打开",
                     "this export holds no sealed submissions; its tables open as they are"},
                    folder.string());
    UnsealReport report;
    std::string const mine = key.publicKey().fingerprint();
    Result<std::string> const index = reader.read(internal::indexName);
    Result<std::vector<SealedLine>> lines =
        index ? internal::readIndex(*index, internal::indexName) : base::pass(index);
    bool indexed = true;
    if (!lines) { // times are lost with it, answers need not be
        report.findings.push_back({false, lines.error()});
        lines = reader.lines(mine);
        indexed = false;
    }
    if (std::none_of(lines->begin(), lines->end(),
                     [&](SealedLine const& line) { return line.entry.sealedFor == mine; }))
        return fail(Kind::Denied,
                    {"这不是这个活动的私钥：这些答卷是用另一把公钥密封的",
                     "this is not the private key of this event: these submissions were sealed for another"},
                    folder.string());

    std::vector<form::Form> const forms = reader.forms(report.findings);
    std::vector<form::Form const*> pointers;
    for (form::Form const& form : forms) pointers.push_back(&form);
    Unsealer unsealer(reader, *manifest, key, clock, options, pointers, report, indexed);
    if (Result<void> const done = unsealer.run(*lines, out); !done) return base::pass(done);
    return report;
}

} // namespace huibiao::handover
