#include "handover/internal/summary_files.h"

#include <fmt/format.h>

namespace huibiao::handover::internal {

using base::Result;

std::vector<std::string> notesOf(NotCounted const& not_, base::Language words) {
    bool const zh = words == base::Language::Chinese;
    std::vector<std::string> out;
    if (not_.before > 0)
        out.push_back(zh ? fmt::format("只统计这次导出的答卷；此前导出过的{}份没有计入。", not_.before)
                         : fmt::format("Of this export alone; {} that were exported before are not counted.",
                                       not_.before));
    if (not_.taken > 0)
        out.push_back(
            zh ? fmt::format("只统计服务器没有收的答卷；其余{}份没有计入。", not_.taken)
               : fmt::format("Of what the server refused alone; the other {} are not counted.", not_.taken));
    if (not_.shut > 0)
        out.push_back(zh ? fmt::format("另有{}份是密封的，没有计入。", not_.shut)
                         : fmt::format("{} more are sealed and not counted.", not_.shut));
    if (not_.partial > 0)
        out.push_back(zh ? fmt::format("没有填完的{}份没有计入。", not_.partial)
                         : fmt::format("{} that were left unfinished are not counted.", not_.partial));
    return out;
}

Result<void> writeSummary(OutFolder& folder, figures::Look const& look, figures::Head const& head,
                          std::vector<figures::Summary> const& forms, base::Language words,
                          base::Findings& findings) {
    if (!look.fonts || forms.empty()) return {};
    figures::Sheet const sheet = figures::Sheet::lay(look, head, forms, words);
    Result<std::string> const pdf = sheet.pdf();
    Result<std::vector<std::string>> const pngs = sheet.pngs();
    if (!pdf || !pngs) {
        findings.push_back({true, pdf ? pngs.error() : pdf.error()});
        return {};
    }
    std::string const name = words == base::Language::Chinese ? "汇总" : "Summary";
    if (Result<void> const done = folder.put(name + ".pdf", *pdf); !done) return done;
    for (std::size_t i = 0; i < pngs->size(); ++i) {
        std::string const file = i == 0 ? name + ".png" : fmt::format("{}_{}.png", name, i + 1);
        if (Result<void> const done = folder.put(file, (*pngs)[i]); !done) return done;
    }
    return {};
}

} // namespace huibiao::handover::internal
