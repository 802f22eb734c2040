#pragma once

#include "base/result.h"
#include "crypto/hash.h"

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::handover::internal {

/// A file as it was meant to be written.
struct FileSum {
    std::string path; ///< in the folder, with '/'
    std::uint64_t bytes = 0;
    std::string sha256;
};

/// SHA-256 and size of a file; with `fromDevice` what the page cache holds of it is dropped first,
/// as far as the system lets.
[[nodiscard]] base::Result<FileSum> sumOf(std::filesystem::path const& file, bool fromDevice);

/// A file that is written piece by piece.
class OutFile {
public:
    [[nodiscard]] static base::Result<OutFile> create(std::filesystem::path const& file);
    OutFile(OutFile&& other) noexcept;
    OutFile& operator=(OutFile&&) = delete;
    ~OutFile();
    [[nodiscard]] base::Result<void> write(std::string_view bytes);
    [[nodiscard]] base::Result<FileSum> close(); ///< path stays empty

private:
    OutFile(std::filesystem::path file, int fd) : m_file(std::move(file)), m_fd(fd) {}
    [[nodiscard]] base::Result<void> flush();
    std::filesystem::path m_file;
    int m_fd;
    std::string m_buffer;
    std::uint64_t m_bytes = 0;
    crypto::Sha256 m_sum;
};

/// A new folder on a volume, under a temporary name until publish(); without it the destructor
/// takes it away again.
class OutFolder {
public:
    /// The temporary name is ".<id>.part" in `target`.
    [[nodiscard]] static base::Result<OutFolder> create(std::filesystem::path const& target,
                                                        std::string const& id);
    OutFolder(OutFolder&& other) noexcept;
    OutFolder& operator=(OutFolder&&) = delete;
    ~OutFolder();

    [[nodiscard]] std::filesystem::path const& path() const { return m_path; }
    [[nodiscard]] base::Result<void> makeFolder(std::string const& name);
    [[nodiscard]] base::Result<void> put(std::string const& path, std::string_view bytes);
    [[nodiscard]] base::Result<OutFile> open(std::string const& path);
    /// Notes a file that was written in path() by other means.
    void note(FileSum sum) { m_files.push_back(std::move(sum)); }
    [[nodiscard]] std::vector<FileSum> const& files() const { return m_files; }

    /// Syncs all, renames to `name` ("name_2" … when it is taken), syncs again.
    [[nodiscard]] base::Result<void> publish(std::string const& name);
    /// It stays.
    void keep() { m_path.clear(); }

private:
    explicit OutFolder(std::filesystem::path path) : m_path(std::move(path)) {}
    [[nodiscard]] base::Result<void> syncAll() const;
    std::filesystem::path m_path;
    std::vector<std::string> m_folders;
    std::vector<FileSum> m_files;
};

} // namespace huibiao::handover::internal
