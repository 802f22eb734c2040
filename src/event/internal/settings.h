#pragma once

#include "base/result.h"

#include <toml++/toml.h>

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>

namespace huibiao::event {

/// event.toml with every value read by name, type and range. What is wrong goes to the findings with
/// file and line, and the reading goes on; what nobody asked for is found at the end.
class Settings {
public:
    [[nodiscard]] static base::Result<Settings> read(std::filesystem::path const& file);

    [[nodiscard]] std::optional<std::string> text(std::string_view table, std::string_view key,
                                                  base::Findings& findings);
    [[nodiscard]] std::optional<int> number(std::string_view table, std::string_view key, int least, int most,
                                            base::Findings& findings);
    /// true or false.
    [[nodiscard]] std::optional<bool> flag(std::string_view table, std::string_view key,
                                           base::Findings& findings);
    [[nodiscard]] std::optional<std::vector<std::string>> list(std::string_view table, std::string_view key,
                                                               base::Findings& findings);
    /// How many [[name]] there are; entry i of them is then the table "name#i".
    [[nodiscard]] int entries(std::string_view name, base::Findings& findings);

    /// "…/event.toml:12", the line of the value, of its table, or the file alone.
    [[nodiscard]] std::string where(std::string_view table, std::string_view key = {}) const;

    /// A warning for each key and table that was never asked for: a misspelt one must not pass as read.
    void findUnknown(base::Findings& findings) const;

private:
    [[nodiscard]] toml::table const* tableNamed(std::string_view name) const;
    [[nodiscard]] toml::node const* find(std::string_view table, std::string_view key);

    std::string m_file;
    toml::table m_root;
    std::set<std::string> m_asked; ///< "table" and "table.key"
};

} // namespace huibiao::event
