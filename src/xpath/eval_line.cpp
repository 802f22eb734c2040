#include "xpath/eval_line.h"

#include "base/clock.h"
#include "xml/parse.h"
#include "xpath/internal/date.h"
#include "xpath/xpath.h"

#include <nlohmann/json.hpp>

#include <cmath>

namespace huibiao::xpath {

using base::fail;
using base::Result;
using nlohmann::json;

namespace {

std::string textOf(json const& request, char const* key) {
    auto const found = request.find(key);
    return found != request.end() && found->is_string() ? found->get<std::string>() : std::string();
}

/// /*[1]/*[2]/text()[1]: the place among the siblings of its kind.
std::string positionalPath(xml::Node const& node) {
    if (node.parent() == nullptr) return node.kind() == xml::NodeKind::Document ? "/" : "/*[1]";
    auto const* parent = node.parent();
    auto const above = parent->parent() == nullptr && parent->kind() == xml::NodeKind::Document
                           ? std::string()
                           : positionalPath(*parent);
    if (node.kind() == xml::NodeKind::Attribute) return above + "/@*[name()='" + node.qualifiedName() + "']";
    if (node.kind() == xml::NodeKind::Namespace)
        return above + "/namespace::*[name()='" + std::string(node.localName()) + "']";
    std::size_t place = 1;
    for (auto const* before = node.previous(); before != nullptr; before = before->previous())
        if (before->kind() == node.kind()) ++place;
    std::string_view test = "*";
    if (node.kind() == xml::NodeKind::Text) test = "text()";
    if (node.kind() == xml::NodeKind::Comment) test = "comment()";
    if (node.kind() == xml::NodeKind::Instruction) test = "processing-instruction()";
    return above + '/' + std::string(test) + '[' + std::to_string(place) + ']';
}

json jsonNumber(double number) {
    if (std::isfinite(number)) return number;
    return numberText(number);
}

json jsonNodes(Nodes const& nodes) {
    json list = json::array();
    for (auto const* node : nodes) list.push_back(positionalPath(*node));
    return list;
}

Result<xml::Node*> nodeAt(xml::Document& document, std::string const& path) {
    if (path.empty() || path == "/") return document.node();
    auto const expression = Expression::parse(path, Mode::Native);
    if (!expression) return base::pass(expression);
    Context context;
    context.node = document.node();
    auto const found = expression->evaluateNodes(context);
    if (!found) return base::pass(found);
    if (found->empty()) return fail(base::Kind::Invalid, {"没有这个节点", "there is no such node"}, path);
    return found->front();
}

/// Everything a Context points to.
struct Setting {
    std::unique_ptr<xml::Document> document;
    std::optional<DocumentEnvironment> environment;
    Namespaces namespaces;
    base::FakeClock clock;
    TimeZone zone;
    Context context;
};

Result<void> prepare(json const& request, Setting& setting) {
    auto xmlText = textOf(request, "context");
    // Written by hand it often begins with a line feed, which XML allows only without a declaration.
    xmlText.erase(0, xmlText.find_first_not_of(" \t\r\n"));
    if (xmlText.empty()) {
        setting.document = std::make_unique<xml::Document>();
    } else {
        auto parsed = xml::parse(xmlText, "context", {}, xml::Cdata::Apart);
        if (!parsed) return base::pass(parsed);
        setting.document = *std::move(parsed);
    }
    auto& context = setting.context;
    auto const node = nodeAt(*setting.document, textOf(request, "context_node"));
    if (!node) return base::pass(node);
    context.node = *node;
    if (auto const path = textOf(request, "root"); !path.empty()) {
        auto const root = nodeAt(*setting.document, path);
        if (!root) return base::pass(root);
        context.root = *root;
    }
    if (auto const found = request.find("ns"); found != request.end() && found->is_object()) {
        for (auto const& [prefix, uri] : found->items())
            if (uri.is_string()) setting.namespaces.emplace(prefix, uri.get<std::string>());
        context.namespaces = &setting.namespaces;
    }
    setting.environment.emplace(setting.document->node(), textOf(request, "language"));
    context.environment = &*setting.environment;
    setting.zone = TimeZone::system();
    if (auto const name = textOf(request, "tz"); !name.empty()) {
        auto zone = TimeZone::named(name);
        if (!zone) return base::pass(zone);
        setting.zone = *std::move(zone);
    }
    context.zone = &setting.zone;
    if (auto const text = textOf(request, "now"); !text.empty()) {
        auto const now = parseDate(text, setting.zone);
        if (!now) return fail(base::Kind::Invalid, {"now 不是 ISO 8601 时间", "now is no ISO 8601 time"});
        setting.clock.set(base::WallTime(std::chrono::milliseconds(now->epochMs)));
        context.clock = &setting.clock;
    }
    return {};
}

/// The date without offset: it is in the zone asked for.
std::string isoDate(Value const& value) {
    auto text = value.string();
    if (value.date() == nullptr) return text;
    constexpr std::size_t withMs = 23;
    return text.size() > withMs ? text.substr(0, withMs) : text;
}

template <class T>
Result<json> toJson(Result<T> const& result) {
    if (!result) return base::pass(result);
    return json(*result);
}

Result<json> answer(json const& request) {
    auto const name = textOf(request, "mode");
    auto const mode = name == "native" ? Mode::Native : name == "javarosa" ? Mode::JavaRosa : Mode::XForms;
    auto const expression = Expression::parse(textOf(request, "expr"), mode);
    if (!expression) return base::pass(expression);
    Setting setting;
    if (auto const done = prepare(request, setting); !done) return base::pass(done);
    auto const type = textOf(request, "type");
    if (type == "boolean") return toJson(expression->evaluateBoolean(setting.context));
    if (type == "string") return toJson(expression->evaluateString(setting.context));
    if (type == "number") return expression->evaluateNumber(setting.context).map(jsonNumber);
    if (type == "nodeset") return expression->evaluateNodes(setting.context).map(jsonNodes);
    auto const value = expression->evaluate(setting.context);
    if (!value) return base::pass(value);
    if (type == "date") return json(isoDate(*value));
    switch (value->type()) {
    case Type::Boolean: return json(value->boolean());
    case Type::Number: return jsonNumber(value->number());
    case Type::NodeSet: return jsonNodes(value->nodes());
    default: return json(value->string());
    }
}

} // namespace

std::string evalLine(std::string_view jsonLine, bool english) {
    json out;
    auto const request = json::parse(jsonLine, nullptr, false);
    if (!request.is_object()) {
        out["error"] = english ? "the line is no JSON object" : "这一行不是 JSON 对象";
    } else if (auto const result = answer(request)) {
        out["value"] = *result;
    } else {
        out["error"] = result.error().text(english ? base::Language::English : base::Language::Chinese);
    }
    return out.dump(-1, ' ', false, json::error_handler_t::replace);
}

} // namespace huibiao::xpath
