#include "event/event.h"

#include "cli/internal/command.h"
#include "crypto/secret.h"
#include "draw/fonts.h"
#include "event/create.h"
#include "kit/catalogue.h"
#include "plan/plan.h"
#include "xlsform/check.h"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <memory>

namespace huibiao::cli {

namespace {

struct NewOptions {
    std::string from, city, folder;
    int row = 0;
    int year = 0;
};

int createEvent(Call const& call, NewOptions const& options) {
    auto const plan = plan::read(options.from);
    if (!plan) return call.failed(plan.error());
    auto const found = std::find_if(plan->activities.begin(), plan->activities.end(),
                                    [&](plan::Activity const& a) { return a.number == options.row; });
    if (found == plan->activities.end())
        return call.failed({base::Kind::Missing,
                            {fmt::format("表里没有序号为 {} 的活动", options.row),
                             fmt::format("the plan has no activity numbered {}", options.row)},
                            options.from});
    int const year = options.year != 0 ? options.year : plan->year;
    if (year == 0)
        return call.failed({base::Kind::Missing,
                            {"标题里没有年份，请加 --year 2023", "the title names no year: add --year"},
                            options.from});
    std::vector<std::string> places;
    for (plan::Activity const& activity : plan->activities)
        if (std::find(places.begin(), places.end(), activity.unit) == places.end())
            places.push_back(activity.unit);
    auto const made = event::create(*found, options.city.empty() ? plan->city : options.city, year, places,
                                    call.places.share, options.folder);
    if (!made) return call.failed(made.error());
    call.print(options.folder);
    call.say(
        {"活动包做好了。接下来：放入LOGO，修改问卷，用 huibiao event pin 设口令，用 huibiao event check 检查",
         "The bundle is made. Next: put in the LOGO, edit the questionnaire, set the PIN with huibiao event "
         "pin, "
         "and check it with huibiao event check"});
    return 0;
}

/// What the author of a questionnaire should look at, beyond what stops it from loading.
void addFormFindings(event::Event const& event, base::Findings& findings) {
    for (event::Questionnaire const& questionnaire : event.questionnaires)
        for (base::Finding& finding : xlsform::check(questionnaire.file)) {
            bool const known = std::any_of(findings.begin(), findings.end(), [&](base::Finding const& f) {
                return f.error.where == finding.error.where && f.error.message.en == finding.error.message.en;
            });
            if (!known) findings.push_back(std::move(finding));
        }
}

/// What is printed and shown: layouts that break the LOGO's rules, and names of things that there are not.
void addKitFindings(event::Event const& event, fs::path const& layouts, base::Findings& findings) {
    auto const all = kit::catalogue(layouts);
    if (!all) return findings.push_back({false, all.error()});
    auto const check = [&](std::vector<std::string> const& names, char const* key, bool warning) {
        auto found = kit::selected(*all, names);
        if (found) return;
        base::Error error = found.error();
        error.where = (event.folder / "event.toml").string() + " " + key;
        findings.push_back({warning, std::move(error)});
    };
    check(event.kit.items, "[kit] items", false);
    if (!event.display.wall.empty()) check({event.display.item}, "[display] item", true);
}

int checkEvent(Call const& call, std::string const& folder) {
    auto const fonts = draw::Fonts::open(call.places.fonts);
    if (!fonts) return call.failed(fonts.error());
    base::Findings findings;
    auto const opened = event::open(folder, call.places.share, findings);
    if (opened) addFormFindings(*opened, findings);
    if (opened) addKitFindings(*opened, call.places.share / "layouts", findings);
    bool const right = call.report(findings);
    if (!opened || !right) return 1;
    call.print(opened->banner.line);
    return 0;
}

/// Asked for twice where a person types it without seeing it.
base::Result<crypto::Secret> newPassphrase(Call const& call) {
    auto entered = secret(call, {"私钥的新密码（至少 8 个字，请记牢）：",
                                 "New passphrase of the private key (at least 8 characters): "});
    if (!entered) return base::pass(entered);
    crypto::Secret first(std::move(*entered));
    if (::isatty(STDIN_FILENO) != 1) return first;
    auto again = secret(call, {"再输入一次：", "Once more: "});
    if (!again) return base::pass(again);
    crypto::Secret const second(std::move(*again));
    if (first.bytes() == second.bytes()) return first;
    return base::fail(base::Kind::Invalid,
                      {"两次输入不一样，什么都没有改", "the two differ; nothing was changed"});
}

int makeKeys(Call const& call, std::string const& folder, std::string const& target) {
    auto const passphrase = newPassphrase(call);
    if (!passphrase) return call.failed(passphrase.error());
    auto const made = event::makeKeys(folder, target.empty() ? folder : target, passphrase->bytes());
    if (!made) return call.failed(made.error());
    call.print(made->string());
    call.say(
        {"钥匙做好了，此后答卷一提交就加密。私钥文件和密码缺一不可，丢了谁也打不开答卷：请把私钥另存一份，"
         "和电脑分开放",
         "The keys are made; answers are sealed from now on. Without the private key's file and its "
         "passphrase "
         "nobody can open them: keep a copy of the file, apart from this computer"});
    bool const ascii = std::all_of(passphrase->bytes().begin(), passphrase->bytes().end(),
                                   [](char c) { return static_cast<unsigned char>(c) < 0x80; });
    if (!ascii)
        call.say({"密码里有汉字，在触摸屏上输不了：要在屏幕上导出可读表格，请另做一对钥匙，密码只用字母、数字"
                  "和符号",
                  "The passphrase has characters that the touch screen cannot type: to export readable "
                  "tables there, "
                  "make keys with letters, digits and signs alone"});
    return 0;
}

} // namespace

void addEvent(CLI::App& app, Call& call) {
    CLI::App* const event = command(
        app, call, "event",
        {"活动包：新建、检查、设口令、做钥匙", "event bundles: make, check, set the PIN, make keys"}, "");
    event->require_subcommand(1);

    auto const options = std::make_shared<NewOptions>();
    CLI::App* const create =
        command(*event, call, "new", {"由计划表的一行做成活动包", "a bundle from a row of a plan"},
                "huibiao event new --from 通知.txt --row 7 高坪镇活动");
    create->add_option("--from", options->from, call.words({"通知或表格", "the notice or table"}))
        ->required();
    create->add_option("--row", options->row, call.words({"表里的序号", "the activity's number"}))
        ->required();
    create->add_option("--city", options->city, call.words({"所在的市", "the city"}));
    create->add_option("--year", options->year, call.words({"年份", "the year"}));
    create->add_option("DIR", options->folder, call.words({"活动包文件夹", "the bundle's folder"}))
        ->required();
    create->callback(
        [&call, options] { call.work = [&call, options] { return createEvent(call, *options); }; });

    auto const folder = std::make_shared<std::string>();
    CLI::App* const check =
        command(*event, call, "check", {"检查活动包，逐条指出问题", "names every fault of a bundle"},
                "huibiao event check 高坪镇活动");
    check->add_option("DIR", *folder, call.words({"活动包文件夹", "the bundle's folder"}))->required();
    check->callback([&call, folder] { call.work = [&call, folder] { return checkEvent(call, *folder); }; });

    auto const target = std::make_shared<std::string>();
    CLI::App* const keys =
        command(*event, call, "keys",
                {"生成一对钥匙：此后答卷一提交就加密，只有私钥能打开",
                 "makes a pair of keys: answers are then sealed for the private one alone"},
                "huibiao event keys 高坪镇活动 --to /media/U盘");
    keys->add_option("DIR", *folder, call.words({"活动包文件夹", "the bundle's folder"}))->required();
    keys->add_option("--to", *target,
                     call.words({"私钥放进这个文件夹，如U盘；不写就放在活动包里",
                                 "the folder for the private key, a stick for one; the bundle by default"}));
    keys->callback([&call, folder, target] {
        call.work = [&call, folder, target] { return makeKeys(call, *folder, *target); };
    });

    CLI::App* const pin = command(
        *event, call, "pin", {"设置工作人员口令（4 到 12 位数字）", "sets the staff PIN (4 to 12 digits)"},
        "huibiao event pin 高坪镇活动");
    pin->add_option("DIR", *folder, call.words({"活动包文件夹", "the bundle's folder"}))->required();
    pin->callback([&call, folder] {
        call.work = [&call, folder] {
            auto const entered = secret(call, {"新口令：", "New PIN: "});
            if (!entered) return call.failed(entered.error());
            auto const done = event::setPin(*folder, *entered);
            if (!done) return call.failed(done.error());
            call.say({"口令已设置", "The PIN is set"});
            return 0;
        };
    });
}

} // namespace huibiao::cli
