#include "sheet/write_xlsx.h"

#include "base/file.h"
#include "base/utf8.h"
#include "sheet/internal/cell_text.h"
#include "sheet/internal/package.h"
#include "sheet/internal/sheet_part.h"
#include "sheet/internal/xlsx_parts.h"

#include <fmt/format.h>
#include <unistd.h>
#include <zip.h>

#include <algorithm>
#include <cerrno>

namespace huibiao::sheet {

using base::Kind;
using base::Result;

namespace {

/// Packs a quarter less tightly than zlib's own choice, 6, in less than half its time.
constexpr zip_uint32_t packing = 4;
/// 1980-01-01, the first day that a .zip knows: the same rows make the same bytes.
constexpr zip_uint16_t firstDay = (1U << 5U) | 1U;

} // namespace

struct XlsxWriter::State {
    std::filesystem::path path;
    XlsxOptions options;
    std::vector<internal::SheetPart> sheets;

    [[nodiscard]] std::string freeName(std::string const& wanted) const;
    [[nodiscard]] Result<void> pack(std::vector<internal::File> files,
                                    std::vector<std::pair<std::string, std::string>> const& parts) const;
    [[nodiscard]] tl::unexpected<base::Error> failed(zip_error_t const* error) const;
};

std::string XlsxWriter::State::freeName(std::string const& wanted) const {
    auto const taken = [&](std::string const& name) {
        return std::any_of(sheets.begin(), sheets.end(), [&](internal::SheetPart const& sheet) {
            return base::lowerAscii(sheet.name()) == base::lowerAscii(name);
        });
    };
    std::string name = internal::sheetName(wanted, 0);
    for (int i = 2; taken(name); ++i) name = internal::sheetName(wanted, i);
    return name;
}

tl::unexpected<base::Error> XlsxWriter::State::failed(zip_error_t const* error) const {
    bool const system = ::zip_error_system_type(error) == ZIP_ET_SYS && ::zip_error_code_system(error) != 0;
    if (system) return tl::unexpected<base::Error>(base::systemError(::zip_error_code_system(error), path));
    return base::fail(Kind::Io,
                      {"表格没有写成，请检查磁盘空间后再试一次",
                       "the workbook could not be written; check the free space and try again"},
                      path.string());
}

Result<void> XlsxWriter::State::pack(std::vector<internal::File> files,
                                     std::vector<std::pair<std::string, std::string>> const& parts) const {
    zip_error_t error;
    ::zip_error_init(&error);
    int code = 0;
    std::unique_ptr<zip_t, internal::CloseZip> zip(
        ::zip_open(path.c_str(), ZIP_CREATE | ZIP_TRUNCATE, &code));
    if (!zip) {
        ::zip_error_init_with_code(&error, code);
        return failed(&error);
    }
    auto const add = [&](std::string const& name, zip_source_t* source) {
        if (!source) return false;
        zip_int64_t const index = ::zip_file_add(zip.get(), name.c_str(), source, 0);
        if (index < 0) {
            ::zip_source_free(source);
            return false;
        }
        auto const at = static_cast<zip_uint64_t>(index);
        return ::zip_set_file_compression(zip.get(), at, ZIP_CM_DEFLATE, packing) == 0 &&
               ::zip_file_set_dostime(zip.get(), at, 0, firstDay, 0) == 0;
    };
    for (auto const& [name, text] : parts)
        if (!add(name, ::zip_source_buffer(zip.get(), text.data(), text.size(), 0)))
            return failed(::zip_get_error(zip.get()));
    for (std::size_t i = 0; i < files.size(); ++i) {
        zip_source_t* const source = ::zip_source_filep(zip.get(), files[i].get(), 0, -1);
        if (source) (void)files[i].release(); // the source closes it
        if (!add(fmt::format("xl/worksheets/sheet{}.xml", i + 1), source))
            return failed(::zip_get_error(zip.get()));
    }
    // It writes a file beside the path and renames it; what fails leaves nothing.
    if (::zip_close(zip.get()) != 0) return failed(::zip_get_error(zip.get()));
    (void)zip.release();
    return {};
}

XlsxWriter::XlsxWriter(std::unique_ptr<State> state) : m_state(std::move(state)) {}
XlsxWriter::XlsxWriter(XlsxWriter&&) noexcept = default;
XlsxWriter& XlsxWriter::operator=(XlsxWriter&&) noexcept = default;
XlsxWriter::~XlsxWriter() = default;

Result<XlsxWriter> XlsxWriter::create(std::filesystem::path const& path, XlsxOptions const& options) {
    std::filesystem::path const folder =
        path.has_parent_path() ? path.parent_path() : std::filesystem::path(".");
    for (std::filesystem::path const& place : {folder, options.temporaryFolder})
        if (!place.empty() && ::access(place.c_str(), W_OK | X_OK) != 0)
            return tl::unexpected<base::Error>(base::systemError(errno, place));
    return XlsxWriter(std::make_unique<State>(State{path, options, {}}));
}

Result<std::size_t> XlsxWriter::sheet(std::string const& name, std::vector<std::string> const& headings) {
    Result<internal::File> file = internal::unnamedFile(m_state->options.temporaryFolder);
    if (!file) return base::pass(file);
    std::vector<internal::SheetPart>& sheets = m_state->sheets;
    internal::SheetPart part(m_state->freeName(name), std::move(*file), m_state->options.temporaryFolder,
                             sheets.empty());
    if (Result<void> const done = part.headings(headings); !done) return base::pass(done);
    sheets.push_back(std::move(part));
    return sheets.size() - 1;
}

Result<void> XlsxWriter::row(std::size_t index, std::vector<Value> const& values) {
    return m_state->sheets.at(index).row(values);
}

Result<void> XlsxWriter::close() {
    // A workbook has at least one sheet.
    if (m_state->sheets.empty())
        if (Result<std::size_t> const made = sheet("", {}); !made) return base::pass(made);
    std::vector<internal::SheetEntry> entries;
    std::vector<internal::File> files;
    for (internal::SheetPart& part : m_state->sheets) {
        entries.push_back(part.entry());
        Result<internal::File> file = part.finish();
        if (!file) return base::pass(file);
        files.push_back(std::move(*file));
    }
    return m_state->pack(std::move(files), internal::fixedParts(entries, m_state->options));
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
