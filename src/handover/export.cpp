#include "handover/export.h"

#include "base/file.h"
#include "base/log.h"
#include "base/utf8.h"
#include "crypto/hash.h"
#include "crypto/secret.h"
#include "handover/internal/manifest.h"
#include "handover/internal/names.h"
#include "handover/internal/out_folder.h"
#include "handover/internal/table_files.h"

#include <fmt/format.h>

#include <algorithm>
#include <map>

namespace huibiao::handover {

namespace fs = std::filesystem;
using base::fail;
using base::Kind;
using base::Result;
using internal::OutFolder;
using internal::TableFiles;

namespace {

/// Of unit and activity each; with time and count the whole stays under 255.
constexpr std::size_t partBytes = 90;
constexpr std::size_t instanceNameBytes = 120;

/// The UUID, as ours are. An id with other characters, which might become equal to another's once
/// they are replaced or cases are not told apart, gets its number behind it.
std::string fileNameOf(store::Entry const& entry) {
    std::string_view id = entry.instanceId;
    if (id.starts_with("uuid:")) id.remove_prefix(5);
    bool const plain = id.size() == 36 && id.find_first_not_of("0123456789abcdef-") == std::string_view::npos;
    if (plain) return std::string(id);
    return internal::safeName(id, instanceNameBytes) + fmt::format("~{}", entry.sequence);
}

class Exporter {
public:
    Exporter(store::Store& store, Occasion const& occasion, std::vector<form::Form const*> const& forms,
             base::Clock const& clock, ExportOptions const& options)
        : m_store(store), m_occasion(occasion), m_forms(forms), m_clock(clock), m_options(options),
          m_which(options.all ? store::Which::All : store::Which::NotExported),
          m_whichPartial(options.all ? store::Which::Partial : store::Which::PartialNotExported) {}

    Result<ExportReport> run(fs::path const& target) {
        Result<std::vector<std::int64_t>> found = m_store.sequences(m_which);
        if (!found) return base::pass(found);
        m_sequences = std::move(*found);
        m_report.submissions = m_sequences.size();
        Result<std::vector<std::int64_t>> const partial = m_store.sequences(m_whichPartial);
        if (!partial) return base::pass(partial);
        m_report.partial = partial->size();
        m_sequences.insert(m_sequences.end(), partial->begin(), partial->end());
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
            if (Result<void> const done = (this->*step)(*folder); !done) return base::pass(done);
        if (Result<void> const done = folder->publish(folderName()); !done) return base::pass(done);
        if (Result<void> const done = check(*folder); !done) return base::pass(done);
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
    form::Form const* formOf(std::string const& id, std::string const& version) const {
        form::Form const* sameId = nullptr;
        for (form::Form const* form : m_forms) {
            if (form->id() != id) continue;
            if (form->version() == version) return form;
            if (!sameId) sameId = form;
        }
        return sameId;
    }

    Result<void> prepareTables(OutFolder& folder) {
        bool needed = false;
        for (bool const partial : {false, true}) {
            Result<std::vector<store::Edition>> const editions =
                m_store.editions(partial ? m_whichPartial : m_which);
            if (!editions) return base::pass(editions);
            for (store::Edition const& edition : *editions) {
                TableFiles& files = tableFor({partial, edition.formId}, edition);
                needed = needed || files.answers().unfamiliar(edition.formVersion);
            }
        }
        auto const complete = std::count_if(m_tables.begin(), m_tables.end(),
                                            [](auto const& table) { return !table.first.first; });
        for (auto& [key, files] : m_tables) {
            auto const& [partial, id] = key;
            form::Form const* const form = formOf(id, "");
            std::string suffix;
            if (partial) suffix += m_options.words == base::Language::Chinese ? "_未完成" : "_partial";
            if (complete > 1 || (partial && m_tables.size() > 2))
                suffix += "_" + (form && !form->title().empty() ? form->title() : id);
            files.setSuffix(std::move(suffix));
        }
        // Only versions that no form at hand describes have to be read beforehand.
        if (Result<void> const done = needed ? learn() : Result<void>{}; !done) return done;
        for (auto& [key, files] : m_tables)
            if (Result<void> const done = files.begin(folder, m_names, m_options.temporaryFolder); !done)
                return done;
        return {};
    }

    using TableKey = std::pair<bool, std::string>; ///< partial, form id

    TableFiles& tableFor(TableKey const& key, store::Edition const& edition) {
        form::Form const* const form = formOf(edition.formId, edition.formVersion);
        if (!key.first) m_counts.push_back({edition.formId, edition.formVersion, form ? form->title() : "", 0});
        if (auto const found = m_tables.find(key); found != m_tables.end()) return found->second;
        report::Wording const wording{m_options.words,
                                      form ? report::languageOf(*form, m_options.words) : 0,
                                      m_options.assisted};
        return m_tables.emplace(key, TableFiles(report::Answers::of(form, wording), m_options.words))
            .first->second;
    }

    static TableKey keyOf(store::Entry const& entry) { return {!entry.complete, entry.formId}; }

    Result<void> learn() {
        for (std::int64_t const sequence : m_sequences) {
            Result<store::Stored> const stored = m_store.read(sequence);
            if (!stored) return base::pass(stored);
            auto const files = m_tables.find(keyOf(stored->entry));
            if (files != m_tables.end() && files->second.answers().unfamiliar(stored->entry.formVersion))
                files->second.answers().learn(*stored);
        }
        return {};
    }

    Result<void> writeSubmissions(OutFolder& folder) {
        bool const zh = m_options.words == base::Language::Chinese;
        std::string const complete = zh ? "提交" : "submissions";
        std::string const partial = zh ? "未完成" : "partial";
        if (Result<void> const done = folder.makeFolder(complete); !done) return done;
        if (m_report.partial > 0)
            if (Result<void> const done = folder.makeFolder(partial); !done) return done;
        std::size_t written = 0;
        for (std::int64_t const sequence : m_sequences) {
            if (Result<void> const going = tell(Step::Write, written++, m_sequences.size()); !going)
                return going;
            Result<store::Stored> const stored = m_store.read(sequence);
            if (!stored) return base::pass(stored);
            std::string const name =
                (stored->entry.complete ? complete : partial) + "/" + fileNameOf(stored->entry);
            if (Result<void> const done = folder.put(name + ".xml", stored->submission.xml); !done)
                return done;
            if (Result<void> const done = writeAttachments(folder, name, stored->submission); !done)
                return done;
            if (Result<void> const done = m_tables.at(keyOf(stored->entry)).add(*stored, m_report.findings);
                !done)
                return done;
            for (internal::FormCount& count : m_counts)
                if (stored->entry.complete && count.id == stored->entry.formId && count.version == stored->entry.formVersion)
                    ++count.submissions;
        }
        for (auto& [key, files] : m_tables)
            if (Result<void> const done = files.finish(folder); !done) return done;
        return tell(Step::Write, m_sequences.size(), m_sequences.size());
    }

    static Result<void> writeAttachments(OutFolder& folder, std::string const& name,
                                         form::Submission const& submission) {
        if (submission.attachments.empty()) return {};
        if (Result<void> const done = folder.makeFolder(name); !done) return done;
        internal::Names names;
        for (form::Attachment const& attachment : submission.attachments) {
            std::string const file = name + "/" + names.take(attachment.name, instanceNameBytes);
            if (Result<void> const done = folder.put(file, attachment.bytes); !done) return done;
        }
        return {};
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
                                          m_counts,
                                          {}};
        Result<void> const done = internal::writeManifest(folder, manifest);
        m_report.bytes = folder.files().bytes();
        return done;
    }

    /// Against what was meant to be written, not against what the volume says of itself.
    Result<void> check(OutFolder const& folder) {
        std::size_t checked = 0;
        Result<void> const done = folder.files().each([&](internal::FileSum const& meant) -> Result<void> {
            if (Result<void> const going = tell(Step::Check, checked++, folder.files().size()); !going)
                return going;
            Result<internal::FileSum> const found = internal::sumOf(folder.path() / meant.path, true);
            if (!found) return base::pass(found);
            if (found->bytes == meant.bytes && found->sha256 == meant.sha256) return {};
            return fail(Kind::Io,
                        {"写入后核对不一致，没有标记为已导出；请换一个U盘再导出一次",
                         "what was read back differs; nothing was marked as exported. Use another stick and "
                         "export again"},
                        (folder.path() / meant.path).string());
        });
        if (!done) return done;
        return tell(Step::Check, folder.files().size(), folder.files().size());
    }

    [[nodiscard]] Result<void> tell(Step step, std::size_t done, std::size_t total) const {
        if (!m_options.progress || m_options.progress(step, done, total)) return {};
        return fail(Kind::Cancelled, {"导出已取消，U盘上没有留下文件",
                                      "the export was cancelled; nothing was left on the volume"});
    }

    [[nodiscard]] std::string folderName() const {
        bool const zh = m_options.words == base::Language::Chinese;
        std::string const count =
            zh ? fmt::format("{}份", m_report.submissions) : fmt::format("{}", m_report.submissions);
        std::string name;
        for (std::string const& part : {m_occasion.unit, m_occasion.activity})
            if (!base::trim(part).empty()) name += internal::safeName(part, partBytes) + "_";
        return name + base::stampLocal(m_clock.wall()) + "_" + count;
    }

    store::Store& m_store;
    Occasion const& m_occasion;
    std::vector<form::Form const*> const& m_forms;
    base::Clock const& m_clock;
    ExportOptions const& m_options;
    store::Which m_which;
    store::Which m_whichPartial;
    ExportReport m_report;
    std::vector<std::int64_t> m_sequences;
    std::map<TableKey, TableFiles> m_tables;
    internal::Names m_names;                    ///< of the files beside one another
    std::vector<internal::FormCount> m_counts;
};

} // namespace

Result<ExportReport> exportResponses(store::Store& store, Occasion const& occasion,
                                     std::vector<form::Form const*> const& forms, fs::path const& target,
                                     base::Clock const& clock, ExportOptions const& options) {
    return Exporter(store, occasion, forms, clock, options).run(target);
}

} // namespace huibiao::handover
