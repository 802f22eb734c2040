#pragma once

#include "form/filling.h"
#include "kiosk/questions.h"
#include "kiosk/stage.h"

namespace huibiao::kiosk {

/// The choices of a question, each a tile that is pressed as a whole. The height taken; `room`: the
/// height in which all of them would best be seen.
double showChoices(Stage& stage, form::Question const& question, QuestionPlace const& place, double room);
/// One tile to say that something has been read.
double showAcknowledge(Stage& stage, form::Question const& question, QuestionPlace const& place);

} // namespace huibiao::kiosk
