#include "base/utf8.h"
#include "form/replay.h"
#include "xml/parse.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cctype>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

// The scenario cases that lie beside the source tree; their protocol is stated in the head of the
// program `run` there.

using huibiao::form::replayLine;
using nlohmann::json;

namespace {

std::filesystem::path casesFile() {
    char const* const set = std::getenv("HUIBIAO_CONFORMANCE");
    std::filesystem::path const folder =
        set != nullptr ? std::filesystem::path(set)
                       : std::filesystem::path(HUIBIAO_SOURCE_DIR).parent_path() / "shared" / "conformance";
    return folder / "scenarios.jsonl";
}

/// How many characters from `at` fit the pattern, where 0 stands for a digit; 0 when they do not fit.
std::size_t fits(std::string const& text, std::size_t at, std::string_view pattern) {
    if (at + pattern.size() > text.size()) return 0;
    for (std::size_t i = 0; i < pattern.size(); ++i) {
        bool const digit = std::isdigit(static_cast<unsigned char>(text[at + i])) != 0;
        if (pattern[i] == '0' ? !digit : text[at + i] != pattern[i]) return 0;
    }
    return pattern.size();
}

std::size_t stampAt(std::string const& text, std::size_t at) {
    std::size_t length = fits(text, at, "0000-00-00T00:00:00");
    if (length == 0) return 0;
    if (fits(text, at + length, ".0") != 0)
        for (++length; fits(text, at + length, "0") != 0;) ++length;
    for (auto const* offset : {"Z", "+00:00", "-00:00", "+0000", "-0000"})
        if (std::size_t const more = fits(text, at + length, offset); more != 0) return length + more;
    return length;
}

/// Blanks as one, identities and moments as a word.
std::string masked(std::string const& text) {
    std::string out;
    for (std::size_t at = 0; at < text.size();) {
        if (text.compare(at, 5, "uuid:") == 0 && text.size() >= at + 41 && text[at + 13] == '-') {
            out += "UUID";
            at += 41;
        } else if (std::size_t const stamp = stampAt(text, at); stamp != 0) {
            out += "TIME";
            at += stamp;
        } else if (std::isspace(static_cast<unsigned char>(text[at])) != 0) {
            if (!out.empty() && out.back() != ' ') out += ' ';
            ++at;
        } else {
            out += text[at++];
        }
    }
    while (!out.empty() && out.back() == ' ') out.pop_back();
    return out;
}

/// Equal for documents that differ in prefixes, declarations and the order of attributes alone.
std::string canonical(huibiao::xml::Node const& node) {
    if (!node.isElement()) return masked(node.value());
    std::vector<std::string> attributes;
    for (auto* at = node.firstAttribute(); at != nullptr; at = at->nextAttribute())
        attributes.push_back("{" + std::string(at->namespaceUri()) + "}" + std::string(at->localName()) +
                             "=" + masked(at->value()));
    std::sort(attributes.begin(), attributes.end());
    std::string out = "<{" + std::string(node.namespaceUri()) + "}" + std::string(node.localName());
    for (auto const& attribute : attributes) out += " " + attribute;
    out += ">";
    for (auto* child = node.firstChild(); child != nullptr; child = child->next()) out += canonical(*child);
    return out + "</>";
}

std::string canonical(std::string const& text) {
    auto const document = huibiao::xml::parse(text);
    return document ? canonical(*(*document)->element()) : "not well-formed: " + text;
}

bool isGeo(std::string const& form) {
    std::string const lower = huibiao::base::lowerAscii(form);
    for (auto const* word : {"geopoint", "geotrace", "geoshape", "area(", "distance(", "geofence",
                             "intersects", "barcode", "background-audio", "save_to", "entities"})
        if (lower.find(word) != std::string::npos) return true;
    return false;
}

json operation(json const& recorded) {
    json const& arguments = recorded.at("args");
    if (recorded.at("op") == "answer")
        return {
            {"op", "answer"}, {"ref", recorded.at("ref")}, {"value", recorded.value("instance_value", "")}};
    if (recorded.at("op") == "createNewRepeat") return {{"op", "create-repeat"}, {"ref", recorded.at("ref")}};
    if (recorded.at("op") == "removeRepeat")
        return {{"op", "remove-repeat"},
                {"ref", recorded.contains("ref") ? recorded.at("ref") : arguments.at(0)}};
    return {{"op", "language"}, {"value", arguments.at(0)}};
}

std::string difference(json const& want, json const& have) {
    for (json const& node : want.at("nodes")) {
        if (node.at("type").get<std::string>().starts_with("repeat-range")) continue;
        auto const& nodes = have.at("nodes");
        auto const same = std::find_if(nodes.begin(), nodes.end(),
                                       [&](json const& n) { return n.at("ref") == node.at("ref"); });
        std::string const ref = node.at("ref");
        if (same == nodes.end()) return ref + " is missing";
        for (auto const* key : {"relevant", "readonly", "required"})
            if (same->at(key) != node.at(key)) return ref + " " + key;
        if (node.contains("value") && node.at("value").is_string() &&
            masked(node.at("value")) != masked(same->value("value", "")))
            return ref + " value: want " + node.at("value").dump() + ", got " + same->value("value", "");
        if (node.contains("choices") && node.at("choices") != same->value("choices", json::array()))
            return ref + " choices: want " + node.at("choices").dump() + ", got " +
                   same->value("choices", json::array()).dump();
    }
    if (canonical(want.at("xml").get<std::string>()) != canonical(have.at("xml").get<std::string>()))
        return "xml: want " + want.at("xml").get<std::string>() + ", got " +
               have.at("xml").get<std::string>();
    return {};
}

std::string verdict(json const& recorded) {
    json request = {{"form", recorded.at("form")},
                    {"resources", recorded.value("resources", json::object())},
                    {"now", recorded.at("now")},
                    {"tz", recorded.value("tz", "America/Phoenix")},
                    {"ops", json::array()}};
    if (!request["resources"].is_object()) request["resources"] = json::object();
    for (json const& op : recorded.at("ops")) request["ops"].push_back(operation(op));
    json const answer = json::parse(replayLine(request.dump()));
    if (answer.contains("error")) return answer.at("error");
    std::vector<json> wanted{recorded.at("init")};
    for (json const& op : recorded.at("ops")) wanted.push_back(op.at("after"));
    for (std::size_t i = 0; i < wanted.size(); ++i)
        if (auto const why = difference(wanted[i], answer.at("states").at(i)); !why.empty())
            return "step " + std::to_string(i) + ": " + why;
    return {};
}

} // namespace

TEST_CASE("recorded fillings give the same states") {
    std::ifstream file(casesFile());
    if (!file) {
        MESSAGE("skipped: there is no " << casesFile().string());
        return;
    }
    int all = 0, agree = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.empty()) continue;
        json const recorded = json::parse(line);
        auto const& ops = recorded.at("ops");
        if (!std::all_of(ops.begin(), ops.end(), [](json const& op) { return op.contains("after"); }))
            continue;
        if (isGeo(recorded.at("form").get<std::string>())) continue;
        ++all;
        auto const why = verdict(recorded);
        if (why.empty())
            ++agree;
        else
            MESSAGE(recorded.at("test").get<std::string>() << ": " << why.substr(0, 400));
    }
    MESSAGE(agree << " of " << all << " recorded fillings agree");
    CHECK(all > 0);
    CHECK(agree * 100 >= all * 97);
}

TEST_CASE("a line that is no request is answered by an error") {
    for (auto const* line : {"", "{}", "[]", "{\"form\": 1}", "{\"form\": \"<a/>\"}", "\xff"})
        CHECK(json::parse(replayLine(line)).contains("error"));
    CHECK(replayLine("{}", false) != replayLine("{}", true));
}
