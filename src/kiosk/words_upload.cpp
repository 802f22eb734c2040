#include "kiosk/words_upload.h"

#include <fmt/format.h>

#include <chrono>

namespace huibiao::kiosk::say {

namespace {

bool zh(Language language) {
    return language == Language::Chinese;
}

std::string tryAgain(std::chrono::milliseconds wait, Language language) {
    using namespace std::chrono;
    auto const left = ceil<seconds>(wait);
    if (left <= 1s) return zh(language) ? "马上再试。" : "It is tried again now.";
    if (left < 90s)
        return zh(language) ? fmt::format("{}秒后自动再试。", left.count())
                            : fmt::format("It is tried again in {} s.", left.count());
    auto const about = ceil<std::chrono::minutes>(left);
    return zh(language) ? fmt::format("约{}分钟后自动再试。", about.count())
                        : fmt::format("It is tried again in about {} min.", about.count());
}

} // namespace

std::string minuteOf(std::string_view iso) {
    constexpr std::size_t day = 10, minute = 16;
    std::string text(iso.substr(0, minute));
    if (text.size() > day && text[day] == 'T') text[day] = ' ';
    return text;
}

std::string lastContact(std::string_view iso, Language language) {
    if (iso.empty()) return NoContact.in(language);
    return (zh(language) ? "上次与服务器联系：" : "Last contact with the server: ") + minuteOf(iso);
}

std::string doingNow(Sending const& sending, Language language) {
    switch (sending.doing) {
    case Sending::Doing::Nothing: return UploadNothing.in(language);
    case Sending::Doing::Idle: return (sending.waiting == 0 ? UploadIdle : UploadSoon).in(language);
    case Sending::Doing::Busy: return UploadBusy.in(language);
    case Sending::Doing::Waits: return tryAgain(sending.nextTry, language);
    case Sending::Doing::Elsewhere: return UploadElsewhere.in(language);
    }
    return {};
}

std::string retryAll(std::size_t count, Language language) {
    return zh(language) ? fmt::format("全部重试（{}份）", count) : fmt::format("Retry all ({})", count);
}

std::string retried(std::size_t count, Language language) {
    if (count == 0)
        return zh(language) ? "没有要重试的：可能刚刚已经发出。"
                            : "There is nothing to retry: it may have just been sent.";
    return zh(language) ? fmt::format("{}份已重新排队，轮到就发。", count)
                        : fmt::format("{} wait again and are sent in turn.", count);
}

std::string refusedWhen(Refused const& refused, Language language) {
    return fmt::format(fmt::runtime(zh(language) ? "{} 存入，{} 被拒绝" : "stored {}, refused {}"),
                       minuteOf(refused.storedAt), minuteOf(refused.at));
}

std::string troubleOf(base::Error const& trouble, Language language) {
    std::string const& words = trouble.message.in(language);
    if (trouble.where.empty()) return words;
    return zh(language) ? words + "（" + trouble.where + "）" : words + " (" + trouble.where + ")";
}

std::string pulled(PulledForm const& form, Language language) {
    constexpr std::size_t mostNotes = 5;
    bool const chinese = zh(language);
    std::string const name = chinese ? "“" + form.title + "”" : "“" + form.title + "”: ";
    std::string const version = form.version.empty() ? std::string()
                                : chinese            ? "（版本 " + form.version + "）"
                                                     : " (version " + form.version + ")";
    std::string out;
    switch (form.what) {
    case PulledForm::What::Unchanged:
        out = name + (chinese ? "已是最新" : "up to date") + version + (chinese ? "。" : ".");
        break;
    case PulledForm::What::Taken:
        out = chinese ? name + "取回了新的" + version + "，回到首页就开始用。"
                      : name + "the new one is here" + version + " and is used from the next visit on.";
        break;
    case PulledForm::What::Left:
        out = chinese ? name + "没有更新，照旧使用。" : name + "not updated; the present one stays.";
        break;
    case PulledForm::What::Refused:
        out = chinese ? name + "没有换上，照旧使用。" : name + "not taken; the present one stays.";
        break;
    }
    for (std::size_t i = 0; i < std::min(form.notes.size(), mostNotes); ++i)
        out += "\n" + troubleOf(form.notes[i].error, language);
    return out;
}

std::string unusable(base::Error const& why, Language language) {
    return (zh(language) ? "活动的文件改过，但有错，还在用改之前的："
                         : "The event’s files were changed and have a fault; those of before are in use: ") +
           troubleOf(why, language);
}

std::string exportRefused(std::size_t count, Language language) {
    return zh(language) ? fmt::format("导出这{}份", count) : fmt::format("Export {}", count);
}

std::string notListed(std::size_t count, Language language) {
    return zh(language) ? fmt::format("还有{}份没有列出来，导出到U盘可以看到全部。", count)
                        : fmt::format("{} more are not listed; an export to a stick has all of them.", count);
}

std::string refusedWaits(std::size_t count, Language language) {
    return zh(language) ? fmt::format("有{}份答卷服务器没有收，请到“上传”里看原因。", count)
                        : fmt::format("The server refused {} answer{}; see “Upload” for the reason.", count,
                                      count == 1 ? "" : "s");
}

} // namespace huibiao::kiosk::say
