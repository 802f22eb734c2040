#pragma once

#include "form/filling.h"

#include <doctest/doctest.h>

#include <string>
#include <utility>

/// An XForm around a model (instances, binds …) and a body.
inline std::string xform(std::string const& model, std::string const& body) {
    return R"(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"
 xmlns:jr="http://openrosa.org/javarosa" xmlns:odk="http://www.opendatakit.org/xforms"
 xmlns:orx="http://openrosa.org/xforms" xmlns:xsd="http://www.w3.org/2001/XMLSchema">
<h:head><h:title>Test</h:title><model>)" +
           model + "</model></h:head><h:body>" + body + "</h:body></h:html>";
}

inline huibiao::form::Resources noFiles() {
    return [](std::string_view name) -> huibiao::base::Result<std::string> {
        return huibiao::base::fail(huibiao::base::Kind::Missing, {"没有", "none"}, std::string(name));
    };
}

inline huibiao::form::Form loaded(std::string const& xml, huibiao::form::Resources const& files = noFiles()) {
    auto form = huibiao::form::Form::load(xml, files);
    if (!form) FAIL(form.error().text(huibiao::base::Language::English));
    return std::move(*form);
}

/// A filling at 2023-05-18T09:30:00.125+08:00 with counted random numbers.
struct Opened {
    huibiao::form::Form form;
    huibiao::base::FakeClock clock{huibiao::base::WallTime(std::chrono::milliseconds(1684373400125))};
    huibiao::form::Filling filling;

    explicit Opened(std::string const& xml, huibiao::form::Resources const& files = noFiles())
        : form(loaded(xml, files)), filling(open()) {}
    Opened(std::string const& model, std::string const& body) : Opened(xform(model, body)) {}

    std::string value(std::string const& ref) const {
        auto const question = filling.question(ref);
        return question ? question->value : "(none)";
    }
    /// Refs of all questions on all pages, a page in brackets.
    std::string map() const {
        std::string out;
        for (auto const& page : filling.pages()) {
            out += '[';
            if (page.kind == huibiao::form::Page::Kind::RepeatPrompt) out += "+" + page.ref;
            for (auto const& question : page.questions) out += (out.back() == '[' ? "" : " ") + question.ref;
            out += ']';
        }
        return out;
    }
    bool accepts(std::string const& ref, std::string const& answer) { return !filling.answer(ref, answer); }

private:
    huibiao::form::Filling open() {
        huibiao::form::Surroundings surroundings;
        surroundings.clock = &clock;
        surroundings.timeZone = "Asia/Shanghai";
        surroundings.deviceId = "kiosk-7";
        surroundings.random = [n = std::uint64_t(0)]() mutable { return n += 0x9E3779B97F4A7C15ULL; };
        auto begun = huibiao::form::Filling::begin(form, std::move(surroundings));
        if (!begun) FAIL(begun.error().text(huibiao::base::Language::English));
        return std::move(*begun);
    }
};
