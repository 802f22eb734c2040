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

std::string rankMissing(std::size_t count, Language language) {
    if (zh(language))
        return fmt::format("还有{}项没有排。请接着点，直到每一项都有数字；不想排，请按“清除”。", count);
    return fmt::format("{} still without a number. Tap on until each has one, or press Clear.", count);
}

std::string starsOf(std::string_view given, std::string_view most, Language language) {
    return zh(language) ? fmt::format("{}分（满分{}分）", given, most)
                        : fmt::format("{} out of {}", given, most);
}

std::string repeatNumber(std::string_view number, Language language) {
    return zh(language) ? fmt::format("第{}项", number) : fmt::format("Number {}", number);
}

std::string decade(int first, Language language) {
    return zh(language) ? fmt::format("{}—{}年", first, first + 9) : fmt::format("{}–{}", first, first + 9);
}

std::string andMore(std::size_t count, Language language) {
    return zh(language) ? fmt::format("还有{}项", count) : fmt::format("and {} more", count);
}

std::string found(std::size_t count, std::size_t of, Language language) {
    if (count == of) return zh(language) ? fmt::format("共{}项", of) : fmt::format("{} in all", of);
    return zh(language) ? fmt::format("找到{}项，共{}项", count, of) : fmt::format("{} of {}", count, of);
}

std::string seeFound(std::size_t count, Language language) {
    return zh(language) ? fmt::format("看这{}项", count) : fmt::format("See the {}", count);
}

std::string tapToChooseOf(std::size_t count, Language language) {
    return zh(language) ? fmt::format("点这里选（共{}项）", count)
                        : fmt::format("Tap here to choose ({} in all)", count);
}

std::string chosen(std::string_view answers, Language language) {
    return zh(language) ? fmt::format("已选：{}", answers) : fmt::format("Chosen: {}", answers);
}

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
    else if (kind == FaultKind::Required && question == QuestionKind::Rank)
        words = {"这一题要答。请按先后，把每一项都点一下。",
                 "This one needs an answer. Please tap every item, the most important first."};
    else if (kind == FaultKind::Required && question == QuestionKind::Date)
        words = {"这一题要答。请选好日期；显示的日期对，就按“就是这一天”。",
                 "This one needs an answer. Please set the date, or press “Take this day”."};
    else if (kind == FaultKind::Required &&
             (question == QuestionKind::Time || question == QuestionKind::DateTime))
        words = {"这一题要答。请选好时间；显示的时间对，就按“就是这个时间”。",
                 "This one needs an answer. Please set the time, or press “Take this time”."};
    else if (kind == FaultKind::Required && question == QuestionKind::Range)
        words = {"这一题要答。请在上面点一个数，或者按加减号。",
                 "This one needs an answer. Please tap a number, or press plus or minus."};
    else if (kind == FaultKind::Required && question == QuestionKind::Image)
        words = {"这一题要答。请用手指写在框里。",
                 "This one needs an answer. Please use a finger in the frame."};
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
