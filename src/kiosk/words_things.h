#pragma once

#include "kiosk/task.h"
#include "kiosk/things.h"
#include "kiosk/words.h"

#include <cstddef>
#include <string>

/// What staff read about the things of the kit.
namespace huibiao::kiosk::say {

inline Words const ThingsTitle{"物料", "Printed things"};
inline Words const ThingsMore{
    "这个活动要印、要挂、要发的全部物料。点一样可以看大图，也可以整屏显示。",
    "All that this event prints, hangs and posts. Touch one to see it large, or to show it on the whole "
    "screen."};
inline Words const ThingsLooking{"正在准备……", "One moment …"};
inline Words const ThingsAgain{"再试一次", "Try again"};
inline Words const Drawing{"正在画……", "Drawing …"};
inline Words const ThingMissing{"没有做", "Left out"};
inline Words const ThingFault{"做不出来", "Cannot be made"};
inline Words const ThingLooks{"要看一看", "Needs a look"};
inline Words const ThingFine{"没有要特别看的地方。", "Nothing needs a special look."};
inline Words const ThingChecking{"正在检查……", "Being checked …"};
inline Words const ThingBack{"返回物料", "All things"};
inline Words const ThingBefore{"上一个", "Previous"};
inline Words const ThingNext{"下一个", "Next"};
inline Words const ThingWhole{"全屏显示", "Whole screen"};
inline Words const KitVolumes{"物料存到U盘", "The things onto a USB stick"};
inline Words const KitVolumesMore{"印刷用的文件，可以交给广告店。",
                                  "The files for print, to be given to the shop."};
inline Words const KeepKit{"存到这个U盘", "Write to this stick"};
inline Words const KeepingKit{"正在做物料，写到U盘，请不要拔",
                              "Making the things and writing them; do not pull the stick"};
inline Words const WallTitle{"大屏", "Second screen"};
inline Words const WallOff{"从大屏撤下", "Take it off"};
inline Words const WallPut{"在大屏上显示", "Show on the second screen"};
inline Words const WallIsOn{"正在大屏上显示", "It is on the second screen"};
inline Words const WallNot{"没有接上大屏", "There is no second screen"};
inline Words const ShowHint{"返回：按住右上角3秒", "To go back, hold the upper right corner for 3 s"};
inline Words const ShowHintPin{"工作人员返回：按住右上角3秒，输入口令",
                               "Staff: hold the upper right corner for 3 s, then enter the PIN"};

/// What the second screen is doing; `thing`: the name of what it shows, empty: nothing.
[[nodiscard]] std::string wallNow(WallState const& wall, std::string const& thing, Language language);
[[nodiscard]] std::string kitKept(TaskDone const& done, Language language);
/// How many things there are, how many are left out and how many need a look.
[[nodiscard]] std::string thingsCount(std::size_t things, std::size_t missing, std::size_t looks,
                                      Language language);

} // namespace huibiao::kiosk::say
