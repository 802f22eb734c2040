#include "world.h"

#include <cmath>

using namespace huibiao;

TEST_CASE("texts") {
    World world("<r><a> 中  文 </a><a>b</a></r>", "/r");
    CHECK(world.text("concat('a', 1, true())") == "a1true");
    CHECK(world.text("concat(a, '!')") == " 中  文 b!");
    CHECK(world.text("normalize-space(a)") == "中 文");
    CHECK(world.number("string-length('会标€𠮷')") == 4);
    CHECK(world.text("substring('会标横幅', 2, 2)") == "标横");
    CHECK(world.text("substring('12345', 1.5, 2.6)") == "234");
    CHECK(world.text("substring('12345', 0, 3)") == "12");
    CHECK(world.text("substring('12345', 0 div 0, 3)").empty());
    CHECK(world.text("substring('12345', -42, 1 div 0)") == "12345");
    CHECK(world.text("substr('会标横幅', 1)") == "标横幅");
    CHECK(world.text("substr('会标横幅', -2)") == "横幅");
    CHECK(world.text("substr('hello', 1, -1)") == "ell");
    CHECK(world.text("substr('hello', 4, 2)").empty());
    CHECK(world.text("substring-before('2023-05', '-')") == "2023");
    CHECK(world.text("substring-after('2023-05', '-')") == "05");
    CHECK(world.text("translate('一二三', '一三', '1')") == "1二");
    CHECK(world.truth("starts-with('会标', '会') and ends-with('会标', '标') and contains('会标', '')"));
    CHECK(world.text("join('、', a, 'c')") == " 中  文 、b、c");
    CHECK(world.text("join('-')").empty());
    CHECK(world.text("base64-decode('5Lya')") == "会");
    CHECK(world.text("digest('abc', 'MD5', 'hex')") == "900150983cd24fb0d6963f7d28e17f72");
    CHECK(world.text("digest('abc', 'SHA-1', 'hex')") == "a9993e364706816aba3e25717850c26c9cd0d89d");
    CHECK(world.error("digest('abc', 'CRC')").message.en.find("no digest") != std::string::npos);
    CHECK(world.text("uuid()").size() == 36);
    CHECK(world.text("uuid()")[14] == '4');
    CHECK(world.text("uuid()") != world.text("uuid()"));
    CHECK(world.text("uuid(50)").size() == 50);
    CHECK(world.error("uuid(-1)").kind == base::Kind::Invalid);
}

TEST_CASE("numbers") {
    World world("<r><n>3</n><n>-1</n><n>2</n><t>x</t></r>", "/r");
    CHECK(world.number("round(2.5)") == 3);
    CHECK(world.number("round(-2.5)") == -3);
    CHECK(world.number("round(1.005, 2)") == doctest::Approx(1.0));
    CHECK(world.number("round(12345, -2)") == 12300);
    CHECK(world.number("round(7, -400)") == 0);
    CHECK(world.number("int(-2.7)") == -2);
    CHECK(world.number("floor(-2.5) + ceiling(-2.5)") == -5);
    CHECK(world.number("min(n)") == -1);
    CHECK(world.number("max(n, 7)") == 7);
    CHECK(std::isnan(world.number("max(n, t)")));
    CHECK(std::isnan(world.number("max(none)")));
    CHECK(world.number("sum(n)") == 4);
    CHECK(world.number("pow(2, 10)") == 1024);
    CHECK(world.number("exp10(3) + log10(1000) + sqrt(16) + abs(-1)") == 1008);
    CHECK(world.number("atan2(1, 1) * 4") == doctest::Approx(world.number("pi()")));
    CHECK(world.number("number('4,5')") == 4.5);
    CHECK(std::isnan(world.number("number('1e3')")));
    CHECK(std::isnan(world.number("number('+1')")));
    CHECK(std::isnan(world.number("number('0x10')")));
    CHECK(std::isnan(world.number("number('')")));
    for (int i = 0; i < 100; ++i) {
        double const random = world.number("random()");
        CHECK((random >= 0 && random < 1));
    }
    // What cannot be computed yet reads as nothing.
    CHECK(world.text("1 * ''").empty());
    CHECK(world.text("concat('a', number('x'))") == "a");
    world.mode = xpath::Mode::Native;
    CHECK(world.text("number('x')") == "NaN");
    CHECK(world.number("round(-2.5)") == -2);
    CHECK(std::isnan(world.number("number('4,5')")));
    CHECK(std::isnan(world.number("number('2023-05-18')")));
}

TEST_CASE("selects and lists") {
    World world("<r><s>red  green</s><e/><w>1</w><w>0</w><w/></r>", "/r");
    CHECK(world.truth("selected(s, 'red')"));
    CHECK(!world.truth("selected(s, 're')"));
    CHECK(!world.truth("selected(s, 'red green')"));
    CHECK(!world.truth("selected(s, '')"));
    CHECK(world.truth("selected(e, '')"));
    CHECK(world.number("count-selected(s)") == 2);
    CHECK(world.number("count-selected(e)") == 0);
    CHECK(world.text("selected-at(s, 1)") == "green");
    CHECK(world.text("selected-at(s, 2)").empty());
    CHECK(world.text("selected-at(s, -1)").empty());
    CHECK(world.number("count-non-empty(*)") == 3);
    CHECK(world.truth("checklist(2, 2, w)"));
    CHECK(!world.truth("checklist(-1, 0, s)"));
    CHECK(world.truth("checklist(1, -1, true(), true())"));
    CHECK(world.truth("weighted-checklist(5, -1, true(), 2, s, 3)"));
    CHECK(world.error("weighted-checklist(5, -1, true())").message.en.find("weight") != std::string::npos);
    CHECK(world.truth("boolean-from-string('1')"));
    CHECK(!world.truth("boolean-from-string('yes')"));
    CHECK(world.text("coalesce(e, none, s)") == "red  green");
    CHECK(world.truth("s and not(none)"));
    CHECK(world.truth("boolean('false')"));
}

TEST_CASE("what forms need") {
    World world(R"(<m>
<i><data><v>7</v><z/><g><n>a</n><h><n>a1</n></h><h><n>a2</n></h></g><x/><g><n>b</n><h><n>b1</n></h></g></data></i>
<i id="other"><root><item><name>x</name><label>X</label></item><item><name>7</name><label>seven</label></item></root></i>
<instance id="t"><root><item><name>x</name><label>X</label></item><item><name>7</name><label>seven</label></item></root></instance>
<itext><translation lang="en"><text id="q"><value form="short">Q</value><value>Question</value></text></translation>
<translation lang="zh" default=""><text id="q"><value>问题</value></text></translation></itext></m>)",
                "/m/i/data/v");
    world.context.root = world.nodes("/m/i[1]").front();
    CHECK(world.text("instance('t')/root/item[name = current()/../v]/label") == "seven");
    CHECK(world.text("instance('t')/root/item[name = current()]/label") == "seven");
    CHECK(world.text("instance('t')/root/item[name = /data/v]/label") == "seven");
    CHECK(world.text("pulldata('t', 'label', 'name', .)") == "seven");
    CHECK(world.text("pulldata('t', 'label', 'name', 'none')").empty());
    CHECK(world.error("instance('none')").message.en.find("no instance \"none\"") != std::string::npos);
    CHECK(world.text("once('new')") == "7");
    world.context.node = world.nodes("../z").front();
    CHECK(world.text("once('new')") == "new");
    CHECK(world.text("jr:itext('q')") == "问题");
    CHECK(world.text("jr:itext('none')").empty());
    CHECK(world.text("indexed-repeat(/data/g/h/n, /data/g, 1, /data/g/h, 2)") == "a2");
    CHECK(world.text("indexed-repeat(/data/g/h/n, /data/g/h, 2, /data/g, 1)") == "a2");
    CHECK(world.text("indexed-repeat(/data/g/n, /data/g, 2)") == "b");
    CHECK(world.text("indexed-repeat(/data/g/n, /data/g, 3)").empty());
    CHECK(world.number("position(/data/g[2])") == 1);
    CHECK(world.number("position(/data/g[1]/h[2])") == 2);
    CHECK(world.text("jr:choice-name('x', '/data/v')").empty());
    world.context.environment = nullptr;
    CHECK(world.text("jr:itext('q')").empty());
    CHECK(world.error("instance('t')").kind == base::Kind::Invalid);
}

TEST_CASE("randomize shuffles as ODK prescribes") {
    World world("<r><i>A</i><i>B</i><i>C</i><i>D</i><i>E</i><i>F</i></r>", "/r");
    CHECK(world.text("join('', randomize(i, 42))") == "AFCBDE");
    CHECK(world.text("join('', randomize(i, -42))") == "EDAFBC");
    CHECK(world.text("join('', randomize(i, '42'))") == "AFCBDE");
    CHECK(world.text("join('', randomize(i, 'seed'))") == world.text("join('', randomize(i, 'seed'))"));
    CHECK(world.text("string-length(join('', randomize(i)))") == "6");
    CHECK(world.number("count(randomize(i) | i)") == 6);
}

TEST_CASE("xml:lang") {
    World world("<r xml:lang='en'><a xml:lang='zh-CN'><b/></a></r>", "/r/a/b");
    CHECK(world.truth("lang('zh')"));
    CHECK(world.truth("lang('ZH-cn')"));
    CHECK(!world.truth("lang('z')"));
    CHECK(!world.truth("lang('en')"));
}

TEST_CASE("ids") {
    World world("<r><a id='x'/><b xml:id='y'/><c id='x'/><d>y x</d></r>", "/r");
    CHECK(world.names("id('y  x')") == "a b");
    CHECK(world.names("id(d)") == "a b");
    CHECK(world.names("id(concat(d, ''))") == "a b");
    CHECK(world.names("id('')").empty());
}

TEST_CASE("base64-decode does without the padding") {
    World world;
    CHECK(world.text("base64-decode('YQ')") == "a");
    CHECK(world.text("base64-decode('YWI')") == "ab");
    CHECK(world.text("base64-decode('YQ==')") == "a");
    CHECK(world.text("base64-decode('Y')").empty());
    CHECK(world.text("base64-decode('!!')").empty());
}
