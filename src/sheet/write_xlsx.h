#pragma once

#include "base/result.h"

#include <cstddef>
#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <variant>
#include <vector>

namespace huibiao::sheet {

/// A moment without zone, shown as yyyy-mm-dd hh:mm:ss; without `time` as yyyy-mm-dd.
struct DateCell {
    int year = 1900, month = 1, day = 1;
    bool time = false;
    int hour = 0, minute = 0, second = 0;
};

/// Shown as 12.5 %.
struct PercentCell {
    double share = 0; ///< 0.125
};

/// Text is always written as text: "=1+1" shows so and is never computed.
using Value = std::variant<std::monostate, std::string, std::int64_t, double, DateCell, PercentCell>;

struct XlsxOptions {
    std::filesystem::path temporaryFolder = {}; ///< for the rows until close(); empty: the system's
    std::string title = {};                     ///< document property
    std::string author = {};
    /// Document property, seconds since 1970 UTC. The file depends on it and on the rows alone.
    std::int64_t created = 1'577'836'800;
};

/// Writes a workbook row by row; memory does not grow with the rows. Not durable: the file goes
/// to the disk cache only, whoever needs more copies it with base::writeDurably.
/// The file is made by close(); destroyed before that, it leaves no file and no temporary one.
class XlsxWriter {
public:
    /// Denied, Missing or Full when `path` cannot be made.
    [[nodiscard]] static base::Result<XlsxWriter> create(std::filesystem::path const& path,
                                                         XlsxOptions const& options = {});
    XlsxWriter(XlsxWriter&&) noexcept;
    XlsxWriter& operator=(XlsxWriter&&) noexcept;
    ~XlsxWriter();

    /// A sheet with a heading row that stays in view and has a filter (neither when `headings` is
    /// empty). Its index for row(). The name is made fit: no []:*?/\, at most 31 units, unique.
    [[nodiscard]] base::Result<std::size_t> sheet(std::string const& name,
                                                  std::vector<std::string> const& headings);
    /// The next row. Invalid past 1,048,576 rows or 16,384 columns. Text over 32,767 UTF-16 units
    /// is cut there with an ellipsis, since Excel refuses more.
    [[nodiscard]] base::Result<void> row(std::size_t sheet, std::vector<Value> const& values);
    /// Writes the file. Fails with Full, Denied or Io; then nothing is left at the path.
    [[nodiscard]] base::Result<void> close();

private:
    struct State;
    explicit XlsxWriter(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// A small whole workbook at once.
struct NewSheet {
    std::string name;
    std::vector<std::string> headings;
    std::vector<std::vector<Value>> rows;
};
[[nodiscard]] base::Result<void> writeXlsx(std::filesystem::path const& path,
                                           std::vector<NewSheet> const& sheets,
                                           XlsxOptions const& options = {});

} // namespace huibiao::sheet
