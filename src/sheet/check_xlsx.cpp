#include "sheet/internal/check_xlsx.h"

#include "sheet/internal/package.h"

#include <zip.h>

#include <array>

namespace huibiao::sheet::internal {

namespace {

/// Counts tags and text as the bytes go by; no tree, no strings.
class Counter {
public:
    void take(std::string_view bytes) {
        for (char const c : bytes) take(c);
    }
    [[nodiscard]] bool complete() const { return m_last == "/worksheet"; }
    [[nodiscard]] Tally const& tally() const { return m_tally; }

private:
    void take(char c) {
        if (m_inTag) {
            if (c == '>')
                endTag();
            else if (!m_named && (c == ' ' || (c == '/' && !m_name.empty())))
                m_named = true;
            else if (!m_named && m_name.size() < 16)
                m_name += c;
        } else if (c == '<') {
            m_inTag = true;
            m_named = false;
            m_name.clear();
        } else if (m_inText) {
            ++m_tally.textBytes;
        }
    }
    void endTag() {
        m_inTag = false;
        m_inText = m_name == "t";
        if (m_name == "c") ++m_tally.cells;
        if (m_name == "/row") ++m_tally.rows;
        m_last = m_name;
    }

    Tally m_tally;
    std::string m_name;
    std::string m_last;
    bool m_inTag = false;
    bool m_named = false;
    bool m_inText = false;
};

} // namespace

std::uint64_t escapedSize(std::string_view text) {
    std::uint64_t size = text.size();
    for (char const c : text) {
        if (c == '&') size += 4;
        if (c == '<' || c == '>') size += 3;
    }
    return size;
}

bool holds(std::filesystem::path const& file, std::string const& part, Tally const& expected) {
    int code = 0;
    std::unique_ptr<zip_t, CloseZip> const zip(::zip_open(file.c_str(), ZIP_RDONLY, &code));
    if (!zip) return false;
    std::unique_ptr<zip_file_t, CloseZip> const sheet(::zip_fopen(zip.get(), part.c_str(), 0));
    if (!sheet) return false;
    Counter counter;
    std::array<char, 65536> chunk{};
    for (;;) {
        zip_int64_t const n = ::zip_fread(sheet.get(), chunk.data(), chunk.size());
        if (n < 0) return false;
        if (n == 0) break;
        counter.take({chunk.data(), static_cast<std::size_t>(n)});
    }
    Tally const& found = counter.tally();
    return counter.complete() && found.rows == expected.rows && found.cells == expected.cells &&
           found.textBytes == expected.textBytes;
}

} // namespace huibiao::sheet::internal
