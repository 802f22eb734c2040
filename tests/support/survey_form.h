#pragma once

#include "form/form.h"

#include <stdexcept>
#include <string>

/// A form with every kind of column, and answers to it.
inline std::string surveyXml(std::string const& version = "1", std::string const& title = "满意度") {
    auto const text = [](std::string const& id, std::string const& words) {
        return "<text id=\"" + id + "\"><value>" + words + "</value></text>";
    };
    std::string const chinese = text("q1", "您满意吗？") + text("q1c1", "非常满意") + text("q1c2", "不满意") +
                                text("q2", "从何处得知") + text("q2a", "报纸") + text("q2b", "微信, 公众号") +
                                text("q2o", "其他") + text("q2x", "请说明") + text("age", "年龄") +
                                text("day", "日期") + text("note", "谢谢") + text("free", "建议") +
                                text("free2", "建议") + text("who", "姓名") + text("rank", "排序");
    std::string const english = text("q1", "Satisfied?") + text("q1c1", "Very") + text("q1c2", "No") +
                                text("q2", "Source") + text("q2a", "Paper") + text("q2b", "WeChat") +
                                text("q2o", "Other") + text("q2x", "Which") + text("age", "Age") +
                                text("day", "Day") + text("note", "Thanks") + text("free", "Advice") +
                                text("free2", "More") + text("who", "Name") + text("rank", "Rank");
    auto const label = [](std::string const& id) { return "<label ref=\"jr:itext('" + id + "')\"/>"; };
    auto const item = [&](std::string const& id, std::string const& value) {
        return "<item>" + label(id) + "<value>" + value + "</value></item>";
    };
    return R"x(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms"><h:head><h:title>)x" +
           title + R"x(</h:title><model><itext><translation lang="English (en)">)x" + english +
           R"x(</translation><translation lang="中文 (zh)" default="true()">)x" + chinese +
           R"x(</translation></itext><instance><data id="manyi" version=")x" + version +
           R"x("><q1/><q2/><q2_other/><age/><day/><note/><rank/><a><free/></a><b><free/></b><visit jr:template=""><who/></visit><visit><who/></visit><score/><meta><instanceID/></meta></data></instance>
<bind nodeset="/data/q1" type="string"/><bind nodeset="/data/q2" type="string"/><bind nodeset="/data/q2_other" type="string"/><bind nodeset="/data/age" type="int"/>
<bind nodeset="/data/day" type="date"/><bind nodeset="/data/note" type="string" readonly="true()"/><bind nodeset="/data/rank" type="odk:rank"/><bind nodeset="/data/a/free" type="string"/><bind nodeset="/data/b/free" type="string"/>
<bind nodeset="/data/visit/who" type="string"/><bind nodeset="/data/score" type="string" calculate="1 + 1"/><bind nodeset="/data/meta/instanceID" type="string" jr:preload="uid"/></model></h:head><h:body>
<select1 ref="/data/q1">)x" +
           label("q1") + item("q1c1", "5") + item("q1c2", "1") + "</select1><select ref=\"/data/q2\">" +
           label("q2") + item("q2a", "paper") + item("q2b", "wechat") + item("q2o", "other") +
           "</select><input ref=\"/data/q2_other\">" + label("q2x") + "</input><input ref=\"/data/age\">" +
           label("age") + "</input><input ref=\"/data/day\">" + label("day") +
           "</input><input ref=\"/data/note\">" + label("note") + "</input><odk:rank ref=\"/data/rank\">" +
           label("rank") + item("q2a", "paper") + item("q2b", "wechat") +
           "</odk:rank><group ref=\"/data/a\"><input ref=\"/data/a/free\">" + label("free") +
           "</input></group><group ref=\"/data/b\"><input ref=\"/data/b/free\">" + label("free2") +
           "</input></group><group ref=\"/data/visit\"><repeat nodeset=\"/data/visit\"><input "
           "ref=\"/data/visit/who\">" +
           label("who") + "</input></repeat></group></h:body></h:html>";
}

inline huibiao::form::Form surveyForm(std::string const& version = "1", std::string const& title = "满意度") {
    auto const none = [](std::string_view) -> huibiao::base::Result<std::string> {
        return huibiao::base::fail(huibiao::base::Kind::Missing, {"无", "none"});
    };
    auto form = huibiao::form::Form::load(surveyXml(version, title), none);
    if (!form) throw std::runtime_error(form.error().text(huibiao::base::Language::English));
    return *form;
}

inline std::string answerXml(std::string const& id, std::string const& inner,
                             std::string const& version = "1") {
    return "<data id=\"manyi\" version=\"" + version + "\">" + inner + "<meta><instanceID>" + id +
           "</instanceID></meta></data>";
}
