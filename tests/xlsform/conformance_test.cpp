#include "base/file.h"
#include "base/utf8.h"
#include "xlsform/convert.h"
#include "xml/parse.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <filesystem>

using namespace huibiao;

namespace {

std::filesystem::path folder() {
    char const* const said = std::getenv("HUIBIAO_CONFORMANCE");
    std::filesystem::path const root =
        said != nullptr ? std::filesystem::path(said)
                        : std::filesystem::path(HUIBIAO_SOURCE_DIR).parent_path() / "shared/conformance";
    return root / "xlsform";
}

/// The string value of a key in one line of JSON, whose values here hold no quotes; empty for null.
std::string field(std::string const& line, std::string const& key) {
    std::string const begin = "\"" + key + "\": \"";
    std::size_t const at = line.find(begin);
    if (at == std::string::npos) return {};
    std::size_t const from = at + begin.size();
    return line.substr(from, line.find('"', from) - from);
}

/// Forms about places, cameras and servers' lists: passed through, but not what a kiosk is for.
bool asksDevice(std::string const& form) {
    std::string const lower = base::lowerAscii(form);
    for (std::string_view const word :
         {"geopoint", "geotrace", "geoshape", "area(", "distance(", "geofence", "intersects", "osm/",
          "barcode", "background-audio", "save_to", "entities"})
        if (lower.find(word) != std::string::npos) return true;
    return false;
}

std::string tidy(std::string_view text) {
    std::vector<std::string> words;
    std::string plain = base::replaceAll(base::replaceAll(std::string(text), "\n", " "), "\t", " ");
    for (std::string& word : base::split(plain, ' '))
        if (!word.empty()) words.push_back(std::move(word));
    return base::join(words, " ");
}

/// What counts of a form: names, attributes in any order, texts without regard to blanks; not the
/// title, and not the id of the primary instance.
std::string canonical(xml::Node const& node) {
    std::vector<std::string> attributes;
    bool const primary = node.parent() != nullptr && node.parent()->localName() == "instance" &&
                         !node.parent()->hasAttribute("id");
    for (xml::Node* each = node.firstAttribute(); each != nullptr; each = each->nextAttribute())
        if (!(primary && each->localName() == "id"))
            attributes.push_back(std::string(each->namespaceUri()) + "}" + std::string(each->localName()) +
                                 "=" + tidy(each->value()));
    std::sort(attributes.begin(), attributes.end());
    std::string out = "<{" + std::string(node.namespaceUri()) + "}" + std::string(node.localName()) + " " +
                      base::join(attributes, " ") + ">";
    std::string text;
    for (xml::Node* each = node.firstChild(); each != nullptr; each = each->next()) {
        if (each->kind() == xml::NodeKind::Text) text += each->value();
        if (!each->isElement()) continue;
        if (node.localName() != "title") out += tidy(text);
        text.clear();
        out += canonical(*each);
    }
    if (node.localName() != "title") out += tidy(text);
    return out + "</>";
}

std::string canonical(std::string const& text) {
    auto const document = xml::parse(text);
    return document ? canonical(*(*document)->element()) : std::string();
}

} // namespace

TEST_CASE("the reference's forms are equal, its refusals refused") {
    if (!std::filesystem::exists(folder() / "index.jsonl")) {
        MESSAGE("skipped: no conformance cases at " << folder().string() << " (set HUIBIAO_CONFORMANCE)");
        return;
    }
    std::size_t good = 0, same = 0, bad = 0, refused = 0;
    auto const index = base::readFile(folder() / "index.jsonl");
    REQUIRE(index);
    for (std::string const& line : base::split(*index, '\n')) {
        if (line.empty()) continue;
        std::string const reference = field(line, "xml");
        xlsform::Options options;
        if (std::string const root = field(line, "form_name"); !root.empty()) options.rootName = root;
        std::string wanted;
        if (!reference.empty()) {
            wanted = base::readFile(folder() / reference).value_or("");
            if (asksDevice(wanted)) continue;
        }
        base::Findings findings;
        auto const form = xlsform::convertFile(folder() / field(line, "xlsx"), options, findings);
        if (!reference.empty()) {
            ++good;
            bool const equal = form && canonical(*form) == canonical(wanted);
            if (equal)
                ++same;
            else
                MESSAGE(field(line, "xlsx") << (form ? " differs" : " refused: " + form.error().message.en));
        } else if (field(line, "expect") == "error") {
            ++bad;
            if (!form && !findings.empty())
                ++refused;
            else
                MESSAGE(field(line, "xlsx") << " must be refused");
        }
    }
    MESSAGE(same << " of " << good << " equal, " << refused << " of " << bad << " refused");
    CHECK(static_cast<double>(same) >= 0.97 * static_cast<double>(good));
    CHECK(static_cast<double>(refused) >= 0.95 * static_cast<double>(bad));
}
