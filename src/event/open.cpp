#include "base/file.h"
#include "event/event.h"
#include "event/internal/parts.h"
#include "form/form.h"

#include <fmt/format.h>

namespace huibiao::event {

namespace {

using base::Findings;
using base::Kind;

void complain(Findings& findings, bool warning, base::Words words, std::string where) {
    findings.push_back({warning, {Kind::Invalid, std::move(words), std::move(where)}});
}

/// "2023-05-18", or "2023-05" where the plan names the month alone.
bool looksLikeDate(std::string const& text) {
    if (text.size() != 10 && text.size() != 7) return false;
    for (std::size_t i = 0; i < text.size(); ++i) {
        bool const dash = i == 4 || i == 7;
        if (dash ? text[i] != '-' : (text[i] < '0' || text[i] > '9')) return false;
    }
    int const month = std::stoi(text.substr(5, 2));
    int const day = text.size() == 10 ? std::stoi(text.substr(8, 2)) : 1;
    return std::chrono::year_month_day(std::chrono::year(std::stoi(text.substr(0, 4))),
                                       std::chrono::month(static_cast<unsigned>(month)),
                                       std::chrono::day(static_cast<unsigned>(day)))
        .ok();
}

std::optional<wording::Banner> readBanner(Settings& settings, Event& event, Findings& findings) {
    wording::BannerInput input;
    input.unit = settings.text("event", "unit", findings).value_or("");
    input.city = settings.text("event", "city", findings).value_or("");
    input.theme = settings.text("event", "theme", findings).value_or("");
    input.eventName = settings.text("event", "name", findings).value_or(input.eventName);
    auto const year = settings.number("event", "year", 2008, 2100, findings);
    event.date = settings.text("event", "date", findings).value_or("");
    if (!event.date.empty() && !looksLikeDate(event.date))
        complain(findings, false,
                 {"date 应写成 \"2023-05-18\" 或 \"2023-05\"", "date must be \"2023-05-18\" or \"2023-05\""},
                 settings.where("event", "date"));
    event.unit = input.unit;
    event.city = input.city;
    event.eventName = input.eventName;
    if (input.unit.empty()) {
        complain(findings, false,
                 {"没有写责任单位：在 [event] 下加一行 unit = \"高坪镇\"",
                  "no unit: add a line unit = \"高坪镇\" under [event]"},
                 settings.where("event"));
        return std::nullopt;
    }
    if (!year) {
        if (settings.where("event", "year") == settings.where("event"))
            complain(findings, false,
                     {"没有写年份：在 [event] 下加一行 year = 2023",
                      "no year: add a line year = 2023 under [event]"},
                     settings.where("event"));
        return std::nullopt;
    }
    event.year = input.year = *year;
    auto banner = wording::banner(input);
    if (!banner) {
        complain(findings, false, banner.error().message, settings.where("event", "unit"));
        return std::nullopt;
    }
    for (base::Words const& guess : banner->warnings)
        complain(findings, true, guess, settings.where("event", input.theme.empty() ? "unit" : "theme"));
    return std::move(*banner);
}

void readAttract(Settings& settings, Event& event, Findings& findings) {
    if (auto const seconds = settings.number("attract", "seconds", 3, 600, findings))
        event.attract.each = std::chrono::seconds(*seconds);
    auto const show = settings.list("attract", "show", findings);
    if (show) {
        event.attract.pages.clear();
        for (std::string const& word : *show) {
            if (word == "banner")
                event.attract.pages.push_back(AttractPage::Banner);
            else if (word == "qr")
                event.attract.pages.push_back(AttractPage::Qr);
            else
                complain(findings, false,
                         {fmt::format("show 里不认识“{}”，可写 banner（会标）和 qr（二维码）", word),
                          fmt::format("show knows no “{}”; use banner and qr", word)},
                         settings.where("attract", "show"));
        }
        if (event.attract.pages.empty())
            complain(findings, false, {"show 不能是空的，至少写 banner", "show must name at least banner"},
                     settings.where("attract", "show"));
    }
    if (event.links.empty()) std::erase(event.attract.pages, AttractPage::Qr);
    if (event.attract.pages.empty()) event.attract.pages.push_back(AttractPage::Banner);
}

void readIdle(Settings& settings, Event& event, Findings& findings) {
    if (auto const after = settings.number("idle", "after_seconds", 10, 3600, findings))
        event.idle.after = std::chrono::seconds(*after);
    if (auto const warning = settings.number("idle", "warning_seconds", 20, 600, findings))
        event.idle.warning = std::chrono::seconds(*warning);
}

void readVisits(Settings& settings, Event& event, Findings& findings) {
    Visits& visits = event.visits;
    if (auto const cooldown = settings.number("visits", "cooldown_seconds", 0, 3600, findings))
        visits.cooldown = std::chrono::seconds(*cooldown);
    visits.perDay = settings.number("visits", "per_day", 1, 100'000, findings);
    for (auto const& [key, day] : {std::pair{"from", &visits.from}, {"until", &visits.until}}) {
        *day = settings.text("visits", key, findings).value_or("");
        if (!day->empty() && (day->size() != 10 || !looksLikeDate(*day)))
            complain(findings, false,
                     {fmt::format("{} 应写成 \"2023-05-18\"", key),
                      fmt::format("{} must be like \"2023-05-18\"", key)},
                     settings.where("visits", key));
    }
    if (!visits.from.empty() && !visits.until.empty() && visits.until < visits.from)
        complain(findings, false,
                 {"until（最后一天）早于 from（第一天），这样哪天都填不了",
                  "until (the last day) lies before from (the first), so there is no day to fill in on"},
                 settings.where("visits", "until"));
    visits.consent = settings.text("visits", "consent", findings).value_or("");
    std::string const partial = settings.text("visits", "partial", findings).value_or("drop");
    visits.keepPartial = partial == "keep";
    if (partial != "keep" && partial != "drop")
        complain(findings, false,
                 {"partial 应写成 \"drop\"（没填完的清除）或 \"keep\"（留下，标明未完成）",
                  "partial must be \"drop\" (erase what was not finished) or \"keep\" (keep it, marked)"},
                 settings.where("visits", "partial"));
}

/// The short form for staff, which is ours; a fault in it is one of the installation.
void readAssist(Settings& settings, fs::path const& share, Event& event, Findings& findings) {
    if (!settings.flag("visits", "assisted", findings).value_or(false)) return;
    fs::path const file = share / "assets/forms/assist.xml";
    auto const xml = base::readFile(file, 1U << 20U);
    auto form = xml ? form::Form::load(*xml, {}) : base::Result<form::Form>(base::pass(xml));
    if (!form) {
        findings.push_back({false, form.error()});
        return;
    }
    event.assist = Questionnaire{file, form->title(), std::nullopt, std::move(*form)};
}

void readStaff(Settings& settings, Event& event, Findings& findings) {
    event.pinHash = settings.text("staff", "pin", findings).value_or("");
    if (event.pinHash.empty())
        complain(findings, true,
                 {"还没有设置工作人员口令，现场无法导出和退出（huibiao event pin 可设置）",
                  "no staff PIN is set, so staff cannot export or leave on the screen (huibiao event pin "
                  "sets it)"},
                 settings.where("staff"));
    else if (!event.pinHash.starts_with("scrypt$"))
        complain(findings, false,
                 {"pin 不能手写，请用 huibiao event pin 设置",
                  "pin is not written by hand; use huibiao event pin"},
                 settings.where("staff", "pin"));
}

fs::path readDataFolder(Settings& settings, fs::path const& bundle, Findings& findings) {
    auto const named = settings.text("data", "folder", findings);
    return bundle / (named && !named->empty() ? *named : "data"); // an absolute path stays as it is
}

} // namespace

base::Result<Event> open(fs::path const& folder, fs::path const& share, Findings& findings) {
    auto settings = Settings::read(folder / "event.toml");
    if (!settings) {
        findings.push_back({false, settings.error()});
        return base::pass(settings);
    }
    Findings found;
    Brand brand = readBrand(*settings, share, folder, found);
    // Where there is no LOGO the findings hold why, and this event never leaves the function.
    if (!brand.logo) {
        auto nothing =
            draw::Picture::decode(R"(<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"/>)", "");
        if (!nothing) return base::pass(nothing);
        brand.logo = std::move(*nothing);
    }
    Event event{.folder = folder, .logo = std::move(*brand.logo), .logoIsDefault = brand.isDefault};
    event.logoFile = brand.file;
    event.files.push_back(folder / "event.toml");
    if (!brand.isDefault) event.files.push_back(brand.file);
    auto banner = readBanner(*settings, event, found);
    if (banner) event.banner = std::move(*banner);
    event.questionnaires = readQuestionnaires(*settings, folder, found);
    event.earlier = readEarlier(*settings, folder, found);
    for (auto const* const questionnaires : {&event.questionnaires, &event.earlier})
        for (Questionnaire const& questionnaire : *questionnaires) {
            event.files.push_back(questionnaire.file);
            for (auto const& [name, bytes] : questionnaire.source.files)
                event.files.push_back(questionnaire.file.parent_path() / name);
            for (fs::path const& media : mediaOf(questionnaire.source.xml, questionnaire.file))
                event.files.push_back(media);
        }
    event.keys = readKeys(*settings, event.questionnaires, found);
    readLinks(*settings, event, found);
    readAttract(*settings, event, found);
    readIdle(*settings, event, found);
    readVisits(*settings, event, found);
    readAssist(*settings, share, event, found);
    event.touchSound = settings->flag("sound", "touch", found).value_or(event.touchSound);
    readStaff(*settings, event, found);
    event.words = readWords(*settings, folder, found);
    Findings saidAlready;
    if (auto const plan = settings->text("input", "plan", saidAlready); plan && !plan->empty())
        event.files.push_back(folder / *plan);
    event.upload = readUpload(*settings, folder, found);
    for (fs::path const& file : {event.upload.secretFile, event.upload.caFile})
        if (!file.empty()) event.files.push_back(file);
    event.kit = readKit(*settings, folder, found);
    event.display = readDisplay(*settings, found);
    if (!event.kit.peopleFile.empty()) event.files.push_back(event.kit.peopleFile);
    for (Person const& person : event.kit.people)
        if (!person.photo.empty()) event.files.push_back(person.photo);
    event.dataFolder = readDataFolder(*settings, folder, found);
    settings->findUnknown(found);
    findings.insert(findings.end(), found.begin(), found.end());
    for (base::Finding const& finding : found)
        if (!finding.warning) return tl::unexpected<base::Error>(finding.error);
    return event;
}

base::Result<seal::Keys> keysOf(fs::path const& folder) {
    auto settings = Settings::read(folder / "event.toml");
    if (!settings) return base::pass(settings);
    Findings aboutForms;
    std::vector<Questionnaire> const questionnaires = readQuestionnaires(*settings, folder, aboutForms);
    Findings aboutKeys;
    seal::Keys keys = readKeys(*settings, questionnaires, aboutKeys);
    if (!aboutKeys.empty()) return tl::unexpected<base::Error>(aboutKeys.front().error);
    if (!keys.event)
        for (base::Finding const& finding : aboutForms)
            if (!finding.warning) return tl::unexpected<base::Error>(finding.error);
    return keys;
}

base::Result<std::string> projectOf(fs::path const& folder) {
    auto settings = Settings::read(folder / "event.toml");
    if (!settings) return base::pass(settings);
    Findings aside; // told by open()
    wording::BannerInput input;
    input.unit = settings->text("event", "unit", aside).value_or("");
    input.city = settings->text("event", "city", aside).value_or("");
    input.eventName = settings->text("event", "name", aside).value_or(input.eventName);
    input.year = settings->number("event", "year", 2008, 2100, aside).value_or(0);
    auto const banner = wording::banner(input);
    if (!banner) return base::fail(Kind::Invalid, banner.error().message, settings->where("event"));
    return banner->head + input.eventName;
}

base::Result<fs::path> dataFolderOf(fs::path const& folder) {
    auto settings = Settings::read(folder / "event.toml");
    if (!settings) return base::pass(settings);
    Findings findings;
    fs::path const data = readDataFolder(*settings, folder, findings);
    if (base::anyError(findings)) return tl::unexpected<base::Error>(findings.front().error);
    return data;
}

} // namespace huibiao::event
