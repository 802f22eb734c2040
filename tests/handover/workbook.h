#pragma once

#include <filesystem>
#include <string>

/// The workbook in an export of an event in 浏阳市 whose name begins so; empty where there is none, or not
/// one.
inline std::filesystem::path workbook(std::filesystem::path const& folder, std::string const& beginning) {
    std::filesystem::path found;
    int count = 0;
    for (auto const& entry : std::filesystem::directory_iterator(folder)) {
        std::string const name = entry.path().filename().string();
        if (!name.starts_with(beginning + "浏阳市") || entry.path().extension() != ".xlsx") continue;
        found = entry.path();
        ++count;
    }
    return count == 1 ? found : std::filesystem::path();
}
