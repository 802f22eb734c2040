#include "xpath/eval_line.h"

#include <doctest/doctest.h>

#include <string>

namespace {

/// Quotes are written as ' and the reverse, to be read.
std::string swapped(std::string text) {
    for (auto& c : text) c = c == '"' ? '\'' : c == '\'' ? '"' : c;
    return text;
}

std::string eval(std::string const& request, bool english = true) {
    return swapped(huibiao::xpath::evalLine(swapped(request), english));
}

bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("a request gives an answer of the type asked for") {
    CHECK(eval("{'expr': '1 + 1'}") == "{'value':2.0}");
    CHECK(eval("{'expr': '1 + 1', 'type': 'string'}") == "{'value':'2'}");
    CHECK(eval("{'expr': '1 + 1', 'type': 'boolean'}") == "{'value':true}");
    CHECK(eval("{'expr': '1 div 0'}") == "{'value':'Infinity'}");
    CHECK(eval("{'expr': 'number(1 = 2) div 0', 'type': 'number'}") == "{'value':'NaN'}");
    CHECK(eval("{'expr': '//b | //@k', 'context': '\\n<a k=\"1\">t<b/>u<!--c--></a>'}") ==
          "{'value':['/*[1]/@*[name()=\"k\"]','/*[1]/*[1]']}");
    CHECK(eval("{'expr': '/a/text() | //comment()', 'context': '<a>t<b/>u<!--c--></a>'}") ==
          "{'value':['/*[1]/text()[1]','/*[1]/text()[2]','/*[1]/comment()[1]']}");
    CHECK(eval("{'expr': '.', 'context': '<a><b>1</b><b>2</b></a>', 'context_node': '/*[1]/*[2]', 'type': "
               "'number'}") == "{'value':2.0}");
    CHECK(eval("{'expr': '/b', 'context': '<a><b>1</b></a>', 'root': '/*[1]', 'type': 'string'}") ==
          "{'value':'1'}");
    CHECK(eval("{'expr': '//x:b', 'context': '<a xmlns=\"u\"><b/></a>', 'ns': {'x': 'u'}}") ==
          "{'value':['/*[1]/*[1]']}");
    CHECK(eval("{'expr': 'today()', 'now': '2026-11-22T06:27:20.000Z', 'tz': 'America/Phoenix'}") ==
          "{'value':'2026-11-21'}");
    CHECK(eval("{'expr': 'now()', 'now': '2026-11-22T06:27:20Z', 'tz': 'Asia/Shanghai', 'type': 'date'}") ==
          "{'value':'2026-11-22T14:27:20.000'}");
    CHECK(eval("{'expr': 'selected(\"a b\", \"b\")'}") == "{'value':true}");
    CHECK(has(eval("{'expr': 'selected(\"a b\", \"b\")', 'mode': 'native'}", false), "'error'"));
    CHECK(eval("{'expr': 'base64-decode(\"AGE=\")'}") == "{'value':'\\u0000a'}");
}

TEST_CASE("a bad request gives an error, in the language asked for") {
    CHECK(eval("", false) == "{'error':'这一行不是 JSON 对象'}");
    CHECK(eval("[1]") == "{'error':'the line is no JSON object'}");
    CHECK(eval("{}") == "{'error':'the expression is empty'}");
    CHECK(eval("{'expr': 5, 'type': []}") == "{'error':'the expression is empty'}");
    CHECK(has(eval("{'expr': '1 +'}"), "character 4"));
    CHECK(has(eval("{'expr': '1 +'}", false), "第 4 个字符"));
    CHECK(has(eval("{'expr': '1', 'context': '<a>'}"), "context:1:"));
    CHECK(has(eval("{'expr': '1', 'tz': 'Mars'}"), "Mars"));
    CHECK(has(eval("{'expr': '1', 'now': 'soon'}"), "ISO 8601"));
    CHECK(has(eval("{'expr': '1', 'context': '<a/>', 'context_node': '/*[7]'}"), "no such node"));
    CHECK(has(eval("{'expr': '1\xFF'}"), "'error'"));
}
