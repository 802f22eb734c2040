#include "event/internal/edit.h"

#include "base/file.h"
#include "base/utf8.h"
#include "event/internal/settings.h"

#include <fmt/format.h>

#include <regex>

namespace huibiao::event {

namespace {

std::string withLine(std::string const& text, std::string const& table, std::string const& key,
                     std::string const& value) {
    std::string const line = fmt::format("{} = \"{}\"", key, value);
    std::vector<std::string> lines = base::split(text, '\n');
    bool inside = false;
    std::size_t header = lines.size();
    static std::regex const heading(R"(^\s*\[+\s*([^\]]*?)\s*\]+\s*(#.*)?\r?$)");
    std::regex const same("^\\s*" + key + "\\s*=.*\\r?$");
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::smatch found;
        if (std::regex_match(lines[i], found, heading)) {
            inside = found[1] == table;
            if (inside) header = i;
        } else if (inside && std::regex_match(lines[i], same)) {
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
    return out + ending + "\n[" + table + "]" + ending + "\n" + line + ending + "\n";
}

} // namespace

base::Result<void> setText(std::filesystem::path const& file, std::string const& table,
                           std::string const& key, std::string const& value) {
    auto const text = base::readFile(file, 1U << 20U);
    if (!text) return base::pass(text);
    std::string const changed = withLine(*text, table, key, value);
    try {
        toml::table const parsed = toml::parse(std::string_view(changed));
        if (parsed[table][key].value_or(std::string()) == value) return base::writeDurably(file, changed);
    } catch (toml::parse_error const&) {
    }
    return base::fail(
        base::Kind::Invalid,
        {fmt::format("[{0}] 的写法特殊，无法自动写入：请改成单独一行 [{0}]", table),
         fmt::format("the [{0}] table is written in an unusual way: put [{0}] on a line of its own", table)},
        file.string());
}

} // namespace huibiao::event
