#include "handover/internal/tables.h"

#include "handover/internal/index.h"

#include <fmt/format.h>

#include <algorithm>

namespace huibiao::handover::internal {

using base::fail;
using base::Kind;
using base::Result;

namespace {
constexpr std::size_t instanceNameBytes = 120;
}

void countEdition(std::vector<store::Edition>& editions, store::Entry const& entry) {
    for (store::Edition& edition : editions) {
        if (edition.formId != entry.formId || edition.formVersion != entry.formVersion ||
            edition.complete != entry.complete)
            continue;
        ++edition.count;
        return;
    }
    editions.push_back({entry.formId, entry.formVersion, 1, {}, entry.complete});
}

std::string fileNameOf(store::Entry const& entry) {
    std::string_view id = entry.instanceId;
    if (id.starts_with("uuid:")) id.remove_prefix(5);
    bool const plain = id.size() == 36 && id.find_first_not_of("0123456789abcdef-") == std::string_view::npos;
    if (plain) return std::string(id);
    return safeName(id, instanceNameBytes) + fmt::format("~{}", entry.sequence);
}

std::string attachmentName(Names& names, std::string const& name) {
    return names.take(name, instanceNameBytes);
}

form::Form const* Tables::formOf(std::string const& id, std::string const& version) const {
    form::Form const* sameId = nullptr;
    for (form::Form const* form : m_forms) {
        if (form->id() != id) continue;
        if (form->version() == version) return form;
        if (!sameId) sameId = form;
    }
    return sameId;
}

std::string Tables::place(bool complete) const {
    bool const zh = m_words == base::Language::Chinese;
    if (complete) return zh ? "提交" : "submissions";
    return zh ? "未完成" : "partial";
}

std::string Tables::suffix(Key const& key) const {
    auto const& [partial, id] = key;
    auto const forms = std::count_if(m_files.begin(), m_files.end(),
                                     [&](auto const& other) { return other.first.first == partial; });
    std::string out;
    if (partial) out += m_words == base::Language::Chinese ? "_未完成" : "_partial";
    form::Form const* const form = formOf(id, "");
    if (forms > 1) out += "_" + (form && !form->title().empty() ? form->title() : id);
    return out;
}

TableFiles& Tables::files(store::Edition const& edition) {
    Key const key{!edition.complete, edition.formId};
    if (auto const found = m_files.find(key); found != m_files.end()) return found->second;
    // The present version's columns first, whichever the answers begin with.
    std::optional<report::Answers> answers;
    for (form::Form const* const form : m_forms) {
        if (form->id() != edition.formId) continue;
        std::size_t const language = report::languageOf(*form, m_words);
        if (answers)
            answers->know(*form, language);
        else
            answers = report::Answers::of(form, {m_words, language, m_assisted});
    }
    if (!answers) answers = report::Answers::of(nullptr, {m_words, 0, m_assisted});
    return m_files.emplace(key, TableFiles(std::move(*answers), m_words)).first->second;
}

Result<void> Tables::begin(OutFolder& folder, std::vector<store::Edition> const& editions,
                           std::string const& label, Learn const& learn,
                           std::filesystem::path const& temporaryFolder) {
    if (editions.empty()) return {};
    for (store::Edition const& edition : editions) files(edition);
    std::map<Key, std::size_t> counts;
    for (store::Edition const& edition : editions)
        counts[{!edition.complete, edition.formId}] += edition.count;
    for (auto& [key, files] : m_files) {
        files.setSuffix(suffix(key));
        files.setLabel(label + "_" + countName(counts[key], 0, m_words));
    }
    bool const unknown = std::any_of(editions.begin(), editions.end(), [&](store::Edition const& edition) {
        return files(edition).answers().unfamiliar(edition.formVersion);
    });
    // Only versions that no form at hand describes have to be read beforehand.
    if (unknown) {
        Result<void> const done = learn([&](store::Stored const& stored) {
            auto const files = m_files.find(keyOf(stored.entry));
            if (files != m_files.end() && files->second.answers().unfamiliar(stored.entry.formVersion))
                files->second.answers().learn(stored);
        });
        if (!done) return done;
    }
    for (auto& [key, files] : m_files)
        if (Result<void> const done = files.begin(folder, m_names, temporaryFolder); !done) return done;
    for (bool const complete : {true, false}) {
        bool const any = std::any_of(editions.begin(), editions.end(), [&](store::Edition const& edition) {
            return edition.complete == complete;
        });
        if (!any) continue;
        if (Result<void> const done = folder.makeFolder(place(complete)); !done) return done;
    }
    Result<OutFile> index = folder.open(openIndexName);
    if (!index) return base::pass(index);
    m_index.emplace(std::move(*index));
    return {};
}

Result<void> Tables::add(OutFolder& folder, store::Stored const& stored, base::Findings& findings) {
    std::string const name = place(stored.entry.complete) + "/" + fileNameOf(stored.entry);
    if (Result<void> const done = folder.put(name + ".xml", stored.submission.xml); !done) return done;
    IndexLine line{name, stored.entry, {}};
    for (form::Attachment const& attachment : stored.submission.attachments)
        line.attachments.push_back(attachment.name);
    if (Result<void> const done = m_index->write(indexLine(line)); !done) return done;
    if (!stored.submission.attachments.empty()) {
        if (Result<void> const done = folder.makeFolder(name); !done) return done;
        Names names;
        for (form::Attachment const& attachment : stored.submission.attachments) {
            std::string const file = name + "/" + attachmentName(names, attachment.name);
            if (Result<void> const done = folder.put(file, attachment.bytes); !done) return done;
        }
    }
    return m_files.at(keyOf(stored.entry)).add(stored, findings);
}

Result<void> Tables::finish(OutFolder& folder) {
    if (m_index) {
        Result<FileSum> sum = m_index->close();
        if (!sum) return base::pass(sum);
        sum->path = openIndexName;
        folder.note(*sum);
    }
    for (auto& [key, files] : m_files)
        if (Result<void> const done = files.finish(folder); !done) return done;
    return {};
}

std::vector<figures::Summary> Tables::summaries() {
    std::vector<std::pair<std::string, figures::Summary>> found;
    for (auto& [key, files] : m_files)
        if (!key.first) found.emplace_back(key.second, files.answers().summary());
    auto const place = [&](std::string const& id) {
        return std::find_if(m_forms.begin(), m_forms.end(),
                            [&](auto const* form) { return form->id() == id; });
    };
    std::stable_sort(found.begin(), found.end(),
                     [&](auto const& a, auto const& b) { return place(a.first) < place(b.first); });
    std::vector<figures::Summary> out;
    for (auto& [id, summary] : found) {
        if (summary.title.empty()) summary.title = id; // its form is lost
        if (summary.submissions > 0) out.push_back(std::move(summary));
    }
    return out;
}

void Tables::count(store::Entry const& entry) {
    if (!entry.complete) return;
    for (FormCount& count : m_counts)
        if (count.id == entry.formId && count.version == entry.formVersion &&
            count.sealedFor == entry.sealedFor) {
            ++count.submissions;
            return;
        }
    form::Form const* const form = formOf(entry.formId, entry.formVersion);
    m_counts.push_back({entry.formId, entry.formVersion, form ? form->title() : "", 1, entry.sealedFor});
}

Result<void> tell(Progress const& progress, Step step, std::size_t done, std::size_t total) {
    if (!progress || progress(step, done, total)) return {};
    return fail(Kind::Cancelled, {"导出已取消，U盘上没有留下文件",
                                  "the export was cancelled; nothing was left on the volume"});
}

Result<void> checkWritten(OutFolder const& folder, Progress const& progress) {
    std::size_t checked = 0;
    std::size_t const total = folder.files().size();
    Result<void> const done = folder.files().each([&](FileSum const& meant) -> Result<void> {
        if (Result<void> const going = tell(progress, Step::Check, checked++, total); !going) return going;
        Result<FileSum> const found = sumOf(folder.path() / meant.path, true);
        if (!found) return base::pass(found);
        if (found->bytes == meant.bytes && found->sha256 == meant.sha256) return {};
        return fail(Kind::Io,
                    {"写入后核对不一致，没有标记为已导出；请换一个U盘再导出一次",
                     "what was read back differs; nothing was marked as exported. Use another stick and "
                     "export again"},
                    (folder.path() / meant.path).string());
    });
    if (!done) return done;
    return tell(progress, Step::Check, total, total);
}

} // namespace huibiao::handover::internal
