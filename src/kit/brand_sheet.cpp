#include "kit/brand_sheet.h"

#include "draw/document.h"
#include "draw/path.h"
#include "draw/text.h"
#include "kit/artwork.h"
#include "kit/piece.h"
#include "layout/logo.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace huibiao::kit {

namespace {

using draw::Colour;
using draw::Rect;
using layout::LogoRules;

constexpr Colour Ink{34, 34, 34, 255};
constexpr Colour Faint{105, 105, 105, 255};
constexpr Colour Edge{190, 190, 190, 255};
constexpr Colour Red{0xC2, 0x0F, 0x23, 255};
constexpr Colour Paper{0xFD, 0xF8, 0xEF, 255};
constexpr Colour Green{0x1B, 0x7A, 0x3D, 255};
constexpr double Margin = 48; ///< pt

// Every word of the sheet: its fonts are cut down to them.
constexpr char const* Title = "标识使用规范";
constexpr char const* SizesHead = "LOGO 的净空与最小尺寸";
constexpr char const* ClearSpace = "净空：短边的 1/8";
constexpr char const* Room = "四周留出短边的八分之一，里面不放字、码和图案，也不贴边。";
constexpr char const* Least = "短边最小：印刷 {:g} 毫米，屏幕 {:g} 像素；小于这个尺寸看不清，不用。";
constexpr char const* Pixels = "位图要够大：印刷每英寸 300 点（大幅喷绘 72 点），不够就向发文单位要 SVG。";
constexpr char const* LeastPrinted = "← 印刷最小，{:g} 毫米";
constexpr char const* May = "可以　";
constexpr char const* MayNot = "不行　";
constexpr char const* GroundsHead = "放在什么底上";
constexpr char const* White = "白底";
constexpr char const* Pale = "浅色、无图案的底";
constexpr char const* Plate = "深色底上加白牌";
constexpr char const* Dark = "直接放在深色底上";
constexpr char const* Never =
    "不拉长、不压扁、不裁切、不旋转、不改颜色、不加边框和阴影；不用截图、拍照得来的文件。";
constexpr char const* ColoursHead = "颜色";
constexpr char const* WordsHead = "会标文字，一字不改";
constexpr char const* Wording = "单位全称加年份在前，双引号用全角，年份用阿拉伯数字，主题前加“暨”。";
constexpr char const* Sum = "LOGO 文件的 SHA-256（写进 event.toml 的 [brand] sha256，换错文件就会提醒）：";
constexpr std::array<char const*, 5> ColourNames{"主红", "深红", "金", "纸色", "四色黑（只用于大面积）"};

class Sheet {
public:
    Sheet(draw::Document& document, draw::Fonts const& fonts, draw::Picture const& logo)
        : m_canvas(document.canvas()), m_fonts(fonts), m_logo(logo),
          m_width(document.page().width - 2 * Margin) {}

    void head(wording::Banner const& banner);
    void clearSpace();
    void grounds();
    void colours();
    void words(wording::Banner const& banner, std::string const& sha256);

private:
    /// Returns the height.
    double text(std::string const& words, draw::TextStyle const& style, Rect const& box) {
        auto const set = draw::Text::lay(m_fonts, words, style, box.width);
        set.draw(m_canvas, box.origin());
        return set.size().height;
    }
    void section(std::string const& title, double y) {
        m_canvas.fill(Rect{Margin, y + 2, 3, 13}, Red);
        text(title, {.weight = draw::Weight::Bold, .size = 13, .colour = Ink, .lineSpacing = 1.2},
             {Margin + 10, y, m_width, 16});
    }
    void note(std::string const& words, Rect const& box) {
        text(words, {.size = 9.5, .colour = Ink, .lineSpacing = 1.5}, box);
    }
    void sample(Rect const& box, Colour ground, bool plate, bool right, std::string const& words);

    draw::Canvas& m_canvas;
    draw::Fonts const& m_fonts;
    draw::Picture const& m_logo;
    double m_width;
};

void Sheet::head(wording::Banner const& banner) {
    text(Title, {.weight = draw::Weight::Black, .size = 24, .colour = Ink, .lineSpacing = 1.2},
         {Margin, 44, m_width, 30});
    text(banner.line, {.size = 10.5, .colour = Faint, .lineSpacing = 1.3}, {Margin, 78, m_width, 28});
}

void Sheet::clearSpace() {
    section(SizesHead, 122);
    Rect const place = m_logo.placed({Margin + 30, 172, 120, 120}, draw::Fit::Contain);
    double const clear = std::min(place.width, place.height) * LogoRules::clearSpace;
    Rect const around = place.inset(-clear);
    m_canvas.stroke(draw::Path::rect(around), Edge, {.width = 0.75, .round = false, .dash = {3, 2}});
    m_canvas.stroke(draw::Path::rect(place), Edge, {.width = 0.5, .round = false});
    m_logo.draw(m_canvas, place, draw::Fit::Contain, nearDensity);
    draw::TextStyle const small{.size = 8, .colour = Faint, .align = draw::Align::Centre, .lineSpacing = 1.2};
    text(ClearSpace, small, {around.x - 20, around.bottom() + 6, around.width + 40, 12});
    double const x = Margin + 230;
    note(fmt::format("{}\n{}\n{}", Room,
                     fmt::format(fmt::runtime(Least), LogoRules::leastPrinted, LogoRules::leastShown),
                     Pixels),
         {x, 160, m_width - 230, 100});
    Rect const least{x, 262, draw::points(LogoRules::leastPrinted), draw::points(LogoRules::leastPrinted)};
    m_logo.draw(m_canvas, least, draw::Fit::Contain, nearDensity);
    text(fmt::format(fmt::runtime(LeastPrinted), LogoRules::leastPrinted),
         {.size = 8, .colour = Faint, .lineSpacing = 1.2}, {least.right() + 10, least.y + 7, 160, 12});
}

void Sheet::sample(Rect const& box, Colour ground, bool plate, bool right, std::string const& words) {
    m_canvas.fill(box, ground);
    m_canvas.stroke(draw::Path::rect(box), Edge, {.width = 0.5, .round = false});
    Rect const place = m_logo.placed(box.inset(18), draw::Fit::Contain);
    if (plate) {
        double const clear = std::min(place.width, place.height) * LogoRules::clearSpace;
        m_canvas.fill(draw::Path::rounded(place.inset(-clear), clear), Colour::White);
    }
    m_logo.draw(m_canvas, place, draw::Fit::Contain, nearDensity);
    Colour const mark = right ? Green : Red;
    draw::TextStyle const style{.weight = draw::Weight::Bold, .size = 9, .colour = mark, .lineSpacing = 1.3};
    text((right ? May : MayNot) + words, style, {box.x, box.bottom() + 5, box.width, 26});
}

void Sheet::grounds() {
    section(GroundsHead, 330);
    double const gap = 16;
    double const width = (m_width - 3 * gap) / 4;
    auto const box = [&](int i) { return Rect{Margin + i * (width + gap), 354, width, 84}; };
    sample(box(0), Colour::White, false, true, White);
    sample(box(1), Paper, false, true, Pale);
    sample(box(2), Red, true, true, Plate);
    sample(box(3), Red, false, false, Dark);
    note(Never, {Margin, 470, m_width, 20});
}

void Sheet::colours() {
    section(ColoursHead, 506);
    double const gap = 12;
    double const width = (m_width - 4 * gap) / 5;
    std::size_t i = 0;
    for (auto const& [colour, inks] : houseInks()) {
        Rect const box{Margin + static_cast<double>(i) * (width + gap), 530, width, 44};
        m_canvas.fill(box, colour);
        m_canvas.stroke(draw::Path::rect(box), Edge, {.width = 0.5, .round = false});
        auto const percent = [](double share) { return static_cast<int>(share * 100 + 0.5); };
        text(fmt::format("{}\n{}\nC{} M{} Y{} K{}", ColourNames.at(i), colour.print(), percent(inks.cyan),
                         percent(inks.magenta), percent(inks.yellow), percent(inks.black)),
             {.size = 8.5, .colour = Ink, .lineSpacing = 1.4}, {box.x, box.bottom() + 5, box.width, 40});
        ++i;
    }
}

void Sheet::words(wording::Banner const& banner, std::string const& sha256) {
    section(WordsHead, 648);
    Rect const box{Margin, 672, m_width, 70};
    m_canvas.fill(box, Red);
    draw::TextStyle style{
        .family = draw::Family::Serif, .weight = draw::Weight::Black, .colour = Colour::White};
    style.align = draw::Align::Centre;
    style.squeeze = draw::Squeeze::All;
    auto const line = draw::Text::fit(m_fonts, passage(banner), style, box.inset(10).size(),
                                      {.least = 4, .most = 26, .lines = 3});
    if (line) line->draw(m_canvas, line->centredIn(box));
    note(Wording, {Margin, 750, m_width, 18});
    text(std::string(Sum) + "\n" + sha256, {.size = 7.5, .colour = Faint, .lineSpacing = 1.4},
         {Margin, 778, m_width, 24});
}

} // namespace

std::string brandSheetWords() {
    std::string out;
    for (char const* words :
         {Title, SizesHead, ClearSpace, Room, Least, Pixels, LeastPrinted, May, MayNot, GroundsHead, White,
          Pale, Plate, Dark, Never, ColoursHead, WordsHead, Wording, Sum})
        out += words;
    for (char const* name : ColourNames) out += name;
    return out;
}

base::Result<std::string> brandSheet(draw::Fonts const& fonts, draw::Picture const& logo,
                                     std::string const& sha256, wording::Banner const& banner) {
    draw::Document::Options options;
    options.title = std::string(Title) + "　" + banner.line;
    auto document = draw::Document::open(fonts, {draw::points(210), draw::points(297)}, options);
    if (!document) return base::pass(document);
    Sheet sheet(*document, fonts, logo);
    sheet.head(banner);
    sheet.clearSpace();
    sheet.grounds();
    sheet.colours();
    sheet.words(banner, sha256);
    return document->finish();
}

} // namespace huibiao::kit
