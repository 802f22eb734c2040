#include "base/file.h"
#include "base/utf8.h"
#include "crypto/secret.h"
#include "event/event.h"
#include "event/internal/settings.h"

#include <fmt/format.h>

#include <algorithm>
#include <regex>

namespace huibiao::event {

namespace {

/// The text with pin = "…" in its [staff] table; every other line stays as it is.
std::string withPin(std::string const& text, std::string const& hash) {
    std::string const line = fmt::format("pin = \"{}\"", hash);
    std::vector<std::string> lines = base::split(text, '\n');
    bool inStaff = false;
    std::size_t header = lines.size();
    static std::regex const table(R"(^\s*\[+\s*([^\]]*?)\s*\]+\s*(#.*)?\r?$)");
    static std::regex const pin(R"(^\s*pin\s*=.*$)");
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::smatch found;
        if (std::regex_match(lines[i], found, table)) {
            inStaff = found[1] == "staff";
            if (inStaff) header = i;
        } else if (inStaff && std::regex_match(lines[i], pin)) {
            lines[i] = line + (lines[i].ends_with('\r') ? "\r" : "");
            return base::join(lines, "\n");
        }
    }
    std::string const ending = text.find("\r\n") == std::string::npos ? "" : "\r";
    if (header < lines.size()) {
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(header) + 1, line + ending);
        return base::join(lines, "\n");
    }
    std::string out = text;
    if (!out.empty() && !out.ends_with('\n')) out += ending + "\n";
    return out + ending + "\n[staff]" + ending + "\n" + line + ending + "\n";
}

} // namespace

base::Result<void> setPin(fs::path const& folder, std::string_view pin) {
    bool const digits = std::all_of(pin.begin(), pin.end(), [](char c) { return c >= '0' && c <= '9'; });
    if (!digits || pin.size() < 4 || pin.size() > 12)
        return base::fail(base::Kind::Invalid, {"口令应是 4 到 12 位数字", "the PIN must be 4 to 12 digits"});
    fs::path const file = folder / "event.toml";
    if (auto const settings = Settings::read(file); !settings) return base::pass(settings);
    auto const text = base::readFile(file, 1U << 20U);
    if (!text) return base::pass(text);
    auto const hash = crypto::hashPin(pin);
    if (!hash) return base::pass(hash);
    std::string const changed = withPin(*text, *hash);
    // A file whose [staff] table is written in some other way (inline, dotted) must not be spoilt.
    try {
        toml::table const parsed = toml::parse(std::string_view(changed));
        if (parsed["staff"]["pin"].value_or(std::string()) == *hash) return base::writeDurably(file, changed);
    } catch (toml::parse_error const&) {
    }
    return base::fail(base::Kind::Invalid,
                      {"[staff] 的写法特殊，无法自动写入口令：请改成单独一行 [staff]",
                       "the [staff] table is written in an unusual way: put [staff] on a line of its own"},
                      file.string());
}

bool pinMatches(Event const& event, std::string_view pin) {
    return !event.pinHash.empty() && crypto::verifyPin(pin, event.pinHash).value_or(false);
}

} // namespace huibiao::event
