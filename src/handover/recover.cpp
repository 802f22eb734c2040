#include "base/file.h"
#include "handover/internal/places.h"
#include "handover/succession.h"

#include <unistd.h>

#include <cerrno>

namespace huibiao::handover {

namespace fs = std::filesystem;
using base::Findings;
using internal::marked;
using internal::Places;
using internal::there;

namespace {

/// One start's putting in order.
class Order {
public:
    Order(Places places, Renames const& names) : m_at(std::move(places)), m_names(names) {}

    Findings restore() {
        if (!there(m_at.event)) findEvent();
        if (!there(m_at.event)) return m_said; // nothing of ours: whoever opens it says so
        if (marked(m_at.event))
            finish();
        else
            undo();
        return m_said;
    }

private:
    void say(base::Words words, fs::path const& where) {
        m_said.push_back({true, {base::Kind::Exists, std::move(words), where.string()}});
    }
    bool move(fs::path const& from, fs::path const& to) {
        int const code = m_names.rename(from, to);
        if (code != 0)
            m_said.push_back({true, base::systemError(code, to)});
        else if (auto const synced = base::syncFolder(to.parent_path()); !synced)
            m_said.push_back({true, synced.error()});
        return code == 0;
    }
    void remove(fs::path const& folder) {
        std::error_code code;
        fs::remove_all(folder, code);
        if (code) m_said.push_back({true, base::systemError(code.value(), folder)});
    }

    /// Between two renames the event is under one of the other names.
    void findEvent() {
        base::Words const words{"换活动时断了电，已恢复到换之前的活动",
                                "the power went while events were changed; the one before is back"};
        // An event on its way out, to which a way back was being made.
        if (there(m_at.incoming) && !marked(m_at.incoming)) {
            if (move(m_at.incoming, m_at.event)) say(words, m_at.event);
        } else if (there(m_at.previous)) {
            if (move(m_at.previous, m_at.event)) say(words, m_at.event);
        }
    }

    /// The new event is in its place; what is left are the names of the others.
    void finish() {
        if (there(m_at.incoming) && !marked(m_at.incoming)) {
            if (there(m_at.previous) && !there(m_at.discard) && !move(m_at.previous, m_at.discard)) return;
            if (!move(m_at.incoming, m_at.previous)) return;
            say({"换活动时断了电，已经换好",
                 "the power went while events were changed; the change is finished"},
                m_at.event);
        }
        if (::unlink(internal::markerIn(m_at.event).c_str()) != 0 && errno != ENOENT) {
            m_said.push_back({true, base::systemError(errno, m_at.event)});
            return;
        }
        static_cast<void>(base::syncFolder(m_at.event));
        if (there(m_at.discard)) internal::discard(m_at.discard, m_at.event, m_said);
    }

    /// The event is the one that ran before.
    void undo() {
        if (there(m_at.incoming)) {
            if (marked(m_at.incoming)) {
                remove(m_at.incoming);
                say({"上次载入活动没有做完，已清除", "an unfinished loading of an event was cleared away"},
                    m_at.incoming);
            } else if (!there(m_at.previous)) {
                static_cast<void>(move(m_at.incoming, m_at.previous)); // the last step of going back
            } else {
                say({"这里还有一个活动，没有动，请交给技术人员",
                     "here is one more event, which was left; give it to an engineer"},
                    m_at.incoming);
            }
        }
        if (!there(m_at.discard)) return;
        if (there(m_at.previous))
            internal::discard(m_at.discard, m_at.event, m_said); // the erasing had begun
        else
            static_cast<void>(move(m_at.discard, m_at.previous)); // it had not
    }

    Places m_at;
    Renames const& m_names;
    Findings m_said;
};

} // namespace

Findings recover(fs::path const& folder, Renames const& names) {
    return Order(Places(folder), names).restore();
}

} // namespace huibiao::handover
