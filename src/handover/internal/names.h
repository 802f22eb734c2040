#pragma once

#include <set>
#include <string>
#include <string_view>

namespace huibiao::handover::internal {

/// The text as a name that FAT, exFAT, NTFS and ext4 all take: none of "*/:<>?\| and control
/// characters, no blank or dot at the end, no device name of Windows, at most `bytes` of UTF-8, never empty.
[[nodiscard]] std::string safeName(std::string_view text, std::size_t bytes);

/// Names that differ for a file system without regard to case.
class Names {
public:
    /// `stem`, or "stem~2" …
    [[nodiscard]] std::string take(std::string_view stem, std::size_t bytes);

private:
    std::set<std::string> m_taken;
};

} // namespace huibiao::handover::internal
