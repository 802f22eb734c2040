#pragma once

#include "kiosk/session.h"
#include "kiosk/stage.h"
#include "layout/layout.h"

#include <vector>

namespace huibiao::kiosk {

/// One for each screen: puts it on the stage. `drawn`: what the layout of the attract page shows.
void showAttract(Stage& stage, Session const& session, std::vector<layout::Drawn> const& drawn);
void showStart(Stage& stage, Session const& session);
void showSurvey(Stage& stage, Session const& session);
void showConsent(Stage& stage, Session const& session);
void showReview(Stage& stage, Session const& session);
void showThanks(Stage& stage, Session const& session);
void showMessage(Stage& stage, Session const& session);
void showPin(Stage& stage, Session const& session);
/// Each of the pages behind the PIN, and the first of them.
void showStaff(Stage& stage, Session const& session);
void showStaffHome(Stage& stage, Session const& session);
void showPassphrase(Stage& stage, Session const& session);
void showSummary(Stage& stage, Session const& session);
void showBundles(Stage& stage, Session const& session);
void showUpload(Stage& stage, Session const& session);
void showThings(Stage& stage, Session const& session);
void showThing(Stage& stage, Session const& session);
/// A thing alone on the whole screen.
void showShow(Stage& stage, Session const& session);
void showAssist(Stage& stage, Session const& session);
/// Above the screen, where a dialog is open.
void showDialog(Stage& stage, Session const& session);

/// What every page between start and thanks has above it. The rectangle left below.
draw::Rect showHeader(Stage& stage, Session const& session);
/// The upper edge of it: 0, or less where controls lie low and what is read stands above them.
[[nodiscard]] double headerTop(Stage const& stage);
/// Below it: the way back and the way on, and between them the scroll buttons where `scrolls`.
struct Footer {
    std::string back;
    std::string on;
    Act onAct;
    Act backAct{Verb::Back, {}, {}};
};
/// The rectangle that the footer takes; call showFooter once the page is known to scroll or not.
[[nodiscard]] draw::Rect footerRect(Stage const& stage);
void showFooter(Stage& stage, Footer const& footer, std::optional<Scrolling> const& scrolling);
/// Up and down, side by side; each dead where there is nothing more.
void showScrollButtons(Stage& stage, draw::Rect const& rect, Scrolling const& scrolling);
/// The corner that staff hold, and the ring that answers them.
void showCorner(Stage& stage, Session const& session);
/// The button between 大字版 and 标准版, on every page of a visit.
void showSize(Stage& stage, draw::Rect const& rect, ButtonKind kind);
/// That and the one that opens the sheet of the other ways to see and reach, in a row within `within`.
void showComfort(Stage& stage, draw::Rect const& within, ButtonKind kind);
/// A tile that is ticked or not; its act is the caller's.
Item& showTick(Stage& stage, std::string id, std::string const& words, draw::Rect const& at, Role role,
               bool on);
/// A choice of language, one radio each, in a row (or several) within `rect`; the height taken.
double showLanguages(Stage& stage, Survey const& survey, draw::Rect const& rect, bool column);
[[nodiscard]] double languagesHeight(Stage const& stage, Survey const& survey, double width, bool column);

/// A whole session as a scene.
[[nodiscard]] Scene makeScene(Session const& session, TextCache& texts, int width, int height,
                              std::string_view pressed, std::vector<layout::Drawn> const& drawn);

} // namespace huibiao::kiosk
