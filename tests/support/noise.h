#pragma once

#include "draw/surface.h"

#include <cstdint>
#include <random>

/// An opaque picture of many colours that nothing packs well.
inline huibiao::draw::Surface noise(int width, int height) {
    using Number = std::uniform_int_distribution<int>;
    auto surface = huibiao::draw::Surface::create(width, height);
    auto canvas = surface->canvas();
    canvas.clear(huibiao::draw::Colour::White);
    std::mt19937 random(7);
    int const many = width * height / 60;
    for (int i = 0; i < many; ++i) {
        double const x = Number(0, width)(random);
        double const y = Number(0, height)(random);
        auto const channel = [&] { return static_cast<std::uint8_t>(Number(0, 255)(random)); };
        std::uint8_t const red = channel();
        std::uint8_t const green = channel();
        canvas.fill({x, y, 11, 11}, huibiao::draw::Colour{red, green, channel(), 255});
    }
    return std::move(*surface);
}
