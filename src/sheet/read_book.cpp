#include "base/utf8.h"
#include "sheet/internal/book.h"

#include <fmt/format.h>

#include <charconv>
#include <filesystem>
#include <functional>
#include <map>

namespace huibiao::sheet::internal {

using base::fail;
using base::Kind;
using base::Result;

namespace {

/// Calls `visit` for each element of the part, in order; it may read on to that element's Close.
Result<void> eachElement(Package& package, std::string const& part,
                         std::function<Result<void>(Pull&)> const& visit) {
    auto pull = Pull::open(package, part);
    if (!pull) return base::pass(pull);
    for (;;) {
        Result<Step> const step = (*pull)->next();
        if (!step) return base::pass(step);
        if (*step == Step::End) return {};
        if (*step != Step::Open) continue;
        if (Result<void> const seen = visit(**pull); !seen) return seen;
    }
}

bool isTrue(std::optional<std::string> const& attribute) {
    return attribute == "1" || attribute == "true";
}

int number(std::string_view text) {
    int value = 0;
    std::from_chars(text.data(), text.data() + text.size(), value);
    return value;
}

struct Relation {
    std::string type; ///< the last part of the type's address: "worksheet"
    std::string part;
};

Result<std::map<std::string, Relation>> readRelations(Package& package, std::string const& relationsPart,
                                                      std::filesystem::path const& folder) {
    std::map<std::string, Relation> relations;
    if (!package.has(relationsPart)) return relations;
    Result<void> const done = eachElement(package, relationsPart, [&](Pull& pull) -> Result<void> {
        if (pull.name() != "Relationship") return {};
        std::string const type = pull.attribute("Type").value_or("");
        std::string const target = pull.attribute("Target").value_or("");
        if (pull.attribute("TargetMode") == "External") return {};
        std::filesystem::path const full =
            target.starts_with('/') ? std::filesystem::path(target.substr(1)) : folder / target;
        relations[pull.attribute("Id").value_or("")] = {type.substr(type.rfind('/') + 1),
                                                        full.lexically_normal().string()};
        return {};
    });
    if (!done) return base::pass(done);
    return relations;
}

Result<void> readStyles(Package& package, std::string const& part, Book& book) {
    std::map<int, Shows> own;
    bool inCellFormats = false;
    return eachElement(package, part, [&](Pull& pull) -> Result<void> {
        std::string_view const name = pull.name();
        if (name == "numFmt") {
            own[number(pull.attribute("numFmtId").value_or(""))] =
                showsOf(pull.attribute("formatCode").value_or(""));
        } else if (name == "cellXfs" || name == "cellStyleXfs" || name == "cellStyles" || name == "dxfs") {
            inCellFormats = name == "cellXfs";
        } else if (name == "xf" && inCellFormats) {
            int const id = number(pull.attribute("numFmtId").value_or("0"));
            auto const found = own.find(id);
            book.styles.push_back(found == own.end() ? showsOfBuiltIn(id) : found->second);
        }
        return {};
    });
}

Result<void> readSharedStrings(Package& package, std::string const& part, Book& book) {
    std::size_t left = package.limits().textBytes;
    return eachElement(package, part, [&](Pull& pull) -> Result<void> {
        if (pull.name() != "si") return {};
        Result<std::string> text = readRichText(pull);
        if (!text) return base::pass(text);
        std::size_t const cost = text->size() + sizeof(std::string);
        if (cost > left)
            return fail(Kind::Invalid,
                        {"表格里的文字太多，请删去不用的工作表再试",
                         "the workbook holds too much text; delete sheets that are not needed"},
                        package.where());
        left -= cost;
        book.sharedStrings.push_back(std::move(*text));
        return {};
    });
}

} // namespace

Result<Book> readBook(Package& package) {
    std::string part = "xl/workbook.xml";
    auto const roots = readRelations(package, "_rels/.rels", "");
    if (!roots) return base::pass(roots);
    for (auto const& [id, root] : *roots)
        if (root.type == "officeDocument") part = root.part;

    std::filesystem::path const folder = std::filesystem::path(part).parent_path();
    auto const relations = readRelations(
        package, (folder / "_rels" / (std::filesystem::path(part).filename().string() + ".rels")).string(),
        folder);
    if (!relations) return base::pass(relations);

    Book book;
    for (auto const& [id, relation] : *relations) {
        Result<void> read;
        if (relation.type == "sharedStrings" && package.has(relation.part))
            read = readSharedStrings(package, relation.part, book);
        if (relation.type == "styles" && package.has(relation.part))
            read = readStyles(package, relation.part, book);
        if (!read) return base::pass(read);
    }

    Result<void> const done = eachElement(package, part, [&](Pull& pull) -> Result<void> {
        if (pull.name() == "workbookPr") book.from1904 = isTrue(pull.attribute("date1904"));
        if (pull.name() != "sheet") return {};
        auto const found = relations->find(pull.attribute("id", true).value_or(""));
        std::string const name = pull.attribute("name").value_or("");
        if (found == relations->end())
            return fail(Kind::Invalid,
                        {"找不到这张工作表的内容，请重新另存为 .xlsx",
                         "the content of this sheet is missing; save the workbook as .xlsx again"},
                        fmt::format("{} {}", package.where(), name));
        if (book.tabs.size() >= package.limits().sheets)
            return fail(Kind::Invalid,
                        {fmt::format("工作表超过 {} 张，请删去不用的", package.limits().sheets),
                         fmt::format("there are more than {} sheets; delete those not needed",
                                     package.limits().sheets)},
                        package.where());
        // Chart and dialogue sheets hold no cells.
        if (found->second.type != "worksheet") return {};
        book.tabs.push_back(
            {name, found->second.part, pull.attribute("state").value_or("visible") != "visible"});
        return {};
    });
    if (!done) return base::pass(done);
    return book;
}

} // namespace huibiao::sheet::internal
