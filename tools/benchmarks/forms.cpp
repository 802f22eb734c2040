// What tools/bench forms measures; one measurement a call, one JSON object a line on stdout.
// usage: bench_forms xpath | load QUESTIONS CHOICES | convert QUESTIONS CHOICES | chain CALCULATES
#include "form/filling.h"
#include "sheet/workbook.h"
#include "xlsform/convert.h"
#include "xml/parse.h"
#include "xpath/xpath.h"

#include <fmt/format.h>
#include <libxml/parser.h>
#include <libxml/xpath.h>

#include <algorithm>
#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace huibiao;
using Seconds = std::chrono::duration<double>;

[[noreturn]] void give(std::string const& why) {
    fmt::print(stderr, "bench_forms: {}\n", why);
    std::exit(1);
}

double secondsOf(std::function<void()> const& work) {
    auto const start = std::chrono::steady_clock::now();
    work();
    return Seconds(std::chrono::steady_clock::now() - start).count();
}

double median(std::vector<double> values) {
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

double peakMegabytes() {
    std::ifstream status("/proc/self/status");
    for (std::string line; std::getline(status, line);)
        if (line.starts_with("VmHWM:")) return std::stod(line.substr(6)) / 1024;
    return 0;
}

// Expressions, beside libxml2

/// What forms are full of; each means the same in XPath 1.0 and here.
constexpr std::array expressions{"/data/q150",
                                 "/data/g/a + 1 > 3",
                                 "/data/q1 = '1' and /data/q2 != '' or contains(/data/q3, 'x')",
                                 "not(/data/q10 = '') and string-length(/data/q11) < 100",
                                 "concat(/data/q1, ' ', /data/q2, ', ', normalize-space(/data/q3))",
                                 "count(/data/*)",
                                 "sum(/data/rep/n) div count(/data/rep)",
                                 "/data/rep[position() = 50]/n",
                                 "count(/data/rep[n > 10])",
                                 "/data/list/item[name = 'n900']/label",
                                 "count(/data/list/item[town = /data/q5 and name != 'n1'])",
                                 "count(//item)",
                                 "(/data/q1 | /data/q2 | /data/q3)[last()]",
                                 "substring-after(/data/list/item[500]/label, '-')"};

std::string sampleDocument() {
    std::string text = "<data>";
    for (int i = 0; i < 200; ++i) text += fmt::format("<q{0}>{0}</q{0}>", i);
    text += "<g><a>3</a></g>";
    for (int i = 0; i < 100; ++i) text += fmt::format("<rep><n>{}</n></rep>", i % 30);
    text += "<list>";
    for (int i = 0; i < 1000; ++i)
        text +=
            fmt::format("<item><name>n{0}</name><label>label-{0}</label><town>{1}</town></item>", i, i % 10);
    return text + "</list></data>";
}

/// How often a second, from several rounds that alternate.
struct Pace {
    std::vector<double> ours, theirs;
};

void xpathPace() {
    std::string const text = sampleDocument();
    auto const document = xml::parse(text);
    if (!document) give("the sample does not parse");
    xmlDocPtr const peer = xmlReadMemory(text.data(), static_cast<int>(text.size()), "sample", nullptr, 0);
    xmlXPathContextPtr const peerContext = xmlXPathNewContext(peer);
    xpath::Context context;
    context.node = (*document)->element();
    peerContext->node = xmlDocGetRootElement(peer);

    for (char const* const written : expressions) {
        auto const expression = xpath::Expression::parse(written);
        if (!expression) give(written);
        xmlXPathCompExprPtr const compiled = xmlXPathCompile(reinterpret_cast<xmlChar const*>(written));
        auto const ours = [&] { return expression->evaluateString(context).value_or("?"); };
        auto const theirs = [&] {
            xmlXPathObjectPtr const result = xmlXPathCompiledEval(compiled, peerContext);
            xmlChar* const string = xmlXPathCastToString(result);
            std::string out(reinterpret_cast<char const*>(string));
            xmlFree(string);
            xmlXPathFreeObject(result);
            return out;
        };
        if (ours() != theirs()) give(fmt::format("{}: {} here, {} there", written, ours(), theirs()));
        // As many as make some 20 ms.
        int times = 1;
        while (secondsOf([&] {
                   for (int i = 0; i < times; ++i) (void)ours();
               }) < 0.02)
            times *= 2;
        Pace pace;
        for (int round = 0; round < 15; ++round) {
            pace.ours.push_back(times / secondsOf([&] {
                                    for (int i = 0; i < times; ++i) (void)ours();
                                }));
            pace.theirs.push_back(times / secondsOf([&] {
                                      for (int i = 0; i < times; ++i) (void)theirs();
                                  }));
        }
        fmt::print("{{\"expression\": \"{}\", \"ours\": {:.0f}, \"libxml2\": {:.0f}}}\n", written,
                   median(pace.ours), median(pace.theirs));
        xmlXPathFreeCompExpr(compiled);
    }
    xmlXPathFreeContext(peerContext);
    xmlFreeDoc(peer);
}

// Forms

/// Every tenth question chooses from one of the lists of 1,000, filtered; conditions, constraints and
/// calculations as offices write them.
std::string sampleForm(int questions, int choices) {
    std::string instance, binds, body;
    for (int i = 0; i < questions; ++i) {
        instance += fmt::format("<q{}/>", i);
        std::string const before = fmt::format("/data/q{}", i - 1);
        switch (i % 10) {
        case 0:
            binds += fmt::format("<bind nodeset=\"/data/q{}\" type=\"string\"{}/>", i,
                                 i == 0 ? "" : " relevant=\"" + before + " != 'x'\"");
            body += fmt::format(
                "<select1 ref=\"/data/q{0}\"><label>选 {0}</label><itemset nodeset=\"instance('places{2}')"
                "/root/item[town = 't{1}']\"><value ref=\"name\"/><label ref=\"label\"/></itemset></select1>",
                i, i / 10 % 100, i / 10 % (choices / 1000));
            break;
        case 1:
            binds += fmt::format("<bind nodeset=\"/data/q{}\" calculate=\"concat({}, '-', /data/q0)\"/>", i,
                                 before);
            break;
        case 2:
            binds += fmt::format(
                "<bind nodeset=\"/data/q{}\" type=\"int\" constraint=\". &gt; 0 and . &lt; 130\"/>", i);
            body += fmt::format(
                "<input ref=\"/data/q{0}\"><label>年龄 {0} <output value=\"{1}\"/></label></input>", i,
                before);
            break;
        default:
            binds += fmt::format(
                "<bind nodeset=\"/data/q{}\" type=\"string\" relevant=\"{} = '' or /data/q0 = 'a'\"/>", i,
                before);
            body += fmt::format("<input ref=\"/data/q{0}\"><label>问题 {0}</label></input>", i);
        }
    }
    std::string lists;
    for (int i = 0; i < choices; ++i) {
        if (i % 1000 == 0) lists += fmt::format("<instance id=\"places{}\"><root>", i / 1000);
        lists += fmt::format("<item><name>p{0}</name><label>地方 {0}</label><town>t{1}</town></item>", i,
                             i % 1000 / 10);
        if (i % 1000 == 999) lists += "</root></instance>";
    }
    return "<h:html xmlns=\"http://www.w3.org/2002/xforms\" xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head>"
           "<h:title>t</h:title><model><instance><data id=\"d\">" +
           instance + "</data></instance>" + lists + binds + "</model></h:head><h:body>" + body +
           "</h:body></h:html>";
}

form::Resources noFiles() {
    return [](std::string_view name) -> base::Result<std::string> {
        return base::fail(base::Kind::Missing, {"没有文件", "no file"}, std::string(name));
    };
}

form::Form loadOrGive(std::string const& xml) {
    auto form = form::Form::load(xml, noFiles());
    if (!form) give(form.error().text(base::Language::English));
    return *form;
}

void load(int questions, int choices) {
    std::string const xml = sampleForm(questions, choices);
    double const base = peakMegabytes();
    double loaded = 0;
    double validated = 0;
    std::size_t pages = 0;
    {
        auto const start = std::chrono::steady_clock::now();
        form::Form const form = loadOrGive(xml);
        loaded = Seconds(std::chrono::steady_clock::now() - start).count();
        auto filling = form::Filling::begin(form, {});
        if (!filling) give(filling.error().text(base::Language::English));
        (void)filling->checkAll();
        pages = filling->pages().size();
        validated = Seconds(std::chrono::steady_clock::now() - start).count();
    }
    fmt::print(
        "{{\"load_s\": {:.4f}, \"all_s\": {:.4f}, \"pages\": {}, \"bytes\": {}, \"before_mb\": {:.1f}, "
        "\"peak_mb\": {:.1f}}}\n",
        loaded, validated, pages, xml.size(), base, peakMegabytes());
}

void convert(int questions, int choices) {
    sheet::Workbook book;
    auto const rowOf = [](std::size_t number, std::vector<std::string> const& cells) {
        sheet::Row row{number, false, {}};
        for (std::size_t i = 0; i < cells.size(); ++i)
            if (!cells[i].empty()) row.cells.push_back({i + 1, sheet::CellKind::Text, cells[i]});
        return row;
    };
    sheet::Table survey{
        "survey", false, {rowOf(1, {"type", "name", "label", "relevant", "choice_filter"})}, {}};
    for (int i = 0; i < questions; ++i) {
        std::string const number = std::to_string(i);
        std::string const relevant = i == 0 ? "" : fmt::format("${{q{}}} != 'x'", i - 1);
        survey.rows.push_back(
            rowOf(static_cast<std::size_t>(i) + 2,
                  {i % 10 == 0 ? "select_one places" : "text", "q" + number, "问题 " + number, relevant,
                   i % 10 == 0 ? "town = 't" + number + "'" : ""}));
    }
    sheet::Table list{"choices", false, {rowOf(1, {"list_name", "name", "label", "town"})}, {}};
    for (int i = 0; i < choices; ++i)
        list.rows.push_back(
            rowOf(static_cast<std::size_t>(i) + 2,
                  {"places", fmt::format("p{}", i), fmt::format("地方 {}", i), fmt::format("t{}", i / 10)}));
    book.tables = {std::move(survey), std::move(list)};
    double const base = peakMegabytes();
    double const seconds = secondsOf([&] {
        base::Findings findings;
        if (!xlsform::convert(book, {}, findings)) give("the sample does not convert");
    });
    fmt::print("{{\"all_s\": {:.4f}, \"before_mb\": {:.1f}, \"peak_mb\": {:.1f}}}\n", seconds, base,
               peakMegabytes());
}

/// One answer that every calculation hangs on, each on the one before it.
void chain(int calculates) {
    std::string instance = "<q0>1</q0>";
    std::string binds = "<bind nodeset=\"/data/q0\" type=\"int\"/>";
    for (int i = 1; i <= calculates; ++i) {
        instance += fmt::format("<q{}/>", i);
        binds +=
            fmt::format("<bind nodeset=\"/data/q{}\" type=\"int\" calculate=\"/data/q{} + 1\"/>", i, i - 1);
    }
    form::Form const form = loadOrGive(
        "<h:html xmlns=\"http://www.w3.org/2002/xforms\" "
        "xmlns:h=\"http://www.w3.org/1999/xhtml\"><h:head><h:title>t"
        "</h:title><model><instance><data id=\"d\">" +
        instance + "</data></instance>" + binds +
        "</model></h:head><h:body><input ref=\"/data/q0\"><label>q</label></input></h:body></h:html>");
    auto filling = form::Filling::begin(form, {});
    if (!filling) give(filling.error().text(base::Language::English));
    std::vector<double> times;
    for (int i = 0; i < 21; ++i)
        times.push_back(secondsOf([&] { (void)filling->answer("/data/q0", std::to_string(i + 2)); }));
    auto const submission = filling->finish();
    if (!submission || submission->xml.find(fmt::format("<q{0}>{1}</q{0}>", calculates, 22 + calculates)) ==
                           std::string::npos)
        give("the last of the chain is wrong");
    fmt::print("{{\"answer_s\": {:.6f}}}\n", median(times));
}

} // namespace

int main(int count, char** words) {
    std::vector<std::string_view> const given(words + 1, words + count);
    auto const number = [&](std::size_t i) { return i < given.size() ? std::atoi(given[i].data()) : 0; };
    if (given.size() == 1 && given[0] == "xpath")
        xpathPace();
    else if (given.size() == 3 && given[0] == "load")
        load(number(1), number(2));
    else if (given.size() == 3 && given[0] == "convert")
        convert(number(1), number(2));
    else if (given.size() == 2 && given[0] == "chain")
        chain(number(1));
    else
        give("wrong call");
    return 0;
}
