#include "plan/plan.h"

#include "cli/internal/command.h"
#include "plan/print.h"
#include "wording/banner.h"

#include <fmt/format.h>

#include <memory>

namespace huibiao::cli {

namespace {

struct Options {
    std::string file, city;
    int year = 0;
    bool csv = false, json = false;
};

int showPlan(Call const& call, Options const& options) {
    auto plan = plan::read(options.file);
    if (!plan) return call.failed(plan.error());
    if (!options.city.empty()) plan->city = options.city;
    if (options.year != 0) plan->year = options.year;
    if (options.json) {
        call.console.out << plan::toJson(*plan) << std::flush;
    } else if (options.csv) {
        call.console.out << plan::toCsv(*plan) << std::flush;
    } else {
        for (plan::Activity const& activity : plan->activities) {
            wording::BannerInput input;
            input.unit = activity.unit;
            input.theme = activity.theme;
            input.city = plan->city;
            input.year = plan->year;
            auto const banner = wording::banner(input);
            call.print(fmt::format("{:>3}  {:<6}{}", activity.number, activity.timeText,
                                   banner ? banner->line : activity.unit + " " + activity.theme));
        }
        call.say({fmt::format("{}{}年，共 {} 项活动", plan->city, plan->year, plan->activities.size()),
                  fmt::format("{} {}: {} activities", plan->city, plan->year, plan->activities.size())});
    }
    for (base::Error const& problem : plan->problems) (void)call.failed(problem);
    return plan->problems.empty() ? 0 : 1;
}

} // namespace

void addPlan(CLI::App& app, Call& call) {
    auto const options = std::make_shared<Options>();
    CLI::App* const plan =
        command(app, call, "plan", {"读出活动计划安排表里的各项活动", "the activities of a plan or notice"},
                "huibiao plan 通知.txt --csv > 计划.csv");
    plan->add_option("FILE", options->file,
                     call.words({"通知（.txt）或表格（.csv .xlsx）", "a notice (.txt) or table"}))
        ->required();
    plan->add_option("--city", options->city, call.words({"所在的市", "the city"}));
    plan->add_option("--year", options->year, call.words({"年份", "the year"}));
    CLI::Option* const csv = plan->add_flag("--csv", options->csv, call.words({"输出 CSV", "print CSV"}));
    plan->add_flag("--json", options->json, call.words({"输出 JSON", "print JSON"}))->excludes(csv);
    plan->callback([&call, options] { call.work = [&call, options] { return showPlan(call, *options); }; });
}

} // namespace huibiao::cli
