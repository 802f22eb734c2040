#include "base/file.h"
#include "base/utf8.h"
#include "draw/document.h"
#include "draw/surface.h"
#include "folder.h"
#include "fonts.h"
#include "kit/catalogue.h"
#include "kit/kit.h"
#include "kit/year.h"
#include "noise.h"
#include "plan/plan.h"
#include "words.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <cstdlib>
#include <iterator>
#include <set>
#include <sstream>
#include <string>
#include <utility>
#include <vector>

using namespace huibiao;
using kit::Model;
using kit::Subject;
using kit::Workshop;

namespace {

namespace fs = std::filesystem;

fs::path const Source = HUIBIAO_SOURCE_DIR;

std::vector<Model> const& models() {
    static auto const all = kit::catalogue(Source / "layouts");
    return all.value();
}

draw::Picture const& logo() {
    static auto const picture = draw::Picture::load(Source / "assets/logo/default-logo.svg");
    return picture.value();
}

Workshop workshop(std::vector<std::string> const& items, kit::Press const& press = {}) {
    auto const chosen = kit::selected(models(), items);
    REQUIRE(chosen.has_value());
    auto made = Workshop::open(testFonts(), testFonts(), *chosen, logo(), press);
    REQUIRE(made.has_value());
    return std::move(*made);
}

Subject gaoping(std::string const& link = "https://example.org/forms/gaoping") {
    plan::Activity activity;
    activity.number = 7;
    activity.theme = "“阳光政务 公开透明”政务公开主题日活动";
    activity.unit = "高坪镇";
    activity.month = 5;
    activity.timeText = "5月";
    auto subject = kit::subjectOf(activity, "浏阳市", 2023, link);
    REQUIRE(subject.has_value());
    return std::move(*subject);
}

std::set<std::string> names(fs::path const& folder) {
    std::set<std::string> out;
    for (auto const& entry : fs::directory_iterator(folder)) out.insert(entry.path().filename().string());
    return out;
}

std::string zh(base::Error const& error) {
    return error.text(base::Language::Chinese);
}

} // namespace

TEST_CASE("the catalogue is in order, and words choose from it, with a size of their own") {
    REQUIRE(models().size() == 23);
    CHECK(models().front().item.name == "横幅");
    auto const by = [](std::vector<std::string> const& words) { return kit::selected(models(), words); };
    CHECK(by({})->size() == 23);
    CHECK(by({"rollup", "横幅"})->size() == 2);
    CHECK(by({"海报"})->size() == 4);
    CHECK(by({"海报（A3竖）"})->size() == 1);
    auto const wide = by({"横幅=8000×800mm", "LED大屏=3840x2160"});
    REQUIRE(wide.has_value());
    CHECK(wide->front().item.size == draw::Size{8000, 800});
    CHECK(wide->back().item.size == draw::Size{3840, 2160});
    for (char const* word : {"灯笼", "", "横幅=8米", "横幅=0x700", "LED大屏=1920x1080mm", "海报=100x100"})
        CHECK_FALSE(by({word}).has_value());
    CHECK(zh(by({"灯笼"}).error()).find("易拉宝") != std::string::npos);
}

namespace {

/// How many lines of the 会标 end inside a word of its theme.
int wordsCut(Subject const& subject, layout::Drawn const& drawn) {
    if (subject.banner.theme.empty()) return 0;
    std::string const theme = subject.banner.theme.substr(std::string("暨").size());
    std::size_t const before = subject.banner.line.size() - theme.size();
    auto const known = themesInWords().find(theme);
    REQUIRE(known != themesInWords().end());
    int cut = 0;
    std::size_t at = 0;
    for (std::string const& line : drawn.set) {
        at = drawn.text.find(line, at) + line.size();
        if (at > before && cutsWord(theme, known->second, at - before)) ++cut;
    }
    return cut;
}

} // namespace

TEST_CASE("the words of the 66 activities stay inside their slots on every thing") {
    bool const all = std::getenv("HUIBIAO_LONG") != nullptr;
    Workshop const shop = workshop({});
    std::size_t subjects = 0;
    for (char const* name : {"liuyang-2023.txt", "ningxiang-2023.txt"}) {
        auto const plan = plan::read(Source / "tests/notices" / name);
        REQUIRE(plan.has_value());
        for (std::size_t i = 0; i < plan->activities.size(); i += all ? 1 : 7) {
            auto const subject = kit::subjectOf(plan->activities[i], plan->city, plan->year,
                                                "https://example.org/forms/2023/" + std::to_string(i));
            REQUIRE(subject.has_value());
            CAPTURE(subject->banner.line);
            ++subjects;
            for (std::size_t m = 0; m < shop.models().size(); ++m) {
                layout::Item const& item = shop.models()[m].item;
                CAPTURE(item.name);
                double const scale = 500 / std::max(item.size.width, item.size.height);
                draw::Rect const sheet{0, 0, item.size.width * scale, item.size.height * scale};
                auto surface = draw::Surface::create(501, 501);
                auto canvas = surface->canvas();
                auto const drawn = shop.preview(m, *subject, canvas, sheet);
                REQUIRE_MESSAGE(drawn.has_value(), zh(drawn.error()));
                bool banner = false;
                for (layout::Drawn const& one : *drawn) {
                    CHECK(sheet.contains(one.rect, 0.01));
                    CHECK(one.rect.contains(one.ink, 0.6));
                    if (one.slot != layout::Slot::Banner) continue;
                    banner = one.text == subject->banner.line;
                    CHECK(wordsCut(*subject, one) == 0);
                }
                CHECK(banner);
            }
        }
    }
    CHECK(subjects == (all ? 66 : 10));
}

TEST_CASE("a kit is made whole, is the same again, and leaves alone what is not its own") {
    TestFolder const folder;
    Workshop const shop = workshop({"横幅", "桌牌", "公众号头图", "问卷立牌"});
    base::Findings faults;
    auto const made = kit::makeKit(shop, gaoping(), folder / "甲", {"k1", {}}, {}, faults);
    REQUIRE_MESSAGE(made.has_value(), zh(made.error()));
    std::set<std::string> const files = names(folder / "甲");
    CHECK(files == std::set<std::string>(made->files.begin(), made->files.end()));
    CHECK(files.contains("横幅_6000x700mm（1比10）.pdf"));
    CHECK(files.contains("公众号头图_900x383.png"));
    CHECK(files.contains("需要看一看.txt")); // the people are samples
    CHECK(names(folder.path()) == std::set<std::string>{"甲"});

    // The same subject elsewhere: the same bytes, but for nothing.
    REQUIRE(kit::makeKit(shop, gaoping(), folder / "乙", {"k1", {}}, {}, faults).has_value());
    for (std::string const& file : made->files)
        CHECK(base::readFile(folder / "甲" / file).value() == base::readFile(folder / "乙" / file).value());

    REQUIRE(base::writeDurably(folder / "甲" / "说明.txt", "ours").has_value());
    auto const again = kit::makeKit(shop, gaoping(), folder / "甲", {"k1", {}}, {}, faults);
    CHECK(again->unchanged);
    CHECK(again->looks.size() == made->looks.size());
    // One of its files is damaged: made anew.
    REQUIRE(base::writeDurably(folder / "甲" / "横幅_6000x700mm（1比10）.pdf", "cut").has_value());
    CHECK_FALSE(kit::makeKit(shop, gaoping(), folder / "甲", {"k1", {}}, {}, faults)->unchanged);
    // Another link, fewer things: what the kit had before goes, the owner's file stays.
    auto const other = kit::makeKit(workshop({"横幅"}), gaoping("https://example.org/2"), folder / "甲",
                                    {"k2", {}}, {}, faults);
    REQUIRE(other.has_value());
    CHECK(names(folder / "甲") == std::set<std::string>{"横幅_6000x700mm（1比10）.pdf", "全部物料.pdf",
                                                        "标识规范.pdf", "预览.png", "manifest.json",
                                                        "说明.txt"});
    CHECK(names(folder.path()) == std::set<std::string>{"甲", "乙"});
}

TEST_CASE("however many threads make a kit, it is the same to the byte") {
    TestFolder const folder;
    fs::path const logoFile = Source / "assets/logo/default-logo.svg";
    auto const chosen = kit::selected(models(), {"横幅", "工作证", "LED条屏", "公众号头图", "问卷台卡"});
    Subject subject = gaoping();
    auto const narrow = kit::narrowed(testFonts(), kit::characters(subject, *chosen), *chosen);
    REQUIRE(narrow.has_value());
    auto const shop = Workshop::open(testFonts(), *narrow, *chosen, logoFile, {.cmyk = true});
    REQUIRE(shop.has_value());
    base::Findings faults;
    for (unsigned const threads : {1U, 2U, 5U}) {
        std::string const name = std::to_string(threads);
        std::vector<std::size_t> steps;
        auto const step = [&](std::size_t done, std::size_t of) {
            CHECK(of == 6);
            steps.push_back(done);
            return true;
        };
        auto const made = kit::makeKit(*shop, subject, folder / name, {"k", {}}, step, faults, threads);
        REQUIRE(made.has_value());
        CHECK(steps == std::vector<std::size_t>{1, 2, 3, 4, 5, 6});
        CHECK(made->files.size() == 10);
        for (std::string const& file : made->files) {
            CAPTURE(file);
            CHECK(base::readFile(folder / name / file).value() ==
                  base::readFile(folder / "1" / file).value());
        }
    }
    // What cannot be set is told in the order of the things, and a stop leaves nothing behind.
    subject.place = "高坪镇文化广场🌸";
    auto const placed = kit::selected(models(), {"易拉宝", "海报（A3竖）", "海报（A2竖）", "X展架"});
    auto const many = Workshop::open(testFonts(), testFonts(), *placed, logoFile, {});
    REQUIRE_FALSE(kit::makeKit(*many, subject, folder / "x", {}, {}, faults, 4).has_value());
    REQUIRE(faults.size() == placed->size());
    for (std::size_t i = 0; i < faults.size(); ++i)
        CHECK(zh(faults[i].error).find(placed->at(i).item.name) != std::string::npos);
    auto const stopped = kit::makeKit(
        *shop, gaoping(), folder / "y", {}, [](std::size_t done, std::size_t) { return done < 2; }, faults,
        3);
    REQUIRE_FALSE(stopped.has_value());
    CHECK(stopped.error().kind == base::Kind::Cancelled);
    CHECK(names(folder.path()) == std::set<std::string>{"1", "2", "5"});
    // A workshop whose LOGO is somebody else's works by itself.
    CHECK(workshop({"横幅"}).another().error().kind == base::Kind::Unavailable);
}

TEST_CASE("a folder with other things in it is refused, an empty one is taken") {
    TestFolder const folder;
    Workshop const shop = workshop({"公众号头图"});
    base::Findings faults;
    fs::create_directory(folder / "空");
    CHECK(kit::makeKit(shop, gaoping(), folder / "空", {"k", {}}, {}, faults).has_value());
    fs::create_directory(folder / "照片");
    REQUIRE(base::writeDurably(folder / "照片" / "manifest.json", "{}").has_value());
    auto const refused = kit::makeKit(shop, gaoping(), folder / "照片", {"k", {}}, {}, faults);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == base::Kind::Exists);
    CHECK(names(folder / "照片") == std::set<std::string>{"manifest.json"});
}

TEST_CASE("what cannot be set is told, thing by thing, and nothing is left behind") {
    TestFolder const folder;
    Workshop const shop = workshop({"横幅", "易拉宝", "海报（A3竖）"});
    Subject subject = gaoping();
    subject.place = "高坪镇文化广场𫠐🌸"; // no such glyph
    base::Findings faults;
    auto const made = kit::makeKit(shop, subject, folder / "甲", {"k", {}}, {}, faults);
    REQUIRE_FALSE(made.has_value());
    CHECK(faults.size() == 2); // the 横幅 has no place for it
    CHECK(zh(faults.front().error).find("易拉宝：地点") != std::string::npos);
    CHECK(names(folder.path()).empty());

    faults.clear();
    auto const stopped = kit::makeKit(
        shop, gaoping(), folder / "甲", {"k", {}}, [](std::size_t done, std::size_t) { return done < 2; },
        faults);
    CHECK(stopped.error().kind == base::Kind::Cancelled);
    CHECK(names(folder.path()).empty());
}

TEST_CASE("without a link what is about the code is left out, and said") {
    Workshop const shop = workshop({"问卷立牌", "横幅"});
    auto const banner = shop.make(0, gaoping(""));
    auto const standee = shop.make(1, gaoping(""));
    REQUIRE(banner.has_value());
    REQUIRE(standee.has_value());
    CHECK(banner->piece.has_value());
    CHECK_FALSE(standee->piece.has_value());
    CHECK(standee->looks.back().missing);
}

TEST_CASE("each of the people has a page, with the photograph where there is one") {
    TestFolder const folder;
    auto photo = draw::Surface::create(60, 80);
    REQUIRE(photo->writePng(folder / "照片.png").has_value());
    Subject subject = gaoping();
    subject.samplePeople = false;
    subject.people = {{.name = "负责人", .role = "现场负责人", .photo = folder / "照片.png"},
                      {.name = "工作人员1", .badge = false},
                      {.name = "工作人员2", .plate = false}};
    Workshop const shop = workshop({"工作证", "桌牌"});
    auto const plates = shop.make(0, subject);
    auto const badges = shop.make(1, subject);
    CHECK(plates->piece->pages == 2);
    CHECK(badges->piece->pages == 2);
    // 60 px across a badge's photograph are far too few.
    REQUIRE(badges->looks.size() == 1);
    CHECK(badges->looks.front().words.zh.find("dpi") != std::string::npos);
    subject.people.front().photo = folder / "没有.png";
    CHECK(shop.make(1, subject).error().kind == base::Kind::Missing);
}

TEST_CASE("a plan's kits are made side by side, and another run goes on where one was stopped") {
    TestFolder const folder;
    auto plan = plan::read(Source / "tests/notices/liuyang-2023.txt");
    REQUIRE(plan.has_value());
    plan->activities.resize(4);
    plan->activities[3].unit = std::string(300, 'x'); // longer than any unit
    auto const chosen = kit::selected(models(), {"公众号头图", "桌布"});
    kit::YearOptions options{.links = {{1, "https://example.org/1"}}, .threads = 3};
    fs::path const logoFile = Source / "assets/logo/default-logo.svg";
    auto const run = [&](kit::Step const& step) {
        return kit::makeYear(*plan, *chosen, logoFile, testFonts(), folder / "全年", options, step);
    };
    auto const stopped = run([](std::size_t done, std::size_t) { return done < 5; });
    CHECK(stopped.error().kind == base::Kind::Cancelled);
    for (std::string const& name : names(folder / "全年")) CHECK(name.front() != '.');

    auto const outcomes = run({});
    REQUIRE_MESSAGE(outcomes.has_value(), zh(outcomes.error()));
    REQUIRE(outcomes->size() == 4);
    CHECK(outcomes->at(0).folder == "01_鞭炮烟花产业发展中心");
    CHECK(outcomes->at(0).files == 7); // two pieces, three sheets, the manifest, and 需要看一看.txt
    CHECK(outcomes->at(3).folder.empty());
    CHECK(outcomes->at(3).faults.size() == 1);
    CHECK(names(folder / "全年") == std::set<std::string>{"01_鞭炮烟花产业发展中心", "02_淳口镇", "03_沙市镇",
                                                          "index.html", "需要看一看.csv"});
    std::string const page = base::readFile(folder / "全年" / "index.html").value();
    CHECK(page.find(outcomes->at(1).banner) != std::string::npos);
    CHECK(page.find("没有做成") != std::string::npos);

    auto const again = run({});
    CHECK(again->at(0).unchanged);
    options.links = {{1, "https://example.org/other"}};
    auto const changed = run({});
    CHECK_FALSE(changed->at(0).unchanged);
    CHECK(changed->at(1).unchanged);
}

TEST_CASE("a plan's event may be called otherwise, in a word of the norm alone") {
    plan::Activity activity;
    activity.number = 1;
    activity.unit = "高坪镇";
    auto const usual = kit::subjectOf(activity, "浏阳市", 2023, {});
    REQUIRE(usual);
    CHECK(usual->banner.line == "浏阳市高坪镇2023年“政务公开主题日”活动");
    auto const month = kit::subjectOf(activity, "浏阳市", 2023, {}, "政务公开主题月");
    REQUIRE(month);
    CHECK(month->banner.line == "浏阳市高坪镇2023年“政务公开主题月”活动");
    CHECK_FALSE(kit::subjectOf(activity, "浏阳市", 2023, {}, "政府\n开放日"));
}

TEST_CASE("the table of links is read strictly") {
    TestFolder const folder;
    auto const read = [&](std::string const& text) {
        REQUIRE(base::writeDurably(folder / "链接.csv", text).has_value());
        return kit::readLinks(folder / "链接.csv");
    };
    auto const good = read("序号,链接\n1,https://example.org/a\n\n3, https://example.org/b \n4,\n");
    REQUIRE(good.has_value());
    CHECK(*good == std::map<int, std::string>{{1, "https://example.org/a"}, {3, "https://example.org/b"}});
    for (char const* text : {"", "号,链接\n1,https://a\n", "序号,链接\nx,https://a\n",
                             "序号,链接\n1,ftp://a\n", "序号,链接\n1,https://a\n1,https://b\n"})
        CHECK_FALSE(read(text).has_value());
    CHECK(read("序号,链接\n1,ftp://a\n").error().where.find("B2") != std::string::npos);
}

TEST_CASE("fonts cut down to a kit's words set the very same words") {
    TestFolder const folder;
    Subject const subject = gaoping();
    auto const chosen = kit::selected(models(), {"横幅", "竖幅", "工作证", "问卷台卡", "指示牌"});
    auto const narrow = kit::narrowed(testFonts(), kit::characters(subject, *chosen), *chosen);
    REQUIRE(narrow.has_value());
    auto const cut = Workshop::open(testFonts(), *narrow, *chosen, logo(), {});
    Workshop const whole = workshop({"横幅", "竖幅", "工作证", "问卷台卡", "指示牌"});
    base::Findings faults;
    auto const made = kit::makeKit(*cut, subject, folder / "cut", {}, {}, faults);
    REQUIRE(made.has_value());
    REQUIRE(kit::makeKit(whole, subject, folder / "whole", {}, {}, faults).has_value());
    for (std::string const& file : made->files) {
        if (!file.ends_with(".pdf")) continue;
        CAPTURE(file);
        auto const text = [&](char const* kit) {
            std::string const out = (folder / "text").string();
            std::string const command =
                "pdftotext -raw '" + (folder.path() / kit / file).string() + "' '" + out + "'";
            REQUIRE(std::system(command.c_str()) == 0);
            return base::readFile(out).value();
        };
        CHECK(text("cut").size() > 20);
        CHECK(text("cut") == text("whole"));
        // In the same weights: the Black and the Medium are found too.
        CHECK(draw::pdfFonts(base::readFile(folder / "cut" / file).value()) ==
              draw::pdfFonts(base::readFile(folder / "whole" / file).value()));
        CHECK(fs::file_size(folder / "cut" / file) * 3 < fs::file_size(folder / "whole" / file));
    }
    CHECK(draw::Text::lay(*narrow, "鳜", {}).missingGlyphs() == "鳜");
}

namespace {

/// The pictures of a PDF: number of the object, pixels an inch.
std::vector<std::pair<std::string, double>> pictures(fs::path const& pdf) {
    TestFolder const folder;
    std::string const out = (folder / "list").string();
    REQUIRE(std::system(("pdfimages -list '" + pdf.string() + "' > '" + out + "'").c_str()) == 0);
    std::vector<std::pair<std::string, double>> list;
    for (std::string const& line : base::split(base::readFile(out).value(), '\n')) {
        std::istringstream words(line);
        std::vector<std::string> const cells{std::istream_iterator<std::string>(words), {}};
        if (cells.size() > 13 && cells[2] == "image") list.emplace_back(cells[10], std::stod(cells[12]));
    }
    return list;
}

} // namespace

TEST_CASE("a huge LOGO is printed with the pixels that its place needs") {
    TestFolder const folder;
    REQUIRE(noise(3000, 3000).writePng(folder / "标识.png").has_value());
    auto const large = draw::Picture::load(folder / "标识.png");
    REQUIRE(large.has_value());
    auto const chosen = kit::selected(models(), {"工作证", "横幅", "海报（A2竖）"});
    auto const shop = Workshop::open(testFonts(), testFonts(), *chosen, *large, {});
    REQUIRE(shop.has_value());
    base::Findings faults;
    REQUIRE(kit::makeKit(*shop, gaoping(), folder / "甲", {}, {}, faults).has_value());
    for (std::size_t m = 0; m < chosen->size(); ++m) {
        layout::Item const& item = chosen->at(m).item;
        CAPTURE(item.name);
        auto const made = shop->make(m, gaoping());
        REQUIRE(made.has_value());
        auto const list = pictures(folder / "甲" / made->piece->file);
        // On each of the badge's seven pages, and in the file once.
        CHECK(list.size() == static_cast<std::size_t>(made->piece->pages));
        for (auto const& [object, ppi] : list) {
            CHECK(object == list.front().first);
            CHECK(ppi * made->piece->scale >= item.dpi);
            CHECK(ppi * made->piece->scale <= item.dpi * 1.02);
        }
    }
    for (char const* sheet : {"全部物料.pdf", "标识规范.pdf"}) {
        CAPTURE(sheet);
        auto const list = pictures(folder / "甲" / sheet);
        CHECK(list.size() >= 3);
        for (auto const& [object, ppi] : list) CHECK(ppi <= 350);
    }
}
