#pragma once

#include "base/result.h"

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::kit {

/// A folder that is made beside the place it will have and moved there whole.
class Shelf {
public:
    /// Makes the hidden folder; one that was left there by a run that was cut off is taken away first.
    [[nodiscard]] static base::Result<Shelf> begin(std::filesystem::path const& to);

    Shelf(Shelf&& other) noexcept;
    Shelf& operator=(Shelf&&) = delete;
    /// What was never put in place is deleted.
    ~Shelf();

    [[nodiscard]] base::Result<void> put(std::string const& name, std::string_view bytes);
    /// Onto the disk, then to its place. Of a folder that stands there, `old` are the files that go; all else
    /// in it is moved over.
    [[nodiscard]] base::Result<void> place(std::vector<std::string> const& old);

private:
    Shelf(std::filesystem::path to, std::filesystem::path beside)
        : m_to(std::move(to)), m_beside(std::move(beside)) {}
    std::filesystem::path m_to;
    std::filesystem::path m_beside;
    std::vector<std::string> m_names;
};

} // namespace huibiao::kit
