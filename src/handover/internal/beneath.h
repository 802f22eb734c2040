#pragma once

#include "base/result.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string_view>

namespace huibiao::handover::internal {

/// A folder that somebody else filled. What is below it is reached name by name from its own descriptor; no
/// link is ever followed, and only ordinary files are opened.
class Beneath {
public:
    [[nodiscard]] static base::Result<Beneath> open(std::filesystem::path const& folder);
    Beneath(Beneath&& other) noexcept;
    Beneath& operator=(Beneath&&) = delete;
    ~Beneath();

    /// Bytes of the file. Missing: it is not there. Invalid: a link, a folder, a pipe, a device, or a name
    /// that is no plain way down (absolute, "..", hidden, with control characters, over 8 deep).
    [[nodiscard]] base::Result<std::uint64_t> size(std::filesystem::path const& name) const;

    /// Reads the file in pieces of at most 1 MiB and makes `target` of it, anew and durably (its folder is
    /// the caller's to sync). Invalid where it is longer than `limit` bytes, whatever it said before;
    /// Cancelled when `go` says false. A failure leaves what was written until then.
    [[nodiscard]] base::Result<std::uint64_t> copy(std::filesystem::path const& name,
                                                   std::filesystem::path const& target, std::uint64_t limit,
                                                   std::function<bool(std::uint64_t bytes)> const& go) const;

private:
    Beneath(std::filesystem::path folder, int fd) : m_folder(std::move(folder)), m_fd(fd) {}
    [[nodiscard]] base::Result<int> reach(std::filesystem::path const& name, std::uint64_t& size) const;

    std::filesystem::path m_folder;
    int m_fd;
};

/// "20 MB", of a file's length.
[[nodiscard]] std::string readable(std::uint64_t bytes);

} // namespace huibiao::handover::internal
