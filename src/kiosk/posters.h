#pragma once

#include "base/result.h"
#include "draw/canvas.h"
#include "draw/fonts.h"
#include "draw/surface.h"
#include "event/event.h"
#include "layout/layout.h"

#include <cstddef>
#include <filesystem>
#include <optional>
#include <vector>

namespace huibiao::kiosk {

namespace fs = std::filesystem;

/// The pages of the attract loop, drawn from the layout that suits the screen's shape.
class Posters {
public:
    /// `fonts` and `event` must outlive it. The errors of layout::Layout::load.
    [[nodiscard]] static base::Result<Posters> open(draw::Fonts const& fonts, event::Event const& event,
                                                    fs::path const& share, draw::Size const& screen);

    [[nodiscard]] std::size_t count() const { return m_pages.size(); }
    /// What page `index` shows where; draws it ahead of its painting where that was not done yet.
    [[nodiscard]] base::Result<std::vector<layout::Drawn>> drawn(std::size_t index);
    /// Page `index` over the whole screen, from what was drawn ahead where it was.
    void show(draw::Canvas& canvas, std::size_t index);
    /// Draws page `index` ahead of time, for the next show() of it.
    [[nodiscard]] base::Result<void> prepare(std::size_t index);
    [[nodiscard]] bool prepared(std::size_t index) const { return m_ready && m_ready->index == index; }

private:
    struct Ready {
        std::size_t index = 0;
        draw::Surface surface;
        std::vector<layout::Drawn> drawn;
    };
    Posters(draw::Fonts const& fonts, layout::Layout layout, draw::Size const& screen)
        : m_fonts(&fonts), m_layout(std::move(layout)), m_screen(screen) {}

    draw::Fonts const* m_fonts;
    layout::Layout m_layout;
    draw::Size m_screen;
    std::vector<layout::Contents> m_pages;
    std::optional<Ready> m_ready;
};

} // namespace huibiao::kiosk
