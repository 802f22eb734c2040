#include "kit/artwork.h"

#include "base/utf8.h"
#include "draw/document.h"

namespace huibiao::kit {

draw::Passage passage(wording::Banner const& banner) {
    draw::Passage out(banner.line);
    std::size_t const afterHead = banner.head.size();
    std::size_t const afterEvent = afterHead + banner.event.size();
    out.together.push_back({0, afterHead});
    out.together.push_back({afterHead, afterEvent});
    if (banner.theme.empty()) {
        out.breaks = {afterHead};
        return out;
    }
    out.breaks = {afterHead, afterEvent};
    std::u32string const theme = base::decode(banner.theme);
    std::size_t const firstTwo = base::encode(std::u32string_view(theme).substr(0, 2)).size();
    out.together.push_back({afterEvent, afterEvent + firstTwo});
    return out;
}

fs::path layoutFor(fs::path const& share, draw::Size const& size, Medium medium) {
    fs::path const layouts = share / "layouts";
    double const ratio = size.height > 0 ? size.width / size.height : 1;
    // Between 16:9 and 7:1 on the scale of ratios.
    constexpr double wide = 3.5;
    if (ratio >= wide) return layouts / (medium == Medium::Print ? "banner-print.svg" : "strip-7x1.svg");
    return layouts / (ratio >= 1 ? "screen-16x9.svg" : "screen-9x16.svg");
}

Artwork bannerArtwork(layout::Layout const& layout, wording::Banner const& banner,
                      draw::Picture const& logo) {
    Artwork out;
    out.layout = &layout;
    out.contents[layout::Slot::Banner] = passage(banner);
    out.contents[layout::Slot::Logo] = &logo;
    out.title = banner.line;
    return out;
}

base::Result<draw::Surface> raster(Artwork const& artwork, draw::Fonts const& fonts, int width, int height) {
    auto surface = draw::Surface::create(width, height);
    if (!surface) return surface;
    draw::Canvas canvas = surface->canvas();
    auto const drawn = artwork.layout->draw(canvas, fonts, surface->bounds(), artwork.contents);
    if (!drawn) return base::pass(drawn);
    return surface;
}

base::Result<void> writePng(Artwork const& artwork, draw::Fonts const& fonts, int width, int height,
                            fs::path const& file) {
    auto const surface = raster(artwork, fonts, width, height);
    if (!surface) return base::pass(surface);
    return surface->writePng(file);
}

namespace {

base::Result<double> writeDocument(Artwork const& artwork, draw::Fonts const& fonts, draw::Size const& size,
                                   fs::path const& file, draw::Document::Format format) {
    draw::Document::Options options;
    options.format = format;
    options.title = artwork.title;
    auto document = draw::Document::open(fonts, size, options);
    if (!document) return base::pass(document);
    layout::Layout::Options how;
    auto const& item = artwork.layout->item();
    how.density = item ? item->dpi / 72 : nearDensity;
    auto const drawn = artwork.layout->draw(document->canvas(), fonts, {0, 0, size.width, size.height},
                                            artwork.contents, how);
    if (!drawn) return base::pass(drawn);
    double const scale = document->scale();
    auto const written = document->finish(file);
    if (!written) return base::pass(written);
    return scale;
}

} // namespace

base::Result<double> writePdf(Artwork const& artwork, draw::Fonts const& fonts, draw::Size const& size,
                              fs::path const& file) {
    return writeDocument(artwork, fonts, size, file, draw::Document::Format::Pdf);
}

base::Result<void> writeSvg(Artwork const& artwork, draw::Fonts const& fonts, draw::Size const& size,
                            fs::path const& file) {
    auto const written = writeDocument(artwork, fonts, size, file, draw::Document::Format::Svg);
    if (!written) return base::pass(written);
    return {};
}

} // namespace huibiao::kit
