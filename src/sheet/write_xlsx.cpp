#include "sheet/write_xlsx.h"

#include "base/file.h"
#include "base/utf8.h"
#include "sheet/internal/cell_text.h"
#include "sheet/internal/check_xlsx.h"

#include <fmt/format.h>
#include <unistd.h>
#include <xlsxwriter.h>

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <ctime>

namespace huibiao::sheet {

using base::fail;
using base::Kind;
using base::Result;

namespace {

constexpr std::size_t maxRows = 1'048'576;
constexpr std::size_t maxColumns = 16'384;
constexpr double minWidth = 8;
constexpr double maxWidth = 50;
/// Rows whose texts decide the width of their columns.
constexpr std::size_t widthRows = 200;

struct Sheet {
    lxw_worksheet* sheet = nullptr; ///< owned by the workbook
    std::string name;
    std::size_t headings = 0;
    std::size_t columns = 0;
    internal::Tally tally;
    std::size_t nextRow = 0;
    std::vector<double> widths;
};

struct FreeWorkbook {
    void operator()(lxw_workbook* workbook) const { ::lxw_workbook_free(workbook); }
};

Result<void> tooLarge(Sheet const& sheet) {
    return fail(Kind::Invalid,
                {"数据超过一张工作表能装下的行数或列数（1,048,576 行、16,384 列），请分批导出",
                 "more than a sheet can hold (1,048,576 rows, 16,384 columns); export in parts"},
                sheet.name);
}

} // namespace

struct XlsxWriter::State {
    std::filesystem::path path;
    std::filesystem::path temporaryFolder;
    std::unique_ptr<lxw_workbook, FreeWorkbook> workbook;
    lxw_format* heading = nullptr;
    lxw_format* date = nullptr;
    lxw_format* dateTime = nullptr;
    lxw_format* percent = nullptr;
    std::vector<Sheet> sheets;

    [[nodiscard]] std::string freeName(std::string const& wanted) const;
    void text(Sheet& sheet, std::size_t column, std::string_view raw, lxw_format* format);
    void value(Sheet& sheet, std::size_t column, Value const& value);
    void widen(Sheet& sheet, std::size_t column, double width) const;
    [[nodiscard]] base::Error failed(lxw_error code, int systemCode) const;
};

std::string XlsxWriter::State::freeName(std::string const& wanted) const {
    auto const taken = [&](std::string const& name) {
        return std::any_of(sheets.begin(), sheets.end(), [&](Sheet const& s) {
            return base::lowerAscii(s.name) == base::lowerAscii(name);
        });
    };
    std::string name = internal::sheetName(wanted, 0);
    for (int i = 2; taken(name); ++i) name = internal::sheetName(wanted, i);
    return name;
}

void XlsxWriter::State::widen(Sheet& sheet, std::size_t column, double width) const {
    if (sheet.nextRow > widthRows) return;
    if (sheet.widths.size() <= column) sheet.widths.resize(column + 1, minWidth);
    sheet.widths[column] = std::clamp(width + 2, sheet.widths[column], maxWidth);
}

void XlsxWriter::State::text(Sheet& sheet, std::size_t column, std::string_view raw, lxw_format* format) {
    std::string const text = internal::cellText(raw);
    if (text.empty()) return;
    if (sheet.nextRow <= widthRows) widen(sheet, column, internal::shownWidth(text));
    ::worksheet_write_string(sheet.sheet, static_cast<lxw_row_t>(sheet.nextRow),
                             static_cast<lxw_col_t>(column), text.c_str(), format);
    ++sheet.tally.cells;
    sheet.tally.textBytes += internal::escapedSize(text);
}

void XlsxWriter::State::value(Sheet& sheet, std::size_t column, Value const& value) {
    auto const row = static_cast<lxw_row_t>(sheet.nextRow);
    auto const col = static_cast<lxw_col_t>(column);
    // A double holds whole numbers up to 2^53; a longer one would change silently.
    constexpr std::int64_t exact = 9'007'199'254'740'992;
    if (auto const* string = std::get_if<std::string>(&value)) {
        text(sheet, column, *string, nullptr);
    } else if (auto const* whole = std::get_if<std::int64_t>(&value)) {
        if (*whole > exact || *whole < -exact) return text(sheet, column, fmt::format("{}", *whole), nullptr);
        ::worksheet_write_number(sheet.sheet, row, col, static_cast<double>(*whole), nullptr);
        ++sheet.tally.cells;
    } else if (auto const* number = std::get_if<double>(&value)) {
        if (!std::isfinite(*number)) return text(sheet, column, fmt::format("{}", *number), nullptr);
        ::worksheet_write_number(sheet.sheet, row, col, *number, nullptr);
        ++sheet.tally.cells;
    } else if (auto const* percentage = std::get_if<PercentCell>(&value)) {
        ::worksheet_write_number(sheet.sheet, row, col, percentage->share, percent);
        ++sheet.tally.cells;
    } else if (auto const* day = std::get_if<DateCell>(&value)) {
        lxw_datetime when{day->year, day->month, day->day, 0, 0, 0};
        if (day->time) {
            when.hour = day->hour;
            when.min = day->minute;
            when.sec = day->second;
        }
        ::worksheet_write_datetime(sheet.sheet, row, col, &when, day->time ? dateTime : date);
        widen(sheet, column, day->time ? 19 : 10);
        ++sheet.tally.cells;
    }
}

base::Error XlsxWriter::State::failed(lxw_error code, int systemCode) const {
    std::error_code ignored;
    bool const full = systemCode == ENOSPC || systemCode == EDQUOT;
    if (!full && code == LXW_ERROR_CREATING_TMPFILE)
        return {Kind::Io,
                {"不能在临时文件夹里写入，请检查磁盘空间和权限",
                 "cannot write in the temporary folder; check its free space and permissions"},
                temporaryFolder.empty() ? std::filesystem::temp_directory_path(ignored).string()
                                        : temporaryFolder.string()};
    if (systemCode != 0) return base::systemError(systemCode, path);
    return {Kind::Io,
            {"表格没有写成，请检查磁盘空间后再试一次",
             "the workbook could not be written; check the free space and try again"},
            path.string()};
}

XlsxWriter::XlsxWriter(std::unique_ptr<State> state) : m_state(std::move(state)) {}
XlsxWriter::XlsxWriter(XlsxWriter&&) noexcept = default;
XlsxWriter& XlsxWriter::operator=(XlsxWriter&&) noexcept = default;
XlsxWriter::~XlsxWriter() = default;

Result<XlsxWriter> XlsxWriter::create(std::filesystem::path const& path, XlsxOptions const& options) {
    std::filesystem::path const folder =
        path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    if (::access(folder.c_str(), W_OK | X_OK) != 0)
        return tl::unexpected<base::Error>(base::systemError(errno, folder));
    // libxlsxwriter would go to /tmp silently, where the rows may not be.
    if (!options.temporaryFolder.empty() && ::access(options.temporaryFolder.c_str(), W_OK | X_OK) != 0)
        return tl::unexpected<base::Error>(base::systemError(errno, options.temporaryFolder));
    auto state = std::make_unique<State>();
    state->path = path;
    state->temporaryFolder = options.temporaryFolder;
    std::string temporary = options.temporaryFolder.string();
    lxw_workbook_options settings{};
    settings.constant_memory = LXW_TRUE;
    settings.use_zip64 = LXW_FALSE;
    settings.tmpdir = temporary.empty() ? nullptr : temporary.data();
    state->workbook.reset(::workbook_new_opt(path.c_str(), &settings));
    if (!state->workbook)
        return tl::unexpected<base::Error>(state->failed(LXW_ERROR_MEMORY_MALLOC_FAILED, ENOMEM));

    std::string title = base::repairUtf8(options.title);
    std::string author = base::repairUtf8(options.author);
    lxw_doc_properties properties{};
    properties.title = title.data();
    properties.author = author.data();
    properties.created = static_cast<time_t>(options.created);
    ::workbook_set_properties(state->workbook.get(), &properties);

    state->heading = ::workbook_add_format(state->workbook.get());
    ::format_set_bold(state->heading);
    ::format_set_text_wrap(state->heading);
    ::format_set_align(state->heading, LXW_ALIGN_VERTICAL_CENTER);
    ::format_set_bg_color(state->heading, 0xEDEDED);
    state->date = ::workbook_add_format(state->workbook.get());
    ::format_set_num_format(state->date, "yyyy-mm-dd");
    state->dateTime = ::workbook_add_format(state->workbook.get());
    ::format_set_num_format(state->dateTime, "yyyy-mm-dd hh:mm:ss");
    state->percent = ::workbook_add_format(state->workbook.get());
    ::format_set_num_format(state->percent, "0.0%");
    return XlsxWriter(std::move(state));
}

Result<std::size_t> XlsxWriter::sheet(std::string const& name, std::vector<std::string> const& headings) {
    Sheet sheet;
    sheet.name = m_state->freeName(name);
    sheet.headings = headings.size();
    if (headings.size() > maxColumns) return base::pass(tooLarge(sheet));
    errno = 0;
    sheet.sheet = ::workbook_add_worksheet(m_state->workbook.get(), sheet.name.c_str());
    if (!sheet.sheet) return tl::unexpected<base::Error>(m_state->failed(LXW_ERROR_CREATING_TMPFILE, errno));
    if (!headings.empty()) {
        ::worksheet_freeze_panes(sheet.sheet, 1, 0);
        for (std::size_t i = 0; i < headings.size(); ++i)
            m_state->text(sheet, i, headings[i], m_state->heading);
        sheet.columns = headings.size();
        sheet.nextRow = 1;
        if (sheet.tally.cells > 0) ++sheet.tally.rows;
    }
    m_state->sheets.push_back(std::move(sheet));
    return m_state->sheets.size() - 1;
}

Result<void> XlsxWriter::row(std::size_t index, std::vector<Value> const& values) {
    Sheet& sheet = m_state->sheets.at(index);
    if (sheet.nextRow >= maxRows || values.size() > maxColumns) return tooLarge(sheet);
    std::uint64_t const before = sheet.tally.cells;
    for (std::size_t i = 0; i < values.size(); ++i) m_state->value(sheet, i, values[i]);
    if (sheet.tally.cells > before) ++sheet.tally.rows;
    sheet.columns = std::max(sheet.columns, values.size());
    ++sheet.nextRow;
    return {};
}

Result<void> XlsxWriter::close() {
    for (Sheet& sheet : m_state->sheets) {
        for (std::size_t i = 0; i < sheet.widths.size(); ++i) {
            auto const column = static_cast<lxw_col_t>(i);
            ::worksheet_set_column(sheet.sheet, column, column, sheet.widths[i], nullptr);
        }
        if (sheet.headings > 0)
            ::worksheet_autofilter(sheet.sheet, 0, 0, static_cast<lxw_row_t>(sheet.nextRow - 1),
                                   static_cast<lxw_col_t>(sheet.headings - 1));
    }
    errno = 0;
    lxw_error const code = ::workbook_close(m_state->workbook.release());
    int const systemCode = errno;
    bool good = code == LXW_NO_ERROR;
    for (std::size_t i = 0; good && i < m_state->sheets.size(); ++i)
        good = internal::holds(m_state->path, fmt::format("xl/worksheets/sheet{}.xml", i + 1),
                               m_state->sheets[i].tally);
    if (good) return {};
    std::error_code ignored;
    std::filesystem::remove(m_state->path, ignored);
    return tl::unexpected<base::Error>(m_state->failed(code, code == LXW_NO_ERROR ? ENOSPC : systemCode));
}

Result<void> writeXlsx(std::filesystem::path const& path, std::vector<NewSheet> const& sheets,
                       XlsxOptions const& options) {
    Result<XlsxWriter> writer = XlsxWriter::create(path, options);
    if (!writer) return base::pass(writer);
    for (NewSheet const& sheet : sheets) {
        Result<std::size_t> const index = writer->sheet(sheet.name, sheet.headings);
        if (!index) return base::pass(index);
        for (std::vector<Value> const& values : sheet.rows)
            if (Result<void> const row = writer->row(*index, values); !row) return row;
    }
    return writer->close();
}

} // namespace huibiao::sheet
