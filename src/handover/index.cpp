#include "handover/internal/index.h"

#include "base/utf8.h"
#include "handover/internal/names.h"
#include "handover/internal/tables.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <stdexcept>

namespace huibiao::handover::internal {

using base::fail;
using base::Kind;
using base::Result;

namespace {

using Json = nlohmann::ordered_json;

/// Names that we would give, one or two of them.
bool staysInside(std::string const& path) {
    std::vector<std::string> const parts = base::split(path, '/');
    return !parts.empty() && parts.size() <= 2 &&
           std::all_of(parts.begin(), parts.end(),
                       [](std::string const& part) { return safeName(part, 255) == part; });
}

} // namespace

std::string indexLine(IndexLine const& line) {
    store::Entry const& entry = line.entry;
    auto const wall = std::chrono::duration_cast<std::chrono::milliseconds>(entry.wall.time_since_epoch());
    Json json{
        {"folder", line.folder},     {"sequence", entry.sequence},         {"storedAt", entry.storedAt},
        {"wallMs", wall.count()},    {"clockTrusted", entry.clockTrusted}, {"sealedFor", entry.sealedFor},
        {"complete", entry.complete}};
    if (!line.attachments.empty()) json["attachments"] = line.attachments;
    return json.dump(-1, ' ', false, Json::error_handler_t::replace) + "\n";
}

Result<std::vector<IndexLine>> readIndex(std::string_view lines, std::string const& where) {
    std::vector<IndexLine> out;
    for (std::string const& text : base::split(lines, '\n')) {
        if (text.empty()) continue;
        try {
            Json const json = Json::parse(text);
            IndexLine line;
            json.at("folder").get_to(line.folder);
            json.at("sequence").get_to(line.entry.sequence);
            json.at("storedAt").get_to(line.entry.storedAt);
            line.entry.wall =
                base::WallTime(std::chrono::milliseconds(json.at("wallMs").get<std::int64_t>()));
            json.at("clockTrusted").get_to(line.entry.clockTrusted);
            json.at("sealedFor").get_to(line.entry.sealedFor);
            line.entry.complete = json.value("complete", true);
            line.attachments = json.value("attachments", std::vector<std::string>());
            if (!staysInside(line.folder)) throw std::invalid_argument(line.folder);
            out.push_back(std::move(line));
        } catch (std::exception const&) {
            return fail(Kind::Invalid,
                        {"答卷的目录读不出来，可能已损坏",
                         "the index of the submissions cannot be read; it may be damaged"},
                        where);
        }
    }
    return out;
}

Result<void> putForms(OutFolder& folder, std::vector<FormText> const& texts) {
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

} // namespace huibiao::handover::internal
