#include "form/catalog.h"
#include "forms.h"

using namespace huibiao::form;
using huibiao::base::Result;

namespace {
std::string listed(Opened const& open, std::string const& ref) {
    std::string out;
    auto const question = open.filling.question(ref);
    REQUIRE(question.has_value());
    for (Choice const& choice : question->choices)
        out += (out.empty() ? "" : " ") + choice.value + "=" + choice.label + (choice.selected ? "*" : "");
    return out;
}

std::string const places = xform(
    R"x(<itext><translation lang="zh"><text id="c-0"><value>浏阳</value></text><text id="c-1"><value>宁乡</value></text>
    <text id="c-2"><value>株洲</value></text></translation></itext>
    <instance><data id="f"><area/><town/><name/></data></instance>
    <instance id="towns"><root>
      <item><itextId>c-0</itextId><name>ly</name><area>cs</area></item>
      <item><itextId>c-1</itextId><name>nx</name><area>cs</area></item>
      <item><itextId>c-2</itextId><name>zz</name><area>zz</area></item></root></instance>
    <bind nodeset="/data/name" calculate="jr:choice-name(/data/town, '/data/town')"/>)x",
    R"x(<select1 ref="/data/area"><item><label>Changsha</label><value>cs</value></item>
      <item><label>Zhuzhou</label><value>zz</value></item></select1>
    <select1 ref="/data/town"><itemset nodeset="instance('towns')/root/item[area = /data/area]">
      <value ref="name"/><label ref="jr:itext(itextId)"/></itemset></select1><input ref="/data/name"/>)x");

std::string external(std::string const& src) {
    return xform("<instance><data id='f'><q/></data></instance><instance id='x' src='" + src + "'/>",
                 "<select1 ref='/data/q'><itemset nodeset=\"instance('x')/root/item\"><value ref='name'/>"
                 "<label ref='label'/></itemset></select1>");
}
Resources only(std::string const& text) {
    return [text](std::string_view) -> Result<std::string> { return text; };
}
} // namespace

TEST_CASE("choices follow the answers their filter reads") {
    Opened open(places);
    CHECK(listed(open, "/data/town").empty());
    open.accepts("/data/area", "cs");
    CHECK(listed(open, "/data/town") == "ly=浏阳 nx=宁乡");
    REQUIRE(open.accepts("/data/town", "nx"));
    CHECK(listed(open, "/data/town") == "ly=浏阳 nx=宁乡*");
    CHECK(open.value("/data/name") == "宁乡");
}

TEST_CASE("an answer that is no longer on offer is no answer") {
    Opened open(places);
    open.accepts("/data/area", "cs");
    open.accepts("/data/town", "nx");
    open.accepts("/data/area", "zz");
    CHECK(open.value("/data/town").empty());
    CHECK(open.value("/data/name").empty());
    CHECK_FALSE(open.accepts("/data/town", "nx"));
}

TEST_CASE("choices from a .csv beside the form") {
    for (auto const* text :
         {"name,label\na,A\n\"b\",\"B, b\"\n", "\xEF\xBB\xBFname;label\r\na;A\r\nb;\"B, b\"",
          "name|label\na|A\nb|B, b\n\n", "label\tname\rA\ta\rB, b\tb\r"}) {
        CAPTURE(text);
        CHECK(listed(Opened(external("jr://file-csv/x.csv"), only(text)), "/data/q") == "a=A b=B, b");
    }
}

TEST_CASE("choices from .xml and GeoJSON beside the form") {
    CHECK(listed(Opened(external("jr://file/x.xml"),
                        only("<root><item><name>a</name><label>A</label></item></root>")),
                 "/data/q") == "a=A");
    CHECK(listed(Opened(external("jr://file/x.geojson"),
                        only(R"({"type":"FeatureCollection","features":[{"type":"Feature","geometry":
                        {"type":"Point","coordinates":[1.5,2]},"properties":{"name":"a","label":"A"}}]})")),
                 "/data/q") == "a=A");
    CHECK_FALSE(Form::load(external("jr://file/x.geojson"), only("{}")));
    CHECK_FALSE(Form::load(external("jr://file/x.xml"), only("<root>")));
}

TEST_CASE("choices may be the instances of a repeat") {
    Opened open("<instance><data id='f'><r><name/></r><q/></data></instance>",
                "<repeat nodeset='/data/r'><input ref='/data/r/name'/></repeat><select1 ref='/data/q'>"
                "<itemset nodeset=\"/data/r[name != '']\"><value ref='name'/><label "
                "ref='name'/></itemset></select1>");
    open.accepts("/data/r[1]/name", "Li");
    CHECK(listed(open, "/data/q") == "Li=Li");
    REQUIRE(open.filling.addRepeat("/data/r"));
    open.accepts("/data/r[2]/name", "Wu");
    REQUIRE(open.accepts("/data/q", "Wu"));
    REQUIRE(open.filling.removeRepeat("/data/r[2]"));
    CHECK(listed(open, "/data/q") == "Li=Li");
    CHECK(open.value("/data/q").empty());
}

TEST_CASE("a ranking names every option once, in the order given") {
    Opened open("<instance><data id='f'><q/></data></instance>",
                "<odk:rank ref='/data/q'><item><label>A</label><value>a</value></item>"
                "<item><label>B</label><value>b</value></item></odk:rank>");
    CHECK(open.filling.question("/data/q")->kind == QuestionKind::Rank);
    CHECK(open.accepts("/data/q", "b a"));
    CHECK(open.value("/data/q") == "b a");
    CHECK_FALSE(open.accepts("/data/q", "b"));
    CHECK_FALSE(open.accepts("/data/q", "b c"));
}

TEST_CASE("a range keeps its limits; an acknowledgement is OK or blank") {
    Opened open("<instance><data id='f'><q/><t/></data></instance><bind nodeset='/data/q' type='int'/>",
                "<range ref='/data/q' start='1' end='5' step='1'/><trigger ref='/data/t'/>");
    auto const question = open.filling.question("/data/q").value();
    CHECK(question.kind == QuestionKind::Range);
    REQUIRE(question.range);
    CHECK(question.range->end == "5");
    CHECK(open.accepts("/data/q", "5"));
    CHECK_FALSE(open.accepts("/data/q", "6"));
    CHECK(open.filling.question("/data/t")->kind == QuestionKind::Acknowledge);
    CHECK_FALSE(open.accepts("/data/t", "yes"));
    CHECK(open.accepts("/data/t", "OK"));
}

TEST_CASE("or_other asks further where other is chosen") {
    Opened open("<instance><data id='f'><q/><q_other/></data></instance>"
                "<bind nodeset='/data/q_other' relevant=\"selected(../q, 'other')\"/>",
                "<select ref='/data/q'><item><label>A</label><value>a</value></item>"
                "<item><label>Other</label><value>other</value></item></select><input ref='/data/q_other'/>");
    CHECK(open.map() == "[/data/q]");
    open.accepts("/data/q", "a other");
    CHECK(open.map() == "[/data/q][/data/q_other]");
}

TEST_CASE("a random order stays as it is while one looks at it") {
    std::string items;
    for (int i = 0; i < 30; ++i) items += "<item><name>n" + std::to_string(i) + "</name></item>";
    Opened open(
        "<instance><data id='f'><q/></data></instance><instance id='l'><root>" + items + "</root></instance>",
        "<select1 ref='/data/q'><itemset nodeset=\"randomize(instance('l')/root/item)\"><value ref='name'/>"
        "<label ref='name'/></itemset></select1>");
    std::string const first = listed(open, "/data/q");
    CHECK(first == listed(open, "/data/q"));
    CHECK(first.substr(0, 5) != "n0=n0");
}

TEST_CASE("the catalog lists every leaf with all its choices") {
    auto const entries = catalog(loaded(places));
    REQUIRE(entries.size() == 4);
    CHECK(entries[1].path == "/data/town");
    CHECK(entries[1].kind == QuestionKind::SelectOne);
    REQUIRE(entries[1].choices.size() == 3);
    CHECK(entries[1].choices[2].value == "zz");
    CHECK(entries[1].choices[2].labels == std::vector<std::string>{"株洲"});
    CHECK_FALSE(entries[3].asked);
}

TEST_CASE("a calculated name of a choice follows the language") {
    Opened open("<instance><data id='f'><a>x</a><n/></data></instance>"
                "<itext><translation lang='zh'><text id='l-0'><value>中</value></text></translation>"
                "<translation lang='en'><text id='l-0'><value>En</value></text></translation></itext>"
                "<instance id='l'><root><item><itextId>l-0</itextId><name>x</name></item></root></instance>"
                "<bind nodeset='/data/n' calculate=\"jr:choice-name(/data/a, '/data/a')\"/>",
                "<select1 ref='/data/a'><itemset nodeset=\"instance('l')/root/item\"><value ref='name'/>"
                "<label ref='jr:itext(itextId)'/></itemset></select1><input ref='/data/n'/>");
    CHECK(open.value("/data/n") == "中");
    open.filling.setLanguage(1);
    CHECK(open.value("/data/n") == "En");
}
