#pragma once

#include "kiosk/things.h"

#include <condition_variable>
#include <deque>
#include <mutex>
#include <optional>
#include <string>
#include <thread>
#include <utility>
#include <variant>
#include <vector>

namespace huibiao::kiosk {

/// Has the things of the kit drawn on a thread of its own, one after another, so that the screen goes on
/// answering. The thread begins with the first thing that is asked for.
class Gallery {
public:
    /// How soon. Of Screen and of Wall only the newest is drawn: who turns pages does not wait for those that
    /// were passed.
    enum class Urgency { Small, Screen, Wall };

    /// `source` must outlive it. `bell`: an eventfd, rung when there is news.
    Gallery(ThingSource const& source, int bell) : m_source(&source), m_bell(bell) {}
    Gallery(Gallery const&) = delete;
    Gallery& operator=(Gallery const&) = delete;
    ~Gallery(); ///< waits for the thing that is being drawn

    void list();
    void look(std::string const& id);
    /// Once: what is waiting or being drawn is not drawn twice.
    void draw(ShotKey const& key, Urgency urgency);

    struct News {
        std::optional<base::Result<Things>> list;
        std::vector<std::pair<std::string, base::Result<ThingLook>>> looks;
        std::vector<std::pair<ShotKey, Shot>> shots;
    };
    [[nodiscard]] News news();

private:
    struct List {};
    struct Look {
        std::string id;
    };
    struct Draw {
        ShotKey key;
        Urgency urgency;
    };
    using Wish = std::variant<List, Look, Draw>;

    void add(Wish wish);
    void run();
    void fulfil(Wish const& wish);

    ThingSource const* m_source;
    int m_bell;
    std::mutex m_mutex;
    std::condition_variable m_turned;
    bool m_end = false;
    std::deque<Wish> m_wishes;
    std::optional<ShotKey> m_drawing;
    News m_news;
    std::thread m_thread; ///< not joinable before the first wish
};

} // namespace huibiao::kiosk
