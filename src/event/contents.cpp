#include "event/contents.h"

#include "base/file.h"
#include "event/internal/parts.h"

#include <fmt/format.h>

#include <algorithm>

namespace huibiao::event {

namespace {

/// Each name once, in the order they come.
class Names {
public:
    explicit Names(fs::path folder) : m_folder(std::move(folder)) {}
    /// True where it was not known yet.
    bool add(fs::path const& file) {
        fs::path name = file.lexically_relative(m_folder);
        if (std::find(m_names.begin(), m_names.end(), name) != m_names.end()) return false;
        m_names.push_back(std::move(name));
        return true;
    }
    std::vector<fs::path> take() { return std::move(m_names); }

private:
    fs::path m_folder;
    std::vector<fs::path> m_names;
};

/// The lists that a form takes from other files: <instance src="jr://file-csv/镇.csv"/>.
std::vector<fs::path> listsOf(std::string_view xml, fs::path const& form) {
    constexpr std::string_view Source = "src=";
    std::vector<fs::path> out;
    for (std::size_t at = xml.find(Source); at != std::string_view::npos; at = xml.find(Source, at)) {
        at += Source.size();
        if (at >= xml.size() || (xml[at] != '"' && xml[at] != '\'')) continue;
        std::size_t const end = xml.find(xml[at], at + 1);
        if (end == std::string_view::npos) break;
        std::string const name = fs::path(std::string(xml.substr(at + 1, end - at - 1))).filename().string();
        if (!name.empty() && name != "last-saved") out.push_back(form.parent_path() / name);
        at = end;
    }
    return out;
}

} // namespace

base::Result<Contents> contents(fs::path const& folder, base::Findings& findings) {
    auto settings = Settings::read(folder / "event.toml");
    if (!settings) return base::pass(settings);
    Contents out;
    Names names(folder);
    names.add(folder / "event.toml");
    // What else is wrong with a value is told by open().
    base::Findings aside;
    auto const named = [&](std::string const& table, char const* key) -> std::optional<fs::path> {
        auto const name = settings->text(table, key, aside);
        if (!name || name->empty()) return std::nullopt;
        auto file = bundleFile(folder, *name, settings->where(table, key), findings);
        if (file) *file = file->lexically_normal();
        return file;
    };
    if (auto const logo = named("brand", "logo")) names.add(*logo);
    if (auto const plan = named("input", "plan")) names.add(*plan);
    for (char const* key : {"secret_file", "ca_file"})
        if (auto const file = named("upload", key)) names.add(*file);
    if (auto const people = named("kit", "people")) {
        names.add(*people);
        for (Person const& person : readKit(*settings, folder, aside).people)
            if (!person.photo.empty()) names.add(person.photo.lexically_normal());
    }
    int const count = settings->entries("questionnaire", aside);
    for (int i = 0; i < count; ++i) {
        std::string const table = fmt::format("questionnaire#{}", i);
        std::vector<fs::path> forms;
        if (auto const form = named(table, "form")) forms.push_back(*form);
        for (std::string const& name :
             settings->list(table, "earlier", aside).value_or(std::vector<std::string>{}))
            if (auto const file = bundleFile(folder, name, settings->where(table, "earlier"), findings))
                forms.push_back(file->lexically_normal());
        for (fs::path const& form : forms) {
            std::error_code ignored;
            if (!names.add(form) || !fs::is_regular_file(form, ignored)) continue;
            base::Findings inForm;
            auto const xml = xformOf(form, inForm);
            if (!xml) continue;
            for (fs::path const& file : listsOf(*xml, form)) names.add(file);
            for (fs::path const& file : mediaOf(*xml, form)) names.add(file);
        }
    }
    out.files = names.take();
    out.dataFolder = settings->text("data", "folder", aside).value_or("");
    if (out.dataFolder.empty()) out.dataFolder = "data";
    out.pinHash = settings->text("staff", "pin", aside).value_or("");
    return out;
}

} // namespace huibiao::event
