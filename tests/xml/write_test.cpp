#include "xml/parse.h"
#include "xml/write.h"

#include <doctest/doctest.h>

using namespace huibiao;
using xml::Document;

namespace {

std::string pretty(std::string_view text) {
    auto const parsed = xml::parse(text);
    REQUIRE(parsed);
    return xml::write(*(*parsed)->node(), {.declaration = true, .pretty = true});
}

} // namespace

TEST_CASE("pretty-printing leaves text alone") {
    CHECK(pretty("<a><b>x</b>  <c><d/></c><e> x <f/></e></a>") == R"(<?xml version="1.0" encoding="UTF-8"?>
<a>
  <b>x</b>
  <c>
    <d/>
  </c>
  <e> x <f/></e>
</a>)");
    CHECK(pretty("<a> </a>") == "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<a> </a>");
    auto const once = pretty("<a><!--x--><b/></a>");
    CHECK(pretty(once) == once);
}

TEST_CASE("what XML cannot hold is replaced, what would end a comment is parted") {
    Document document;
    auto& a = document.createElement("a");
    a.setText(std::string("x\x01y\0z\xFF", 6) + "\xEF\xBF\xBF" + "]]>");
    CHECK(xml::write(a) == "<a>x\uFFFDy\uFFFDz\uFFFD\uFFFD]]&gt;</a>");
    a.setText("");
    a.append(document.createComment("a--b---"));
    a.append(document.createInstruction("p", "a?>b"));
    CHECK(xml::parse(xml::write(a)));
    CHECK(xml::write(document.createText("a<b")) == "a&lt;b");
}

TEST_CASE("names moved elsewhere declare what they need") {
    auto const parsed = xml::parse(R"(<a xmlns="u:1" xmlns:p="u:2"><p:b p:k="1"><c/></p:b></a>)");
    REQUIRE(parsed);
    auto* const b = (*parsed)->element()->firstElement();
    CHECK(xml::write(*b) == R"(<p:b xmlns:p="u:2" p:k="1"><c xmlns="u:1"/></p:b>)");
    CHECK(xml::write(*b->firstElement()) == R"(<c xmlns="u:1"/>)");

    Document other;
    auto& plain = other.createElement("plain");
    other.node()->append(plain);
    plain.append(other.cloneDeep(*b));
    plain.declare("", "u:9");
    plain.firstElement()->append(other.createElement("none"));
    auto const text = xml::write(plain);
    auto const read = xml::parse(text);
    REQUIRE_MESSAGE(read, text);
    auto* const top = (*read)->element();
    CHECK(top->is("plain", ""));
    CHECK(top->firstElement()->is("b", "u:2"));
    CHECK(top->firstElement()->child("c")->namespaceUri() == "u:1");
    CHECK(top->firstElement()->child("none")->namespaceUri().empty());
}

TEST_CASE("prefixes that lie are not written") {
    Document document;
    auto& a = document.createElement("a", "u:1", "p");
    a.setAttribute("x", "1", "u:2", "p");
    a.setAttribute("y", "2", "u:3");
    a.setAttribute("z", "3", "http://www.w3.org/XML/1998/namespace");
    auto& b = document.createElement("b", "u:2", "p");
    a.append(b);
    auto const text = xml::write(a);
    auto const read = xml::parse(text);
    REQUIRE_MESSAGE(read, text);
    auto* const top = (*read)->element();
    CHECK(top->is("a", "u:1"));
    CHECK(top->attributeValue("x", "u:2") == "1");
    CHECK(top->attributeValue("y", "u:3") == "2");
    CHECK(top->attributeValue("z", "http://www.w3.org/XML/1998/namespace") == "3");
    CHECK(top->firstElement()->is("b", "u:2"));
}
