#include "event/internal/parts.h"

#include "base/clock.h"
#include "base/file.h"
#include "base/utf8.h"
#include "crypto/hash.h"
#include "form/filling.h"
#include "plan/plan.h"
#include "xlsform/convert.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

namespace huibiao::event {

namespace {

using base::Findings;
using base::Kind;

/// Reads a file beside the form and notes it; a form names it plainly or as jr://…/name.
form::Resources besides(fs::path const& folder, FormSource& source) {
    return [folder, &source](std::string_view name) -> base::Result<std::string> {
        fs::path const plain = fs::path(std::string(name)).filename();
        base::Result<std::string> bytes = base::readFile(folder / plain);
        if (bytes) source.files.emplace_back(plain.string(), *bytes);
        return bytes;
    };
}

/// Seconds a person of 70 takes, reading included: our own estimate, shown as “about N minutes”.
int secondsFor(form::QuestionKind kind) {
    switch (kind) {
    case form::QuestionKind::Note: return 8;
    case form::QuestionKind::Text: return 30;
    case form::QuestionKind::SelectMultiple:
    case form::QuestionKind::Rank: return 15;
    default: return 9;
    }
}

std::optional<int> estimatedMinutes(form::Form const& form) {
    base::SystemClock const clock;
    form::Surroundings surroundings;
    surroundings.clock = &clock;
    auto filling = form::Filling::begin(form, std::move(surroundings));
    if (!filling) return std::nullopt;
    int seconds = 10;
    for (form::Page const& page : filling->pages())
        for (form::Question const& question : page.questions) seconds += secondsFor(question.kind);
    return std::max(1, static_cast<int>(std::lround(seconds / 60.0)));
}

/// A failure inside a file of the bundle keeps its own place (file, sheet, cell, line).
void adopt(Findings& findings, base::Error error, fs::path const& file) {
    if (error.where.empty())
        error.where = file.string();
    else if (error.where.find(file.filename().string()) == std::string::npos)
        error.where = file.string() + " " + error.where;
    findings.push_back({false, std::move(error)});
}

} // namespace

std::optional<fs::path> bundleFile(fs::path const& bundle, std::string const& name, std::string const& where,
                                   Findings& findings) {
    fs::path const relative(name);
    bool const inside = !relative.is_absolute() && std::none_of(relative.begin(), relative.end(),
                                                                [](fs::path const& p) { return p == ".."; });
    if (inside) return bundle / relative;
    findings.push_back(
        {false,
         {Kind::Invalid,
          {fmt::format("“{}”不在活动包里：请把文件拷进活动包，这里只写文件名", name),
           fmt::format("“{}” lies outside the bundle: copy the file into it and write its name", name)},
          where}});
    return std::nullopt;
}

base::Result<std::string> xformOf(fs::path const& file, Findings& findings) {
    if (base::lowerAscii(file.extension().string()) == ".xlsx")
        return xlsform::convertFile(file, {}, findings);
    return base::readFile(file, 32U << 20U);
}

Brand readBrand(Settings& settings, fs::path const& share, fs::path const& bundle, base::Findings& findings) {
    Brand brand;
    auto const named = settings.text("brand", "logo", findings);
    auto const pinned = settings.text("brand", "sha256", findings);
    std::string const where = settings.where("brand", "logo");
    fs::path file = share / "assets" / "logo" / "default-logo.svg";
    if (named && !named->empty()) {
        auto const inside = bundleFile(bundle, *named, where, findings);
        if (!inside) return brand;
        file = *inside;
        brand.isDefault = false;
    } else {
        findings.push_back(
            {true,
             {Kind::Missing,
              {"正在使用自带的示意LOGO：请把市政务公开办提供的LOGO文件放进活动包，并在 [brand] 下写 logo = "
               "\"文件名\"",
               "the stand-in LOGO is used: put the city's official LOGO into the bundle and name it "
               "under [brand] as logo = \"file\""},
              settings.where("brand")}});
    }
    auto const bytes = base::readFile(file);
    auto logo = bytes ? draw::Picture::load(file) : base::Result<draw::Picture>(base::pass(bytes));
    if (!logo) {
        base::Error error = logo.error();
        error.where = where + " → " + file.string();
        findings.push_back({false, std::move(error)});
        return brand;
    }
    if (pinned && base::lowerAscii(*pinned) != crypto::sha256Hex(*bytes))
        findings.push_back(
            {false,
             {Kind::Invalid,
              {"这不是登记的LOGO文件（SHA-256 不符）：请换回市政务公开办提供的文件",
               "this is not the registered LOGO (its SHA-256 differs): put the official file back"},
              settings.where("brand", "sha256")}});
    brand.logo = std::move(*logo);
    brand.file = file;
    return brand;
}

std::vector<Questionnaire> readQuestionnaires(Settings& settings, fs::path const& bundle,
                                              Findings& findings) {
    std::vector<Questionnaire> out;
    int const count = settings.entries("questionnaire", findings);
    for (int i = 0; i < count; ++i) {
        std::string const table = fmt::format("questionnaire#{}", i);
        auto const name = settings.text(table, "form", findings);
        auto const title = settings.text(table, "title", findings);
        auto const minutes = settings.number(table, "minutes", 1, 60, findings);
        if (!name || name->empty()) {
            findings.push_back({false,
                                {Kind::Missing,
                                 {"问卷没有写文件名：加一行 form = \"满意度问卷.xlsx\"",
                                  "the questionnaire names no file: add form = \"….xlsx\""},
                                 settings.where(table)}});
            continue;
        }
        auto const file = bundleFile(bundle, *name, settings.where(table, "form"), findings);
        if (!file) continue;
        std::error_code ignored;
        if (!fs::exists(*file, ignored)) {
            findings.push_back(
                {false,
                 {Kind::Missing,
                  {fmt::format("活动包里没有“{}”", *name), fmt::format("“{}” is not in the bundle", *name)},
                  settings.where(table, "form")}});
            continue;
        }
        Findings inForm;
        auto const xml = xformOf(*file, inForm);
        bool const explained = base::anyError(inForm);
        for (base::Finding& finding : inForm) {
            if (finding.error.where.find(file->filename().string()) == std::string::npos)
                finding.error.where =
                    file->string() + (finding.error.where.empty() ? "" : " ") + finding.error.where;
            findings.push_back(std::move(finding));
        }
        if (!xml) {
            if (!explained) adopt(findings, xml.error(), *file);
            continue;
        }
        checkMedia(*xml, *file, findings);
        FormSource source{*xml, {}};
        auto form = form::Form::load(*xml, besides(file->parent_path(), source));
        if (!form) {
            adopt(findings, form.error(), *file);
            continue;
        }
        auto const estimate = minutes ? minutes : estimatedMinutes(*form);
        std::string shown = title && !title->empty() ? *title : form->title();
        out.push_back({*file, std::move(shown), estimate, std::move(*form), std::move(source)});
    }
    return out;
}

std::vector<Questionnaire> readEarlier(Settings& settings, fs::path const& bundle, Findings& findings) {
    std::vector<Questionnaire> out;
    int const count = settings.entries("questionnaire", findings);
    for (int i = 0; i < count; ++i) {
        std::string const table = fmt::format("questionnaire#{}", i);
        for (std::string const& name :
             settings.list(table, "earlier", findings).value_or(std::vector<std::string>{})) {
            auto const file = bundleFile(bundle, name, settings.where(table, "earlier"), findings);
            if (!file) continue;
            Findings aside;
            auto const xml = xformOf(*file, aside);
            FormSource source{xml.value_or(""), {}};
            auto form = xml ? form::Form::load(*xml, besides(file->parent_path(), source))
                            : base::Result<form::Form>(base::pass(xml));
            if (!form) {
                base::Error const& why = form.error();
                findings.push_back(
                    {true,
                     {why.kind,
                      {fmt::format("旧版问卷“{}”读不出来，按它填的答卷导出时没有题目文字：{}", name,
                                   why.message.zh),
                       fmt::format(
                           "the earlier form “{}” cannot be read, so answers given to it are exported "
                           "without its labels: {}",
                           name, why.message.en)},
                      settings.where(table, "earlier")}});
                continue;
            }
            std::string title = form->title();
            out.push_back({*file, std::move(title), std::nullopt, std::move(*form), std::move(source)});
        }
    }
    return out;
}

seal::Keys readKeys(Settings& settings, std::vector<Questionnaire> const& questionnaires,
                    Findings& findings) {
    seal::Keys keys;
    auto const read = [&](std::string const& text,
                          std::string const& where) -> std::optional<crypto::PublicKey> {
        auto key = crypto::PublicKey::fromBase64(text);
        if (key) return *key;
        base::Error error = key.error();
        error.where = where;
        findings.push_back({false, std::move(error)});
        return std::nullopt;
    };
    if (auto const text = settings.text("seal", "public_key", findings))
        keys.event = read(*text, settings.where("seal", "public_key"));
    for (Questionnaire const& questionnaire : questionnaires) {
        std::string const& own = questionnaire.form.publicKey();
        if (own.empty()) continue;
        auto key = read(own, questionnaire.file.string() + " public_key (base64RsaPublicKey)");
        if (key) keys.forms.insert_or_assign(questionnaire.form.id(), std::move(*key));
    }
    return keys;
}

std::vector<std::string> readWords(Settings& settings, fs::path const& bundle, Findings& findings) {
    std::vector<std::string> words =
        settings.list("input", "words", findings).value_or(std::vector<std::string>{});
    auto const name = settings.text("input", "plan", findings);
    if (!name || name->empty()) return words;
    auto const file = bundleFile(bundle, *name, settings.where("input", "plan"), findings);
    if (!file) return words;
    auto const plan = plan::read(*file);
    if (!plan) {
        adopt(findings, plan.error(), *file);
        return words;
    }
    if (!plan->city.empty()) words.push_back(plan->city);
    for (plan::Activity const& activity : plan->activities) words.push_back(activity.unit);
    return words;
}

} // namespace huibiao::event
