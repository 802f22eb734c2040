#pragma once

#include <string>
#include <vector>

/// Makes .xlsx packages by hand, so that a test can say what stands in them. Stored, not deflated.
struct Part {
    std::string name;
    std::string bytes;
};

inline std::string zipOf(std::vector<Part> const& parts) {
    auto const number = [](unsigned long value, int bytes) {
        std::string out;
        for (int i = 0; i < bytes; ++i) out += static_cast<char>(value >> (8 * i) & 0xFFU);
        return out;
    };
    auto const crc = [](std::string const& bytes) {
        unsigned long sum = 0xFFFFFFFFUL;
        for (char const c : bytes) {
            sum ^= static_cast<unsigned char>(c);
            for (int i = 0; i < 8; ++i) sum = (sum & 1U) ? sum >> 1U ^ 0xEDB88320UL : sum >> 1U;
        }
        return sum ^ 0xFFFFFFFFUL;
    };
    std::string out;
    std::string directory;
    for (Part const& part : parts) {
        std::string const common = number(20, 2) + number(0, 2) + number(0, 2) + number(0, 4) +
                                   number(crc(part.bytes), 4) + number(part.bytes.size(), 4) +
                                   number(part.bytes.size(), 4) + number(part.name.size(), 2) + number(0, 2);
        directory += "PK\x01\x02" + number(20, 2) + common + number(0, 2) + number(0, 2) + number(0, 2) +
                     number(0, 4) + number(out.size(), 4) + part.name;
        out += "PK\x03\x04" + common + part.name + part.bytes;
    }
    std::string const end = "PK\x05\x06" + number(0, 4) + number(parts.size(), 2) + number(parts.size(), 2) +
                            number(directory.size(), 4) + number(out.size(), 4) + number(0, 2);
    return out + directory + end;
}

struct BookParts {
    std::vector<std::string> sheets = {}; ///< inner XML of each worksheet
    std::string shared = {};              ///< inner XML of sst
    std::string styles = {};              ///< inner XML of styleSheet
    std::string workbookPr = {};
    std::vector<std::string> names = {};
    std::vector<std::string> states = {};
};

inline std::string xlsxOf(BookParts const& book) {
    std::string const main =
        " xmlns=\"http://schemas.openxmlformats.org/spreadsheetml/2006/main\" "
        "xmlns:r=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships\"";
    std::string const relations =
        "<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">";
    std::string const type = " Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/";
    std::string tabs;
    std::string rels;
    std::vector<Part> parts{
        {"[Content_Types].xml", "<Types/>"},
        {"_rels/.rels", relations + "<Relationship Id=\"rId1\"" + type +
                            "officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>"}};
    for (std::size_t i = 0; i < book.sheets.size(); ++i) {
        std::string const n = std::to_string(i + 1);
        std::string const name = i < book.names.size() ? book.names[i] : "Sheet" + n;
        std::string const state = i < book.states.size() ? " state=\"" + book.states[i] + "\"" : "";
        tabs += "<sheet name=\"" + name + "\" sheetId=\"" + n + "\" r:id=\"s" + n + "\"" + state + "/>";
        rels += "<Relationship Id=\"s" + n + "\"" + type + "worksheet\" Target=\"worksheets/sheet" + n +
                ".xml\"/>";
        parts.push_back({"xl/worksheets/sheet" + n + ".xml",
                         "<worksheet" + main + ">" + book.sheets[i] + "</worksheet>"});
    }
    if (!book.shared.empty()) {
        parts.push_back({"xl/sharedStrings.xml", "<sst" + main + ">" + book.shared + "</sst>"});
        rels += "<Relationship Id=\"x1\"" + type + "sharedStrings\" Target=\"/xl/sharedStrings.xml\"/>";
    }
    if (!book.styles.empty()) {
        parts.push_back({"xl/styles.xml", "<styleSheet" + main + ">" + book.styles + "</styleSheet>"});
        rels += "<Relationship Id=\"x2\"" + type + "styles\" Target=\"styles.xml\"/>";
    }
    parts.push_back({"xl/workbook.xml", "<workbook" + main + ">" + book.workbookPr + "<sheets>" + tabs +
                                            "</sheets></workbook>"});
    parts.push_back({"xl/_rels/workbook.xml.rels", relations + rels + "</Relationships>"});
    return zipOf(parts);
}
