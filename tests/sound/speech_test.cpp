#include "sound/speech.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <thread>

using namespace huibiao;
using namespace std::chrono_literals;

TEST_CASE("without the program on the path there is no speech") {
    std::string const before = std::getenv("PATH");
    ::setenv("PATH", "/nowhere", 1);
    CHECK_FALSE(sound::Speech::find());
    ::setenv("PATH", before.c_str(), 1);
}

TEST_CASE("Chinese and English words become sound; a language without a voice is said to have none") {
    auto const speech = sound::Speech::find();
    if (!speech) {
        MESSAGE("skipped: espeak-ng is not installed");
        return;
    }
    std::atomic<bool> stop = false;
    for (auto const& [words, language] :
         {std::pair{"您对今天的服务满意吗？", "zh-CN"}, {"您好", "zh-HK"}, {"Are you satisfied?", "en"}}) {
        INFO(language);
        CHECK(speech->speaks(language));
        auto const samples = speech->say(words, language, stop);
        REQUIRE(samples);
        CHECK(samples->length() > 300ms);
        auto const loudest = std::max_element(samples->values.begin(), samples->values.end());
        CHECK(*loudest > 1000);
    }
    CHECK_FALSE(speech->speaks("xx"));
    CHECK_FALSE(speech->speaks(""));
    CHECK(speech->say("?", "xx", stop).error().kind == base::Kind::Missing);
}

TEST_CASE("speech that is stopped ends, and its process with it") {
    auto const speech = sound::Speech::find();
    if (!speech) {
        MESSAGE("skipped: espeak-ng is not installed");
        return;
    }
    std::string words;
    for (int i = 0; i < 300; ++i) words += "请根据您今天办事的感受回答，没有对错。";
    std::atomic<bool> stop = false;
    std::thread stopper([&] {
        std::this_thread::sleep_for(30ms);
        stop = true;
    });
    auto const samples = speech->say(words, "zh", stop);
    stopper.join();
    // So fast a machine that it was done before is no fault.
    if (!samples) CHECK(samples.error().kind == base::Kind::Cancelled);
}
