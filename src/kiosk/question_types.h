#pragma once

#include "form/filling.h"
#include "kiosk/questions.h"
#include "kiosk/session.h"
#include "kiosk/stage.h"
#include "kiosk/survey.h"

#include <cstddef>
#include <optional>

namespace huibiao::kiosk {

// One for each kind of answer that is more than a list or a field. The height taken, in dp.

/// Columns of steps for a date, a time or both; what stands there is a suggestion until it is taken.
double showMoment(Stage& stage, Survey const& survey, form::Question const& question,
                  QuestionPlace const& place);
/// Choices that get their number as they are tapped.
double showRank(Stage& stage, Survey const& survey, form::Question const& question,
                QuestionPlace const& place);

/// A scale from left to right: faces for the five grades of satisfaction, points else.
[[nodiscard]] bool isLikert(form::Question const& question);
double showLikert(Stage& stage, form::Question const& question, QuestionPlace const& place);
/// Stars for the appearance rating, of a range or of a list.
[[nodiscard]] bool isRating(form::Question const& question);
double showStars(Stage& stage, form::Question const& question, QuestionPlace const& place);
/// A range: a track to be tapped, with a step back and a step on at its ends.
double showSlider(Stage& stage, form::Question const& question, QuestionPlace const& place, double room);
/// A scale so long that it should have the width of the screen.
[[nodiscard]] bool wantsWidth(form::Question const& question);

/// A collapsed list: the field that opens it.
[[nodiscard]] bool isCollapsed(form::Question const& question);
double showCollapsed(Stage& stage, form::Question const& question, QuestionPlace const& place);

/// How many questions from `first` on make a table with the choices as headings; 0 where they do not,
/// or where `width` is too narrow for it.
[[nodiscard]] std::size_t tableRows(form::Page const& page, std::size_t first, double width);
/// `reveal` becomes the place of the row that must be seen.
double showTable(Stage& stage, Session const& session, std::size_t first, std::size_t count,
                 QuestionPlace const& place, std::optional<draw::Rect>& reveal);

/// A long list, and the letters that narrow it.
void showSearch(Stage& stage, Session const& session);
/// What of a question fills the screen: the open list, the years of a date.
void showPanel(Stage& stage, Session const& session);

} // namespace huibiao::kiosk
