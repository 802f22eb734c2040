#pragma once

#include "plan/plan.h"

#include <doctest/doctest.h>

#include <array>
#include <fstream>
#include <sstream>
#include <string>

/// The two notices of 2023 as tests/notices keeps them, and what an office clerk reads in them.
namespace notices {

struct Row {
    int number;
    char const* theme;
    char const* forms; ///< joined by 、
    char const* unit;
    int month;
};

inline constexpr std::array<Row, 35> liuyang{{
    {1, "现场观摩浏阳周末焰火秀组织和服务工作", "现场观摩", "鞭炮烟花产业发展中心", 4},
    {2, "“深化政务公开、服务社会和群众”政务公开主题日活动", "政策宣传", "淳口镇", 4},
    {3, "沙市镇“政务公开主题日”活动", "现场交流", "沙市镇", 4},
    {4, "宣传2023年浏阳促消费各类举措", "现场直播", "商务局", 4},
    {5, "大围山镇政务服务中心办事服务全流程体验", "现场交流", "大围山镇", 5},
    {6, "2023年度政务公开工作部署及培训会议暨政务公开主题日活动", "政策宣传、座谈交流", "行政审批服务局", 5},
    {7, "“阳光政务 公开透明”政务公开主题日活动", "问卷调查", "高坪镇", 5},
    {8, "红色研学映初心", "问卷调查", "胡耀邦故里管理局", 5},
    {9, "“与您更近，和您更亲”政务公开主题日活动", "实地调研、现场观摩、座谈交流", "永安镇", 5},
    {10, "“讲流程、优服务、提效能”竞赛暨政务公开主题日活动", "宣讲竞赛", "行政审批服务局", 5},
    {11, "新业态新就业群体共同加入基层治理", "座谈交流、实地调研", "荷花街道", 5},
    {12, "推进数惠全城新型智慧城市建设", "实地调研、座谈交流", "数据资源中心", 6},
    {13, "6.9国际档案日宣传", "政策宣传", "档案馆", 6},
    {14, "发挥供销合作社作用，助推村集体经济增收", "实地调研", "供销合作社联合社", 6},
    {15, "直播带政策，问卷促落实", "政策宣传、问卷调查", "人力资源和社会保障局", 7},
    {16, "政务公开民意调查", "走访调查", "普迹镇", 7},
    {17, "深化放管服改革 优化营商环境", "政策宣传", "大瑶镇", 7},
    {18, "政务公开民意调查", "走访调查", "柞冲镇", 7},
    {19, "“面对面、心连心”屋场恳谈会", "现场交流、政策宣传", "金刚镇", 8},
    {20, "优环境、聚商机、共发展、赢未来", "座谈交流", "两型产业园", 8},
    {21, "“把话筒交给群众”——共话民生实事", "座谈交流", "淮川街道", 9},
    {22, "“连心夜话·情暖达浒”", "座谈交流、政策宣传", "达浒镇", 9},
    {23, "青年代表交流沙龙", "座谈交流", "共青团浏阳市委", 9},
    {24, "科普宣传周之“政务公开主题日”活动", "政策宣传、问卷调查", "科学技术协会", 9},
    {25, "“青春长沙 烟火浏阳”长沙市第二届旅游发展大会", "政策宣传、现场交流", "文化旅游广电体育局", 9},
    {26, "沿溪镇“政务公开主题日”活动", "政策宣传", "沿溪镇", 10},
    {27, "文家市镇“政务公开主题日”活动", "政策宣传", "文家市镇", 10},
    {28, "工建项目满意度调查", "问卷调查", "公共工程建设中心", 10},
    {29, "“百街千巷”为美好生活“添景增绿”", "实地调研", "城市管理和综合执法局", 11},
    {30, "洞阳镇沿河风光带提质项目观摩", "现场观摩", "洞阳镇", 11},
    {31, "国资国企监管", "问卷调查", "国有资产事务中心", 12},
    {32, "全市营商环境典型案例发布", "媒体公示", "优化营商环境协调事务中心", 12},
    {33, "浏阳市林长制推行情况", "问卷调查", "林业局", 12},
    {34, "城乡居民、职工基本医疗保险宣传", "政策宣传", "医疗保障局", 12},
    {35, "优化营商环境“上户走、解难题、回头看”", "现场走访、电话回访", "自来水公司", 12},
}};

inline constexpr std::array<Row, 31> ningxiang{{
    {1, "垃圾分类宣传", "政策宣传", "市城管局", 4},
    {2, "公共租赁住房政策宣传", "政策宣传", "市住建局", 4},
    {3, "“春苗”行动座谈会", "座谈交流", "双江口镇", 4},
    {4, "面对面的宣传困难群众救助政策", "政策宣传", "道林镇", 4},
    {5, "宁乡市2023年义务教育招生入学政策解读", "政策宣传", "市教育局", 5},
    {6, "解读《宁乡市推动工业高质量发展若干政策措施》", "政策宣传", "市工信局", 5},
    {7, "科技政策宣传", "政策宣传", "科技局", 5},
    {8, "喻家坳“政务公开主题日”活动", "政策宣传", "喻家坳乡", 5},
    {9, "《中华人民共和国野生动物保护法》宣传", "政策宣传", "市林业局", 6},
    {10, "土地日宣传", "政策宣传", "市自然资源局", 6},
    {11, "黄材镇“政务公开主题日”活动", "政策宣传", "黄材镇", 6},
    {12, "七夕婚孕检政策和健康知识宣讲", "政策宣传", "市卫健局", 7},
    {13, "推进政务公开，展现乡村振兴新风貌", "政策宣传", "市农业农村局", 7},
    {14, "沩山乡“政务公开主题日”活动", "政策宣传", "沩山乡", 7},
    {15, "工业产品质量监管咨询", "政策宣传", "市市场监督管理局", 8},
    {16, "安全生产“五进”以及“稳固仗”等的宣传活动", "政策宣传", "市应急管理局", 8},
    {17, "政务公开工作座谈会", "座谈交流", "历经铺街道", 8},
    {18, "宁乡市统计局2023年“中国统计开放日”暨“政务公开主题日”活动", "政策宣传", "市统计局", 9},
    {19, "医保参保政策解答", "政策宣传", "医保局", 9},
    {20, "行政执法满意度调查问卷", "问卷调查", "沙田乡", 9},
    {21, "民法典（婚姻家庭编）宣传、反电信诈骗宣传", "政策宣传", "市民政局", 10},
    {22, "深化政务公开，建设阳光财政", "政策宣传", "市财政局", 10},
    {23, "屋场夜话", "政策宣传", "煤炭坝镇", 10},
    {24, "法律援助政策宣传", "政策宣传", "市司法局", 11},
    {25, "文旅产业发展政策解读，文旅宣传推介", "政策宣传", "市文旅广体局", 11},
    {26, "推进政务公开，优化群众服务", "情景模拟", "灰汤镇", 11},
    {27, "宪法宣传日（交通运输政策宣讲）", "政策宣传", "市交运局", 12},
    {28, "宁乡市“政务公开主题日”活动——商贸领域政策解读会", "政策宣传", "市商务局", 12},
    {29, "公共企事业单位（学校）公开工作调研", "实地调研", "市教育局", 12},
    {30, "公共企事业单位（医院）公开工作调研", "实地调研", "市卫健局", 12},
    {31, "城区房产楼盘开发的现状与对策", "实地调研", "玉潭街道", 12},
}};

inline std::string text(std::string const& name) {
    std::ifstream file(std::string(HUIBIAO_SOURCE_DIR) + "/tests/notices/" + name + "-2023.txt",
                       std::ios::binary);
    std::ostringstream all;
    all << file.rdbuf();
    return all.str();
}

inline std::string replaced(std::string text, std::string const& from, std::string const& to) {
    std::size_t at = text.find(from);
    if (at == std::string::npos) return "the text to replace is not there: " + from;
    for (; at != std::string::npos; at = text.find(from, at + to.size())) text.replace(at, from.size(), to);
    return text;
}

/// The text with every line changed by `change`, which returns it with its line break, or "".
template <class Change>
std::string byLines(std::string const& text, Change change) {
    std::string out;
    std::istringstream lines(text);
    for (std::string line; std::getline(lines, line);) out += change(line);
    return out;
}

template <std::size_t Count>
void check(huibiao::plan::Plan const& plan, std::array<Row, Count> const& rows) {
    REQUIRE(plan.activities.size() == Count);
    for (std::size_t i = 0; i < Count; ++i) {
        huibiao::plan::Activity const& activity = plan.activities[i];
        Row const& row = rows[i];
        CAPTURE(row.number);
        CHECK(activity.number == row.number);
        CHECK(activity.theme == row.theme);
        std::string forms;
        for (std::string const& form : activity.forms) forms += (forms.empty() ? "" : "、") + form;
        CHECK(forms == row.forms);
        CHECK(activity.unit == row.unit);
        CHECK(activity.month == row.month);
        CHECK(activity.timeText == std::to_string(row.month) + "月");
    }
}

} // namespace notices
