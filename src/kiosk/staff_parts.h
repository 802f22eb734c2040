#pragma once

#include "kiosk/session.h"
#include "kiosk/stage.h"

#include <string>

namespace huibiao::kiosk {

/// What the pages of the staff have in common. Lengths in dp; what is returned is the height taken.

/// Words in a frame, with a sign before them.
enum class Notice { Good, Caution, Bad };
double showNotice(Stage& stage, std::string const& id, Notice kind, std::string const& words, double x,
                  double y, double width);
/// The bar of the task that runs, and the button that stops it where it can be stopped.
double showRunning(Stage& stage, Desk const& desk, double x, double y, double width);
/// What came of the last task; nothing where there is none.
double showOutcome(Stage& stage, Desk const& desk, double x, double y, double width);

/// Title and LOGO above, and the rectangle left for the page.
draw::Rect showStaffHeader(Stage& stage, std::string const& title);
/// The way back at the left, what leaves the program at the right.
void showStaffFooter(Stage& stage, Desk const& desk, std::string const& back, Act const& backAct);

} // namespace huibiao::kiosk
