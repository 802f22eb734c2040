#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

namespace huibiao::draw {

/// Where a Chinese title may be parted without cutting into what is read as one word: byte offsets in `text`
/// (well-formed UTF-8), ascending, its end among them. Words are those of ICU's dictionary and of a table of
/// this field's own, which that dictionary cuts to pieces. A character that is a word by itself stays with
/// the word it belongs to: endings (镇, 会, 的) with what stands before them, 和 or 促 with what follows, and
/// a name that nobody knows (大围山) in one piece. Where ICU's data are absent, every offset is one of them.
[[nodiscard]] std::vector<std::size_t> wordEnds(std::string_view text);

} // namespace huibiao::draw
