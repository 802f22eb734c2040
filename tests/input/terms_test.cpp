#include "input.h"
#include "input/internal/syllable.h"
#include "input/internal/terms.h"

#include <set>

TEST_CASE("an event's words come first") {
    Typing typing({"高坪镇", "高坪", "柞冲镇", "沩山乡", "达浒镇", "数惠全城", "2023年", "镇"});
    CHECK(typing.first("gaopingzhen") == "高坪镇");
    CHECK(typing.first("gaoping") == "高坪");
    CHECK(typing.first("gao'ping'zhen") == "高坪镇");
    CHECK(typing.first("zhachongzhen") == "柞冲镇"); // 柞 is zha here, zuo elsewhere
    CHECK(typing.first("weishanxiang") == "沩山乡");
    CHECK(typing.first("gpz") == "高坪镇");
    CHECK(typing.first("gaopz") == "高坪镇");
    CHECK(typing.first("gaopingzh") == "高坪镇");
    CHECK(holds(typing.lines("gp"), "高坪"));
    CHECK(typing.first("gp") != "高坪"); // two letters are little to go by
    CHECK(typing.first("42674649436", Nine) == "高坪镇");
    CHECK(typing.first("gaopinzen") != "高坪镇");
    CHECK(typing.first("gaopinzen", Fuzzy) == "高坪镇");
    CHECK(typing.first("426746936", NineFuzzy) == "高坪镇");
    CHECK(typing.first("wozhuzaigaopingzhende") == "我住在高坪镇的");
    CHECK(typing.first("zhen") != "镇"); // one character is no term

    CHECK(typing.first("shqc") == "数惠全城");

    typing.engine.setTerms({});
    CHECK(typing.first("shqc") != "数惠全城");
}

TEST_CASE("a term may be the beginning") {
    Typing const typing({"达浒镇"});
    auto session = typing.session();
    for (char const key : std::string_view("dahuzhenzhengfuq")) CHECK(session.type(key));
    auto const candidates = session.candidates(20);
    auto const found = std::find_if(candidates.begin(), candidates.end(),
                                    [](input::Candidate const& one) { return one.text == "达浒镇"; });
    REQUIRE(found != candidates.end());
    CHECK(found->keys == std::string_view("dahuzhen").size());
    CHECK(session.choose(*found).empty());
    CHECK(session.keys() == "zhengfuq");
    CHECK(session.preedit() == "达浒镇zheng fu q");
}

TEST_CASE("terms are spelt as librime's schemas are") {
    namespace internal = input::internal;
    Typing const typing;
    auto const readings = internal::readReadings(InputData / "readings.txt");
    REQUIRE(readings);
    std::set<std::string> syllables;
    for (auto const& [character, all] : *readings) syllables.insert(all.begin(), all.end());
    CHECK(syllables.size() > 380);
    // Any spelling of ours gives Chinese by itself there.
    for (input::Options const& options : {input::Options{}, Fuzzy, Nine, NineFuzzy}) {
        auto session = typing.session(options);
        for (std::string const& syllable : syllables) {
            if (syllable == "hm" || syllable == "m" || syllable == "n" || syllable == "ng") continue;
            for (std::string const& typed : internal::spellings(syllable, options)) {
                session.clear();
                for (char const key : typed) REQUIRE(session.type(key));
                auto const candidates = session.candidates(1);
                CHECK_MESSAGE(!candidates.empty(), typed);
            }
        }
    }
}
