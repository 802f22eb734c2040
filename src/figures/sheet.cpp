#include "figures/sheet.h"

#include "draw/canvas.h"
#include "draw/document.h"
#include "draw/surface.h"
#include "figures/internal/composer.h"
#include "figures/internal/flow.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <optional>

namespace huibiao::figures {

using base::Result;
using internal::Composer;
using internal::Flow;
using internal::Mark;
using internal::SetText;
namespace ink = internal::ink;

namespace {

// A4 upright, in pt.
constexpr draw::Size Paper{draw::points(210), draw::points(297)};
constexpr double Side = draw::points(17);
constexpr double Top = draw::points(14);
constexpr double Bottom = draw::points(16);
constexpr double Dpi = 150;

using Page = std::vector<Mark>;

struct Step {
    double size;
    std::size_t columns;
};
/// Tried one after the other until everything lies on one page; the last has the least size.
constexpr Step Steps[] = {{11, 1}, {10, 1}, {9.5, 1}, {9, 2}, {Sheet::Least, 2}};
/// Where one page does not do.
constexpr Step Several{9, 2};
constexpr std::size_t TextsOnOne = 3; ///< at least so many are listed, or there are several pages
constexpr std::size_t TextsOnSeveral = 20;

} // namespace

struct Sheet::Inner {
    Look look;
    Head head;
    base::Language words;
    double size = 0;
    double firstTop = 0;
    std::vector<Page> pages{};

    [[nodiscard]] bool zh() const { return words == base::Language::Chinese; }
    [[nodiscard]] SetText set(std::string_view text, double textSize, draw::Colour colour, double width = 0,
                              draw::Weight weight = draw::Weight::Regular,
                              draw::Align align = draw::Align::Left) const;
    struct Banner {
        SetText text;
        bool own; ///< as wide as its lines, not as the column
    };
    [[nodiscard]] Banner bannerText(double width) const;
    [[nodiscard]] Page top();
    void addFurther(Page& page, std::size_t number, std::size_t count) const;
    void paint(draw::Canvas& canvas, Page const& page) const;
};

SetText Sheet::Inner::set(std::string_view text, double textSize, draw::Colour colour, double width,
                          draw::Weight weight, draw::Align align) const {
    draw::TextStyle style;
    style.size = textSize;
    style.colour = colour;
    style.weight = weight;
    style.align = align;
    // 公文 titles are set in a Song face.
    style.family = align == draw::Align::Centre ? draw::Family::Serif : draw::Family::Sans;
    style.balanced = align == draw::Align::Centre;
    style.language = zh() ? "zh-CN" : "en";
    return std::make_shared<draw::Text const>(draw::Text::lay(*look.fonts, text, style, width));
}

/// As large as two lines let it be, best broken before 暨; a longer one takes as many as it needs.
Sheet::Inner::Banner Sheet::Inner::bannerText(double width) const {
    draw::Passage passage(head.banner);
    if (std::size_t const theme = head.banner.find("活动暨"); theme != std::string::npos) {
        std::size_t const end = theme + std::string_view("活动").size();
        passage.breaks.push_back(end);
        if (std::size_t const event = head.banner.find("“"); event < end)
            passage.together.push_back({event, end});
    }
    draw::TextStyle style;
    style.family = draw::Family::Serif;
    style.weight = draw::Weight::Bold;
    style.colour = ink::Black;
    style.align = draw::Align::Centre;
    style.language = zh() ? "zh-CN" : "en";
    style.size = 17;
    auto fitted =
        draw::Text::fit(*look.fonts, passage, style, {width, 60}, {.least = 12, .most = 17, .lines = 2});
    if (fitted) return {std::make_shared<draw::Text const>(std::move(*fitted)), true};
    return {set(head.banner, 12, ink::Black, width, draw::Weight::Bold, draw::Align::Centre), false};
}

/// The 会标, the LOGO, unit and date; sets firstTop.
Page Sheet::Inner::top() {
    Page page;
    double const width = Paper.width - 2 * Side;
    double y = Top;
    double const logo = look.logo ? draw::points(26) : 0;
    if (look.logo) page.push_back({Mark::Logo{{Side, Top, logo, draw::points(17)}}});
    double const middle = width - 2 * (logo + 8);
    auto const [banner, own] = bannerText(middle);
    double const aside = own ? (middle - banner->size().width) / 2 : 0;
    page.push_back({Mark::Words{banner, {Side + logo + 8 + aside, y}}});
    y += banner->size().height;
    SetText const name = set(zh() ? "问卷汇总" : "Survey summary", 14, ink::Black, middle, draw::Weight::Bold,
                             draw::Align::Centre);
    page.push_back({Mark::Words{name, {Side + logo + 8, y}}});
    y = std::max(y + name->size().height, look.logo ? Top + draw::points(17) : 0) + 6;
    page.push_back({Mark::Fill{{Side, y, width, 1.5}, ink::Rule}});
    y += 6;
    auto const line = [&](std::string const& left, std::string const& right) {
        SetText const end = set(right, 9, ink::Black);
        SetText const begin = set(left, 9, ink::Black, width - end->size().width - 12);
        page.push_back({Mark::Words{begin, {Side, y}}});
        page.push_back({Mark::Words{end, {Side + width - end->size().width, y}}});
        y += begin->size().height;
    };
    line((zh() ? "责任单位：" : "Unit: ") + head.unit,
         (zh() ? "制表时间：" : "Made: ") + dayWords(head.made, words, true));
    for (std::string const& note : head.notes) line(note, "");
    firstTop = y + 8;
    return page;
}

void Sheet::Inner::addFurther(Page& page, std::size_t number, std::size_t count) const {
    if (count == 1) return;
    SetText const foot =
        set(zh() ? fmt::format("第{}页，共{}页", number, count) : fmt::format("Page {} of {}", number, count),
            8.5, ink::Grey);
    page.push_back({Mark::Words{foot, {(Paper.width - foot->size().width) / 2, Paper.height - Bottom + 10}}});
    if (number == 1) return;
    SetText banner;
    for (double const tried : {8.5, 7.5, 6.5, 5.5}) {
        banner = set(head.banner, tried, ink::Grey);
        if (banner->size().width <= Paper.width - 2 * Side) break;
    }
    page.push_back({Mark::Words{banner, {Side, Top - 4}}});
    page.push_back({Mark::Fill{{Side, Top + 10, Paper.width - 2 * Side, 0.75}, ink::Rule}});
}

void Sheet::Inner::paint(draw::Canvas& canvas, Page const& page) const {
    for (Mark const& mark : page) {
        if (auto const* words_ = std::get_if<Mark::Words>(&mark.what)) words_->text->draw(canvas, words_->at);
        if (auto const* fill = std::get_if<Mark::Fill>(&mark.what)) canvas.fill(fill->rect, fill->colour);
        if (auto const* logo = std::get_if<Mark::Logo>(&mark.what)) look.logo->draw(canvas, logo->rect);
    }
}

namespace {

/// Sets all forms in one way after the other.
class Setter {
public:
    Setter(Look const& look, std::vector<Summary> const& forms, base::Language words, double firstTop)
        : m_look(look), m_forms(forms), m_words(words), m_firstTop(firstTop) {}

    /// Nothing where `mostPages` are too few. `bottom`: how far above the end of the text block to stop.
    std::optional<std::vector<Page>> pages(Step const& step, std::size_t texts, std::size_t mostPages,
                                           double bottom = 0) {
        Flow::Frame const frame{.width = Paper.width - 2 * Side,
                                .columns = step.columns,
                                .gap = draw::points(7),
                                .firstTop = m_firstTop,
                                .top = Top + 20,
                                .bottom = Paper.height - Bottom - bottom,
                                .left = Side,
                                .mostPages = mostPages};
        Flow flow(frame);
        Composer& composer = composerFor(step, flow);
        for (Summary const& form : m_forms) {
            std::vector<internal::Piece> pieces = composer.title(form);
            std::size_t number = 0;
            for (QuestionFigures const& question : form.questions) {
                if (!question.asked) continue;
                auto const more = composer.question(question, ++number, texts);
                pieces.insert(pieces.end(), more.begin(), more.end());
                if (!flow.put(pieces, composer.again(number))) return std::nullopt;
                pieces.clear();
            }
            if (!flow.put(pieces, composer.again(0))) return std::nullopt; // a form without questions
        }
        return flow.take();
    }

    [[nodiscard]] std::size_t mostTexts() const {
        std::size_t most = 0;
        for (Summary const& form : m_forms)
            for (QuestionFigures const& question : form.questions)
                most = std::max(most, question.texts.size());
        return most;
    }

private:
    Composer& composerFor(Step const& step, Flow const& flow) {
        if (m_composer && m_step.size == step.size && m_step.columns == step.columns) return *m_composer;
        std::size_t columns = 2;
        for (Summary const& form : m_forms)
            for (QuestionFigures const& question : form.questions)
                columns = std::max(columns, headings(question, m_words).size());
        m_step = step;
        m_composer.emplace(*m_look.fonts, m_words,
                           Composer::Measures{step.size, flow.columnWidth(), flow.columnHeight(), columns});
        return *m_composer;
    }

    Look m_look;
    std::vector<Summary> const& m_forms;
    base::Language m_words;
    double m_firstTop;
    Step m_step{};
    std::optional<Composer> m_composer;
};

/// The shortest columns that hold it all, so that two stand side by side.
std::vector<Page> evened(Setter& setter, Step const& step, std::size_t texts, std::vector<Page> pages) {
    if (step.columns == 1) return pages;
    double fits = 0;
    double toomuch = Paper.height - Bottom - Top - 200;
    for (int i = 0; i < 6; ++i) {
        double const middle = (fits + toomuch) / 2;
        if (auto tried = setter.pages(step, texts, 1, middle)) {
            pages = std::move(*tried);
            fits = middle;
        } else {
            toomuch = middle;
        }
    }
    return pages;
}

} // namespace

Sheet Sheet::lay(Look const& look, Head const& head, std::vector<Summary> const& forms,
                 base::Language words) {
    auto inner = std::make_unique<Inner>(Inner{look, head, words});
    Page top = inner->top();
    Setter setter(look, forms, words, inner->firstTop);
    std::size_t const all = setter.mostTexts();
    std::optional<std::vector<Page>> pages;
    for (Step const& step : Steps) {
        pages = setter.pages(step, all, 1);
        inner->size = step.size;
        if (!pages) continue;
        pages = evened(setter, step, all, std::move(*pages));
        break;
    }
    if (!pages && all > TextsOnOne) {
        Step const& least = *std::prev(std::end(Steps));
        pages = setter.pages(least, TextsOnOne, 1);
        std::size_t fits = TextsOnOne;
        for (std::size_t toomany = all; pages && toomany - fits > 1;) {
            std::size_t const middle = (fits + toomany) / 2;
            if (auto tried = setter.pages(least, middle, 1)) {
                pages = std::move(*tried);
                fits = middle;
            } else {
                toomany = middle;
            }
        }
    }
    if (!pages) {
        pages = setter.pages(Several, TextsOnSeveral, 0);
        inner->size = Several.size;
    }
    inner->pages = std::move(*pages);
    inner->pages[0].insert(inner->pages[0].begin(), top.begin(), top.end());
    for (std::size_t i = 0; i < inner->pages.size(); ++i)
        inner->addFurther(inner->pages[i], i + 1, inner->pages.size());
    return Sheet(std::move(inner));
}

Sheet::Sheet(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Sheet::Sheet(Sheet&&) noexcept = default;
Sheet& Sheet::operator=(Sheet&&) noexcept = default;
Sheet::~Sheet() = default;

std::size_t Sheet::pages() const {
    return m_inner->pages.size();
}

double Sheet::fontSize() const {
    return m_inner->size;
}

Result<std::string> Sheet::pdf() const {
    std::string const title = m_inner->head.banner + (m_inner->zh() ? "问卷汇总" : " survey summary");
    auto document = draw::Document::open(*m_inner->look.fonts, Paper, {.title = title});
    if (!document) return base::pass(document);
    for (std::size_t i = 0; i < m_inner->pages.size(); ++i) {
        if (i > 0)
            if (Result<void> const next = document->nextPage(); !next) return base::pass(next);
        m_inner->paint(document->canvas(), m_inner->pages[i]);
    }
    return document->finish();
}

Result<std::vector<std::string>> Sheet::pngs() const {
    std::vector<std::string> out;
    double const scale = Dpi / 72;
    int const width = static_cast<int>(std::lround(Paper.width * scale));
    int const height = static_cast<int>(std::lround(Paper.height * scale));
    auto const& pages = m_inner->pages;
    for (std::size_t from = 0; from < pages.size(); from += PagesAPicture) {
        std::size_t const count = std::min(PagesAPicture, pages.size() - from);
        auto surface = draw::Surface::create(width, height * static_cast<int>(count));
        if (!surface) return base::pass(surface);
        draw::Canvas canvas = surface->canvas();
        canvas.clear(draw::Colour::White);
        for (std::size_t i = 0; i < count; ++i) {
            auto const kept = canvas.saved();
            canvas.translate({0, static_cast<double>(height) * static_cast<double>(i)});
            canvas.scale(scale);
            m_inner->paint(canvas, pages[from + i]);
        }
        auto png = surface->png();
        if (!png) return base::pass(png);
        out.push_back(std::move(*png));
    }
    return out;
}

} // namespace huibiao::figures
