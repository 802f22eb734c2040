#pragma once

#include "base/result.h"

#include <string>
#include <string_view>
#include <vector>

namespace huibiao::upload {

inline constexpr std::size_t mostForms = 2000; ///< of a formList
inline constexpr std::size_t mostMedia = 500;  ///< of a form

/// A form as a server's formList names it.
struct ListedForm {
    std::string id;
    std::string version{};     ///< may be empty
    std::string name{};        ///< its title
    std::string description{}; ///< may be empty
    std::string md5{};         ///< of the form's bytes, 32 lower-case digits; empty: not said
    std::string url{};
    std::string manifestUrl{}; ///< empty: no media
};

/// A file that goes with a form: a picture, a recording, a list.
struct ListedFile {
    std::string name; ///< a plain file name: safeName()
    std::string md5{};
    std::string url{};
    bool living = false; ///< an entity list of ODK Central: its hash is of when it changed, not of its bytes
};

/// True for what may become a file in the form's folder: one part, no leading dot, no separator or
/// control character, valid UTF-8, at most 200 bytes.
[[nodiscard]] bool safeName(std::string_view name);

/// The answers to formList and manifest (https://docs.getodk.org/openrosa-form-list/). Invalid: no such XML,
/// an entry without what it must have, a name that leads elsewhere or comes twice; `where` is "formList:line"
/// or "manifest:line". Unsupported: over a limit.
[[nodiscard]] base::Result<std::vector<ListedForm>> readFormList(std::string_view xml);
[[nodiscard]] base::Result<std::vector<ListedFile>> readManifest(std::string_view xml);

} // namespace huibiao::upload
