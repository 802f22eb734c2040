#include "base/utf8.h"
#include "kiosk/look.h"
#include "kiosk/questions.h"
#include "kiosk/screens.h"
#include "kiosk/staff_parts.h"
#include "kiosk/words.h"
#include "kiosk/words_staff.h"

#include <algorithm>
#include <cmath>

namespace huibiao::kiosk {

namespace {

constexpr double MostWide = 1184; // lines that can still be read
constexpr double Air = 12;
constexpr double Gap = 16;
constexpr double ScrollWide = 140;
constexpr double Dot = 14;

base::Words const& titleOf(Unlock const& unlock) {
    Task const* const task = unlock.held();
    return task != nullptr && task->kind == Task::Kind::Export ? say::ReadableTitle : say::PassphraseTitle;
}

/// Words below one another in the part that scrolls.
class Lines {
public:
    Lines(Stage& stage, draw::Rect const& area)
        : m_stage(&stage), m_top(area.y), m_width(std::min(MostWide, stage.width() - 2 * stage.margin())),
          m_x((stage.width() - m_width) / 2), m_y(area.y + 20) {
        stage.beginScroll(area);
    }
    void say(std::string const& id, std::string const& words, Type const& type) {
        SetText const set = m_stage->set(words, type, m_width);
        m_y += m_stage->tell(id, Role::Paragraph, set, {m_x, m_y}, look::Paper).height + Air;
    }
    void notice(std::string const& id, Notice kind, std::string const& words) {
        m_y += showNotice(*m_stage, id, kind, words, m_x, m_y, m_width) + Air;
    }
    void running(Desk const& desk) { m_y += showRunning(*m_stage, desk, m_x, m_y, m_width); }
    void end(double scroll) { m_stage->endScroll(m_y - m_top, scroll, std::nullopt); }

private:
    Stage* m_stage;
    double m_top, m_width, m_x, m_y;
};

void showForeign(Lines& lines, Stage& stage, KeySearch const& keys) {
    for (std::size_t i = 0; i < keys.foreign.size() && i < 3; ++i)
        lines.notice("foreign:" + std::to_string(i), Notice::Caution,
                     say::keyForeign(keys.foreign[i], stage.language()));
}

/// The end of it, where all of it has no room.
SetText tail(Stage& stage, std::string_view words, Type const& type, double width) {
    std::u32string points = base::decode(words);
    SetText set = stage.set(words, type);
    while (set.size.width > width && points.size() > 1) {
        points.erase(0, std::max<std::size_t>(1, points.size() / 16));
        set = stage.set("…" + base::encode(points), type);
    }
    std::fill(points.begin(), points.end(), U'\0');
    return set;
}

void showField(Stage& stage, Unlock const& unlock, draw::Rect const& rect) {
    stage.box(rect, look::Surface, look::Radius, 2, look::Accent);
    double const room = rect.width - 40;
    std::size_t const count = unlock.characters();
    Type const type{look::Body, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.2};
    if (count == 0 || !unlock.seen().empty()) {
        SetText const set = count == 0 ? stage.fit(stage.in(say::PassphraseField), {look::Body, look::Muted},
                                                   room, look::Small)
                                       : tail(stage, unlock.seen(), type, room);
        stage.put(set, {rect.x + 20, rect.y + (rect.height - set.size.height) / 2});
    } else {
        double const step = Dot + 8;
        std::size_t const most = static_cast<std::size_t>(std::max(1.0, std::floor(room / step)));
        for (std::size_t i = 0; i < std::min(count, most); ++i)
            stage.box({rect.x + 20 + static_cast<double>(i) * step, rect.centre().y - Dot / 2, Dot, Dot},
                      look::Ink, Dot / 2);
    }
    // How many characters, never which, whether the eye is open or not.
    Item& item = stage.item("passphrase", Role::Textbox, stage.in(say::PassphraseField), rect);
    for (std::size_t i = 0; i < count; ++i) item.value += "•";
    item.enabled = !unlock.waits();
}

void showEye(Stage& stage, Unlock const& unlock, draw::Rect const& rect) {
    stage
        .button("eye", "", rect, {Verb::TurnEye, {}, {}}, ButtonKind::Secondary,
                unlock.shown() ? Sign::EyeShut : Sign::Eye, 34)
        .name = stage.in(unlock.shown() ? say::PassphraseHide : say::PassphraseShow);
}

void showGo(Stage& stage, Unlock const& unlock, draw::Rect const& rect) {
    std::string const& words = stage.in(say::PassphraseGo);
    if (unlock.characters() > 0 && !unlock.waits())
        stage.button("unlock", words, rect, {Verb::Unlock, {}, {}}, ButtonKind::Primary);
    else
        stage.deadButton("unlock", words, rect, std::nullopt);
}

/// The field and what acts, in one row or two above the keys.
void showBar(Stage& stage, Unlock const& unlock, draw::Rect const& bar) {
    double const margin = stage.margin();
    double const high = look::Control;
    double const left = margin;
    double const right = stage.width() - margin;
    double const back = std::max(160.0, stage.buttonWidth(stage.in(say::BackToPage), true) - 16);
    double const go = std::max(180.0, stage.buttonWidth(stage.in(say::PassphraseGo), false));
    bool const wide = stage.wide();
    double const low = bar.bottom() - Air - high;
    stage.button("back", stage.in(say::BackToPage), {left, low, back, high}, {Verb::Desk, {}, "home"},
                 ButtonKind::Secondary, Sign::Left);
    showGo(stage, unlock, {right - go, low, go, high});
    double from = left;
    double to = right - high - Air;
    if (wide) {
        from = left + back + Gap;
        to = right - go - Gap - high - Air;
    }
    if (stage.scrolling()) {
        double const x = wide ? from : left + back + (right - go - left - back - ScrollWide) / 2;
        showScrollButtons(stage, {x, low, ScrollWide, high}, *stage.scrolling());
        if (wide) from += ScrollWide + Gap;
    }
    double const y = bar.y + Air;
    showField(stage, unlock, {from, y, to - from, high});
    showEye(stage, unlock, {to + Air, y, high, high});
}

void showKeysOf(Stage& stage, Unlock const& unlock, draw::Rect const& panel, double keyHeight) {
    KeyBoard keys = passphraseKeys(unlock.layer(), stage.language());
    if (unlock.waits())
        for (auto& row : keys.rows)
            for (KeyCap& key : row) key.dead = true;
    double const side = stage.narrow() ? 12 : stage.margin();
    stage.box(panel, look::KeyGround);
    showKeys(stage, keys, {side, panel.y + Air, stage.width() - 2 * side, panel.height - 2 * Air}, keyHeight);
}

void showAsking(Stage& stage, Session const& session) {
    Unlock const& unlock = session.desk().unlocking();
    base::Language const language = stage.language();
    draw::Rect area = showStaffHeader(stage, stage.in(titleOf(unlock)));
    double const keyHeight = stage.wide() ? 54 : 76;
    double const tall = keysHeight(passphraseKeys("", language), keyHeight) + 2 * Air;
    draw::Rect const panel{0, stage.height() - tall, stage.width(), tall};
    double const rows = stage.wide() ? 1 : 2;
    double const high = rows * (look::Control + Air) + Air;
    draw::Rect const bar{0, panel.y - high, stage.width(), high};
    area.height = bar.y - area.y;

    Lines lines(stage, area);
    bool const wrong = unlock.waits() || unlock.wasWrong();
    if (wrong) lines.notice("wrong", Notice::Bad, say::wrongPassphrase(unlock.left(), language));
    lines.say("key", say::keyFound(unlock.keys().usable.front(), language),
              {look::Body, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.4});
    if (unlock.held() != nullptr && unlock.held()->kind == Task::Kind::Export)
        lines.notice("readable", Notice::Caution, stage.in(say::ReadableWarning));
    if (!wrong) lines.say("hint", stage.in(say::PassphraseHint), {look::Small, look::Muted});
    lines.end(session.scroll);
    stage.box(bar, look::Surface);
    stage.box({0, bar.y, stage.width(), 1}, look::Line);
    showBar(stage, unlock, bar);
    showKeysOf(stage, unlock, panel, keyHeight);
}

} // namespace

void showPassphrase(Stage& stage, Session const& session) {
    Desk const& desk = session.desk();
    Unlock const& unlock = desk.unlocking();
    stage.name("staff", "staff_passphrase");
    if (!desk.running() && !unlock.keys().usable.empty()) return showAsking(stage, session);
    Lines lines(stage, showStaffHeader(stage, stage.in(titleOf(unlock))));
    if (desk.running()) {
        lines.running(desk);
    } else {
        lines.notice("no_key", Notice::Bad, stage.in(say::NoKey));
        showForeign(lines, stage, unlock.keys());
        lines.say("no_key_more", stage.in(say::NoKeyMore), {look::Body, look::Ink});
    }
    lines.end(session.scroll);
    showStaffFooter(stage, desk, stage.in(say::BackToPage), {Verb::Desk, {}, "home"});
}

} // namespace huibiao::kiosk
