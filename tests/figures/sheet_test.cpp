// The summary on paper: what it says, that it is whole, and that it is the same again.
#include "base/file.h"
#include "figures/sheet.h"
#include "figures/wording.h"
#include "folder.h"
#include "fonts.h"
#include "output.h"

#include <doctest/doctest.h>
#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>
#include <string>

using namespace huibiao;
using figures::QuestionFigures;
using figures::Sheet;
using figures::Summary;
using Kind = QuestionFigures::Kind;

namespace {

/// The words of the PDF without blanks and line ends, as long words are broken over lines.
std::string wordsOf(Sheet const& sheet) {
    TestFolder const folder;
    auto const pdf = sheet.pdf();
    REQUIRE(pdf);
    REQUIRE(base::writeDurably(folder / "a.pdf", *pdf));
    return output("pdftotext -raw " + (folder / "a.pdf").string() + " - | tr -d ' \\n\\f'");
}

/// Every word of the PDF lies within its pages.
void checkInside(Sheet const& sheet) {
    TestFolder const folder;
    REQUIRE(base::writeDurably(folder / "a.pdf", *sheet.pdf()));
    std::string const boxes = output("pdftotext -bbox " + (folder / "a.pdf").string() + " - | grep '<word'");
    std::size_t words = 0;
    for (std::size_t at = 0; (at = boxes.find("<word", at)) != std::string::npos; ++at) {
        ++words;
        double x = 0, y = 0, right = 0, bottom = 0;
        REQUIRE(std::sscanf(boxes.c_str() + at, R"(<word xMin="%lf" yMin="%lf" xMax="%lf" yMax="%lf")", &x,
                            &y, &right, &bottom) == 4);
        INFO(boxes.substr(at, 160));
        CHECK(x > 40);
        CHECK(right < 595 - 40);
        CHECK(y > 20);
        CHECK(bottom < 842 - 15);
    }
    CHECK(words > 0);
}

/// To look at: HUIBIAO_PICTURES names a folder.
void keepPicture(Sheet const& sheet, std::string const& name) {
    char const* const folder = std::getenv("HUIBIAO_PICTURES");
    if (!folder) return;
    auto const pngs = sheet.pngs();
    REQUIRE(pngs);
    for (std::size_t i = 0; i < pngs->size(); ++i)
        REQUIRE(base::writeDurably(fmt::format("{}/{}-{}.png", folder, name, i + 1), (*pngs)[i]));
}

figures::Head const head{"浏阳市高坪镇2023年“政务公开主题日”活动",
                         "浏阳市高坪镇",
                         "2023-05-18T16:30:00.000+08:00",
                         {"未填完的2份不计入。"}};

QuestionFigures grade() {
    QuestionFigures out{.heading = "您对今天的服务满意吗？", .base = 119};
    out.choices = {{"非常满意", 52}, {"满意", 41}, {"基本满意", 17}, {"不满意", 6}, {"非常不满意", 3}};
    return out;
}

QuestionFigures topics() {
    QuestionFigures out{
        .kind = Kind::SeveralChoices, .heading = "您想了解哪些政务公开的内容？", .base = 110, .votes = 250};
    out.choices = {{"社会保险", 80},
                   {"就业创业", 90},
                   {"住房与征地拆迁（含集体土地上房屋征收补偿标准、安置办法和办理进度的公开）", 77},
                   {"旧选项", 3, true}};
    return out;
}

QuestionFigures texts(std::size_t count, std::string const& text = "窗口办事很快，就是停车不方便。") {
    QuestionFigures out{.kind = Kind::Texts, .heading = "您还想对我们说什么？", .base = count};
    for (std::size_t i = 0; i < std::min(count, figures::MostTexts); ++i)
        out.texts.push_back(fmt::format("{}（第{}条）", text, i + 1));
    return out;
}

Summary summary(std::vector<QuestionFigures> questions) {
    return {"高坪镇政务公开满意度调查", 119, "2023-05-18T09:30:00.125+08:00", "2023-05-18T11:45:00.000+08:00",
            std::move(questions)};
}

Sheet lay(std::vector<Summary> const& forms, base::Language words = base::Language::Chinese) {
    return Sheet::lay({.fonts = &testFonts()}, head, forms, words);
}

} // namespace

TEST_CASE("a sheet gives each question, its counts, its shares and its bases") {
    QuestionFigures rank{.kind = Kind::Ranking, .heading = "请排序", .base = 4};
    rank.choices = {{"教育", 3, false, 4, 6}, {"医疗", 1, false, 2, 3}, {"养老", 0, false, 0, 0}};
    QuestionFigures const age{.kind = Kind::Number,
                              .heading = "您今年多少岁？",
                              .base = 3,
                              .sum = 100,
                              .least = 20,
                              .most = 47.5,
                              .stretches = {{"20–29", 2}, {"40–49", 1}}};
    QuestionFigures const phone{.kind = Kind::Texts, .heading = "手机号", .base = 7, .withheld = true};
    Sheet const sheet = lay({summary({grade(), topics(), rank, age, texts(2), phone})});
    CHECK(sheet.pages() == 1);
    CHECK(sheet.fontSize() == 11);
    std::string const words = wordsOf(sheet);
    for (char const* part : {"浏阳市高坪镇2023年“政务公开主题日”活动",
                             "问卷汇总",
                             "责任单位：浏阳市高坪镇",
                             "制表时间：2023年5月18日16:30",
                             "未填完的2份不计入。",
                             "高坪镇政务公开满意度调查",
                             "收到答卷119份，2023年5月18日09:30至11:45",
                             "1.您对今天的服务满意吗？",
                             "单选题　基数：119人作答",
                             "非常满意",
                             "43.7%",
                             "非常不满意",
                             "2.5%",
                             "多选题　基数：110人作答，共250票",
                             "占总票数",
                             "72.7%",
                             "32.0%",
                             "安置办法和办理进度的公开",
                             "旧选项（表单里没有的选项）",
                             "平均名次",
                             "75.0%",
                             "1.5",
                             "数字题　基数：3人作答；平均33.33，最小20，最大47.5",
                             "20–29",
                             "窗口办事很快",
                             "（第2条）",
                             "填空题　基数：7人作答；会写到个人信息，这里不列，见表格"}) {
        INFO(part);
        std::string squeezed = part;
        while (squeezed.find("　") != std::string::npos) squeezed.erase(squeezed.find("　"), 3);
        std::string found = words;
        while (found.find("　") != std::string::npos) found.erase(found.find("　"), 3);
        CHECK(found.find(squeezed) != std::string::npos);
    }
    checkInside(sheet);
    keepPicture(sheet, "sheet");
}

TEST_CASE("a sheet is the same again, and speaks English") {
    std::vector<Summary> const forms{summary({grade(), topics(), texts(5)})};
    Sheet const first = lay(forms);
    Sheet const again = lay(forms);
    CHECK(*first.pdf() == *again.pdf());
    CHECK(*first.pngs() == *again.pngs());
    REQUIRE(first.pngs()->size() == 1);
    std::string const words = wordsOf(lay(forms, base::Language::English));
    for (char const* part :
         {"Base:110peopleanswered,250votes", "%votes", "119submissions", "Made:2023-05-1816:30"})
        CHECK_MESSAGE(words.find(part) != std::string::npos, part);
}

TEST_CASE("what does not fit on one page is set smaller, then fewer texts are listed, and it says so") {
    std::vector<QuestionFigures> questions(7, grade());
    CHECK(lay({summary(questions)}).pages() == 1);
    questions.insert(questions.end(), 4, topics());
    Sheet const small = lay({summary(questions)});
    CHECK(small.pages() == 1);
    CHECK(small.fontSize() < 11);
    questions.push_back(texts(500));
    Sheet const cut = lay({summary(questions)});
    CHECK(cut.pages() == 1);
    CHECK(cut.fontSize() == Sheet::Least);
    std::string const words = wordsOf(cut);
    CHECK(words.find("填空题") != std::string::npos);
    std::size_t shown = 0;
    while (words.find(fmt::format("（第{}条）", shown + 1)) != std::string::npos) ++shown;
    CHECK(shown >= 3);
    CHECK(shown < 200);
    CHECK(words.find(fmt::format("另有{}条，见表格", 500 - shown)) != std::string::npos);
    checkInside(cut);
    keepPicture(cut, "sheet-cut");
}

TEST_CASE("sixty questions and a hundred long texts are whole, over more pages") {
    std::string sentence;
    for (int i = 0; i < 20; ++i) sentence += "希望把征地补偿的标准和进度都贴在公开栏里，";
    std::vector<QuestionFigures> questions;
    for (int i = 0; i < 60; ++i) {
        questions.push_back(i % 2 == 0 ? grade() : topics());
        questions.back().heading += fmt::format("问{}问", i);
    }
    QuestionFigures endless{.kind = Kind::OneChoice, .heading = "一页放不下的选项", .base = 1};
    for (int i = 0; i < 10; ++i) endless.choices.push_back({fmt::format("选{}", i) + sentence + sentence, 1});
    endless.choices.push_back({std::string(3000, 'x') + "末", 0});
    questions.push_back(endless);
    questions.push_back(texts(100, sentence));
    Sheet const sheet = lay({summary(questions), summary({grade()})});
    CHECK(sheet.pages() > 2);
    std::string const words = wordsOf(sheet);
    for (int i = 0; i < 60; ++i) CHECK(words.find(fmt::format("问{}问", i)) != std::string::npos);
    for (int i = 0; i < 10; ++i) CHECK(words.find(fmt::format("选{}", i)) != std::string::npos);
    CHECK(words.find("x末") != std::string::npos);
    CHECK(words.find("（第20条）") != std::string::npos);
    CHECK(words.find("另有80条，见表格") != std::string::npos);
    CHECK(words.find(fmt::format("第2页，共{}页", sheet.pages())) != std::string::npos);
    CHECK(words.find("题（续）") != std::string::npos);
    checkInside(sheet);
    keepPicture(sheet, "sheet-many");
}

TEST_CASE("an event without answers or questions has a sheet all the same") {
    Summary const empty{"空", 0, "", "", {}};
    CHECK(wordsOf(lay({empty})).find("收到答卷0份") != std::string::npos);
    QuestionFigures nobody = grade();
    nobody.base = 0;
    for (auto& choice : nobody.choices) choice.people = 0;
    CHECK(wordsOf(lay({summary({nobody})})).find("—") != std::string::npos);
}
