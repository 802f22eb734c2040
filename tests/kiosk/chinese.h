#pragma once

#include "kiosk/entry.h"
#include "sample.h"

#include <algorithm>
#include <string>
#include <vector>

namespace sample {

inline input::Engine const& engine() {
    static input::Engine const opened = [] {
        auto made = input::Engine::open(HUIBIAO_SHARE_DIR "/input");
        REQUIRE(made.has_value());
        made->setTerms({"浏阳市", "高坪镇"});
        return std::move(*made);
    }();
    return opened;
}

inline ink::Recogniser const& recogniser() {
    static ink::Recogniser const opened = [] {
        auto made = ink::Recogniser::open(HUIBIAO_SOURCE_DIR "/assets/ink/han.model");
        REQUIRE(made.has_value());
        return *made;
    }();
    return opened;
}

/// Straight lines in a square of 100, at `x`.
inline ink::Strokes da(double x = 0) {
    return {{{x + 12, 36}, {x + 88, 32}},
            {{x + 50, 6}, {x + 47, 45}, {x + 12, 94}},
            {{x + 50, 40}, {x + 62, 70}, {x + 92, 94}}};
}
inline ink::Strokes zhong(double x = 0) {
    return {{{x + 18, 28}, {x + 22, 62}},
            {{x + 18, 28}, {x + 84, 24}, {x + 80, 60}},
            {{x + 22, 58}, {x + 80, 56}},
            {{x + 50, 4}, {x + 50, 98}}};
}

inline std::size_t find(kiosk::Entry const& entry, std::string const& text) {
    auto const all = entry.candidates();
    auto const found = std::find(all.begin(), all.end(), text);
    INFO("candidate ", text);
    REQUIRE(found != all.end());
    return static_cast<std::size_t>(found - all.begin());
}

/// A kiosk at the field for words, in Chinese.
struct Field : Kiosk {
    Field() {
        services.engine = &engine();
        services.recogniser = &recogniser();
        session.emplace(event, services, clock, base::Language::Chinese);
        begin();
        while (ref() != "/data/words") {
            if (ref() == "/data/grade") choose("/data/grade", "5");
            if (ref() == "/data/age") {
                press(kiosk::Verb::Key, {}, "6");
                press(kiosk::Verb::Key, {}, "8");
            }
            press(kiosk::Verb::Next);
        }
    }
    void keys(std::string const& all) {
        for (char const key : all) press(kiosk::Verb::Key, {}, std::string(1, key));
    }
    void draw(ink::Strokes const& strokes) {
        for (ink::Stroke const& stroke : strokes) {
            std::vector<draw::Point> points;
            for (ink::Point const& p : stroke) points.push_back({p.x, p.y});
            auto const began = clock.steady();
            clock.advance(100ms);
            session->stroke("pad", points, {500, 230}, began);
        }
    }
    void candidate(std::string const& text) {
        press(kiosk::Verb::Candidate, {}, std::to_string(find(session->entry(), text)));
    }
    [[nodiscard]] std::string shown() const {
        return session->survey()->shown(*session->survey()->focused());
    }
};

} // namespace sample
