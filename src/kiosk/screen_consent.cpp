#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/words.h"

#include <algorithm>

namespace huibiao::kiosk {

void showConsent(Stage& stage, Session const& session) {
    draw::Rect area = showHeader(stage, session);
    area.height = footerRect(stage).y - area.y;
    double const width = std::min(stage.width() - 2 * stage.margin(), 820.0);
    double const x = (stage.width() - width) / 2;
    stage.beginScroll(area);
    double y = area.y + (stage.large() ? 16 : 32);
    SetText const title =
        stage.set(stage.in(say::ConsentTitle),
                  {look::Heading, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.3}, width);
    y += stage.tell("title", Role::Heading, title, {x, y}, look::Paper).height + 12;
    SetText const text =
        stage.set(session.event().visits.consent,
                  {look::Lead - 2, look::Ink, draw::Weight::Regular, draw::Align::Left, 1.5}, width);
    y += stage.tell("consent", Role::Paragraph, text, {x, y}, look::Paper).height + 24;
    stage.endScroll(y - area.y, session.scroll, std::nullopt);
    showFooter(stage, {stage.in(say::Decline), stage.in(say::AgreeAndStart), {Verb::Start, {}, {}}},
               stage.scrolling());
    stage.name("consent", "consent");
}

} // namespace huibiao::kiosk
