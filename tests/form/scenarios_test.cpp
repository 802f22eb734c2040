#include "form/replay.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>

// The scenario cases that lie beside the source tree; their protocol is stated in the head of the
// program `run` there. XML is compared as the replay gives it, numbers of time and identity masked.

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

std::string masked(std::string const& text) {
    static std::regex const uuid("uuid:[0-9a-fA-F-]{36}");
    static std::regex const stamp(R"(\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:?\d\d)?)");
    static std::regex const blanks(R"(\s+)");
    static std::regex const declared(R"( xmlns(:\w+)?="[^"]*")");
    static std::regex const prefix(R"((</?)\w+:)");
    std::string out = std::regex_replace(text, uuid, "UUID");
    out = std::regex_replace(out, stamp, "TIME");
    out = std::regex_replace(out, declared, "");
    out = std::regex_replace(out, prefix, "$1");
    out = std::regex_replace(out, blanks, " ");
    return out;
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
    if (masked(want.at("xml")) != masked(have.at("xml")))
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
    static std::regex const geo(
        R"(geopoint|geotrace|geoshape|area\(|distance\(|geofence|intersects|\bosm\b|barcode|background-audio|save_to|entities)",
        std::regex::icase);
    int all = 0, agree = 0;
    for (std::string line; std::getline(file, line);) {
        if (line.empty()) continue;
        json const recorded = json::parse(line);
        auto const& ops = recorded.at("ops");
        if (!std::all_of(ops.begin(), ops.end(), [](json const& op) { return op.contains("after"); }))
            continue;
        if (std::regex_search(recorded.at("form").get<std::string>(), geo)) continue;
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
