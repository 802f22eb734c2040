#pragma once

#include "kiosk/task.h"
#include "kiosk/words.h"

#include <chrono>
#include <cstddef>
#include <cstdint>
#include <string>
#include <string_view>

/// What staff read: the PIN, the pages behind it, filling in for others.
namespace huibiao::kiosk::say {

inline Words const PinTitle{"工作人员口令", "Staff PIN"};
inline Words const PinHint{"输入 4 到 12 位数字，按“确定”。", "Enter 4 to 12 digits, then OK."};
inline Words const PinUnset{"尚未设置口令", "No PIN is set"};
inline Words const PinUnsetMore{
    "没有口令，这块屏幕就不能进入工作人员页面，也不能从这里退出。请在放活动资料的电脑上运行：",
    "Without a PIN the staff page stays shut and the program cannot be left from here. On the computer that "
    "holds the event's folder run:"};
inline Words const PinUnsetThen{"设好后重新启动本程序。", "Then start this program again."};

inline Words const Staff{"工作人员", "Staff"};
inline Words const CountTotal{"已收到的回答", "Answers stored"};
inline Words const CountFresh{"还没有导出", "Not exported yet"};
inline Words const Waiting{"还没有存下来", "Waiting to be stored"};
inline Words const AssistButton{"代填：走访、电话", "Fill in for others"};
inline Words const AssistTitle{"代填问卷", "Filling in for others"};
inline Words const AssistMethod{"方式", "How"};
inline Words const AssistWho{"调查员", "Interviewer"};
inline Words const AssistWhere{"地点", "Place"};
inline Words const AssistVisit{"走访调查", "On a visit"};
inline Words const AssistPhone{"电话回访", "By telephone"};
inline Words const AssistHelp{"现场代填", "Helping on site"};
inline Words const AssistHint{
    "这三项会记在每一份答卷上。一份接一份，填写中不会自动清空；用完请按“结束代填”。",
    "These are noted on every answer. One follows the other and nothing is erased "
    "by itself while you ask; press End when you are done."};
inline Words const AssistEnd{"结束代填", "End"};
inline Words const AssistNext{"填下一份", "Next person"};
inline Words const Volumes{"导出到U盘", "Export to a USB stick"};
inline Words const NoVolume{"没有看到U盘。插上U盘，几秒后会出现在这里。",
                            "No stick is seen. Plug one in; it appears here after some seconds."};
inline Words const TakenOff{"已卸下，可以拔出", "Taken off, it may be pulled out"};
inline Words const Exporting{"正在导出，请不要拔U盘", "Exporting, do not pull the stick"};
inline Words const StopExport{"停止", "Stop"};
inline Words const EraseButton{"清除已导出的答卷", "Erase what was exported"};
inline Words const EraseTitle{"清除已导出的答卷", "Erase what was exported"};
inline Words const EraseMore{
    "只清除导出到U盘并且核对过的答卷，没有导出的都会留下。清除后不能恢复，什么时候清除了几份会留下记录。",
    "Only answers that were exported to a stick and checked are erased; all others stay. What is erased "
    "cannot "
    "be brought back. When it was done, and how many they were, is written down."};
inline Words const PurgeMore{"清除后不能恢复。请先确认U盘上的答卷打得开。",
                             "They cannot be brought back. Make sure that those on the stick can be opened."};
inline Words const PurgeYes{"清除", "Erase"};
inline Words const Purging{"正在清除，请不要关机", "Erasing, do not switch off"};
inline Words const GiveBackButton{"交还前清空", "Clear before giving back"};
inline Words const GiveBackTitle{"交还前清空这台电脑", "Clear this computer before giving it back"};
inline Words const GiveBackMore{"借来的电脑用完以后，把这个活动的全部资料从电脑上清除：答卷、运行记录和活动文"
                                "件夹。清除后不能恢复，程序也会退出。"
                                "已经导出到U盘的不受影响。",
                                "When a borrowed computer is no longer needed, everything of this event is "
                                "erased from it: the answers, the "
                                "log and the event’s folder. It cannot be brought back, and the program "
                                "ends. What was exported to a stick "
                                "stays."};
inline Words const GiveBackRemains{
    "清空时会先覆盖再删除。固态硬盘和U盘仍可能留有残余，用专业工具或许能找回一部分；要防止这一点，请从一开始"
    "就给活动加上密"
    "钥，让答卷密封保存。",
    "Files are overwritten before they are deleted. A solid-state disk may still keep traces that special "
    "tools "
    "can find; against that, give the event a key from the start, so that answers are kept sealed."};
inline Words const GiveBackGo{"清空……", "Clear …"};
inline Words const GiveBackAsk{"清空这台电脑上的活动资料？", "Clear the event from this computer?"};
inline Words const GiveBackAskMore{
    "请再看一眼：U盘已经拔下收好，里面的答卷打得开。",
    "Once more: the stick is in safe hands, and the answers on it can be opened."};
inline Words const GiveBackYes{"确认过了，继续", "They can, go on"};
inline Words const GiveBackLast{"最后确认", "For the last time"};
inline Words const GiveBackLastYes{"全部清空", "Erase everything"};
inline Words const GivingBack{"正在清空，请不要关机", "Erasing everything, do not switch off"};
inline Words const ClearedTitle{"已经清空", "Everything is erased"};
inline Words const ClearedMore{"这个活动的资料已经从这台电脑上清除，可以交还了。",
                               "Nothing of the event is left on this computer. It can be given back."};
inline Words const Quit{"退出程序", "Leave the program"};
inline Words const QuitTitle{"退出程序？", "Leave the program?"};
inline Words const QuitMore{"屏幕将回到系统桌面，市民不能再填写。",
                            "The screen returns to the system; nobody can answer until it is started again."};
inline Words const DefaultLogo{
    "正在使用自带的示意标志。请把市里统一发的LOGO文件放进活动文件夹，并在 event.toml 里写上 logo。",
    "The sample LOGO is in use. Put the city's LOGO into the event's folder and name "
    "it as logo in event.toml."};
inline Words const DiskLow{"磁盘剩余不到 64 MB，问卷已暂停。请先导出到U盘，再清理这台电脑上的其他文件。",
                           "Less than 64 MB are left on the disk, and the questionnaire is closed. Export "
                           "to a stick, then remove other files from this computer."};
inline Words const ClockWrong{
    "这台机器的时间不对，回答会带上错误的时间。请先校准时间。",
    "This machine's clock is wrong; answers would carry a wrong time. Set it first."};

inline Words const SealedExport{
    "这个活动的答卷是加密的，导出的也是密封的答卷，回办公室用私钥打开。要在这里打开，请按“导出可读表格”。",
    "The answers of this event are sealed, and so is what is exported: the private key opens it at the "
    "office. "
    "To open them here, press “Export readable tables”."};
inline Words const ReadableTitle{"导出可读表格", "Export readable tables"};
inline Words const PassphraseTitle{"打开密封的答卷", "Open the sealed answers"};
inline Words const PassphraseField{"私钥的密码", "Passphrase of the private key"};
inline Words const PassphraseShow{"显示密码", "Show the passphrase"};
inline Words const PassphraseHide{"隐藏密码", "Hide the passphrase"};
inline Words const PassphraseGo{"打开", "Open"};
inline Words const ReadableWarning{
    "导出的表格没有加密：谁拿到U盘，谁就能看到里面的回答。请收好，用完就删。",
    "The tables are not sealed: whoever holds the stick can read them. Delete them when you are done."};
inline Words const PassphraseHint{
    "密码只在内存里用，用完即清。这里输不了汉字：密码里有汉字的，请回办公室打开。",
    "The passphrase stays in memory and is wiped after use. One with Chinese characters opens at the "
    "office."};
inline Words const NoKey{"没有找到这个活动的私钥", "The private key of this event was not found"};
inline Words const NoKeyMore{
    "私钥文件是设加密时 huibiao event keys 做的，名叫 private-key.pem，一般在另外保管的U盘上。"
    "请插上那个U盘：找的是活动文件夹和每个U盘的根目录，以及它们下面一层的文件夹。"
    "卸下了还没拔的U盘，拔下来再插一次。也可以先导出密封的答卷，回办公室打开。",
    "huibiao event keys made the file when sealing was set up; it is called private-key.pem and usually kept "
    "on a "
    "stick of its own. Plug that in: the event’s folder and each stick are searched, and the folders in "
    "them. A "
    "stick that was taken off has to be pulled out and plugged in again. Or export the sealed answers and "
    "open "
    "them at the office."};

[[nodiscard]] std::string exportReadable(std::size_t count, Language language);
[[nodiscard]] std::string keyFound(KeyFile const& key, Language language);
[[nodiscard]] std::string keyForeign(KeyFile const& key, Language language);
/// `wait`: none where it can be tried again at once.
[[nodiscard]] std::string wrongPassphrase(std::chrono::seconds wait, Language language);
[[nodiscard]] std::string readable(std::size_t count, Language language);
[[nodiscard]] std::string notOpened(base::Findings const& shut, Language language);
inline Words const SummaryTitle{"查看汇总", "Summary"};
inline Words const SummaryAgain{"重新统计", "Count again"};
inline Words const SummaryPrint{
    "导出到U盘后，文件夹里的汇总.pdf和汇总.png可以直接打印、上报。",
    "An export to a stick holds Summary.pdf and Summary.png, ready to be printed."};
inline Words const Counting{"正在统计", "Counting the answers"};

[[nodiscard]] std::string summarySealed(std::size_t count, Language language);
// Other events.
inline Words const BundlesButton{"载入新活动", "Load another event"};
inline Words const BundlesTitle{"载入新活动", "Load another event"};
inline Words const EventNow{"现在的活动", "The event now"};
inline Words const EventBefore{"上一个活动", "The event before"};
inline Words const EventsOnSticks{"U盘上的活动包", "Event bundles on the stick"};
inline Words const BundlesNone{
    "没有找到活动包。把办公电脑上做好的活动文件夹（里面有 event.toml）整个拷到U盘，再插到这台电脑上。",
    "There is none. Copy the event’s folder that was made at the office (with event.toml in it) to a stick, "
    "and plug it into this computer."};
inline Words const BundlesCut{
    "U盘上的文件太多，没有全看：请把活动文件夹放在U盘的最上层。",
    "There is too much on the stick to look at all of it: put the event’s folder at "
    "the top of it."};
inline Words const LookAgain{"再看一次", "Look again"};
inline Words const Looking{"正在检查U盘上的活动包", "Checking the bundles on the stick"};
inline Words const LoadingEvent{"正在载入，请不要拔U盘", "Loading, do not pull the stick"};
inline Words const GoingBack{"正在换回上一个活动，请不要关机", "Going back, do not switch off"};
inline Words const LoadButton{"载入", "Load"};
inline Words const LoadAsk{"换成这个活动？", "Change to this event?"};
inline Words const LoadYes{"载入", "Load it"};
inline Words const FormerButton{"回到上一个活动", "Go back to it"};
inline Words const FormerAsk{"回到上一个活动？", "Go back to the event before?"};
inline Words const FormerYes{"回到它", "Go back"};
inline Words const OwnPin{"有自己的口令，载入后用它的口令",
                          "has its own PIN, which is asked for from then on"};
inline Words const WaitFirst{"还有答卷没有存下来，现在不能换活动。",
                             "Answers are waiting to be stored; the event cannot be changed now."};

[[nodiscard]] std::string assisted(std::size_t kept, Language language);
[[nodiscard]] std::string wrongPin(std::chrono::seconds wait, Language language);
[[nodiscard]] std::string freeSpace(std::uint64_t bytes, Language language);
[[nodiscard]] std::string entered(std::size_t digits, Language language);
[[nodiscard]] std::string exported(TaskDone const& done, Language language);
[[nodiscard]] std::string sealed(std::size_t count, Language language);
[[nodiscard]] std::string exportNew(std::size_t count, Language language);
[[nodiscard]] std::string exportAll(std::size_t count, Language language);
[[nodiscard]] std::string canErase(std::size_t count, std::size_t stay, bool sends, Language language);
[[nodiscard]] std::string eraseCount(std::size_t count, Language language);
[[nodiscard]] std::string purged(std::size_t count, Language language);
[[nodiscard]] std::string exportFirst(std::size_t fresh, Language language);
[[nodiscard]] std::string giveBackLast(std::string_view folder, std::size_t count, Language language);
[[nodiscard]] std::string formsIn(std::size_t count, Language language);
[[nodiscard]] std::string moreFaults(std::size_t count, Language language);
[[nodiscard]] std::string answersStay(std::size_t fresh, fs::path const& place, Language language);
[[nodiscard]] std::string formerAnswers(std::size_t answers, std::size_t fresh, Language language);
[[nodiscard]] std::string loadAsk(std::string_view now, Bundle const& bundle, Language language);
[[nodiscard]] std::string formerAsk(std::string_view now, FormerEvent const& former, Language language);

} // namespace huibiao::kiosk::say
