#include "base/utf8.h"
#include "input.h"

#include <random>

TEST_CASE("words by full pinyin") {
    Typing const typing;
    for (auto const& [keys, word] :
         std::vector<std::pair<std::string, std::string>>{{"laoren", "老人"},
                                                          {"zhengfu", "政府"},
                                                          {"zhengwugongkai", "政务公开"},
                                                          {"weishengyuan", "卫生院"},
                                                          {"xiexie", "谢谢"},
                                                          {"shequ", "社区"},
                                                          {"paichusuo", "派出所"},
                                                          {"xuexiao", "学校"},
                                                          {"wenti", "问题"},
                                                          {"jiejue", "解决"},
                                                          {"shouji", "手机"},
                                                          {"liuyangshi", "浏阳市"}})
        CHECK_MESSAGE(typing.first(keys) == word, keys);
    CHECK(typing.first("womendouhenmanyi") == "我们都很满意");
}

TEST_CASE("v is ü") {
    Typing const typing;
    CHECK(typing.first("nver") == "女儿");
    CHECK(typing.first("lvse") == "绿色");
    CHECK(holds(typing.lines("nvxv"), "女婿")); // and u behind x
    CHECK(holds(typing.lines("lvetu"), "略图"));
}

TEST_CASE("an apostrophe parts syllables") {
    Typing const typing;
    CHECK(typing.first("xi'an") == "西安");
    auto const joined = typing.lines("xian", {}, 20);
    CHECK(holds(joined, "先"));
    CHECK(holds(joined, "西安"));
    CHECK_FALSE(holds(typing.lines("xi'an", {}, 20), "先"));
    CHECK(typing.first("lao'ren'") == "老人");
}

TEST_CASE("initials") {
    Typing const typing;
    CHECK(holds(typing.lines("zgr"), "中国人"));
    CHECK(holds(typing.lines("zhg"), "中国"));
    CHECK(holds(typing.lines("laor"), "老人")); // the last one half typed
}

TEST_CASE("the accent") {
    Typing const typing;
    for (auto const& [keys, word] : std::vector<std::pair<std::string, std::string>>{{"zenfu", "政府"},
                                                                                     {"naosi", "老师"},
                                                                                     {"sezang", "社长"},
                                                                                     {"fuzu", "互助"},
                                                                                     {"yinxian", "影响"},
                                                                                     {"luren", "女人"}})
        CHECK_MESSAGE(!holds(typing.lines(keys), word), keys);
    for (auto const& [keys, word] : std::vector<std::pair<std::string, std::string>>{{"zenfu", "政府"},
                                                                                     {"naosi", "老师"},
                                                                                     {"sezang", "社长"},
                                                                                     {"fuzu", "互助"},
                                                                                     {"yinxiang", "影响"},
                                                                                     {"luren", "女人"}})
        CHECK_MESSAGE(holds(typing.lines(keys, Fuzzy, 40), word), keys);
    // What is spelt as it should be is still first.
    for (char const* const keys : {"zhengfu", "laoshi", "yingxiang", "xuexiao", "huiyi"})
        CHECK(typing.first(keys, Fuzzy) == typing.first(keys));
}

TEST_CASE("nine keys") {
    Typing const typing;
    CHECK(typing.first("526736", Nine) == "老人");
    CHECK(typing.first("936736", Nine).empty() == false);
    CHECK(holds(typing.lines("9364384", Nine), "问题") == false); // seven digits are another word
    CHECK(holds(typing.lines("93684", Nine), "问题"));
    CHECK(holds(typing.lines("93638", NineFuzzy, 40), "政府")); // zenfu
    auto session = typing.session(Nine);
    for (char const key : std::string_view("526736")) CHECK(session.type(key));
    CHECK(session.preedit() == "lao ren");
}

TEST_CASE("simplified characters only") {
    Typing const typing;
    for (char const* const keys : {"liu", "guo", "men", "hou", "lv"})
        for (std::string const& one : typing.lines(keys, {}, 40))
            for (char const* const traditional : {"劉", "國", "們", "後", "綠"}) CHECK(one != traditional);
}

TEST_CASE("keys that are none") {
    Typing const typing;
    auto letters = typing.session();
    for (char const key : std::string_view("A1 ;\n\x80\xFF-")) CHECK_FALSE(letters.type(key));
    CHECK_FALSE(letters.type('\0'));
    CHECK_FALSE(letters.type('\'')); // nothing to part yet
    CHECK(letters.keys().empty());
    CHECK(letters.lines(10).empty());
    auto nine = typing.session(Nine);
    for (char const key : std::string_view("a01'*#")) CHECK_FALSE(nine.type(key));
    for (char const key : std::string_view("qqqvvv")) CHECK(letters.type(key)); // keys, but no Chinese
    CHECK(letters.lines(10).empty());
}

TEST_CASE("a very long line is bounded and still read") {
    Typing const typing;
    std::string wanted;
    std::string keys;
    for (int i = 0; i < 14; ++i) {
        keys += "womendouhenmanyi";
        wanted += "我们都很满意";
    }
    CHECK(typing.first(keys) == wanted);
    for (input::Options const& options : {input::Options{}, Fuzzy, Nine, NineFuzzy}) {
        auto session = typing.session(options);
        char const key = options.keys == input::Keys::Nine ? '9' : 'z';
        for (std::size_t i = 0; i < input::MostKeys; ++i) REQUIRE(session.type(key));
        CHECK_FALSE(session.type(key));
        CHECK(session.keys().size() == input::MostKeys);
        CHECK(session.candidates(10).size() <= 10);
    }
}

TEST_CASE("any keys whatever") {
    Typing const typing({"浏阳市", "高坪镇"});
    std::mt19937 random(20230426); // the day of the notice
    std::vector<input::Session> sessions;
    for (input::Options const& options : {input::Options{}, Fuzzy, Nine, NineFuzzy})
        sessions.push_back(typing.session(options));
    auto const any = [&](std::size_t below) {
        return std::uniform_int_distribution<std::size_t>(0, below - 1)(random);
    };
    for (int step = 0; step < 3000; ++step) {
        std::size_t const which = any(sessions.size());
        input::Session& session = sessions[which];
        std::size_t const action = any(20);
        if (action == 0)
            session.clear();
        else if (action < 4)
            (void)session.erase();
        else if (action < 6) {
            auto const candidates = session.candidates(20);
            if (!candidates.empty()) (void)session.choose(candidates[any(candidates.size())]);
        } else if (session.keys().size() < 24) {
            constexpr std::string_view Letters = "abcdefghijklmnopqrstuvwxyz'aeiounghz";
            char const key = which < 2 ? Letters[any(Letters.size())] : static_cast<char>('2' + any(8));
            bool const begun = !session.keys().empty();
            CHECK(session.type(key) == (begun || key != '\''));
        }
        for (input::Candidate const& one : session.candidates(5)) {
            CHECK(huibiao::base::validUtf8(one.text));
            CHECK_FALSE(one.text.empty());
            CHECK(one.keys > 0);
            CHECK(one.keys <= session.keys().size());
        }
        CHECK(session.preedit().empty() == session.keys().empty());
    }
}
