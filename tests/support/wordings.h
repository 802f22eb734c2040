#pragma once

#include "draw/text.h"

#include <string>
#include <vector>

/// A 会标 in its three parts, broken as a banner should be.
inline huibiao::draw::Passage banner(std::string const& head, std::string const& theme = {}) {
    std::string const event = "“政务公开主题日”活动";
    huibiao::draw::Passage p(head + event + theme);
    std::size_t const end = head.size() + event.size();
    p.together = {{0, head.size()}, {head.size(), end}};
    p.breaks = {head.size()};
    if (!theme.empty()) {
        p.together.push_back({end, end + std::string("暨").size()});
        p.breaks.push_back(end);
    }
    return p;
}

/// The shortest, two ordinary ones, the longest of the notices, and a theme of 60 characters.
inline std::vector<huibiao::draw::Passage> wordings() {
    return {
        banner("浏阳市商务局2023年"), banner("浏阳市高坪镇2023年", "暨“阳光政务 公开透明”"),
        banner("浏阳市胡耀邦故里管理局2023年", "暨红色研学映初心"),
        banner("浏阳市供销合作社联合社2023年", "暨发挥供销合作社作用，助推村集体经济增收"),
        banner("浏阳市人力资源和社会保障局2023年",
               "暨“深化政务公开、服务社会和群众”优化营商环境“上户走、解难题、回头看”直播带政策，问卷促落实，"
               "发挥供销合作社作用助推增收")};
}
