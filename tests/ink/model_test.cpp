#include "base/file.h"
#include "drawn.h"
#include "folder.h"
#include "ink/internal/network.h"

#include <cstring>

using namespace huibiao;
using namespace drawn;

namespace {

std::string whole() {
    auto const file = base::readFile(model);
    REQUIRE(file.has_value());
    return *file;
}

std::uint32_t crc(std::string_view bytes) {
    std::uint32_t sum = 0xFFFFFFFFU;
    for (char const c : bytes) {
        sum ^= static_cast<unsigned char>(c);
        for (int bit = 0; bit < 8; ++bit) sum = (sum & 1U) != 0 ? (sum >> 1U) ^ 0xEDB88320U : sum >> 1U;
    }
    return ~sum;
}

void putNumber(std::string& file, std::size_t at, std::uint32_t value) {
    std::memcpy(file.data() + at, &value, sizeof value);
}

/// With size and checksum made right again, so that only what lies behind them can refuse it.
std::string sealed(std::string file) {
    std::string_view const body = std::string_view(file).substr(20);
    std::uint32_t const sum = crc(body);
    putNumber(file, 12, static_cast<std::uint32_t>(body.size()));
    putNumber(file, 16, sum);
    return file;
}

} // namespace

TEST_CASE("a model that is missing, cut off, changed or of another version is refused with words") {
    TestFolder folder;
    CHECK(ink::Recogniser::open(folder / "none.model").error().kind == base::Kind::Missing);
    std::string const good = whole();
    CHECK(ink::Network::read(good, "x").has_value());
    for (std::size_t const length : {std::size_t{0}, std::size_t{7}, std::size_t{19}, std::size_t{20},
                                     std::size_t{300}, good.size() / 2, good.size() - 1}) {
        auto const cut = ink::Network::read(std::string_view(good).substr(0, length), "短.model");
        REQUIRE_FALSE(cut.has_value());
        CHECK(cut.error().kind == base::Kind::Invalid);
        CHECK(cut.error().where == "短.model");
        CHECK_FALSE(cut.error().message.zh.empty());
    }
    CHECK_FALSE(ink::Network::read(good + "x", "x").has_value());
    std::string other = good;
    other[8] = 2;
    CHECK(ink::Network::read(other, "x").error().kind == base::Kind::Unsupported);
    for (std::size_t const at : {std::size_t{0}, std::size_t{12}, std::size_t{16}, std::size_t{25},
                                 std::size_t{5000}, good.size() - 2}) {
        std::string changed = good;
        changed[at] = static_cast<char>(changed[at] ^ 0x11);
        CHECK_FALSE(ink::Network::read(changed, "x").has_value());
    }
}

TEST_CASE("a model of absurd numbers under a right checksum is refused or gives finite scores") {
    std::string const good = whole();
    CHECK(ink::Network::read(sealed(good), "x").has_value());
    std::mt19937 random(3);
    ink::Features const drawing = ink::features(zhong);
    int refused = 0;
    for (int round = 0; round < 120; ++round) {
        std::string bad = good;
        // The numbers that say how large things are stand at the front; the rest is data.
        bool const front = round % 2 == 0;
        for (int n = 0; n < 3; ++n) {
            std::size_t const at = front ? 20 + random() % 40 : 20 + random() % (bad.size() - 24);
            putNumber(bad, at,
                      round % 3 == 0 ? 0x7F7FFFFFU >> (random() % 3) : static_cast<std::uint32_t>(random()));
        }
        if (round % 5 == 0) bad.resize(20 + random() % (bad.size() - 20));
        auto const network = ink::Network::read(sealed(bad), "x");
        if (!network) {
            ++refused;
            continue;
        }
        for (float const score : network->scores(drawing)) CHECK(std::isfinite(score));
    }
    CHECK(refused > 30);
}

TEST_CASE("features: nothing for no ink, and the same wherever it stands") {
    CHECK(ink::features({}) == ink::Features{});
    ink::Features const plain = ink::features(da);
    CHECK(plain != ink::Features{});
    // Powers of two, so that not even rounding differs.
    CHECK(ink::features(moved(da, 4, 0, 0)) == plain);
    Strokes backwards = da;
    std::reverse(backwards.begin(), backwards.end());
    ink::Features const other = ink::features(backwards);
    for (std::size_t i = 0; i < plain.size(); ++i)
        if (i % ink::Channels != ink::Directions) CHECK(std::abs(plain[i] - other[i]) <= 1);
}
