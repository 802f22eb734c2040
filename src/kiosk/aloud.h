#pragma once

#include "kiosk/speaker.h"
#include "kiosk/survey.h"

#include <string>
#include <string_view>
#include <vector>

namespace huibiao::kiosk {

/// What is read out of the page or the panel that is open: headings, questions with their hints, the choices
/// in their order; of a long list the first ones, and how many more there are. Nothing that the person chose
/// or typed: others stand behind them.
[[nodiscard]] std::vector<Utterance> utterances(Survey const& survey);
/// Words of the program or the event, in the survey's language.
[[nodiscard]] std::vector<Utterance> utterances(Survey const& survey, std::string_view words);

} // namespace huibiao::kiosk
