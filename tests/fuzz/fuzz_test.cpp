#include "base/file.h"
#include "input.h"
#include "targets.h"

#include <doctest/doctest.h>

#include <filesystem>
#include <string>

using namespace huibiao;

namespace {

/// A few bytes changed, taken out or said twice.
std::string spoilt(std::string bytes, fuzz::Draw& draw) {
    for (std::size_t i = 1 + draw.below(4); i > 0 && !bytes.empty(); --i) {
        std::size_t const at = draw.below(bytes.size());
        std::size_t const length = 1 + draw.below(8);
        switch (draw.below(3)) {
        case 0: bytes[at] = static_cast<char>(draw.below(256)); break;
        case 1: bytes.erase(at, length); break;
        default: bytes.insert(at, std::string(bytes, at, length)); break;
        }
    }
    return bytes;
}

} // namespace

TEST_CASE("every seed, as it is and spoilt") {
    std::size_t seeds = 0;
    for (auto const& target : fuzz::targets()) {
        auto const folder =
            std::filesystem::path(HUIBIAO_SOURCE_DIR) / "tests/fuzz/corpus" / std::string(target.name);
        for (auto const& entry : std::filesystem::directory_iterator(folder)) {
            auto const bytes = base::readFile(entry.path(), 1U << 20U);
            REQUIRE(bytes);
            target.run(*bytes);
            fuzz::Draw draw(*bytes);
            for (int i = 0; i < 40; ++i) target.run(spoilt(*bytes, draw));
            ++seeds;
        }
    }
    CHECK(seeds > 30);
}
