#pragma once

#include "sample.h"

#include <initializer_list>
#include <string>

namespace sample {

/// One question of a form that holds nothing else but such.
struct Part {
    std::string name;
    std::string bind;    ///< attributes
    std::string control; ///< the element, `REF` standing for its ref
};

inline std::string items(std::initializer_list<char const*> labels) {
    std::string all;
    int number = 0;
    for (char const* label : labels)
        all += "<item><label>" + std::string(label) + "</label><value>c" + std::to_string(++number) +
               "</value></item>";
    return all;
}

inline std::string ask(std::string const& tag, std::string const& label, std::string const& more = {},
                       std::string const& attributes = {}) {
    return "<" + tag + " ref=\"REF\" " + attributes + "><label>" + label + "</label>" + more + "</" + tag +
           ">";
}

/// The parts one after the other, or all on one page as a group with this appearance.
inline std::string typesXml(std::initializer_list<Part> parts, std::string const& appearance = {}) {
    std::string nodes, binds, body;
    for (Part const& part : parts) {
        std::string const ref = "/data/" + part.name;
        nodes += "<" + part.name + "/>";
        binds += "<bind nodeset=\"" + ref + "\" " + part.bind + "/>";
        std::string control = part.control;
        for (std::size_t at; (at = control.find("REF")) != std::string::npos;) control.replace(at, 3, ref);
        body += control;
    }
    if (!appearance.empty()) body = "<group appearance=\"" + appearance + "\">" + body + "</group>";
    return R"x(<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:orx="http://openrosa.org/xforms" xmlns:odk="http://www.opendatakit.org/xforms">
<h:head><h:title>政务公开满意度调查</h:title><model><instance><data id="types" version="1">)x" +
           nodes + R"x(<meta><instanceID/></meta></data></instance>)x" + binds +
           R"x(<bind nodeset="/data/meta/instanceID" type="string" jr:preload="uid"/></model></h:head><h:body>)x" +
           body + "</h:body></h:html>";
}

inline std::string grades() {
    return items({"非常满意", "满意", "基本满意", "不满意", "非常不满意"});
}
inline std::string topics() {
    return items({"社会保险", "就业创业", "义务教育招生", "住房与征地拆迁"});
}

} // namespace sample
