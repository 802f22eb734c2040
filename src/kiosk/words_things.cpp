#include "kiosk/words_things.h"

#include <fmt/format.h>

namespace huibiao::kiosk::say {

std::string thingsCount(std::size_t things, std::size_t missing, std::size_t looks, Language language) {
    bool const zh = language == Language::Chinese;
    std::string out = zh ? fmt::format("共{}样", things) : fmt::format("{} things", things);
    if (missing > 0) out += zh ? fmt::format("，{}样没有做", missing) : fmt::format(", {} left out", missing);
    if (looks > 0)
        out += zh ? fmt::format("，{}样要看一看", looks)
                  : fmt::format(", {} need{} a look", looks, looks == 1 ? "s" : "");
    return out + (zh ? "。" : ".");
}

std::string wallNow(WallState const& wall, std::string const& thing, Language language) {
    bool const zh = language == Language::Chinese;
    std::string const screen = fmt::format("{} {}×{}", wall.screen, wall.width, wall.height);
    if (thing.empty())
        return zh ? fmt::format("已接上（{}），现在什么也不显示。打开一样物料，按“在大屏上显示”。", screen)
                  : fmt::format("Connected ({}), showing nothing. Open a thing and press “Show on the second "
                                "screen”.",
                                screen);
    return zh ? fmt::format("已接上（{}），正在显示：{}", screen, thing)
              : fmt::format("Connected ({}), showing {}", screen, thing);
}

std::string kitKept(TaskDone const& done, Language language) {
    bool const zh = language == Language::Chinese;
    std::string out;
    if (zh)
        out = done.unchanged ? fmt::format("U盘上已有同样的物料，{}个文件重新核对过，都对", done.count)
                             : fmt::format("已写入并核对{}个文件", done.count);
    else
        out = done.unchanged
                  ? fmt::format("The same things are on the stick already; {} files were checked again",
                                done.count)
                  : fmt::format("{} files written and checked", done.count);
    if (done.stillIn)
        out += (zh ? "。" : "; ") + done.stillIn->message.in(language);
    else
        out += zh ? "，可以拔下U盘" : ", the stick may be pulled out";
    out += (zh ? "。文件夹：" : ". Folder: ") + done.folder.filename().string();
    if (done.looks > 0)
        out += zh ? fmt::format("。有{}处要看一看，写在里面的“需要看一看.txt”里。", done.looks)
                  : fmt::format(". {} things need a look: see 需要看一看.txt in it.", done.looks);
    return out;
}

} // namespace huibiao::kiosk::say
