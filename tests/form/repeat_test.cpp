#include "forms.h"

using namespace huibiao::form;

namespace {
bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

std::string const visits = xform(
    R"x(<instance><data id="f"><visit jr:template=""><age>5</age><place/><rank/></visit>
    <visit><age/><place/><rank/></visit><sum/><count/></data></instance>
    <bind nodeset="/data/visit/age" type="int"/>
    <bind nodeset="/data/visit/rank" calculate="position(..)"/>
    <bind nodeset="/data/visit/place" relevant="../age &gt; 17"/>
    <bind nodeset="/data/sum" type="int" calculate="sum(/data/visit/age)"/>
    <bind nodeset="/data/count" type="int" calculate="count(/data/visit)"/>)x",
    R"x(<group ref="/data/visit"><label>Visit</label><repeat nodeset="/data/visit">
    <input ref="/data/visit/age"><label>Age <output value="../rank"/></label></input>
    <input ref="/data/visit/place"/></repeat></group><input ref="/data/sum"/><input ref="/data/count"/>)x");

std::string const counted = xform(
    R"x(<instance><data id="f"><n/><r><q>first</q></r></data></instance><bind nodeset="/data/n" type="int"/>)x",
    R"x(<input ref="/data/n"/><repeat nodeset="/data/r" jr:count="/data/n"><input ref="/data/r/q"/></repeat>)x");
} // namespace

TEST_CASE("a repeat is asked instance by instance and then whether to go on") {
    Opened open(visits);
    CHECK(open.map() == "[/data/visit[1]/age][+/data/visit][/data/sum][/data/count]");
    CHECK(open.filling.pages()[1].kind == Page::Kind::RepeatPrompt);
    auto const added = open.filling.addRepeat("/data/visit");
    REQUIRE(added);
    CHECK(*added == "/data/visit[2]");
    CHECK(open.map() == "[/data/visit[1]/age][/data/visit[2]/age][+/data/visit][/data/sum][/data/count]");
    // A new one is a copy of the template.
    CHECK(open.value("/data/visit[2]/age") == "5");
    CHECK(open.filling.question("/data/visit[2]/age")->label == "Age 2");
}

TEST_CASE("what reads across a repeat follows its answers, additions and removals") {
    Opened open(visits);
    open.accepts("/data/visit[1]/age", "30");
    REQUIRE(open.filling.addRepeat("/data/visit"));
    CHECK(open.value("/data/sum") == "35");
    CHECK(open.value("/data/count") == "2");
    open.accepts("/data/visit[2]/age", "20");
    CHECK(open.value("/data/sum") == "50");
    CHECK(has(open.map(), "/data/visit[2]/place"));
    REQUIRE(open.filling.removeRepeat("/data/visit[1]"));
    CHECK(open.value("/data/sum") == "20");
    CHECK(open.value("/data/count") == "1");
    CHECK(open.value("/data/visit[1]/age") == "20");
    CHECK(open.filling.question("/data/visit[1]/age")->label == "Age 1");
    CHECK_FALSE(open.filling.question("/data/visit[2]/age"));
}

TEST_CASE("a condition inside a repeat concerns its own instance") {
    Opened open(visits);
    REQUIRE(open.filling.addRepeat("/data/visit"));
    open.accepts("/data/visit[2]/age", "40");
    CHECK_FALSE(has(open.map(), "/data/visit[1]/place"));
    CHECK(has(open.map(), "/data/visit[2]/place"));
}

TEST_CASE("what is no repeat cannot be added to or removed from") {
    Opened open(visits);
    CHECK_FALSE(open.filling.addRepeat("/data/sum"));
    CHECK_FALSE(open.filling.addRepeat("nonsense"));
    CHECK_FALSE(open.filling.addRepeat(""));
    CHECK_FALSE(open.filling.removeRepeat("/data/visit[9]"));
    CHECK_FALSE(open.filling.removeRepeat("/data/sum"));
}

TEST_CASE("a counted repeat follows its count and nobody else") {
    Opened open(counted);
    CHECK(open.map() == "[/data/n]");
    REQUIRE(open.accepts("/data/n", "2"));
    CHECK(open.map() == "[/data/n][/data/r[1]/q][/data/r[2]/q]");
    // The instance the form brings along is the first; further ones are blank.
    CHECK(open.value("/data/r[1]/q") == "first");
    CHECK(open.value("/data/r[2]/q").empty());
    CHECK_FALSE(open.filling.addRepeat("/data/r"));
    CHECK_FALSE(open.filling.removeRepeat("/data/r[1]"));
    REQUIRE(open.accepts("/data/n", "0"));
    CHECK(open.map() == "[/data/n]");
}

TEST_CASE("a count nobody could answer is refused and the answer before it stays") {
    Opened open(counted);
    REQUIRE(open.accepts("/data/n", "3"));
    auto const fault = open.filling.answer("/data/n", "1000000");
    REQUIRE(fault);
    CHECK(fault->kind == FaultKind::Type);
    CHECK(open.value("/data/n") == "3");
    CHECK(has(open.map(), "/data/r[3]/q"));
}

TEST_CASE("a form that starts with a huge count is refused with the repeat's name") {
    auto const form =
        loaded(xform("<instance><data id='f'><r><q/></r></data></instance>",
                     "<repeat nodeset='/data/r' jr:count='1000000'><input ref='/data/r/q'/></repeat>"));
    auto const filling = Filling::begin(form, {});
    REQUIRE_FALSE(filling);
    CHECK(has(filling.error().message.en, "/data/r"));
}

TEST_CASE("a repeat of fixed size keeps it") {
    Opened open("<instance><data id='f'><r jr:template=''><q/></r></data></instance>",
                "<repeat nodeset='/data/r' jr:noAddRemove='true()'><input ref='/data/r/q'/></repeat>");
    CHECK(open.map() == "[/data/r[1]/q]");
    CHECK_FALSE(open.filling.addRepeat("/data/r"));
}

TEST_CASE("repeats inside repeats") {
    Opened open(
        "<instance><data id='f'><a jr:template=''><b jr:template=''><q/></b><n/></a><all/></data></instance>"
        "<bind nodeset='/data/a/n' calculate='count(../b)'/>"
        "<bind nodeset='/data/all' calculate='count(/data/a/b)'/>",
        "<repeat nodeset='/data/a'><repeat nodeset='/data/a/b'><input ref='/data/a/b/q'/></repeat></repeat>"
        "<input ref='/data/all'/>");
    CHECK(open.map() == "[+/data/a][/data/all]");
    REQUIRE(open.filling.addRepeat("/data/a"));
    REQUIRE(open.filling.addRepeat("/data/a"));
    REQUIRE(open.filling.addRepeat("/data/a[2]/b"));
    CHECK(open.filling.addRepeat("/data/a[2]/b").value() == "/data/a[2]/b[2]");
    CHECK(open.map() ==
          "[+/data/a[1]/b][/data/a[2]/b[1]/q][/data/a[2]/b[2]/q][+/data/a[2]/b][+/data/a][/data/all]");
    CHECK(open.value("/data/all") == "2");
    CHECK(has(open.filling.finish()->xml, "<a><n>0</n></a><a><b><q/></b><b><q/></b><n>2</n></a>"));
}

TEST_CASE("each instance may read the one before it") {
    Opened open("<instance><data id='f'><r jr:template=''><total/><n/></r></data></instance>"
                "<bind nodeset='/data/r/n' type='int'/><bind nodeset='/data/r/total' type='int' calculate=\""
                "coalesce(/data/r[position() = position(current()/..) - 1]/total, 0) + coalesce(../n, 0)\"/>",
                "<repeat nodeset='/data/r'><input ref='/data/r/n'/></repeat>");
    for (int i = 1; i <= 4; ++i) {
        REQUIRE(open.filling.addRepeat("/data/r"));
        open.accepts("/data/r[" + std::to_string(i) + "]/n", std::to_string(i));
    }
    CHECK(has(open.filling.finish()->xml, "<total>10</total>"));
    open.accepts("/data/r[1]/n", "11");
    CHECK(has(open.filling.finish()->xml, "<total>20</total>"));
}
