#include "event/internal/settings.h"

#include "base/file.h"
#include "base/utf8.h"

#include <fmt/format.h>

namespace huibiao::event {

namespace {

using base::Findings;
using base::Kind;

std::string at(std::string const& file, toml::node const& node) {
    auto const line = node.source().begin.line;
    return line == 0 ? file : fmt::format("{}:{}", file, line);
}

void wrong(Findings& findings, std::string where, base::Words words) {
    findings.push_back({false, {Kind::Invalid, std::move(words), std::move(where)}});
}

/// "link#2" is the third [[link]].
std::pair<std::string, std::size_t> entryOf(std::string_view table) {
    auto const hash = table.find('#');
    if (hash == std::string_view::npos) return {std::string(table), std::string::npos};
    return {std::string(table.substr(0, hash)), std::stoul(std::string(table.substr(hash + 1)))};
}

} // namespace

base::Result<Settings> Settings::read(std::filesystem::path const& file) {
    auto const bytes = base::readFile(file, 1U << 20U);
    if (!bytes) {
        if (bytes.error().kind == Kind::Missing)
            return base::fail(
                Kind::Missing,
                {"这不是活动包：缺少 event.toml（可用 huibiao event new 生成）",
                 "this is no event bundle: event.toml is missing (huibiao event new makes one)"},
                file.string());
        return base::pass(bytes);
    }
    if (!base::validUtf8(*bytes))
        return base::fail(
            Kind::Invalid,
            {"文件编码不是 UTF-8，请用记事本“另存为”时选 UTF-8", "not UTF-8; save the file as UTF-8"},
            file.string());
    Settings out;
    out.m_file = file.string();
    try {
        out.m_root = toml::parse(std::string_view(*bytes), out.m_file);
    } catch (toml::parse_error const& error) {
        std::string const reason(error.description());
        return base::fail(Kind::Invalid,
                          {"这一行写法不对（文字要放在英文引号 \" \" 里，每行一项）：" + reason,
                           "this line is not valid TOML: " + reason},
                          fmt::format("{}:{}", out.m_file, error.source().begin.line));
    }
    return out;
}

toml::table const* Settings::tableNamed(std::string_view name) const {
    auto const [base, index] = entryOf(name);
    toml::node const* const node = m_root.get(base);
    if (node == nullptr) return nullptr;
    if (index == std::string::npos) return node->as_table();
    toml::array const* const array = node->as_array();
    return array != nullptr && index < array->size() ? (*array)[index].as_table() : nullptr;
}

toml::node const* Settings::find(std::string_view table, std::string_view key) {
    m_asked.insert(entryOf(table).first);
    m_asked.insert(entryOf(table).first + "." + std::string(key));
    toml::table const* const found = tableNamed(table);
    return found == nullptr ? nullptr : found->get(key);
}

std::optional<std::string> Settings::text(std::string_view table, std::string_view key, Findings& findings) {
    toml::node const* const node = find(table, key);
    if (node == nullptr) return std::nullopt;
    if (auto const* const value = node->as_string()) return base::trim(value->get());
    // A date needs no quotes in TOML; people write it either way.
    if (auto const* const date = node->as_date())
        return fmt::format("{:04}-{:02}-{:02}", date->get().year, date->get().month, date->get().day);
    wrong(findings, at(m_file, *node),
          {fmt::format("{} 应是英文引号里的一段文字", key), fmt::format("{} must be a text in quotes", key)});
    return std::nullopt;
}

std::optional<int> Settings::number(std::string_view table, std::string_view key, int least, int most,
                                    Findings& findings) {
    toml::node const* const node = find(table, key);
    if (node == nullptr) return std::nullopt;
    auto const* const value = node->as_integer();
    if (value != nullptr && value->get() >= least && value->get() <= most)
        return static_cast<int>(value->get());
    wrong(findings, at(m_file, *node),
          {fmt::format("{} 应是 {} 到 {} 之间的整数（不加引号）", key, least, most),
           fmt::format("{} must be a whole number from {} to {} (no quotes)", key, least, most)});
    return std::nullopt;
}

std::optional<bool> Settings::flag(std::string_view table, std::string_view key, Findings& findings) {
    toml::node const* const node = find(table, key);
    if (node == nullptr) return std::nullopt;
    if (auto const* const value = node->as_boolean()) return value->get();
    wrong(findings, at(m_file, *node),
          {fmt::format("{} 应是 true（要）或 false（不要），不加引号", key),
           fmt::format("{} must be true or false, without quotes", key)});
    return std::nullopt;
}

std::optional<std::vector<std::string>> Settings::list(std::string_view table, std::string_view key,
                                                       Findings& findings) {
    toml::node const* const node = find(table, key);
    if (node == nullptr) return std::nullopt;
    std::vector<std::string> out;
    if (toml::array const* const array = node->as_array()) {
        for (toml::node const& item : *array)
            if (auto const* const value = item.as_string()) out.push_back(base::trim(value->get()));
        if (out.size() == array->size()) return out;
    }
    wrong(
        findings, at(m_file, *node),
        {fmt::format("{} 应写成 [\"…\", \"…\"]", key), fmt::format("{} must be a list [\"…\", \"…\"]", key)});
    return std::nullopt;
}

int Settings::entries(std::string_view name, Findings& findings) {
    m_asked.insert(std::string(name));
    toml::node const* const node = m_root.get(name);
    if (node == nullptr) return 0;
    toml::array const* const array = node->as_array();
    if (array != nullptr && array->is_array_of_tables()) return static_cast<int>(array->size());
    wrong(findings, at(m_file, *node),
          {fmt::format("应写成 [[{}]]（两层方括号）", name),
           fmt::format("write [[{}]], with two brackets", name)});
    return 0;
}

std::string Settings::where(std::string_view table, std::string_view key) const {
    toml::table const* const found = tableNamed(table);
    if (found == nullptr) return m_file;
    toml::node const* const node = key.empty() ? nullptr : found->get(key);
    return at(m_file, node != nullptr ? *node : static_cast<toml::node const&>(*found));
}

void Settings::findUnknown(Findings& findings) const {
    auto const unknown = [&](toml::node const& node, std::string const& name) {
        findings.push_back({true,
                            {Kind::Invalid,
                             {fmt::format("不认识的设置“{}”，没有使用（拼写对吗？）", name),
                              fmt::format("unknown setting “{}”, not used (is it spelt right?)", name)},
                             at(m_file, node)}});
    };
    for (auto const& [tableKey, node] : m_root) {
        std::string const table(tableKey.str());
        if (!m_asked.contains(table)) {
            unknown(node, table);
            continue;
        }
        auto const keysOf = [&](toml::table const& inner) {
            for (auto const& [key, value] : inner)
                if (!m_asked.contains(table + "." + std::string(key.str())))
                    unknown(value, std::string(key.str()));
        };
        if (toml::table const* const inner = node.as_table()) keysOf(*inner);
        if (toml::array const* const array = node.as_array())
            for (toml::node const& item : *array)
                if (toml::table const* const inner = item.as_table()) keysOf(*inner);
    }
}

} // namespace huibiao::event
