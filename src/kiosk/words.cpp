#include "kiosk/words.h"

#include <fmt/format.h>

namespace huibiao::kiosk::say {

namespace {
bool zh(Language language) {
    return language == Language::Chinese;
}

/// "5月18日" of "2023-05-18".
std::string monthDay(std::string_view day) {
    auto const number = [&](std::size_t at) { return (day[at] - '0') * 10 + day[at + 1] - '0'; };
    return day.size() == 10 ? fmt::format("{}月{}日", number(5), number(8)) : std::string(day);
}

} // namespace

std::string opensOn(std::string_view day, Language language) {
    return zh(language) ? fmt::format("问卷从{}起才能填写，谢谢您。", monthDay(day))
                        : fmt::format("The questionnaire opens on {}. Thank you.", day);
}

std::string closedSince(std::string_view day, Language language) {
    return zh(language) ? fmt::format("问卷已在{}结束，谢谢您。", monthDay(day))
                        : fmt::format("The questionnaire closed on {}. Thank you.", day);
}

std::string comeAgainIn(std::chrono::seconds wait, Language language) {
    return zh(language)
               ? fmt::format("上一份刚刚交上，请稍候，{}秒后再开始。", wait.count())
               : fmt::format("The last answers have just been stored. Please wait {} s.", wait.count());
}

std::string progress(std::size_t number, std::size_t total, Language language) {
    return zh(language) ? fmt::format("第{}题 / 共{}题", number, total)
                        : fmt::format("Question {} of {}", number, total);
}

std::string questions(std::size_t count, Language language) {
    if (zh(language)) return fmt::format("共{}题", count);
    return count == 1 ? "1 question" : fmt::format("{} questions", count);
}

std::string minutes(int count, Language language) {
    if (zh(language)) return fmt::format("约{}分钟", count);
    return count == 1 ? "About 1 minute" : fmt::format("About {} minutes", count);
}

std::string askedBy(std::string_view unit, Language language) {
    return zh(language) ? fmt::format("{}想听听您的意见", unit)
                        : fmt::format("{} would like your opinion", unit);
}

std::string secondsLeft(std::chrono::seconds left, Language language) {
    return zh(language) ? fmt::format("还剩{}秒", left.count()) : fmt::format("{} s left", left.count());
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

std::string exported(std::size_t count, std::string_view folder, Language language) {
    if (count == 0)
        return zh(language)
                   ? "没有新的回答，U盘上没有写东西。以前导出过的，可以用命令 huibiao responses export --all "
                     "再导出一次。"
                   : "There are no new answers; nothing was written. Those exported before can be had once "
                     "more with huibiao responses export --all.";
    return zh(language)
               ? fmt::format("已写入并核对{}份，可以拔下U盘了。文件夹：{}", count, folder)
               : fmt::format("{} written and checked, the stick may be pulled. Folder: {}", count, folder);
}

std::string entered(std::size_t digits, Language language) {
    return zh(language) ? fmt::format("已输入{}位", digits) : fmt::format("{} digits entered", digits);
}

std::string fault(form::FaultKind kind, form::QuestionKind question, Language language) {
    using form::FaultKind;
    using form::QuestionKind;
    bool const number = question == QuestionKind::Integer || question == QuestionKind::Decimal;
    Words words;
    if (kind == FaultKind::Required && question == QuestionKind::SelectOne)
        words = {"这一题要答。请选一项。", "This one needs an answer. Please choose one."};
    else if (kind == FaultKind::Required && question == QuestionKind::SelectMultiple)
        words = {"这一题要答。请至少选一项。", "This one needs an answer. Please choose at least one."};
    else if (kind == FaultKind::Required && number)
        words = {"这一题要答。请按数字键填上。", "This one needs an answer. Please enter a number."};
    else if (kind == FaultKind::Required && question == QuestionKind::Acknowledge)
        words = {"请先看完，再按一下“我知道了”。", "Please read this, then tap “I have read this”."};
    else if (kind == FaultKind::Required)
        words = {"这一题要答。请填写后再继续。", "This one needs an answer before you go on."};
    else if (kind == FaultKind::Type && question == QuestionKind::Integer)
        words = {"请填一个整数，例如 35。", "Please enter a whole number, such as 35."};
    else if (kind == FaultKind::Type && question == QuestionKind::Decimal)
        words = {"请填一个数，例如 3.5。", "Please enter a number, such as 3.5."};
    else
        words = {"这个答案不在可以填的范围里，请改一下。",
                 "This answer is outside what is allowed. Please change it."};
    return words.in(language);
}

} // namespace huibiao::kiosk::say
