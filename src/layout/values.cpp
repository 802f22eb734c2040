#include "layout/internal/values.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <functional>
#include <map>

namespace huibiao::layout {

namespace {

template <class T>
using Choices = std::map<std::string_view, T>;

Choices<draw::Family> const Families{{"sans", draw::Family::Sans}, {"serif", draw::Family::Serif}};
Choices<draw::Weight> const Weights{{"regular", draw::Weight::Regular},
                                    {"medium", draw::Weight::Medium},
                                    {"bold", draw::Weight::Bold},
                                    {"black", draw::Weight::Black}};
Choices<draw::Align> const Aligns{{"left", draw::Align::Left},
                                  {"centre", draw::Align::Centre},
                                  {"center", draw::Align::Centre},
                                  {"right", draw::Align::Right},
                                  {"justify", draw::Align::Justify}};
Choices<VerticalAlign> const Verticals{
    {"top", VerticalAlign::Top}, {"middle", VerticalAlign::Middle}, {"bottom", VerticalAlign::Bottom}};
Choices<draw::Squeeze> const Squeezes{{"adjacent", draw::Squeeze::Adjacent}, {"all", draw::Squeeze::All}};
Choices<draw::Fit> const Fits{{"contain", draw::Fit::Contain}, {"cover", draw::Fit::Cover}};
Choices<bool> const Writings{{"horizontal", false}, {"vertical", true}};
Choices<bool> const YesNo{{"yes", true}, {"no", false}};

/// Reads the attributes of one element; what it cannot read it reports.
class Reader {
public:
    Reader(xml::Node const& element, std::string const& where, base::Findings& findings)
        : m_element(element), m_where(where), m_findings(findings) {}

    template <class T>
    void choice(std::string_view attribute, Choices<T> const& choices, T& value) {
        std::string_view const text = m_element.attributeValue(attribute);
        if (text.empty()) return;
        auto const found = choices.find(text);
        if (found != choices.end()) {
            value = found->second;
            return;
        }
        std::string example;
        for (auto const& [word, ignored] : choices)
            example += (example.empty() ? "" : " / ") + std::string(word);
        bad(attribute, text, example);
    }

    void number(std::string_view attribute, double least, double most, double& value) {
        std::string_view const text = m_element.attributeValue(attribute);
        if (text.empty()) return;
        double read = 0;
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), read);
        if (error == std::errc() && end == text.data() + text.size() && read >= least && read <= most) {
            value = read;
        } else {
            bad(attribute, text, fmt::format("{} … {}", least, most));
        }
    }

    void colour(std::string_view attribute, draw::Colour& value) {
        std::string_view const text = m_element.attributeValue(attribute);
        if (text.empty()) return;
        auto const read = draw::Colour::parse(text);
        if (read)
            value = *read;
        else
            bad(attribute, text, "#c8102e");
    }

    void bad(std::string_view attribute, std::string_view text, std::string_view example) {
        m_findings.push_back({false, {base::Kind::Invalid, badValue(attribute, text, example), m_where}});
    }

    void unknownNames() {
        static constexpr std::array<std::string_view, 17> Known{
            "data-family",   "data-weight", "data-colour", "data-align",   "data-valign", "data-size",
            "data-least",    "data-lines",  "data-spare",  "data-spacing", "data-letter", "data-squeeze",
            "data-required", "data-ground", "data-fit",    "data-anchor",  "data-writing"};
        for (xml::Node* a = m_element.firstAttribute(); a != nullptr; a = a->nextAttribute()) {
            std::string_view const name = a->localName();
            if (!name.starts_with("data-") || std::ranges::find(Known, name) != Known.end()) continue;
            std::string const text(name);
            m_findings.push_back({true,
                                  {base::Kind::Invalid,
                                   {"不认识的属性“" + text + "”，是否写错",
                                    "unknown attribute \"" + text + "\": a slip of the pen?"},
                                   m_where}});
        }
    }

private:
    xml::Node const& m_element;
    std::string const& m_where;
    base::Findings& m_findings;
};

} // namespace

base::Words badValue(std::string_view attribute, std::string_view value, std::string_view example) {
    return {fmt::format("{} 的值“{}”不对，应为：{}", attribute, value, example),
            fmt::format("{} cannot be \"{}\"; it takes: {}", attribute, value, example)};
}

void readValues(xml::Node const& element, draw::Size page, SlotInfo& info, std::string const& where,
                base::Findings& findings) {
    Reader reader(element, where, findings);
    reader.unknownNames();
    double const most = std::max(page.width, page.height);
    draw::TextStyle& style = info.style;
    style.weight = info.slot == Slot::Banner ? draw::Weight::Black : draw::Weight::Medium;
    style.align = draw::Align::Centre;
    reader.choice("data-writing", Writings, style.vertical);
    style.size = style.vertical ? info.rect.width : info.rect.height;
    // Text of a 60th of the page's shorter side is about the smallest that is read from a few steps
    // away, on a screen as on a sheet.
    info.leastSize = std::min(page.width, page.height) / 60;
    double lines = 1;
    double spare = 0;
    reader.choice("data-family", Families, style.family);
    reader.choice("data-weight", Weights, style.weight);
    reader.colour("data-colour", style.colour);
    reader.choice("data-align", Aligns, style.align);
    reader.choice("data-valign", Verticals, info.vertical);
    reader.number("data-size", 0.01, most, style.size);
    reader.number("data-least", 0.01, most, info.leastSize);
    reader.number("data-lines", 1, 40, lines);
    reader.number("data-spare", 0, 40, spare);
    reader.number("data-spacing", 0.9, 3, style.lineSpacing);
    reader.number("data-letter", -0.1, 2, style.letterSpacing);
    reader.choice("data-squeeze", Squeezes, style.squeeze);
    reader.choice("data-required", YesNo, info.required);
    reader.colour("data-ground", info.ground);
    reader.choice("data-fit", Fits, info.fit);
    info.lines = static_cast<int>(lines);
    info.spareLines = static_cast<int>(spare);
    if (info.leastSize > style.size) info.leastSize = style.size;
}

} // namespace huibiao::layout
