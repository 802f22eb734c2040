#include "base/utf8.h"
#include "form/internal/load.h"
#include "sheet/csv.h"
#include "xml/parse.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>

namespace huibiao::form {

namespace {

/// Into a document of its own; names of the form's default namespace lose it, layout blanks go.
void copyPlain(xml::Node const& source, xml::Node& target) {
    xml::Document& document = target.document();
    for (xml::Node* at = source.firstAttribute(); at != nullptr; at = at->nextAttribute())
        target.setAttribute(at->localName(), at->value(), at->namespaceUri(), at->prefix());
    if (source.firstElement() == nullptr) {
        if (std::string const text = source.text(); !text.empty()) target.setText(text);
        return;
    }
    for (xml::Node* child = source.firstElement(); child != nullptr; child = child->nextElement()) {
        bool const plain = child->namespaceUri() == xformsUri;
        xml::Node& copy = document.createElement(child->localName(), plain ? "" : child->namespaceUri(),
                                                 plain ? "" : child->prefix());
        target.append(copy);
        copyPlain(*child, copy);
    }
}

void addLeaf(xml::Node& item, std::string_view name, std::string_view text) {
    xml::Node& leaf = item.document().createElement(name);
    leaf.setText(text);
    item.append(leaf);
}

/// The character that parts the columns: the one met most often in the heading, outside quotes.
char separatorOf(std::string_view text) {
    std::string_view const heading = text.substr(0, text.find_first_of("\r\n"));
    char best = ',';
    long most = 0;
    for (char const candidate : {',', ';', '\t', '|'}) {
        bool quoted = false;
        long count = 0;
        for (char const c : heading) {
            if (c == '"') quoted = !quoted;
            if (c == candidate && !quoted) ++count;
        }
        if (count > most) {
            most = count;
            best = candidate;
        }
    }
    return best;
}

base::Result<std::unique_ptr<xml::Document>> fromCsv(std::string_view bytes, std::string_view name) {
    auto const text = sheet::decodeText(bytes, name);
    if (!text) return base::pass(text);
    sheet::CsvOptions options;
    options.separator = separatorOf(*text);
    auto const table = sheet::readCsv(*text, name, options);
    if (!table) return base::pass(table);
    auto document = std::make_unique<xml::Document>();
    xml::Node& root = document->createElement("root");
    document->node()->append(root);
    if (table->rows.empty()) return document;
    sheet::Row const& heading = table->rows.front();
    if (heading.cells.size() * table->rows.size() > 4'000'000)
        return base::fail(
            base::Kind::Unsupported,
            {"表格太大（行数乘列数超过四百万），请删去用不到的列",
             "the table is too large (over four million cells); delete the columns that are not used"},
            std::string(name));
    for (std::size_t i = 1; i < table->rows.size(); ++i) {
        sheet::Row const& row = table->rows[i];
        xml::Node& item = document->createElement("item");
        root.append(item);
        std::size_t at = 0;
        for (sheet::Cell const& column : heading.cells) {
            while (at < row.cells.size() && row.cells[at].column < column.column) ++at;
            bool const filled = at < row.cells.size() && row.cells[at].column == column.column;
            addLeaf(item, column.text, filled ? std::string_view(row.cells[at].text) : std::string_view());
        }
    }
    return document;
}

std::string plain(nlohmann::json const& value) {
    if (value.is_string()) return value.get<std::string>();
    return value.dump();
}

/// "latitude longitude 0 0", several joined by "; ", as ODK writes places.
std::string places(nlohmann::json const& geometry) {
    std::string const type = geometry.value("type", "");
    nlohmann::json points = geometry.value("coordinates", nlohmann::json::array());
    if (type == "Point") points = nlohmann::json::array({points});
    if (type == "Polygon") points = points.empty() ? nlohmann::json::array() : points.at(0);
    std::vector<std::string> out;
    for (nlohmann::json const& point : points)
        out.push_back(fmt::format("{} {} 0 0", point.at(1).dump(), point.at(0).dump()));
    return base::join(out, "; ");
}

base::Result<std::unique_ptr<xml::Document>> fromGeoJson(std::string_view bytes, std::string_view name) {
    auto document = std::make_unique<xml::Document>();
    xml::Node& root = document->createElement("root");
    document->node()->append(root);
    try {
        nlohmann::json const json = nlohmann::json::parse(bytes);
        for (nlohmann::json const& feature : json.at("features")) {
            xml::Node& item = document->createElement("item");
            root.append(item);
            addLeaf(item, "geometry", places(feature.at("geometry")));
            nlohmann::json const properties = feature.value("properties", nlohmann::json());
            if (feature.contains("id"))
                addLeaf(item, "id", plain(feature.at("id")));
            else if (properties.is_object() && properties.contains("id"))
                addLeaf(item, "id", plain(properties.at("id")));
            if (!properties.is_object()) continue;
            for (auto const& [key, value] : properties.items())
                if (key != "id") addLeaf(item, key, plain(value));
        }
    } catch (nlohmann::json::exception const&) {
        return base::fail(base::Kind::Invalid,
                          {"不是 GeoJSON（要有 features，每个有 geometry）。请重新导出该文件",
                           "not GeoJSON (it needs features, each with a geometry). Export the file again"},
                          std::string(name));
    }
    return document;
}

} // namespace

void Loader::loadExternal(std::string const& id, std::string const& src, xml::Node const& at) {
    std::string const name = src.substr(src.rfind('/') + 1);
    auto const fail = [&](base::Error const& error) {
        fault(at,
              {fmt::format("附件 {}：{}", name, error.message.zh),
               fmt::format("file {}: {}", name, error.message.en)},
              error.kind);
    };
    auto bytes =
        m_resources
            ? m_resources(src)
            : base::Result<std::string>(base::fail(base::Kind::Missing, {"没有提供", "it was not given"}));
    if (!bytes) return fail(bytes.error());
    std::string const lower = base::lowerAscii(name);
    std::size_t const first = bytes->find_first_not_of(" \t\r\n\xEF\xBB\xBF");
    char const begin = first == std::string::npos ? '\0' : (*bytes)[first];
    base::Result<std::unique_ptr<xml::Document>> document;
    if (lower.ends_with(".csv") || src.starts_with("jr://file-csv/"))
        document = fromCsv(*bytes, name);
    else if (lower.ends_with(".geojson") || begin == '{')
        document = fromGeoJson(*bytes, name);
    else if (lower.ends_with(".xml") || begin == '<')
        document = xml::parse(*bytes, name);
    else
        document = fromCsv(*bytes, name);
    if (!document) return fail(document.error());
    m_out.secondary[id] = (*document)->node();
    m_out.documents.push_back(std::move(*document));
}

void Loader::loadSecondary(xml::Node& instance) {
    std::string const id(instance.attributeValue("id"));
    std::string const src(instance.attributeValue("src"));
    bool const lastSaved = src == "jr://instance/last-saved";
    if (!src.empty() && !lastSaved) return loadExternal(id, src, instance);
    auto document = std::make_unique<xml::Document>();
    // Nothing is kept of former fillings, so the last saved one is always blank.
    for (xml::Node* child = lastSaved ? nullptr : instance.firstElement(); child != nullptr;
         child = child->nextElement()) {
        bool const bare = child->namespaceUri() == xformsUri;
        xml::Node& root = document->createElement(child->localName(), bare ? "" : child->namespaceUri(),
                                                  bare ? "" : child->prefix());
        document->node()->append(root);
        copyPlain(*child, root);
    }
    m_out.secondary[id] = document->node();
    m_out.documents.push_back(std::move(document));
}

} // namespace huibiao::form
