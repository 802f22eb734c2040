#include "kiosk/kiosk.h"

#include "base/file.h"
#include "base/log.h"
#include "base/utf8.h"
#include "cli/internal/command.h"
#include "cli/internal/exporting.h"
#include "draw/fonts.h"
#include "event/event.h"
#include "event/terms.h"
#include "handover/sticks.h"
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

/// The sticks, and the folders that a site names because its sticks are mounted in another way.
class Places {
public:
    [[nodiscard]] std::vector<kiosk::Volume> list() const {
        std::vector<kiosk::Volume> out;
        for (handover::Volume const& volume : m_sticks.list(true))
            out.push_back({idOf(volume), volume.name, volume.mountPoint, volume.freeBytes, volume.trouble});
        char const* const named = std::getenv("HUIBIAO_VOLUMES");
        if (named == nullptr) return out;
        for (std::string const& folder : base::split(named, ':')) {
            std::error_code ignored;
            if (folder.empty() || !fs::is_directory(folder, ignored)) continue;
            out.push_back({folder, fs::path(folder).filename().string(), folder,
                           base::freeBytes(folder).value_or(0), std::nullopt});
        }
        return out;
    }

    /// The folder to write to; a stick that was taken off is mounted once more.
    [[nodiscard]] base::Result<fs::path> reach(kiosk::Volume const& volume) const {
        if (!volume.folder.empty()) return volume.folder;
        for (handover::Volume const& stick : m_sticks.list(false)) {
            if (idOf(stick) != volume.id) continue;
            auto const mounted = m_sticks.mount(stick);
            if (!mounted) return base::pass(mounted);
            return mounted->mountPoint;
        }
        return base::fail(base::Kind::Missing,
                          {"U盘已经拔出，请插好再试", "the stick is gone; plug it in and try again"},
                          volume.name);
    }

    /// Why it was not taken off; nothing for a folder, and for a stick that may be pulled.
    [[nodiscard]] std::optional<base::Error> release(kiosk::Volume const& volume) const {
        for (handover::Volume const& stick : m_sticks.list(false)) {
            if (idOf(stick) != volume.id) continue;
            auto const released = m_sticks.release(stick);
            if (!released) return released.error();
        }
        return std::nullopt;
    }

private:
    [[nodiscard]] static std::string idOf(handover::Volume const& volume) {
        return volume.block.empty() ? volume.mountPoint.string() : volume.block;
    }
    handover::Sticks m_sticks = handover::Sticks::open();
};

/// What staff have the kiosk do with the answers of one event.
class Office {
public:
    Office(event::Event const& event, std::optional<store::Store>& store, base::Clock const& clock,
           base::Language language, Places const& places)
        : m_event(event), m_store(store), m_clock(clock), m_language(language), m_places(places) {}

    base::Result<kiosk::TaskDone> perform(kiosk::Task const& task, kiosk::Progress const& progress) {
        switch (task.kind) {
        case kiosk::Task::Kind::Export: return exportTo(task, progress);
        case kiosk::Task::Kind::Purge: return purge();
        case kiosk::Task::Kind::GiveBack: return giveBack();
        }
        return kiosk::TaskDone{};
    }

private:
    base::Result<kiosk::TaskDone> exportTo(kiosk::Task const& task, kiosk::Progress const& progress) {
        auto const folder = m_places.reach(task.volume);
        if (!folder) return base::pass(folder);
        handover::ExportOptions options = exportOptions(m_event, m_language);
        options.all = task.all;
        options.texts = textsOf(m_event);
        // Writing is the longer half; the checks read back what the device has.
        options.progress = [&progress](handover::Step step, std::size_t done, std::size_t total) {
            double const part = total == 0 ? 1 : static_cast<double>(done) / static_cast<double>(total);
            return progress(step == handover::Step::Write ? part * 0.7 : 0.7 + part * 0.3);
        };
        auto const report = handover::exportResponses(*m_store, occasionOf(m_event), formsOf(m_event),
                                                      *folder, m_clock, options);
        if (!report) return base::pass(report);
        kiosk::TaskDone done{.count = report->submissions + report->partial,
                             .sealed = report->sealed,
                             .folder = report->folder};
        if (report->folder.empty()) return done; // nothing was written that would have to be safe
        std::error_code ignored;
        for (auto const& entry : fs::directory_iterator(report->folder, ignored))
            done.files.push_back(entry.path());
        done.stillIn = m_places.release(task.volume);
        return done;
    }

    base::Result<kiosk::TaskDone> purge() {
        auto const purged = m_store->purge();
        if (!purged) return base::pass(purged);
        return kiosk::TaskDone{.count = purged->count};
    }

    base::Result<kiosk::TaskDone> giveBack() {
        m_store.reset();
        auto remains = store::eraseStore(m_event.dataFolder, m_clock);
        if (!remains) {
            auto again = store::Store::open(m_event.dataFolder, m_clock);
            if (!again) return base::pass(again);
            m_store.emplace(std::move(*again));
            return base::pass(remains);
        }
        base::Findings const more = event::erase(m_event);
        remains->insert(remains->end(), more.begin(), more.end());
        return kiosk::TaskDone{.remains = std::move(*remains)};
    }

    event::Event const& m_event;
    std::optional<store::Store>& m_store;
    base::Clock const& m_clock;
    base::Language m_language;
    Places const& m_places;
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
    Places const places;
    services.volumes = [&] { return places.list(); };
    Office office(*event, store, clock, call.console.language, places);
    services.perform = [&](kiosk::Task const& task, kiosk::Progress const& progress) {
        return office.perform(task, progress);
    };
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
