#pragma once

#include "weights.h"

#include <filesystem>

/// huibiao.dict.yaml, from which rime_deployer makes its tables.
void writeDictionary(Weighted const& words, std::filesystem::path const& path);

/// readings.txt: each character, a tab, its readings with blanks between.
void writeReadings(Weighted const& words, std::filesystem::path const& path);

/// pairs.bin, as src/input/internal/pairs.h describes it.
void writePairs(Weighted const& words, OpenGram const& gram, std::filesystem::path const& path);
