#include "event/forms.h"

#include "base/file.h"
#include "base/utf8.h"
#include "cli/internal/command.h"
#include "cli/internal/uploading.h"
#include "crypto/hash.h"
#include "draw/fonts.h"
#include "draw/surface.h"
#include "draw/text.h"
#include "layout/code.h"
#include "qr/qr.h"
#include "upload/collect.h"
#include "upload/forms.h"
#include "upload/health.h"

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

/// What is to be done with a form of the event.
struct Wanted {
    std::string id;
    std::vector<event::NamedForm> present{}; ///< the entries it stands in; none: it is new
};

/// "manyi-2023051801-0f3a9c1e", of what any file system takes.
std::string placeOf(upload::ListedForm const& form, std::string const& md5) {
    constexpr std::size_t longest = 40, digits = 8;
    auto const plain = [&](std::string const& text) {
        std::string out;
        for (char const c : text.substr(0, longest)) {
            bool const fine =
                (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            out += fine ? c : '_';
        }
        return out;
    };
    std::string out = plain(form.id);
    if (!form.version.empty()) out += "-" + plain(form.version);
    return out + "-" + md5.substr(0, digits);
}

std::string md5Of(std::string_view bytes) {
    return crypto::toHex(crypto::digest("MD5", bytes).value_or(""));
}

std::string lineOf(upload::ListedForm const& form, std::string const& more) {
    return form.id + "\t" + form.version + "\t" + more;
}

/// One call of `forms pull`.
class Pull {
public:
    Pull(Call const& call, fs::path folder, upload::FormServer& server)
        : m_call(call), m_folder(std::move(folder)), m_server(server) {}

    int run(std::vector<upload::ListedForm> const& listed, std::vector<Wanted> const& wanted) {
        auto staging = event::Staging::open(m_folder);
        if (!staging) return m_call.failed(staging.error());
        bool fine = true;
        for (Wanted const& each : wanted) fine = take(listed, each, *staging) && fine;
        if (m_new.empty()) return fine ? 0 : 1;
        if (auto const set = event::setForms(m_folder, m_new); !set) return m_call.failed(set.error());
        for (std::string const& line : m_lines) m_call.print(line);
        m_call.say({"正在运行的触摸屏下次启动时才用新问卷；旧问卷留着，按它填的答卷照样上传和导出",
                    "a kiosk that runs takes the new form at its next start; the old one stays, and what was "
                    "answered in it is uploaded and exported as before"});
        return fine ? 0 : 1;
    }

private:
    /// False: it was not taken, and the message says why.
    bool take(std::vector<upload::ListedForm> const& listed, Wanted const& wanted,
              event::Staging const& staging) {
        auto const offered = std::find_if(listed.begin(), listed.end(),
                                          [&](auto const& form) { return form.id == wanted.id; });
        if (offered == listed.end()) {
            bool const ours = !wanted.present.empty();
            m_call.say(
                {fmt::format("{}服务器的清单里没有问卷 {}：请在服务器上发布它，并分配给这个应用用户",
                             ours ? "提醒  " : "", wanted.id),
                 fmt::format("{}the server does not list the form {}: publish it there and assign it to "
                             "this app user",
                             ours ? "warning: " : "", wanted.id)});
            return ours;
        }
        if (unchanged(*offered, wanted)) {
            m_call.print(lineOf(*offered, m_call.words({"已是最新", "unchanged"})));
            return true;
        }
        fs::path const made = staging.path() / std::to_string(m_new.size() + m_failed);
        auto const file = download(*offered, made);
        if (!file || !usable(*offered, wanted, *file)) {
            if (!file) m_call.failed(file.error());
            ++m_failed;
            return false;
        }
        auto const bytes = base::readFile(*file);
        auto const place = bytes ? staging.settle(made, placeOf(*offered, md5Of(*bytes)))
                                 : Result<fs::path>(base::pass(bytes));
        if (!place) {
            m_call.failed(place.error());
            return false;
        }
        fs::path const name = *place / file->filename();
        if (wanted.present.empty()) m_new.push_back({std::nullopt, name});
        for (event::NamedForm const& present : wanted.present) m_new.push_back({present.entry, name});
        m_lines.push_back(
            lineOf(*offered, m_call.words(wanted.present.empty() ? base::Words{"新增", "new"}
                                                                 : base::Words{"更新", "updated"})));
        return true;
    }

    Result<fs::path> download(upload::ListedForm const& form, fs::path const& target) {
        if (auto const made = base::makeFolder(target); !made) return base::pass(made);
        auto const bar = progressBar(m_call, {"下载", "fetching"});
        return m_server.fetch(form, target, {}, [&](std::size_t done, std::size_t total) {
            if (bar) bar(done, total);
        });
    }

    /// The very bytes that the server has, of the form and of what goes with it.
    bool unchanged(upload::ListedForm const& form, Wanted const& wanted) {
        if (wanted.present.empty() || form.md5.empty()) return false;
        for (event::NamedForm const& present : wanted.present)
            if (present.xml.empty() || md5Of(present.xml) != form.md5) return false;
        auto const media = m_server.media(form, {});
        if (!media) return false; // told by the download
        for (upload::ListedFile const& file : *media)
            for (event::NamedForm const& present : wanted.present) {
                auto const bytes = base::readFile(present.file.parent_path() / file.name);
                if (file.living || !bytes || md5Of(*bytes) != file.md5) return false;
            }
        return true;
    }

    /// A form that would not run is refused, with each fault and its line.
    bool usable(upload::ListedForm const& form, Wanted const& wanted, fs::path const& file) {
        base::Findings findings = event::checkForm(file);
        for (base::Finding& finding : findings)
            if (finding.error.where.find(file.filename().string()) == std::string::npos)
                finding.error.where = file.filename().string() + " " + finding.error.where;
        bool const sound = m_call.report(findings);
        if (!sound) {
            m_call.say(
                {fmt::format(
                     "服务器上的问卷 {}（版本 {}）有错，没有采用，原来的问卷没有动：请在服务器上改好再发布",
                     form.id, form.version),
                 fmt::format("the form {} (version {}) on the server is faulty and was not taken; the "
                             "present one is as it was: mend it and publish it again",
                             form.id, form.version)});
            return false;
        }
        return identified(form, wanted, file);
    }

    /// It is the form that was listed; what is odd about it is told.
    bool identified(upload::ListedForm const& form, Wanted const& wanted, fs::path const& file) {
        auto const loaded = event::readForm(file);
        if (!loaded) {
            m_call.failed(loaded.error());
            return false;
        }
        if (loaded->id != form.id) {
            m_call.say(
                {fmt::format("服务器把问卷 {} 列成了 {}，没有采用", loaded->id, form.id),
                 fmt::format("the server lists the form {} as {}; it was not taken", loaded->id, form.id)});
            return false;
        }
        for (event::NamedForm const& present : wanted.present) {
            if (present.sealed && !loaded->sealed)
                m_call.say(
                    {fmt::format(
                         "提醒  新的问卷 {} 没有公钥，答卷不再按问卷的公钥加密（[seal] 的公钥不受影响）",
                         form.id),
                     fmt::format("warning: the new form {} has no public key: answers are no longer sealed "
                                 "by the form's own (that of [seal] still holds)",
                                 form.id)});
            if (!present.xml.empty() && present.version == loaded->version)
                m_call.say(
                    {fmt::format("提醒  问卷 {} 内容变了而版本号没变（{}）：在服务器上改问卷时请改 version",
                                 form.id, form.version),
                     fmt::format("warning: the form {} changed and its version did not ({}): give it a new "
                                 "version when it is changed on the server",
                                 form.id, form.version)});
        }
        return true;
    }

    Call const& m_call;
    fs::path m_folder;
    upload::FormServer& m_server;
    std::vector<event::NewForm> m_new{};
    std::vector<std::string> m_lines{};
    std::size_t m_failed = 0;
};

/// The forms that were asked for; those of the event; or, where it has none, the only one that there is.
std::optional<std::vector<Wanted>> wantedOf(Call const& call, Options const& options,
                                            std::vector<event::NamedForm> const& named,
                                            std::vector<upload::ListedForm> const& listed) {
    std::vector<Wanted> out;
    auto const want = [&](std::string const& id) {
        if (std::any_of(out.begin(), out.end(), [&](Wanted const& known) { return known.id == id; })) return;
        Wanted wanted{id};
        for (event::NamedForm const& form : named)
            if (form.id == id) wanted.present.push_back(form);
        out.push_back(std::move(wanted));
    };
    for (std::string const& id : options.ids) want(id);
    if (options.ids.empty())
        for (event::NamedForm const& form : named) {
            if (!form.id.empty())
                want(form.id);
            else
                call.say({fmt::format("提醒  读不出来，没有更新：{}", form.file.string()),
                          fmt::format("warning: cannot be read and was left: {}", form.file.string())});
        }
    if (!out.empty()) return out;
    std::vector<upload::ListedForm> asked; // of people: the kiosks' own form is none
    for (upload::ListedForm const& form : listed)
        if (form.id != upload::healthForm) asked.push_back(form);
    if (asked.size() == 1) {
        want(asked.front().id);
        return out;
    }
    for (upload::ListedForm const& form : asked) call.print(lineOf(form, form.name));
    call.say(asked.empty()
                 ? base::Words{"服务器上没有分配给我们的问卷：请在服务器上发布问卷，并分配给这个应用用户",
                               "the server offers no form: publish one there and assign it to this app "
                               "user"}
                 : base::Words{"这个活动还没有问卷，服务器上有几份（见上）：加 --form 编号 说明要哪一份",
                               "this event has no form yet and the server has several (above): say "
                               "which with --form ID"});
    return std::nullopt;
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
    auto const named = event::namedForms(options.folder);
    if (!named) return call.failed(named.error());
    base::SystemClock const clock;
    auto server = upload::FormServer::open(serverOf(*settings), clock);
    if (!server) return call.failed(server.error());
    auto const listed = server->list({});
    if (!listed) return call.failed(listed.error());
    if (options.list) {
        for (upload::ListedForm const& form : *listed) call.print(lineOf(form, form.name));
        return 0;
    }
    auto const wanted = wantedOf(call, options, *named, *listed);
    return wanted ? Pull(call, options.folder, *server).run(*listed, *wanted) : 1;
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
