#include "world.h"

using namespace huibiao;

namespace {

bool matches(std::string const& text, std::string const& pattern) {
    World world("<r><t/><p/></r>", "/r");
    world.nodes("t").front()->setText(text);
    world.nodes("p").front()->setText(pattern);
    return world.truth("regex(t, p)");
}

std::string faultOf(std::string const& pattern) {
    World world("<r><p/></r>", "/r");
    world.nodes("p").front()->setText(pattern);
    auto const error = world.error("regex('a', p)");
    CHECK(!error.message.zh.empty());
    return error.message.en;
}

} // namespace

TEST_CASE("patterns as forms write them") {
    CHECK(matches("13800138000", "^1[3-9]\\d{9}$"));
    CHECK(!matches("1380013800", "^1[3-9]\\d{9}$"));
    CHECK(matches("43018119900101123X",
                  "^[1-9]\\d{5}(19|20)\\d{2}(0[1-9]|1[0-2])(0[1-9]|[12]\\d|3[01])\\d{3}[\\dXx]$"));
    CHECK(matches("a.b@c.cn", "^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}$"));
    CHECK(!matches("a.b@c", "^[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\\.[A-Za-z]{2,}$"));
    CHECK(matches("张三丰", "^[\\u4e00-\\u9fa5]{2,4}$"));
    CHECK(!matches("张3", "^[\\u4e00-\\u9fa5]{2,4}$"));
    CHECK(matches("张𠮷", "^\\p{Han}+$"));
    CHECK(matches("会", "^.$"));
    CHECK(matches("12345", "[0-9]+"));
    CHECK(!matches("abc", "[0-9]+"));
    CHECK(matches("abc1def", "\\d"));
}

TEST_CASE("what patterns are made of") {
    CHECK(matches("", ""));
    CHECK(matches("", "^$"));
    CHECK(matches("abc", "a(b|x)c"));
    CHECK(matches("aXc", "a(?:b|X)c"));
    CHECK(matches("aXc", "a(?<mid>X)c"));
    CHECK(matches("ac", "ab?c"));
    CHECK(matches("abbbc", "ab{2,}c"));
    CHECK(!matches("abc", "ab{2,}c"));
    CHECK(matches("abbc", "^ab{1,2}c$"));
    CHECK(!matches("abbbc", "^ab{1,2}c$"));
    CHECK(matches("a{x", "a{x"));
    CHECK(matches("abab", "^(ab)*$"));
    CHECK(!matches("aba", "^(ab)*$"));
    CHECK(matches("aaa", "^(a*)*$"));
    CHECK(matches("aaa", "a+?"));
    CHECK(matches("]", "[\\]]"));
    CHECK(matches("-", "[a-]"));
    CHECK(matches("^", "[a^]"));
    CHECK(!matches("b", "[^b]"));
    CHECK(matches("_", "^\\w$"));
    CHECK(matches("!", "^\\W$"));
    CHECK(matches("x", "^[\\D]$"));
    CHECK(!matches("5", "^[\\D]$"));
    CHECK(matches("a b", "a\\sb"));
    CHECK(matches("a\tb", "a\\tb"));
    CHECK(matches("a.b", "a\\.b"));
    CHECK(!matches("axb", "a\\.b"));
    CHECK(!matches("a\nb", "a.b"));
    CHECK(matches("\xC3\xA9", "^\\xe9$"));
    CHECK(matches("\xF0\xA0\xAE\xB7", "^\\x{20BB7}$"));
    CHECK(matches("one two", "\\btwo\\b"));
    CHECK(!matches("onetwo", "\\btwo\\b"));
    CHECK(matches("onetwo", "\\Btwo"));
    CHECK(matches("ABC", "(?i)^abc$"));
    CHECK(!matches("ABC", "^abc$"));
    CHECK(matches("pass1word", "^(?=.*\\d)(?=.*[a-z]).{8,}$"));
    CHECK(!matches("password", "^(?=.*\\d)(?=.*[a-z]).{8,}$"));
    CHECK(matches("12", "^(?!0+$)\\d+$"));
    CHECK(!matches("00", "^(?!0+$)\\d+$"));
    CHECK(matches("xab", "a(?=b)"));
    CHECK(!matches("xac", "a(?=b)"));
}

TEST_CASE("patterns that are wrong say where") {
    CHECK(faultOf("a(b").find("never closed") != std::string::npos);
    CHECK(faultOf("a)b").find("unmatched") != std::string::npos);
    CHECK(faultOf("[a").find("never closed") != std::string::npos);
    CHECK(faultOf("*a").find("character 1:") != std::string::npos);
    CHECK(faultOf("a**").find("repeated") != std::string::npos);
    CHECK(faultOf("^*").find("nothing to repeat") != std::string::npos);
    CHECK(faultOf("a{3,2}").find("order") != std::string::npos);
    CHECK(faultOf("[z-a]").find("order") != std::string::npos);
    CHECK(faultOf("a\\").find("nothing follows") != std::string::npos);
    CHECK(faultOf("(a)\\1").find("back references") != std::string::npos);
    CHECK(faultOf("(?<=a)b").find("not supported") != std::string::npos);
    CHECK(faultOf("\\p{Greek}").find("\\p{Han}") != std::string::npos);
    CHECK(faultOf("\\u12").find("hexadecimal") != std::string::npos);
    CHECK(faultOf("\\q").find("not known") != std::string::npos);
    CHECK(faultOf("a{2000}").find("1000") != std::string::npos);
    CHECK(faultOf("((((a{1000}){1000}){1000}){1000})").find("too large") != std::string::npos);
    CHECK(faultOf(std::string(200, '(') + std::string(200, ')')).find("too deep") != std::string::npos);
    CHECK(faultOf(std::string(20000, 'a')).find("too long") != std::string::npos);
}

TEST_CASE("the classic ways to hang take no time") {
    CHECK(!matches(std::string(20000, 'a'), "^(a+)+$b"));
    CHECK(!matches(std::string(20000, 'a') + "!", "^(a|a)*$"));
    CHECK(matches(std::string(100000, 'x'), "x*x*x*x*x*$"));
    World world("<r><t/></r>", "/r");
    world.context.limits.steps = 1000000;
    world.nodes("t").front()->setText(std::string(100000, 'a'));
    CHECK(world.error("regex(t, '^(a{0,300}){0,30}b')").kind == base::Kind::Unsupported);
    CHECK(world.error("regex(t, '(?=(?=(?=a*b)a*b)a*b)')").kind == base::Kind::Unsupported);
}

TEST_CASE("classes of \\p{…}: Unicode categories, and POSIX names for ASCII") {
    CHECK(matches("Ünaé张", "^\\p{L}+$"));
    CHECK(!matches("a1", "^\\p{L}+$"));
    CHECK(matches("ÀB", "^\\p{Lu}{2}$"));
    CHECK(!matches("Àb", "^\\p{Lu}{2}$"));
    CHECK(matches("١٢3", "^\\p{Nd}+$"));
    CHECK(matches("，。", "^\\pP+$"));
    CHECK(matches("é", "\\p{IsAlphabetic}"));
    CHECK(matches("ab1", "^\\p{Alnum}+$"));
    CHECK(!matches("é", "^\\p{Alpha}$"));
    CHECK(matches("12", "^\\P{L}+$"));
    CHECK(!matches("1a", "^\\P{L}+$"));
    CHECK(matches("a-张 ", "^[\\p{L}\\s-]+$"));
    CHECK(matches("1_", "^[\\P{L}_]+$"));
    CHECK(!matches("1a", "^[\\P{L}_]+$"));
    CHECK(!matches("张", "^[^\\p{L}]$"));
    CHECK(!matches("张", "\\P{Han}"));
    CHECK(!faultOf("[\\P{Han}]").empty());
    CHECK(!faultOf("\\p{Nothing}").empty());
    CHECK(!faultOf("\\p{L").empty());
    CHECK(!faultOf("\\p").empty());
}
