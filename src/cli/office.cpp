#include "cli/internal/office.h"

#include "cli/internal/exporting.h"
#include "cli/internal/pulling.h"
#include "cli/internal/uploading.h"
#include "handover/opening.h"
#include "handover/succession.h"
#include "handover/summary.h"
#include "upload/forms.h"
#include "upload/reason.h"

#include <algorithm>
#include <atomic>
#include <chrono>
#include <filesystem>
#include <set>
#include <stop_token>
#include <string>
#include <thread>
#include <utility>

namespace huibiao::cli {

namespace fs = std::filesystem;

namespace {
constexpr std::chrono::milliseconds StopLook{100};
}

std::string titleOf(event::Event const& event, std::string const& formId) {
    for (event::Questionnaire const& questionnaire : event.questionnaires)
        if (questionnaire.form.id() == formId) return questionnaire.title;
    return formId;
}

Office::Office(event::Event const& event, std::optional<store::Store>& store, base::Clock const& clock,
               base::Language language, fs::path share, StickPlaces const& places, draw::Fonts const& fonts,
               Courier& courier)
    : m_event(event), m_store(store), m_clock(clock), m_language(language), m_share(std::move(share)),
      m_places(places), m_fonts(fonts), m_courier(courier) {
    if (auto logo = draw::Picture::load(event.logoFile)) m_logo.emplace(std::move(*logo));
}

namespace {

/// Of all public keys that answers are sealed for.
std::set<std::string> fingerprintsOf(event::Event const& event) {
    std::set<std::string> out;
    if (event.keys.event) out.insert(event.keys.event->fingerprint());
    for (auto const& [form, key] : event.keys.forms) out.insert(key.fingerprint());
    return out;
}

} // namespace

kiosk::KeySearch Office::keys(std::vector<kiosk::Volume> const& sticks) const {
    std::vector<fs::path> folders{m_event.folder};
    for (kiosk::Volume const& stick : sticks)
        if (!stick.folder.empty()) folders.push_back(stick.folder);
    auto const found = handover::findPrivateKeys(folders, fingerprintsOf(m_event));
    auto const named = [&](std::vector<fs::path> const& files) {
        std::vector<kiosk::KeyFile> out;
        for (fs::path const& file : files) {
            out.push_back({file, {}});
            for (kiosk::Volume const& stick : sticks)
                if (!stick.folder.empty() &&
                    std::mismatch(stick.folder.begin(), stick.folder.end(), file.begin(), file.end()).first ==
                        stick.folder.end())
                    out.back().stick = stick.name;
        }
        return out;
    };
    return {named(found.usable), named(found.foreign)};
}

base::Result<kiosk::TaskDone> Office::perform(kiosk::Task const& task, kiosk::Progress const& progress) {
    std::optional<crypto::PrivateKey> key; // wiped when this returns
    if (task.passphrase) {
        auto opened =
            handover::openPrivateKey(task.keyFiles, task.passphrase->text(), fingerprintsOf(m_event));
        task.passphrase->clear();
        if (!opened) return base::pass(opened);
        if (!*opened) return kiosk::TaskDone{.wrongPassphrase = true};
        key = std::move(*opened);
    }
    switch (task.kind) {
    case kiosk::Task::Kind::Export: return exportTo(task, progress, key ? &*key : nullptr);
    case kiosk::Task::Kind::Purge: return purge();
    case kiosk::Task::Kind::GiveBack: return giveBack();
    case kiosk::Task::Kind::Retry: return retry(task.answer);
    case kiosk::Task::Kind::Pull: return pull(progress);
    case kiosk::Task::Kind::Kit: // of the KitRoom
    case kiosk::Task::Kind::Look:
    case kiosk::Task::Kind::Load:
    case kiosk::Task::Kind::GoBack: break; // of the Changeover
    case kiosk::Task::Kind::Summary: return summary(progress, key ? &*key : nullptr);
    }
    return kiosk::TaskDone{};
}

base::Result<kiosk::TaskDone> Office::exportTo(kiosk::Task const& task, kiosk::Progress const& progress,
                                               crypto::PrivateKey const* key) {
    auto const folder = m_places.reach(task.volume);
    if (!folder) return base::pass(folder);
    handover::ExportOptions options = exportOptions(m_event, m_language);
    options.all = task.all;
    options.refused = task.refused;
    options.reason = upload::reasonOf;
    options.key = key;
    draw::Fonts const fonts = m_fonts.forThread();
    options.look = {&fonts, m_logo ? &*m_logo : nullptr};
    options.texts = textsOf(m_event);
    // Writing is the longer half; the checks read back what the device has.
    options.progress = [&progress](handover::Step step, std::size_t done, std::size_t total) {
        double const part = total == 0 ? 1 : static_cast<double>(done) / static_cast<double>(total);
        return progress(step == handover::Step::Write ? part * 0.7 : 0.7 + part * 0.3);
    };
    auto const report =
        handover::exportResponses(*m_store, occasionOf(m_event), formsOf(m_event), *folder, m_clock, options);
    if (!report) return base::pass(report);
    kiosk::TaskDone done{.count = report->submissions + report->partial,
                         .sealed = report->sealed,
                         .folder = report->folder,
                         .opened = report->opened,
                         .shut = report->shut};
    if (report->folder.empty()) return done; // nothing was written that would have to be safe
    std::error_code ignored;
    for (auto const& entry : fs::directory_iterator(report->folder, ignored))
        done.files.push_back(entry.path());
    done.stillIn = m_places.release(task.volume);
    return done;
}

base::Result<kiosk::TaskDone> Office::summary(kiosk::Progress const& progress,
                                              crypto::PrivateKey const* key) {
    handover::SummaryOptions options;
    options.words = m_language;
    options.assisted = m_event.assist.has_value();
    options.key = key;
    options.progress = [&progress](std::size_t done, std::size_t total) {
        return progress(total == 0 ? 1 : static_cast<double>(done) / static_cast<double>(total));
    };
    auto counted = handover::summarise(*m_store, formsOf(m_event), options);
    if (!counted) return base::pass(counted);
    kiosk::TaskDone done{.count = counted->submissions, .sealed = counted->shut};
    done.summary = std::make_shared<figures::EventSummary const>(std::move(*counted));
    return done;
}

base::Result<kiosk::TaskDone> Office::purge() {
    m_courier.stop(); // what is erased is out of the log only once nobody else reads it
    auto const purged = m_store->purge();
    m_courier.begin();
    if (!purged) return base::pass(purged);
    return kiosk::TaskDone{.count = purged->count};
}

base::Result<kiosk::TaskDone> Office::retry(std::string const& instanceId) {
    auto const again = m_courier.retry(instanceId);
    if (!again) return base::pass(again);
    return kiosk::TaskDone{.count = *again};
}

base::Result<kiosk::TaskDone> Office::pull(kiosk::Progress const& progress) const {
    std::stop_source stop;
    std::atomic<double> share{0};
    // The network may keep us waiting for a minute; whoever presses “stop” does not.
    std::jthread const stopper([&](std::stop_token const& over) {
        while (!over.stop_requested() && progress(share)) std::this_thread::sleep_for(StopLook);
        stop.request_stop();
    });
    auto server = upload::FormServer::open(serverOf(m_event.upload), m_clock);
    if (!server) return base::pass(server);
    auto const listed = server->list(stop.get_token());
    if (!listed) return base::pass(listed);
    PullOptions options{.share = m_share, .stop = stop.get_token()};
    options.progress = [&](std::size_t done, std::size_t total) {
        share = total == 0 ? 1 : static_cast<double>(done) / static_cast<double>(total);
    };
    auto report = pullForms(m_event.folder, *server, *listed, options);
    if (!report) return base::pass(report);
    kiosk::TaskDone done;
    for (PulledForm& form : report->forms) {
        bool const taken = form.what == PulledForm::What::Updated || form.what == PulledForm::What::Added;
        done.count += taken ? 1 : 0;
        done.pulled.push_back(
            {.title = titleOf(m_event, form.id),
             .version = form.version,
             .what = taken                                      ? kiosk::PulledForm::What::Taken
                     : form.what == PulledForm::What::Unchanged ? kiosk::PulledForm::What::Unchanged
                     : form.what == PulledForm::What::Left      ? kiosk::PulledForm::What::Left
                                                                : kiosk::PulledForm::What::Refused,
             .notes = std::move(form.notes)});
    }
    return done;
}

base::Result<kiosk::TaskDone> Office::giveBack() {
    if (auto const may = handover::mayErasePrevious(m_event.folder, m_clock); !may) return base::pass(may);
    m_courier.stop();
    m_store.reset();
    auto remains = store::eraseStore(m_event.dataFolder, m_clock);
    if (!remains) {
        auto again = store::Store::open(m_event.dataFolder, m_clock);
        if (!again) return base::pass(again);
        m_store.emplace(std::move(*again));
        m_courier.begin();
        return base::pass(remains);
    }
    for (base::Findings const& more : {handover::erasePrevious(m_event.folder), event::erase(m_event)})
        remains->insert(remains->end(), more.begin(), more.end());
    return kiosk::TaskDone{.remains = std::move(*remains)};
}

} // namespace huibiao::cli
