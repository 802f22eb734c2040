#pragma once

#include "sheet/internal/number.h"
#include "sheet/internal/package.h"

#include <string>
#include <vector>

namespace huibiao::sheet::internal {

/// What the sheets of a workbook refer to.
struct Book {
    struct Tab {
        std::string name;
        std::string part;
        bool hidden = false;
    };
    std::vector<Tab> tabs;
    std::vector<std::string> sharedStrings;
    std::vector<Shows> styles; ///< by the s attribute of a cell
    bool from1904 = false;
};

[[nodiscard]] base::Result<Book> readBook(Package& package);

/// `cells` and `textBytes` are what the limits still allow, counted down.
struct Allowance {
    std::size_t cells = 0;
    std::size_t textBytes = 0;
};
[[nodiscard]] base::Result<Table> readSheet(Package& package, Book const& book, Book::Tab const& tab,
                                            Allowance& left);

/// The text of a shared or inline string, after its Open, to its Close: runs joined, phonetic
/// runs left out, _xHHHH_ undone.
[[nodiscard]] base::Result<std::string> readRichText(Pull& pull);
/// All text directly in the element, to its Close.
[[nodiscard]] base::Result<std::string> readPlainText(Pull& pull);

/// ST_Xstring of ISO/IEC 29500-1, 22.9.2.19, and line ends as \n.
[[nodiscard]] std::string unescape(std::string text);

} // namespace huibiao::sheet::internal
