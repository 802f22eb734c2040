#include "base/utf8.h"
#include "wording/banner.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace huibiao;
using wording::BannerInput;

namespace {

void refused(BannerInput const& input) {
    auto const banner = wording::banner(input);
    REQUIRE_FALSE(banner);
    CHECK(banner.error().kind == base::Kind::Invalid);
    CHECK_FALSE(banner.error().message.zh.empty());
    CHECK_FALSE(banner.error().message.en.empty());
}

std::string times(std::string const& text, std::size_t count) {
    std::string out;
    for (std::size_t i = 0; i < count; ++i) out += text;
    return out;
}

} // namespace

TEST_CASE("empty or nameless parts are refused") {
    for (char const* unit : {"", " ", "\u3000", "“”", "123", "——"}) {
        CAPTURE(unit);
        refused({unit, "", "浏阳市", "政务公开主题日", 2023});
    }
    for (char const* event : {"", "“”", " "}) refused({"高坪镇", "", "浏阳市", event, 2023});
}

TEST_CASE("a city that is no place name is refused") {
    for (char const* city : {"\"", "浏阳市2023", "“浏阳市”", "——"})
        refused({"高坪镇", "", city, "政务公开主题日", 2023});
}

TEST_CASE("over-long parts are refused, the longest right ones are not") {
    std::size_t const own = wording::longestUnit - 3; // after 浏阳市
    CHECK(wording::banner({times("局", own), "", "浏阳市", "政务公开主题日", 2023}));
    refused({times("局", own + 1), "", "浏阳市", "政务公开主题日", 2023});
    CHECK(wording::banner({"高坪镇", times("学", wording::longestTheme), "浏阳市", "政务公开主题日", 2023}));
    refused({"高坪镇", times("学", wording::longestTheme + 1), "浏阳市", "政务公开主题日", 2023});
    refused({"高坪镇", "", "浏阳市", times("学", wording::longestEvent + 1), 2023});
    refused({"高坪镇", "", times("州", 30) + "市", "政务公开主题日", 2023});
    refused({times("高", 1'000'000), "", "浏阳市", "政务公开主题日", 2023});
}

TEST_CASE("silly years are refused") {
    for (int year : {-1, 0, 23, 1999, 2007, 2101, 20230})
        refused({"高坪镇", "", "浏阳市", "政务公开主题日", year});
    CHECK(wording::banner({"高坪镇", "", "浏阳市", "政务公开主题日", 2008}));
    CHECK(wording::banner({"高坪镇", "", "浏阳市", "政务公开主题日", 2100}));
}

TEST_CASE("line breaks, control characters and malformed UTF-8 are refused in every part") {
    for (std::string const bad : {"高\n坪镇", "高坪镇\r", "高\t坪镇", "高\x1B[31m坪镇", "高\xE5\x9D",
                                  "\xFF镇", "高\u202E坪镇", "高\u2028坪镇", "高\u0085坪镇"}) {
        CAPTURE(bad);
        refused({bad, "", "浏阳市", "政务公开主题日", 2023});
        refused({"高坪镇", bad, "浏阳市", "政务公开主题日", 2023});
        refused({"高坪镇", "", bad, "政务公开主题日", 2023});
        refused({"高坪镇", "", "浏阳市", bad, 2023});
    }
    refused({std::string("高\0坪镇", 10), "", "浏阳市", "政务公开主题日", 2023});
}

TEST_CASE("whatever is thrown at it, a banner is one tidy line that names the event") {
    char const* const pieces[] = {"政务公开主题日",
                                  "活动",
                                  "“",
                                  "”",
                                  "\"",
                                  "'",
                                  "暨",
                                  " ",
                                  "2023年",
                                  "市",
                                  "浏阳",
                                  "高坪镇",
                                  "——",
                                  "（",
                                  "）",
                                  "第二期",
                                  "开展",
                                  "之",
                                  "和",
                                  "a",
                                  "9",
                                  "教育局",
                                  "」",
                                  "的",
                                  "《"};
    std::mt19937 random(7);
    std::uniform_int_distribution<std::size_t> pick(0, std::size(pieces) - 1);
    std::uniform_int_distribution<int> length(0, 12);
    for (int round = 0; round < 4000; ++round) {
        BannerInput input;
        for (int i = length(random); i > 0; --i) input.unit += pieces[pick(random)];
        for (int i = length(random); i > 0; --i) input.theme += pieces[pick(random)];
        input.city = round % 3 == 0 ? "" : round % 3 == 1 ? "浏阳市" : pieces[pick(random)];
        input.year = 2023;
        auto const banner = wording::banner(input);
        if (!banner) continue;
        CAPTURE(input.theme);
        CHECK(banner->line == banner->head + banner->event + banner->theme);
        CHECK(base::validUtf8(banner->line));
        CHECK(banner->theme.find("政务公开主题日") == std::string::npos);
        CHECK(banner->line.find('"') == std::string::npos);
    }
}
