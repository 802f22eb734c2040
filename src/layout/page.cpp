#include "layout/internal/page.h"

#include "base/utf8.h"
#include "layout/internal/item.h"
#include "layout/internal/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <charconv>
#include <set>

namespace huibiao::layout {

namespace {

void wrong(base::Findings& findings, base::Words words, std::string where, bool warning = false) {
    findings.push_back({warning, base::Error{base::Kind::Invalid, std::move(words), std::move(where)}});
}

/// "0 0 1920 1080", with blanks or commas.
std::optional<draw::Rect> parseViewBox(std::string_view text) {
    std::array<double, 4> numbers{};
    std::size_t at = 0;
    for (double& number : numbers) {
        while (at < text.size() && (text[at] == ' ' || text[at] == ',')) ++at;
        auto const [end, error] = std::from_chars(text.data() + at, text.data() + text.size(), number);
        if (error != std::errc()) return std::nullopt;
        at = static_cast<std::size_t>(end - text.data());
    }
    if (!(numbers[2] > 0 && numbers[3] > 0)) return std::nullopt;
    return draw::Rect{numbers[0], numbers[1], numbers[2], numbers[3]};
}

void readAnchor(std::string_view word, Anchor& across, Anchor& down, bool& known) {
    known = true;
    if (word == "left")
        across = Anchor::Start;
    else if (word == "right")
        across = Anchor::End;
    else if (word == "wide")
        across = Anchor::Grow;
    else if (word == "top")
        down = Anchor::Start;
    else if (word == "bottom")
        down = Anchor::End;
    else if (word == "high")
        down = Anchor::Grow;
    else if (word != "centre" && word != "middle")
        known = false;
}

/// The slots that an id names: slot-<name>, or slot-<name>-without-<other>-<another>…
bool readId(std::string_view id, SlotInfo& info) {
    std::string_view rest = id.substr(5);
    constexpr std::string_view Without = "-without-";
    std::size_t const at = rest.find(Without);
    if (at != std::string_view::npos) {
        for (std::string const& word : base::split(rest.substr(at + Without.size()), '-')) {
            auto const other = slotNamed(word);
            if (!other) return false;
            info.without.push_back(*other);
        }
        rest = rest.substr(0, at);
    }
    auto const slot = slotNamed(rest);
    if (!slot) return false;
    info.slot = *slot;
    return true;
}

void readParts(xml::Node const& root, Page& page) {
    std::set<std::string> seen;
    for (xml::Node* child = root.firstElement(); child != nullptr; child = child->nextElement()) {
        auto const words = classes(*child);
        if (std::ranges::find(words, "ground") != words.end()) {
            page.hasGround = true;
            continue;
        }
        Part part;
        std::string css;
        for (std::string const& word : words) {
            if (!word.starts_with("at-")) continue;
            bool known = false;
            readAnchor(std::string_view(word).substr(3), part.across, part.down, known);
            if (known) css += "." + word;
        }
        if (css.empty() || !seen.insert(css).second) continue;
        part.css = css;
        page.parts.push_back(part);
    }
}

} // namespace

std::string property(xml::Node const& element, std::string_view name) {
    for (std::string const& rule : base::split(element.attributeValue("style"), ';')) {
        std::size_t const colon = rule.find(':');
        if (colon == std::string::npos) continue;
        if (base::trim(rule.substr(0, colon)) == name) return base::trim(rule.substr(colon + 1));
    }
    return base::trim(element.attributeValue(name));
}

std::vector<std::string> classes(xml::Node const& element) {
    std::vector<std::string> list;
    for (std::string const& word : base::split(element.attributeValue("class"), ' ')) {
        if (!word.empty()) list.push_back(word);
    }
    return list;
}

std::string spot(std::string const& file, xml::Node const& element) {
    return fmt::format("{}:{}", file, element.line());
}

Reading readPage(xml::Document const& document, draw::Svg const& svg, std::string const& file) {
    Reading reading;
    Page& page = reading.page;
    xml::Node const& root = *document.element();
    auto const box = parseViewBox(root.attributeValue("viewBox"));
    if (!box) {
        wrong(reading.findings,
              {"版式没有 viewBox，请在 Inkscape 的“文档属性”里设置",
               "the layout has no viewBox; set one in Inkscape's document properties"},
              spot(file, root));
        return reading;
    }
    page.size = box->size();
    std::string_view const ground = root.attributeValue("data-ground");
    if (!ground.empty()) {
        auto const colour = draw::Colour::parse(ground);
        if (colour)
            page.ground = *colour;
        else
            wrong(reading.findings, badValue("data-ground", ground, "#c8102e"), spot(file, root));
    }
    readParts(root, page);
    page.item = readItem(root, page.size, spot(file, root), reading.findings);
    if (page.item && page.item->bleed > 0 && !page.hasGround) {
        wrong(reading.findings,
              {"有出血（data-bleed）就要有伸出页面的底：请给底图的组加上 class=\"ground\"",
               "a bleed (data-bleed) needs a ground that reaches beyond the page: give its group the class "
               "ground"},
              spot(file, root));
    }

    double const factor = page.size.width / svg.size().width;
    eachElement(root, [&](xml::Node const& element) {
        std::string const id(element.attributeValue("id"));
        if (!id.starts_with("slot-")) return;
        std::string const where = spot(file, element);
        Place place;
        place.id = id;
        place.line = element.line();
        if (!readId(id, place.info)) {
            wrong(reading.findings,
                  {"没有叫“" + id + "”的位置，名称见 layouts/README.md",
                   "there is no slot called \"" + id + "\"; layouts/README.md lists them"},
                  where);
            return;
        }
        if (std::ranges::find(page.places, id, &Place::id) != page.places.end()) {
            wrong(reading.findings, {"“" + id + "”出现了两次", "\"" + id + "\" is there twice"}, where);
            return;
        }
        auto const rect = svg.geometry(id);
        if (!rect) {
            wrong(reading.findings,
                  {"位置“" + id + "”没有大小，请画成矩形，不要隐藏",
                   "the slot \"" + id + "\" has no size; make it a rectangle that is not hidden"},
                  where);
            return;
        }
        place.info.rect = {rect->x * factor, rect->y * factor, rect->width * factor, rect->height * factor};
        readValues(element, page.size, place.info, where, reading.findings);
        for (std::string const& word : base::split(element.attributeValue("data-anchor"), ' ')) {
            bool known = true;
            if (!word.empty()) readAnchor(word, place.info.across, place.info.down, known);
            if (!known) wrong(reading.findings, badValue("data-anchor", word, "left top wide"), where);
        }
        page.places.push_back(std::move(place));
    });
    return reading;
}

} // namespace huibiao::layout
