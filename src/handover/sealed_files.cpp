#include "handover/internal/sealed_files.h"

#include "base/utf8.h"
#include "handover/internal/tables.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>

namespace huibiao::handover::internal {

using base::fail;
using base::Kind;
using base::Result;

namespace {
using Json = nlohmann::ordered_json;
}

Result<void> SealedFiles::begin(OutFolder& folder, std::vector<FormText> const& texts) {
    if (Result<void> const done = folder.makeFolder(sealedFolder); !done) return done;
    Result<OutFile> index = folder.open(indexName);
    if (!index) return base::pass(index);
    m_index.emplace(std::move(*index));
    if (texts.empty()) return {};
    if (Result<void> const done = folder.makeFolder(formsFolder); !done) return done;
    for (std::size_t i = 0; i < texts.size(); ++i) {
        std::string const place = fmt::format("{}/{}", formsFolder, i + 1);
        if (Result<void> const done = folder.makeFolder(place); !done) return done;
        if (Result<void> const done = folder.put(place + "/" + formName, texts[i].xml); !done) return done;
        Names names;
        static_cast<void>(attachmentName(names, formName));
        for (auto const& [name, bytes] : texts[i].files) {
            // A name that had to be changed would not be found again; a form has none such.
            if (attachmentName(names, name) != name) continue;
            if (Result<void> const done = folder.put(place + "/" + name, bytes); !done) return done;
        }
    }
    return {};
}

Result<void> SealedFiles::add(OutFolder& folder, store::Stored const& stored,
                              std::vector<FormText> const& texts) {
    if (!m_index)
        if (Result<void> const done = begin(folder, texts); !done) return done;
    std::string const name = fileNameOf(stored.entry);
    std::string const place = fmt::format("{}/{}", sealedFolder, name);
    if (Result<void> const done = folder.makeFolder(place); !done) return done;
    if (Result<void> const done = folder.put(place + "/" + sealedName, stored.submission.xml); !done)
        return done;
    Names names;
    for (form::Attachment const& file : stored.submission.attachments)
        if (Result<void> const done = folder.put(place + "/" + attachmentName(names, file.name), file.bytes);
            !done)
            return done;
    store::Entry const& entry = stored.entry;
    auto const wall = std::chrono::duration_cast<std::chrono::milliseconds>(entry.wall.time_since_epoch());
    Json const line{{"folder", name},
                    {"sequence", entry.sequence},
                    {"storedAt", entry.storedAt},
                    {"wallMs", wall.count()},
                    {"clockTrusted", entry.clockTrusted},
                    {"sealedFor", entry.sealedFor},
                    {"complete", entry.complete}};
    return m_index->write(line.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n");
}

Result<void> SealedFiles::finish(OutFolder& folder) {
    if (!m_index) return {};
    Result<FileSum> sum = m_index->close();
    if (!sum) return base::pass(sum);
    sum->path = indexName;
    folder.note(*sum);
    return {};
}

Result<std::vector<SealedLine>> readIndex(std::string_view lines, std::string const& where) {
    std::vector<SealedLine> out;
    for (std::string const& text : base::split(lines, '\n')) {
        if (text.empty()) continue;
        try {
            Json const json = Json::parse(text);
            SealedLine line;
            json.at("folder").get_to(line.folder);
            json.at("sequence").get_to(line.entry.sequence);
            json.at("storedAt").get_to(line.entry.storedAt);
            line.entry.wall =
                base::WallTime(std::chrono::milliseconds(json.at("wallMs").get<std::int64_t>()));
            json.at("clockTrusted").get_to(line.entry.clockTrusted);
            json.at("sealedFor").get_to(line.entry.sealedFor);
            line.entry.complete = json.value("complete", true);
            if (safeName(line.folder, 255) != line.folder) throw std::invalid_argument(line.folder);
            out.push_back(std::move(line));
        } catch (std::exception const&) {
            return fail(Kind::Invalid,
                        {"密封答卷的目录读不出来，可能已损坏",
                         "the index of the sealed submissions cannot be read; it may be damaged"},
                        where);
        }
    }
    return out;
}

} // namespace huibiao::handover::internal
