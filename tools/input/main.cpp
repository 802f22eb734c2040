// Makes what Chinese input runs on, when the program is built:
//   input_data RIME_DATA OPEN_GRAM OUT LIST…
// RIME_DATA holds pinyin_simp.dict.yaml, OPEN_GRAM pydict_sc.bin and lm_sc.t3g, LIST are our own words.
// Into OUT: huibiao.dict.yaml (for rime_deployer), pairs.bin and readings.txt (for the module input).

#include "simplified.h"
#include "write.h"

#include <fmt/format.h>

#include <cstdio>
#include <exception>
#include <span>

int main(int count, char** words) {
    std::span<char*> const given(words, static_cast<std::size_t>(count));
    if (given.size() < 4) {
        fmt::print(stderr, "input_data RIME_DATA OPEN_GRAM OUT LIST…\n");
        return 2;
    }
    try {
        std::vector<Entry> own;
        for (char const* const list : given.subspan(4))
            for (Entry const& entry : readOwnList(list)) own.push_back(entry);
        OpenGram const gram = readOpenGram(given[2]);
        auto const dictionary = readRimeDictionary(std::filesystem::path(given[1]) / "pinyin_simp.dict.yaml");
        Weighted weighted = weigh(dictionary, gram, own);
        dropTraditional(weighted);
        std::filesystem::path const out(given[3]);
        writeDictionary(weighted, out / "huibiao.dict.yaml");
        writeReadings(weighted, out / "readings.txt");
        writePairs(weighted, gram, out / "pairs.bin");
        return 0;
    } catch (std::exception const& error) {
        fmt::print(stderr, "input_data: {}\n", error.what());
        return 1;
    }
}
