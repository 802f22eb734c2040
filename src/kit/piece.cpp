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

constexpr double SmallPicture = 400; ///< px
constexpr char const* ScanWords = "用手机扫描二维码填写，感谢您的意见";

std::string fileName(Piece const& piece) {
    bool const print = piece.item.out == Item::Out::Pdf;
    return fmt::format("{}_{:g}x{:g}{}{}{}", piece.item.name, piece.item.size.width, piece.item.size.height,
                       print ? "mm" : "", draw::scaleName(piece.scale), print ? ".pdf" : ".png");
}

draw::Size sheetOf(Item const& item) {
    return {draw::points(item.size.width), draw::points(item.size.height)};
}

draw::Document::Options documentOptions(Item const& item, Subject const& subject) {
    draw::Document::Options options;
    options.title = item.name + "　" + subject.banner.line;
    options.bleed = draw::points(item.bleed);
    options.margin = draw::points(item.margin);
    options.marks = item.marks;
    if (item.fold == Item::Fold::Middle) options.folds = {draw::points(item.size.height) / 2};
    if (item.marks)
        options.slug = fmt::format("{}　成品 {:g} × {:g} mm　出血 {:g} mm", item.name, item.size.width,
                                   item.size.height, item.bleed);
    if (item.margin > 0)
        options.slug = fmt::format("{}　画面 {:g} × {:g} mm　四周各留白 {:g} mm 打扣", item.name,
                                   item.size.width, item.size.height, item.margin);
    return options;
}

base::Error inItem(base::Error error, Item const& item) {
    error.message.zh = item.name + "：" + error.message.zh;
    error.message.en = item.name + ": " + error.message.en;
    return error;
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

/// Of a person, of a sign, or of the event alone.
struct Workshop::Page {
    event::Person const* person = nullptr;
    std::string const* sign = nullptr;
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

base::Result<draw::Fonts> narrowed(draw::Fonts const& fonts, std::string const& characters,
                                   std::vector<Model> const& models) {
    // The sheets', then the things' own.
    std::vector<draw::Face> faces{{draw::Family::Sans, draw::Weight::Regular},
                                  {draw::Family::Sans, draw::Weight::Bold}};
    for (Model const& model : models)
        for (layout::SlotInfo const& slot : model.layout->slots())
            if (layout::kind(slot.slot) == layout::SlotKind::Text)
                faces.push_back({slot.style.family, slot.style.weight});
    return fonts.narrowed(characters, faces);
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
    return workshop;
}

base::Result<Workshop> Workshop::open(draw::Fonts const& fonts, draw::Fonts const& narrow,
                                      std::vector<Model> const& models, std::filesystem::path const& logo,
                                      Press const& press) {
    auto picture = draw::Picture::load(logo);
    if (!picture) return base::pass(picture);
    auto const own = std::make_shared<draw::Picture const>(std::move(*picture));
    auto workshop = open(fonts, narrow, models, *own, press);
    if (!workshop) return workshop;
    workshop->m_own = own;
    workshop->m_logoFile = logo;
    return workshop;
}

base::Result<Workshop> Workshop::another() const {
    if (m_own) return open(m_fonts, m_narrow, m_models, m_logoFile, m_press);
    return base::fail(base::Kind::Unavailable,
                      {"这个工作台只有一份 LOGO", "this workshop's LOGO serves one thread alone"});
}

std::vector<Workshop::Page> Workshop::pages(std::size_t model, Subject const& subject) const {
    layout::Layout const& layout = *m_models[model].layout;
    Item const& item = m_models[model].item;
    std::vector<Page> out;
    if (leftOut(layout, subject)) return out;
    if (item.per != Item::Per::Event) {
        for (event::Person const& person : subject.people)
            if (item.per == Item::Per::Person ? person.badge : person.plate)
                out.push_back({.person = &person});
        return out;
    }
    bool const sign = layout.has(Slot::Text) && !layout.has(Slot::Qr);
    if (!sign) return {Page{}};
    for (std::string const& words : subject.signs) out.push_back({.sign = &words});
    return out;
}

base::Result<Contents> Workshop::contents(std::size_t model, Subject const& subject, Page const& page,
                                          Photos& photos) const {
    layout::Layout const& layout = *m_models[model].layout;
    Contents out{{Slot::Banner, passage(subject.banner)}, {Slot::Logo, m_logo}};
    if (!subject.link.empty() && layout.has(Slot::Qr)) {
        out[Slot::Qr] = layout::QrText{subject.link};
        out[Slot::Caption] = draw::Passage(subject.caption);
        out[Slot::Text] = draw::Passage(ScanWords);
    }
    out[Slot::Unit] = draw::Passage(subject.banner.unit);
    out[Slot::Date] = datePassage(subject.date);
    out[Slot::Place] = draw::Passage(subject.place);
    if (page.sign != nullptr) out[Slot::Text] = draw::Passage(*page.sign);
    if (page.person == nullptr) return out;
    event::Person const& person = *page.person;
    out[Slot::Name] = draw::Passage(person.name);
    out[Slot::Role] = draw::Passage(person.role);
    if (person.photo.empty() || !layout.has(Slot::Photo)) return out;
    auto photo = draw::Picture::load(person.photo);
    if (!photo) return base::pass(photo);
    out[Slot::Photo] = &photos.emplace_back(std::move(*photo));
    return out;
}

std::optional<Piece> Workshop::outline(std::size_t model, Subject const& subject) const {
    std::size_t const count = pages(model, subject).size();
    if (count == 0) return std::nullopt;
    Piece piece;
    piece.item = m_models[model].item;
    if (piece.item.out == Item::Out::Pdf) {
        piece.pages = static_cast<int>(count);
        piece.scale = draw::Document::scaleOf(sheetOf(piece.item), documentOptions(piece.item, subject));
    }
    piece.file = fileName(piece);
    return piece;
}

Workshop::Bytes Workshop::pdf(std::size_t model, Subject const& subject, draw::Fonts const& fonts,
                              std::vector<Look>& looks) const {
    layout::Layout const& layout = *m_models[model].layout;
    Item const& item = m_models[model].item;
    Judge judge(layout, item, looks);
    Photos photos;
    draw::Size const size = sheetOf(item);
    draw::Document::Options const options = documentOptions(item, subject);
    auto document = draw::Document::open(fonts, size, options);
    if (!document) return base::pass(document);
    layout::Layout::Options how;
    how.as = m_press.outlines ? draw::Text::As::Outlines : draw::Text::As::Text;
    how.bleed = options.bleed;
    how.density = item.dpi / 72;
    draw::Rect const rect{0, 0, size.width, size.height};
    double const scale = std::min(size.width / layout.size().width, size.height / layout.size().height);
    bool first = true;
    for (Page const& page : pages(model, subject)) {
        auto const contents = this->contents(model, subject, page, photos);
        if (!contents) return base::pass(contents);
        if (!std::exchange(first, false)) {
            if (auto const next = document->nextPage(); !next) return base::pass(next);
        }
        auto const drawn = drawFaces(layout, item, document->canvas(), fonts, rect, *contents, how);
        if (!drawn) return base::pass(drawn);
        judge.look(*drawn, *contents, scale, 1.0 / 72);
    }
    auto bytes = document->finish();
    if (bytes && m_separation) bytes = draw::separated(*bytes, *m_separation);
    if (bytes && m_press.pdfX) bytes = draw::asPdfX3(*bytes, options.title, {});
    return bytes;
}

Workshop::Bytes Workshop::png(std::size_t model, Subject const& subject, draw::Fonts const& fonts,
                              std::vector<Look>& looks) const {
    layout::Layout const& layout = *m_models[model].layout;
    Item const& item = m_models[model].item;
    Judge judge(layout, item, looks);
    Photos photos;
    auto const contents = this->contents(model, subject, pages(model, subject).front(), photos);
    if (!contents) return base::pass(contents);
    auto surface =
        draw::Surface::create(static_cast<int>(item.size.width), static_cast<int>(item.size.height));
    if (!surface) return base::pass(surface);
    draw::Canvas canvas = surface->canvas();
    layout::Layout::Options how;
    how.density = 1;
    auto const drawn = layout.draw(canvas, fonts, surface->bounds(), *contents, how);
    if (!drawn) return base::pass(drawn);
    double const scale =
        std::min(item.size.width / layout.size().width, item.size.height / layout.size().height);
    judge.look(*drawn, *contents, scale, 1);
    return surface->png();
}

base::Result<Workshop::Made> Workshop::make(std::size_t model, Subject const& subject) const {
    Item const& item = m_models[model].item;
    Made made;
    if (leftOut(*m_models[model].layout, subject)) {
        made.looks.push_back({true,
                              item.name,
                              {"没有做：这一样要有问卷链接（event.toml 的 [[link]]，或 --links 的表）",
                               "left out: it needs the questionnaire's link ([[link]] in event.toml, or the "
                               "table of --links)"}});
        return made;
    }
    if (item.per != Item::Per::Event && subject.samplePeople) {
        made.looks.push_back(
            {false,
             item.name,
             {"没有名单，按“负责人、工作人员1…”做了样张：在活动包里放名单并写 [kit] people",
              "no list of people: samples were made; put a list into the bundle and name it as "
              "people under [kit]"}});
    }
    auto piece = outline(model, subject);
    if (!piece) {
        made.looks.push_back({true,
                              item.name,
                              {"没有做：名单里没有人要这一样（看“用途”一列）",
                               "left out: nobody on the list is to have it (see the column 用途)"}});
        return made;
    }
    Bytes bytes;
    for (draw::Fonts const* fonts : {&m_narrow, &m_fonts}) {
        std::vector<Look> looks;
        bytes = item.out == Item::Out::Pdf ? pdf(model, subject, *fonts, looks)
                                           : png(model, subject, *fonts, looks);
        if (!bytes) continue;
        made.looks.insert(made.looks.end(), looks.begin(), looks.end());
        break;
    }
    if (!bytes) return tl::unexpected<base::Error>(inItem(bytes.error(), item));
    piece->bytes = std::move(*bytes);
    made.piece = std::move(*piece);
    return made;
}

base::Result<std::vector<Drawn>> Workshop::preview(std::size_t model, Subject const& subject,
                                                   draw::Canvas& canvas, draw::Rect const& rect) const {
    std::vector<Page> const list = pages(model, subject);
    if (list.empty()) return std::vector<Drawn>();
    Photos photos;
    auto const contents = this->contents(model, subject, list.front(), photos);
    if (!contents) return base::pass(contents);
    layout::Layout const& layout = *m_models[model].layout;
    Item const& item = m_models[model].item;
    layout::Layout::Options how;
    how.preview = true;
    // As glyphs each character is moved to a whole pixel, which shows where they are a few pixels large.
    if (std::min(rect.width, rect.height) < SmallPicture * canvas.pixel()) how.as = draw::Text::As::Outlines;
    how.density = canvas.pixel() > 0 ? 1 / canvas.pixel() : nearDensity;
    auto drawn = drawFaces(layout, item, canvas, m_narrow, rect, *contents, how);
    if (drawn) return drawn;
    return drawFaces(layout, item, canvas, m_fonts, rect, *contents, how);
}

} // namespace huibiao::kit
