#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace huibiao::event {

/// Somebody on a badge or a name plate.
struct Person {
    std::string name;
    std::string role{};            ///< may be empty
    std::filesystem::path photo{}; ///< in the bundle; empty: none
    bool badge = true;             ///< gets a 工作证
    bool plate = true;             ///< gets a 桌牌
};

/// [kit] of event.toml, what the printed things say beyond 会标, unit and date. Keys: place, people (a table
/// in the bundle: .csv or .xlsx with the columns 姓名 and 职务, 照片, 用途), signs, items.
struct Kit {
    std::string place{}; ///< 高坪镇文化广场
    std::filesystem::path peopleFile{};
    std::vector<Person> people{};     ///< empty: the kit makes samples, 负责人, 工作人员1 …
    std::vector<std::string> signs{}; ///< 签到处, 问卷填写处 …: a 指示牌 each
    std::vector<std::string> items{}; ///< what is made where the call names nothing; empty: all
};

} // namespace huibiao::event
