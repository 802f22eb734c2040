#include "form/submission.h"
#include "forms.h"

using namespace huibiao::form;

namespace {
bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

std::string const survey = xform(
    R"x(<itext>
      <translation lang="English (en)" default="true()">
        <text id="grade:label"><value>How was it, <output value=" ../name "/>?</value></text>
        <text id="grade:hint"><value>One</value><value form="guidance">Read out</value></text>
        <text id="good"><value>Good</value><value form="image">jr://images/good.png</value></text>
        <text id="bad"><value>Bad</value></text>
        <text id="need"><value>Please choose</value></text>
      </translation>
      <translation lang="中文 (zh)">
        <text id="grade:label"><value><output value=" ../name "/>，怎么样？</value></text>
        <text id="good"><value>好</value></text>
        <text id="bad"><value>差</value></text>
        <text id="need"><value>请选择</value></text>
      </translation>
    </itext>
    <instance><data id="s" version="2">
      <start/><end/><day/><device/>
      <name/><grade/><why/><many/><age/><twice/><note/>
      <meta><instanceID/></meta>
    </data></instance>
    <bind nodeset="/data/start" type="dateTime" jr:preload="timestamp" jr:preloadParams="start"/>
    <bind nodeset="/data/end" type="dateTime" jr:preload="timestamp" jr:preloadParams="end"/>
    <bind nodeset="/data/day" type="date" jr:preload="date" jr:preloadParams="today"/>
    <bind nodeset="/data/device" type="string" jr:preload="property" jr:preloadParams="deviceid"/>
    <bind nodeset="/data/grade" type="string" required="true()" jr:requiredMsg="jr:itext('need')"/>
    <bind nodeset="/data/why" type="string" relevant="/data/grade = 'bad'" required="true()"/>
    <bind nodeset="/data/age" type="int" constraint=". &gt;= 0 and . &lt;= 120" jr:constraintMsg="0 to 120"/>
    <bind nodeset="/data/twice" type="int" calculate="/data/age * 2"/>
    <bind nodeset="/data/note" type="string" readonly="true()"/>
    <bind nodeset="/data/meta/instanceID" type="string" jr:preload="uid"/>)x",
    R"x(<input ref="/data/name"><label>Name</label></input>
    <select1 ref="/data/grade" appearance="columns-2 quick"><label ref="jr:itext('grade:label')"/>
      <hint ref="jr:itext('grade:hint')"/>
      <item><label ref="jr:itext('good')"/><value>good</value></item>
      <item><label ref="jr:itext('bad')"/><value>bad</value></item></select1>
    <input ref="/data/why"><label>Why?</label></input>
    <group appearance="field-list"><label>About you</label>
      <select ref="/data/many"><label>Many</label>
        <item><label>A</label><value>a</value></item><item><label>B</label><value>b</value></item></select>
      <input ref="/data/age"><label>Age</label></input>
      <input ref="/data/note"><label>Thank you</label></input></group>)x");
} // namespace

TEST_CASE("pages hold what is relevant, a field-list on one page") {
    Opened open(survey);
    CHECK(open.map() == "[/data/name][/data/grade][/data/many /data/age /data/note]");
    CHECK(open.filling.pages()[2].headings == std::vector<std::string>{"About you"});
    REQUIRE(open.accepts("/data/grade", "bad"));
    CHECK(open.map() == "[/data/name][/data/grade][/data/why][/data/many /data/age /data/note]");
}

TEST_CASE("a question comes with all a screen needs, in the language chosen") {
    Opened open(survey);
    REQUIRE(open.accepts("/data/name", "Li"));
    Question question = open.filling.question("/data/grade").value();
    CHECK(question.kind == QuestionKind::SelectOne);
    CHECK(question.label == "How was it, Li?");
    CHECK(question.hint == "One");
    CHECK(question.guidance == "Read out");
    CHECK(question.required);
    CHECK(question.has("quick"));
    CHECK_FALSE(question.has("columns"));
    REQUIRE(question.choices.size() == 2);
    CHECK(question.choices[0].label == "Good");
    CHECK(question.choices[0].media.image == "good.png");
    open.filling.setLanguage(1);
    question = open.filling.question("/data/grade").value();
    CHECK(question.label == "Li，怎么样？");
    CHECK(question.choices[1].label == "差");
    // What a translation leaves out is shown in the default language.
    CHECK(question.hint == "One");
}

TEST_CASE("kinds of questions") {
    Opened open(survey);
    CHECK(open.filling.question("/data/many")->kind == QuestionKind::SelectMultiple);
    CHECK(open.filling.question("/data/age")->kind == QuestionKind::Integer);
    CHECK(open.filling.question("/data/name")->kind == QuestionKind::Text);
    CHECK(open.filling.question("/data/note")->kind == QuestionKind::Note);
    CHECK_FALSE(open.filling.question("/data/start"));
    CHECK_FALSE(open.filling.question("/data/nosuch"));
}

TEST_CASE("answers are typed and checked") {
    Opened open(survey);
    CHECK_FALSE(open.accepts("/data/age", "many"));
    CHECK_FALSE(open.accepts("/data/age", "1.5"));
    CHECK_FALSE(open.accepts("/data/age", "99999999999"));
    CHECK(open.value("/data/age").empty());
    CHECK(open.accepts("/data/age", "007"));
    CHECK(open.value("/data/age") == "7");
    CHECK_FALSE(open.accepts("/data/grade", "fine"));
    CHECK(open.accepts("/data/many", "b a b"));
    CHECK(open.value("/data/many") == "a b");
    CHECK_FALSE(open.accepts("/data/many", "a z"));
    CHECK(open.value("/data/many") == "a b");
    CHECK_FALSE(open.accepts("/data/note", "x"));
    CHECK_FALSE(open.accepts("/data/nosuch", "x"));
}

TEST_CASE("an answer that breaks the constraint is stored and told") {
    Opened open(survey);
    auto const fault = open.filling.answer("/data/age", "121");
    REQUIRE(fault);
    CHECK(fault->kind == FaultKind::Constraint);
    CHECK(fault->message == "0 to 120");
    CHECK(open.value("/data/age") == "121");
    CHECK(open.filling.check("/data/age"));
    CHECK(open.accepts("/data/age", ""));
    CHECK_FALSE(open.filling.check("/data/age"));
}

TEST_CASE("required is asked of what is relevant, with the form's words") {
    Opened open(survey);
    auto faults = open.filling.checkAll();
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].ref == "/data/grade");
    CHECK(faults[0].kind == FaultKind::Required);
    open.filling.setLanguage(1);
    CHECK(open.filling.check("/data/grade")->message == "请选择");
    REQUIRE(open.accepts("/data/grade", "bad"));
    faults = open.filling.checkAll();
    REQUIRE(faults.size() == 1);
    CHECK(faults[0].ref == "/data/why");
}

TEST_CASE("a hidden answer is blank and comes back") {
    Opened open(survey);
    open.accepts("/data/grade", "bad");
    open.accepts("/data/why", "slow");
    open.accepts("/data/grade", "good");
    CHECK(open.value("/data/why").empty());
    CHECK_FALSE(has(open.filling.finish()->xml, "why"));
    open.accepts("/data/grade", "bad");
    CHECK(open.value("/data/why") == "slow");
    CHECK(has(open.filling.finish()->xml, "<why>slow</why>"));
}

TEST_CASE("a submission holds the preloads, the calculations and its identity") {
    Opened open(survey);
    open.accepts("/data/grade", "good");
    open.accepts("/data/age", "21");
    open.clock.advance(std::chrono::seconds(90));
    auto const done = open.filling.finish();
    REQUIRE(done);
    CHECK(done->formId == "s");
    CHECK(done->formVersion == "2");
    CHECK(done->instanceId.starts_with("uuid:"));
    CHECK(done->instanceId.size() == 41);
    CHECK(has(done->xml, "<data id=\"s\" version=\"2\">"));
    CHECK(has(done->xml, "<start>2023-05-18T09:30:00.125+08:00</start>"));
    CHECK(has(done->xml, "<end>2023-05-18T09:31:30.125+08:00</end>"));
    CHECK(has(done->xml, "<day>2023-05-18</day>"));
    CHECK(has(done->xml, "<device>kiosk-7</device>"));
    CHECK(has(done->xml, "<twice>42</twice>"));
    CHECK(has(done->xml, "<many/>"));
    CHECK(has(done->xml, "<instanceID>" + done->instanceId + "</instanceID>"));
}

TEST_CASE("nothing is handed in while something is wrong") {
    Opened open(survey);
    auto const done = open.filling.finish();
    REQUIRE_FALSE(done);
    CHECK(has(done.error().message.en, "/data/grade"));
}

TEST_CASE("without meta in the form the submission has an instanceID all the same") {
    Opened open("<instance><data id='f'><a/></data></instance>", "<input ref='/data/a'/>");
    auto const done = open.filling.finish();
    REQUIRE(done);
    CHECK(has(done->xml, "orx:instanceID"));
    CHECK(has(done->xml, done->instanceId));
}

TEST_CASE("a blank instanceID is filled at the end at the latest") {
    Opened open("<instance><data id='f'><a/><meta><instanceID/></meta></data></instance>",
                "<input ref='/data/a'/>");
    CHECK(open.filling.finish()->instanceId.starts_with("uuid:"));
}

TEST_CASE("dates and times are real ones") {
    Opened open(
        "<instance><data id='f'><d/><t/><m/><n/></data></instance><bind nodeset='/data/d' type='date'/>"
        "<bind nodeset='/data/t' type='time'/><bind nodeset='/data/m' type='dateTime'/>"
        "<bind nodeset='/data/n' type='decimal'/>",
        "<input ref='/data/d'/><input ref='/data/t'/><input ref='/data/m'/><input ref='/data/n'/>");
    CHECK(open.accepts("/data/d", "2024-02-29"));
    CHECK_FALSE(open.accepts("/data/d", "2023-02-29"));
    CHECK_FALSE(open.accepts("/data/d", "18.5.2023"));
    CHECK(open.accepts("/data/t", "09:30:00.000+08:00"));
    CHECK_FALSE(open.accepts("/data/t", "24:00"));
    CHECK(open.accepts("/data/m", "2023-05-18T09:30:00+08:00"));
    CHECK(open.value("/data/m") == "2023-05-18T09:30:00+08:00");
    CHECK_FALSE(open.accepts("/data/m", "2023-05-18T09:30:00+0800"));
    CHECK(open.accepts("/data/n", "-0.50"));
    CHECK_FALSE(open.accepts("/data/n", "1,5"));
}

TEST_CASE("attachments go with the submission, under the name their node holds") {
    Opened open("<instance><data id='f'><sign/></data></instance><bind nodeset='/data/sign' type='binary'/>",
                "<upload ref='/data/sign' mediatype='image/*' appearance='signature'/>");
    CHECK(open.filling.question("/data/sign")->kind == QuestionKind::Image);
    CHECK(open.filling.attach("/data/sign", {"../x.png", "image/png", "1"}));
    CHECK_FALSE(open.filling.attach("/data/sign", {"a.png", "image/png", "1"}));
    CHECK_FALSE(open.filling.attach("/data/sign", {"b.png", "image/png", "2"}));
    auto const done = open.filling.finish();
    REQUIRE(done->attachments.size() == 1);
    CHECK(done->attachments[0].name == "b.png");
    CHECK(has(done->xml, "<sign>b.png</sign>"));
}

TEST_CASE("an answer that is taken back takes its file with it") {
    Opened open("<instance><data id='f'><a/><b/></data></instance><bind nodeset='/data/a' type='binary'/>"
                "<bind nodeset='/data/b' type='binary'/>",
                "<upload ref='/data/a' mediatype='image/*' appearance='signature'/>"
                "<upload ref='/data/b' mediatype='image/*' appearance='draw'/>");
    CHECK_FALSE(open.filling.attach("/data/a", {"x.png", "image/png", "1"}));
    CHECK(open.filling.attach("/data/b", {"x.png", "image/png", "2"})); // the name is taken
    CHECK(open.accepts("/data/a", ""));
    CHECK(open.filling.finish()->attachments.empty());
    CHECK_FALSE(open.filling.attach("/data/b", {"x.png", "image/png", "2"})); // and free again
    CHECK(open.filling.finish()->attachments.size() == 1);
}

TEST_CASE("decimals are spelled so that expressions can read them") {
    Opened open("<instance><data id='f'><n/><k/></data></instance><bind nodeset='/data/n' type='decimal'/>"
                "<bind nodeset='/data/k' calculate='/data/n * 2'/>",
                "<input ref='/data/n'/><input ref='/data/k'/>");
    for (auto const& [typed, stored, twice] :
         {std::tuple{"+5", "5", "10"},
          {".5", "0.5", "1"},
          {"-.50", "-0.50", "-1"},
          {"007", "7", "14"},
          {"5.", "5", "10"},
          {"1e3", "1000", "2000"},
          {"-0.0", "0.0", "0"},
          {"0", "0", "0"},
          {"12345678901234.75", "12345678901234.75", "24691357802469.5"}}) {
        CHECK(open.accepts("/data/n", typed));
        CHECK(open.value("/data/n") == stored);
        CHECK(open.value("/data/k") == twice);
    }
    CHECK_FALSE(open.accepts("/data/n", "1e999"));
}

TEST_CASE("the submission is in normal form C, the answer stays as it was typed") {
    Opened open("<instance><data id='f'><a/></data></instance>", "<input ref='/data/a'/>");
    open.accepts("/data/a", "cafe\u0301 \uF900");
    CHECK(open.value("/data/a") == "cafe\u0301 \uF900");
    CHECK(open.filling.finish()->xml.find("<a>caf\u00E9 \u8C48</a>") != std::string::npos);
}

TEST_CASE(
    "what is said about a filling stands in its meta; what was answered so far can be had at any time") {
    Opened open("<instance><data id='f'><a/><who/><meta><instanceID/></meta></data></instance>"
                "<bind nodeset='/data/a' required='true()'/>"
                "<bind nodeset='/data/meta/instanceID' jr:preload='uid'/>",
                "<input ref='/data/a'/>");
    open.filling.describe("place", "高坪镇");
    open.filling.describe("method", "visit");
    open.filling.describe("method", "");
    CHECK_FALSE(open.filling.finish());
    auto const partial = open.filling.partial();
    CHECK_FALSE(partial.complete);
    CHECK_FALSE(partial.instanceId.empty());
    CHECK(partial.xml.find("<a/>") != std::string::npos);
    CHECK(partial.xml.find("xmlns:hb=\"urn:huibiao:collection\">高坪镇</hb:place></meta>") !=
          std::string::npos);
    CHECK(partial.xml.find("method") == std::string::npos);
    CHECK(open.accepts("/data/a", "1"));
    auto const whole = open.filling.finish();
    REQUIRE(whole);
    CHECK(whole->complete);
    CHECK(whole->instanceId == partial.instanceId);
}
