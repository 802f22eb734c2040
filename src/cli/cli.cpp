#include "cli/cli.h"

#include "cli/internal/command.h"

#include <fmt/format.h>
#include <termios.h>
#include <unistd.h>

#include <cstdlib>
#include <iostream>

namespace huibiao::cli {

namespace {

/// Keeps what is typed off the terminal while it lives.
class NoEcho {
public:
    NoEcho() : m_on(::tcgetattr(STDIN_FILENO, &m_before) == 0) {
        if (!m_on) return;
        termios quiet = m_before;
        quiet.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &quiet);
    }
    NoEcho(NoEcho const&) = delete;
    NoEcho& operator=(NoEcho const&) = delete;
    ~NoEcho() {
        if (m_on) ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_before);
    }

private:
    termios m_before{};
    bool m_on;
};

} // namespace

void Call::say(base::Words const& both) const {
    console.err << words(both) << std::endl;
}

int Call::failed(base::Error const& error) const {
    console.err << error.text(console.language) << std::endl;
    return 1;
}

bool Call::report(base::Findings const& findings) const {
    for (base::Finding const& finding : findings) {
        if (finding.warning) console.err << words({"提醒  ", "warning: "});
        console.err << finding.error.text(console.language) << '\n';
    }
    console.err << std::flush;
    return !base::anyError(findings);
}

void Call::print(std::string_view line) const {
    console.out << line << std::endl;
}

CLI::App* command(CLI::App& parent, Call& call, std::string const& name, base::Words const& purpose,
                  std::string const& example) {
    CLI::App* const made = parent.add_subcommand(name, call.words(purpose));
    if (!example.empty()) made->footer(call.words({"例：", "Example: "}) + example);
    made->set_help_flag("-h,--help", call.words({"显示用法", "show this help"}));
    return made;
}

base::Result<std::string> secret(Call const& call, base::Words const& prompt) {
    std::string line;
    if (::isatty(STDIN_FILENO) == 1) {
        NoEcho const quiet;
        call.console.err << call.words(prompt) << std::flush;
        std::getline(call.console.in, line);
        call.console.err << std::endl;
    } else {
        std::getline(call.console.in, line);
    }
    if (line.ends_with('\r')) line.pop_back();
    if (line.empty())
        return base::fail(base::Kind::Cancelled,
                          {"没有输入，什么都没有改", "nothing was entered; nothing was changed"});
    return line;
}

namespace {

void showBar(Call const& call, base::Words const& name, std::size_t done, std::size_t total) {
    constexpr std::size_t width = 30;
    std::size_t const filled = total == 0 ? width : done * width / total;
    call.console.err << '\r' << call.words(name) << " [" << std::string(filled, '#')
                     << std::string(width - filled, ' ') << "] " << done << '/' << total
                     << (done >= total ? "\n" : "") << std::flush;
}

} // namespace

handover::Progress progressBar(Call const& call) {
    if (::isatty(STDERR_FILENO) != 1) return {};
    return [&call](handover::Step step, std::size_t done, std::size_t total) {
        showBar(call,
                step == handover::Step::Write ? base::Words{"写入", "writing "}
                                              : base::Words{"核对", "checking"},
                done, total);
        return true;
    };
}

std::function<bool(std::size_t done, std::size_t total)> progressBar(Call const& call,
                                                                     base::Words const& name) {
    if (::isatty(STDERR_FILENO) != 1) return {};
    return [&call, name](std::size_t done, std::size_t total) {
        showBar(call, name, done, total);
        return true;
    };
}

base::Language languageOfEnvironment() {
    for (char const* const name : {"LC_ALL", "LC_MESSAGES", "LANG"}) {
        char const* const value = std::getenv(name);
        if (value == nullptr || *value == '\0') continue;
        return std::string_view(value).starts_with("en") ? base::Language::English : base::Language::Chinese;
    }
    return base::Language::Chinese;
}

int run(int count, char const* const* words, Places const& places, Console& console) {
    Call call{places, console, {}};
    CLI::App app{call.words({"会标：政务公开主题日的会标、二维码和触摸屏问卷",
                             "huibiao: banner, QR codes and touch-screen surveys for open-government days"}),
                 "huibiao"};
    app.set_help_flag("-h,--help", call.words({"显示用法", "show this help"}));
    app.require_subcommand(1);
    addBanner(app, call);
    addPlan(app, call);
    addEvent(app, call);
    addKiosk(app, call);
    addForm(app, call);
    addForms(app, call);
    addResponses(app, call);
    addUpload(app, call);
    addKit(app, call);
    addLayout(app, call);
    addPhoto(app, call);
    addInput(app, call);

    try {
        app.parse(count, words);
    } catch (CLI::CallForHelp const&) {
        CLI::App const* asked = &app;
        while (!asked->get_subcommands().empty()) asked = asked->get_subcommands().front();
        console.out << asked->help() << std::flush;
        return 0;
    } catch (CLI::ParseError const& error) {
        std::string called = "huibiao";
        CLI::App const* asked = &app;
        while (!asked->get_subcommands().empty()) {
            asked = asked->get_subcommands().front();
            called += " " + asked->get_name();
        }
        call.say({fmt::format("用法不对（{}）。查看用法：{} --help", error.what(), called),
                  fmt::format("wrong call ({}). See: {} --help", error.what(), called)});
        return 2;
    }
    return call.work ? call.work() : 2;
}

} // namespace huibiao::cli
