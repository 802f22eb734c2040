#include "layout/internal/item.h"

#include "base/utf8.h"
#include "layout/internal/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cmath>
#include <string_view>
#include <utility>
#include <vector>

namespace huibiao::layout {

namespace {

/// Beyond this the sheet and its viewBox are of different shapes.
constexpr double ShapeSlack = 0.005;

std::optional<double> number(std::string_view text) {
    double value = 0;
    auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
    if (error != std::errc() || end != text.data() + text.size() || !(value >= 0)) return std::nullopt;
    return value;
}

/// "3mm".
std::optional<double> millimetres(std::string_view text) {
    return text.ends_with("mm") ? number(text.substr(0, text.size() - 2)) : std::nullopt;
}

/// "6000x700".
std::optional<draw::Size> sides(std::string_view text) {
    std::size_t const cross = text.find('x');
    if (cross == std::string_view::npos) return std::nullopt;
    auto const width = number(text.substr(0, cross));
    auto const height = number(text.substr(cross + 1));
    if (!width || !height || *width <= 0 || *height <= 0) return std::nullopt;
    return draw::Size{*width, *height};
}

class Reader {
public:
    Reader(xml::Node const& root, std::string const& where, base::Findings& findings)
        : m_root(root), m_where(where), m_findings(findings) {}

    [[nodiscard]] std::string_view text(std::string_view attribute) const {
        return m_root.attributeValue(attribute);
    }
    void say(base::Words words, bool warning = false) {
        m_findings.push_back({warning, {base::Kind::Invalid, std::move(words), m_where}});
    }
    void bad(std::string_view attribute, std::string_view example) {
        say(badValue(attribute, text(attribute), example));
    }
    void length(std::string_view attribute, double most, double& value) {
        if (text(attribute).empty()) return;
        auto const read = millimetres(text(attribute));
        if (read && *read <= most)
            value = *read;
        else
            bad(attribute, fmt::format("0mm … {:g}mm", most));
    }
    void number(std::string_view attribute, double least, double most, double& value) {
        if (text(attribute).empty()) return;
        auto const read = layout::number(text(attribute));
        if (read && *read >= least && *read <= most)
            value = *read;
        else
            bad(attribute, fmt::format("{:g} … {:g}", least, most));
    }
    template <class T>
    void choice(std::string_view attribute, std::vector<std::pair<std::string_view, T>> const& choices,
                T& value) {
        if (text(attribute).empty()) return;
        std::string example;
        for (auto const& [word, meaning] : choices) {
            example += (example.empty() ? "" : " / ") + std::string(word);
            if (word == text(attribute)) {
                value = meaning;
                return;
            }
        }
        bad(attribute, example);
    }
    void unknownNames();

private:
    xml::Node const& m_root;
    std::string const& m_where;
    base::Findings& m_findings;
};

void Reader::unknownNames() {
    static constexpr std::array<std::string_view, 13> Known{
        "data-id",    "data-item", "data-trim", "data-pixels", "data-out",   "data-bleed", "data-margin",
        "data-marks", "data-dpi",  "data-fold", "data-per",    "data-order", "data-ground"};
    for (xml::Node* a = m_root.firstAttribute(); a != nullptr; a = a->nextAttribute()) {
        std::string const name(a->localName());
        if (!name.starts_with("data-") || std::ranges::find(Known, name) != Known.end()) continue;
        say({"<svg> 上不认识的属性“" + name + "”，是否写错",
             "unknown attribute \"" + name + "\" of <svg>: a slip of the pen?"},
            true);
    }
}

bool plainId(std::string_view id) {
    return !id.empty() && std::ranges::all_of(id, [](char c) {
        return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-';
    });
}

/// May begin a file name everywhere, on a stick (vfat) too.
bool plainName(std::string_view name) {
    return !name.empty() && name.size() <= 60 && name.front() != '.' && name.front() != ' ' &&
           name.find_first_of("/\\:*?\"<>|\n\t") == std::string_view::npos;
}

void readSize(Reader& reader, draw::Size page, Item& item) {
    std::string_view const trim = reader.text("data-trim");
    std::string_view const pixels = reader.text("data-pixels");
    std::optional<draw::Size> size;
    if (item.out == Item::Out::Pdf) {
        if (trim.ends_with("mm")) size = sides(trim.substr(0, trim.size() - 2));
        if (!size || std::max(size->width, size->height) > 100'000) reader.bad("data-trim", "210x297mm");
    } else {
        size = sides(pixels);
        bool const whole = size && std::floor(size->width) == size->width &&
                           std::floor(size->height) == size->height &&
                           std::max(size->width, size->height) <= 32767;
        if (!whole) reader.bad("data-pixels", "1920x1080");
    }
    if (!size) return;
    item.size = *size;
    double const wanted = size->width / size->height;
    double const drawn = page.width / page.height;
    if (std::abs(wanted / drawn - 1) > ShapeSlack) {
        reader.say(
            {fmt::format("成品尺寸的宽高比是 {:.3f}，页面（viewBox）的是 {:.3f}，请改成一样", wanted, drawn),
             fmt::format("the finished size is {:.3f} times as wide as high, the viewBox {:.3f} times; "
                         "make them alike",
                         wanted, drawn)});
    }
}

} // namespace

std::optional<Item> readItem(xml::Node const& root, draw::Size page, std::string const& where,
                             base::Findings& findings) {
    Reader reader(root, where, findings);
    reader.unknownNames();
    if (reader.text("data-item").empty() && reader.text("data-id").empty()) return std::nullopt;
    Item item;
    item.id = reader.text("data-id");
    item.name = reader.text("data-item");
    if (!plainId(item.id)) reader.bad("data-id", "rollup / poster-a3");
    if (!plainName(item.name)) reader.bad("data-item", "易拉宝");
    using Out = Item::Out;
    reader.choice<Out>("data-out", {{"pdf", Out::Pdf}, {"png", Out::Png}}, item.out);
    readSize(reader, page, item);
    reader.length("data-bleed", 50, item.bleed);
    reader.length("data-margin", 500, item.margin);
    reader.choice<bool>("data-marks", {{"yes", true}, {"no", false}}, item.marks);
    reader.number("data-dpi", 20, 1200, item.dpi);
    using Fold = Item::Fold;
    reader.choice<Fold>("data-fold", {{"none", Fold::None}, {"middle", Fold::Middle}}, item.fold);
    using Per = Item::Per;
    reader.choice<Per>("data-per", {{"event", Per::Event}, {"person", Per::Person}, {"guest", Per::Guest}},
                       item.per);
    double order = item.order;
    reader.number("data-order", 0, 1e6, order);
    item.order = static_cast<int>(order);
    if (item.out == Item::Out::Png && (item.bleed > 0 || item.margin > 0 || item.marks)) {
        reader.say(
            {"图片（data-out=\"png\"）没有出血、留白和裁切线，请去掉 data-bleed、data-margin、data-marks",
             "a picture (data-out=\"png\") has no bleed, margin or marks: take data-bleed, data-margin "
             "and data-marks away"});
    }
    if (item.out == Item::Out::Png && item.per != Item::Per::Event) {
        reader.say({"每人一张的（data-per）要做成 PDF：data-out=\"pdf\"",
                    "what is made for each person (data-per) must be a PDF: data-out=\"pdf\""});
    }
    if (item.bleed > 0 && item.margin > 0) {
        reader.say({"data-bleed（出血）和 data-margin（打扣留白）只能用一个",
                    "data-bleed and data-margin exclude each other"});
    }
    return item;
}

} // namespace huibiao::layout
