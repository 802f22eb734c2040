#include "base/file.h"
#include "sheet/internal/book.h"
#include "sheet/workbook.h"

namespace huibiao::sheet {

base::Result<Workbook> readXlsx(std::string_view bytes, std::string_view where, ReadLimits const& limits) {
    auto package = internal::Package::open(bytes, where, limits);
    if (!package) return base::pass(package);
    auto const book = internal::readBook(*package);
    if (!book) return base::pass(book);
    internal::Allowance left{limits.cells, limits.textBytes};
    Workbook workbook;
    for (internal::Book::Tab const& tab : book->tabs) {
        auto table = internal::readSheet(*package, *book, tab, left);
        if (!table) return base::pass(table);
        workbook.tables.push_back(std::move(*table));
    }
    if (workbook.tables.empty())
        return base::fail(
            base::Kind::Invalid,
            {"表格里没有工作表，请重新另存为 .xlsx", "the workbook has no sheets; save it as .xlsx again"},
            std::string(where));
    return workbook;
}

base::Result<Workbook> readXlsxFile(std::filesystem::path const& path, ReadLimits const& limits) {
    base::Result<std::string> const bytes = base::readFile(path, limits.fileBytes);
    if (!bytes) return base::pass(bytes);
    return readXlsx(*bytes, path.string(), limits);
}

} // namespace huibiao::sheet
