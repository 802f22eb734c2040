#include "handover/internal/table_files.h"

#include "base/file.h"
#include "report/spss.h"
#include "report/summary.h"
#include "sheet/csv.h"

#include <algorithm>
#include <array>
#include <cerrno>
#include <fstream>

namespace huibiao::handover::internal {

using base::Result;

namespace {

constexpr std::size_t nameBytes = 120;
constexpr std::size_t bookBytes = 240; // with .xlsx under 255

Result<void> addSheet(sheet::XlsxWriter& writer, sheet::NewSheet const& sheet) {
    Result<std::size_t> const index = writer.sheet(sheet.name, sheet.headings);
    if (!index) return base::pass(index);
    for (std::vector<sheet::Value> const& row : sheet.rows)
        if (Result<void> const done = writer.row(*index, row); !done) return done;
    return {};
}

/// Copies a .csv with blanks in place of the line breaks in its cells, which SPSS takes for the ends of rows.
Result<FileSum> copyFlat(std::filesystem::path const& from, OutFile to) {
    std::ifstream in(from, std::ios::binary);
    std::array<char, 65536> chunk{};
    bool quoted = false;
    while (in.read(chunk.data(), chunk.size()), in.gcount() > 0) {
        auto const end = chunk.begin() + in.gcount();
        for (auto at = chunk.begin(); at != end; ++at) {
            if (*at == '"') quoted = !quoted;
            if (quoted && (*at == '\r' || *at == '\n')) *at = ' ';
        }
        if (Result<void> const done = to.write({chunk.data(), static_cast<std::size_t>(in.gcount())}); !done)
            return base::pass(done);
    }
    if (!in.eof()) return tl::unexpected<base::Error>(base::systemError(EIO, from));
    return to.close();
}

} // namespace

TableFiles::TableFiles(report::Answers answers, base::Language words)
    : m_answers(std::move(answers)), m_words(words) {}

Result<void> TableFiles::begin(OutFolder& folder, Names& names,
                               std::filesystem::path const& temporaryFolder) {
    std::vector<report::Head> const heads = m_answers.heads();
    sheet::XlsxOptions options;
    options.temporaryFolder = temporaryFolder;
    options.title = heads[0].name + m_suffix;
    for (report::Head const& head : heads) m_names.push_back(names.take(head.name + m_suffix, nameBytes));
    for (report::Head const& head : heads)
        m_flatNames.push_back(names.take(head.name + m_suffix + "_spss", nameBytes));
    m_lineBreaks.resize(heads.size());
    // The workbook is what gets passed on by itself.
    m_xlsxName = names.take(heads[0].name + m_suffix + "_" + m_label, bookBytes) + ".xlsx";
    Result<sheet::XlsxWriter> xlsx = sheet::XlsxWriter::create(folder.path() / m_xlsxName, options);
    if (!xlsx) return base::pass(xlsx);
    m_xlsx.emplace(std::move(*xlsx));
    for (std::size_t i = 0; i < heads.size(); ++i) {
        report::Head const& head = heads[i];
        Result<OutFile> csv = folder.open(m_names[i] + ".csv");
        if (!csv) return base::pass(csv);
        m_csv.push_back(std::move(*csv));
        std::string line(sheet::csvBom);
        sheet::appendCsvRow(line, head.headings);
        if (Result<void> const done = m_csv.back().write(line); !done) return done;
        Result<std::size_t> const index = m_xlsx->sheet(head.name, head.headings);
        if (!index) return base::pass(index);
        m_sheets.push_back(*index);
    }
    return {};
}

Result<void> TableFiles::add(store::Stored const& stored, base::Findings& findings) {
    for (report::Row const& row : m_answers.rows(stored, findings)) {
        std::vector<std::string> texts;
        texts.reserve(row.cells.size());
        for (sheet::Value const& cell : row.cells) texts.push_back(report::plainText(cell));
        std::string line;
        sheet::appendCsvRow(line, texts);
        // But for the CR LF at its end.
        if (line.find_first_of("\r\n") + 2 < line.size()) m_lineBreaks[row.table] = true;
        if (Result<void> const done = m_csv[row.table].write(line); !done) return done;
        if (Result<void> const done = m_xlsx->row(m_sheets[row.table], row.cells); !done) return done;
    }
    return {};
}

Result<void> TableFiles::addSyntax(OutFolder& folder, std::size_t table) const {
    std::string csv = m_names[table] + ".csv";
    if (m_lineBreaks[table]) {
        std::string const flat = m_flatNames[table] + ".csv";
        Result<OutFile> out = folder.open(flat);
        if (!out) return base::pass(out);
        Result<FileSum> sum = copyFlat(folder.path() / csv, std::move(*out));
        if (!sum) return base::pass(sum);
        sum->path = csv = flat;
        folder.note(*sum);
    }
    return folder.put(m_names[table] + ".sps",
                      report::spssSyntax(m_answers.spssColumns(table), csv, m_words));
}

Result<void> TableFiles::finish(OutFolder& folder) {
    for (std::size_t i = 0; i < m_csv.size(); ++i) {
        Result<FileSum> sum = m_csv[i].close();
        if (!sum) return base::pass(sum);
        sum->path = m_names[i] + ".csv";
        folder.note(*sum);
        if (Result<void> const done = addSyntax(folder, i); !done) return done;
    }
    if (Result<void> const done = addSheet(*m_xlsx, report::summarySheet(m_answers.summary(), m_words));
        !done)
        return done;
    if (Result<void> const done = addSheet(*m_xlsx, m_answers.codebook()); !done) return done;
    if (Result<void> const done = m_xlsx->close(); !done) return done;
    Result<FileSum> sum = sumOf(folder.path() / m_xlsxName, false);
    if (!sum) return base::pass(sum);
    sum->path = m_xlsxName;
    folder.note(*sum);
    return {};
}

} // namespace huibiao::handover::internal
