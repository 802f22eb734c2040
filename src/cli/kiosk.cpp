#include "kiosk/kiosk.h"

#include "base/file.h"
#include "base/log.h"
#include "cli/internal/changeover.h"
#include "cli/internal/command.h"
#include "cli/internal/courier.h"
#include "cli/internal/kit_room.h"
#include "cli/internal/office.h"
#include "cli/internal/places.h"
#include "draw/fonts.h"
#include "event/event.h"
#include "event/terms.h"
#include "handover/succession.h"
#include "ink/recogniser.h"
#include "input/input.h"
#include "seal/sealer.h"
#include "store/store.h"
#include "upload/server.h"

#include <sys/stat.h>

#include <algorithm>
#include <array>
#include <cstdint>
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

/// What every event on this screen is given: it is opened once.
struct Tools {
    draw::Fonts const& fonts;
    base::SystemClock clock{};
    StickPlaces places{};
    base::Result<input::Engine> engine;
    base::Result<ink::Recogniser> recogniser;
    std::unique_ptr<kiosk::Speaker> speaker;
};

/// Tells one state of a file from another: when it was changed, and where and how long it is.
using Stamp = std::array<std::int64_t, 4>;
Stamp stampOf(fs::path const& file) {
    struct stat now {};
    if (::stat(file.c_str(), &now) != 0) return {};
    return {now.st_mtim.tv_sec, now.st_mtim.tv_nsec, static_cast<std::int64_t>(now.st_ino), now.st_size};
}

struct Running {
    event::Event event;
    Stamp stamp;                       ///< of its event.toml, before it was read
    std::optional<store::Store> store; ///< none once it has been given back, or another event is there
};

base::Result<Running> openEvent(Call const& call, fs::path const& folder, base::Clock const& clock) {
    call.report(handover::recover(folder));
    Stamp const stamp = stampOf(folder / "event.toml");
    base::Findings findings;
    auto event = event::open(folder, call.places.share, findings);
    call.report(findings);
    if (!event) return base::pass(event);
    base::Findings aboutStore;
    auto opened = store::Store::open(event->dataFolder, clock, &aboutStore);
    call.report(aboutStore);
    if (!opened) {
        call.failed(opened.error());
        return base::pass(opened);
    }
    return Running{std::move(*event), stamp, std::move(*opened)};
}

kiosk::Services servicesFor(Running& running, Tools& tools, seal::Sealer& sealer, Courier& courier) {
    kiosk::Services services;
    std::optional<store::Store>& store = running.store;
    services.keep = [&](form::Submission const& submission) -> base::Result<void> {
        if (!store) return tl::unexpected<base::Error>(noStore());
        auto const closed = sealer.close(submission);
        return closed ? courier.keep(*closed) : base::Result<void>(base::pass(closed));
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
        std::string const day = base::isoLocal(tools.clock.wall()).substr(0, 10);
        return static_cast<std::size_t>(
            std::count_if(entries->begin(), entries->end(),
                          [&](store::Entry const& entry) { return entry.storedAt.starts_with(day); }));
    };
    services.room = [&] { return base::freeBytes(running.event.dataFolder); };
    services.volumes = [&] { return tools.places.list(); };
    services.pinRight = [&](std::string_view pin) { return event::pinMatches(running.event, pin); };
    services.deviceId = upload::deviceOf(running.event.upload.station.id, running.event.dataFolder);
    services.occupied = [&](bool somebody) { courier.slow(somebody); };
    if (courier.named()) {
        services.sending = [&](std::size_t most) -> base::Result<kiosk::Sending> {
            if (!store) return tl::unexpected<base::Error>(noStore());
            return courier.look(most, [&](std::string const& id) { return titleOf(running.event, id); });
        };
        services.sendNow = [&] { courier.send(); };
    }
    if (tools.engine) {
        tools.engine->setTerms(event::terms(running.event));
        services.engine = &*tools.engine;
    }
    if (tools.recogniser) services.recogniser = &*tools.recogniser;
    services.speaker = tools.speaker.get();
    return services;
}

base::Result<kiosk::Ending> show(Call const& call, Running& running, Tools& tools, kiosk::Display& display) {
    base::openLog(running.event.dataFolder / "kiosk.log");
    seal::Sealer sealer(running.event.keys);
    Courier courier(running.event.upload, running.event.dataFolder, running.store, tools.clock);
    kiosk::Services services = servicesFor(running, tools, sealer, courier);
    Office office(running.event, running.store, tools.clock, call.console.language, call.places.share,
                  tools.places, tools.fonts, courier);
    Changeover changeover(running.event, running.store, tools.clock, call.places.share, tools.places,
                          courier);
    KitRoom kitRoom(running.event, call.places.share, tools.fonts, tools.places, call.console.language);
    services.things = kitRoom.source();
    services.perform = [&](kiosk::Task const& task, kiosk::Progress const& progress) {
        if (task.kind == kiosk::Task::Kind::Kit) return kitRoom.keep(task, progress);
        return Changeover::does(task.kind) ? changeover.perform(task, progress)
                                           : office.perform(task, progress);
    };
    if (office.sealed())
        services.keys = [&](std::vector<kiosk::Volume> const& sticks) { return office.keys(sticks); };
    services.changed = [&]() -> base::Result<bool> {
        Stamp const now = stampOf(running.event.folder / "event.toml");
        if (now == running.stamp) return false;
        running.stamp = now; // one that cannot be used is told once
        base::Findings findings;
        auto const opened = event::open(running.event.folder, call.places.share, findings);
        if (opened) return true;
        return base::pass(opened);
    };
    courier.begin();
    return kiosk::run(display, tools.fonts, running.event, call.places.share, services, tools.clock,
                      call.console.language);
}

/// One event after another, until staff leave.
int showAll(Call const& call, fs::path const& folder, Tools& tools, kiosk::Options screen) {
    std::optional<kiosk::Display> display;
    bool changed = false;
    for (;;) {
        auto running = openEvent(call, folder, tools.clock);
        if (!running && changed) {
            // It was whole when it was loaded; a screen with the event before is better than none.
            base::logError(running.error().text(base::Language::English));
            changed = false;
            auto const back =
                handover::goBack(folder, {.share = call.places.share, .clock = &tools.clock, .letGo = {}});
            if (back) continue;
            return call.failed(back.error());
        }
        if (!running) return 1;
        if (!display) {
            screen.display = running->event.display;
            auto opened = kiosk::Display::open(screen);
            if (!opened) return call.failed(opened.error());
            display.emplace(std::move(*opened));
        }
        auto const ending = show(call, *running, tools, *display);
        if (!ending) return call.failed(ending.error());
        if (*ending == kiosk::Ending::Left) return 0;
        changed = *ending == kiosk::Ending::Another;
    }
}

int runKiosk(Call const& call, Options const& options) {
    kiosk::Options screen;
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
    Tools tools{.fonts = *fonts,
                .engine = input::Engine::open(call.places.share / "input"),
                .recogniser = ink::Recogniser::open(call.places.share / "assets/ink/han.model"),
                .speaker = kiosk::openSpeaker()};
    // Without one of them the screens work still; people write in the other ways.
    auto const missing = [&](base::Error const& error) {
        base::logError(error.text(base::Language::English));
        static_cast<void>(call.failed(error));
    };
    if (!tools.engine) missing(tools.engine.error());
    if (!tools.recogniser) missing(tools.recogniser.error());
    return showAll(call, handover::eventFolder(options.folder), tools, screen);
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
