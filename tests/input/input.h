#pragma once

#include "input/input.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

namespace input = huibiao::input;

inline std::filesystem::path const InputData = std::filesystem::path(HUIBIAO_SHARE_DIR) / "input";

/// An engine, and what it makes of a line.
struct Typing {
    input::Engine engine;

    explicit Typing(std::vector<std::string> const& terms = {}) : engine(opened()) { engine.setTerms(terms); }

    [[nodiscard]] input::Session session(input::Options const& options = {}) const {
        auto session = engine.session(options);
        REQUIRE(session);
        return std::move(*session);
    }
    [[nodiscard]] std::vector<std::string> lines(std::string_view keys, input::Options const& options = {},
                                                 std::size_t most = 10) const {
        auto session = this->session(options);
        for (char const key : keys) REQUIRE(session.type(key));
        return session.lines(most);
    }
    [[nodiscard]] std::string first(std::string_view keys, input::Options const& options = {}) const {
        auto const all = lines(keys, options, 1);
        return all.empty() ? std::string() : all.front();
    }

private:
    static input::Engine opened() {
        auto engine = input::Engine::open(InputData);
        REQUIRE(engine);
        return std::move(*engine);
    }
};

inline bool holds(std::vector<std::string> const& all, std::string const& one) {
    return std::find(all.begin(), all.end(), one) != all.end();
}

inline constexpr input::Options Fuzzy{input::Keys::Letters, true};
inline constexpr input::Options Nine{input::Keys::Nine, false};
inline constexpr input::Options NineFuzzy{input::Keys::Nine, true};
