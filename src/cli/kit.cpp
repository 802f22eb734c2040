#include "kit/kit.h"

#include "base/unicode.h"
#include "cli/internal/command.h"
#include "draw/fonts.h"
#include "draw/text.h"
#include "event/event.h"
#include "kit/year.h"
#include "plan/plan.h"

#include <fmt/format.h>
#include <malloc.h>

#include <algorithm>
#include <memory>
#include <vector>

namespace huibiao::cli {

namespace {

struct Options {
    std::string dir, plan, out, city, eventName, links, logo, layouts;
    int year = 0;
    std::vector<std::string> items;
    bool outline = false, cmyk = false, pdfX = false;
};

kit::Press pressOf(Options const& options) {
    return {options.outline, options.cmyk, options.pdfX};
}

/// What the kit is made with, the same for one event and for a plan.
struct Tools {
    draw::Fonts fonts;
    std::vector<kit::Model> models;
};

base::Result<Tools> tools(Call const& call, Options const& options, std::vector<std::string> const& items) {
    auto fonts = draw::Fonts::open(call.places.fonts);
    if (!fonts) return base::pass(fonts);
    fs::path const folder =
        options.layouts.empty() ? call.places.share / "layouts" : fs::path(options.layouts);
    auto const all = kit::catalogue(folder);
    if (!all) return base::pass(all);
    auto models = kit::selected(*all, items);
    if (!models) return base::pass(models);
    // Our own were checked when the program was built.
    if (!options.layouts.empty())
        for (kit::Model const& model : *models) {
            base::Findings const findings = layout::check(model.file);
            if (!call.report(findings))
                return base::fail(base::Kind::Invalid,
                                  {"版式有错，没有做：改好后用 huibiao layout check 再检查一遍",
                                   "the layout is faulty and nothing was made: mend it and check it with "
                                   "huibiao layout check"},
                                  model.file.string());
        }
    return Tools{std::move(*fonts), std::move(*models)};
}

void show(Call const& call, std::string const& whose, std::vector<kit::Look> const& looks) {
    for (kit::Look const& look : looks)
        call.say({"提醒  " + whose + look.item + (look.item.empty() ? "" : "：") + look.words.zh,
                  "warning: " + whose + look.item + (look.item.empty() ? "" : ": ") + look.words.en});
}

/// Cairo copies the outlines of a whole font, 16 MB, for each that it embeds. Given back to the system and
/// asked for again each time, their pages cost as much as all the drawing.
void keepMemory() {
    ::mallopt(M_MMAP_THRESHOLD, 1 << 30);
    ::mallopt(M_TRIM_THRESHOLD, 1 << 30);
    ::mallopt(M_TOP_PAD, 64 << 20);
}

/// Told once for the event, and not for each of its things.
base::Result<void> checkCharacters(Tools const& with, kit::Subject const& subject, fs::path const& event) {
    std::string const missing =
        draw::Text::lay(with.fonts, kit::characters(subject, with.models), {}).missingGlyphs();
    if (missing.empty()) return {};
    std::string const named = base::named(missing);
    return base::fail(base::Kind::Invalid,
                      {"活动的文字里有字体中没有的字：" + named + "，请换成通用字",
                       "the event's words have characters that the fonts lack: " + named + "; use others"},
                      (event / "event.toml").string());
}

int runEvent(Call const& call, Options const& options) {
    base::Findings findings;
    auto const event = event::open(options.dir, call.places.share, findings);
    call.report(findings);
    if (!event) return 1;
    auto const with = tools(call, options, options.items.empty() ? event->kit.items : options.items);
    if (!with) return call.failed(with.error());
    kit::Press const press = pressOf(options);
    kit::Subject const subject = kit::subjectOf(*event);
    if (auto const fine = checkCharacters(*with, subject, options.dir); !fine)
        return call.failed(fine.error());
    auto const narrow = kit::narrowed(with->fonts, kit::characters(subject, with->models), with->models);
    if (!narrow) return call.failed(narrow.error());
    auto const workshop = kit::Workshop::open(with->fonts, *narrow, with->models, event->logoFile, press);
    if (!workshop) return call.failed(workshop.error());
    auto const origin = kit::originOf(*workshop, subject, event->logoFile, HUIBIAO_VERSION);
    if (!origin) return call.failed(origin.error());
    base::Findings faults;
    auto const made = kit::makeKit(*workshop, subject, options.out, *origin,
                                   progressBar(call, {"制作", "making"}), faults, 0);
    if (!made) {
        if (faults.empty()) return call.failed(made.error());
        call.report(faults);
        call.say({"没有做成，什么都没有留下：改好上面几处再来一次",
                  "nothing was made or left behind: mend the above"});
        return 1;
    }
    show(call, "", made->looks);
    for (std::string const& file : made->files) call.print((fs::path(options.out) / file).string());
    if (made->unchanged) call.say({"没有变化，原来做好的还在", "nothing has changed: what was made stands"});
    return 0;
}

int runPlan(Call const& call, Options const& options) {
    auto plan = plan::read(options.plan);
    if (!plan) return call.failed(plan.error());
    if (!options.city.empty()) plan->city = options.city;
    if (options.year != 0) plan->year = options.year;
    if (plan->year == 0) {
        call.say({"计划里没有写年份，请加上 --year 2023", "the plan names no year: add --year 2023"});
        return 1;
    }
    kit::YearOptions how;
    how.press = pressOf(options);
    how.eventName = options.eventName;
    how.version = HUIBIAO_VERSION;
    if (!options.links.empty()) {
        auto links = kit::readLinks(options.links);
        if (!links) return call.failed(links.error());
        how.links = std::move(*links);
        for (auto const& [number, url] : how.links) {
            bool const known = std::ranges::any_of(
                plan->activities, [number = number](plan::Activity const& a) { return a.number == number; });
            if (!known)
                call.say({fmt::format("提醒  链接表里的序号 {} 在计划里没有", number),
                          fmt::format("warning: the plan has no number {} of the links' table", number)});
        }
    }
    auto const with = tools(call, options, options.items);
    if (!with) return call.failed(with.error());
    fs::path logo = options.logo;
    if (logo.empty()) {
        logo = call.places.share / "assets" / "logo" / "default-logo.svg";
        call.say({"提醒  使用的是自带的示意LOGO，请用 --logo 换成市政务公开办提供的文件",
                  "warning: the stand-in LOGO is used; give the official one with --logo"});
    }
    auto const outcomes = kit::makeYear(*plan, with->models, logo, with->fonts, options.out, how,
                                        progressBar(call, {"制作", "making"}));
    if (!outcomes) return call.failed(outcomes.error());
    int code = 0;
    for (base::Error const& problem : plan->problems) code = call.failed(problem);
    std::size_t looks = 0;
    for (kit::Outcome const& one : *outcomes) {
        std::string const whose = fmt::format("{} {}　", one.number, one.unit);
        for (base::Finding const& fault : one.faults) {
            code = 1;
            call.say({whose + fault.error.message.zh, whose + fault.error.message.en});
        }
        looks += one.looks.size();
        if (!one.folder.empty()) call.print((fs::path(options.out) / one.folder).string());
    }
    if (looks > 0)
        call.say({fmt::format("有 {} 处要看一看，都在“需要看一看.csv”和 index.html 里", looks),
                  fmt::format("{} things to look at: see 需要看一看.csv and index.html", looks)});
    call.print((fs::path(options.out) / "index.html").string());
    return code;
}

} // namespace

void addKit(CLI::App& app, Call& call) {
    auto const options = std::make_shared<Options>();
    CLI::App* const kit = command(
        app, call, "kit",
        {"做出活动要印、要挂、要发的全部物料", "all that an event hangs, prints, wears and posts"},
        "huibiao kit 高坪镇活动 -o 高坪镇物料\n    huibiao kit --plan 通知.txt --links 链接.csv -o 全年物料");
    CLI::Option* const dir =
        kit->add_option("DIR", options->dir, call.words({"活动包文件夹", "the event's bundle"}));
    kit->add_option("--plan", options->plan,
                    call.words({"给整个计划做：通知（.txt）或表格", "for a whole plan: a notice or table"}))
        ->excludes(dir);
    kit->add_option("-o,--output", options->out, call.words({"放到这个文件夹", "the folder to write to"}))
        ->required();
    kit->add_option("--items", options->items,
                    call.words({"只做这几样，如 横幅,海报；也可以给尺寸：横幅=8000x800mm",
                                "these alone, such as rollup,badge; with a size: banner-cloth=8000x800mm"}))
        ->delimiter(',');
    kit->add_option("--city", options->city, call.words({"所在的市", "the city"}));
    kit->add_option("--year", options->year, call.words({"年份", "the year"}));
    kit->add_option("--event", options->eventName,
                    call.words({"活动名称（和 --plan 一起用），默认政务公开主题日",
                                "what the event is called, with --plan; 政务公开主题日 if not given"}));
    kit->add_option("--links", options->links,
                    call.words({"问卷链接表，两列：序号、链接", "the links, two columns: 序号, 链接"}));
    kit->add_option("--logo", options->logo,
                    call.words({"LOGO 文件（和 --plan 一起用）", "the LOGO (with --plan)"}));
    kit->add_option("--layouts", options->layouts,
                    call.words({"用这个文件夹里的版式", "take the layouts of this folder"}));
    kit->add_flag("--outline", options->outline, call.words({"文字转曲", "words as outlines"}));
    kit->add_flag("--cmyk", options->cmyk, call.words({"四色（CMYK）", "colours in process inks (CMYK)"}));
    kit->add_flag("--pdfx", options->pdfX, call.words({"做成 PDF/X-3（四色）", "as PDF/X-3 (CMYK)"}));
    kit->callback([&call, options] {
        call.work = [&call, options] {
            if (options->dir.empty() == options->plan.empty()) {
                call.say({"请写活动包文件夹，或用 --plan 写计划文件",
                          "name an event's bundle, or a plan with --plan"});
                return 2;
            }
            keepMemory();
            return options->plan.empty() ? runEvent(call, *options) : runPlan(call, *options);
        };
    });
}

} // namespace huibiao::cli
