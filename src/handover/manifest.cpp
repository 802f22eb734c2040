#include "handover/internal/manifest.h"

#include "base/file.h"
#include "base/utf8.h"
#include "handover/export.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <set>

namespace huibiao::handover {

namespace fs = std::filesystem;
using base::fail;
using base::Kind;
using base::Result;

namespace internal {

namespace {

using Json = nlohmann::ordered_json;
constexpr char const* formatName = "huibiao export";
constexpr int formatVersion = 1;

bool staysInside(std::string const& path) {
    fs::path const parts(path);
    return !path.empty() && parts.is_relative() && path.find('\0') == std::string::npos &&
           std::none_of(parts.begin(), parts.end(),
                        [](fs::path const& part) { return part == ".." || part == "."; });
}

} // namespace

Result<void> writeManifest(OutFolder& folder, Manifest const& manifest) {
    auto const text = [](Json const& json, int indent) {
        return json.dump(indent, ' ', false, Json::error_handler_t::replace);
    };
    Json forms = Json::array();
    for (FormCount const& form : manifest.forms) {
        forms.push_back({{"id", form.id},
                         {"version", form.version},
                         {"title", form.title},
                         {"submissions", form.submissions}});
        if (!form.sealedFor.empty()) forms.back()["sealedFor"] = form.sealedFor;
    }
    Json const head{{"format", formatName},
                    {"formatVersion", formatVersion},
                    {"id", manifest.id},
                    {"program", manifest.program},
                    {"created", manifest.created},
                    {"unit", manifest.unit},
                    {"activity", manifest.activity},
                    {"banner", manifest.banner},
                    {"contents", manifest.refused ? "refused"
                                 : manifest.all   ? "all"
                                                  : "new"},
                    {"submissions", manifest.submissions},
                    {"partial", manifest.partial},
                    {"assisted", manifest.assisted},
                    {"forms", std::move(forms)}};
    Result<OutFile> file = folder.open(manifestName);
    if (!file) return base::pass(file);
    // The files' lines go out one by one: there may be hundreds of thousands.
    std::string part = text(head, 1);
    part.resize(part.rfind('\n'));
    part += ",\n \"files\": [";
    char const* separator = "\n  ";
    Result<void> done = folder.files().each([&](FileSum const& sum) {
        part += separator + text({{"path", sum.path}, {"bytes", sum.bytes}, {"sha256", sum.sha256}}, -1);
        separator = ",\n  ";
        Result<void> const written = file->write(part);
        part.clear();
        return written;
    });
    if (done) done = file->write(part + "\n ]\n}\n");
    if (!done) return done;
    Result<FileSum> sum = file->close();
    if (!sum) return base::pass(sum);
    sum->path = manifestName;
    folder.note(*sum);
    return {};
}

Result<Manifest> readManifest(std::string_view text, std::string const& where) {
    auto const bad = [&] {
        return fail(
            Kind::Invalid,
            {"清单（manifest.json）读不出来，可能已损坏", "manifest.json cannot be read; it may be damaged"},
            where);
    };
    try {
        Json const json = Json::parse(text);
        if (json.at("format") != formatName) return bad();
        if (json.at("formatVersion") != formatVersion)
            return fail(Kind::Unsupported,
                        {"这份导出是更新版本的程序写的，请升级 huibiao",
                         "this export was made by a newer program; upgrade huibiao"},
                        where);
        Manifest manifest;
        json.at("id").get_to(manifest.id);
        json.at("created").get_to(manifest.created);
        json.at("unit").get_to(manifest.unit);
        json.at("activity").get_to(manifest.activity);
        json.at("submissions").get_to(manifest.submissions);
        manifest.banner = json.value("banner", "");
        manifest.assisted = json.value("assisted", false);
        manifest.partial = json.value("partial", std::size_t{0});
        manifest.all = json.at("contents") == "all";
        for (Json const& form : json.at("forms"))
            manifest.forms.push_back({form.at("id"), form.at("version"), form.at("title"),
                                      form.at("submissions"), form.value("sealedFor", "")});
        for (Json const& file : json.at("files")) {
            manifest.files.push_back({file.at("path"), file.at("bytes"), file.at("sha256")});
            if (!staysInside(manifest.files.back().path)) return bad();
        }
        return manifest;
    } catch (Json::exception const&) {
        return bad();
    }
}

} // namespace internal

Result<Verified> verifyExport(fs::path const& folder) {
    fs::path const manifestFile = folder / internal::manifestName;
    Result<std::string> const text = base::readFile(manifestFile);
    if (!text) return base::pass(text);
    Result<internal::Manifest> const manifest = internal::readManifest(*text, manifestFile.string());
    if (!manifest) return base::pass(manifest);

    Verified verified{manifest->id, manifest->submissions, manifest->files.size(), {}};
    std::set<std::string> listed{internal::manifestName};
    for (internal::FileSum const& file : manifest->files) {
        listed.insert(file.path);
        fs::path const path = folder / file.path;
        Result<internal::FileSum> const found = internal::sumOf(path, true);
        if (!found)
            verified.findings.push_back({false, found.error()});
        else if (found->bytes != file.bytes || found->sha256 != file.sha256)
            verified.findings.push_back(
                {false,
                 {Kind::Io,
                  {"文件与清单不符，请重新导出", "the file differs from the manifest; export again"},
                  path.string()}});
    }
    std::error_code code;
    for (fs::recursive_directory_iterator at(folder, code), end; !code && at != end; at.increment(code)) {
        if (at->is_directory(code)) continue;
        std::string const path = at->path().lexically_relative(folder).generic_string();
        if (!listed.contains(path))
            verified.findings.push_back({true,
                                         {Kind::Exists,
                                          {"清单里没有这个文件，是后来放进去的",
                                           "the manifest does not name this file; it was added later"},
                                          at->path().string()}});
    }
    return verified;
}

} // namespace huibiao::handover
