#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <unordered_map>
#include <vector>

/// The part of the open-gram language model (Debian: sunpinyin-data) that is used here.
struct OpenGram {
    struct Follower {
        std::uint32_t word;
        float probability; ///< behind the word it is listed under
    };
    struct Word {
        double probability = 0; ///< by itself
        double backOff = 1;     ///< what followers that are not listed are multiplied by
        std::vector<Follower> followers{};
    };
    std::vector<std::string> texts;                         ///< by number
    std::unordered_map<std::string, std::uint32_t> numbers; ///< by text
    std::unordered_map<std::uint32_t, Word> words;
};

/// Reads pydict_sc.bin (the words) and lm_sc.t3g (a threaded back-off model of three levels, of which
/// the first two are taken).
[[nodiscard]] OpenGram readOpenGram(std::filesystem::path const& folder);
