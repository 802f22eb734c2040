#pragma once

#include "kiosk/look.h"
#include "kiosk/session.h"
#include "kiosk/stage.h"

#include <string>

namespace huibiao::kiosk {

/// What the pages of the staff have in common. Lengths in dp; what is returned is the height taken.

/// Words in a frame, with a sign before them.
enum class Notice { Good, Caution, Bad };
double showNotice(Stage& stage, std::string const& id, Notice kind, std::string const& words, double x,
                  double y, double width);
/// A figure below what it counts.
void showCount(Stage& stage, std::string const& id, std::string const& words, std::string const& value,
               draw::Rect const& rect);
/// The bar of the task that runs, and the button that stops it where it can be stopped.
double showRunning(Stage& stage, Desk const& desk, double x, double y, double width);
/// What came of the last task; nothing where there is none.
double showOutcome(Stage& stage, Desk const& desk, double x, double y, double width);

/// Paragraphs of words one below the other, and where they end.
class Paragraphs {
public:
    Paragraphs(Stage& stage, double x, double y, double width)
        : m_stage(&stage), m_x(x), m_y(y), m_width(width) {}
    [[nodiscard]] double x() const { return m_x; }
    [[nodiscard]] double y() const { return m_y; }
    [[nodiscard]] double width() const { return m_width; }
    void add(double height) { m_y += height; }
    void say(std::string const& id, Role role, std::string const& words, Type const& type,
             draw::Colour ground, double below);

private:
    Stage* m_stage;
    double m_x, m_y, m_width;
};

/// Each stick by its name, with its room or why it cannot be used, and below it the button that does `verb`
/// with it; what staff are told where there is none.
struct StickButton {
    std::string id; ///< before the volume's
    std::string words;
    Verb verb;
};
void showSticks(Stage& stage, Desk const& desk, StickButton const& button, Paragraphs& lines);

inline constexpr double FramePad = 24;
/// A frame around what `fill` puts into it, which is tried first on an empty stage: the frame lies below it
/// and must know its height. The height taken.
template <class Fill>
double framed(Stage& stage, double x, double y, double width, Fill const& fill) {
    Stage trial = stage.trial();
    double const height =
        fill(trial, x + FramePad, y + FramePad - 4, width - 2 * FramePad) + 2 * FramePad - 8;
    stage.box({x, y, width, height}, look::Surface, look::Radius, 1, look::Line);
    fill(stage, x + FramePad, y + FramePad - 4, width - 2 * FramePad);
    return height;
}

/// Title and LOGO above, and the rectangle left for the page.
draw::Rect showStaffHeader(Stage& stage, std::string const& title);
/// The way back at the left, what leaves the program at the right.
void showStaffFooter(Stage& stage, Desk const& desk, std::string const& back, Act const& backAct);

} // namespace huibiao::kiosk
