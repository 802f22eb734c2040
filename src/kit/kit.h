#pragma once

#include "base/result.h"
#include "kit/piece.h"

#include <filesystem>
#include <functional>
#include <string>
#include <vector>

namespace huibiao::kit {

inline constexpr char const* manifestName = "manifest.json";

struct KitReport {
    std::vector<std::string> files;
    std::size_t bytes = 0;
    std::vector<Look> looks;
    bool unchanged = false; ///< it was there already, made from the same
};

/// From what a kit is made, for its manifest and its brand sheet.
struct Origin {
    std::string key;    ///< kitKey; empty: always made anew
    std::string sha256; ///< of the LOGO's file
};

/// Called after each piece, from one thread at a time; false stops the work.
using Step = std::function<bool(std::size_t done, std::size_t of)>;

/// Everything for one subject, in the new folder `to`: the pieces, a contact sheet (全部物料.pdf), a picture
/// of it (预览.png), the rules of the LOGO and the wording (标识规范.pdf), what needs a look (需要看一看.txt,
/// where there is something) and manifest.json. It is made beside `to` and named so once it is whole and on
/// the disk: no half kit is ever seen. A kit that stands there already is replaced; files in it that are not
/// the kit's stay. Where it was made from the same (key in its manifest) and is whole, nothing is done.
/// `threads`: how many work on it, 0: one for each core; it is the same to the byte however many. More than
/// one need a workshop that has others. Errors: Exists: `to` holds files and no kit. Invalid: words or
/// pictures that cannot be set, all such pieces in `faults`. Full, Denied, Io. Cancelled. Nothing new is left
/// behind by a failure.
[[nodiscard]] base::Result<KitReport> makeKit(Workshop const& workshop, Subject const& subject,
                                              fs::path const& to, Origin const& origin, Step const& step,
                                              base::Findings& faults, unsigned threads = 1);

/// Says from what a kit is made: two kits of the same key are equal byte for byte. `layouts`: their bytes,
/// hashed; `logo`: likewise; `version`: the program's.
[[nodiscard]] std::string kitKey(Subject const& subject, Press const& press, std::vector<Model> const& models,
                                 std::string const& layouts, std::string const& logo,
                                 std::string const& version);

/// The models' files hashed together, for kitKey.
[[nodiscard]] base::Result<std::string> layoutsHash(std::vector<Model> const& models);

/// For the kit of one event. The errors of base::readFile, of a layout or of the LOGO.
[[nodiscard]] base::Result<Origin> originOf(Workshop const& workshop, Subject const& subject,
                                            fs::path const& logo, std::string const& version);

} // namespace huibiao::kit
