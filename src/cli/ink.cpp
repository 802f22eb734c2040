#include "base/utf8.h"
#include "cli/internal/command.h"
#include "ink/recogniser.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <istream>

namespace huibiao::cli {

namespace {

using nlohmann::json;

/// The strokes of {"strokes": [[[x, y], …], …]}; a point may have more numbers (time, pressure), which
/// say nothing here.
base::Result<ink::Strokes> strokesOf(std::string const& line) {
    json const value = json::parse(line, nullptr, false);
    if (value.is_discarded()) return base::fail(base::Kind::Invalid, {"不是 JSON", "this is no JSON"});
    if (!value.is_object() || !value.contains("strokes") || !value["strokes"].is_array())
        return base::fail(base::Kind::Invalid, {"缺少 strokes：应为 {\"strokes\": [[[x, y], …], …]}",
                                                "no strokes: it should be {\"strokes\": [[[x, y], …], …]}"});
    ink::Strokes strokes;
    for (json const& given : value["strokes"]) {
        ink::Stroke stroke;
        bool right = given.is_array();
        for (std::size_t i = 0; right && i < given.size(); ++i) {
            json const& point = given[i];
            right = point.is_array() && point.size() >= 2 && point[0].is_number() && point[1].is_number();
            if (right) stroke.push_back({point[0].get<double>(), point[1].get<double>()});
        }
        if (!right)
            return base::fail(base::Kind::Invalid,
                              {fmt::format("第 {} 笔不对：应为 [[x, y], …]，x、y 是数", strokes.size() + 1),
                               fmt::format("stroke {} is wrong: it should be [[x, y], …] with numbers",
                                           strokes.size() + 1)});
        strokes.push_back(std::move(stroke));
    }
    return strokes;
}

int recognise(Call const& call) {
    auto const recogniser = ink::Recogniser::open(call.places.share / "assets/ink/han.model");
    if (!recogniser) return call.failed(recogniser.error());
    int exit = 0;
    std::string line;
    for (std::size_t number = 1; std::getline(call.console.in, line); ++number) {
        if (base::trim(line).empty()) continue;
        auto strokes = strokesOf(line);
        if (!strokes) {
            base::Error error = strokes.error();
            error.where = call.words({fmt::format("第 {} 行", number), fmt::format("line {}", number)});
            exit = call.failed(error);
            // Still a line out for a line in, so that whoever waits for it goes on.
            call.print("[]");
            continue;
        }
        json found = json::array();
        for (ink::Candidate const& c : recogniser->candidates(*strokes))
            found.push_back(base::encode(c.character));
        call.print(found.dump());
    }
    return exit;
}

} // namespace

void addInk(CLI::App& input, Call& call) {
    CLI::App* const ink =
        command(input, call, "ink",
                {"识别手写汉字（每行一个 JSON）", "recognises handwritten characters (JSON lines)"},
                R"(echo '{"strokes": [[[10, 50], [90, 48]], [[50, 10], [52, 95]]]}' | huibiao input ink)");
    ink->callback([&call] { call.work = [&call] { return recognise(call); }; });
}

} // namespace huibiao::cli
