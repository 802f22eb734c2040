#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/staff_parts.h"
#include "kiosk/words_staff.h"
#include "kiosk/words_upload.h"

#include <algorithm>

namespace huibiao::kiosk {

namespace {

constexpr double MostWide = 860; // lines that can still be read

/// A page of the staff with a few words and one button.
class Column {
public:
    Column(Stage& stage, std::string const& title)
        : m_stage(&stage), m_area(showStaffHeader(stage, title)),
          m_width(std::min(MostWide, stage.width() - 2 * stage.margin())), m_y(m_area.y + 32) {
        stage.beginScroll(m_area);
    }
    [[nodiscard]] double x() const { return (m_stage->width() - m_width) / 2; }
    [[nodiscard]] double y() const { return m_y; }
    [[nodiscard]] double width() const { return m_width; }
    void add(double height) { m_y += height; }

    void say(std::string const& id, std::string const& words, draw::Colour ink = look::Ink) {
        SetText const set = m_stage->set(words, {look::Body, ink}, m_width);
        m_y += m_stage->tell(id, Role::Paragraph, set, {x(), m_y}, look::Paper).height + 16;
    }
    void notice(std::string const& id, Notice kind, std::string const& words) {
        m_y += showNotice(*m_stage, id, kind, words, x(), m_y, m_width) + 16;
    }
    void button(std::string const& id, std::string const& words, Act const& act, ButtonKind kind) {
        double const wide = std::min(m_width, std::max(280.0, m_stage->buttonWidth(words, false) + 24));
        m_stage->button(id, words, {x(), m_y + 8, wide, 80}, act, kind);
        m_y += 8 + 80 + 24;
    }
    void end(double scroll) { m_stage->endScroll(m_y - m_area.y, scroll, std::nullopt); }

private:
    Stage* m_stage;
    draw::Rect m_area;
    double m_width;
    double m_y;
};

void showErase(Stage& stage, Session const& session) {
    Desk const& desk = session.desk();
    Column page(stage, stage.in(say::EraseTitle));
    page.say("text", stage.in(desk.sends() ? say::EraseMoreSent : say::EraseMore));
    if (desk.running()) {
        page.add(showRunning(stage, desk, page.x(), page.y(), page.width()));
    } else {
        page.add(showOutcome(stage, desk, page.x(), page.y(), page.width()));
        if (!desk.counts()) {
            page.notice("count_error", Notice::Bad, desk.counts().error().text(stage.language()));
        } else {
            Counts const& counts = *desk.counts();
            page.say("figures",
                     say::canErase(counts.purgeable, counts.all() - std::min(counts.all(), counts.purgeable),
                                   desk.sends(), stage.language()));
            if (counts.purgeable > 0)
                page.button("purge", say::eraseCount(counts.purgeable, stage.language()),
                            {Verb::Ask, {}, "purge"}, ButtonKind::Danger);
        }
    }
    page.end(session.scroll);
    showStaffFooter(stage, desk, stage.in(say::BackToPage), {Verb::Desk, {}, "home"});
    stage.name("staff", "staff_erase");
}

void showGiveBack(Stage& stage, Session const& session) {
    Desk const& desk = session.desk();
    Column page(stage, stage.in(say::GiveBackTitle));
    page.say("text", stage.in(say::GiveBackMore));
    page.say("remains", stage.in(say::GiveBackRemains), look::Muted);
    if (desk.running()) {
        page.add(showRunning(stage, desk, page.x(), page.y(), page.width()));
    } else {
        page.add(showOutcome(stage, desk, page.x(), page.y(), page.width()));
        if (!desk.counts())
            page.notice("count_error", Notice::Bad, desk.counts().error().text(stage.language()));
        else if (!desk.allExported())
            page.notice("not_exported", Notice::Caution,
                        say::exportFirst(desk.counts()->toExport(), stage.language()));
        else if (session.waiting() > 0)
            page.notice("waiting", Notice::Caution, stage.in(say::Waiting));
        else
            page.button("erase_all", stage.in(say::GiveBackGo), {Verb::Ask, {}, "give_back"},
                        ButtonKind::Danger);
    }
    page.end(session.scroll);
    showStaffFooter(stage, desk, stage.in(say::BackToPage), {Verb::Desk, {}, "home"});
    stage.name("staff", "staff_give_back");
}

void showCleared(Stage& stage, Session const& session) {
    Column page(stage, stage.in(say::ClearedTitle));
    base::Findings const& remains = session.desk().outcome()->remains;
    if (remains.empty()) page.notice("cleared", Notice::Good, stage.in(say::ClearedMore));
    for (std::size_t i = 0; i < remains.size(); ++i)
        page.notice("remains:" + std::to_string(i), Notice::Caution, remains[i].error.text(stage.language()));
    page.say("traces", stage.in(say::GiveBackRemains), look::Muted);
    page.button("leave", stage.in(say::Quit), {Verb::Done, {}, {}}, ButtonKind::Primary);
    page.end(session.scroll);
    stage.name("staff", "staff_cleared");
}

} // namespace

void showStaff(Stage& stage, Session const& session) {
    switch (session.desk().page()) {
    case DeskPage::Home: return showStaffHome(stage, session);
    case DeskPage::Erase: return showErase(stage, session);
    case DeskPage::GiveBack: return showGiveBack(stage, session);
    case DeskPage::Cleared: return showCleared(stage, session);
    case DeskPage::Passphrase: return showPassphrase(stage, session);
    case DeskPage::Summary: return showSummary(stage, session);
    case DeskPage::Bundles: return showBundles(stage, session);
    case DeskPage::Upload: return showUpload(stage, session);
    case DeskPage::Things: return showThings(stage, session);
    case DeskPage::Thing: return showThing(stage, session);
    }
}

} // namespace huibiao::kiosk
