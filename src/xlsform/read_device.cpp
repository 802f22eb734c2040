#include "xlsform/internal/read.h"
#include "xlsform/internal/tokens.h"

#include <algorithm>
#include <array>

namespace huibiao::xlsform::internal {

namespace {

void number(QuestionRow const& row, std::string_view key, std::string_view attribute, Item& item,
            Faults& faults) {
    std::string const* const value = row.parameters.get(key);
    if (value == nullptr) return;
    if (exactNumber(*value))
        item.setControl(attribute, {*value, row.parameters.place()});
    else
        faults.error(
            row.parameters.place(),
            {"参数 " + std::string(key) + " 要写数字，“" + *value + "”不是。",
             "the parameter " + std::string(key) + " must have a numeric value, not '" + *value + "'"});
}

/// A number of seconds, not negative.
std::optional<std::int64_t> seconds(QuestionRow const& row, std::string_view key, Faults& faults) {
    std::string const* const text = row.parameters.get(key);
    if (text == nullptr) return std::nullopt;
    auto const value = wholeNumber(*text);
    if (value && *value >= 0) return value;
    faults.error(
        row.parameters.place(),
        {"参数 " + std::string(key) + " 要写不小于 0 的整数，“" + *text + "”不是。",
         "the parameter " + std::string(key) + " wants a whole number of 0 or more, not '" + *text + "'"});
    return std::nullopt;
}

} // namespace

void readPlace(QuestionRow const& row, Item& item, Reading& reading) {
    Faults& faults = reading.faults;
    Parameters const& parameters = row.parameters;
    if (item.type == "geopoint") {
        parameters.allow(
            {"allow-mock-accuracy", "capture-accuracy", "warning-accuracy", "reference-geometry"}, faults);
        number(row, "capture-accuracy", "accuracyThreshold", item, faults);
        number(row, "warning-accuracy", "unacceptableAccuracyThreshold", item, faults);
    } else {
        parameters.allow({"allow-mock-accuracy", "incremental", "reference-geometry"}, faults);
        if (std::string const* const incremental = parameters.get("incremental")) {
            bool const* const on = yesOrNo(*incremental);
            if (on != nullptr && *on)
                item.setControl("incremental", {"true", parameters.place()});
            else
                faults.error(parameters.place(), {"参数 incremental 只能是 true，或不写。",
                                                  "the parameter incremental is true or left out"});
        }
    }
    if (std::string const* const mock = parameters.get("allow-mock-accuracy")) {
        if (*mock == "true" || *mock == "false")
            item.setBind("odk:allow-mock-accuracy", {*mock, parameters.place()});
        else
            faults.error(parameters.place(), {"参数 allow-mock-accuracy 只能是 true 或 false。",
                                              "the parameter allow-mock-accuracy is true or false"});
    }
    if (std::string const* const geometry = parameters.get("reference-geometry")) {
        item.list = *geometry;
        reading.geometries.push_back({*geometry, parameters.place()});
    }
}

void readAudit(QuestionRow const& row, Item& item, Reading& reading) {
    static constexpr std::array<std::string_view, 3> location{"location-priority", "location-min-interval",
                                                              "location-max-age"};
    Faults& faults = reading.faults;
    Parameters const& parameters = row.parameters;
    parameters.allow({"location-priority", "location-min-interval", "location-max-age", "track-changes",
                      "identify-user", "track-changes-reasons"},
                     faults);
    auto const word = [&](std::string_view key, std::initializer_list<std::string_view> words) {
        std::string const* const value = parameters.get(key);
        if (value == nullptr || std::find(words.begin(), words.end(), *value) != words.end()) return;
        std::string list;
        for (std::string_view const each : words) list += (list.empty() ? "" : ", ") + std::string(each);
        faults.error(parameters.place(),
                     {"参数 " + std::string(key) + " 不能是“" + *value + "”，可用的是：" + list + "。",
                      std::string(key) + " must be one of " + list + ", not '" + *value + "'"});
    };
    word("track-changes", {"true", "false"});
    word("identify-user", {"true", "false"});
    word("track-changes-reasons", {"on-form-edit"});
    word("location-priority", {"no-power", "low-power", "balanced", "high-accuracy"});
    auto const interval = seconds(row, "location-min-interval", faults);
    auto const age = seconds(row, "location-max-age", faults);
    auto const said = std::count_if(location.begin(), location.end(),
                                    [&](std::string_view key) { return parameters.get(key) != nullptr; });
    if (said != 0 && said != 3)
        faults.error(parameters.place(),
                     {"记录位置要同时写 location-priority、location-min-interval 和 location-max-age。",
                      "to record places, write location-priority, location-min-interval and location-max-age "
                      "together"});
    if (interval && age && *age < *interval)
        faults.error(parameters.place(), {"location-max-age 不能小于 location-min-interval。",
                                          "location-max-age cannot be less than location-min-interval"});
    for (auto const& [key, value] : parameters.pairs())
        item.setBind("odk:" + key, {value, parameters.place()});
}

} // namespace huibiao::xlsform::internal
