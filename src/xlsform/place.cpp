#include "xlsform/internal/place.h"

#include <algorithm>
#include <iterator>
#include <numeric>
#include <tuple>

namespace huibiao::xlsform::internal {

namespace {

base::Words prefixOf(Place const& place) {
    if (place.table == nullptr) return {};
    std::string zh = "工作表“" + place.table->name + "”";
    std::string en = "sheet " + place.table->name;
    if (place.row != 0) {
        zh += "第 " + std::to_string(place.row) + " 行";
        en += ", row " + std::to_string(place.row);
    }
    if (!place.heading.empty()) {
        zh += "“" + place.heading + "”列";
        en += ", column " + place.heading;
    }
    return {zh + "：", en + ": "};
}

} // namespace

void Faults::add(Place const& place, base::Words words, bool warning) {
    base::Words const prefix = prefixOf(place);
    base::Error error;
    error.message = {prefix.zh + words.zh, prefix.en + words.en};
    error.where = m_file;
    if (place.table != nullptr) {
        std::string const gap = m_file.empty() ? "" : " ";
        if (place.row != 0 && place.column != 0)
            error.where += gap + place.table->name + "!" + sheet::cellName(place.row, place.column);
        else if (place.row != 0)
            error.where += gap + place.table->name + "!" + std::to_string(place.row);
        else
            error.where += gap + place.table->name;
    }
    // The same cell may be looked at for more than one purpose.
    if (!m_seen.insert((warning ? "w" : "e") + error.where + '\n' + error.message.zh).second) return;
    if (!warning) ++m_errors;
    m_findings.push_back({warning, std::move(error)});
    m_places.push_back(place);
}

void Faults::sort(sheet::Workbook const& book) {
    auto const rank = [&](Place const& place) {
        std::size_t table = 0;
        for (std::size_t i = 0; i < book.tables.size(); ++i)
            if (&book.tables[i] == place.table) table = i + 1;
        return std::tuple(table, place.row, place.column);
    };
    std::vector<std::size_t> order(m_places.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::stable_sort(order.begin(), order.end(),
                     [&](std::size_t a, std::size_t b) { return rank(m_places[a]) < rank(m_places[b]); });
    base::Findings sorted;
    std::vector<Place> places;
    for (std::size_t const i : order) {
        sorted.push_back(std::move(m_findings[m_first + i]));
        places.push_back(std::move(m_places[i]));
    }
    std::move(sorted.begin(), sorted.end(), m_findings.begin() + static_cast<std::ptrdiff_t>(m_first));
    m_places = std::move(places);
}

} // namespace huibiao::xlsform::internal
