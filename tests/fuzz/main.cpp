// A libFuzzer program with one target, named by the environment variable HUIBIAO_FUZZ.
#include "targets.h"

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <string>

namespace {

fuzz::Target const& chosen() {
    static fuzz::Target const& target = []() -> fuzz::Target const& {
        char const* const name = std::getenv("HUIBIAO_FUZZ");
        for (auto const& each : fuzz::targets())
            if (name != nullptr && each.name == name) return each;
        std::fprintf(stderr, "fuzz: HUIBIAO_FUZZ names no target\n");
        std::exit(2);
    }();
    return target;
}

/// The most memory that this program had, as the system counts it: what a parent sees of its child holds the
/// parent's own as well.
void sayPeak() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) std::fprintf(stderr, "%s\n", line.c_str());
}

} // namespace

extern "C" int LLVMFuzzerInitialize(int*, char***) {
    return std::atexit(sayPeak);
}

extern "C" int LLVMFuzzerTestOneInput(std::uint8_t const* data, std::size_t size) {
    chosen().run({reinterpret_cast<char const*>(data), size});
    return 0;
}
