#include "xml/dom.h"
#include "xml/parse.h"
#include "xml/write.h"

#include <doctest/doctest.h>

using namespace huibiao;
using xml::Document;
using xml::NodeKind;

TEST_CASE("a tree is built, moved and taken apart") {
    Document document;
    auto& root = document.createElement("data");
    document.node()->append(root);
    auto& a = document.createElement("a");
    auto& b = document.createElement("b");
    root.append(b);
    root.insertBefore(a, &b);
    a.setText("一");
    b.setAttribute("id", "7");
    CHECK(xml::write(*document.node()) == R"(<data><a>一</a><b id="7"/></data>)");
    CHECK(root.child("b") == &b);
    CHECK(root.child("c") == nullptr);
    CHECK(b.attributeValue("id") == "7");
    CHECK(b.previous() == &a);
    CHECK(root.contains(b));
    CHECK(!a.contains(b));

    a.detach();
    CHECK(a.parent() == nullptr);
    CHECK(a.root() == &a);
    root.append(a);
    CHECK(xml::write(root) == R"(<data><b id="7"/><a>一</a></data>)");
    b.removeAttribute("id");
    document.destroy(a);
    CHECK(xml::write(root) == "<data><b/></data>");
}

TEST_CASE("text is replaced in place, added and taken away") {
    Document document;
    auto& q = document.createElement("q");
    document.node()->append(q);
    q.setText("1");
    auto* const text = q.firstChild();
    q.setText("2");
    CHECK(q.firstChild() == text);
    CHECK(q.text() == "2");
    q.setText("");
    CHECK(q.firstChild() == nullptr);
    CHECK(q.text().empty());
    auto& inner = document.createElement("x");
    q.append(inner);
    inner.setText("3");
    q.append(document.createText("4"));
    q.append(document.createComment("no text"));
    CHECK(q.text() == "34");
    std::string scratch;
    q.setText(q.textView(scratch));
    CHECK(q.text() == "34");
    CHECK(q.firstChild()->kind() == NodeKind::Text);
    inner.setText(std::string(1000, 'x'));
}

TEST_CASE("document order holds through changes") {
    auto parsed = xml::parse("<d><a x='1' y='2'/><b/><c>t</c></d>");
    REQUIRE(parsed);
    auto& document = **parsed;
    auto* const d = document.element();
    auto* const a = d->child("a");
    auto* const b = d->child("b");
    auto* const c = d->child("c");
    auto const before = [](xml::Node const* x, xml::Node const* y) { return Document::compare(*x, *y) < 0; };
    CHECK(Document::compare(*a, *a) == 0);
    CHECK(before(document.node(), d));
    CHECK(before(d, a));
    CHECK(before(a, a->firstAttribute()));
    CHECK(before(a->firstAttribute(), a->firstAttribute()->nextAttribute()));
    CHECK(before(a->attribute("y"), b));
    a->setText("new");
    CHECK(before(a->attribute("y"), a->firstChild()));
    CHECK(before(a->firstChild(), b));
    b->setText("new");
    CHECK(before(b, b->firstChild()));
    CHECK(before(b->firstChild(), c));

    c->detach();
    d->insertBefore(*c, a);
    CHECK(before(c, a));
    CHECK(before(c->firstChild(), a));

    b->detach();
    auto& inner = document.createElement("i");
    b->insertBefore(inner, b->firstChild());
    CHECK(before(&inner, b->lastChild()));
    CHECK(before(b, &inner));

    auto const spaces = a->namespaceNodes();
    REQUIRE(spaces.size() == 1);
    CHECK(before(a, spaces[0]));
    CHECK(before(spaces[0], a->firstAttribute()));
    CHECK(a->namespaceNodes() == spaces);

    Document later;
    CHECK(before(c, later.node()));
    CHECK(!before(later.node(), c));
}

TEST_CASE("namespaces are resolved from the inside out") {
    auto parsed =
        xml::parse(R"(<a xmlns="u:1" xmlns:p="u:2"><p:b xmlns:p="u:3" p:x="1"><c xmlns=""/></p:b></a>)");
    REQUIRE(parsed);
    auto* const a = (*parsed)->element();
    auto* const b = a->firstElement();
    auto* const c = b->firstElement();
    CHECK(a->namespaceUri() == "u:1");
    CHECK(b->namespaceUri() == "u:3");
    CHECK(b->qualifiedName() == "p:b");
    CHECK(b->attributeValue("x", "u:3") == "1");
    CHECK(!b->hasAttribute("x"));
    CHECK(c->namespaceUri().empty());
    CHECK(c->resolvePrefix("") == nullptr);
    REQUIRE(c->resolvePrefix("p") != nullptr);
    CHECK(*c->resolvePrefix("p") == "u:3");
    CHECK(c->namespacesInScope().size() == 2);
    CHECK(c->namespaceNodes().size() == 2);
    CHECK(a->namespaceNodes().size() == 3);
}

TEST_CASE("copies are deep, may cross documents, and keep names and lines") {
    auto parsed = xml::parse("<d>\n<r xmlns:p='u:p' p:k='v'><q>1</q><!--c--><q>2</q></r></d>");
    REQUIRE(parsed);
    auto* const r = (*parsed)->element()->child("r");
    Document other;
    auto& copy = other.cloneDeep(*r);
    CHECK(copy.parent() == nullptr);
    CHECK(&copy.document() == &other);
    CHECK(copy.line() == 2);
    parsed->reset();
    CHECK(xml::write(copy) == R"(<r xmlns:p="u:p" p:k="v"><q>1</q><!--c--><q>2</q></r>)");
    other.node()->append(copy);
    auto const whole = other.clone();
    other.destroy(copy);
    CHECK(xml::write(*whole->node()) == R"(<r xmlns:p="u:p" p:k="v"><q>1</q><!--c--><q>2</q></r>)");
}

TEST_CASE("a deep tree of our own making is written, copied and freed without recursion") {
    Document document;
    auto* at = &document.createElement("e");
    auto* const top = at;
    for (int i = 0; i < 20000; ++i) {
        // Bottom up: append() looks at every ancestor.
        auto& above = document.createElement("e");
        above.append(*at);
        at = &above;
    }
    document.node()->append(*at);
    CHECK(xml::write(*document.node()).size() == 20000 * 7 + 4);
    CHECK(document.clone()->node()->firstChild() != nullptr);
    CHECK(Document::compare(*at, *top) < 0);
    document.destroy(*at);
    CHECK(document.element() == nullptr);
}

TEST_CASE("freed nodes are used again") {
    Document document;
    auto& root = document.createElement("r");
    document.node()->append(root);
    auto& first = document.createElement("x");
    root.append(first);
    first.setAttribute("k", "v");
    document.destroy(first);
    auto& second = document.createElement("y");
    auto& third = document.createElement("z");
    CHECK((&second == &first || &third == &first));
    CHECK(second.firstAttribute() == nullptr);
    root.append(second);
    root.append(third);
    CHECK(xml::write(root) == "<r><y/><z/></r>");
}

TEST_CASE("changes are counted") {
    Document document;
    auto& root = document.createElement("r");
    document.node()->append(root);
    auto const before = document.changes();
    (void)root.text();
    CHECK(document.changes() == before);
    root.setText("x");
    auto const after = document.changes();
    CHECK(after > before);
    root.setText("y");
    CHECK(document.changes() > after);
}

TEST_CASE("children by name are found as the tree stands now") {
    xml::Document document;
    auto& root = document.createElement("r");
    document.node()->append(root);
    auto& first = document.createElement("a");
    auto& second = document.createElement("a");
    root.append(first);
    root.append(document.createElement("b"));
    auto const* name = first.name();
    CHECK(root.childrenNamed(name).size() == 1);
    root.insertBefore(second, &first);
    REQUIRE(root.childrenNamed(name).size() == 2);
    CHECK(root.childrenNamed(name)[0] == &second);
    second.setText("text of a child changes nothing");
    CHECK(root.childrenNamed(name).size() == 2);
    document.destroy(first);
    CHECK(root.childrenNamed(name).size() == 1);
    // A node that takes the place of one that is gone has its own children.
    auto& third = document.createElement("r");
    root.append(third);
    CHECK(third.childrenNamed(name).empty());
    CHECK(root.childrenNamed(document.findName("b", "")).size() == 1);
}
