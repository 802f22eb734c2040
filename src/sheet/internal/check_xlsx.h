#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace huibiao::sheet::internal {

/// What one sheet must hold.
struct Tally {
    std::uint64_t rows = 0;
    std::uint64_t cells = 0;
    std::uint64_t textBytes = 0; ///< of all texts, as escapedSize counts
};

/// UTF-8 bytes of a text between <t> and </t>.
[[nodiscard]] std::uint64_t escapedSize(std::string_view text);

/// True when the part of the workbook file holds just this. libxlsxwriter does not ask whether its
/// temporary files took what it wrote, so a full disk would go unnoticed.
[[nodiscard]] bool holds(std::filesystem::path const& file, std::string const& part, Tally const& expected);

} // namespace huibiao::sheet::internal
