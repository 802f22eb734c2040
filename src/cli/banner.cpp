#include "wording/banner.h"

#include "cli/internal/command.h"
#include "draw/fonts.h"
#include "draw/picture.h"
#include "kit/artwork.h"
#include "layout/layout.h"

#include <fmt/format.h>

#include <memory>

namespace huibiao::cli {

namespace {

struct Options {
    wording::BannerInput input;
    std::string png, pdf, svg, size, layout, logo;
};

int drawBanner(Call const& call, Options const& options, wording::Banner const& banner) {
    bool const paper = !options.pdf.empty();
    std::string const text = !options.size.empty() ? options.size : paper ? "6000x700mm" : "1920x1080";
    auto const written = draw::parseSize(text);
    bool const millimetres = written && written->unit == draw::WrittenSize::Unit::Millimetres;
    bool const none = !written || written->size.width < 1 || written->size.height < 1;
    if (none || (!options.png.empty() && millimetres) || (paper && !millimetres)) {
        call.say({"--size 应写成 1920x1080（图片，像素）或 6000x700mm（PDF，毫米）",
                  "--size must be 1920x1080 (pixels, for --png) or 6000x700mm (millimetres, for --pdf)"});
        return 2;
    }
    auto const fonts = draw::Fonts::open(call.places.fonts);
    if (!fonts) return call.failed(fonts.error());
    fs::path const logoFile = options.logo.empty()
                                  ? call.places.share / "assets" / "logo" / "default-logo.svg"
                                  : fs::path(options.logo);
    auto const logo = draw::Picture::load(logoFile);
    if (!logo) return call.failed(logo.error());
    if (options.logo.empty())
        call.say({"提醒  使用的是自带的示意LOGO，请用 --logo 换成市政务公开办提供的文件",
                  "warning: the stand-in LOGO is used; give the official one with --logo"});
    draw::Size const& size = written->size;
    auto const layout = layout::Layout::load(
        options.layout.empty()
            ? kit::layoutFor(call.places.share, size, paper ? kit::Medium::Print : kit::Medium::Screen)
            : fs::path(options.layout));
    if (!layout) return call.failed(layout.error());
    kit::Artwork const artwork = kit::bannerArtwork(*layout, banner, *logo);

    if (!options.png.empty()) {
        auto const done = kit::writePng(artwork, *fonts, static_cast<int>(size.width),
                                        static_cast<int>(size.height), options.png);
        if (!done) return call.failed(done.error());
    }
    draw::Size const points = millimetres ? draw::Size{draw::points(size.width), draw::points(size.height)}
                                          : draw::Size{size.width * 0.75, size.height * 0.75};
    if (paper) {
        auto const scale = kit::writePdf(artwork, *fonts, points, options.pdf);
        if (!scale) return call.failed(scale.error());
        if (*scale != 1.0)
            call.say({fmt::format("{}：超过 5.08 米，按 1:{:g} 制作，印制时放大 {:g} 倍", options.pdf,
                                  1 / *scale, 1 / *scale),
                      fmt::format("{}: longer than 5.08 m, so made at 1:{:g}; print it at {:g} times",
                                  options.pdf, 1 / *scale, 1 / *scale)});
    }
    if (!options.svg.empty()) {
        auto const done = kit::writeSvg(artwork, *fonts, points, options.svg);
        if (!done) return call.failed(done.error());
    }
    return 0;
}

} // namespace

void addBanner(CLI::App& app, Call& call) {
    auto const options = std::make_shared<Options>();
    CLI::App* const banner =
        command(app, call, "banner",
                {"按规范写出会标，并可画成图片或 PDF", "the 会标 by the norm, as text, picture or PDF"},
                "huibiao banner --unit 高坪镇 --city 浏阳市 --year 2023 --pdf 横幅.pdf --size 6000x700mm");
    banner->add_option("--unit", options->input.unit, call.words({"责任单位", "the unit"}))->required();
    banner->add_option("--year", options->input.year, call.words({"年份", "the year"}))->required();
    banner->add_option("--theme", options->input.theme,
                       call.words({"活动主题（暨后面的文字）", "the theme (after 暨)"}));
    banner->add_option("--city", options->input.city, call.words({"所在的市", "the city"}));
    banner->add_option("--event", options->input.eventName,
                       call.words({"活动名称，默认政务公开主题日", "the event's name (政务公开主题日)"}));
    banner->add_option("--png", options->png, call.words({"画成 PNG 图片", "draw it as a PNG"}));
    banner->add_option("--pdf", options->pdf, call.words({"画成印刷用 PDF", "draw it as a PDF for print"}));
    banner->add_option("--svg", options->svg, call.words({"画成 SVG", "draw it as an SVG"}));
    banner->add_option(
        "--size", options->size,
        call.words({"大小：1920x1080（像素）或 6000x700mm", "size: 1920x1080 (px) or 6000x700mm"}));
    banner->add_option("--layout", options->layout, call.words({"版式文件（SVG）", "a layout (SVG)"}));
    banner->add_option("--logo", options->logo, call.words({"LOGO 文件", "the LOGO's file"}));
    banner->callback([&call, options] {
        call.work = [&call, options] {
            auto const made = wording::banner(options->input);
            if (!made) return call.failed(made.error());
            for (base::Words const& guess : made->warnings)
                call.say({"提醒  " + guess.zh, "warning: " + guess.en});
            call.print(made->line);
            bool const drawn = !options->png.empty() || !options->pdf.empty() || !options->svg.empty();
            return drawn ? drawBanner(call, *options, *made) : 0;
        };
    });
}

} // namespace huibiao::cli
