#include "forms.h"

using namespace huibiao::form;
using huibiao::base::Findings;
using huibiao::base::Language;

namespace {
std::string refusal(std::string const& xml) {
    auto const form = Form::load(xml, noFiles());
    REQUIRE_FALSE(form);
    return form.error().text(Language::English);
}
std::string calculated(std::string const& binds, std::string const& fields = "<a/><b/><c/>") {
    return xform("<instance><data id='f'>" + fields + "</data></instance>" + binds, "");
}
bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}
} // namespace

TEST_CASE("a form gives its identity, languages and key") {
    Form const form = loaded(xform(
        R"x(<itext><translation lang="English (en)"><text id="a"><value>A</value></text></translation>
        <translation lang="中文 (zh)" default="true()"><text id="a"><value>甲</value></text></translation></itext>
        <instance><data id="visit" version="7"><a/></data></instance>
        <submission base64RsaPublicKey="KEY"/>)x",
        R"x(<input ref="/data/a"><label ref="jr:itext('a')"/></input>)x"));
    CHECK(form.id() == "visit");
    CHECK(form.version() == "7");
    CHECK(form.title() == "Test");
    CHECK(form.publicKey() == "KEY");
    REQUIRE(form.languages().size() == 2);
    CHECK(form.languages()[1].name == "中文 (zh)");
    CHECK(form.languages()[1].code == "zh");
    CHECK(form.defaultLanguage() == 1);
}

TEST_CASE("a form without translations has one language") {
    Form const form = loaded(calculated(""));
    REQUIRE(form.languages().size() == 1);
    CHECK(form.languages()[0].code.empty());
}

TEST_CASE("what is no form is refused") {
    CHECK(has(refusal("<html/>"), "no XForm"));
    CHECK(has(refusal("<a><b></a>"), "xform:1"));
    CHECK(has(refusal(xform("", "")), "primary"));
}

TEST_CASE("a control or a setvalue that points to nothing is an error with its line") {
    auto const control =
        refusal(xform("<instance><data id='f'><a/></data></instance>", "<input ref='/data/zz'/>"));
    CHECK(has(control, "/data/zz"));
    CHECK(has(control, "xform:4"));
    CHECK(has(refusal(xform(
                  "<instance><data id='f'><a/></data></instance><setvalue event='odk-instance-first-load' "
                  "ref='/data/zz' value='1'/>",
                  "")),
              "/data/zz"));
}

TEST_CASE("all faults of a form are found at once, warnings too") {
    Findings findings;
    auto const form =
        Form::load(calculated("<bind nodeset='/data/a' calculate='1 +'/><bind nodeset='/data/zz'/>"
                              "<bind nodeset='/data/b' relevant='nosuch()'/>"),
                   noFiles(), &findings);
    CHECK_FALSE(form);
    REQUIRE(findings.size() == 3);
    CHECK_FALSE(findings[0].warning);
    CHECK(findings[1].warning);
    CHECK_FALSE(findings[2].warning);
}

TEST_CASE("an expression that reads a node that is not there is warned of") {
    Findings findings;
    REQUIRE(
        Form::load(calculated("<bind nodeset='/data/a' calculate='/data/typo + 1'/>"), noFiles(), &findings));
    REQUIRE(findings.size() == 1);
    CHECK(findings[0].warning);
    CHECK(has(findings[0].error.message.en, "/data/typo"));
}

TEST_CASE("a cycle of calculations is refused with the names on it") {
    auto const text = refusal(calculated("<bind nodeset='/data/a' calculate='/data/b + 1'/>"
                                         "<bind nodeset='/data/b' calculate='/data/c + 1'/>"
                                         "<bind nodeset='/data/c' calculate='/data/a + 1'/>"));
    for (auto const* name : {"/data/a", "/data/b", "/data/c"}) CHECK(has(text, name));
    CHECK(has(refusal(calculated("<bind nodeset='/data/a' calculate='. + 1'/>")), "/data/a"));
}

TEST_CASE("a cycle between a condition and a calculation is refused") {
    CHECK(has(refusal(calculated("<bind nodeset='/data/a' relevant='/data/b > 0'/>"
                                 "<bind nodeset='/data/b' calculate='/data/a + 1'/>")),
              "/data/b"));
}

TEST_CASE("a condition on itself or on what it contains is refused") {
    CHECK(has(refusal(calculated("<bind nodeset='/data/a' relevant='. > 0'/>")), "/data/a"));
    CHECK(has(refusal(calculated("<bind nodeset='/data/g' relevant='/data/g/a > 0'/>", "<g><a/></g>")),
              "/data/g"));
}

TEST_CASE("two questions may hide each other") {
    CHECK(Form::load(calculated("<bind nodeset='/data/a' relevant=\"/data/b = ''\"/>"
                                "<bind nodeset='/data/b' relevant=\"/data/a = ''\"/>"),
                     noFiles()));
}

TEST_CASE("a constraint may read its own question") {
    CHECK(Form::load(calculated("<bind nodeset='/data/a' constraint='. > 0'/>"), noFiles()));
}

TEST_CASE("a calculation may read the instance before its own") {
    CHECK(Form::load(
        xform("<instance><data id='f'><r><sum/><n/></r></data></instance><bind nodeset='/data/r/sum' "
              "calculate='/data/r[position() = position(current()/..) - 1]/sum + ../n'/>",
              "<repeat nodeset='/data/r'><input ref='/data/r/n'/></repeat>"),
        noFiles()));
}

TEST_CASE("a missing file beside the form is an error that names it") {
    auto const text = refusal(xform("<instance><data id='f'><a/></data></instance>"
                                    "<instance id='towns' src='jr://file-csv/towns.csv'/>",
                                    ""));
    CHECK(has(text, "towns.csv"));
}

TEST_CASE("groups nested without end are refused") {
    std::string body, end;
    for (int i = 0; i < 250; ++i) {
        body += "<group>";
        end += "</group>";
    }
    CHECK(has(refusal(xform("<instance><data id='f'><a/></data></instance>", body + end)), "nested"));
}
