#include "sheet/internal/xlsx_parts.h"

#include "base/clock.h"
#include "base/utf8.h"

#include <fmt/format.h>

#include <chrono>

namespace huibiao::sheet::internal {

namespace {

constexpr std::string_view declaration = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
constexpr std::string_view packageNames = "http://schemas.openxmlformats.org/package/2006/";
constexpr std::string_view officeNames =
    "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
constexpr std::string_view sheetNames = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

std::string escaped(std::string_view text) {
    std::string out;
    appendEscaped(out, text);
    return base::replaceAll(std::move(out), "\"", "&quot;");
}

std::string contentTypes(std::size_t sheets) {
    std::string out = fmt::format("{}<Types xmlns=\"{}content-types\">", declaration, packageNames);
    out += "<Default Extension=\"rels\" "
           "ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>"
           "<Default Extension=\"xml\" ContentType=\"application/xml\"/>";
    auto const part = [&](std::string_view name, std::string_view type) {
        out += fmt::format(
            "<Override PartName=\"/{}\" ContentType=\"application/vnd.openxmlformats-{}+xml\"/>", name, type);
    };
    part("docProps/core.xml", "package.core-properties");
    part("xl/styles.xml", "officedocument.spreadsheetml.styles");
    part("xl/workbook.xml", "officedocument.spreadsheetml.sheet.main");
    for (std::size_t i = 1; i <= sheets; ++i)
        part(fmt::format("xl/worksheets/sheet{}.xml", i), "officedocument.spreadsheetml.worksheet");
    return out + "</Types>";
}

std::string packageRelations() {
    return fmt::format("{0}<Relationships xmlns=\"{1}relationships\">"
                       "<Relationship Id=\"rId1\" Type=\"{2}/officeDocument\" Target=\"xl/workbook.xml\"/>"
                       "<Relationship Id=\"rId2\" Type=\"{1}relationships/metadata/core-properties\" "
                       "Target=\"docProps/core.xml\"/></Relationships>",
                       declaration, packageNames, officeNames);
}

std::string workbookRelations(std::size_t sheets) {
    std::string out = fmt::format("{}<Relationships xmlns=\"{}relationships\">", declaration, packageNames);
    for (std::size_t i = 1; i <= sheets; ++i)
        out += fmt::format("<Relationship Id=\"rId{0}\" Type=\"{1}/worksheet\" "
                           "Target=\"worksheets/sheet{0}.xml\"/>",
                           i, officeNames);
    return out + fmt::format("<Relationship Id=\"rId{}\" Type=\"{}/styles\" Target=\"styles.xml\"/>"
                             "</Relationships>",
                             sheets + 1, officeNames);
}

std::string workbook(std::vector<SheetEntry> const& sheets) {
    std::string out =
        fmt::format("{}<workbook xmlns=\"{}\" xmlns:r=\"{}\"><bookViews><workbookView "
                    "xWindow=\"240\" yWindow=\"15\" windowWidth=\"16095\" windowHeight=\"9660\"/>"
                    "</bookViews><sheets>",
                    declaration, sheetNames, officeNames);
    std::string filters;
    for (std::size_t i = 0; i < sheets.size(); ++i) {
        out += fmt::format("<sheet name=\"{0}\" sheetId=\"{1}\" r:id=\"rId{1}\"/>", escaped(sheets[i].name),
                           i + 1);
        // Excel wants the filter of a sheet as a hidden name as well.
        if (!sheets[i].filter.empty())
            filters += fmt::format("<definedName name=\"_xlnm._FilterDatabase\" localSheetId=\"{}\" "
                                   "hidden=\"1\">'{}'!{}</definedName>",
                                   i, escaped(sheets[i].name), sheets[i].filter);
    }
    out += "</sheets>";
    if (!filters.empty()) out += "<definedNames>" + filters + "</definedNames>";
    return out + "</workbook>";
}

/// The order of cellXfs is that of Style.
std::string styles() {
    std::string const font = "<sz val=\"11\"/><name val=\"Calibri\"/><family val=\"2\"/>";
    std::string const base = "fontId=\"0\" fillId=\"0\" borderId=\"0\"";
    std::string out = fmt::format("{}<styleSheet xmlns=\"{}\">", declaration, sheetNames);
    out += "<numFmts count=\"3\"><numFmt numFmtId=\"164\" formatCode=\"yyyy-mm-dd\"/>"
           "<numFmt numFmtId=\"165\" formatCode=\"yyyy-mm-dd hh:mm:ss\"/>"
           "<numFmt numFmtId=\"166\" formatCode=\"0.0%\"/></numFmts>";
    out += "<fonts count=\"2\"><font>" + font + "</font><font><b/>" + font + "</font></fonts>";
    out += "<fills count=\"3\"><fill><patternFill patternType=\"none\"/></fill>"
           "<fill><patternFill patternType=\"gray125\"/></fill><fill><patternFill patternType=\"solid\">"
           "<fgColor rgb=\"FFEDEDED\"/><bgColor indexed=\"64\"/></patternFill></fill></fills>"
           "<borders count=\"1\"><border><left/><right/><top/><bottom/><diagonal/></border></borders>";
    out += "<cellStyleXfs count=\"1\"><xf numFmtId=\"0\" " + base + "/></cellStyleXfs>";
    out += "<cellXfs count=\"5\"><xf numFmtId=\"0\" " + base + " xfId=\"0\"/>";
    out += "<xf numFmtId=\"0\" fontId=\"1\" fillId=\"2\" borderId=\"0\" xfId=\"0\" applyFont=\"1\" "
           "applyFill=\"1\" applyAlignment=\"1\"><alignment vertical=\"center\" wrapText=\"1\"/></xf>";
    for (int const format : {164, 165, 166})
        out += fmt::format("<xf numFmtId=\"{}\" {} xfId=\"0\" applyNumberFormat=\"1\"/>", format, base);
    return out + "</cellXfs><cellStyles count=\"1\"><cellStyle name=\"Normal\" xfId=\"0\" builtinId=\"0\"/>"
                 "</cellStyles></styleSheet>";
}

std::string properties(XlsxOptions const& options) {
    std::string const time =
        base::isoUtc(base::WallTime(std::chrono::seconds(options.created))).substr(0, 19) + "Z";
    std::string const moment = fmt::format(" xsi:type=\"dcterms:W3CDTF\">{}</dcterms:", time);
    return fmt::format(
        "{}<cp:coreProperties xmlns:cp=\"{}metadata/core-properties\" "
        "xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" "
        "xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title>"
        "<dc:creator>{}</dc:creator><dcterms:created{}created><dcterms:modified{}modified>"
        "</cp:coreProperties>",
        declaration, packageNames, escaped(base::repairUtf8(options.title)),
        escaped(base::repairUtf8(options.author)), moment, moment);
}

} // namespace

std::string columnName(std::size_t column) {
    std::string name;
    for (std::size_t left = column + 1; left > 0; left = (left - 1) / 26)
        name.insert(name.begin(), static_cast<char>('A' + (left - 1) % 26));
    return name;
}

void appendEscaped(std::string& out, std::string_view text) {
    for (std::size_t from = 0;;) {
        std::size_t const at = std::min(text.find_first_of("&<>", from), text.size());
        out += text.substr(from, at - from);
        if (at == text.size()) return;
        out += text[at] == '&' ? "&amp;" : text[at] == '<' ? "&lt;" : "&gt;";
        from = at + 1;
    }
}

std::vector<std::pair<std::string, std::string>> fixedParts(std::vector<SheetEntry> const& sheets,
                                                            XlsxOptions const& options) {
    return {{"[Content_Types].xml", contentTypes(sheets.size())},
            {"_rels/.rels", packageRelations()},
            {"docProps/core.xml", properties(options)},
            {"xl/workbook.xml", workbook(sheets)},
            {"xl/_rels/workbook.xml.rels", workbookRelations(sheets.size())},
            {"xl/styles.xml", styles()}};
}

} // namespace huibiao::sheet::internal
