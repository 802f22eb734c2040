#include "layout/layout.h"

#include "cli/internal/command.h"
#include "draw/fonts.h"

#include <memory>
#include <vector>

namespace huibiao::cli {

namespace {

int runCheck(Call const& call, std::vector<std::string> const& files) {
    // Words of the drawing itself are measured in our fonts.
    auto const fonts = draw::Fonts::open(call.places.fonts);
    if (!fonts) return call.failed(fonts.error());
    int code = 0;
    for (std::string const& file : files) {
        base::Findings const findings = layout::check(file);
        if (!call.report(findings)) code = 1;
        if (findings.empty()) call.print(file + call.words({"：没有问题", ": nothing wrong"}));
    }
    return code;
}

} // namespace

void addLayout(CLI::App& app, Call& call) {
    CLI::App* const layout = app.add_subcommand("layout", call.words({"版式", "layouts"}));
    layout->require_subcommand(1);
    auto const files = std::make_shared<std::vector<std::string>>();
    CLI::App* const check = command(*layout, call, "check",
                                    {"检查版式文件（Inkscape 里改的 SVG）哪里不对",
                                     "says what is wrong with a layout (an SVG edited in Inkscape)"},
                                    "huibiao layout check 海报.svg");
    check->add_option("FILE", *files, call.words({"版式文件", "layout files"}))->required();
    check->callback([&call, files] { call.work = [&call, files] { return runCheck(call, *files); }; });
}

} // namespace huibiao::cli
