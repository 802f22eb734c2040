#pragma once

#include "base/result.h"

#include <cstddef>
#include <set>
#include <string>
#include <string_view>

namespace huibiao::handover::internal {

/// The text as a name that FAT, exFAT, NTFS and ext4 all take: none of "*/:<>?\| and control
/// characters, no blank or dot at the end, no device name of Windows, at most `bytes` of UTF-8, never empty.
[[nodiscard]] std::string safeName(std::string_view text, std::size_t bytes);

/// "浏阳市高坪镇_政务公开主题日_20230518-0930": of unit and activity at most 90 bytes each, and nothing where
/// they are blank.
[[nodiscard]] std::string occasionName(std::string_view unit, std::string_view activity,
                                       std::string_view stamp);
/// "12份", "12份_未完成3份", "未完成3份".
[[nodiscard]] std::string countName(std::size_t submissions, std::size_t partial, base::Language words);

/// Names that differ for a file system without regard to case.
class Names {
public:
    /// `stem`, or "stem~2" …
    [[nodiscard]] std::string take(std::string_view stem, std::size_t bytes);

private:
    std::set<std::string> m_taken;
};

} // namespace huibiao::handover::internal
