#include "base/file.h"
#include "cli/internal/command.h"
#include "form/replay.h"
#include "xlsform/blank.h"
#include "xlsform/check.h"
#include "xlsform/convert.h"
#include "xpath/eval_line.h"

#include <fmt/format.h>

#include <istream>
#include <memory>

namespace huibiao::cli {

namespace {

struct Options {
    std::string file, out, text;
    std::string root = "data";
};

int checkForm(Call const& call, Options const& options) {
    return call.report(xlsform::check(options.file)) ? 0 : 1;
}

int convertForm(Call const& call, Options const& options) {
    base::Findings findings;
    xlsform::Options conversion;
    conversion.rootName = options.root;
    auto const xml = xlsform::convertFile(options.file, conversion, findings);
    bool const explained = base::anyError(findings);
    call.report(findings);
    if (!xml) return explained ? 1 : call.failed(xml.error());
    auto const written = base::writeDurably(options.out, *xml);
    return written ? 0 : call.failed(written.error());
}

int makeBlank(Call const& call, Options const& options) {
    base::Findings findings;
    auto const made = xlsform::blankFile(options.text, options.out, findings);
    bool const explained = base::anyError(findings);
    call.report(findings);
    if (!made) return explained ? 1 : call.failed(made.error());
    return 0;
}

/// JSON lines in, one line out for each, flushed.
template <class Answer>
int answerLines(Call const& call, Answer const& answer) {
    std::string line;
    while (std::getline(call.console.in, line))
        if (!line.empty()) call.print(answer(line));
    return 0;
}

} // namespace

void addForm(CLI::App& app, Call& call) {
    CLI::App* const form =
        command(app, call, "form", {"问卷：检查、转换、试算", "forms: check, convert, try out"}, "");
    form->require_subcommand(1);
    auto const options = std::make_shared<Options>();
    base::Words const fileWords{"问卷文件（.xlsx 或 .xml）", "a form (.xlsx or .xml)"};

    CLI::App* const check =
        command(*form, call, "check",
                {"检查问卷，逐条指出表、行、列", "names every fault with sheet, row and column"},
                "huibiao form check 满意度问卷.xlsx");
    check->add_option("FILE", options->file, call.words(fileWords))->required();
    check->callback([&call, options] { call.work = [&call, options] { return checkForm(call, *options); }; });

    CLI::App* const convert = command(*form, call, "convert", {"XLSForm 转 XForm", "XLSForm to XForm"},
                                      "huibiao form convert 满意度问卷.xlsx -o form.xml");
    convert->add_option("IN", options->file, call.words(fileWords))->required();
    convert->add_option("-o", options->out, call.words({"输出文件", "the file to write"}))->required();
    convert->add_option("--name", options->root, call.words({"根元素名", "name of the root element"}));
    convert->callback(
        [&call, options] { call.work = [&call, options] { return convertForm(call, *options); }; });

    CLI::App* const blank =
        command(*form, call, "blank", {"把文字问卷做成 XLSForm", "a plain-text questionnaire to XLSForm"},
                "huibiao form blank --text 问卷.txt -o 问卷.xlsx");
    blank->add_option("--text", options->text, call.words({"文字问卷（.txt）", "the questionnaire (.txt)"}))
        ->required();
    blank->add_option("-o", options->out, call.words({"输出文件", "the file to write"}))->required();
    blank->callback([&call, options] { call.work = [&call, options] { return makeBlank(call, *options); }; });

    CLI::App* const eval =
        command(*form, call, "eval", {"试算表达式（每行一个 JSON）", "tries expressions (JSON lines)"},
                R"(echo '{"expr":"1 + 1","mode":"xforms"}' | huibiao form eval)");
    eval->callback([&call] {
        call.work = [&call] {
            bool const english = call.console.language == base::Language::English;
            return answerLines(call,
                               [english](std::string const& line) { return xpath::evalLine(line, english); });
        };
    });

    CLI::App* const replay = command(
        *form, call, "replay", {"重放填写过程（每行一个 JSON）", "replays recorded fillings (JSON lines)"},
        "huibiao form replay < fillings.jsonl");
    replay->callback([&call] {
        call.work = [&call] {
            return answerLines(call, [](std::string const& line) { return form::replayLine(line); });
        };
    });
}

} // namespace huibiao::cli
