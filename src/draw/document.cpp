#include "draw/document.h"

#include "base/file.h"
#include "draw/internal/sheet.h"
#include "draw/text.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <utility>

namespace huibiao::draw {

namespace {

constexpr double AcrobatLimit = 14400;
/// Eyelets of banners are half a metre apart at most.
constexpr double EyeletDistance = points(500);

cairo_status_t append(void* closure, unsigned char const* data, unsigned int length) {
    static_cast<std::string*>(closure)->append(reinterpret_cast<char const*>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

std::string ratio(double scale) {
    return fmt::format("{:.4g}", 1 / scale);
}

} // namespace

std::string scaleName(double scale) {
    return scale == 1 ? std::string() : "（1比" + ratio(scale) + "）";
}

struct Document::Inner {
    Fonts fonts;
    Size page;
    Options options;
    double scale = 1;
    std::string bytes;
    cairo_surface_t* surface = nullptr;
    std::optional<Canvas> canvas;

    explicit Inner(Fonts own) : fonts(std::move(own)) {}
    Inner(Inner const&) = delete;
    Inner& operator=(Inner const&) = delete;
    ~Inner() {
        canvas.reset();
        if (surface != nullptr) cairo_surface_destroy(surface);
    }

    Sheet sheet;

    void start();
    void newCanvas();
    void finishPage();
    [[nodiscard]] std::string slug() const;
};

void Document::Inner::newCanvas() {
    canvas.reset();
    cairo_t* context = cairo_create(surface);
    canvas.emplace(context);
    cairo_destroy(context);
    canvas->translate(sheet.trim.origin());
    canvas->scale(scale);
    Rect const whole{0, 0, page.width, page.height};
    if (!(sheet.size == sheet.trim.size())) canvas->clip(whole.inset(-options.bleed));
}

void Document::Inner::start() {
    Size const own{page.width * scale, page.height * scale};
    if (options.format == Format::Svg) {
        sheet = sheetFor(own, 0, 0, false, false);
    } else {
        bool const words = scale < 1 || !options.slug.empty();
        sheet = sheetFor(own, options.bleed * scale, options.margin * scale, options.marks, words);
        sheet.eyelets = EyeletDistance * scale;
        for (double const fold : options.folds) sheet.folds.push_back(fold * scale);
    }
    Size const size = sheet.size;
    if (options.format == Format::Svg) {
        surface = cairo_svg_surface_create_for_stream(append, &bytes, size.width, size.height);
        cairo_svg_surface_set_document_unit(surface, options.pixels ? CAIRO_SVG_UNIT_PX : CAIRO_SVG_UNIT_PT);
    } else {
        surface = cairo_pdf_surface_create_for_stream(append, &bytes, size.width, size.height);
        std::string const title = options.title + scaleName(scale);
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_TITLE, title.c_str());
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATOR, "huibiao");
        // Cairo would write the present time.
        cairo_pdf_surface_set_metadata(surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
    }
    newCanvas();
}

std::string Document::Inner::slug() const {
    if (scale == 1) return options.slug;
    std::string const words =
        fmt::format("比例 1:{0}，成品 {1:.0f} × {2:.0f} mm，请放大 {0} 倍输出   Scale 1:{0}, "
                    "finished size {1:.0f} × {2:.0f} mm",
                    ratio(scale), millimetres(page.width), millimetres(page.height));
    return options.slug.empty() ? words : options.slug + "   " + words;
}

/// Marks and slug, outside of what the canvas reaches.
void Document::Inner::finishPage() {
    canvas.reset();
    if (sheet.size == sheet.trim.size()) return;
    cairo_t* context = cairo_create(surface);
    Canvas whole(context);
    cairo_destroy(context);
    drawMarks(whole, sheet);
    if (sheet.slug <= 0) return;
    TextStyle const style{.size = 8, .lineSpacing = 1};
    Size const box{sheet.size.width - 12, sheet.slug - 6};
    auto const text = Text::fit(fonts, slug(), style, box, {.least = 1, .most = 8, .lines = 1});
    if (text) text->draw(whole, {6, sheet.size.height - sheet.slug + 4});
}

double Document::scaleOf(Size page, Options const& options) {
    double const longest =
        std::max(page.width, page.height) + 2 * std::max({options.bleed, options.margin, 0.0});
    bool const huge = options.format == Format::Pdf && longest > AcrobatLimit;
    return options.scale.value_or(huge ? 0.1 : 1.0);
}

base::Result<Document> Document::open(Fonts const& fonts, Size page, Options const& options) {
    double const most = points(100'000);
    bool const sane = page.width > 0 && page.height > 0 && page.width <= most && page.height <= most;
    if (!sane) {
        return base::fail(base::Kind::Invalid, {"页面尺寸不对：宽和高都要大于 0，不超过 100 米",
                                                "no such page size: both sides above 0 and at most 100 m"});
    }
    if (options.scale && !(*options.scale > 0 && *options.scale <= 1)) {
        return base::fail(base::Kind::Invalid,
                          {"比例要大于 0，最大为 1（原大）", "the scale must be above 0 and at most 1"});
    }
    auto inner = std::make_unique<Inner>(fonts.shared());
    inner->page = page;
    inner->options = options;
    inner->scale = scaleOf(page, options);
    inner->start();
    return Document(std::move(inner));
}

Document::Document(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Document::Document(Document&&) noexcept = default;
Document& Document::operator=(Document&&) noexcept = default;
Document::~Document() = default;

Canvas& Document::canvas() {
    return *m_inner->canvas;
}

double Document::scale() const {
    return m_inner->scale;
}

Size Document::page() const {
    return m_inner->page;
}

base::Result<void> Document::nextPage() {
    if (m_inner->options.format == Format::Svg) {
        return base::fail(base::Kind::Unsupported,
                          {"SVG 只有一页，多页请用 PDF", "an SVG has one sheet; use PDF for several"});
    }
    m_inner->finishPage();
    cairo_surface_show_page(m_inner->surface);
    m_inner->newCanvas();
    return {};
}

base::Result<std::string> Document::finish() {
    m_inner->finishPage();
    m_inner->canvas.reset();
    // Cairo drops a last page on which nothing was drawn.
    cairo_surface_show_page(m_inner->surface);
    cairo_surface_finish(m_inner->surface);
    cairo_status_t const status = cairo_surface_status(m_inner->surface);
    if (status != CAIRO_STATUS_SUCCESS) {
        std::string const reason = cairo_status_to_string(status);
        return base::fail(base::Kind::Io,
                          {"文件生成失败：" + reason, "the document could not be made: " + reason});
    }
    if (m_inner->options.format == Format::Svg) return plainIds(m_inner->bytes);
    return boxed(m_inner->bytes, m_inner->sheet);
}

base::Result<void> Document::finish(std::filesystem::path const& file) {
    auto const bytes = finish();
    if (!bytes) return base::pass(bytes);
    return base::writeDurably(file, *bytes);
}

} // namespace huibiao::draw
