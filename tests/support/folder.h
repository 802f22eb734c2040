#pragma once

#include <cstdlib>
#include <filesystem>
#include <string>

/// An empty folder for one test, gone with it.
class TestFolder {
public:
    TestFolder() {
        std::string pattern = (std::filesystem::temp_directory_path() / "huibiao-test-XXXXXX").string();
        m_path = ::mkdtemp(pattern.data());
    }
    TestFolder(TestFolder const&) = delete;
    TestFolder& operator=(TestFolder const&) = delete;
    ~TestFolder() {
        std::error_code ignored;
        std::filesystem::remove_all(m_path, ignored);
    }
    [[nodiscard]] std::filesystem::path const& path() const { return m_path; }
    [[nodiscard]] std::filesystem::path operator/(std::string const& name) const { return m_path / name; }

private:
    std::filesystem::path m_path;
};
