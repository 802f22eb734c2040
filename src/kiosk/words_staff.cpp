#include "kiosk/words_staff.h"

#include <fmt/format.h>

namespace huibiao::kiosk::say {

namespace {

bool zh(Language language) {
    return language == Language::Chinese;
}

} // namespace

std::string summarySealed(std::size_t count, Language language) {
    return zh(language)
               ? fmt::format("{}份答卷是密封的，没有打开，也就没有统计。", count)
               : fmt::format("{} answers are sealed; they were not opened and are not counted.", count);
}

std::string assisted(std::size_t kept, Language language) {
    return language == Language::Chinese ? fmt::format("已存好，这是第{}份", kept)
                                         : fmt::format("Stored: number {}", kept);
}

std::string wrongPin(std::chrono::seconds wait, Language language) {
    return zh(language) ? fmt::format("口令不对，请等{}秒再试", wait.count())
                        : fmt::format("Wrong PIN, wait {} s", wait.count());
}

std::string freeSpace(std::uint64_t bytes, Language language) {
    double const mib = static_cast<double>(bytes) / (1024.0 * 1024.0);
    std::string const size =
        mib >= 1024 ? fmt::format("{:.1f} GB", mib / 1024) : fmt::format("{:.0f} MB", mib);
    return zh(language) ? "可用 " + size : size + " free";
}

std::string entered(std::size_t digits, Language language) {
    return zh(language) ? fmt::format("已输入{}位", digits) : fmt::format("{} digits entered", digits);
}

std::string exported(TaskDone const& done, Language language) {
    if (done.folder.empty())
        return zh(language) ? "没有新的答卷，U盘上没有写东西。"
                            : "There is nothing new; nothing was written.";
    std::string const folder = done.folder.filename().string();
    if (!done.stillIn)
        return zh(language) ? fmt::format("已写入并核对{}份，可以拔出U盘。文件夹：{}", done.count, folder)
                            : fmt::format("{} written and checked, the stick may be pulled out. Folder: {}",
                                          done.count, folder);
    return zh(language) ? fmt::format("已写入并核对{}份。{}。文件夹：{}", done.count,
                                      done.stillIn->message.in(language), folder)
                        : fmt::format("{} written and checked; {}. Folder: {}", done.count,
                                      done.stillIn->message.in(language), folder);
}

std::string sealed(std::size_t count, Language language) {
    return zh(language)
               ? fmt::format("其中{}份是密封的：回办公室用私钥打开，才有表格。", count)
               : fmt::format("{} of them are sealed: at the office the private key opens them into tables.",
                             count);
}

std::string exportReadable(std::size_t count, Language language) {
    return zh(language) ? fmt::format("导出可读表格（全部{}份）", count)
                        : fmt::format("Export readable tables (all {})", count);
}

namespace {

std::string placeOf(KeyFile const& key, Language language) {
    std::string const name = key.file.filename().string();
    if (key.stick.empty()) return zh(language) ? "活动文件夹里的 " + name : name + " in the event’s folder";
    return zh(language) ? fmt::format("U盘“{}”上的 {}", key.stick, name)
                        : fmt::format("{} on the stick “{}”", name, key.stick);
}

} // namespace

std::string keyFound(KeyFile const& key, Language language) {
    return (zh(language) ? "私钥：" : "Private key: ") + placeOf(key, language);
}

std::string keyForeign(KeyFile const& key, Language language) {
    return zh(language) ? placeOf(key, language) + " 是另一个活动的私钥，打不开这些答卷。"
                        : placeOf(key, language) + " is another event’s private key and opens none of these.";
}

std::string wrongPassphrase(std::chrono::seconds wait, Language language) {
    if (wait.count() > 0)
        return zh(language) ? fmt::format("密码不对，私钥没有打开。请等{}秒再试", wait.count())
                            : fmt::format("Wrong passphrase, the key stays shut. Wait {} s", wait.count());
    return zh(language) ? "密码不对，私钥没有打开。请再输一次，可以按眼睛看着输。"
                        : "Wrong passphrase, the key stays shut. Type it again; the eye shows it.";
}

std::string readable(std::size_t count, Language language) {
    return zh(language)
               ? fmt::format("打开了{}份，U盘上有可读的表格：谁拿到U盘，谁就能看到。请收好，用完就删。",
                             count)
               : fmt::format("{} were opened. The stick holds readable tables: whoever holds it can read "
                             "them. Keep it safe, and delete them when they are no longer needed.",
                             count);
}

std::string notOpened(base::Findings const& shut, Language language) {
    constexpr std::size_t most = 3;
    std::string names;
    for (std::size_t i = 0; i < shut.size() && i < most; ++i)
        names += (i == 0 ? "" : zh(language) ? "、" : ", ") + shut[i].error.where;
    if (shut.size() > most) names += zh(language) ? "……" : " …";
    return zh(language)
               ? fmt::format("有{}份没有打开（被改动过、已损坏，或不是用这把钥匙密封的），表格里没有它们。"
                             "原因写在U盘上的“没有打开的答卷.txt”里。编号：{}",
                             shut.size(), names)
               : fmt::format("{} stayed shut (changed, damaged, or sealed for another key) and are not in "
                             "the tables; “not opened.txt” on the stick says why: {}",
                             shut.size(), names);
}

std::string exportNew(std::size_t count, Language language) {
    return zh(language) ? fmt::format("导出新的{}份", count) : fmt::format("Export {} new", count);
}

std::string exportAll(std::size_t count, Language language) {
    return zh(language) ? fmt::format("全部{}份", count) : fmt::format("All {}", count);
}

std::string canErase(std::size_t count, std::size_t stay, bool sends, Language language) {
    if (count == 0 && sends)
        return zh(language)
                   ? "现在没有可以清除的：答卷要先导出并核对，或者上传。"
                   : "There is nothing to erase now: answers are exported and checked, or sent, first.";
    if (count == 0)
        return zh(language) ? "现在没有可以清除的：答卷要先导出并核对。"
                            : "There is nothing to erase now: answers are exported and checked first.";
    std::string left;
    if (stay > 0 && sends)
        left = zh(language) ? fmt::format("没有导出、也没有上传的{}份会留下。", stay)
                            : fmt::format(" {} that were neither exported nor sent stay.", stay);
    else if (stay > 0)
        left = zh(language) ? fmt::format("没有导出的{}份会留下。", stay)
                            : fmt::format(" {} that were not exported stay.", stay);
    return zh(language) ? fmt::format("可以清除{}份。{}", count, left)
                        : fmt::format("{} can be erased.{}", count, left);
}

std::string eraseCount(std::size_t count, Language language) {
    return zh(language) ? fmt::format("清除{}份答卷", count) : fmt::format("Erase {} answers", count);
}

std::string purged(std::size_t count, Language language) {
    return zh(language) ? fmt::format("已清除{}份，并留下了记录。", count)
                        : fmt::format("{} erased; it was written down.", count);
}

std::string exportFirst(std::size_t fresh, Language language) {
    return zh(language)
               ? fmt::format("还有{}份没有导出。请先返回，把它们导出到U盘。", fresh)
               : fmt::format("{} have not been exported yet. Go back and export them to a stick first.",
                             fresh);
}

std::string giveBackLast(std::string_view folder, std::size_t count, Language language) {
    return zh(language)
               ? fmt::format("将清除{}份答卷和活动文件夹“{}”，不能恢复。", count, folder)
               : fmt::format("{} answers and the folder “{}” will be erased for good.", count, folder);
}

std::string formsIn(std::size_t count, Language language) {
    if (count == 0) return zh(language) ? "没有问卷" : "no questionnaire";
    return zh(language) ? fmt::format("{}份问卷", count)
                        : fmt::format("{} questionnaire{}", count, count == 1 ? "" : "s");
}

std::string moreFaults(std::size_t count, Language language) {
    return zh(language) ? fmt::format("还有{}处，请在办公电脑上用 huibiao event check 查看。", count)
                        : fmt::format("{} more; see them at the office with huibiao event check.", count);
}

std::string answersStay(std::size_t fresh, fs::path const& place, Language language) {
    std::string const where = place.empty() ? "" : (zh(language) ? "位置：" : " Place: ") + place.string();
    return zh(language)
               ? fmt::format(
                     "这个活动还有{}份答卷没有导出，最好先返回导出。换活动以后它们不会丢，和这个活动一起"
                     "留在这台电脑上，回到它就能导出。{}",
                     fresh, where)
               : fmt::format("{} answers of this event were not exported; better go back and export them "
                             "first. They are not lost by a change: they stay on this computer with their "
                             "event, and can be exported once you go back to it.{}",
                             fresh, where);
}

std::string formerAnswers(std::size_t answers, std::size_t fresh, Language language) {
    if (answers == 0) return zh(language) ? "没有答卷" : "no answers";
    std::string const left = fresh == 0     ? std::string()
                             : zh(language) ? fmt::format("，其中{}份没有导出", fresh)
                                            : fmt::format(", {} of them not exported", fresh);
    return zh(language) ? fmt::format("{}份答卷{}", answers, left)
                        : fmt::format("{} answer{}{}", answers, answers == 1 ? "" : "s", left);
}

std::string loadAsk(std::string_view now, Bundle const& bundle, Language language) {
    std::string const pin = bundle.ownPin
                                ? (zh(language) ? "新活动有自己的口令，请确认您知道。"
                                                : " The new one has its own PIN: make sure that you "
                                                  "know it.")
                                : "";
    return zh(language)
               ? fmt::format("现在：{}\n换成：{}\n现在的活动和它的答卷会留在这台电脑上，可以回到它。{}", now,
                             bundle.banner, pin)
               : fmt::format(
                     "Now: {}\nThen: {}\nThe event of now stays on this computer with its answers; you "
                     "can go back to it.{}",
                     now, bundle.banner, pin);
}

std::string formerAsk(std::string_view now, FormerEvent const& former, Language language) {
    return zh(language)
               ? fmt::format("现在：{}\n换成：{}\n现在的活动和它的答卷会留在这台电脑上，可以再换回来。", now,
                             former.banner)
               : fmt::format(
                     "Now: {}\nThen: {}\nThe event of now stays on this computer with its answers; you "
                     "can change back.",
                     now, former.banner);
}

} // namespace huibiao::kiosk::say
