#include "base/file.h"
#include "base/utf8.h"
#include "draw/picture.h"
#include "draw/svg.h"
#include "layout/internal/page.h"
#include "layout/layout.h"
#include "xml/parse.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <utility>

namespace huibiao::layout {

namespace {

/// Below this many pixels for each unit of the layout a picture looks coarse.
constexpr double LeastDensity = 0.75;
/// WCAG 2.2, 1.4.3.
constexpr double LeastContrast = 4.5;

class Check {
public:
    Check(std::string file, draw::Svg const& svg, base::Findings& findings)
        : m_file(std::move(file)), m_svg(svg), m_findings(findings) {}

    void slots(Page const& page);
    void element(xml::Node const& element, Page const& page);

private:
    void say(base::Words words, std::string where, bool warning) {
        m_findings.push_back({warning, {base::Kind::Invalid, std::move(words), std::move(where)}});
    }
    void overlap(Page const& page);
    void fonts(xml::Node const& element);
    void conditions(xml::Node const& element);
    void image(xml::Node const& element, Page const& page);

    std::string m_file;
    draw::Svg const& m_svg;
    base::Findings& m_findings;
};

void Check::slots(Page const& page) {
    draw::Rect const sheet{0, 0, page.size.width, page.size.height};
    for (Place const& place : page.places) {
        SlotInfo const& info = place.info;
        std::string const where = fmt::format("{}:{}", m_file, place.line);
        if (!sheet.contains(info.rect, 0.01)) {
            say({place.id + " 超出页面，请移到页面以内", place.id + " lies outside the page; move it in"},
                where, false);
        }
        if (kind(info.slot) != SlotKind::Text) continue;
        double const seen = draw::contrast(info.style.colour, info.ground);
        if (seen < LeastContrast) {
            say({fmt::format("{} 的文字与底色对比只有 {:.1f}:1，至少要 4.5:1（data-colour、data-ground）",
                             place.id, seen),
                 fmt::format("{}: words and ground differ by {:.1f}:1 only, at least 4.5:1 is needed "
                             "(data-colour, data-ground)",
                             place.id, seen)},
                where, false);
        }
        double const needed = info.leastSize * ((info.lines - 1) * info.style.lineSpacing + 1);
        double const room = info.style.vertical ? info.rect.width : info.rect.height;
        if (needed > room * 1.001) {
            say({fmt::format("{} 的高度放不下 {} 行最小字号", place.id, info.lines),
                 fmt::format("{} is too low for {} lines of its least size", place.id, info.lines)},
                where, true);
        }
    }
    for (Slot const slot : {Slot::Banner, Slot::Logo}) {
        bool const there =
            std::ranges::any_of(page.places, [&](Place const& p) { return p.info.slot == slot; });
        std::string const id = "slot-" + std::string(name(slot));
        if (!there) {
            say({"没有" + title(slot).zh + "的位置（" + id + "），规范要求现场有会标和LOGO",
                 "no place for the " + title(slot).en + " (" + id + "); the norm asks for banner and LOGO"},
                m_file, true);
        }
    }
    overlap(page);
    for (base::Finding& finding : checkLogo(page, m_file)) m_findings.push_back(std::move(finding));
}

void Check::overlap(Page const& page) {
    // Variants stand in for one another, so only the plain places are sure to be seen together.
    std::vector<Place const*> plain;
    for (Place const& place : page.places) {
        if (place.info.without.empty()) plain.push_back(&place);
    }
    for (std::size_t i = 0; i < plain.size(); ++i) {
        for (std::size_t j = i + 1; j < plain.size(); ++j) {
            draw::Rect const a = plain[i]->info.rect.inset(0.01);
            draw::Rect const b = plain[j]->info.rect.inset(0.01);
            bool const apart = a.right() <= b.x || b.right() <= a.x || a.bottom() <= b.y || b.bottom() <= a.y;
            if (apart) continue;
            say({plain[i]->id + " 与 " + plain[j]->id + " 重叠",
                 plain[i]->id + " and " + plain[j]->id + " overlap"},
                fmt::format("{}:{}", m_file, plain[j]->line), true);
        }
    }
}

void Check::fonts(xml::Node const& element) {
    std::string const family = property(element, "font-family");
    if (family.empty()) return;
    for (std::string const& name : base::split(family, ',')) {
        std::string plain = base::trim(name);
        std::erase(plain, '\'');
        std::erase(plain, '"');
        if (plain == "Noto Sans CJK SC" || plain == "Noto Serif CJK SC") return;
    }
    say({"字体“" + family + "”不在产品自带字体中，请用 Noto Sans CJK SC 或 Noto Serif CJK SC，或转成路径",
         "the font \"" + family +
             "\" is not one of ours: use Noto Sans CJK SC or Noto Serif CJK SC, or turn the text into paths"},
        spot(m_file, element), false);
}

void Check::conditions(xml::Node const& element) {
    for (std::string const& word : classes(element)) {
        for (std::string_view const prefix : {std::string_view("with-"), std::string_view("without-")}) {
            if (!word.starts_with(prefix) || slotNamed(std::string_view(word).substr(prefix.size())))
                continue;
            say({"class “" + word + "”里没有这样的位置名", "the class \"" + word + "\" names no slot"},
                spot(m_file, element), false);
        }
    }
}

void Check::image(xml::Node const& element, Page const& page) {
    constexpr std::string_view XLink = "http://www.w3.org/1999/xlink";
    std::string link(element.attributeValue("href", XLink));
    if (link.empty()) link = element.attributeValue("href");
    std::string const where = spot(m_file, element);
    if (link.starts_with("data:")) return;
    bool const outside = link.empty() || link.starts_with("/") || link.find(':') != std::string::npos ||
                         link.find("..") != std::string::npos;
    if (outside) {
        say({"图片链接“" + link + "”指向版式文件夹之外，换台电脑就没有了：请嵌入图片或放进同一文件夹",
             "the picture link \"" + link +
                 "\" leads out of the layout's folder and breaks elsewhere: embed it or put it beside the "
                 "file"},
            where, false);
        return;
    }
    auto const picture = draw::Picture::load(std::filesystem::path(m_file).parent_path() / link);
    if (!picture) {
        say(picture.error().message, where, false);
        return;
    }
    std::string const id(element.attributeValue("id"));
    auto const box = id.empty() ? std::nullopt : m_svg.geometry(id);
    if (!box || picture->vector()) return;
    double const units = box->width * page.size.width / m_svg.size().width;
    if (picture->size().width < units * LeastDensity) {
        say({fmt::format("图片“{}”只有 {:.0f} 像素宽，却占 {:.0f} 单位，会模糊", link, picture->size().width,
                         units),
             fmt::format("the picture \"{}\" is {:.0f} px wide and covers {:.0f} units: it will look coarse",
                         link, picture->size().width, units)},
            where, true);
    }
}

void Check::element(xml::Node const& element, Page const& page) {
    fonts(element);
    conditions(element);
    if (element.localName() == "image") image(element, page);
}

} // namespace

base::Findings check(std::filesystem::path const& svg) {
    base::Findings findings;
    auto const refuse = [&](base::Error const& error) {
        findings.push_back({false, error});
        return findings;
    };
    auto const bytes = base::readFile(svg, 32U << 20U);
    if (!bytes) return refuse(bytes.error());
    auto const document = xml::parse(*bytes, svg.string());
    if (!document) return refuse(document.error());
    auto const drawing = draw::Svg::decode(*bytes, svg);
    if (!drawing) return refuse(drawing.error());
    Reading reading = readPage(**document, *drawing, svg.string());
    findings = std::move(reading.findings);
    Check check(svg.string(), *drawing, findings);
    if (reading.page.size.width > 0) check.slots(reading.page);
    eachElement(*(*document)->element(),
                [&](xml::Node const& element) { check.element(element, reading.page); });
    if (reading.page.size.width > 0 && reading.page.places.empty() && !base::anyError(findings)) {
        return refuse({base::Kind::Invalid,
                       {"版式里没有任何位置（slot-banner 等），见 layouts/README.md",
                        "the layout has no slot (slot-banner …); see layouts/README.md"},
                       svg.string()});
    }
    return findings;
}

} // namespace huibiao::layout
