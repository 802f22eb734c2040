#include "handover/export.h"

#include "base/log.h"
#include "base/utf8.h"
#include "crypto/hash.h"
#include "crypto/secret.h"
#include "handover/internal/index.h"
#include "handover/internal/manifest.h"
#include "handover/internal/names.h"
#include "handover/internal/out_folder.h"
#include "handover/internal/refusals.h"
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
using internal::OutFolder;

namespace {

class Exporter {
public:
    Exporter(store::Store& store, Occasion const& occasion, std::vector<form::Form const*> const& forms,
             base::Clock const& clock, ExportOptions const& options)
        : m_store(store), m_occasion(occasion), m_clock(clock), m_options(options),
          m_tables(forms, options.words, options.assisted),
          m_which(options.refused ? store::Which::Refused
                  : options.all   ? store::Which::All
                                  : store::Which::NotExported),
          m_whichPartial(options.all ? store::Which::Partial : store::Which::PartialNotExported),
          m_mine(options.key ? options.key->publicKey().fingerprint() : std::string()) {}

    Result<ExportReport> run(fs::path const& target) {
        Result<std::vector<std::int64_t>> found = m_store.sequences(m_which);
        if (!found) return base::pass(found);
        m_sequences = std::move(*found);
        m_report.submissions = m_sequences.size();
        if (!m_options.refused) { // unfinished ones are never uploaded
            Result<std::vector<std::int64_t>> const partial = m_store.sequences(m_whichPartial);
            if (!partial) return base::pass(partial);
            m_report.partial = partial->size();
            m_sequences.insert(m_sequences.end(), partial->begin(), partial->end());
        }
        if (m_sequences.empty()) return std::move(m_report);
        m_report.id = base::stampLocal(m_clock.wall()) + "-" + crypto::toHex(crypto::randomBytes(4));

        std::error_code code;
        if (!fs::is_directory(target, code))
            return fail(Kind::Missing,
                        {"找不到导出位置，请插好U盘再试",
                         "the place to export to is not there; plug the stick in and try again"},
                        target.string());
        Result<OutFolder> folder = OutFolder::create(target, "huibiao-" + m_report.id);
        if (!folder) return base::pass(folder);
        for (auto const step :
             {&Exporter::prepareTables, &Exporter::writeSubmissions, &Exporter::writeManifest})
            if (Result<void> const done = (this->*step)(*folder); !done) return told(done.error(), *folder);
        if (Result<void> const done = folder->publish(folderName()); !done)
            return told(done.error(), *folder);
        if (Result<void> const done = internal::checkWritten(*folder, m_options.progress); !done)
            return told(done.error(), *folder);
        // The files are safe by now. Should this fail, the next export holds them once more.
        if (Result<void> const marked = m_store.markExported(m_sequences, m_report.id); !marked) {
            folder->keep();
            return base::pass(marked);
        }
        m_report.folder = folder->path();
        folder->keep();
        base::logInfo(fmt::format("export {}: {} submissions, {} files, {} bytes", m_report.id,
                                  m_report.submissions, folder->files().size(), m_report.bytes));
        return std::move(m_report);
    }

private:
    /// That our own folder is suddenly not there means on a stick that this is gone.
    static tl::unexpected<base::Error> told(base::Error error, OutFolder const& folder) {
        std::error_code code;
        if (error.kind == Kind::Missing && !fs::exists(folder.path(), code))
            error = {Kind::Missing,
                     {"写的时候U盘被拔出，没有标记为已导出；请插好，再导出一次",
                      "the stick was pulled out while it was written to; nothing was marked as exported. "
                      "Plug it in "
                      "and export again"},
                     folder.path().parent_path().string()};
        return tl::unexpected<base::Error>(std::move(error));
    }

    Result<void> prepareTables(OutFolder& folder) {
        if (Result<void> const done = internal::putForms(folder, m_options.texts); !done) return done;
        Result<std::vector<store::Edition>> editions = m_store.editions(m_which);
        if (!editions) return base::pass(editions);
        if (m_report.partial > 0) {
            Result<std::vector<store::Edition>> const partial = m_store.editions(m_whichPartial);
            if (!partial) return base::pass(partial);
            editions->insert(editions->end(), partial->begin(), partial->end());
        }
        bool const opens =
            m_options.key && std::any_of(editions->begin(), editions->end(),
                                         [&](auto const& edition) { return edition.sealedFor == m_mine; });
        std::erase_if(*editions, [&](store::Edition const& edition) {
            return !edition.sealedFor.empty() && edition.sealedFor != m_mine;
        });
        return m_tables.begin(
            folder, *editions, label(),
            [&](auto const& learn) -> Result<void> {
                for (std::int64_t const sequence : m_sequences) {
                    Result<store::Stored> stored = m_store.read(sequence);
                    if (!stored) return base::pass(stored);
                    if (Result<store::Stored> const open = opened(std::move(*stored))) learn(*open);
                }
                return {};
            },
            opens ? folder.path() : m_options.temporaryFolder);
    }

    /// As the tables can show it; which sealed ones are not without the key.
    [[nodiscard]] Result<store::Stored> opened(store::Stored stored) const {
        if (stored.entry.sealedFor.empty()) return stored;
        if (m_options.key) return openStored(std::move(stored), *m_options.key);
        return fail(Kind::Denied, {"这份是密封的", "this one is sealed"});
    }

    Result<void> writeSubmissions(OutFolder& folder) {
        internal::SealedFiles sealed;
        std::size_t written = 0;
        for (std::int64_t const sequence : m_sequences) {
            if (Result<void> const going = tell(written++); !going) return going;
            Result<store::Stored> stored = m_store.read(sequence);
            if (!stored) return base::pass(stored);
            m_tables.count(stored->entry);
            bool const open = stored->entry.sealedFor.empty();
            if (!open) ++m_report.sealed;
            if (!open && !stored->intact)
                m_report.findings.push_back(
                    {true,
                     {Kind::Io,
                      {"这份密封的答卷与保存时的校验和不符，可能打不开",
                       "this sealed submission no longer matches its checksum; it may not open"},
                      stored->entry.instanceId}});
            Result<void> const done =
                open ? m_tables.add(folder, *stored, m_report.findings) : sealed.add(folder, *stored);
            if (!done) return done;
            if (open || !m_options.key) continue;
            if (Result<void> const put = addOpened(folder, std::move(*stored)); !put) return put;
        }
        if (Result<void> const done = sealed.finish(folder); !done) return done;
        if (Result<void> const done = writeShut(folder); !done) return done;
        if (m_options.refused)
            if (Result<void> const done =
                    internal::writeRefusals(folder, m_store, m_sequences, m_options.reason, m_options.words);
                !done)
                return done;
        if (Result<void> const done = m_tables.finish(folder); !done) return done;
        if (Result<void> const done = writeSummary(folder); !done) return done;
        return tell(m_sequences.size());
    }

    Result<void> addOpened(OutFolder& folder, store::Stored stored) {
        std::string const id = stored.entry.instanceId;
        std::string const at = stored.entry.storedAt;
        Result<store::Stored> const open = opened(std::move(stored));
        if (!open) {
            base::Error error = open.error();
            error.where = id;
            m_report.shut.push_back({false, std::move(error)});
            m_shutAt.push_back(at);
            return {};
        }
        ++m_report.opened;
        return m_tables.add(folder, *open, m_report.findings);
    }

    /// Which ones have no row, for whoever reads the tables later. A text that Windows shows as it is.
    Result<void> writeShut(OutFolder& folder) {
        if (m_report.shut.empty()) return {};
        bool const zh = m_options.words == base::Language::Chinese;
        std::string text = "\uFEFF";
        text +=
            zh ? "下面这些密封的答卷没有打开，表格里没有它们；密封的原件在 sealed 文件夹里。\r\n"
               : "These sealed submissions stayed shut and are not in the tables; as they were sealed they "
                 "lie in the folder sealed.\r\n";
        for (std::size_t i = 0; i < m_report.shut.size(); ++i) {
            base::Error const& error = m_report.shut[i].error;
            text +=
                fmt::format("{}\t{}\t{}\r\n", error.where, m_shutAt[i], error.message.in(m_options.words));
        }
        return folder.put(zh ? "没有打开的答卷.txt" : "not opened.txt", text);
    }

    Result<void> writeSummary(OutFolder& folder) {
        std::vector<figures::Summary> const forms = m_tables.summaries();
        std::size_t counted = 0;
        for (figures::Summary const& form : forms) counted += form.submissions;
        Result<std::size_t> const all = m_store.count(store::Which::All);
        if (!all) return base::pass(all);
        std::size_t const others = *all - std::min(*all, m_report.submissions);
        internal::NotCounted const left{.shut = m_report.submissions - counted,
                                        .partial = m_report.partial,
                                        .before = m_options.refused ? 0 : others,
                                        .taken = m_options.refused ? others : 0};
        figures::Head const head{m_occasion.banner, m_occasion.unit, base::isoLocal(m_clock.wall()),
                                 internal::notesOf(left, m_options.words)};
        return internal::writeSummary(folder, m_options.look, head, forms, m_options.words,
                                      m_report.findings);
    }

    Result<void> writeManifest(OutFolder& folder) {
        internal::Manifest const manifest{m_report.id,
                                          m_options.program,
                                          base::isoLocal(m_clock.wall()),
                                          m_occasion.unit,
                                          m_occasion.activity,
                                          m_options.all,
                                          m_report.submissions,
                                          m_report.partial,
                                          m_options.assisted,
                                          m_tables.counts(),
                                          {},
                                          m_occasion.banner,
                                          m_options.refused};
        Result<void> const done = internal::writeManifest(folder, manifest);
        m_report.bytes = folder.files().bytes();
        return done;
    }

    [[nodiscard]] Result<void> tell(std::size_t done) const {
        return internal::tell(m_options.progress, Step::Write, done, m_sequences.size());
    }

    [[nodiscard]] std::string label() const {
        std::string const name =
            internal::occasionName(m_occasion.unit, m_occasion.activity, base::stampLocal(m_clock.wall()));
        if (!m_options.refused) return name;
        return name + (m_options.words == base::Language::Chinese ? "_被拒绝" : "_refused");
    }

    [[nodiscard]] std::string folderName() const {
        bool const zh = m_options.words == base::Language::Chinese;
        char const* const readable = m_report.opened == 0 ? "" : zh ? "_可读" : "_readable";
        return label() + "_" + internal::countName(m_report.submissions, m_report.partial, m_options.words) +
               readable;
    }

    store::Store& m_store;
    Occasion const& m_occasion;
    base::Clock const& m_clock;
    ExportOptions const& m_options;
    internal::Tables m_tables;
    store::Which m_which;
    store::Which m_whichPartial;
    std::string m_mine; ///< the key's fingerprint; empty: there is none
    ExportReport m_report;
    std::vector<std::string> m_shutAt; ///< when each of those was stored
    std::vector<std::int64_t> m_sequences;
};

} // namespace

Result<ExportReport> exportResponses(store::Store& store, Occasion const& occasion,
                                     std::vector<form::Form const*> const& forms, fs::path const& target,
                                     base::Clock const& clock, ExportOptions const& options) {
    return Exporter(store, occasion, forms, clock, options).run(target);
}

} // namespace huibiao::handover
