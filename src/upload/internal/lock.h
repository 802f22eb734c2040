#pragma once

#include "base/result.h"

#include <filesystem>

namespace huibiao::upload::internal {

/// The right to send from a data folder: one uploader has it at a time, in this process or another. It goes
/// with the process, however that ends.
class Lock {
public:
    /// Unavailable: another has it.
    [[nodiscard]] static base::Result<Lock> take(std::filesystem::path const& folder);
    Lock(Lock&& other) noexcept;
    Lock& operator=(Lock&&) = delete;
    ~Lock();

private:
    explicit Lock(int file) : m_file(file) {}
    int m_file;
};

} // namespace huibiao::upload::internal
