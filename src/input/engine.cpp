#include "input/input.h"
#include "input/internal/typist.h"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

namespace huibiao::input {

namespace {

/// A word that every table must know, typed in each of the four ways.
struct Trial {
    Options options;
    char const* keys;
};
constexpr char const* TrialWord = "老人";
constexpr Trial Trials[] = {{{Keys::Letters, false}, "laoren"},
                            {{Keys::Letters, true}, "naoren"},
                            {{Keys::Nine, false}, "526736"},
                            {{Keys::Nine, true}, "626736"}};

base::Result<void> tried(Engine const& engine, fs::path const& data) {
    for (Trial const& trial : Trials) {
        auto session = engine.session(trial.options);
        if (!session) return base::pass(session);
        for (char const* key = trial.keys; *key != '\0'; ++key) (void)session->type(*key);
        auto const lines = session->lines(10);
        if (std::find(lines.begin(), lines.end(), TrialWord) == lines.end())
            return base::fail(
                base::Kind::Invalid,
                {fmt::format("输入法的词库不能用（试打 {} 没有得到“{}”），请重新安装程序", trial.keys,
                             TrialWord),
                 fmt::format(
                     "the input method's tables do not work ({} does not give {}); install the program again",
                     trial.keys, TrialWord)},
                data.string());
    }
    return {};
}

} // namespace

Engine::Engine(std::shared_ptr<internal::Core> core) : m_core(std::move(core)) {}

base::Result<Engine> Engine::open(fs::path const& data) {
    for (char const* const part :
         {"default.yaml", "huibiao.table.bin", "huibiao_letters.schema.yaml", "huibiao_letters.prism.bin",
          "huibiao_letters_fuzzy.schema.yaml", "huibiao_letters_fuzzy.prism.bin", "huibiao_nine.schema.yaml",
          "huibiao_nine.prism.bin", "huibiao_nine_fuzzy.schema.yaml", "huibiao_nine_fuzzy.prism.bin",
          "pairs.bin", "readings.txt"}) {
        std::error_code ignored;
        if (fs::is_regular_file(data / part, ignored)) continue;
        return base::fail(
            base::Kind::Missing,
            {"找不到输入法的词库，中文输入不能用，请重新安装程序",
             "the input method's tables are missing; Chinese cannot be typed; install the program again"},
            (data / part).string());
    }
    auto readings = internal::readReadings(data / "readings.txt");
    if (!readings) return base::pass(readings);
    auto pairs = internal::Pairs::open(data / "pairs.bin");
    if (!pairs) return base::pass(pairs);
    auto library = internal::Library::start(data, std::make_shared<internal::Pairs const>(std::move(*pairs)));
    if (!library) return base::pass(library);
    Engine engine(std::make_shared<internal::Core>(std::move(*library), std::move(*readings)));
    if (auto const works = tried(engine, data); !works) return base::pass(works);
    return engine;
}

void Engine::setTerms(std::vector<std::string> const& terms) {
    m_core->setTerms(terms);
}

Finder Engine::finder(std::vector<std::string> const& labels) const {
    return {labels, m_core->readings()};
}

base::Result<Session> Engine::session(Options const& options) const {
    auto conversation = internal::Conversation::begin(m_core->library(), options);
    if (!conversation) return base::pass(conversation);
    return Session(std::make_unique<internal::Typist>(m_core, std::move(*conversation), options));
}

} // namespace huibiao::input
