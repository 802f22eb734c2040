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
/// Words that an event has in one language only, whatever the survey speaks: Chinese where they hold any.
[[nodiscard]] std::vector<Utterance> utterances(std::string_view words);

} // namespace huibiao::kiosk
