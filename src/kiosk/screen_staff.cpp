#include "kiosk/look.h"
#include "kiosk/screens.h"
#include "kiosk/staff_parts.h"
#include "kiosk/words_staff.h"
#include "kiosk/words_things.h"
#include "kiosk/words_upload.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace huibiao::kiosk {

namespace {

constexpr double Gap = 16;

/// What staff can do beside exporting, two in a row where there is room.
double showTiles(Stage& stage, Session const& session, double x, double y, double width) {
    struct Tile {
        char const* id;
        base::Words const* words;
        Act act;
        Sign sign;
    };
    std::vector<Tile> tiles;
    if (session.event().assist)
        tiles.push_back({"assist", &say::AssistButton, {Verb::Assist, {}, {}}, Sign::Pencil});
    tiles.push_back({"summary", &say::SummaryTitle, {Verb::Desk, {}, "summary"}, Sign::Questions});
    if (session.desk().sends())
        tiles.push_back({"upload", &say::UploadTitle, {Verb::Desk, {}, "upload"}, Sign::Up});
    if (session.desk().shows())
        tiles.push_back({"things", &say::ThingsTitle, {Verb::Desk, {}, "things"}, Sign::Picture});
    tiles.push_back({"bundles", &say::BundlesButton, {Verb::Desk, {}, "bundles"}, Sign::Stick});
    tiles.push_back({"erase", &say::EraseButton, {Verb::Desk, {}, "erase"}, Sign::Cross});
    tiles.push_back({"give_back", &say::GiveBackButton, {Verb::Desk, {}, "give_back"}, Sign::Cross});
    double widest = 0;
    for (Tile const& tile : tiles) widest = std::max(widest, stage.buttonWidth(stage.in(*tile.words), true));
    std::size_t const across = 2 * widest + Gap <= width ? 2 : 1;
    double const each = across == 2 ? (width - Gap) / 2 : width;
    for (std::size_t i = 0; i < tiles.size(); ++i)
        stage.button(tiles[i].id, stage.in(*tiles[i].words),
                     {x + static_cast<double>(i % across) * (each + Gap),
                      y + static_cast<double>(i / across) * (72 + Gap), each, 72},
                     tiles[i].act, ButtonKind::Secondary, tiles[i].sign);
    return static_cast<double>((tiles.size() + across - 1) / across) * (72 + Gap);
}

double showState(Stage& stage, Session const& session, double x, double y, double width) {
    double const top = y;
    Desk const& desk = session.desk();
    SetText const banner =
        stage.set(session.event().banner.line,
                  {look::Body, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.4}, width);
    y += stage.tell("banner", Role::Paragraph, banner, {x, y}, look::Paper).height + 20;
    double const half = (width - Gap) / 2;
    if (auto const& counts = desk.counts()) {
        showCount(stage, "count_total", stage.in(say::CountTotal), std::to_string(counts->total),
                  {x, y, half, 128});
        showCount(stage, "count_fresh", stage.in(say::CountFresh), std::to_string(counts->fresh),
                  {x + half + Gap, y, half, 128});
        y += 128 + Gap;
    } else {
        y += showNotice(stage, "count_error", Notice::Bad, counts.error().text(stage.language()), x, y,
                        width) +
             Gap;
    }
    auto const warn = [&](std::string const& id, std::string const& words) {
        y += showNotice(stage, id, Notice::Caution, words, x, y, width) + Gap;
    };
    if (session.waiting() > 0)
        warn("waiting", fmt::format("{}: {}", stage.in(say::Waiting), session.waiting()));
    if (desk.sends() && desk.sending() && desk.sending()->refused > 0)
        warn("refused_warning", say::refusedWaits(desk.sending()->refused, stage.language()));
    if (session.diskNearlyFull()) warn("disk_warning", stage.in(say::DiskLow));
    if (session.clockSuspicious()) warn("clock_warning", stage.in(say::ClockWrong));
    if (session.unusable()) warn("event_warning", say::unusable(*session.unusable(), stage.language()));
    if (session.event().logoIsDefault) warn("logo_warning", stage.in(say::DefaultLogo));
    if (!desk.running()) y += showTiles(stage, session, x, y, width);
    return y - Gap - top;
}

/// Name, room and what can be done with a stick; the height taken.
double showVolume(Stage& stage, Desk const& desk, Volume const& volume, double x, double y, double width) {
    constexpr double pad = 24;
    double const words = width - 2 * pad - 52;
    SetText const name =
        stage.set(volume.name, {look::Body, look::Ink, draw::Weight::Medium, draw::Align::Left, 1.3}, words);
    std::string const line = volume.trouble          ? volume.trouble->message.in(stage.language())
                             : volume.folder.empty() ? stage.in(say::TakenOff)
                                                     : say::freeSpace(volume.freeBytes, stage.language());
    draw::Colour const ink = volume.trouble ? look::Danger : look::Muted;
    SetText const more =
        stage.set(line, {look::Small, ink, draw::Weight::Regular, draw::Align::Left, 1.35}, words);
    std::size_t const fresh = desk.counts() ? desk.counts()->toExport() : 0;
    std::size_t const total = desk.counts() ? desk.counts()->all() : 0;
    double const head = std::max(36.0, name.size.height + more.size.height);
    bool const buttons = !volume.trouble;
    double const row = buttons ? look::Control : 0;
    bool const sealed = desk.sealed();
    double const height = pad + head + (buttons ? 18 + row + (sealed ? 12 + row : 0) : 0) + pad - 4;
    stage.box({x, y, width, height}, look::Surface, look::Radius, 1, look::Line);
    stage.icon(Sign::Stick, {x + pad, y + pad + (head - 36) / 2, 36, 36},
               volume.trouble ? ink : look::Accent);
    double const text = y + pad - 2 + (head - name.size.height - more.size.height) / 2;
    stage.put(name, {x + pad + 52, text});
    stage.put(more, {x + pad + 52, text + name.size.height});
    Item& item = stage.item("volume:" + volume.id, Role::Paragraph, volume.name,
                            {x + pad + 52, text, words, name.size.height + more.size.height});
    item.value = volume.folder.string();
    item.textPx = more.text->fontSize();
    item.fg = ink;
    item.bg = look::Surface;
    if (!buttons) return height;
    double const at = y + pad + head + 18;
    double const half = (width - 2 * pad - Gap) / 2;
    draw::Rect const left{x + pad, at, half, look::Control};
    draw::Rect const right{x + pad + half + Gap, at, half, look::Control};
    std::string const fewer = say::exportNew(fresh, stage.language());
    std::string const all = say::exportAll(total, stage.language());
    if (fresh > 0)
        stage.button("export:" + volume.id, fewer, left, {Verb::Export, {}, volume.id}, ButtonKind::Primary);
    else
        stage.deadButton("export:" + volume.id, fewer, left, std::nullopt);
    if (total > 0)
        stage.button("export_all:" + volume.id, all, right, {Verb::ExportAll, {}, volume.id},
                     ButtonKind::Secondary);
    else
        stage.deadButton("export_all:" + volume.id, all, right, std::nullopt);
    if (!sealed) return height;
    draw::Rect const below{left.x, left.bottom() + 12, width - 2 * pad, look::Control};
    std::string const open = say::exportReadable(total, stage.language());
    if (total > 0)
        stage.button("export_readable:" + volume.id, open, below, {Verb::ExportReadable, {}, volume.id},
                     ButtonKind::Secondary, Sign::Lock);
    else
        stage.deadButton("export_readable:" + volume.id, open, below, std::nullopt);
    return height;
}

double showVolumes(Stage& stage, Desk const& desk, double x, double y, double width) {
    double const top = y;
    SetText const head = stage.set(stage.in(say::Volumes),
                                   {look::Lead, look::Ink, draw::Weight::Bold, draw::Align::Left, 1.2});
    y += stage.tell("volumes", Role::Heading, head, {x, y}, look::Paper).height + Gap;
    if (desk.running()) return y + showRunning(stage, desk, x, y, width) - top;
    y += showOutcome(stage, desk, x, y, width);
    if (desk.volumes().empty()) {
        SetText const none = stage.set(stage.in(say::NoVolume), {look::Body, look::Muted}, width);
        return y - top + stage.tell("no_volume", Role::Paragraph, none, {x, y}, look::Paper).height;
    }
    if (desk.sealed()) {
        SetText const words = stage.set(stage.in(say::SealedExport), {look::Small, look::Muted}, width);
        y += stage.tell("sealed", Role::Paragraph, words, {x, y}, look::Paper).height + Gap;
    }
    for (Volume const& volume : desk.volumes()) y += showVolume(stage, desk, volume, x, y, width) + 12;
    return y - top;
}

} // namespace

void showStaffHome(Stage& stage, Session const& session) {
    double const margin = stage.margin();
    draw::Rect const area = showStaffHeader(stage, stage.in(say::Staff));
    double const top = area.y + 28;
    stage.beginScroll(area);
    double height = 0;
    if (stage.wide()) {
        double const gap = 56;
        double const left = std::floor((stage.width() - 2 * margin - gap) * 0.48);
        double const right = stage.width() - 2 * margin - gap - left;
        height = std::max(showState(stage, session, margin, top, left),
                          showVolumes(stage, session.desk(), margin + left + gap, top, right));
    } else {
        double const width = stage.width() - 2 * margin;
        height = showState(stage, session, margin, top, width) + 32;
        height += showVolumes(stage, session.desk(), margin, top + height, width);
    }
    stage.endScroll(28 + height + 24, session.scroll, std::nullopt);
    showStaffFooter(stage, session.desk(), stage.in(say::Home), {Verb::Home, {}, {}});
    stage.name("staff", "staff");
}

} // namespace huibiao::kiosk
