#pragma once

#include "base/result.h"
#include "crypto/hash.h"

#include <cstdint>
#include <filesystem>
#include <functional>
#include <string>
#include <string_view>

namespace huibiao::handover::internal {

/// A file as it was meant to be written.
struct FileSum {
    std::string path; ///< in the folder, with '/'
    std::uint64_t bytes = 0;
    std::string sha256;
};

/// Many of them in one piece of memory: a small piece for each, between the large ones that come and
/// go with every submission, would tear the heap to shreds.
class FileList {
public:
    void add(FileSum const& sum);
    [[nodiscard]] std::size_t size() const { return m_count; }
    [[nodiscard]] std::uint64_t bytes() const { return m_bytes; }
    /// In the order they were added, until `visit` fails.
    [[nodiscard]] base::Result<void>
    each(std::function<base::Result<void>(FileSum const&)> const& visit) const;

private:
    std::string m_text; ///< a line each: sum, blank, size, blank, path
    std::size_t m_count = 0;
    std::uint64_t m_bytes = 0;
};

/// SHA-256 and size of a file; with `fromDevice` as the device gives it back (base::readPieces).
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
    void note(FileSum const& sum) { m_files.add(sum); }
    [[nodiscard]] FileList const& files() const { return m_files; }

    /// Syncs all, renames to `name` ("name_2" … when it is taken), syncs again.
    [[nodiscard]] base::Result<void> publish(std::string const& name);
    /// It stays.
    void keep() { m_path.clear(); }

private:
    explicit OutFolder(std::filesystem::path path) : m_path(std::move(path)) {}
    [[nodiscard]] base::Result<void> syncAll() const;
    std::filesystem::path m_path;
    FileList m_files;
};

} // namespace huibiao::handover::internal
