#pragma once

#include "xml/parse.h"
#include "xpath/xpath.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>
#include <string_view>

/// A document and everything an evaluation may ask for, at 2023-05-18T01:30:00Z in Shanghai.
class World {
public:
    explicit World(std::string_view text = "<root/>", std::string_view at = "/") {
        auto parsed = huibiao::xml::parse(text);
        REQUIRE(parsed);
        m_document = *std::move(parsed);
        m_clock.set(huibiao::base::WallTime(std::chrono::seconds(1684373400)));
        auto zone = huibiao::xpath::TimeZone::named("Asia/Shanghai");
        REQUIRE(zone);
        m_zone = *zone;
        m_environment = std::make_unique<huibiao::xpath::DocumentEnvironment>(m_document->node());
        context.node = m_document->node();
        context.clock = &m_clock;
        context.zone = &m_zone;
        context.environment = m_environment.get();
        context.namespaces = &namespaces;
        go(at);
    }

    void go(std::string_view path) {
        context.node = m_document->node();
        auto const found = nodes(path);
        REQUIRE(!found.empty());
        context.node = found.front();
    }

    std::string text(std::string_view expression) {
        auto const value = parsed(expression).evaluateString(context);
        return value ? *value : "! " + value.error().message.en;
    }
    double number(std::string_view expression) {
        auto const value = parsed(expression).evaluateNumber(context);
        REQUIRE_MESSAGE(value, expression);
        return *value;
    }
    bool truth(std::string_view expression) {
        auto const value = parsed(expression).evaluateBoolean(context);
        REQUIRE_MESSAGE(value, expression);
        return *value;
    }
    huibiao::xpath::Nodes nodes(std::string_view expression) {
        auto const value = parsed(expression).evaluateNodes(context);
        REQUIRE_MESSAGE(value, expression);
        return *value;
    }
    /// The names of the nodes, or the texts of those that have none, with blanks between.
    std::string names(std::string_view expression) {
        std::string all;
        for (auto const* node : nodes(expression)) {
            if (!all.empty()) all += ' ';
            all += node->localName().empty() ? node->text() : std::string(node->localName());
        }
        return all;
    }
    huibiao::base::Error error(std::string_view expression) {
        auto const made = huibiao::xpath::Expression::parse(expression, mode);
        if (!made) return made.error();
        auto const value = made->evaluate(context);
        REQUIRE_MESSAGE(!value, expression);
        return value.error();
    }
    huibiao::xpath::Expression parsed(std::string_view expression) {
        auto made = huibiao::xpath::Expression::parse(expression, mode);
        REQUIRE_MESSAGE(made, expression);
        return *made;
    }

    huibiao::xpath::Mode mode = huibiao::xpath::Mode::XForms;
    huibiao::xpath::Namespaces namespaces;
    huibiao::xpath::Context context;

private:
    std::unique_ptr<huibiao::xml::Document> m_document;
    huibiao::base::FakeClock m_clock;
    huibiao::xpath::TimeZone m_zone;
    std::unique_ptr<huibiao::xpath::DocumentEnvironment> m_environment;
};
