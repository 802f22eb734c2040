#include "kit/subject.h"

#include <fmt/format.h>

#include <chrono>

namespace huibiao::kit {

namespace {

constexpr char const* Caption = "扫码填写问卷";

/// One in charge and six of the staff are what the norm of 2023 asks for at least.
std::vector<event::Person> samplePeople() {
    std::vector<event::Person> people{{.name = "负责人", .role = "现场负责人"}};
    for (int i = 1; i <= 6; ++i) people.push_back({.name = fmt::format("工作人员{}", i), .role = "工作人员"});
    return people;
}

std::vector<std::string> usualSigns() {
    return {"活动现场"};
}

/// "2023-05-18" to 2023年5月18日（星期四）, "2023-05" to 2023年5月.
std::string printedDate(std::string const& date) {
    static constexpr char const* Days[] = {"日", "一", "二", "三", "四", "五", "六"};
    if (date.size() != 7 && date.size() != 10) return {};
    int const year = std::stoi(date.substr(0, 4));
    unsigned const month = static_cast<unsigned>(std::stoi(date.substr(5, 2)));
    if (date.size() == 7) return fmt::format("{}年{}月", year, month);
    unsigned const day = static_cast<unsigned>(std::stoi(date.substr(8, 2)));
    std::chrono::year_month_day const civil{std::chrono::year(year), std::chrono::month(month),
                                            std::chrono::day(day)};
    unsigned const weekday = std::chrono::weekday(std::chrono::sys_days(civil)).c_encoding();
    return fmt::format("{}年{}月{}日（星期{}）", year, month, day, Days[weekday]);
}

} // namespace

Subject subjectOf(event::Event const& event) {
    Subject subject{.banner = event.banner, .date = printedDate(event.date), .place = event.kit.place};
    if (!event.links.empty()) {
        subject.link = event.links.front().url;
        subject.caption = event.links.front().caption;
    }
    if (subject.caption.empty()) subject.caption = Caption;
    subject.people = event.kit.people;
    subject.samplePeople = subject.people.empty();
    if (subject.samplePeople) subject.people = samplePeople();
    subject.signs = event.kit.signs.empty() ? usualSigns() : event.kit.signs;
    return subject;
}

base::Result<Subject> subjectOf(plan::Activity const& activity, std::string const& city, int year,
                                std::string const& link, std::string const& eventName) {
    wording::BannerInput input;
    input.unit = activity.unit;
    input.theme = activity.theme;
    input.city = city;
    input.year = year;
    if (!eventName.empty()) input.eventName = eventName;
    auto banner = wording::banner(input);
    if (!banner) return base::pass(banner);
    Subject subject{.banner = std::move(*banner), .link = link, .caption = Caption};
    // A span or a day stands in the plan as people wrote it.
    if (!activity.timeText.empty()) subject.date = fmt::format("{}年{}", year, activity.timeText);
    subject.people = samplePeople();
    subject.samplePeople = true;
    subject.signs = usualSigns();
    return subject;
}

draw::Passage datePassage(std::string const& date) {
    draw::Passage out(date);
    std::size_t const bracket = date.find("（");
    if (bracket == std::string::npos) return out;
    out.breaks = {bracket};
    out.together = {{0, bracket}, {bracket, date.size()}};
    return out;
}

} // namespace huibiao::kit
