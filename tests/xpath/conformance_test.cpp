#include "xpath/eval_line.h"

#include <doctest/doctest.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <regex>

using huibiao::xpath::evalLine;
using nlohmann::json;

namespace {

namespace fs = std::filesystem;

fs::path conformanceFolder() {
    char const* const set = std::getenv("HUIBIAO_CONFORMANCE");
    return set != nullptr ? fs::path(set) : fs::path(HUIBIAO_SOURCE_DIR) / "../shared/conformance";
}

bool isGeo(std::string const& expression) {
    static std::regex const geo("geopoint|geotrace|geoshape|area\\(|distance\\(|geofence|intersects");
    return std::regex_search(expression, geo);
}

double numberIn(json const& value) {
    if (value.is_number()) return value.get<double>();
    if (!value.is_string()) return std::nan("");
    auto const text = value.get<std::string>();
    if (text == "Infinity") return HUGE_VAL;
    if (text == "-Infinity") return -HUGE_VAL;
    char* end = nullptr;
    double const number = std::strtod(text.c_str(), &end);
    return text.empty() || *end != '\0' ? std::nan("") : number;
}

bool sameNumber(double a, double b, double tolerance = 0) {
    if (std::isnan(a) || std::isnan(b)) return std::isnan(a) && std::isnan(b);
    return a == b || std::fabs(a - b) <= std::max(tolerance, 1e-9 * std::max(std::fabs(a), std::fabs(b)));
}

bool agreesWithJavaRosa(std::string const& other, json const& got) {
    if (got.contains("error")) return other.starts_with("threw");
    auto const& value = got["value"];
    auto const text = value.is_string() ? value.get<std::string>() : value.dump();
    if (text == other) return true;
    return value.is_number() && sameNumber(numberIn(value), numberIn(json(other)));
}

bool sameNodes(json const& given, json const& want, json got) {
    if (!got.is_array()) return false;
    if (given.value("first_only", false))
        return got.empty() == want.empty() && (got.empty() || got.front() == want.front());
    auto sorted = want;
    if (given.value("unordered", false)) {
        std::sort(sorted.begin(), sorted.end());
        std::sort(got.begin(), got.end());
    }
    return got == sorted;
}

bool agrees(json const& given, json const& got) {
    if (given.contains("javarosa_differs") &&
        agreesWithJavaRosa(given["javarosa_differs"].get<std::string>(), got))
        return true;
    auto const type = given["type"].get<std::string>();
    if (type == "error") return got.contains("error");
    if (!got.contains("value")) return false;
    auto const& want = given["expected"];
    auto const& have = got["value"];
    if (type == "number" && given.contains("round_factor")) {
        double const factor = given["round_factor"].get<double>();
        return sameNumber(std::nearbyint(numberIn(have) * factor) / factor,
                          given["round_expected"].get<double>(), 1 / factor);
    }
    if (type == "number") return sameNumber(numberIn(want), numberIn(have));
    if (given.contains("pattern") && given["pattern"].is_string())
        return have.is_string() &&
               std::regex_search(have.get<std::string>(), std::regex(given["pattern"].get<std::string>()));
    return type == "nodeset" ? sameNodes(given, want, have) : want == have;
}

} // namespace

TEST_CASE("the cases of web-forms and JavaRosa") {
    auto const folder = conformanceFolder();
    std::size_t all = 0;
    std::size_t agreed = 0;
    for (auto const* name : {"xpath-webforms.jsonl", "xpath-javarosa.jsonl"}) {
        std::ifstream file(folder / name);
        if (!file) {
            MESSAGE("skipped: there is no " << (folder / name).string());
            return;
        }
        for (std::string line; std::getline(file, line);) {
            auto given = json::parse(line);
            if (isGeo(given["expr"].get<std::string>())) continue;
            auto request = given;
            request.erase("expected");
            if (given["type"] == "error") request["type"] = "string";
            auto const answer = json::parse(evalLine(request.dump(), true));
            ++all;
            if (agrees(given, answer)) {
                ++agreed;
            } else {
                MESSAGE(given["expr"].dump() << " wants " << given["expected"].dump().substr(0, 200)
                                             << ", got " << answer.dump().substr(0, 200));
            }
        }
    }
    MESSAGE(agreed << " of " << all << " agree");
    CHECK(all > 1000);
    CHECK(static_cast<double>(agreed) >= 0.99 * static_cast<double>(all));
}
