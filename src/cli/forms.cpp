#include "upload/forms.h"

#include "base/file.h"
#include "cli/internal/command.h"
#include "cli/internal/pulling.h"
#include "cli/internal/uploading.h"
#include "draw/fonts.h"
#include "draw/surface.h"
#include "draw/text.h"
#include "event/upload_settings.h"
#include "layout/code.h"
#include "qr/qr.h"
#include "upload/collect.h"

#include <fmt/format.h>

#include <algorithm>
#include <memory>
#include <optional>

namespace huibiao::cli {

namespace {

using base::Result;

struct Options {
    std::string folder;
    std::vector<std::string> ids;
    bool list = false;
    std::string out;
};

std::string lineOf(std::string const& id, std::string const& version, std::string const& more) {
    return id + "\t" + version + "\t" + more;
}

/// What it says on stdout; nothing of what is as it was because it could not be otherwise.
base::Words lineFor(PulledForm::What what) {
    switch (what) {
    case PulledForm::What::Unchanged: return {"已是最新", "unchanged"};
    case PulledForm::What::Updated: return {"更新", "updated"};
    case PulledForm::What::Added: return {"新增", "new"};
    case PulledForm::What::Left:
    case PulledForm::What::Refused: break;
    }
    return {};
}

/// The code with what it is and whom it is for below it.
Result<std::string> codeAsPng(Call const& call, std::string_view code, std::string const& project) {
    constexpr int module = 8, margin = 24;
    constexpr double titleSize = 30, noteSize = 20;
    auto const matrix = qr::encode(code, qr::Level::Low); // on paper in a safe place: nothing spoils it
    if (!matrix) return base::pass(matrix);
    auto const fonts = draw::Fonts::open(call.places.fonts);
    if (!fonts) return base::pass(fonts);
    int const side = (matrix->side() + 2 * qr::QuietZone) * module;
    draw::TextStyle style;
    style.align = draw::Align::Centre;
    style.balanced = true;
    style.size = titleSize;
    style.weight = draw::Weight::Bold;
    draw::Text const title = draw::Text::lay(*fonts, project, style, side);
    style.size = noteSize;
    style.weight = draw::Weight::Regular;
    draw::Text const note = draw::Text::lay(
        *fonts,
        call.words(
            {"手机上打开 ODK Collect，“添加项目”时扫这个码。里面有口令：只给工作人员，不要张贴、不要转发",
             "Open ODK Collect on the phone, add a project and scan this code. It holds the password: for "
             "staff "
             "alone, not to be posted or passed on"}),
        style, side);
    double const height = side + title.size().height + note.size().height + 1.5 * margin;
    auto surface = draw::Surface::create(side + 2 * margin, static_cast<int>(height) + 2 * margin);
    if (!surface) return base::pass(surface);
    draw::Canvas canvas = surface->canvas();
    canvas.fill(surface->bounds(), draw::Colour::White);
    layout::drawCode(canvas, *matrix, {margin, margin, static_cast<double>(side), static_cast<double>(side)});
    title.draw(canvas, {margin, margin + side + margin * 0.5});
    note.draw(canvas, {margin, margin + side + margin + title.size().height});
    return surface->png();
}

int settings(Call const& call, Options const& options) {
    auto const upload = event::uploadOf(options.folder);
    if (!upload) return call.failed(upload.error());
    auto const named = event::projectOf(options.folder);
    if (!named) return call.failed(named.error());
    auto const code = upload::collectSettings(serverOf(*upload), *named);
    if (!code) return call.failed(code.error());
    auto const png = codeAsPng(call, code->bytes(), *named);
    if (!png) return call.failed(png.error());
    // For its owner alone from the first byte on, and never over something else.
    if (auto const written = base::writeNewDurably(options.out, *png, 0600); !written)
        return call.failed(written.error());
    call.say({"设置码里有口令：只给工作人员扫，用完删掉这个文件",
              "the code holds the password: for staff to scan alone; delete the file when they have"});
    return 0;
}

int pull(Call const& call, Options const& options) {
    auto const settings = event::uploadOf(options.folder);
    if (!settings) return call.failed(settings.error());
    base::SystemClock const clock;
    auto server = upload::FormServer::open(serverOf(*settings), clock);
    if (!server) return call.failed(server.error());
    auto const listed = server->list({});
    if (!listed) return call.failed(listed.error());
    auto const print = [&](std::vector<upload::ListedForm> const& forms) {
        for (upload::ListedForm const& form : forms) call.print(lineOf(form.id, form.version, form.name));
    };
    if (options.list) {
        print(*listed);
        return 0;
    }
    PullOptions how{.ids = options.ids, .share = call.places.share};
    how.progress = [bar = progressBar(call, {"下载", "fetching"})](std::size_t done, std::size_t total) {
        if (bar) bar(done, total);
    };
    auto const report = pullForms(options.folder, *server, *listed, how);
    if (!report) {
        if (report.error().kind == base::Kind::Missing) print(offered(*listed));
        return call.failed(report.error());
    }
    for (PulledForm const& form : report->forms) {
        call.report(form.notes);
        if (base::Words const line = lineFor(form.what); !line.zh.empty())
            call.print(lineOf(form.id, form.version, call.words(line)));
    }
    if (report->changed())
        call.say(
            {"正在运行的触摸屏等没有人用的时候换上新问卷；旧问卷留着，按它填的答卷照样上传和导出",
             "a kiosk that runs takes the new form once nobody is at it; the old one stays, and what was "
             "answered in it is uploaded and exported as before"});
    return report->fine() ? 0 : 1;
}

} // namespace

void addForms(CLI::App& app, Call& call) {
    CLI::App* const forms =
        command(app, call, "forms",
                {"问卷与服务器：下载问卷、手机的设置码", "forms and the server: fetching them, phones"}, "");
    forms->require_subcommand(1);
    auto const options = std::make_shared<Options>();
    CLI::App* const get = command(*forms, call, "pull",
                                  {"从 event.toml 里 [upload] 的服务器下载问卷；查过没有错才换上，旧的留着",
                                   "fetches the event's forms from the server under [upload] of event.toml; "
                                   "checked before they take the "
                                   "place of the old ones, which stay"},
                                  "huibiao forms pull 高坪镇活动");
    get->add_option("DIR", options->folder, call.words({"活动包文件夹", "the bundle's folder"}))->required();
    get->add_option(
        "--form", options->ids,
        call.words({"只要这一份（form_id）；可写几次。活动里没有的就加上",
                    "this one alone (its form_id); may be repeated. Added where the event has none "
                    "such"}));
    get->add_flag("--list", options->list,
                  call.words({"只列出服务器上有哪些问卷", "only lists what the server has"}));
    get->callback([&call, options] { call.work = [&call, options] { return pull(call, *options); }; });

    CLI::App* const code = command(*forms, call, "settings",
                                   {"画出 ODK Collect 的设置码：工作人员的手机扫一下，就连上同一个服务器",
                                    "draws the settings code of ODK Collect: a staff member's phone that "
                                    "scans it works with the same server"},
                                   "huibiao forms settings 高坪镇活动 -o 设置码.png");
    code->add_option("DIR", options->folder, call.words({"活动包文件夹", "the bundle's folder"}))->required();
    code->add_option("-o", options->out, call.words({"输出的图片（.png）", "the picture to write (.png)"}))
        ->required();
    code->callback([&call, options] { call.work = [&call, options] { return settings(call, *options); }; });
}

} // namespace huibiao::cli
