#include "world.h"

using namespace huibiao;
using xpath::Expression;
using xpath::Reference;

namespace {

std::string written(Reference const& reference) {
    std::string text = reference.base == Reference::Base::Root       ? ""
                       : reference.base == Reference::Base::Instance ? "instance(" + reference.instance + ")"
                                                                     : ".";
    for (auto const& step : reference.steps) {
        text += '/';
        if (step.axis == xpath::Axis::Parent) {
            text += "..";
            continue;
        }
        if (step.axis == xpath::Axis::Attribute) text += '@';
        if (step.axis == xpath::Axis::Descendant) text += '/';
        if (!step.prefix.empty()) text += step.prefix + ':';
        text += step.name.empty() ? "node()" : step.name;
    }
    return text;
}

std::string references(std::string_view expression) {
    auto const parsed = Expression::parse(expression);
    REQUIRE(parsed);
    std::string all;
    for (auto const& reference : parsed->references()) all += (all.empty() ? "" : " ") + written(reference);
    return all;
}

std::string resolved(std::string_view expression, std::string_view context) {
    auto const parsed = Expression::parse(expression);
    REQUIRE(parsed);
    auto const found = parsed->references();
    REQUIRE(!found.empty());
    return found.front().resolve(context).value_or("?");
}

} // namespace

TEST_CASE("every path that is read is listed once, in the order of the text") {
    CHECK(references("1 + 2").empty());
    CHECK(references(". > 5") == ".");
    CHECK(references("/data/a + ../b * /data/a") == "/data/a ./../b");
    CHECK(references("if(selected(/data/a, 'x'), ./c, current()/../d)") == "/data/a ./c ./../d");
    CHECK(references("/data/p:a/@b") == "/data/p:a/@b");
    CHECK(references("//x") == "//x");
    CHECK(references("/data/*/text()") == "/data/*/node()");
    CHECK(references("a | /b") == "./a /b");
    CHECK(references("(a | /b)/c") == "./a/c /b/c");
    CHECK(references("string() = 'x'") == ".");
    CHECK(references("position(..)") == "./..");
    CHECK(references("/").empty());
}

TEST_CASE("what predicates read is joined to the path they stand on") {
    CHECK(references("/data/r[x = current()/../y]/z") == "/data/r/z /data/r/x ./../y");
    CHECK(references("instance('c')/root/item[state = /data/s and ../@v = 1]/label") ==
          "instance(c)/root/item/label instance(c)/root/item/state /data/s instance(c)/root/item/../@v");
    CHECK(references("instance(/data/which)/root") == "/data/which instance()/root");
    CHECK(references("(/data/r)[position() = ../n]/z") == "/data/r/z /data/r/../n");
    CHECK(references("count(/data/r[. != ''])") == "/data/r");
    CHECK(references("randomize(instance('c')/root/item, /data/seed)") == "instance(c)/root/item /data/seed");
    CHECK(references("indexed-repeat(/data/r/x, /data/r, ../n)") == "/data/r/x /data/r ./../n");
    CHECK(references("pulldata('t', 'a', 'b', ../k)") == "./../k instance(t)");
}

TEST_CASE("references are written out from where they stand") {
    CHECK(resolved("../b", "/data/g/a") == "/data/g/b");
    CHECK(resolved(".", "/data/g/a") == "/data/g/a");
    CHECK(resolved("/data/x/@k", "/data/g/a") == "/data/x/@k");
    CHECK(resolved("../../../..", "/data/g/a") == "?");
    CHECK(resolved("../..", "/data/a") == "/");
    CHECK(resolved("//x", "/data/a") == "?");
    CHECK(resolved("/data/*", "/data/a") == "?");
    CHECK(resolved("../preceding-sibling::x", "/data/a") == "?");
    CHECK(resolved("orx:meta/orx:instanceID", "/data") == "/data/orx:meta/orx:instanceID");
    CHECK(resolved("instance('x')/root", "/data") == "?");
}

TEST_CASE("unions of unions stay small") {
    std::string unions = "x";
    for (int i = 0; i < 12; ++i) unions = "(" + unions + "/a | " + unions + "/b)";
    auto const parsed = Expression::parse(unions);
    REQUIRE(parsed);
    CHECK(parsed->references().size() <= 5000);
}
