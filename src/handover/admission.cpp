#include "handover/internal/admission.h"

#include "base/utf8.h"

#include <fmt/format.h>

#include <algorithm>

namespace huibiao::handover::internal {

namespace fs = std::filesystem;
using base::Findings;
using base::Kind;

namespace {

constexpr std::uint64_t MostSettings = 1U << 20U; // bytes of event.toml, as event::open has it

void refuse(Findings& findings, base::Words words, std::string where) {
    findings.push_back({false, {Kind::Invalid, std::move(words), std::move(where)}});
}

/// Without "." and a slash at its end.
fs::path tidy(std::string const& name) {
    fs::path path = fs::path(name).lexically_normal();
    return path.has_filename() ? path : path.parent_path();
}

bool within(fs::path const& file, fs::path const& folder) {
    auto const [ended, _] = std::mismatch(folder.begin(), folder.end(), file.begin(), file.end());
    return ended == folder.end();
}

/// Answers go nowhere but into a folder of the bundle's own.
bool dataFolderMay(std::string const& name) {
    fs::path const folder = tidy(name);
    return !folder.empty() && !folder.is_absolute() &&
           std::all_of(folder.begin(), folder.end(), [](fs::path const& part) {
               std::string const& text = part.native();
               return text.front() != '.' &&
                      std::none_of(text.begin(), text.end(), [](unsigned char c) { return c < ' '; });
           });
}

} // namespace

Admitted admit(Beneath const& source, event::Contents const& contents, BundleLimits const& limits,
               Findings& findings) {
    Admitted out;
    if (!dataFolderMay(contents.dataFolder)) {
        refuse(findings,
               {"event.toml 的 [data] folder 只能是活动包里的一个文件夹，如 \"data\"",
                "[data] folder of event.toml can only be a folder in the bundle, like \"data\""},
               "event.toml");
        return out;
    }
    if (contents.files.size() > limits.files) {
        refuse(findings,
               {fmt::format("活动包里的文件太多：{}个，最多{}个", contents.files.size(), limits.files),
                fmt::format("the bundle names too many files: {}, at most {}", contents.files.size(),
                            limits.files)},
               "event.toml");
        return out;
    }
    fs::path const data = tidy(contents.dataFolder);
    for (fs::path const& name : contents.files) {
        std::string const shown = base::validUtf8(name.string()) ? name.string() : "event.toml";
        if (name.filename() == event::privateKeyName || within(name, data)) {
            refuse(findings,
                   {"这是私钥或答卷，不能当作活动包的文件",
                    "this is a private key or part of the answers, and no file of a bundle"},
                   shown);
            continue;
        }
        auto const size = source.size(name);
        if (!size && size.error().kind == Kind::Missing) continue; // whoever needs it says so
        if (!size) {
            findings.push_back({false, size.error()});
            continue;
        }
        std::uint64_t const most =
            name == "event.toml" ? std::min(MostSettings, limits.fileBytes) : limits.fileBytes;
        if (*size > most) {
            refuse(findings,
                   {fmt::format("文件太大（{}），最多 {}", readable(*size), readable(most)),
                    fmt::format("the file is too large ({}), at most {}", readable(*size), readable(most))},
                   shown);
            continue;
        }
        out.files.push_back(name);
        out.bytes += *size;
    }
    if (out.bytes > limits.bytes)
        refuse(findings,
               {fmt::format("活动包太大（{}），最多 {}", readable(out.bytes), readable(limits.bytes)),
                fmt::format("the bundle is too large ({}), at most {}", readable(out.bytes),
                            readable(limits.bytes))},
               "event.toml");
    return out;
}

} // namespace huibiao::handover::internal
