#include "sheet/internal/sheet_part.h"

#include "base/file.h"
#include "sheet/internal/cell_text.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cmath>
#include <cstdlib>

namespace huibiao::sheet::internal {

using base::fail;
using base::Kind;
using base::Result;

namespace {

constexpr std::size_t maxRows = 1'048'576;
constexpr std::size_t maxColumns = 16'384;
constexpr double minWidth = 8;
constexpr double maxWidth = 50;
constexpr double padding = 0.71; ///< five pixels, which the format counts into a column's width
/// Rows whose texts decide the width of their columns.
constexpr std::size_t widthRows = 200;
constexpr std::size_t bufferBytes = 1U << 18U;

tl::unexpected<base::Error> failed(std::filesystem::path const& folder) {
    return tl::unexpected<base::Error>(base::systemError(errno == 0 ? EIO : errno, folder));
}

std::filesystem::path folderOr(std::filesystem::path const& folder) {
    std::error_code ignored;
    return folder.empty() ? std::filesystem::temp_directory_path(ignored) : folder;
}

Result<void> tooLarge(std::string const& sheet) {
    return fail(Kind::Invalid,
                {"数据超过一张工作表能装下的行数或列数（1,048,576 行、16,384 列），请分批导出",
                 "more than a sheet can hold (1,048,576 rows, 16,384 columns); export in parts"},
                sheet);
}

} // namespace

Result<File> unnamedFile(std::filesystem::path const& folder) {
    std::filesystem::path const place = folderOr(folder);
    int fd = ::open(place.c_str(), O_TMPFILE | O_RDWR | O_CLOEXEC, 0600);
    if (fd < 0) { // not every file system has such
        std::string name = (place / ".huibiao-XXXXXX").string();
        fd = ::mkostemp(name.data(), O_CLOEXEC);
        if (fd < 0) return failed(place);
        ::unlink(name.c_str());
    }
    File file(::fdopen(fd, "w+"));
    if (!file) return failed(place);
    std::setvbuf(file.get(), nullptr, _IOFBF, bufferBytes);
    return file;
}

SheetPart::SheetPart(std::string name, File file, std::filesystem::path folder, bool first)
    : m_name(std::move(name)), m_file(std::move(file)), m_folder(folderOr(folder)), m_first(first) {}

Result<void> SheetPart::headings(std::vector<std::string> const& headings) {
    if (headings.size() > maxColumns) return tooLarge(m_name);
    if (headings.empty()) return {};
    for (std::size_t i = 0; i < headings.size(); ++i) text(i, headings[i], Style::Heading);
    m_headings = headings.size();
    return endRow();
}

Result<void> SheetPart::row(std::vector<Value> const& values) {
    if (m_rows >= maxRows || values.size() > maxColumns) return tooLarge(m_name);
    for (std::size_t i = 0; i < values.size(); ++i) value(i, values[i]);
    return endRow();
}

void SheetPart::open(std::size_t column, Style style) {
    while (m_columns.size() <= column) m_columns.push_back(columnName(m_columns.size()));
    m_cells += "<c r=\"";
    m_cells += m_columns[column];
    m_cells += fmt::format_int(m_rows + 1).c_str();
    m_cells += '"';
    if (style == Style::Plain) return;
    m_cells += " s=\"";
    m_cells += static_cast<char>('0' + static_cast<int>(style));
    m_cells += '"';
}

void SheetPart::text(std::size_t column, std::string_view raw, Style style) {
    std::string const text = cellText(raw);
    if (text.empty()) return;
    if (m_rows <= widthRows) widen(column, shownWidth(text));
    open(column, style);
    auto const blank = [](char c) { return c == ' ' || c == '\t' || c == '\n'; };
    m_cells += blank(text.front()) || blank(text.back()) ? " t=\"inlineStr\"><is><t xml:space=\"preserve\">"
                                                         : " t=\"inlineStr\"><is><t>";
    appendEscaped(m_cells, text);
    m_cells += "</t></is></c>";
}

void SheetPart::number(std::size_t column, std::string_view digits, Style style) {
    open(column, style);
    m_cells += "><v>";
    m_cells += digits;
    m_cells += "</v></c>";
}

/// Days since 1899-12-30, as Excel counts them; before March 1900 one less, since it knows a 29 February
/// 1900.
void SheetPart::date(std::size_t column, DateCell const& day) {
    using namespace std::chrono;
    year_month_day const date(year(day.year), month(static_cast<unsigned>(day.month)),
                              std::chrono::day(static_cast<unsigned>(day.day)));
    bool const real = date.ok() && day.year >= 1900 && day.year <= 9999 &&
                      (!day.time || (day.hour >= 0 && day.hour < 24 && day.minute >= 0 && day.minute < 60 &&
                                     day.second >= 0 && day.second < 60));
    if (!real) {
        std::string shown = fmt::format("{:04}-{:02}-{:02}", day.year, day.month, day.day);
        if (day.time) shown += fmt::format(" {:02}:{:02}:{:02}", day.hour, day.minute, day.second);
        return text(column, shown, Style::Plain);
    }
    sys_days const zero = sys_days(year(1899) / December / 30);
    auto days = (sys_days(date) - zero).count();
    if (sys_days(date) < sys_days(year(1900) / March / 1)) --days;
    widen(column, day.time ? 19 : 10);
    if (!day.time) return number(column, fmt::format_int(days).c_str(), Style::Date);
    double const share = (day.hour * 3600 + day.minute * 60 + day.second) / 86400.0;
    number(column, fmt::format("{}", static_cast<double>(days) + share), Style::DateTime);
}

void SheetPart::value(std::size_t column, Value const& value) {
    // A double holds whole numbers up to 2^53; a longer one would change silently.
    constexpr std::int64_t exact = 9'007'199'254'740'992;
    if (auto const* string = std::get_if<std::string>(&value)) {
        text(column, *string, Style::Plain);
    } else if (auto const* whole = std::get_if<std::int64_t>(&value)) {
        fmt::format_int const digits(*whole);
        bool const fits = *whole <= exact && *whole >= -exact;
        fits ? number(column, digits.c_str(), Style::Plain) : text(column, digits.c_str(), Style::Plain);
    } else if (auto const* real = std::get_if<double>(&value)) {
        std::string const digits = fmt::format("{}", *real);
        std::isfinite(*real) ? number(column, digits, Style::Plain) : text(column, digits, Style::Plain);
    } else if (auto const* percentage = std::get_if<PercentCell>(&value)) {
        number(column, fmt::format("{}", percentage->share), Style::Percent);
    } else if (auto const* day = std::get_if<DateCell>(&value)) {
        date(column, *day);
    }
}

void SheetPart::widen(std::size_t column, double width) {
    if (m_rows > widthRows) return;
    if (m_widths.size() <= column) m_widths.resize(column + 1, minWidth);
    m_widths[column] = std::clamp(width + 2, m_widths[column], maxWidth);
}

Result<void> SheetPart::endRow() {
    ++m_rows;
    if (m_cells.empty()) return {};
    std::string line = fmt::format("<row r=\"{}\">", m_rows);
    line += m_cells;
    line += "</row>";
    m_cells.clear();
    if (!m_headWritten && m_rows <= widthRows) {
        m_waiting += line;
        return {};
    }
    if (Result<void> const done = writeHead(); !done) return done;
    return write(line);
}

Result<void> SheetPart::write(std::string_view text) {
    errno = 0;
    if (std::fwrite(text.data(), 1, text.size(), m_file.get()) != text.size()) return failed(m_folder);
    return {};
}

Result<void> SheetPart::writeHead() {
    if (std::exchange(m_headWritten, true)) return {};
    std::string head =
        fmt::format("<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n<worksheet "
                    "xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\"><sheetViews>"
                    "<sheetView{} workbookViewId=\"0\"",
                    m_first ? " tabSelected=\"1\"" : "");
    head += m_headings > 0
                ? "><pane ySplit=\"1\" topLeftCell=\"A2\" activePane=\"bottomLeft\" state=\"frozen\"/>"
                  "<selection pane=\"bottomLeft\"/></sheetView>"
                : "/>";
    head += "</sheetViews><sheetFormatPr defaultRowHeight=\"15\"/>";
    if (!m_widths.empty()) head += "<cols>";
    for (std::size_t i = 0; i < m_widths.size(); ++i)
        head += fmt::format("<col min=\"{0}\" max=\"{0}\" width=\"{1:.2f}\" customWidth=\"1\"/>", i + 1,
                            m_widths[i] + padding);
    if (!m_widths.empty()) head += "</cols>";
    head += "<sheetData>";
    if (Result<void> const done = write(head); !done) return done;
    Result<void> const done = write(m_waiting);
    m_waiting = {};
    return done;
}

SheetEntry SheetPart::entry() const {
    if (m_headings == 0) return {m_name, ""};
    return {m_name, fmt::format("$A$1:${}${}", columnName(m_headings - 1), m_rows)};
}

Result<File> SheetPart::finish() {
    std::string tail = "</sheetData>";
    if (m_headings > 0)
        tail += fmt::format("<autoFilter ref=\"A1:{}{}\"/>", columnName(m_headings - 1), m_rows);
    tail += "</worksheet>";
    if (Result<void> const done = writeHead(); !done) return base::pass(done);
    if (Result<void> const done = write(tail); !done) return base::pass(done);
    errno = 0;
    if (std::fflush(m_file.get()) != 0 || std::ferror(m_file.get()) != 0) return failed(m_folder);
    std::rewind(m_file.get());
    return std::move(m_file);
}

} // namespace huibiao::sheet::internal
