#include "kit/piece.h"

#include "base/file.h"
#include "draw/document.h"
#include "draw/surface.h"
#include "kit/artwork.h"
#include "kit/brand_sheet.h"
#include "kit/internal/judge.h"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <memory>
#include <utility>

namespace huibiao::kit {

namespace {

using layout::Contents;
using layout::Drawn;
using layout::Item;
using layout::Slot;

constexpr char const* ScanWords = "用手机扫描二维码填写，感谢您的意见";

std::string fileName(Item const& item, double scale, char const* ending) {
    std::string_view const unit = item.out == Item::Out::Pdf ? "mm" : "";
    return fmt::format("{}_{:g}x{:g}{}{}{}", item.name, item.size.width, item.size.height, unit,
                       draw::scaleName(scale), ending);
}

/// What is about the questionnaire's code is not made without one.
bool leftOut(layout::Layout const& layout, Subject const& subject) {
    auto const needsCode = [](layout::SlotInfo const& info) {
        return info.slot == Slot::Qr && info.required;
    };
    return subject.link.empty() && std::ranges::any_of(layout.slots(), needsCode);
}

/// One face, or the two of a folded card of which the upper is turned round.
base::Result<std::vector<Drawn>> drawFaces(layout::Layout const& layout, Item const& item,
                                           draw::Canvas& canvas, draw::Fonts const& fonts,
                                           draw::Rect const& rect, Contents const& contents,
                                           layout::Layout::Options const& options) {
    if (item.fold == Item::Fold::None) return layout.draw(canvas, fonts, rect, contents, options);
    draw::Point const centre = rect.centre();
    draw::Rect const lower{rect.x - options.bleed, centre.y, rect.width + 2 * options.bleed,
                           rect.height / 2 + options.bleed};
    base::Result<std::vector<Drawn>> drawn;
    for (bool const turned : {true, false}) {
        auto const kept = canvas.saved();
        if (turned) {
            canvas.translate(centre);
            canvas.rotate(180);
            canvas.translate({-centre.x, -centre.y});
        }
        canvas.clip(lower);
        drawn = layout.draw(canvas, fonts, rect, contents, options);
        if (!drawn) return drawn;
    }
    return drawn;
}

} // namespace

/// The pages of a piece and the photographs they show.
struct Workshop::Pages {
    std::vector<Contents> list;
    std::vector<std::unique_ptr<draw::Picture>> photos;
};

draw::Separation::Exact const& houseInks() {
    static draw::Separation::Exact const inks{
        {draw::Colour{0xC2, 0x0F, 0x23}, {0.10, 1.00, 0.95, 0.10}}, // the red
        {draw::Colour{0xA3, 0x0D, 0x1F}, {0.15, 1.00, 0.95, 0.25}}, // the dark red
        {draw::Colour{0xE6, 0xB6, 0x5A}, {0.08, 0.30, 0.75, 0.00}}, // the gold
        {draw::Colour{0xFD, 0xF8, 0xEF}, {0.00, 0.02, 0.07, 0.00}}, // the paper
        {draw::Colour{0x0A, 0x0A, 0x0A}, {0.50, 0.40, 0.40, 1.00}}, // rich black, for large fields alone
    };
    return inks;
}

std::string characters(Subject const& subject, std::vector<Model> const& models) {
    // The slugs and the contact sheet, then the subject's own.
    std::string out = "比例成品画面四周各出血留白打扣请放大倍输出物料一览像素文件页";
    out += ScanWords + brandSheetWords();
    for (std::string const* words :
         {&subject.banner.line, &subject.banner.unit, &subject.date, &subject.place, &subject.caption})
        out += *words;
    for (event::Person const& person : subject.people) out += person.name + person.role;
    for (std::string const& sign : subject.signs) out += sign;
    for (Model const& model : models) out += model.item.name;
    return out;
}

base::Result<Workshop> Workshop::open(draw::Fonts const& fonts, draw::Fonts const& narrow,
                                      std::vector<Model> const& models, draw::Picture const& logo,
                                      Press const& press) {
    Workshop workshop(fonts.forThread(), narrow.forThread(), models, logo, press);
    if (press.cmyk || press.pdfX) {
        auto separation = draw::Separation::open(draw::pressProfile(), houseInks());
        if (!separation) return base::pass(separation);
        workshop.m_separation = std::move(*separation);
    }
    for (Model const& model : models) {
        auto layout = layout::Layout::load(model.file);
        if (!layout) return base::pass(layout);
        workshop.m_layouts.push_back(std::move(*layout));
    }
    return workshop;
}

Contents Workshop::contents(layout::Layout const& layout, Subject const& subject) const {
    Contents out{{Slot::Banner, passage(subject.banner)}, {Slot::Logo, m_logo}};
    if (!subject.link.empty() && layout.has(Slot::Qr)) {
        out[Slot::Qr] = layout::QrText{subject.link};
        out[Slot::Caption] = draw::Passage(subject.caption);
        out[Slot::Text] = draw::Passage(ScanWords);
    }
    out[Slot::Unit] = draw::Passage(subject.banner.unit);
    out[Slot::Date] = datePassage(subject.date);
    out[Slot::Place] = draw::Passage(subject.place);
    return out;
}

base::Result<Workshop::Pages> Workshop::pages(layout::Layout const& layout, Item const& item,
                                              Subject const& subject, std::vector<Look>& looks) const {
    Pages out;
    Contents const common = contents(layout, subject);
    if (item.per == Item::Per::Event) {
        bool const sign = layout.has(Slot::Text) && !layout.has(Slot::Qr);
        if (!sign) {
            out.list.push_back(common);
            return out;
        }
        for (std::string const& words : subject.signs) {
            out.list.push_back(common);
            out.list.back()[Slot::Text] = draw::Passage(words);
        }
        return out;
    }
    for (event::Person const& person : subject.people) {
        if (!(item.per == Item::Per::Person ? person.badge : person.plate)) continue;
        Contents page = common;
        page[Slot::Name] = draw::Passage(person.name);
        page[Slot::Role] = draw::Passage(person.role);
        if (!person.photo.empty() && layout.has(Slot::Photo)) {
            auto photo = draw::Picture::load(person.photo);
            if (!photo) return base::pass(photo);
            out.photos.push_back(std::make_unique<draw::Picture>(std::move(*photo)));
            page[Slot::Photo] = out.photos.back().get();
        }
        out.list.push_back(std::move(page));
    }
    if (subject.samplePeople) {
        looks.push_back({false,
                         item.name,
                         {"没有名单，按“负责人、工作人员1…”做了样张：在活动包里放名单并写 [kit] people",
                          "no list of people: samples were made; put a list into the bundle and name it as "
                          "people under [kit]"}});
    }
    return out;
}

namespace {

base::Error inItem(base::Error error, Item const& item) {
    error.message.zh = item.name + "：" + error.message.zh;
    error.message.en = item.name + ": " + error.message.en;
    return error;
}

} // namespace

base::Result<Piece> Workshop::piece(std::size_t model, Subject const& subject, Pages const& pages,
                                    draw::Fonts const& fonts, std::vector<Look>& looks) const {
    std::vector<Look> own;
    auto made = m_models[model].item.out == Item::Out::Pdf ? pdf(model, subject, pages, fonts, own)
                                                           : png(model, pages, fonts, own);
    if (made) looks.insert(looks.end(), own.begin(), own.end());
    return made;
}

base::Result<Piece> Workshop::pdf(std::size_t model, Subject const& subject, Pages const& pages,
                                  draw::Fonts const& fonts, std::vector<Look>& looks) const {
    layout::Layout const& layout = m_layouts[model];
    Item const& item = m_models[model].item;
    Judge judge(layout, item, looks);
    draw::Size const size{draw::points(item.size.width), draw::points(item.size.height)};
    draw::Document::Options options;
    options.title = item.name + "　" + subject.banner.line;
    options.bleed = draw::points(item.bleed);
    options.margin = draw::points(item.margin);
    options.marks = item.marks;
    if (item.fold == Item::Fold::Middle) options.folds = {size.height / 2};
    if (item.marks)
        options.slug = fmt::format("{}　成品 {:g} × {:g} mm　出血 {:g} mm", item.name, item.size.width,
                                   item.size.height, item.bleed);
    if (item.margin > 0)
        options.slug = fmt::format("{}　画面 {:g} × {:g} mm　四周各留白 {:g} mm 打扣", item.name,
                                   item.size.width, item.size.height, item.margin);
    auto document = draw::Document::open(fonts, size, options);
    if (!document) return base::pass(document);
    layout::Layout::Options how;
    how.as = m_press.outlines ? draw::Text::As::Outlines : draw::Text::As::Text;
    how.bleed = options.bleed;
    how.density = item.dpi / 72;
    draw::Rect const rect{0, 0, size.width, size.height};
    double const scale = std::min(size.width / layout.size().width, size.height / layout.size().height);
    for (std::size_t i = 0; i < pages.list.size(); ++i) {
        if (i > 0) {
            if (auto const next = document->nextPage(); !next) return base::pass(next);
        }
        auto const drawn = drawFaces(layout, item, document->canvas(), fonts, rect, pages.list[i], how);
        if (!drawn) return base::pass(drawn);
        judge.look(*drawn, pages.list[i], scale, 1.0 / 72);
    }
    Piece piece;
    piece.item = item;
    piece.pages = static_cast<int>(pages.list.size());
    piece.scale = document->scale();
    auto bytes = document->finish();
    if (bytes && m_separation) bytes = draw::separated(*bytes, *m_separation);
    if (bytes && m_press.pdfX) bytes = draw::asPdfX3(*bytes, options.title, {});
    if (!bytes) return base::pass(bytes);
    piece.bytes = std::move(*bytes);
    piece.file = fileName(item, piece.scale, ".pdf");
    return piece;
}

base::Result<Piece> Workshop::png(std::size_t model, Pages const& pages, draw::Fonts const& fonts,
                                  std::vector<Look>& looks) const {
    layout::Layout const& layout = m_layouts[model];
    Item const& item = m_models[model].item;
    Contents const& page = pages.list.front();
    Judge judge(layout, item, looks);
    auto surface =
        draw::Surface::create(static_cast<int>(item.size.width), static_cast<int>(item.size.height));
    if (!surface) return base::pass(surface);
    draw::Canvas canvas = surface->canvas();
    layout::Layout::Options how;
    how.density = 1;
    auto const drawn = layout.draw(canvas, fonts, surface->bounds(), page, how);
    if (!drawn) return base::pass(drawn);
    double const scale =
        std::min(item.size.width / layout.size().width, item.size.height / layout.size().height);
    judge.look(*drawn, page, scale, 1);
    auto bytes = surface->png();
    if (!bytes) return base::pass(bytes);
    return Piece{item, fileName(item, 1, ".png"), std::move(*bytes)};
}

base::Result<Workshop::Made> Workshop::make(std::size_t model, Subject const& subject) const {
    layout::Layout const& layout = m_layouts[model];
    Item const& item = m_models[model].item;
    Made made;
    if (leftOut(layout, subject)) {
        made.looks.push_back({true,
                              item.name,
                              {"没有做：这一样要有问卷链接（event.toml 的 [[link]]，或 --links 的表）",
                               "left out: it needs the questionnaire's link ([[link]] in event.toml, or the "
                               "table of --links)"}});
        return made;
    }
    auto const list = pages(layout, item, subject, made.looks);
    if (!list) return tl::unexpected<base::Error>(inItem(list.error(), item));
    if (list->list.empty()) {
        made.looks.push_back({true,
                              item.name,
                              {"没有做：名单里没有人要这一样（看“用途”一列）",
                               "left out: nobody on the list is to have it (see the column 用途)"}});
        return made;
    }
    auto piece = this->piece(model, subject, *list, m_narrow, made.looks);
    if (!piece) piece = this->piece(model, subject, *list, m_fonts, made.looks);
    if (!piece) return tl::unexpected<base::Error>(inItem(piece.error(), item));
    made.piece = std::move(*piece);
    return made;
}

base::Result<std::vector<Drawn>> Workshop::preview(std::size_t model, Subject const& subject,
                                                   draw::Canvas& canvas, draw::Rect const& rect) const {
    std::vector<Look> ignored;
    auto const list = pages(m_layouts[model], m_models[model].item, subject, ignored);
    if (!list) return base::pass(list);
    if (list->list.empty() || leftOut(m_layouts[model], subject)) return std::vector<Drawn>();
    layout::Layout::Options how;
    how.preview = true;
    how.density = canvas.pixel() > 0 ? 1 / canvas.pixel() : nearDensity;
    auto drawn =
        drawFaces(m_layouts[model], m_models[model].item, canvas, m_narrow, rect, list->list.front(), how);
    if (drawn) return drawn;
    return drawFaces(m_layouts[model], m_models[model].item, canvas, m_fonts, rect, list->list.front(), how);
}

} // namespace huibiao::kit
