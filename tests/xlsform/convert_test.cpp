#include "book.h"

#include <doctest/doctest.h>

using namespace huibiao;

TEST_CASE("questions, groups and their binds") {
    std::string const form = convertedSurvey(
        {{"type", "name", "label", "relevant", "required", "constraint", "constraint_message"},
         {"note", "hello", "您好"},
         {"begin_group", "g", "基本情况"},
         {"integer", "age", "年龄", "", "yes", ". > 0", "要大于0"},
         {"text", "why", "原因", "${age} > 60"},
         {"end_group"}});
    CHECK(has(
        form,
        R"x(<bind nodeset="/data/g/age" required="true()" constraint=". &gt; 0" type="int" jr:constraintMsg="要大于0"/>)x"));
    CHECK(has(form, R"x(<bind nodeset="/data/g/why" relevant=" /data/g/age  &gt; 60" type="string"/>)x"));
    CHECK(has(form, R"x(<bind nodeset="/data/hello" type="string" readonly="true()"/>)x"));
    CHECK(has(form, R"x(<group ref="/data/g">)x"));
    CHECK(has(form, "<label>基本情况</label>"));
    CHECK(
        has(form,
            R"x(<bind nodeset="/data/meta/instanceID" type="string" readonly="true()" jr:preload="uid"/>)x"));
}

TEST_CASE("headings: any case, old names, single colons, sheets in any order") {
    std::string const form =
        converted(book({{"Settings", {{"Form_Title", "form id"}, {"标题", "f1"}}},
                        {"CHOICES", {{"List Name", "Value", "Caption"}, {"yn", "y", "是"}}},
                        {"Survey",
                         {{"Type", "NAME", "Label:中文 (zh)", "Relevance", "Read Only"},
                          {"select one from yn", "a", "甲"},
                          {"text", "b", "乙", "${a} = 'y'", "yes"}}}}));
    CHECK(has(form, R"x(<data id="f1">)x"));
    CHECK(has(form, "<h:title>标题</h:title>"));
    CHECK(has(form, R"x(<translation lang="中文 (zh)">)x"));
    CHECK(has(form, R"x(relevant=" /data/a  = 'y'")x"));
    CHECK(has(form, R"x(readonly="true()")x"));
    CHECK(has(form, "<name>y</name>"));
}

TEST_CASE("a missing translation is a hyphen") {
    std::string const form = convertedSurvey({{"type", "name", "label::中文 (zh)", "label::English (en)"},
                                              {"text", "a", "甲", "A"},
                                              {"text", "b", "乙"}});
    CHECK(has(form, R"x(<text id="/data/b:label">)x"));
    CHECK(has(form, "<value>-</value>"));
}

TEST_CASE("curly quotes stay in Chinese texts and become straight in formulas") {
    std::string const form = convertedSurvey({{"type", "name", "label", "relevant"},
                                              {"text", "a", "“阳光政务”好不好？"},
                                              {"text", "b", "the “word”", "${a} = ‘x’"}});
    CHECK(has(form, "<label>“阳光政务”好不好？</label>"));
    CHECK(has(form, "<label>the \"word\"</label>"));
    CHECK(has(form, "relevant=\" /data/a  = 'x'\""));
}

TEST_CASE("or_other adds a choice and a question, in Chinese for Chinese lists") {
    std::string const chinese =
        convertedSurvey({{"type", "name", "label"}, {"select_one c or_other", "q", "原因？"}},
                        {{"list_name", "name", "label"}, {"c", "1", "太慢"}});
    CHECK(has(chinese, "<label>其他</label>"));
    CHECK(has(chinese, R"x(relevant="selected(../q, 'other')")x"));
    CHECK(has(chinese, "<label>请填写具体内容：</label>"));
    std::string const english =
        convertedSurvey({{"type", "name", "label"}, {"select_one c or_other", "q", "Why?"}},
                        {{"list_name", "name", "label"}, {"c", "1", "Slow"}});
    CHECK(has(english, "<label>Other</label>"));
    CHECK(has(english, "<label>Specify other.</label>"));
}

TEST_CASE("references inside repeats are relative, across them absolute") {
    std::string const form = convertedSurvey({{"type", "name", "label", "calculation", "choice_filter"},
                                              {"text", "top", "T"},
                                              {"begin_repeat", "r", "R"},
                                              {"text", "a", "A"},
                                              {"begin_group", "g", "G"},
                                              {"calculate", "b", "", "concat(${a}, ${top})"},
                                              {"select_one c", "s", "S", "", "k = ${a}"},
                                              {"calculate", "n", "", "sum(${x}) + count(${r})"},
                                              {"end_group"},
                                              {"integer", "x", "X"},
                                              {"end_repeat"},
                                              {"calculate", "total", "", "sum(${x})"}},
                                             {{"list_name", "name", "label", "k"}, {"c", "1", "one", "z"}});
    CHECK(has(form, R"x(calculate="concat( ../../a ,  /data/top )")x"));
    CHECK(has(form, "instance('c')/root/item[k =  current()/../../a ]"));
    CHECK(has(form, R"x(calculate="sum( ../../x ) + count( /data/r )")x"));
    CHECK(has(form, R"x(calculate="sum( /data/r/x )")x"));
}

TEST_CASE("repeats have a template and a first instance; an expression counts through a node of its own") {
    std::string const form = convertedSurvey({{"type", "name", "label", "repeat_count", "default"},
                                              {"integer", "n", "N"},
                                              {"begin_repeat", "r", "R", "${n} + 1"},
                                              {"text", "a", "A", "", "${n}"},
                                              {"end_repeat"}});
    CHECK(has(form, R"x(<r jr:template="">)x"));
    CHECK(has(form, R"x(jr:count=" /data/r_count ")x"));
    CHECK(has(form, R"x(calculate=" /data/n  + 1")x"));
    CHECK(has(form, R"x(<setvalue ref="/data/r/a" event="odk-instance-first-load" value=" /data/n "/>)x"));
    CHECK(has(form, R"x(<setvalue ref="/data/r/a" event="odk-new-repeat" value=" /data/n "/>)x"));
}

TEST_CASE("choices from files, ranks and ranges") {
    std::string const form = convertedSurvey({{"type", "name", "label", "parameters", "choice_filter"},
                                              {"select_one_from_file 村.csv", "v", "村", "value=id", "x=1"},
                                              {"rank c", "k", "排序"},
                                              {"range", "s", "几分", "start=0 end=5 step=0.5"}},
                                             {{"list_name", "name", "label"}, {"c", "1", "一"}});
    CHECK(has(form, R"x(<instance id="村" src="jr://file-csv/村.csv"/>)x"));
    CHECK(has(form, "instance('村')/root/item[x=1]"));
    CHECK(has(form, R"x(<value ref="id"/>)x"));
    CHECK(has(form, R"x(<odk:rank ref="/data/k">)x"));
    CHECK(has(form, R"x(<range ref="/data/s" start="0" end="5" step="0.5">)x"));
    CHECK(has(form, R"x(<bind nodeset="/data/s" type="decimal"/>)x"));
}

TEST_CASE("a trigger makes a setvalue, and a default that computes too") {
    std::string const form = convertedSurvey({{"type", "name", "label", "trigger", "calculation", "default"},
                                              {"text", "a", "A"},
                                              {"dateTime", "t", "", "${a}", "now()"},
                                              {"date", "d", "D", "", "", "2023-05-18"},
                                              {"text", "e", "E", "", "", "once(uuid())"}});
    CHECK(has(form, R"x(<setvalue ref="/data/t" event="xforms-value-changed" value="now()"/>)x"));
    CHECK(has(form, "<d>2023-05-18</d>"));
    CHECK(has(form, R"x(<setvalue ref="/data/e" event="odk-instance-first-load" value="once(uuid())"/>)x"));
}

TEST_CASE("merged list names count for each of their rows") {
    sheet::Workbook workbook =
        book({{"survey", {{"type", "name", "label"}, {"select_one c", "q", "Q"}}},
              {"choices", {{"list_name", "name", "label"}, {"c", "1", "一"}, {"", "2", "二"}}}});
    workbook.tables[1].merged.push_back({2, 1, 3, 1});
    CHECK(has(converted(workbook), "<name>2</name>"));
}

TEST_CASE("equal workbooks give equal bytes") {
    Rows const survey{{"type", "name", "label::a", "label::b"}, {"text", "x", "X", "Y"}};
    CHECK(convertedSurvey(survey) == convertedSurvey(survey));
}

TEST_CASE("a calculation with a trigger is written as seen from the node that is set") {
    std::string const form = convertedSurvey({{"type", "name", "label", "trigger", "calculation"},
                                              {"begin repeat", "r", "R"},
                                              {"text", "a", "A"},
                                              {"text", "b", "B", "${a}", "concat(${a}, 'x')"},
                                              {"begin group", "g", "G"},
                                              {"text", "c", "C", "${a}", "concat(${a}, 'x')"},
                                              {"end group"},
                                              {"end repeat"},
                                              {"text", "n", "N", "${a}", "count(${a})"}});
    CHECK(has(form, R"x(ref="/data/r/b" event="xforms-value-changed" value="concat( ../a , 'x')")x"));
    CHECK(has(form, R"x(ref="/data/r/g/c" event="xforms-value-changed" value="concat( ../../a , 'x')")x"));
    CHECK(has(form, R"x(ref="/data/n" event="xforms-value-changed" value="count( /data/r/a )")x"));
}

TEST_CASE("the name of a media file may begin with an answer") {
    std::string const form = convertedSurvey({{"type", "name", "label", "Media::Image", "media::audio"},
                                              {"text", "a", "A"},
                                              {"text", "b", "B", "${a}.png", "pre-${a}.mp3"}});
    CHECK(has(form, R"(<value form="image">jr://images/<output value=" /data/a "/>.png</value>)"));
    CHECK(has(form, R"(<value form="audio">jr://audio/pre-<output value=" /data/a "/>.mp3</value>)"));
}

TEST_CASE("pulldata() makes the instance of its file, blanks or not") {
    std::string const form = convertedSurvey(
        {{"type", "name", "label", "calculation"},
         {"calculate", "a", "", "pulldata ( \"my file\" , 'x', 'y', 'z') + pulldata('two','x','y','z')"}});
    CHECK(has(form, R"(<instance id="my file" src="jr://file-csv/my file.csv"/>)"));
    CHECK(has(form, R"(<instance id="two" src="jr://file-csv/two.csv"/>)"));
}

TEST_CASE("a default is a formula or a text, and its quotes go by that") {
    std::string const form = convertedSurvey({{"type", "name", "label", "default"},
                                              {"text", "a", "A", "if(1 = 1, “是”, ‘否’)"},
                                              {"text", "b", "B", "“会标”协会"},
                                              {"text", "c", "C", "张三(男)"}});
    CHECK(has(form,
              R"x(ref="/data/a" event="odk-instance-first-load" value="if(1 = 1, &quot;是&quot;, '否')")x"));
    CHECK(has(form, "<b>“会标”协会</b>"));
    CHECK(has(form, "<c>张三(男)</c>"));
}
