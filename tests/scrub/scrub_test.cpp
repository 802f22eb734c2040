#include "scrub.h"

#include <doctest/doctest.h>
#include <string.h>

#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string>
#include <thread>
#include <vector>

namespace {

/// Words that stand nowhere but where they are put: made anew each time, never held here.
std::string words(char seed) {
    std::string made;
    for (int i = 0; i < 24; ++i) made += static_cast<char>('a' + (seed * 7 + i * i * 3 + i) % 26);
    return made;
}

/// How often they are found in all that the process may write to, this function's own left out.
std::size_t found(char seed) {
    std::size_t count = 0;
    // Compared letter by letter, so that no copy is made to be found.
    auto const at = [&](char const* place) {
        for (int i = 0; i < 24; ++i)
            if (place[i] != static_cast<char>('a' + (seed * 7 + i * i * 3 + i) % 26)) return false;
        return true;
    };
    std::FILE* const maps = std::fopen("/proc/self/maps", "r");
    REQUIRE(maps != nullptr);
    std::vector<std::pair<std::uintptr_t, std::uintptr_t>> spans;
    char line[512];
    while (std::fgets(line, sizeof line, maps) != nullptr) {
        unsigned long long from = 0;
        unsigned long long to = 0;
        char rights[5] = {};
        if (std::sscanf(line, "%llx-%llx %4s", &from, &to, rights) != 3) continue;
        if (rights[0] != 'r' || rights[1] != 'w' || ::strstr(line, "[stack]") != nullptr) continue;
        spans.emplace_back(from, to);
    }
    std::fclose(maps);
    std::FILE* const memory = std::fopen("/proc/self/mem", "rb");
    REQUIRE(memory != nullptr);
    for (auto const& [from, to] : spans)
        for (std::uintptr_t place = from; place < to; place += 4096) {
            char page[4096 + 32] = {};
            if (std::fseek(memory, static_cast<long>(place), SEEK_SET) != 0) continue;
            std::size_t const got = std::fread(page, 1, 4096, memory);
            for (std::size_t i = 0; i + 24 <= got; ++i)
                if (at(page + i)) ++count;
            ::explicit_bzero(page, sizeof page);
        }
    std::fclose(memory);
    return count;
}

} // namespace

TEST_CASE("what is freed is nowhere in the heap afterwards, whoever freed it and in whatever way") {
    huibiao::bindHeap();
    std::vector<std::string*> held;
    for (int i = 0; i < 200; ++i) held.push_back(new std::string(words('k') + std::string(i * 17, '.')));
    CHECK(found('k') >= 100);
    for (std::string* one : held) delete one;
    CHECK(found('k') == 0);

    // Grown step by step, as buffers are.
    char* buffer = static_cast<char*>(std::malloc(32));
    ::memcpy(buffer, words('r').data(), 24);
    std::vector<void*> between;
    for (std::size_t size = 64; size < 300'000; size *= 2) {
        between.push_back(std::malloc(size)); // in its way
        buffer = static_cast<char*>(std::realloc(buffer, size));
        REQUIRE(buffer != nullptr);
    }
    CHECK(found('r') >= 1);
    CHECK(std::string(buffer, 24) == words('r'));
    // And shrunk, with the words in what goes.
    ::explicit_bzero(buffer, 24);
    ::memcpy(buffer + 1000, words('r').data(), 24);
    buffer = static_cast<char*>(std::realloc(buffer, 100));
    CHECK(found('r') == 0);
    std::free(buffer);
    for (void* one : between) std::free(one);

    // By the C library itself, and by another thread.
    std::thread([] {
        char* const copy = ::strdup(words('s').c_str());
        std::free(copy);
    }).join();
    CHECK(found('s') == 0);

    // A large block is a map of its own.
    char* const large = static_cast<char*>(std::malloc(std::size_t{2} * huibiao::LargestKept));
    ::memcpy(large + 100'000, words('l').data(), 24);
    CHECK(found('l') >= 1);
    std::free(large);
    CHECK(found('l') == 0);
}
