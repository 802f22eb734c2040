#include "draw/document.h"

#include "base/file.h"
#include "draw/internal/sheet.h"
#include "draw/text.h"

#include <cairo-pdf.h>
#include <cairo-svg.h>
#include <fmt/format.h>

#include <cmath>
#include <utility>

namespace huibiao::draw {

namespace {

constexpr double AcrobatLimit = 14400;
constexpr double SlugHeight = 18;

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

    [[nodiscard]] double slug() const { return scale < 1 && options.format == Format::Pdf ? SlugHeight : 0; }
    [[nodiscard]] Size sheet() const { return {page.width * scale, page.height * scale + slug()}; }
    void start();
    void newCanvas();
    void drawSlug();
};

void Document::Inner::newCanvas() {
    canvas.reset();
    cairo_t* context = cairo_create(surface);
    canvas.emplace(context);
    cairo_destroy(context);
    canvas->scale(scale);
    if (slug() > 0) canvas->clip(Rect{0, 0, page.width, page.height});
}

void Document::Inner::start() {
    Size const size = sheet();
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

void Document::Inner::drawSlug() {
    if (slug() <= 0) return;
    canvas.reset();
    cairo_t* context = cairo_create(surface);
    Canvas sheetCanvas(context);
    cairo_destroy(context);
    std::string const words =
        fmt::format("比例 1:{0}，成品 {1:.0f} × {2:.0f} mm，请放大 {0} 倍输出   Scale 1:{0}, "
                    "finished size {1:.0f} × {2:.0f} mm",
                    ratio(scale), millimetres(page.width), millimetres(page.height));
    TextStyle const style{.size = 8, .lineSpacing = 1};
    Size const box{page.width * scale - 12, SlugHeight - 6};
    auto const text = Text::fit(fonts, words, style, box, {.least = 1, .most = 8, .lines = 1});
    if (text) text->draw(sheetCanvas, {6, page.height * scale + 4});
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
    auto inner = std::make_unique<Inner>(fonts.forThread());
    inner->page = page;
    inner->options = options;
    bool const huge = options.format == Format::Pdf && std::max(page.width, page.height) > AcrobatLimit;
    inner->scale = options.scale.value_or(huge ? 0.1 : 1.0);
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
    m_inner->drawSlug();
    cairo_surface_show_page(m_inner->surface);
    m_inner->newCanvas();
    return {};
}

base::Result<std::string> Document::finish() {
    m_inner->drawSlug();
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
    if (m_inner->slug() <= 0) return m_inner->bytes;
    return trimmedAbove(m_inner->bytes, m_inner->slug());
}

base::Result<void> Document::finish(std::filesystem::path const& file) {
    auto const bytes = finish();
    if (!bytes) return base::pass(bytes);
    return base::writeDurably(file, *bytes);
}

} // namespace huibiao::draw
