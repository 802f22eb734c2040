#include "forms.h"

using namespace huibiao::form;

TEST_CASE("setvalue at the first load sees the calculations") {
    Opened open("<instance><data id='f'><a/><b/></data></instance><bind nodeset='/data/a' calculate='2 * 3'/>"
                "<setvalue event='odk-instance-first-load' ref='/data/b' value='/data/a + 1'/>",
                "<input ref='/data/a'/><input ref='/data/b'/>");
    CHECK(open.value("/data/b") == "7");
    open.accepts("/data/b", "9");
    CHECK(open.value("/data/b") == "9");
}

TEST_CASE("setvalue when an answer changed, with a value or fixed words") {
    Opened open(
        "<instance><data id='f'><a/><b/><c/></data></instance>",
        "<input ref='/data/a'><setvalue event='xforms-value-changed' ref='/data/b' value=\"concat(/data/a, "
        "'!')\"/><setvalue event='xforms-value-changed' ref='/data/c'>seen</setvalue></input>"
        "<input ref='/data/b'/><input ref='/data/c'/>");
    CHECK(open.value("/data/c").empty());
    open.accepts("/data/a", "x");
    CHECK(open.value("/data/b") == "x!");
    CHECK(open.value("/data/c") == "seen");
    open.accepts("/data/b", "mine");
    open.accepts("/data/a", "x");
    CHECK(open.value("/data/b") == "mine");
}

TEST_CASE("setvalue in a repeat writes in its own instance, and for new ones") {
    Opened open(
        "<instance><data id='f'><r><a/><b/><n/></r></data></instance>",
        "<repeat nodeset='/data/r'><setvalue event='odk-new-repeat' ref='/data/r/n' value='position(..)'/>"
        "<input ref='/data/r/a'><setvalue event='xforms-value-changed' ref='/data/r/b' value='../a'/></input>"
        "<input ref='/data/r/b'/><input ref='/data/r/n'/></repeat>");
    CHECK(open.value("/data/r[1]/n").empty());
    REQUIRE(open.filling.addRepeat("/data/r"));
    CHECK(open.value("/data/r[2]/n") == "2");
    open.accepts("/data/r[2]/a", "x");
    CHECK(open.value("/data/r[1]/b").empty());
    CHECK(open.value("/data/r[2]/b") == "x");
}

TEST_CASE("two setvalues that chase each other come to an end") {
    Opened open("<instance><data id='f'><a/><b/></data></instance>",
                "<input ref='/data/a'><setvalue event='xforms-value-changed' ref='/data/b' value='/data/a + "
                "1'/></input>"
                "<input ref='/data/b'><setvalue event='xforms-value-changed' ref='/data/a' value='/data/b + "
                "1'/></input>");
    open.accepts("/data/a", "1");
    CHECK(open.value("/data/b") != "");
}

TEST_CASE("a calculation can be overwritten until what it reads changes") {
    Opened open(
        "<instance><data id='f'><a>1</a><b/></data></instance><bind nodeset='/data/b' calculate='/data/a'/>",
        "<input ref='/data/a'/><input ref='/data/b'/>");
    open.accepts("/data/b", "mine");
    CHECK(open.value("/data/b") == "mine");
    open.accepts("/data/a", "2");
    CHECK(open.value("/data/b") == "2");
}

TEST_CASE("relevance and read-only are handed down") {
    Opened open("<instance><data id='f'><on>1</on><g><h><q/></h></g></data></instance>"
                "<bind nodeset='/data/g' relevant='/data/on = 1' readonly='/data/on = 1'/>",
                "<input ref='/data/on'/><group ref='/data/g'><group ref='/data/g/h'><input "
                "ref='/data/g/h/q'/></group></group>");
    CHECK(open.map() == "[/data/on][/data/g/h/q]");
    CHECK(open.filling.question("/data/g/h/q")->readOnly);
    CHECK_FALSE(open.accepts("/data/g/h/q", "x"));
    open.accepts("/data/on", "0");
    CHECK(open.map() == "[/data/on]");
}

TEST_CASE("questions that hide each other settle") {
    Opened open(
        "<instance><data id='f'><a/><b/></data></instance><bind nodeset='/data/a' relevant=\"/data/b = ''\"/>"
        "<bind nodeset='/data/b' relevant=\"/data/a = ''\"/>",
        "<input ref='/data/a'/><input ref='/data/b'/>");
    CHECK(open.map() == "[/data/a][/data/b]");
    open.accepts("/data/a", "1");
    CHECK(open.map() == "[/data/a]");
    open.accepts("/data/a", "");
    CHECK(open.map() == "[/data/a][/data/b]");
}

TEST_CASE("attributes can be bound") {
    Opened open("<instance><data id='f' version=''><a/></data></instance>"
                "<bind nodeset='/data/@version' calculate=\"concat('v', /data/a)\"/>",
                "<input ref='/data/a'/>");
    open.accepts("/data/a", "3");
    CHECK(open.filling.finish()->xml.find("version=\"v3\"") != std::string::npos);
}

TEST_CASE("once keeps what it first gave") {
    Opened open("<instance><data id='f'><a>1</a><b/></data></instance><bind nodeset='/data/b' "
                "calculate='once(/data/a)'/>",
                "<input ref='/data/a'/><input ref='/data/b'/>");
    CHECK(open.value("/data/b") == "1");
    open.accepts("/data/a", "2");
    CHECK(open.value("/data/b") == "1");
}

TEST_CASE("what a question holds from the first, or is computed to, is no change") {
    Opened open("<instance><data id='f'><a>1</a><b/><c/><d/></data></instance>"
                "<bind nodeset='/data/c' calculate='/data/a'/>",
                "<input ref='/data/a'><setvalue event='xforms-value-changed' ref='/data/b' "
                "value='concat(/data/a, \"!\")'/></input><input ref='/data/b'/><input ref='/data/d'/><input "
                "ref='/data/c'><setvalue "
                "event='xforms-value-changed' ref='/data/d' value='/data/c'/></input>");
    CHECK(open.value("/data/b").empty());
    CHECK(open.value("/data/d").empty());
    open.accepts("/data/a", "1");
    CHECK(open.value("/data/b").empty());
    open.accepts("/data/a", "2");
    CHECK(open.value("/data/b") == "2!");
    CHECK(open.value("/data/d") == "2");
    open.accepts("/data/a", "1");
    CHECK(open.value("/data/b") == "1!");
}

TEST_CASE("a value set while the form loads is a change of what was there") {
    Opened open("<instance><data id='f'><a>1</a><b/></data></instance>"
                "<setvalue event='odk-instance-first-load' ref='/data/a' value='3'/>",
                "<input ref='/data/a'><setvalue event='xforms-value-changed' ref='/data/b' "
                "value='/data/a'/></input><input ref='/data/b'/>");
    CHECK(open.value("/data/b") == "3");
}

TEST_CASE("what becomes relevant is not set by a question that did not change") {
    Opened open("<instance><data id='f'><s>0</s><a>1</a><b>kept</b></data></instance>"
                "<bind nodeset='/data/b' relevant='/data/s = 1'/>",
                "<input ref='/data/s'/><input ref='/data/a'><setvalue event='xforms-value-changed' "
                "ref='/data/b' value='/data/a'/></input><input ref='/data/b'/>");
    open.accepts("/data/s", "1");
    CHECK(open.value("/data/b") == "kept");
    open.accepts("/data/a", "5");
    CHECK(open.value("/data/b") == "5");
}
