#include "event/kit_settings.h"

#include "base/utf8.h"
#include "event/internal/parts.h"
#include "sheet/csv.h"
#include "sheet/workbook.h"

#include <fmt/format.h>

#include <optional>
#include <utility>

namespace huibiao::event {

namespace {

using base::Findings;
using base::Kind;

constexpr char const* table = "kit";
constexpr std::size_t longestName = 20;  ///< characters, of a person
constexpr std::size_t longestWords = 40; ///< of a place, a sign, a role
constexpr std::size_t mostPeople = 2000;

void complain(Findings& findings, bool warning, base::Words words, std::string where) {
    findings.push_back({warning, {Kind::Invalid, std::move(words), std::move(where)}});
}

bool tooLong(std::string const& text, std::size_t most, char const* what, std::string const& where,
             Findings& findings) {
    std::size_t const length = base::decode(text).size();
    if (length <= most) return false;
    complain(findings, false,
             {fmt::format("{}“{}”有 {} 个字，最多 {} 个", what, text, length, most),
              fmt::format("“{}” has {} characters; at most {} are possible", text, length, most)},
             where);
    return true;
}

/// The table of the people, its columns found by their heads.
class People {
public:
    People(fs::path bundle, std::string file, sheet::Table const& rows, Findings& findings)
        : m_bundle(std::move(bundle)), m_file(std::move(file)), m_rows(rows), m_findings(findings) {}

    [[nodiscard]] std::vector<Person> read();

private:
    [[nodiscard]] std::optional<std::size_t> column(char const* head) const {
        for (sheet::Cell const& cell : m_rows.rows.front().cells)
            if (base::trim(cell.text) == head) return cell.column;
        return std::nullopt;
    }
    [[nodiscard]] std::string text(std::size_t row, std::optional<std::size_t> column) const {
        return column ? base::trim(m_rows.cell(row, *column).text) : std::string();
    }
    [[nodiscard]] std::string where(std::size_t row, std::size_t column) const {
        return sheet::cellWhere(m_file, m_rows, row, column);
    }
    void use(Person& person, std::string const& word, std::string const& spot) const;

    fs::path m_bundle;
    std::string m_file;
    sheet::Table const& m_rows;
    Findings& m_findings;
};

void People::use(Person& person, std::string const& word, std::string const& spot) const {
    if (word.empty()) return;
    person.badge = word.find("工作证") != std::string::npos || word.find("胸牌") != std::string::npos;
    person.plate = word.find("桌牌") != std::string::npos;
    if (person.badge || person.plate) return;
    complain(
        m_findings, false,
        {fmt::format("用途“{}”不认识，应写 工作证、桌牌，或空着（两样都做）", word),
         fmt::format("用途 cannot be “{}”: 工作证 (a badge), 桌牌 (a name plate), or empty for both", word)},
        spot);
}

std::vector<Person> People::read() {
    std::vector<Person> out;
    if (m_rows.rows.empty()) {
        complain(m_findings, false, {"名单是空的", "the list of people is empty"}, m_file);
        return out;
    }
    auto const name = column("姓名");
    auto const role = column("职务");
    auto const photo = column("照片");
    auto const purpose = column("用途");
    if (!name) {
        complain(m_findings, false,
                 {"名单第一行要有表头“姓名”（还可以有 职务、照片、用途）",
                  "the first row must have the head 姓名 (and may have 职务, 照片, 用途)"},
                 m_file);
        return out;
    }
    for (std::size_t i = 1; i < m_rows.rows.size(); ++i) {
        std::size_t const row = m_rows.rows[i].number;
        Person person{.name = text(row, name), .role = text(row, role)};
        if (person.name.empty()) {
            complain(m_findings, false, {"这一行没有姓名", "this row has no name"}, where(row, *name));
            continue;
        }
        if (tooLong(person.name, longestName, "姓名", where(row, *name), m_findings)) continue;
        if (role && tooLong(person.role, longestWords, "职务", where(row, *role), m_findings)) continue;
        if (std::string const file = text(row, photo); !file.empty())
            person.photo = bundleFile(m_bundle, file, where(row, *photo), m_findings).value_or(fs::path());
        if (purpose) use(person, text(row, purpose), where(row, *purpose));
        out.push_back(std::move(person));
        if (out.size() > mostPeople) {
            complain(m_findings, false,
                     {fmt::format("名单超过 {} 人，请分成几份", mostPeople),
                      fmt::format("more than {} people: split the list", mostPeople)},
                     m_file);
            break;
        }
    }
    return out;
}

std::vector<Person> readPeople(fs::path const& bundle, fs::path const& file, Findings& findings) {
    base::Result<sheet::Table> rows = tl::unexpected<base::Error>(base::Error{});
    if (base::lowerAscii(file.extension().string()) == ".xlsx") {
        auto book = sheet::readXlsxFile(file);
        if (!book)
            rows = base::pass(book);
        else if (!book->tables.empty())
            rows = std::move(book->tables.front());
        else
            rows = sheet::Table{};
    } else {
        rows = sheet::readCsvFile(file);
    }
    if (!rows) {
        base::Error error = rows.error();
        if (error.where.empty()) error.where = file.string();
        findings.push_back({false, std::move(error)});
        return {};
    }
    return People(bundle, file.string(), *rows, findings).read();
}

} // namespace

Kit readKit(Settings& settings, fs::path const& bundle, Findings& findings) {
    Kit kit;
    kit.place = settings.text(table, "place", findings).value_or("");
    tooLong(kit.place, longestWords, "地点", settings.where(table, "place"), findings);
    kit.signs = settings.list(table, "signs", findings).value_or(std::vector<std::string>());
    for (std::string const& sign : kit.signs)
        tooLong(sign, longestWords, "指示牌", settings.where(table, "signs"), findings);
    std::erase(kit.signs, std::string());
    kit.items = settings.list(table, "items", findings).value_or(std::vector<std::string>());
    auto const people = settings.text(table, "people", findings);
    if (!people || people->empty()) return kit;
    auto const file = bundleFile(bundle, *people, settings.where(table, "people"), findings);
    if (!file) return kit;
    kit.peopleFile = *file;
    kit.people = readPeople(bundle, *file, findings);
    return kit;
}

} // namespace huibiao::event
