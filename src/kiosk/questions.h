#pragma once

#include "form/filling.h"
#include "kiosk/keyboard.h"
#include "kiosk/stage.h"
#include "kiosk/survey.h"

namespace huibiao::kiosk {

/// One question on the stage. Lengths in dp.
struct QuestionPlace {
    double x = 0;
    double y = 0;
    double width = 0;
};

/// Heading, hint and whether it must be answered. The height taken.
double showQuestionHead(Stage& stage, form::Question const& question, QuestionPlace const& place, bool alone);
/// What takes the answer, and the message about it. The height taken. `room`: the height in which
/// all of it would best be seen.
double showAnswer(Stage& stage, Survey const& survey, form::Question const& question,
                  QuestionPlace const& place, double room);
/// A pad to sign or draw on. The height taken.
double showDrawing(Stage& stage, Survey const& survey, form::Question const& question,
                   QuestionPlace const& place, double room);
/// The message about a question's answer, where there is one. The height taken.
double showFault(Stage& stage, Survey const& survey, form::Question const& question,
                 QuestionPlace const& place);
/// A question of a repeat: is there another one?
double showRepeat(Stage& stage, form::Page const& page, QuestionPlace const& place);

void showKeys(Stage& stage, KeyBoard const& board, draw::Rect const& within, double keyHeight);
[[nodiscard]] double keysHeight(KeyBoard const& board, double keyHeight);

} // namespace huibiao::kiosk
