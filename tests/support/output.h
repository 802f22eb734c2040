#pragma once

#include <doctest/doctest.h>

#include <array>
#include <cstddef>
#include <cstdio>
#include <string>

/// What a shell command writes to stdout. It must end well.
inline std::string output(std::string const& command) {
    std::string text;
    std::array<char, 4096> buffer{};
    FILE* pipe = ::popen(command.c_str(), "r");
    REQUIRE(pipe != nullptr);
    for (std::size_t n = 0; (n = std::fread(buffer.data(), 1, buffer.size(), pipe)) > 0;)
        text.append(buffer.data(), n);
    REQUIRE(::pclose(pipe) == 0);
    return text;
}
