#pragma once

#include "form/filling.h"
#include "kiosk/questions.h"
#include "kiosk/stage.h"

#include <cstddef>
#include <vector>

namespace huibiao::kiosk {

/// The choices of a question, each a tile that is pressed as a whole. The height taken; `room`: the
/// height in which all of them would best be seen.
double showChoices(Stage& stage, form::Question const& question, QuestionPlace const& place, double room);
/// Some of them, by their indices: of a list of any length, as only those between `top` and `bottom` are
/// shown.
double showChoicesOf(Stage& stage, form::Question const& question, std::vector<std::size_t> const& which,
                     QuestionPlace const& place, double top, double bottom);
/// One tile to say that something has been read.
double showAcknowledge(Stage& stage, form::Question const& question, QuestionPlace const& place);

} // namespace huibiao::kiosk
