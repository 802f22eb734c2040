#pragma once

#include "base/result.h"
#include "draw/geometry.h"
#include "layout/layout.h"

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

namespace huibiao::kit {

namespace fs = std::filesystem;

/// A thing that the kit can make: a layout and the size it is made in.
struct Model {
    fs::path file;
    std::shared_ptr<layout::Layout const> layout;
    layout::Item item; ///< with the size that was asked for, where another one was
    bool otherSize = false;
};

/// All there are in a folder of layouts, by their order. Fails at the first that is no layout; one without
/// data-item is no thing of the kit. Invalid too: one that breaks the LOGO's rules (layout/logo.h). Exists:
/// two with the same id or name.
[[nodiscard]] base::Result<std::vector<Model>> catalogue(fs::path const& folder);

/// Those that `words` name, by id or by name: "rollup", "易拉宝"; one whose name begins with the word counts
/// too ("海报" is four). "横幅=8000x800mm" asks for that size, px for pictures. No words: all. Invalid: a
/// word that names nothing (says what there is), a size that cannot be.
[[nodiscard]] base::Result<std::vector<Model>> selected(std::vector<Model> const& all,
                                                        std::vector<std::string> const& words);

} // namespace huibiao::kit
