#include "handover/internal/export_reader.h"

#include "base/file.h"
#include "crypto/hash.h"
#include "handover/internal/names.h"
#include "handover/internal/sealed_files.h"
#include "handover/internal/tables.h"
#include "seal/seal.h"

#include <fmt/format.h>

#include <utility>

namespace huibiao::handover::internal {

namespace fs = std::filesystem;
using base::fail;
using base::Kind;
using base::Result;

Result<ExportReader> ExportReader::open(fs::path const& folder) {
    fs::path const file = folder / manifestName;
    Result<std::string> const text = base::readFile(file);
    if (!text) return base::pass(text);
    Result<Manifest> manifest = readManifest(*text, file.string());
    if (!manifest) return base::pass(manifest);
    return ExportReader(folder, std::move(*manifest));
}

ExportReader::ExportReader(fs::path folder, Manifest manifest)
    : m_folder(std::move(folder)), m_manifest(std::move(manifest)) {
    for (FileSum const& file : m_manifest.files) m_sums.emplace(file.path, file.sha256);
    m_manifest.files.clear();
}

Result<std::string> ExportReader::read(std::string const& path) const {
    Result<std::string> bytes = base::readFile(m_folder / path);
    if (!bytes) return bytes;
    auto const meant = m_sums.find(path);
    if (meant != m_sums.end() && meant->second == crypto::sha256Hex(*bytes)) return bytes;
    return fail(Kind::Invalid,
                {"文件与清单不符，被改动过或已损坏，没有打开",
                 "the file differs from the manifest: changed or damaged; it stays shut"},
                (m_folder / path).string());
}

std::string ExportReader::digest(std::string const& stem) const {
    std::string out;
    if (auto const xml = m_sums.find(stem + ".xml"); xml != m_sums.end()) out = xml->second;
    std::string const beside =
        stem.ends_with("/submission") ? stem.substr(0, stem.rfind('/') + 1) : stem + "/";
    for (auto at = m_sums.lower_bound(beside); at != m_sums.end() && at->first.starts_with(beside); ++at)
        out += at->first.substr(beside.size()) + at->second;
    return crypto::sha256Hex(out);
}

Result<std::vector<IndexLine>> ExportReader::sealedLines() const {
    if (!names(indexName)) return std::vector<IndexLine>();
    Result<std::string> const index = read(indexName);
    if (!index) return base::pass(index);
    return readIndex(*index, indexName);
}

std::vector<IndexLine> ExportReader::guessedLines(std::string const& key) const {
    std::vector<IndexLine> out;
    std::string const begin = std::string(sealedFolder) + "/";
    std::string const end = std::string("/") + sealedName;
    for (auto const& [path, sum] : m_sums) {
        if (!path.starts_with(begin) || !path.ends_with(end) || path.size() <= begin.size() + end.size())
            continue;
        IndexLine line;
        line.folder = path.substr(begin.size(), path.size() - begin.size() - end.size());
        line.entry.sequence = static_cast<std::int64_t>(out.size()) + 1;
        line.entry.clockTrusted = false;
        line.entry.sealedFor = key;
        out.push_back(std::move(line));
    }
    return out;
}

Result<store::Stored> ExportReader::sealed(IndexLine const& line, bool whole) const {
    std::string const place = fmt::format("{}/{}/", sealedFolder, line.folder);
    Result<std::string> xml = read(place + sealedName);
    if (!xml) return base::pass(xml);
    Result<seal::Manifest> manifest = seal::readManifest(*xml);
    if (!manifest) return base::pass(manifest);
    store::Stored stored{line.entry, {}};
    stored.entry.instanceId = manifest->instanceId;
    stored.entry.formId = manifest->formId;
    stored.entry.formVersion = manifest->formVersion;
    stored.submission.xml = std::move(*xml);
    if (!whole) return stored;
    Names names;
    manifest->media.push_back(manifest->xmlFile);
    for (std::string const& name : manifest->media) {
        Result<std::string> bytes = read(place + attachmentName(names, name));
        if (!bytes) return base::pass(bytes);
        stored.submission.attachments.push_back({name, "", std::move(*bytes)});
    }
    return stored;
}

std::vector<IndexLine> ExportReader::openLines(base::Findings& findings) const {
    if (names(openIndexName)) {
        Result<std::string> const index = read(openIndexName);
        Result<std::vector<IndexLine>> lines =
            index ? readIndex(*index, (m_folder / openIndexName).string()) : base::pass(index);
        if (lines) return std::move(*lines);
        findings.push_back({true, lines.error()});
    }
    std::vector<IndexLine> out;
    for (std::string const place : {"提交/", "submissions/", "未完成/", "partial/"})
        for (auto at = m_sums.lower_bound(place); at != m_sums.end() && at->first.starts_with(place); ++at) {
            std::string const& path = at->first;
            if (path.find('/', place.size()) !=
                std::string::npos) { // an attachment of the last one or the next
                std::string const stem = path.substr(0, path.find('/', place.size()));
                if (out.empty() || out.back().folder != stem) out.push_back({stem, {}, {}});
                out.back().attachments.push_back(path.substr(stem.size() + 1));
            } else if (path.ends_with(".xml")) {
                std::string const stem = path.substr(0, path.size() - 4);
                if (out.empty() || out.back().folder != stem) out.push_back({stem, {}, {}});
            }
        }
    for (std::size_t i = 0; i < out.size(); ++i) {
        out[i].entry.sequence = static_cast<std::int64_t>(i) + 1;
        out[i].entry.clockTrusted = false;
        out[i].entry.complete = out[i].folder.starts_with("提交") || out[i].folder.starts_with("submissions");
    }
    if (!out.empty())
        findings.push_back(
            {true,
             {Kind::Missing,
              {"这份导出里没有答卷的目录，合并后没有提交时间",
               "this export has no index of its submissions: merged, they are without their times"},
              m_folder.string()}});
    return out;
}

Result<store::Stored> ExportReader::submission(IndexLine const& line, bool whole) const {
    Result<std::string> xml = read(line.folder + ".xml");
    if (!xml) return base::pass(xml);
    Result<form::Submission> submission = form::readSubmission(std::move(*xml));
    if (!submission) {
        base::Error error = submission.error();
        error.where = (m_folder / (line.folder + ".xml")).string();
        return tl::unexpected<base::Error>(std::move(error));
    }
    store::Stored stored{line.entry, std::move(*submission)};
    stored.entry.instanceId = stored.submission.instanceId;
    stored.entry.formId = stored.submission.formId;
    stored.entry.formVersion = stored.submission.formVersion;
    stored.submission.complete = line.entry.complete;
    if (!whole) return stored;
    Names names;
    for (std::string const& name : line.attachments) {
        Result<std::string> bytes = read(line.folder + "/" + attachmentName(names, name));
        if (!bytes) return base::pass(bytes);
        stored.submission.attachments.push_back({name, "", std::move(*bytes)});
    }
    return stored;
}

std::vector<form::Form> ExportReader::forms(base::Findings& findings) const {
    std::vector<form::Form> out;
    for (int i = 1;; ++i) {
        std::string const place = fmt::format("{}/{}/", formsFolder, i);
        if (!names(place + formName)) return out;
        Result<std::string> const xml = read(place + formName);
        auto const beside = [&](std::string_view name) {
            return read(place + fs::path(std::string(name)).filename().string());
        };
        Result<form::Form> form = xml ? form::Form::load(*xml, beside) : Result<form::Form>(base::pass(xml));
        if (form)
            out.push_back(std::move(*form));
        else
            findings.push_back({true, form.error()});
    }
}

std::vector<FormText> ExportReader::texts() const {
    std::vector<FormText> out;
    for (int i = 1;; ++i) {
        std::string const place = fmt::format("{}/{}/", formsFolder, i);
        if (!names(place + formName)) return out;
        Result<std::string> xml = read(place + formName);
        if (!xml) continue;
        FormText text{std::move(*xml), {}};
        for (auto at = m_sums.lower_bound(place); at != m_sums.end() && at->first.starts_with(place); ++at) {
            std::string const name = at->first.substr(place.size());
            if (name == formName) continue;
            if (Result<std::string> bytes = read(at->first)) text.files.emplace_back(name, std::move(*bytes));
        }
        out.push_back(std::move(text));
    }
}

} // namespace huibiao::handover::internal
