#include "handover/merge.h"

#include "base/file.h"
#include "base/utf8.h"
#include "crypto/hash.h"
#include "crypto/secret.h"
#include "handover/internal/export_reader.h"
#include "handover/internal/sealed_files.h"
#include "handover/internal/summary_files.h"
#include "handover/internal/tables.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace huibiao::handover {

namespace fs = std::filesystem;
using base::fail;
using base::Kind;
using base::Result;
using internal::ExportReader;
using internal::IndexLine;

namespace {

/// One submission of one export.
struct Found {
    std::size_t from = 0; ///< of the exports
    IndexLine line;       ///< with its ids; sealedFor tells which kind it is
    std::string digest;   ///< equal for equal bytes
};

class Merger {
public:
    Merger(base::Clock const& clock, MergeOptions const& options) : m_clock(clock), m_options(options) {}

    Result<MergeReport> run(std::vector<fs::path> const& folders, fs::path const& out) {
        for (fs::path const& folder : folders)
            if (Result<void> const done = find(folder); !done) return base::pass(done);
        m_report.exports = m_exports.size();
        for (std::size_t i = 0; i < m_exports.size(); ++i) gather(i);
        arrange();
        if (m_taken.empty())
            return fail(Kind::Missing,
                        {"这些导出里没有读得出的答卷", "not one submission could be read in these exports"},
                        folders.front().string());
        fs::path const parent = out.has_parent_path() ? out.parent_path() : fs::path(".");
        if (Result<void> const done = base::makeFolder(parent); !done) return base::pass(done);
        m_id = base::stampLocal(m_clock.wall()) + "-" + crypto::toHex(crypto::randomBytes(4));
        Result<internal::OutFolder> folder = internal::OutFolder::create(parent, "huibiao-merge-" + m_id);
        if (!folder) return base::pass(folder);
        for (auto const step :
             {&Merger::prepare, &Merger::write, &Merger::writeConflicts, &Merger::writeManifest})
            if (Result<void> const done = (this->*step)(*folder); !done) return base::pass(done);
        std::error_code ignored;
        fs::remove(out, ignored); // empty, as mergeExports saw
        if (Result<void> const done = folder->publish(out.filename().string()); !done)
            return base::pass(done);
        if (Result<void> const done = internal::checkWritten(*folder, m_options.progress); !done)
            return base::pass(done);
        m_report.folder = folder->path();
        folder->keep();
        return std::move(m_report);
    }

private:
    /// An export, or those that lie in the folder.
    Result<void> find(fs::path const& folder) {
        std::error_code code;
        std::vector<fs::path> places;
        if (fs::exists(folder / internal::manifestName, code)) {
            places.push_back(folder);
        } else {
            for (fs::directory_iterator at(folder, code), end; !code && at != end; at.increment(code)) {
                std::error_code ignored;
                if (fs::exists(at->path() / internal::manifestName, ignored)) places.push_back(at->path());
            }
            if (code) return tl::unexpected<base::Error>(base::systemError(code.value(), folder));
            std::sort(places.begin(), places.end());
        }
        std::size_t const before = m_exports.size();
        for (fs::path const& place : places) {
            Result<ExportReader> reader = ExportReader::open(place);
            if (reader)
                m_exports.push_back(std::move(*reader));
            else
                m_report.findings.push_back({false, reader.error()});
        }
        if (m_exports.size() > before) return {};
        return fail(
            Kind::Missing,
            {"这里没有导出的答卷（找的是 manifest.json），请选导出的文件夹，或放着它们的文件夹",
             "no export is here (a manifest.json was looked for); name an export's folder, or one that holds "
             "some"},
            folder.string());
    }

    void refuse(base::Error error) { m_report.findings.push_back({false, std::move(error)}); }

    void gather(std::size_t from) {
        ExportReader const& reader = m_exports[from];
        m_assisted = m_assisted || reader.manifest().assisted;
        for (IndexLine& line : reader.openLines(m_report.findings)) {
            Result<store::Stored> stored = reader.submission(line, false);
            if (!stored) {
                refuse(stored.error());
                continue;
            }
            std::string digest = reader.digest(line.folder);
            line.entry = std::move(stored->entry);
            m_found.push_back({from, std::move(line), std::move(digest)});
        }
        Result<std::vector<IndexLine>> lines = reader.sealedLines();
        if (!lines) { // times are lost with it, answers need not be
            refuse(lines.error());
            lines = reader.guessedLines("?");
        }
        for (IndexLine& line : *lines) {
            Result<store::Stored> stored = reader.sealed(line, false);
            if (!stored) {
                refuse(stored.error());
                continue;
            }
            std::string digest =
                reader.digest(fmt::format("{}/{}/submission", internal::sealedFolder, line.folder));
            line.entry = std::move(stored->entry);
            m_found.push_back({from, std::move(line), std::move(digest)});
        }
    }

    /// What of all that was found is taken, in the order of the times, and what of it is in conflict.
    void arrange() {
        // Complete before partial, open before sealed, with a time before without; then as they were found.
        auto const rank = [&](std::size_t at) {
            store::Entry const& entry = m_found[at].line.entry;
            return std::tuple(!entry.complete, !entry.sealedFor.empty(), entry.storedAt.empty(), at);
        };
        std::map<std::string, std::vector<std::size_t>> same;
        for (std::size_t i = 0; i < m_found.size(); ++i) same[m_found[i].line.entry.instanceId].push_back(i);
        for (auto& [id, all] : same) {
            std::sort(all.begin(), all.end(),
                      [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
            m_taken.push_back(all.front());
            std::vector<std::string> digests{m_found[all.front()].digest};
            for (std::size_t i = 1; i < all.size(); ++i)
                if (differs(m_found[all.front()], m_found[all[i]]) &&
                    std::find(digests.begin(), digests.end(), m_found[all[i]].digest) == digests.end()) {
                    m_conflicts.push_back(all[i]);
                    digests.push_back(m_found[all[i]].digest);
                } else {
                    ++m_report.duplicates;
                }
        }
        m_report.conflicts = m_conflicts.size();
        std::stable_sort(m_taken.begin(), m_taken.end(), [&](std::size_t a, std::size_t b) {
            Found const& one = m_found[a];
            Found const& other = m_found[b];
            return std::tuple(one.line.entry.wall, one.from, one.line.entry.sequence) <
                   std::tuple(other.line.entry.wall, other.from, other.line.entry.sequence);
        });
        for (std::size_t i = 0; i < m_taken.size(); ++i)
            m_found[m_taken[i]].line.entry.sequence = static_cast<std::int64_t>(i) + 1;
    }

    /// One that was finished later, or opened, is not in conflict with what it was before.
    static bool differs(Found const& taken, Found const& other) {
        store::Entry const& one = taken.line.entry;
        store::Entry const& two = other.line.entry;
        return taken.digest != other.digest && one.complete == two.complete &&
               one.sealedFor.empty() == two.sealedFor.empty();
    }

    Result<store::Stored> read(Found const& found) const {
        ExportReader const& reader = m_exports[found.from];
        return found.line.entry.sealedFor.empty() ? reader.submission(found.line, true)
                                                  : reader.sealed(found.line, true);
    }

    Result<void> prepare(internal::OutFolder& folder) {
        std::vector<FormText> texts;
        for (ExportReader const& reader : m_exports) {
            for (FormText& text : reader.texts())
                if (std::none_of(texts.begin(), texts.end(),
                                 [&](FormText const& known) { return known.xml == text.xml; }))
                    texts.push_back(std::move(text));
            for (form::Form& form : reader.forms(m_report.findings))
                if (std::none_of(m_forms.begin(), m_forms.end(), [&](form::Form const& known) {
                        return known.id() == form.id() && known.version() == form.version();
                    }))
                    m_forms.push_back(std::move(form));
        }
        if (Result<void> const done = internal::putForms(folder, texts); !done) return done;
        std::vector<form::Form const*> pointers;
        for (form::Form const& form : m_forms) pointers.push_back(&form);
        m_tables.emplace(pointers, m_options.words, m_assisted);
        std::vector<store::Edition> editions;
        for (std::size_t const at : m_taken)
            if (m_found[at].line.entry.sealedFor.empty())
                internal::countEdition(editions, m_found[at].line.entry);
        auto const learn = [&](auto const& visit) -> Result<void> {
            for (std::size_t const at : m_taken)
                if (Result<store::Stored> const stored = read(m_found[at]);
                    stored && stored->entry.sealedFor.empty())
                    visit(*stored);
            return {};
        };
        std::string const label =
            internal::occasionName(joined(&internal::Manifest::unit), joined(&internal::Manifest::activity),
                                   base::stampLocal(m_clock.wall()));
        return m_tables->begin(folder, editions, label, learn, folder.path());
    }

    Result<void> write(internal::OutFolder& folder) {
        internal::SealedFiles sealed;
        for (std::size_t i = 0; i < m_taken.size(); ++i) {
            if (Result<void> const going = internal::tell(m_options.progress, Step::Write, i, m_taken.size());
                !going)
                return going;
            Result<store::Stored> const stored = read(m_found[m_taken[i]]);
            if (!stored) { // it was whole a moment ago
                refuse(stored.error());
                continue;
            }
            m_tables->count(stored->entry);
            ++(stored->entry.complete ? m_report.submissions : m_report.partial);
            bool const open = stored->entry.sealedFor.empty();
            if (!open) ++m_report.sealed;
            Result<void> const done =
                open ? m_tables->add(folder, *stored, m_report.findings) : sealed.add(folder, *stored);
            if (!done) return done;
        }
        if (Result<void> const done = sealed.finish(folder); !done) return done;
        if (Result<void> const done = m_tables->finish(folder); !done) return done;
        std::vector<figures::Summary> const forms = m_tables->summaries();
        std::size_t counted = 0;
        for (figures::Summary const& form : forms) counted += form.submissions;
        figures::Head const head{
            joined(&internal::Manifest::banner), joined(&internal::Manifest::unit),
            base::isoLocal(m_clock.wall()),
            internal::notesOf({.shut = m_report.submissions - counted, .partial = m_report.partial},
                              m_options.words)};
        Result<void> const summed =
            internal::writeSummary(folder, m_options.look, head, forms, m_options.words, m_report.findings);
        if (!summed) return summed;
        return internal::tell(m_options.progress, Step::Write, m_taken.size(), m_taken.size());
    }

    /// The ones that were not taken, and of which; for a person to decide.
    Result<void> writeConflicts(internal::OutFolder& folder) {
        if (m_conflicts.empty()) return {};
        bool const zh = m_options.words == base::Language::Chinese;
        std::string const place = zh ? "冲突" : "conflicts";
        if (Result<void> const done = folder.makeFolder(place); !done) return done;
        std::string text = "\uFEFF";
        text += zh ? "下面这些答卷的编号与表格里的另一份相同，内容却不同，没有放进表格。\r\n"
                   : "These submissions have the id of another one in the tables and other contents; they "
                     "are not in the "
                     "tables.\r\n";
        internal::Names names;
        for (std::size_t const at : m_conflicts) {
            Found const& found = m_found[at];
            Result<store::Stored> const stored = read(found);
            if (!stored) {
                refuse(stored.error());
                continue;
            }
            std::string const file =
                place + "/" + names.take(internal::fileNameOf(found.line.entry), 200) + ".xml";
            if (Result<void> const done = folder.put(file, stored->submission.xml); !done) return done;
            text += fmt::format("{}\t{}\t{}\t{}\r\n", found.line.entry.instanceId, found.line.entry.storedAt,
                                file, m_exports[found.from].folder().string());
        }
        return folder.put(place + ".txt", text);
    }

    Result<void> writeManifest(internal::OutFolder& folder) {
        internal::Manifest const manifest{m_id,
                                          m_options.program,
                                          base::isoLocal(m_clock.wall()),
                                          joined(&internal::Manifest::unit),
                                          joined(&internal::Manifest::activity),
                                          true,
                                          m_report.submissions,
                                          m_report.partial,
                                          m_assisted,
                                          m_tables->counts(),
                                          {},
                                          joined(&internal::Manifest::banner)};
        return internal::writeManifest(folder, manifest);
    }

    /// What the exports say, each thing once; of many the first and how many there are.
    [[nodiscard]] std::string joined(std::string internal::Manifest::*what) const {
        std::vector<std::string> all;
        for (ExportReader const& reader : m_exports) {
            std::string const& one = reader.manifest().*what;
            if (!one.empty() && std::find(all.begin(), all.end(), one) == all.end()) all.push_back(one);
        }
        if (all.empty()) return {};
        if (all.size() == 1) return all.front();
        bool const zh = m_options.words == base::Language::Chinese;
        return zh ? fmt::format("{}等{}个", all.front(), all.size())
                  : fmt::format("{} and {} more", all.front(), all.size() - 1);
    }

    base::Clock const& m_clock;
    MergeOptions const& m_options;
    MergeReport m_report;
    std::vector<ExportReader> m_exports;
    std::vector<Found> m_found;
    std::vector<std::size_t> m_taken;
    std::vector<std::size_t> m_conflicts;
    std::vector<form::Form> m_forms;
    std::optional<internal::Tables> m_tables;
    bool m_assisted = false;
    std::string m_id;
};

} // namespace

Result<MergeReport> mergeExports(std::vector<fs::path> const& folders, fs::path const& target,
                                 base::Clock const& clock, MergeOptions const& options) {
    fs::path const out = target.has_filename() ? target : target.parent_path(); // "out/"
    std::error_code ignored;
    if (fs::exists(fs::symlink_status(out, ignored)) && !fs::is_empty(out, ignored))
        return fail(Kind::Exists,
                    {"这个文件夹里已有东西，没有改动；请换一个名字",
                     "this folder is not empty; it was left as it is. Choose another name"},
                    out.string());
    return Merger(clock, options).run(folders, out);
}

} // namespace huibiao::handover
