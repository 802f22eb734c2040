#include "forms.h"

using namespace huibiao;
using form::Form;

namespace {

std::string beginning(std::string const& xml) {
    auto const filling = form::Filling::begin(loaded(xml), {});
    return filling ? "begun" : filling.error().text(base::Language::English);
}

} // namespace

TEST_CASE("a value for a group is not written over what is in it") {
    Opened it("<instance><data id='f'><g><a>1</a></g></data></instance>"
              "<bind nodeset='/data/g' jr:preload='uid'/>"
              "<setvalue event='odk-instance-first-load' ref='/data/g' value=\"'x'\"/>",
              "<input ref='/data/g/a'/>");
    CHECK(it.value("/data/g/a") == "1");
    CHECK(it.accepts("/data/g/a", "2"));
    auto const submission = it.filling.finish();
    REQUIRE(submission);
    CHECK(submission->xml.find("<g><a>2</a></g>") != std::string::npos);
}

TEST_CASE("a bind for a sum of paths is a bind for none") {
    base::Findings findings;
    REQUIRE(Form::load(xform("<instance><data id='f'><a/><b/></data></instance>"
                             "<bind nodeset='/data/a + /data/b' required='true()'/>",
                             "<input ref='/data/a'/>"),
                       noFiles(), &findings));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].error.message.en.find("/data/a + /data/b") != std::string::npos);
}

TEST_CASE("a label that asks for itself ends") {
    Opened it(
        "<itext><translation lang='l'><text id='t'><value>x<output value=\"jr:itext('t')\"/></value></text>"
        "</translation></itext><instance><data id='f'><a/></data></instance>",
        "<input ref='/data/a'><label ref=\"jr:itext('t')\"/></input>");
    auto const question = it.filling.question("/data/a");
    REQUIRE(question);
    CHECK(question->label.starts_with("xxx"));
    CHECK(question->label.size() < 20);
}

TEST_CASE("values that double do not fill the memory") {
    std::string model = "<instance><data id='f'><q0>x</q0>";
    for (int i = 1; i < 60; ++i) model += "<q" + std::to_string(i) + "/>";
    model += "</data></instance>";
    for (int i = 1; i < 60; ++i) {
        auto const before = "/data/q" + std::to_string(i - 1);
        model += "<bind nodeset='/data/q" + std::to_string(i) + "' calculate='concat(" + before + ", " +
                 before + ")'/>";
    }
    CHECK(beginning(xform(model, "<input ref='/data/q0'/>")).find("too long") != std::string::npos);
}

TEST_CASE("a form that costs too much is refused when it begins, always at the same place") {
    std::string instances;
    for (int i = 0; i < 5000; ++i) instances += "<r><q>1</q><s/></r>";
    auto const xml =
        xform("<instance><data id='f'>" + instances +
                  "</data></instance><bind nodeset='/data/r/s' calculate='sum(/data/r/q)'/>",
              "<group ref='/data/r'><repeat nodeset='/data/r'><input ref='/data/r/q'/></repeat></group>");
    CHECK(beginning(xml).find("too") != std::string::npos);
    CHECK(beginning(xml) == beginning(xml));
}

TEST_CASE("instances keep their numbers when one before them goes") {
    Opened it("<instance><data id='f'><r><q/></r></data></instance>",
              "<group ref='/data/r'><repeat nodeset='/data/r'><input ref='/data/r/q'/></repeat></group>");
    for (int i = 0; i < 3; ++i) REQUIRE(it.filling.addRepeat("/data/r"));
    for (int i = 1; i <= 4; ++i)
        CHECK(it.accepts("/data/r[" + std::to_string(i) + "]/q", std::string(1, static_cast<char>('a' + i))));
    REQUIRE(it.filling.removeRepeat("/data/r[2]"));
    CHECK(it.map() == "[/data/r[1]/q][/data/r[2]/q][/data/r[3]/q][+/data/r]");
    CHECK(it.value("/data/r[2]/q") == "d");
    auto const added = it.filling.addRepeat("/data/r");
    REQUIRE(added);
    CHECK(*added == "/data/r[4]");
}

TEST_CASE("choices that cost too much are refused at the beginning, never cut short") {
    std::string items, questions, body;
    for (int i = 0; i < 3000; ++i) items += "<item><name>" + std::to_string(i) + "</name></item>";
    for (int i = 0; i < 20; ++i) {
        auto const name = "q" + std::to_string(i);
        questions += "<" + name + "/>";
        body += "<select1 ref='/data/" + name +
                "'><itemset nodeset=\"instance('c')/root/item[count(../item[name = current()/../" + name +
                "]) = 0]\"><value ref='name'/><label ref='name'/></itemset></select1>";
    }
    auto const xml = xform("<instance><data id='f'>" + questions +
                               "</data></instance><instance id='c'><root>" + items + "</root></instance>",
                           body);
    CHECK(beginning(xml).find("on offer") != std::string::npos);
}
