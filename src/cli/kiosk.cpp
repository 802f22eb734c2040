#include "kiosk/kiosk.h"

#include "base/file.h"
#include "base/log.h"
#include "cli/internal/command.h"
#include "cli/internal/office.h"
#include "cli/internal/places.h"
#include "draw/fonts.h"
#include "event/event.h"
#include "event/terms.h"
#include "ink/recogniser.h"
#include "input/input.h"
#include "seal/sealer.h"
#include "store/store.h"

#include <algorithm>
#include <cstdlib>
#include <memory>
#include <optional>
#include <regex>

namespace huibiao::cli {

namespace {

struct Options {
    std::string folder, window, inspect;
};

base::Error noStore() {
    return {base::Kind::Unavailable, {"答卷库没有打开", "the store is not open"}, {}};
}

int runKiosk(Call const& call, Options const& options) {
    kiosk::Options screen;
    screen.language = call.console.language;
    if (!options.inspect.empty()) screen.inspect = options.inspect;
    if (!options.window.empty()) {
        static std::regex const form(R"((\d{2,5})[x×](\d{2,5}))");
        std::smatch found;
        if (!std::regex_match(options.window, found, form)) {
            call.say({"--window 应写成 1280x720", "--window must be like 1280x720"});
            return 2;
        }
        screen.window = {std::stoi(found[1]), std::stoi(found[2])};
    }
    auto const fonts = draw::Fonts::open(call.places.fonts);
    if (!fonts) return call.failed(fonts.error());
    base::Findings findings;
    auto const event = event::open(options.folder, call.places.share, findings);
    call.report(findings);
    if (!event) return 1;

    base::SystemClock const clock;
    base::Findings aboutStore;
    auto opened = store::Store::open(event->dataFolder, clock, &aboutStore);
    call.report(aboutStore);
    if (!opened) return call.failed(opened.error());
    std::optional<store::Store> store(std::move(*opened)); // none once it has been given back
    base::openLog(event->dataFolder / "kiosk.log");

    kiosk::Services services;
    seal::Sealer sealer(event->keys);
    services.keep = [&](form::Submission const& submission) -> base::Result<void> {
        if (!store) return tl::unexpected<base::Error>(noStore());
        auto const closed = sealer.close(submission);
        return closed ? store->keep(*closed) : base::Result<void>(base::pass(closed));
    };
    services.counts = [&]() -> base::Result<kiosk::Counts> {
        if (!store) return tl::unexpected<base::Error>(noStore());
        kiosk::Counts counts;
        for (auto const& [which, count] : {std::pair{store::Which::All, &counts.total},
                                           {store::Which::NotExported, &counts.fresh},
                                           {store::Which::Partial, &counts.partial},
                                           {store::Which::PartialNotExported, &counts.freshPartial}}) {
            auto const found = store->count(which);
            if (!found) return base::pass(found);
            *count = *found;
        }
        auto const purgeable = store->purgeable();
        if (!purgeable) return base::pass(purgeable);
        counts.purgeable = *purgeable;
        return counts;
    };
    services.today = [&]() -> base::Result<std::size_t> {
        if (!store) return tl::unexpected<base::Error>(noStore());
        auto const entries = store->list();
        if (!entries) return base::pass(entries);
        std::string const day = base::isoLocal(clock.wall()).substr(0, 10);
        return static_cast<std::size_t>(
            std::count_if(entries->begin(), entries->end(),
                          [&](store::Entry const& entry) { return entry.storedAt.starts_with(day); }));
    };
    services.room = [&] { return base::freeBytes(event->dataFolder); };
    StickPlaces const places;
    services.volumes = [&] { return places.list(); };
    Office office(*event, store, clock, call.console.language, places, *fonts);
    services.perform = [&](kiosk::Task const& task, kiosk::Progress const& progress) {
        return office.perform(task, progress);
    };
    if (office.sealed())
        services.keys = [&](std::vector<kiosk::Volume> const& sticks) { return office.keys(sticks); };
    services.pinRight = [&](std::string_view pin) { return event::pinMatches(*event, pin); };
    // Without one of them the screens work still; people write in the other ways.
    auto const missing = [&](base::Error const& error) {
        base::logError(error.text(base::Language::English));
        static_cast<void>(call.failed(error));
    };
    auto engine = input::Engine::open(call.places.share / "input");
    if (!engine) missing(engine.error());
    auto const recogniser = ink::Recogniser::open(call.places.share / "assets/ink/han.model");
    if (!recogniser) missing(recogniser.error());
    if (engine) {
        engine->setTerms(event::terms(*event));
        services.engine = &*engine;
    }
    if (recogniser) services.recogniser = &*recogniser;
    auto const speaker = kiosk::openSpeaker();
    services.speaker = speaker.get();
    auto const done = kiosk::run(*fonts, *event, call.places.share, services, clock, screen);
    return done ? 0 : call.failed(done.error());
}

} // namespace

void addKiosk(CLI::App& app, Call& call) {
    auto const options = std::make_shared<Options>();
    CLI::App* const kiosk = command(app, call, "kiosk", {"整屏显示会标和问卷", "the kiosk, full screen"},
                                    "huibiao kiosk 高坪镇活动");
    kiosk->add_option("DIR", options->folder, call.words({"活动包文件夹", "the bundle's folder"}))
        ->required();
    kiosk->add_option("--window", options->window,
                      call.words({"在这样大的窗口里运行，如 1280x720", "in a window, like 1280x720"}));
    kiosk->add_option("--inspect", options->inspect,
                      call.words({"测试用：在这个套接字上说明屏幕上有什么",
                                  "for tests: tells on this socket what is on screen"}));
    kiosk->callback([&call, options] { call.work = [&call, options] { return runKiosk(call, *options); }; });
}

} // namespace huibiao::cli
