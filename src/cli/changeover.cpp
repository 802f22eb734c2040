#include "cli/internal/changeover.h"

#include "handover/bundles.h"
#include "handover/succession.h"

#include <utility>

namespace huibiao::cli {

namespace fs = std::filesystem;
using kiosk::Task;

Changeover::Changeover(event::Event const& event, std::optional<store::Store>& store,
                       base::Clock const& clock, fs::path share, StickPlaces const& places, Courier& courier)
    : m_event(event), m_store(store), m_clock(clock), m_share(std::move(share)), m_places(places),
      m_courier(courier) {}

bool Changeover::does(Task::Kind kind) {
    return kind == Task::Kind::Look || kind == Task::Kind::Load || kind == Task::Kind::GoBack;
}

base::Result<kiosk::TaskDone> Changeover::perform(Task const& task, kiosk::Progress const& progress) {
    return task.kind == Task::Kind::Look ? look(progress) : change(task, progress);
}

base::Result<kiosk::TaskDone> Changeover::look(kiosk::Progress const& progress) {
    kiosk::TaskDone done;
    std::vector<kiosk::Volume> const volumes = m_places.list();
    for (std::size_t i = 0; i < volumes.size(); ++i) {
        kiosk::Volume const& volume = volumes[i];
        if (volume.folder.empty()) continue; // one that cannot be written to may be read
        auto search = handover::findBundles(volume.folder, m_share, [&](double share) {
            return progress((static_cast<double>(i) + share) / static_cast<double>(volumes.size()));
        });
        if (!search) return base::pass(search);
        done.cut = done.cut || search->cut;
        for (handover::FoundBundle& found : search->found)
            done.bundles.push_back({volume, std::move(found.folder), std::move(found.banner),
                                    found.questionnaires, found.ownPin, std::move(found.faults)});
    }
    done.folder = handover::answersAfter(m_event);
    if (auto former = handover::previousEvent(m_event.folder, m_share, m_clock))
        done.former = kiosk::FormerEvent{std::move(former->folder), std::move(former->banner),
                                         former->answers, former->fresh, std::move(former->trouble)};
    return done;
}

base::Result<kiosk::TaskDone> Changeover::change(Task const& task, kiosk::Progress const& progress) {
    auto const letGo = [this] {
        m_courier.stop();
        m_store.reset();
    };
    handover::Change const how{.share = m_share, .clock = &m_clock, .letGo = letGo, .go = progress};
    base::Result<std::string> changed;
    if (task.kind == Task::Kind::Load) {
        auto const stick = m_places.reach(task.volume);
        if (!stick) return base::pass(stick);
        // A stick that was taken off meanwhile may be elsewhere now.
        fs::path const inside = task.bundle.folder.lexically_relative(task.bundle.volume.folder);
        fs::path const source = inside == "." ? *stick : *stick / inside;
        changed = handover::load(m_event, source, task.bundle.banner, how);
    } else {
        changed = handover::goBack(m_event.folder, how);
    }
    if (changed) return kiosk::TaskDone{};
    if (!m_store) {
        auto again = store::Store::open(m_event.dataFolder, m_clock);
        if (!again) return base::pass(again);
        m_store.emplace(std::move(*again));
        m_courier.begin();
    }
    return base::pass(changed);
}

} // namespace huibiao::cli
