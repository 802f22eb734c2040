#include "base/file.h"
#include "base/utf8.h"
#include "plan/internal/table.h"
#include "plan/plan.h"
#include "sheet/csv.h"

#include <array>

namespace huibiao::plan {

namespace {

using base::Kind;

/// A plan is a few pages.
constexpr std::size_t largestFile = 16U << 20U;

bool begins(std::string_view bytes, std::string_view mark) {
    return bytes.starts_with(mark);
}

/// What offices send instead of text, and how they get text out of it.
base::Result<void> refuseOthers(std::string_view bytes, std::string const& extension,
                                std::string const& name) {
    bool const zip = begins(bytes, "PK\x03\x04");
    if (begins(bytes, "%PDF"))
        return base::fail(
            Kind::Unsupported,
            {"这是 PDF，请打开后全选复制，存成 .txt 再用", "this is a PDF: copy its text into a .txt file"},
            name);
    if (begins(bytes, "\xD0\xCF\x11\xE0") && extension != ".xls" && extension != ".xlsx")
        return base::fail(Kind::Unsupported,
                          {"这是旧的 Word 文件，请另存为 .txt，或把表格另存为 .xlsx 再用",
                           "this is an old Word file: save it as .txt, or its table as .xlsx"},
                          name);
    if (zip && (extension == ".docx" || bytes.find("word/document.xml") != std::string_view::npos))
        return base::fail(Kind::Unsupported,
                          {"这是 Word 文件，请另存为 .txt，或把表格另存为 .xlsx 再用",
                           "this is a Word file: save it as .txt, or its table as .xlsx"},
                          name);
    for (std::string_view picture : {"\x89PNG", "\xFF\xD8\xFF", "GIF8", "BM6"})
        if (begins(bytes, picture))
            return base::fail(
                Kind::Unsupported,
                {"这是图片，请把表格录入 .xlsx 再用", "this is a picture: type its table into an .xlsx"},
                name);
    return {};
}

/// UTF-8 with a few broken bytes is still UTF-8, and must not be taken for GB18030.
bool damagedUtf8(std::string_view bytes) {
    if (base::validUtf8(bytes) || begins(bytes, "\xFF\xFE") || begins(bytes, "\xFE\xFF")) return false;
    std::size_t broken = 0;
    std::size_t han = 0;
    for (char32_t p : base::decode(bytes)) {
        if (p == 0xFFFD) ++broken;
        if (base::isHan(p)) ++han;
    }
    return broken * 20 < han;
}

base::Result<std::string> textOf(std::string const& bytes, std::string const& name) {
    if (damagedUtf8(bytes)) return base::repairUtf8(bytes);
    return sheet::decodeText(bytes, name);
}

base::Result<Plan> readTextTable(std::string const& text, std::string const& name) {
    auto table = sheet::readCsv(text, name);
    if (!table) return base::pass(table);
    return readTables({std::move(*table)}, name, false);
}

base::Result<Plan> whole(base::Result<Plan> plan, std::string const& name) {
    if (!plan || !plan->activities.empty() || !plan->problems.empty()) return plan;
    return base::fail(Kind::Invalid,
                      {"没有读到任何活动，请确认文件里有“活动计划安排表”",
                       "no activity was found: make sure that the file holds the table of activities"},
                      name);
}

} // namespace

base::Result<Plan> read(std::filesystem::path const& path) {
    auto const bytes = base::readFile(path, largestFile);
    if (!bytes) return base::pass(bytes);
    std::string const name = path.string();
    std::string const extension = base::lowerAscii(path.extension().string());
    if (auto fine = refuseOthers(*bytes, extension, name); !fine) return base::pass(fine);

    bool const workbook = begins(*bytes, "PK") || begins(*bytes, "\xD0\xCF\x11\xE0") || extension == ".xlsx";
    if (workbook) {
        auto const book = sheet::readXlsx(*bytes, name);
        if (!book) return base::pass(book);
        return whole(readTables(book->tables, name, true), name);
    }
    auto const text = textOf(*bytes, name);
    if (!text) return base::pass(text);
    bool const table = extension == ".csv" || extension == ".tsv";
    if (!table) {
        Plan notice = parseNotice(*text, name);
        if (!notice.activities.empty()) return notice;
        // A table saved under the name .txt.
        auto saved = readTextTable(*text, name);
        return whole(saved && !saved->activities.empty() ? std::move(saved)
                                                         : base::Result<Plan>(std::move(notice)),
                     name);
    }
    return whole(readTextTable(*text, name), name);
}

} // namespace huibiao::plan
