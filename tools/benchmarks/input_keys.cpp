// input_keys DATA pinyin|t9 [--fuzzy]: types each line of stdin key by key and prints the milliseconds that
// every key took, with ten candidates and the line to be shown asked for behind it.

#include "input/input.h"

#include <chrono>
#include <iostream>
#include <span>
#include <string>
#include <string_view>

int main(int count, char** words) {
    using namespace huibiao;
    std::span<char*> const given(words, static_cast<std::size_t>(count));
    if (given.size() < 3) return 2;
    auto const engine = input::Engine::open(given[1]);
    if (!engine) {
        std::cerr << engine.error().text(base::Language::English) << '\n';
        return 1;
    }
    input::Options const options{
        std::string_view(given[2]) == "t9" ? input::Keys::Nine : input::Keys::Letters, given.size() > 3};
    auto session = engine->session(options);
    if (!session) return 1;
    for (std::string line; std::getline(std::cin, line); session->clear())
        for (char const key : line) {
            auto const begin = std::chrono::steady_clock::now();
            if (!session->type(key) || session->candidates(10).size() > 10 || session->preedit().empty())
                return 1;
            std::chrono::duration<double, std::milli> const took = std::chrono::steady_clock::now() - begin;
            std::cout << took.count() << '\n';
        }
    return 0;
}
