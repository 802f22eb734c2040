#include "kiosk/gallery.h"

#include "kiosk/bell.h"

#include <algorithm>

namespace huibiao::kiosk {

Gallery::~Gallery() {
    {
        std::lock_guard const lock(m_mutex);
        m_end = true;
    }
    m_turned.notify_one();
    if (m_thread.joinable()) m_thread.join();
}

void Gallery::list() {
    add(List{});
}

void Gallery::look(std::string const& id) {
    add(Look{id});
}

void Gallery::draw(ShotKey const& key, Urgency urgency) {
    add(Draw{key, urgency});
}

void Gallery::add(Wish wish) {
    {
        std::lock_guard const lock(m_mutex);
        bool ahead = false;
        if (auto const* const draw = std::get_if<Draw>(&wish)) {
            if (m_drawing == draw->key) return;
            auto const& done = m_news.shots; // and not fetched yet
            if (std::any_of(done.begin(), done.end(),
                            [&](auto const& one) { return one.first == draw->key; }))
                return;
            auto const drawing = [&](Wish const& other) -> Draw const* { return std::get_if<Draw>(&other); };
            if (std::any_of(m_wishes.begin(), m_wishes.end(), [&](Wish const& other) {
                    return drawing(other) && drawing(other)->key == draw->key;
                }))
                return;
            ahead = draw->urgency != Urgency::Small;
            if (ahead)
                std::erase_if(m_wishes, [&](Wish const& other) {
                    return drawing(other) && drawing(other)->urgency == draw->urgency;
                });
        }
        if (ahead)
            m_wishes.push_front(std::move(wish));
        else
            m_wishes.push_back(std::move(wish));
    }
    if (!m_thread.joinable()) m_thread = std::thread([this] { run(); });
    m_turned.notify_one();
}

Gallery::News Gallery::news() {
    std::lock_guard const lock(m_mutex);
    return std::exchange(m_news, {});
}

void Gallery::run() {
    std::unique_lock lock(m_mutex);
    while (!m_end) {
        if (m_wishes.empty()) {
            m_turned.wait(lock);
            continue;
        }
        Wish const wish = std::move(m_wishes.front());
        m_wishes.pop_front();
        if (auto const* const draw = std::get_if<Draw>(&wish)) m_drawing = draw->key;
        lock.unlock();
        fulfil(wish);
        lock.lock();
        m_drawing.reset();
    }
}

void Gallery::fulfil(Wish const& wish) {
    News news;
    if (std::holds_alternative<List>(wish)) {
        news.list = m_source->list();
    } else if (auto const* const look = std::get_if<Look>(&wish)) {
        news.looks.emplace_back(look->id, m_source->look(look->id));
    } else {
        ShotKey const& key = std::get<Draw>(wish).key;
        auto drawn = m_source->draw(key);
        news.shots.emplace_back(key, drawn ? Shot(std::make_shared<draw::Surface const>(std::move(*drawn)))
                                           : base::pass(drawn));
    }
    {
        std::lock_guard const lock(m_mutex);
        if (news.list) m_news.list = std::move(news.list);
        for (auto& one : news.looks) m_news.looks.push_back(std::move(one));
        for (auto& one : news.shots) m_news.shots.push_back(std::move(one));
    }
    ring(m_bell);
}

} // namespace huibiao::kiosk
