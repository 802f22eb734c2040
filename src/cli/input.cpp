#include "input/input.h"

#include "cli/internal/command.h"
#include "event/terms.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <istream>
#include <memory>

namespace huibiao::cli {

namespace {

constexpr std::size_t MostLines = 20;

struct Options {
    bool fuzzy = false;
    std::string event;
};

/// Types the line anew; false when it holds what is no key, or too much.
bool typed(Call const& call, input::Session& session, input::Keys kind, std::string const& line,
           std::size_t number) {
    session.clear();
    std::string const where = fmt::format("stdin:{}", number);
    for (std::size_t i = 0; i < line.size(); ++i) {
        if (session.type(line[i]) ||
            (line[i] == '\'' && kind == input::Keys::Letters && session.keys().empty()))
            continue;
        bool const letters = kind == input::Keys::Letters;
        if (session.keys().size() == input::MostKeys)
            (void)call.failed(
                {base::Kind::Invalid,
                 {fmt::format("这一行太长，最多 {} 个键，请分成几行", input::MostKeys),
                  fmt::format("the line is too long (at most {} keys); split it", input::MostKeys)},
                 where});
        else
            (void)call.failed(
                {base::Kind::Invalid,
                 {fmt::format("第 {} 个字符不是按键，{}", i + 1,
                              letters ? "只能用小写字母 a–z（ü 打 v）和隔开音节的 '" : "只能用数字 2–9"),
                  fmt::format("character {} is no key; {}", i + 1,
                              letters ? "use a–z (v for ü) and ' between syllables" : "use the digits 2–9")},
                 where});
        return false;
    }
    return true;
}

int convertLines(Call const& call, Options const& options, input::Keys kind) {
    auto engine = input::Engine::open(call.places.share / "input");
    if (!engine) return call.failed(engine.error());
    if (!options.event.empty()) {
        auto const terms = event::terms(options.event);
        if (!terms) return call.failed(terms.error());
        engine->setTerms(*terms);
    }
    auto session = engine->session({kind, options.fuzzy});
    if (!session) return call.failed(session.error());

    bool allGood = true;
    std::size_t number = 0;
    for (std::string line; std::getline(call.console.in, line);) {
        ++number;
        if (line.ends_with('\r')) line.pop_back();
        nlohmann::json found = nlohmann::json::array();
        // A wrong line has its answer too, so that answers and lines keep step.
        if (typed(call, *session, kind, line, number))
            found = session->lines(MostLines);
        else
            allGood = false;
        call.print(found.dump());
    }
    return allGood ? 0 : 1;
}

} // namespace

void addInput(CLI::App& app, Call& call) {
    CLI::App* const input =
        command(app, call, "input", {"中文输入：按键变汉字", "Chinese input: keys to characters"}, "");
    input->require_subcommand(1);
    auto const options = std::make_shared<Options>();
    struct Child {
        char const* name;
        input::Keys kind;
        base::Words purpose;
        char const* example;
    };
    for (Child const& child :
         {Child{"pinyin",
                input::Keys::Letters,
                {"全拼：每行一串字母，输出候选", "full pinyin: a line of letters in, candidates out"},
                "echo liuyangshi | huibiao input pinyin"},
          Child{"t9",
                input::Keys::Nine,
                {"九键：每行一串数字，输出候选", "nine keys: a line of digits in, candidates out"},
                "echo 548926474 | huibiao input t9"}}) {
        CLI::App* const made = command(*input, call, child.name, child.purpose, child.example);
        made->add_flag(
            "--fuzzy", options->fuzzy,
            call.words({"也认带口音的拼写（z=zh、l=n、f=hu、in=ing……）",
                        "also takes the local accent (z for zh, l for n, f for hu, in for ing …)"}));
        made->add_option("--event", options->event,
                         call.words({"活动文件夹，其中的单位和地名排在最前",
                                     "an event bundle; its unit and place names come first"}));
        made->callback([&call, options, kind = child.kind] {
            call.work = [&call, options, kind] { return convertLines(call, *options, kind); };
        });
    }
    addInk(*input, call);
}

} // namespace huibiao::cli
