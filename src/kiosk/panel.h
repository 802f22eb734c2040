#pragma once

#include "form/filling.h"
#include "kiosk/session.h"
#include "kiosk/stage.h"

namespace huibiao::kiosk {

/// What takes the lower part of the screen while a text field has the focus: the ways to write, and
/// the keys or the pad of the one in use. Lengths in dp.
///
/// The height is the same for all ways to write, so that what one is about to press stays in its place.
[[nodiscard]] double panelHeight(Stage const& stage, Session const& session, form::Question const& question);
void showPanel(Stage& stage, Session const& session, form::Question const& question,
               draw::Rect const& within);

} // namespace huibiao::kiosk
