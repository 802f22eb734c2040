#include "notices.h"
#include "wording/banner.h"

#include <doctest/doctest.h>

#include <algorithm>

using namespace huibiao;
using notices::replaced;

namespace {

plan::Plan liuyang(std::string const& text) {
    return plan::parseNotice(text, "notice.txt");
}
plan::Plan ningxiang(std::string const& text) {
    return plan::parseNotice(text, "notice.txt");
}

/// Both notices, changed in a way that must not change what is read.
template <class Change>
void unchanged(Change change) {
    plan::Plan const first = liuyang(change(notices::text("liuyang")));
    notices::check(first, notices::liuyang);
    CHECK(first.problems.empty());
    CHECK(first.city == "浏阳市");
    CHECK(first.year == 2023);
    plan::Plan const second = ningxiang(change(notices::text("ningxiang")));
    notices::check(second, notices::ningxiang);
    CHECK(second.problems.empty());
    CHECK(second.city == "宁乡市");
    CHECK(second.year == 2023);
}

/// The line (from 1) in which `words` first stand.
std::size_t lineOf(std::string const& text, std::string const& words) {
    return static_cast<std::size_t>(
               std::count(text.begin(), text.begin() + static_cast<long>(text.find(words)), '\n')) +
           1;
}

bool reported(plan::Plan const& plan, std::size_t line, std::string const& words) {
    for (base::Error const& problem : plan.problems)
        if (problem.where == "notice.txt:" + std::to_string(line) &&
            problem.message.zh.find(words) != std::string::npos && !problem.message.en.empty())
            return true;
    return false;
}

} // namespace

TEST_CASE("the notices as they stand") {
    unchanged([](std::string const& text) { return text; });
}

TEST_CASE("every activity of the notices makes a banner without a doubt") {
    for (plan::Plan const& plan : {liuyang(notices::text("liuyang")), ningxiang(notices::text("ningxiang"))})
        for (plan::Activity const& activity : plan.activities) {
            CAPTURE(activity.unit);
            auto const banner =
                wording::banner({activity.unit, activity.theme, plan.city, "政务公开主题日", plan.year});
            REQUIRE(banner);
            CHECK(banner->warnings.empty());
        }
}

TEST_CASE("line ends of other systems") {
    unchanged([](std::string const& text) { return replaced(text, "\n", "\r\n"); });
    unchanged([](std::string const& text) { return replaced(text, "\n", "\r"); });
}

TEST_CASE("no blank lines, and many") {
    unchanged([](std::string const& text) {
        return notices::byLines(text,
                                [](std::string const& line) { return line.empty() ? line : line + "\n"; });
    });
    unchanged([](std::string const& text) { return replaced(text, "\n", "\n\n\u3000\n"); });
}

TEST_CASE("no headings at all, and headings parted by a form feed") {
    unchanged([](std::string const& text) {
        return notices::byLines(text, [](std::string const& line) {
            return line.find("序号") == std::string::npos ? line + "\n" : std::string{};
        });
    });
    unchanged([](std::string const& text) { return replaced(text, "序号", "\f序号"); });
}

TEST_CASE("spaces in place of tabs, stray spaces, full-width digits") {
    unchanged([](std::string const& text) {
        return text.find('\t') == std::string::npos ? text : replaced(text, "\t", "    ");
    });
    unchanged([](std::string const& text) {
        return notices::byLines(text, [](std::string line) {
            if (line.ends_with("月") && !line.ends_with(" 月")) line.insert(line.size() - 3, " ");
            return line + " \n";
        });
    });
    unchanged([](std::string const& text) {
        return notices::byLines(text, [](std::string const& line) {
            std::string out;
            std::size_t at = 0;
            bool const number = line.find_first_not_of("0123456789") != 4; // 2023年…
            for (; number && at < line.size() && line[at] >= '0' && line[at] <= '9'; ++at)
                out += std::string("\xEF\xBC") + static_cast<char>(0x90 + (line[at] - '0'));
            return out + line.substr(at) + "\n";
        });
    });
}

TEST_CASE("page breaks anywhere between the lines of the table") {
    for (std::size_t step : {2U, 3U, 5U, 7U})
        unchanged([step](std::string const& text) {
            std::string out;
            std::size_t count = 0;
            bool table = false;
            std::istringstream lines(text);
            for (std::string line; std::getline(lines, line);) {
                table = (table || line.find("序号") != std::string::npos) &&
                        line.find("规范") == std::string::npos && line.find("附件 2") == std::string::npos;
                out += line + "\n";
                if (table && !line.empty() && ++count % step == 0)
                    out += "\n- " + std::to_string(count) +
                           " -\n\f 序号 活动主题 活动形式 责任单位 活动时间\n\n";
            }
            return out;
        });
}

TEST_CASE("a bare page number is no row") {
    plan::Plan const plan = ningxiang(
        replaced(notices::text("ningxiang"), "18 宁乡市统计局 2023年“中国统计开\n",
                 "18 宁乡市统计局 2023年“中国统计开\n\n2\n 序号 活动主题 活动形式 责任单位 活动时间\n"));
    notices::check(plan, notices::ningxiang);
    CHECK(plan.problems.empty());
}

TEST_CASE("lost blanks") {
    std::string text = notices::text("ningxiang");
    text = replaced(text, "科技局 5月", "科技局5月");
    text = replaced(text, "政策宣传 市司法局", "政策宣传市司法局");
    text = replaced(text, "10 土地", "10土地");
    plan::Plan const plan = ningxiang(text);
    notices::check(plan, notices::ningxiang);
    CHECK(plan.problems.empty());
}

TEST_CASE("cells that are wrapped inside a row with tabs") {
    std::string text = notices::text("liuyang");
    text = replaced(text, "助推村集体", "\n助推村集体");
    text = replaced(text, "供销合作社 联合社", "供销合作社\n联合社");
    text = replaced(text, "政策宣传 座谈交流\t行政", "政策宣传\n座谈交流\t行政");
    plan::Plan const plan = liuyang(text);
    notices::check(plan, notices::liuyang);
    CHECK(plan.problems.empty());
    // as the columns of a page: the second line of each cell below the first
    text = replaced(
        notices::text("liuyang"),
        "25\t“青春长沙 烟火浏阳”长沙市第二届旅游发展大会\t政策宣传 现场交流\t文化旅游广电 体育局\t9月",
        "25\t“青春长沙 "
        "烟火浏阳”长沙市\t政策宣传\t文化旅游广电\t9月\n\t第二届旅游发展大会\t现场交流\t体育局\t");
    notices::check(liuyang(text), notices::liuyang);
}

TEST_CASE("the number in the middle of its theme, and the theme going on below the row") {
    std::string text = notices::text("ningxiang");
    text = replaced(text, "6\n解读《宁乡市推动工业高质量发展\n\n若干政策措施》\n政策宣传 市工信局 5月",
                    "解读《宁乡市推动工业高质量发展\n6 政策宣传 市工信局 5月\n若干政策措施》");
    text = replaced(text, "9 《中华人民共和国野生动物保护\n\n法》宣传\n政策宣传 市林业局 6月",
                    "9 《中华人民共和国野生动物保护  政策宣传  市林业局  6月\n   法》宣传");
    text = replaced(text, "25 文旅产业发展政策解读，文旅宣传\n\n推介\n政策宣传 市文旅广体局 11月",
                    "25  文旅产业发展政策解读，文旅宣传  政策宣传 市文旅广体局 11月\n    推介");
    plan::Plan const plan = ningxiang(text);
    notices::check(plan, notices::ningxiang);
    CHECK(plan.problems.empty());
}

TEST_CASE("every cell on a line of its own") {
    std::string text =
        "宁乡市2023年“政务公开主题日”活动安排计划表\n序号\n活动主题\n活动形式\n责任单位\n活动时间\n";
    for (notices::Row const& row : notices::ningxiang)
        text += std::to_string(row.number) + "\n" + row.theme + "\n" + row.forms + "\n" + row.unit + "\n" +
                std::to_string(row.month) + "月\n";
    plan::Plan const plan = ningxiang(text);
    notices::check(plan, notices::ningxiang);
    CHECK(plan.problems.empty());
}

TEST_CASE("what cannot be read is reported with its line, and the rest is still read") {
    std::string const text = notices::text("liuyang");
    for (std::string const bad :
         {"@@## 乱码 ??", "乱七八糟的一行", "99 读不出来的一行", "？ 垃圾分类 政策宣传 市城管局 4月",
          "12 x y z", "12\tx\ty\tz\t", "6 缺了单位 政策宣传 4月"}) {
        CAPTURE(bad);
        std::string const changed = replaced(text, "\n6\t", "\n" + bad + "\n6\t");
        plan::Plan const plan = liuyang(changed);
        notices::check(plan, notices::liuyang);
        CHECK(plan.problems.size() == 1);
        CHECK(reported(plan, lineOf(changed, bad), "读不出来"));
    }
}

TEST_CASE("a row without its month, form or unit") {
    std::string const text = notices::text("liuyang");
    for (std::string const rest :
         {"现场交流\t大围山镇\t", "现场交流\t大围山镇", "\t大围山镇\t5 月", "现场交流\t\t5 月",
          "现场交流\t大围山镇\t13 月", "现场交流\t大围山镇\t待定"}) {
        CAPTURE(rest);
        plan::Plan const plan = liuyang(replaced(text, "现场交流\t大围山镇\t5 月", rest));
        CHECK(plan.activities.size() == 34);
        CHECK(plan.problems.size() == 1);
        CHECK(reported(plan, lineOf(text, "\n5\t大围山镇") + 1, "读不出来"));
    }
    plan::Plan const plan =
        ningxiang(replaced(notices::text("ningxiang"), "政策宣传 科技局 5月", "政策宣传 科技局"));
    CHECK(plan.activities.size() == 30);
    CHECK(plan.problems.size() == 1);
    CHECK(plan.problems.front().message.zh.find("科技政策宣传") != std::string::npos);
}

TEST_CASE("a damaged row after one that runs into the next is reported with its own line") {
    std::string text = replaced(notices::text("liuyang"), "金刚镇\t8月\n20\t", "金刚镇20\t");
    text = replaced(text, "\n21\t“把话筒", "\n21\t\t“把话\t筒");
    plan::Plan const plan = liuyang(text);
    CHECK(plan.activities.size() == 32);
    CHECK(reported(plan, lineOf(text, "\n19\t") + 1, "读不出来"));
    CHECK(reported(plan, lineOf(text, "\n21\t") + 1, "读不出来"));
}

TEST_CASE("numbers that are missing, repeated or out of order") {
    std::string const text = notices::text("liuyang");
    plan::Plan const missing = liuyang(notices::byLines(
        text, [](std::string const& line) { return line.starts_with("5\t") ? std::string{} : line + "\n"; }));
    CHECK(missing.activities.size() == 34);
    REQUIRE(missing.problems.size() == 1);
    CHECK(missing.problems.front().message.zh.find("缺少序号 5，") != std::string::npos);
    CHECK(missing.problems.front().where == "notice.txt:" + std::to_string(lineOf(text, "\n5\t") + 1));

    plan::Plan const twice = liuyang(replaced(text, "\n5\t", "\n4\t"));
    CHECK(twice.activities.size() == 35);
    CHECK(reported(twice, lineOf(text, "\n5\t") + 1, "序号 4 重复"));
    CHECK(reported(twice, lineOf(text, "\n6\t") + 1, "缺少序号 5，"));
    CHECK(twice.problems.size() == 2);

    plan::Plan const order = liuyang(replaced(text, "\n5\t", "\n50\t"));
    CHECK(reported(order, lineOf(text, "\n5\t") + 1, "次序不对"));
    CHECK(order.problems.size() == 2);

    plan::Plan const lost = ningxiang(replaced(notices::text("ningxiang"), "\n6\n解读", "\n解读"));
    CHECK(lost.activities.size() == 30);
    CHECK(lost.problems.size() == 4); // three lines that belong nowhere, and the number
}

TEST_CASE("other times, forms and titles") {
    std::string text = "关于印发《湘西州吉首市２０２４年政务公开主题日活动计划安排表》的通知\n"
                       "序号 活动主题 活动形式 责任单位 活动时间\n"
                       "1 甲 政策宣传、座谈交流 市教育局 4-5月\n"
                       "2 乙丙 现场交流/问卷调查 市卫健局 2024年5月\n"
                       "3 “丁” 知识竞赛 市科协办公室 10月份\n"
                       "4 戊 政策宣传 峒河街道 第三季度\n"
                       "5 己 政策宣传 政策宣传 乾州街道 十二月\n"
                       "6 庚 实地 调研 河溪镇 5 月 18 日\n";
    plan::Plan const plan = plan::parseNotice(text, "a");
    for (base::Error const& problem : plan.problems) MESSAGE(problem.text(base::Language::Chinese));
    REQUIRE(plan.activities.size() == 6);
    CHECK(plan.problems.empty());
    CHECK(plan.year == 2024);
    CHECK(plan.city == "吉首市");
    CHECK(plan.activities[0].month == 4);
    CHECK(plan.activities[0].timeText == "4-5月");
    CHECK(plan.activities[0].forms == std::vector<std::string>{"政策宣传", "座谈交流"});
    CHECK(plan.activities[1].timeText == "5月");
    CHECK(plan.activities[1].forms == std::vector<std::string>{"现场交流", "问卷调查"});
    CHECK(plan.activities[2].forms == std::vector<std::string>{"知识竞赛"});
    CHECK(plan.activities[2].timeText == "10月");
    CHECK(plan.activities[3].month == 7);
    CHECK(plan.activities[4].theme == "己 政策宣传");
    CHECK(plan.activities[4].month == 12);
    CHECK(plan.activities[5].forms == std::vector<std::string>{"实地调研"});
    CHECK(plan.activities[5].timeText == "5月18日");
}

TEST_CASE("city and year as titles give them") {
    struct Case {
        char const* text;
        char const* city;
        int year;
    };
    for (Case const& c :
         {Case{"浏阳市 2023 年“政务公开主题日”活动 安排计划表\n", "浏阳市", 2023},
          Case{"长沙市浏阳市２０２４年政务公开主题月活动计划表", "浏阳市", 2024},
          Case{"湖南省江华瑶族自治县2025年“政府开放日”活动计划表", "江华瑶族自治县", 2025},
          Case{"浏阳市高坪镇2023年\n“政务公开主题日”活动安排计划表", "浏阳市", 2023},
          Case{"望城区人民政府办公室文件\n2023年工作", "望城区", 2023}, Case{"今天\n", "", 0}}) {
        CAPTURE(c.text);
        plan::Plan const plan = plan::parseNotice(c.text, "a");
        CHECK(plan.city == c.city);
        CHECK(plan.year == c.year);
    }
}

TEST_CASE("text without a plan has no activities and no complaints") {
    plan::Plan const plan =
        plan::parseNotice("一、加强组织领导\n1. 会标：活动现场的会标\n2. LOGO\n6人以上\n3 天内\n", "a");
    CHECK(plan.activities.empty());
    CHECK(plan.problems.empty());
    CHECK(plan::parseNotice("", "a").activities.empty());
}
