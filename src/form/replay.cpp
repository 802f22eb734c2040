#include "form/replay.h"

#include "form/filling.h"
#include "form/internal/filling_state.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <chrono>
#include <cstdio>

namespace huibiao::form {

namespace {

using nlohmann::json;

std::string errorLine(std::string const& message) {
    return json{{"error", message}}.dump(-1, ' ', false, json::error_handler_t::replace);
}

/// "2026-11-22T06:52:04.919Z", or with an offset; without one in UTC.
std::optional<base::WallTime> moment(std::string const& text) {
    int year = 0, month = 0, day = 0, hour = 0, minute = 0, used = 0;
    double second = 0;
    if (std::sscanf(text.c_str(), "%4d-%2d-%2dT%2d:%2d:%lf%n", &year, &month, &day, &hour, &minute, &second,
                    &used) != 6)
        return std::nullopt;
    using namespace std::chrono;
    year_month_day const date{std::chrono::year(year), std::chrono::month(static_cast<unsigned>(month)),
                              std::chrono::day(static_cast<unsigned>(day))};
    if (!date.ok()) return std::nullopt;
    std::string const rest = text.substr(static_cast<std::size_t>(used));
    int hours = 0, minutes = 0;
    char sign = '+';
    if (!rest.empty() && rest != "Z" && std::sscanf(rest.c_str(), "%c%2d:%2d", &sign, &hours, &minutes) != 3)
        return std::nullopt;
    auto const offset = std::chrono::minutes((hours * 60 + minutes) * (sign == '-' ? -1 : 1));
    return sys_days(date) + std::chrono::hours(hour) + std::chrono::minutes(minute) +
           milliseconds(static_cast<long>(second * 1000 + 0.5)) - offset;
}

/// What a script may do with a form; reads the engine itself, for it shows more than a screen.
class Replay {
public:
    static base::Result<Replay> open(json const& request, base::Clock const& clock) {
        auto const resources = request.value("resources", json::object());
        auto const read = [&](std::string_view name) -> base::Result<std::string> {
            auto const found = resources.find(std::string(name));
            if (found != resources.end()) return found->get<std::string>();
            return base::fail(base::Kind::Missing, {"请求里没有这个文件", "the request has no such file"});
        };
        auto form = Form::load(request.at("form").get<std::string>(), read);
        if (!form) return base::pass(form);
        Surroundings surroundings;
        surroundings.clock = &clock;
        if (auto const tz = request.find("tz"); tz != request.end() && tz->is_string())
            surroundings.timeZone = *tz;
        auto filling = Filling::begin(*form, std::move(surroundings));
        if (!filling) return base::pass(filling);
        return Replay(std::move(*form), std::move(*filling));
    }

    base::Result<void> apply(json const& op) {
        std::string const what = op.at("op").get<std::string>();
        std::string const ref = op.contains("ref") ? op.at("ref").get<std::string>() : std::string();
        if (what == "answer") {
            json const value = op.value("value", json(""));
            // A refusal shows in the state.
            static_cast<void>(
                m_filling.answer(ref, value.is_string() ? value.get<std::string>() : value.dump()));
            return {};
        }
        if (what == "create-repeat") {
            auto const added = m_filling.addRepeat(ref);
            return added ? base::Result<void>() : base::Result<void>(base::pass(added));
        }
        if (what == "remove-repeat") return m_filling.removeRepeat(ref);
        if (what == "language") {
            auto const& languages = m_form.languages();
            for (std::size_t i = 0; i < languages.size(); ++i)
                if (languages[i].name == op.at("value").get<std::string>()) m_filling.setLanguage(i);
            return {};
        }
        return base::fail(base::Kind::Invalid,
                          {fmt::format("不认识的操作 {}", what), fmt::format("no such op: {}", what)});
    }

    json state() {
        Engine& engine = Filling::engineOf(m_filling);
        json nodes = json::array();
        list(engine, *engine.root(), nodes);
        return {{"xml", submissionXml(engine, {})}, {"nodes", std::move(nodes)}};
    }

private:
    Replay(Form form, Filling filling) : m_form(std::move(form)), m_filling(std::move(filling)) {}

    static void list(Engine& engine, Item& item, json& out) {
        ModelNode const& model = engine.model(item);
        json node = {{"ref", engine.refOf(item)},
                     {"relevant", item.relevant},
                     {"readonly", engine.readOnly(item)},
                     {"required", engine.required(item)}};
        if (model.elementChildren == 0) node["value"] = engine.text(item);
        BodyElement const* const control = engine.control(item);
        if (control != nullptr && control->selects()) {
            json choices = json::array();
            for (ListedChoice const& choice : engine.choices(item))
                choices.push_back({choice.value, engine.choiceLabel(item, choice)});
            node["choices"] = std::move(choices);
        }
        out.push_back(std::move(node));
        for (auto const& slot : item.slots)
            for (auto const& child : slot)
                if (!engine.model(*child).attribute) list(engine, *child, out);
    }

    Form m_form;
    Filling m_filling;
};

std::string replay(json const& request, bool english) {
    auto const language = english ? base::Language::English : base::Language::Chinese;
    base::SystemClock system;
    base::FakeClock fixed(system.wall());
    if (auto const now = request.find("now"); now != request.end() && now->is_string()) {
        auto const time = moment(now->get<std::string>());
        if (!time) return errorLine(english ? "now is no ISO 8601 time" : "now 不是 ISO 8601 时间");
        fixed.set(*time);
    }
    auto script = Replay::open(request, fixed);
    if (!script) return errorLine(script.error().text(language));
    json states = json::array({script->state()});
    for (json const& op : request.value("ops", json::array())) {
        if (auto const done = script->apply(op); !done) return errorLine(done.error().text(language));
        states.push_back(script->state());
    }
    return json{{"states", std::move(states)}}.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace

std::string replayLine(std::string_view jsonLine, bool english) {
    try {
        return replay(json::parse(jsonLine), english);
    } catch (json::exception const&) {
        return errorLine(english ? "the line is no request: one JSON object with form and ops is wanted"
                                 : "这一行不是请求：要一个含 form 和 ops 的 JSON 对象");
    }
}

} // namespace huibiao::form
