#include "kiosk/look.h"
#include "kiosk/questions.h"
#include "kiosk/words.h"

#include <algorithm>

namespace huibiao::kiosk {

double showDrawing(Stage& stage, Survey const& survey, form::Question const& question,
                   QuestionPlace const& place, double room) {
    bool const signature = question.has("signature");
    double const under = 12 + look::Control;
    double const tall =
        signature ? std::clamp(room - under, 180.0, 280.0) : std::clamp(room - under, 240.0, 520.0);
    draw::Rect const rect{place.x, place.y, place.width, tall};
    bool const wrong = survey.fault(question.ref) != nullptr;
    Drawing const* const drawing = survey.drawing(question.ref);
    stage.box(rect, look::Surface, look::Radius, wrong ? 3 : 2, wrong ? look::Danger : look::Edge);
    if (signature) stage.box({rect.x + 24, rect.y + tall * 0.76, rect.width - 48, 2}, look::Edge);
    std::string const& invitation = stage.in(signature ? say::SignHere : say::DrawHere);
    if (drawing == nullptr)
        stage.putMiddle(stage.set(invitation, {look::Body, look::Muted}, rect.width - 48),
                        {rect.x, rect.y, rect.width, tall * (signature ? 0.76 : 1)});
    Item& pad = stage.pad("draw:" + question.ref, question.label.empty() ? invitation : question.label, rect,
                          Drawing::Pen, drawing ? drawing->lines() : std::vector<std::vector<draw::Point>>{});
    pad.ref = question.ref;
    pad.value = drawing ? stage.in(signature ? say::Signed : say::HasDrawn) : std::string();
    std::string const& again = stage.in(signature ? say::SignAgain : say::DrawAgain);
    double const wide = stage.buttonWidth(again, true);
    draw::Rect const button{rect.right() - wide, rect.bottom() + 12, wide, look::Control};
    if (drawing != nullptr)
        stage.button("redraw:" + question.ref, again, button, {Verb::ClearDrawing, question.ref, {}},
                     ButtonKind::Secondary, Sign::Refresh);
    else
        stage.deadButton("redraw:" + question.ref, again, button, std::nullopt);
    return tall + under;
}

} // namespace huibiao::kiosk
