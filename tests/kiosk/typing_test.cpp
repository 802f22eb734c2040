#include "kiosk/typing.h"

#include <doctest/doctest.h>

using namespace huibiao;
using form::Question;
using form::QuestionKind;
using kiosk::accepted;
using kiosk::stepped;

namespace {

Question of(QuestionKind kind) {
    Question question;
    question.kind = kind;
    return question;
}

Question scale(std::string start, std::string end, std::string step, std::string value) {
    Question question = of(QuestionKind::Range);
    question.range = form::RangeLimits{std::move(start), std::move(end), std::move(step)};
    question.value = std::move(value);
    return question;
}

} // namespace

TEST_CASE("a number takes digits, one sign in front, and a point where it may have one") {
    Question const whole = of(QuestionKind::Integer);
    CHECK(accepted(whole, "", "-12a.5") == "-125");
    CHECK(accepted(whole, "1", "-") == "");
    CHECK(accepted(whole, "123456789012345", "6") == "");
    Question const decimal = of(QuestionKind::Decimal);
    CHECK(accepted(decimal, "1.5", ".") == "");
    CHECK(accepted(decimal, "", "1.2.3") == "1.23");
    CHECK(accepted(decimal, "", "１") == "");
}

TEST_CASE("text takes what is written, and line breaks only where there are lines") {
    Question text = of(QuestionKind::Text);
    CHECK(accepted(text, "", "排队\n太久\t!\x7f") == "排队太久!");
    text.appearance = {"multiline"};
    CHECK(accepted(text, "", "排队\n太久") == "排队\n太久");
    CHECK(accepted(text, std::string(4000, 'x'), "y") == "");
    CHECK(accepted(text, std::string(3999, 'x'), "政务") == "政");
}

TEST_CASE("a scale steps from end to end, as its form writes numbers") {
    CHECK(stepped(scale("1", "5", "1", ""), 1) == "1");
    CHECK(stepped(scale("1", "5", "1", ""), -1) == "5");
    CHECK(stepped(scale("1", "5", "1", "4"), 1) == "5");
    CHECK_FALSE(stepped(scale("1", "5", "1", "5"), 1).has_value());
    CHECK(stepped(scale("0", "1", "0.1", "0.2"), 1) == "0.3");
    CHECK(stepped(scale("10", "0", "-2", "4"), 1) == "6");
    CHECK_FALSE(stepped(scale("1", "5", "0", "2"), 1).has_value());
    CHECK_FALSE(stepped(scale("one", "5", "1", "2"), 1).has_value());
}
