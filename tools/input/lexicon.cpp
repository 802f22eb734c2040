#include "lexicon.h"

#include <fmt/format.h>

#include <algorithm>
#include <fstream>
#include <sstream>
#include <stdexcept>

namespace {

std::ifstream opened(std::filesystem::path const& path) {
    std::ifstream file(path);
    if (!file) throw std::runtime_error(fmt::format("{}: cannot be read", path.string()));
    return file;
}

std::vector<std::string> columns(std::string const& line) {
    std::vector<std::string> parts;
    std::istringstream in(line);
    for (std::string part; std::getline(in, part, '\t');) parts.push_back(part);
    return parts;
}

} // namespace

std::vector<Entry> readRimeDictionary(std::filesystem::path const& path) {
    std::ifstream file = opened(path);
    std::vector<Entry> entries;
    std::string line;
    while (std::getline(file, line) && line != "...") {
    }
    while (std::getline(file, line)) {
        auto const parts = columns(line);
        if (parts.size() == 3) entries.push_back({parts[0], parts[1], std::stod(parts[2])});
    }
    if (entries.empty()) throw std::runtime_error(fmt::format("{}: no words in it", path.string()));
    return entries;
}

std::vector<Entry> readOwnList(std::filesystem::path const& path) {
    std::ifstream file = opened(path);
    std::vector<Entry> entries;
    double frequency = 10;
    for (std::string line; std::getline(file, line);) {
        if (line.empty() || line.front() == '#') continue;
        if (line.front() == '@') {
            frequency = std::stod(line.substr(1));
            continue;
        }
        std::istringstream words(line);
        for (std::string word; words >> word;) {
            std::string reading;
            if (std::size_t const slash = word.find('/'); slash != std::string::npos) {
                reading = word.substr(slash + 1);
                std::replace(reading.begin(), reading.end(), '\'', ' ');
                word.resize(slash);
            }
            entries.push_back({word, reading, frequency});
        }
    }
    return entries;
}
