#include "world.h"

using namespace huibiao;
using xpath::Expression;

namespace {

base::Words faultOf(std::string_view text) {
    auto const parsed = Expression::parse(text);
    REQUIRE_MESSAGE(!parsed, text);
    CHECK(parsed.error().kind == base::Kind::Invalid);
    CHECK(parsed.error().where.empty());
    return parsed.error().message;
}

std::string repeat(std::string_view part, std::size_t times) {
    std::string all;
    for (std::size_t i = 0; i < times; ++i) all += part;
    return all;
}

} // namespace

TEST_CASE("operators by precedence") {
    World world("<r><a>2</a><b>3</b></r>", "/r");
    CHECK(world.number("1 + 2 * 3 - 4 div 2") == 5);
    CHECK(world.number("(1 + 2) * 3") == 9);
    CHECK(world.number("2 - 3 - 4") == -5);
    CHECK(world.number("- 2 + 3") == 1);
    CHECK(world.number("--2") == 2);
    CHECK(world.number("---'2'") == -2);
    CHECK(world.number("7 mod -4 * 2") == 6);
    CHECK(world.truth("1 = 1 and 2 < 3 or false()"));
    CHECK(world.truth("true() or true() and false()"));
    CHECK(!world.truth("(true() or true()) and false()"));
    CHECK(world.truth("3 > 2 > 0"));
    CHECK(world.truth("1 < 2 = true()"));
    CHECK(world.number("-a|b") == -2);
    CHECK(world.number("a*b") == 6);
    CHECK(world.number("a -b") == -1);
    CHECK(world.names("*|a") == "a b");
}

TEST_CASE("words and stars are names where an operand stands") {
    World world("<div><mod>4</mod><and><or/></and><a-b.c>9</a-b.c></div>", "/div");
    CHECK(world.number("mod mod 3") == 1);
    CHECK(world.number("mod div mod") == 1);
    CHECK(world.names("and/or") == "or");
    CHECK(world.truth("and and and"));
    CHECK(world.number("* * *") == 16);
    CHECK(world.number("a-b.c") == 9);
    CHECK(world.number("2mod3 + 7div7") == 3);
    CHECK(world.truth("1and1or0"));
}

TEST_CASE("literals and numbers") {
    World world;
    CHECK(world.text("'a\"b'") == "a\"b");
    CHECK(world.text("\"会's\"") == "会's");
    CHECK(world.text("''").empty());
    CHECK(world.text("1.50") == "1.5");
    CHECK(world.text(".5") == "0.5");
    CHECK(world.text("5.") == "5");
    CHECK(world.text("100000000000") == "100000000000");
    CHECK(world.text("0.1 + 0.2") == "0.30000000000000004");
    CHECK(world.text("0.0000001") == "0.0000001");
    CHECK(world.text("1 div 0") == "Infinity");
    CHECK(world.text("-1 div 0") == "-Infinity");
    CHECK(world.text("-0") == "0");
}

TEST_CASE("faults point at the character") {
    CHECK(faultOf("").en == "the expression is empty");
    CHECK(faultOf("1 +").en.starts_with("character 4 of the expression (1 +▸)"));
    CHECK(faultOf("会 = $x").zh.starts_with("表达式第 5 个字符处（会 = ▸$x）"));
    CHECK(faultOf("1 And 2").en.find("operator") != std::string::npos);
    CHECK(faultOf("'abc").en.find("quotation mark") != std::string::npos);
    CHECK(faultOf("a[1").en.find("\"]\"") != std::string::npos);
    CHECK(faultOf("a]").en.starts_with("character 2"));
    CHECK(faultOf("f(1,").en.find("incomplete") != std::string::npos);
    CHECK(faultOf("f(1 2)").en.starts_with("character 5"));
    CHECK(faultOf("up::a").en.find("axis \"up\"") != std::string::npos);
    CHECK(faultOf("a//").en.starts_with("character 4"));
    CHECK(faultOf("//").en.starts_with("character 3"));
    CHECK(faultOf("a/1").en.starts_with("character 3"));
    CHECK(faultOf("a:1").en.find("prefix") != std::string::npos);
    CHECK(faultOf("1 ! 2").en.find("\"=\"") != std::string::npos);
    CHECK(faultOf("#").en.starts_with("character 1"));
    CHECK(faultOf("1e3").en.starts_with("character 2"));
    CHECK(faultOf("(1").en.find("\")\"") != std::string::npos);
    CHECK(faultOf(repeat("a + ", 50)).en.size() < 200);
}

TEST_CASE(
    "unknown functions and wrong numbers of arguments are found beforehand, and fail only when reached") {
    World world;
    CHECK(world.text("if(true(), 1, nonsense())") == "1");
    CHECK(!world.truth("false() and substring()"));
    CHECK(world.error("nonsense(1)").message.en.find("no function nonsense()") != std::string::npos);
    CHECK(world.error("1 + concat(not())").message.en.find("not() takes 1 arguments, not 0") !=
          std::string::npos);
    CHECK(world.error("jr:nonsense()").message.zh.find("jr:nonsense()") != std::string::npos);
    auto const findings = world.parsed("if(true(), nonsense(), substring('a')) = today()").check();
    REQUIRE(findings.size() == 2);
    CHECK(!findings[0].warning);
    CHECK(findings[0].error.message.en.starts_with("character 12 "));
    CHECK(findings[1].error.message.en.starts_with("character 24 "));
    auto const native = Expression::parse("selected('a', 'b')", xpath::Mode::Native);
    REQUIRE(native);
    CHECK(native->check().size() == 1);
}

TEST_CASE("what an expression calls") {
    World world;
    auto const e =
        world.parsed("if(now() > jr:itext('b'), jr:itext('a'), instance(concat('x')) | instance('y'))");
    CHECK(e.functions() == std::vector<std::string>{"concat", "if", "instance", "jr:itext", "now"});
    CHECK(e.literals("jr:itext", 0) == std::vector<std::string>{"b", "a"});
    CHECK(e.literals("instance", 0) == std::vector<std::string>{"y"});
    CHECK(e.literals("instance", 1).empty());
}

TEST_CASE("deep nesting stops in time, long chains do not nest") {
    World world;
    auto const nested = [](std::size_t depth) { return repeat("(", depth) + "1" + repeat(")", depth); };
    CHECK(world.number(nested(499)) == 1);
    auto const deep = Expression::parse(nested(100000));
    REQUIRE(!deep);
    CHECK(deep.error().message.zh.find("500 层") != std::string::npos);
    CHECK(!Expression::parse(repeat("a[", 100000)));
    CHECK(!Expression::parse(repeat("not(", 100000)));
    CHECK(world.number(repeat("if(1, ", 499) + "7" + repeat(", 0)", 499)) == 7);
    CHECK(world.number(repeat("1+", 100000) + "1") == 100001);
    CHECK(world.number(repeat("-", 100000) + "1") == 1);
    CHECK(world.truth(repeat("1 or ", 40000) + "0"));
    CHECK(world.names(repeat("*|", 10000) + "*") == "root");
    CHECK(world.number("count(" + repeat("../", 10000) + "..)") == 0);
    // Every level with all operators open, the deepest evaluation there is.
    CHECK(world.truth(repeat("0 or 1 and 1 = 1 < 2 + 3 * (", 499) + "1" + repeat(")", 499)));
    auto const huge = Expression::parse(repeat("1+", 140000) + "1");
    REQUIRE(!huge);
    CHECK(huge.error().message.en.find("256 KiB") != std::string::npos);
}

TEST_CASE("predicates within predicates at the depth limit") {
    World world("<a><a/></a>", "/a");
    CHECK(world.names(repeat("a[not(", 249) + "0" + repeat(")]", 249)) == "a");
}
