#include "input/internal/library.h"

#include "input/internal/grammar.h"

#include <fmt/format.h>
#include <rime/candidate.h>
#include <rime/context.h>
#include <rime/menu.h>
#include <rime/service.h>
#include <rime_api.h>

#include <algorithm>
#include <atomic>
#include <exception>
#include <mutex>

namespace huibiao::input::internal {

namespace {

/// librime keeps its state in the process, so that it is in use is known of the process too.
std::atomic_flag inUse = ATOMIC_FLAG_INIT;
std::once_flag logging;

char const* schemaOf(Options const& options) {
    if (options.keys == Keys::Letters) return options.fuzzy ? "huibiao_letters_fuzzy" : "huibiao_letters";
    return options.fuzzy ? "huibiao_nine_fuzzy" : "huibiao_nine";
}

} // namespace

base::Result<std::shared_ptr<Library>> Library::start(fs::path const& data,
                                                      std::shared_ptr<Pairs const> pairs) {
    if (inUse.test_and_set())
        return base::fail(base::Kind::Exists, {"输入法已经打开，一个程序里只能打开一次",
                                               "the input method is open already; one program has one"});
    std::string const folder = data.string();
    RIME_STRUCT(RimeTraits, traits);
    traits.shared_data_dir = folder.c_str();
    traits.user_data_dir = folder.c_str();
    traits.prebuilt_data_dir = folder.c_str();
    traits.staging_dir = folder.c_str();
    traits.distribution_name = "huibiao";
    traits.distribution_code_name = "huibiao";
    traits.distribution_version = "1";
    traits.app_name = "rime.huibiao";
    traits.log_dir = "";      // none: left out, it would write to /tmp
    traits.min_log_level = 3; // what is fatal alone
    static char const* modules[] = {"core", "dict", "gears", nullptr};
    traits.modules = modules;
    RimeApi* const rime = rime_get_api();
    std::call_once(logging, [&] { rime->setup(&traits); });
    rime->initialize(&traits);
    installGrammar(std::move(pairs));
    return std::shared_ptr<Library>(new Library);
}

Library::~Library() {
    rime_get_api()->finalize();
    inUse.clear();
}

base::Result<std::unique_ptr<Conversation>> Conversation::begin(std::shared_ptr<Library> library,
                                                                Options const& options) {
    RimeApi* const rime = rime_get_api();
    RimeSessionId const id = rime->create_session();
    if (id == 0)
        return base::fail(base::Kind::Unavailable,
                          {"输入法打不开新的输入，请重新启动程序",
                           "the input method opens no line; start the program again"});
    std::unique_ptr<Conversation> made(new Conversation(std::move(library), id));
    try {
        // That the schema is there is not told by the answer; Engine::open tries each.
        rime->select_schema(id, schemaOf(options));
    } catch (std::exception const& error) { // a table that is cut off
        return base::fail(
            base::Kind::Invalid,
            {fmt::format("输入法的词库已损坏，请重新安装程序（{}）", error.what()),
             fmt::format("the input method's tables are damaged; install the program again ({})",
                         error.what())});
    }
    return made;
}

Conversation::~Conversation() {
    rime_get_api()->destroy_session(m_id);
}

std::vector<Reading> Conversation::read(std::string const& keys, std::size_t most) {
    std::vector<Reading> all;
    auto const session = rime::Service::instance().GetSession(m_id);
    if (!session || keys.empty()) return all;
    rime::Context& context = *session->context();
    if (context.input() != keys) context.set_input(keys);
    if (!context.composition().empty()) {
        rime::Segment const& first = context.composition().front();
        if (first.menu) first.menu->Prepare(most);
        for (std::size_t i = 0; first.start == 0 && i < most; ++i) {
            auto const candidate = first.GetCandidateAt(i);
            if (!candidate) break;
            all.push_back({candidate->text(), std::min(candidate->end(), keys.size()), candidate->preedit(),
                           candidate->comment()});
        }
    }
    return all;
}

void Conversation::forget() {
    auto const session = rime::Service::instance().GetSession(m_id);
    if (!session) return;
    rime::Context& context = *session->context();
    // Clear() empties its strings and leaves their letters where they are. They are its own, not const, and
    // it gives no other way to them.
    for (std::string const* held : {&context.input(), &context.composition().input()})
        ::explicit_bzero(const_cast<std::string*>(held)->data(), held->size());
    context.Clear();
}

} // namespace huibiao::input::internal
