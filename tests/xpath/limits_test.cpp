#include "world.h"

#include <algorithm>
#include <ctime>
#include <random>

using namespace huibiao;
using xpath::Expression;

namespace {

// Of the processor, not of the wall: other programs may be running.
double seconds(std::clock_t since) {
    return static_cast<double>(std::clock() - since) / CLOCKS_PER_SEC;
}

#if defined(__SANITIZE_ADDRESS__)
constexpr double patience = 30;
#else
constexpr double patience = 1;
#endif

std::string manyItems(int count) {
    std::string text = "<r>";
    for (int i = 0; i < count; ++i) text += "<i><n>" + std::to_string(i) + "</n></i>";
    return text + "</r>";
}

} // namespace

TEST_CASE("an expression that would never end is stopped") {
    World world(manyItems(2000), "/r");
    world.context.limits.steps = 500000;
    for (auto const* expression :
         {"count(//*[count(..//*[count(..//*) > 1]) > 1])", "//n[../..//n[. = ../x]]",
          "sum(//n[. < sum(/r/i[1]/following::n[. < random()])])", "count(//*/preceding::*/following::*)",
          "//*[//*[random() = 2]]", "//i[n = ..//i[n != ../i/n]/n]"}) {
        auto const start = std::clock();
        auto const error = world.error(expression);
        CHECK_MESSAGE(error.kind == base::Kind::Unsupported, expression);
        CHECK_MESSAGE(seconds(start) < patience, expression);
    }
}

TEST_CASE("texts do not grow without end") {
    World world("<r><a>" + std::string(100000, 'x') + "</a></r>", "/r");
    world.context.limits.bytes = 10U << 20U;
    std::string expression = "a";
    for (int i = 0; i < 12; ++i) expression = "concat(" + expression + "," + expression + ")";
    CHECK(world.error(expression).kind == base::Kind::Unsupported);
    World many(manyItems(3000), "/r");
    many.context.limits.bytes = 1U << 20U;
    CHECK(many.error("join('" + std::string(2000, '-') + "', //n)").kind == base::Kind::Unsupported);
    CHECK(many.error("string-length(join(//r, //n))").kind == base::Kind::Unsupported);
}

TEST_CASE("comparing large sets is no square") {
    World world(manyItems(20000), "/r");
    auto const start = std::clock();
    CHECK(world.truth("not(i/n = i[n < 0]/n)"));
    CHECK(world.truth("i/n != i/n"));
    CHECK(!world.truth("i/n > i/n[. > 19998]"));
    CHECK(world.truth("count(i[n = /r/i[n < 100]/n]) = 100"));
    CHECK(seconds(start) < patience);
}

TEST_CASE("random characters never do harm") {
    World world("<r><a k='1'>2023-05-18</a><b>3</b><b/></r>", "/r");
    world.context.limits.steps = 200000;
    std::mt19937 random(20230518);
    std::string_view const letters = "ab12.'\"/@*[]()|+-=<>!:,$ \xE4\xBC\x9A\x01";
    std::vector<std::string> const words{"a",
                                         "b",
                                         "/r",
                                         "//",
                                         "/",
                                         "..",
                                         ".",
                                         "@k",
                                         "*",
                                         "[",
                                         "]",
                                         "(",
                                         ")",
                                         " and ",
                                         " or ",
                                         " div ",
                                         " mod ",
                                         " = ",
                                         " != ",
                                         "<",
                                         ">=",
                                         "+",
                                         "-",
                                         "|",
                                         ",",
                                         "1",
                                         "0.5",
                                         "'x'",
                                         "'2023-05-18'",
                                         "position()",
                                         "last()",
                                         "not(",
                                         "count(",
                                         "concat(",
                                         "if(",
                                         "selected(",
                                         "date(",
                                         "format-date(",
                                         "now()",
                                         "today()",
                                         "regex(",
                                         "'(a|b)*'",
                                         "substr(",
                                         "round(",
                                         "randomize(",
                                         "indexed-repeat(",
                                         "instance('x')",
                                         "current()",
                                         "jr:itext(",
                                         "once(",
                                         "ancestor::",
                                         "preceding::",
                                         "following::",
                                         "text()",
                                         "node()",
                                         "child::",
                                         "join(",
                                         "string(",
                                         "number(",
                                         "sum(",
                                         "uuid(",
                                         "pulldata(",
                                         "weighted-checklist(",
                                         "id(",
                                         "min(",
                                         "translate("};
    std::size_t parsed = 0;
    std::size_t evaluated = 0;
    for (int round = 0; round < 10000; ++round) {
        std::string text;
        if (round % 3 == 0) {
            for (auto n = random() % 30; n > 0; --n) text += letters[random() % letters.size()];
        } else {
            for (auto n = random() % 14; n > 0; --n) text += words[random() % words.size()];
            for (auto open = std::count(text.begin(), text.end(), '('); open > 0 && round % 2 == 0; --open)
                text += ')';
        }
        auto const made = Expression::parse(text, round % 7 == 0 ? xpath::Mode::Native : xpath::Mode::XForms);
        if (!made) {
            CHECK(!made.error().message.zh.empty());
            continue;
        }
        ++parsed;
        (void)made->check();
        (void)made->references();
        if (made->evaluate(world.context)) ++evaluated;
        (void)made->evaluateString(world.context);
        (void)made->evaluateNumber(world.context);
        (void)made->evaluateBoolean(world.context);
        (void)made->evaluateNodes(world.context);
    }
    CHECK(parsed > 300);
    CHECK(evaluated > 200);
}

TEST_CASE("random patterns never do harm") {
    World world("<r><p/><t>abcAB12会 -_\n</t></r>", "/r");
    std::mt19937 random(7);
    std::string_view const letters = "ab1()[]{}|*+?^$\\.,-dwsbBpu=!:<>\xE4\xBC\x9A";
    std::size_t compiled = 0;
    for (int round = 0; round < 8000; ++round) {
        std::string pattern;
        for (auto n = random() % 16; n > 0; --n) pattern += letters[random() % letters.size()];
        world.nodes("p").front()->setText(pattern);
        if (world.parsed("regex(t, p)").evaluateBoolean(world.context)) ++compiled;
    }
    CHECK(compiled > 1000);
}
