#include "event/forms.h"

#include "base/file.h"
#include "base/utf8.h"
#include "crypto/rsa.h"
#include "event/internal/parts.h"
#include "xlsform/check.h"

#include <fmt/format.h>

#include <algorithm>
#include <regex>

namespace huibiao::event {

using base::Findings;
using base::Kind;
using base::Result;

namespace {

std::string inQuotes(std::string_view text) {
    std::string out = "\"";
    for (char const c : text) {
        if (c == '"' || c == '\\') out += '\\';
        out += c;
    }
    return out + "\"";
}

std::string quotedList(std::vector<std::string> const& names) {
    std::vector<std::string> out;
    for (std::string const& name : names) out.push_back(inQuotes(name));
    return "[" + base::join(out, ", ") + "]";
}

/// What an entry is to say.
struct Entry {
    std::string form;
    std::vector<std::string> earlier{};
};

/// Writes the entry of that number, its `form` and `earlier`; false where it is not found.
bool writeEntry(std::vector<std::string>& lines, std::size_t number, Entry const& entry) {
    static std::regex const heading(R"(^\s*\[+\s*([^\]]*?)\s*\]+\s*(#.*)?\r?$)");
    static std::regex const form(R"(^\s*form\s*=.*\r?$)");
    static std::regex const earlier(R"(^\s*earlier\s*=.*\r?$)");
    std::size_t seen = 0;
    std::optional<std::size_t> formAt, earlierAt;
    bool inside = false;
    for (std::size_t i = 0; i < lines.size(); ++i) {
        std::smatch found;
        if (std::regex_match(lines[i], found, heading)) {
            inside = found[1] == "questionnaire" && seen++ == number;
        } else if (inside && std::regex_match(lines[i], form)) {
            formAt = i;
        } else if (inside && std::regex_match(lines[i], earlier)) {
            earlierAt = i;
        }
    }
    if (!formAt) return false;
    std::string const ending = lines[*formAt].ends_with('\r') ? "\r" : "";
    lines[*formAt] = "form = " + inQuotes(entry.form) + ending;
    if (entry.earlier.empty()) return true;
    std::string const line = "earlier = " + quotedList(entry.earlier) + ending;
    if (earlierAt)
        lines[*earlierAt] = line;
    else
        lines.insert(lines.begin() + static_cast<std::ptrdiff_t>(*formAt) + 1, line);
    return true;
}

/// What the file says, for comparison.
std::vector<Entry> entriesOf(toml::table const& root) {
    std::vector<Entry> out;
    toml::array const* const array = root["questionnaire"].as_array();
    if (array == nullptr) return out;
    for (toml::node const& node : *array) {
        Entry entry;
        if (toml::table const* const table = node.as_table()) {
            entry.form = base::trim((*table)["form"].value_or(std::string()));
            if (toml::array const* const names = (*table)["earlier"].as_array())
                for (toml::node const& name : *names)
                    entry.earlier.push_back(base::trim(name.value_or(std::string())));
        }
        out.push_back(std::move(entry));
    }
    return out;
}

bool same(std::vector<Entry> const& a, std::vector<Entry> const& b) {
    return std::equal(a.begin(), a.end(), b.begin(), b.end(), [](Entry const& x, Entry const& y) {
        return x.form == y.form && x.earlier == y.earlier;
    });
}

form::Resources besideForm(fs::path const& file) {
    return [folder = file.parent_path()](std::string_view name) -> Result<std::string> {
        return base::readFile(folder / fs::path(std::string(name)).filename());
    };
}

} // namespace

Result<NamedForm> readForm(fs::path const& file) {
    Findings findings;
    auto const xml = xformOf(file, findings);
    auto const form = xml ? form::Form::load(*xml, besideForm(file)) : Result<form::Form>(base::pass(xml));
    if (!form) return base::pass(form);
    NamedForm read{.file = file, .id = form->id(), .version = form->version()};
    read.sealed = !form->publicKey().empty();
    if (base::lowerAscii(file.extension().string()) == ".xml") read.xml = *xml;
    return read;
}

Result<std::vector<NamedForm>> namedForms(fs::path const& folder) {
    auto settings = Settings::read(folder / "event.toml");
    if (!settings) return base::pass(settings);
    Findings findings;
    std::vector<NamedForm> out;
    int const count = settings->entries("questionnaire", findings);
    for (int i = 0; i < count; ++i) {
        std::string const table = fmt::format("questionnaire#{}", i);
        auto const name = settings->text(table, "form", findings);
        if (!name || name->empty()) continue;
        auto const file = bundleFile(folder, *name, settings->where(table, "form"), findings);
        if (!file) continue;
        NamedForm named = readForm(*file).value_or(NamedForm{});
        named.entry = static_cast<std::size_t>(i);
        named.file = *file;
        out.push_back(std::move(named));
    }
    if (base::anyError(findings)) return tl::unexpected<base::Error>(findings.front().error);
    return out;
}

Findings checkForm(fs::path const& file) {
    Findings findings = xlsform::check(file);
    if (base::anyError(findings)) return findings;
    Findings again;
    auto const xml = xformOf(file, again);
    if (!xml) {
        findings.push_back({false, xml.error()});
        return findings;
    }
    checkMedia(*xml, file, findings);
    auto const form = form::Form::load(*xml, besideForm(file));
    if (!form || form->publicKey().empty()) return findings;
    if (auto const key = crypto::PublicKey::fromBase64(form->publicKey()); !key)
        findings.push_back(
            {false,
             {key.error().kind, key.error().message, file.filename().string() + " base64RsaPublicKey"}});
    return findings;
}

Result<void> setForms(fs::path const& folder, std::vector<NewForm> const& forms) {
    fs::path const file = folder / "event.toml";
    auto const text = base::readFile(file, 1U << 20U);
    if (!text) return base::pass(text);
    try {
        std::vector<Entry> wanted = entriesOf(toml::parse(std::string_view(*text)));
        std::vector<std::string> lines = base::split(*text, '\n');
        std::string more;
        std::string const ending = text->find("\r\n") == std::string::npos ? "\n" : "\r\n";
        bool found = true;
        for (NewForm const& each : forms) {
            std::string const name = each.file.generic_string();
            if (!each.entry) {
                more += fmt::format("{0}[[questionnaire]]{0}form = {1}{0}", ending, inQuotes(name));
                continue;
            }
            found = found && *each.entry < wanted.size();
            if (!found) break;
            Entry& entry = wanted[*each.entry];
            if (entry.form == name) continue;
            std::erase(entry.earlier, name);
            std::erase(entry.earlier, entry.form);
            entry.earlier.insert(entry.earlier.begin(), entry.form);
            entry.form = name;
            found = writeEntry(lines, *each.entry, entry);
        }
        for (NewForm const& each : forms)
            if (!each.entry) wanted.push_back({each.file.generic_string(), {}});
        std::string changed = base::join(lines, "\n");
        if (!more.empty() && !changed.empty() && !changed.ends_with('\n')) changed += ending;
        changed += more;
        if (found && same(entriesOf(toml::parse(std::string_view(changed))), wanted))
            return base::writeDurably(file, changed);
    } catch (toml::parse_error const&) {
    }
    return base::fail(
        Kind::Invalid,
        {"[[questionnaire]] 的写法特殊，无法自动改：请写成单独一行 [[questionnaire]]，下面一行 form = \"…\"",
         "the [[questionnaire]]s are written in an unusual way: put [[questionnaire]] on a line of its own "
         "and "
         "form = \"…\" below it"},
        file.string());
}

} // namespace huibiao::event
