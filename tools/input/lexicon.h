#pragma once

#include <filesystem>
#include <map>
#include <string>
#include <utility>
#include <vector>

/// One word with one reading.
struct Entry {
    std::string word;
    std::string reading;  ///< syllables with blanks between, v for ü
    double frequency = 0; ///< by its own list's measure
};

/// A rime dictionary: the lines behind "..." as word, reading, frequency.
[[nodiscard]] std::vector<Entry> readRimeDictionary(std::filesystem::path const& path);

/// Our own lists (assets/input/*.txt): words with blanks between, `word/du'yin` where the reading is not
/// plain, else the reading is empty; a line "@ N" says how often those behind it stand in a million words.
/// # begins a comment.
[[nodiscard]] std::vector<Entry> readOwnList(std::filesystem::path const& path);
