#include "xlsform/internal/read.h"

#include <algorithm>
#include <cstdlib>
#include <set>

namespace huibiao::xlsform::internal {

namespace {

/// The numbers of a range on one scale, so that remainders are exact.
class Scale {
public:
    Scale(Parameters const& parameters, Faults& faults) : m_parameters(parameters), m_faults(faults) {}

    /// nullopt when it is not said or no number (told of).
    std::optional<Exact> number(std::string_view key) {
        std::string const* const text = m_parameters.get(key);
        if (text == nullptr) return std::nullopt;
        auto const value = exactNumber(*text);
        if (!value) wrong(key, {"要写数字，“" + *text + "”不是", "wants a number, not '" + *text + "'"});
        return value;
    }
    void wrong(std::string_view key, base::Words const& what) {
        ok = false;
        m_faults.error(m_parameters.place(), {"参数 " + std::string(key) + " " + what.zh + "。",
                                              "the parameter " + std::string(key) + " " + what.en});
    }
    bool ok = true;

private:
    Parameters const& m_parameters;
    Faults& m_faults;
};

struct Limits {
    Exact start, end, step;
    std::optional<Exact> tick, placeholder;
};

bool multiple(Exact value, Exact of, Exact from) {
    int const places = std::max({value.places, of.places, from.places});
    return (unitsAt(value, places) - unitsAt(from, places)) % unitsAt(of, places) == 0;
}

bool inside(Exact value, Limits const& limits) {
    int const places = std::max({value.places, limits.start.places, limits.end.places});
    std::int64_t const v = unitsAt(value, places);
    auto const [low, high] = std::minmax({unitsAt(limits.start, places), unitsAt(limits.end, places)});
    return v >= low && v <= high;
}

bool wider(Exact step, Limits const& limits) {
    int const places = std::max({step.places, limits.start.places, limits.end.places});
    return unitsAt(step, places) > std::abs(unitsAt(limits.end, places) - unitsAt(limits.start, places));
}

void checkStep(std::string_view key, Exact value, Limits const& limits, Scale& scale) {
    if (value.units == 0)
        scale.wrong(key, {"不能是 0", "cannot be 0"});
    else if (wider(value, limits))
        scale.wrong(
            key, {"不能大于 start 与 end 之间的距离", "cannot be larger than the range from start to end"});
}

void checkLabels(ChoiceList const& list, Limits const& limits, bool noTicks, Scale& scale) {
    constexpr std::string_view key = "tick_labelset";
    std::set<std::int64_t> seen;
    int const places = std::max(limits.start.places, limits.end.places);
    for (Choice const& choice : list.choices) {
        auto const value = exactNumber(choice.name.text);
        if (!value)
            return scale.wrong(
                key, {"的清单里，选项名称都要是数字", "wants a list whose choices are all named by numbers"});
        if (!inside(*value, limits))
            return scale.wrong(key, {"的选项要在 start 与 end 之间", "wants choices between start and end"});
        Exact const by = limits.tick ? *limits.tick : limits.step;
        if (!multiple(*value, by, limits.start))
            return scale.wrong(key, {"的选项要落在刻度上（start 加若干个步长）",
                                     "wants choices that lie on the steps from start"});
        seen.insert(value->places > places ? -1 : unitsAt(*value, places));
    }
    if (!noTicks) return;
    std::set<std::int64_t> const ends{unitsAt(limits.start, places), unitsAt(limits.end, places)};
    if (seen != ends)
        scale.wrong(key, {"用 no-ticks 时只能标两端（start 和 end）",
                          "with no-ticks labels the two ends (start and end) only"});
}

} // namespace

void readRange(QuestionRow const& row, Item& item, Reading& reading) {
    Parameters parameters = row.parameters;
    parameters.allow({"start", "end", "step", "tick_interval", "placeholder", "tick_labelset"},
                     reading.faults);
    for (auto const& [key, value] : {std::pair{"start", "1"}, {"end", "10"}, {"step", "1"}})
        if (parameters.get(key) == nullptr) parameters.set(key, value);

    Scale scale(parameters, reading.faults);
    std::string const appearance = item.controlValue("appearance");
    bool const plain = appearance.empty() || appearance.find("vertical") != std::string::npos ||
                       appearance.find("no-ticks") != std::string::npos;
    std::string const* const labels = parameters.get("tick_labelset");
    if (!plain && (parameters.get("tick_interval") != nullptr || parameters.get("placeholder") != nullptr ||
                   labels != nullptr))
        scale.wrong("tick_interval / placeholder / tick_labelset",
                    {"只能用于默认、vertical 或 no-ticks 外观",
                     "works with the default, vertical and no-ticks appearances only"});

    auto const start = scale.number("start");
    auto const end = scale.number("end");
    auto const step = scale.number("step");
    Limits limits;
    limits.tick = scale.number("tick_interval");
    limits.placeholder = scale.number("placeholder");
    if (!scale.ok || !start || !end || !step) return;
    limits.start = *start;
    limits.end = *end;
    limits.step = *step;
    checkStep("step", limits.step, limits, scale);
    if (limits.tick) checkStep("tick_interval", *limits.tick, limits, scale);
    if (!scale.ok) return;
    if (limits.tick && !multiple(*limits.tick, limits.step, {}))
        scale.wrong("tick_interval", {"要是 step 的整数倍", "must be a multiple of step"});
    if (limits.placeholder && !inside(*limits.placeholder, limits))
        scale.wrong("placeholder", {"要在 start 与 end 之间", "must lie between start and end"});
    else if (limits.placeholder && !multiple(*limits.placeholder, limits.step, limits.start))
        scale.wrong("placeholder", {"要落在步长上", "must be a multiple of step from start"});
    if (labels != nullptr) {
        ChoiceList const* const list = reading.survey.lists.find(*labels);
        if (list == nullptr)
            scale.wrong("tick_labelset",
                        {"要写 choices 表里的清单名，没有“" + *labels + "”",
                         "wants a list of the sheet choices; there is no '" + *labels + "'"});
        else
            checkLabels(*list, limits, appearance.find("no-ticks") != std::string::npos, scale);
        item.list = *labels;
    }
    Place const& place = parameters.place();
    for (std::string_view const key : {"start", "end", "step"})
        item.setControl(key, {*parameters.get(key), place});
    if (limits.tick) item.setControl("odk:tick-interval", {*parameters.get("tick_interval"), place});
    if (limits.placeholder) item.setControl("odk:placeholder", {*parameters.get("placeholder"), place});
    bool decimal = limits.start.places + limits.end.places + limits.step.places > 0;
    decimal = decimal || (limits.tick && limits.tick->places > 0) ||
              (limits.placeholder && limits.placeholder->places > 0);
    if (decimal) item.setBind("type", {"decimal", place});
}

} // namespace huibiao::xlsform::internal
