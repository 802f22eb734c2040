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
               ? fmt::format(
                     "收到的{}份答卷都是密封的，要用私钥才能看。请导出到U盘，回办公室用 huibiao responses "
                     "unseal 和私钥打开，里面就有汇总.pdf和汇总.png。",
                     count)
               : fmt::format(
                     "All {} answers are sealed; showing them takes the private key. Export them to a "
                     "stick; at the office, huibiao responses unseal opens them with the key, and "
                     "writes Summary.pdf and Summary.png.",
                     count);
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

std::string exportNew(std::size_t count, Language language) {
    return zh(language) ? fmt::format("导出新的{}份", count) : fmt::format("Export {} new", count);
}

std::string exportAll(std::size_t count, Language language) {
    return zh(language) ? fmt::format("全部{}份", count) : fmt::format("All {}", count);
}

std::string canErase(std::size_t count, std::size_t fresh, Language language) {
    if (count == 0)
        return zh(language) ? "现在没有可以清除的：答卷要先导出并核对。"
                            : "There is nothing to erase now: answers are exported and checked first.";
    std::string const stay = fresh == 0     ? std::string()
                             : zh(language) ? fmt::format("没有导出的{}份会留下。", fresh)
                                            : fmt::format(" {} that were not exported stay.", fresh);
    return zh(language) ? fmt::format("可以清除{}份。{}", count, stay)
                        : fmt::format("{} can be erased.{}", count, stay);
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

} // namespace huibiao::kiosk::say
