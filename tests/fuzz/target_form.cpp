#include "form/catalog.h"
#include "input.h"
#include "targets.h"
#include "xml/parse.h"

#include <algorithm>
#include <string>

namespace fuzz {

using namespace huibiao;

namespace {

/// A large form is measured, so only a few screens of it are looked at.
std::size_t answersFor(std::string_view bytes) {
    constexpr std::size_t most = 200;
    constexpr std::size_t least = 2;
    return std::max(least, most / (1 + bytes.size() / 256));
}

std::string valueFor(form::Question const& question, Draw& draw) {
    static constexpr std::string_view some[]{"", "1", "-2.5", "2023-05-18", "09:30", "OK", "政务公开", "a b"};
    if (question.choices.empty() || draw.below(8) == 0) return std::string(some[draw.below(std::size(some))]);
    auto value = question.choices[draw.below(question.choices.size())].value;
    if (question.kind == form::QuestionKind::SelectMultiple && draw.below(2) == 0)
        value += " " + question.choices[draw.below(question.choices.size())].value;
    return value;
}

/// Presses on, as a screen does.
void fill(form::Filling& filling, Draw& draw, std::size_t answers) {
    for (std::size_t i = 0; i < answers; ++i) {
        auto const pages = filling.pages();
        if (pages.empty()) return;
        auto const& page = pages[i % pages.size()];
        if (page.kind == form::Page::Kind::RepeatPrompt) {
            (void)filling.addRepeat(page.ref);
            continue;
        }
        if (page.questions.empty()) broken("a page without a question");
        for (auto const& question : page.questions) {
            (void)filling.answer(question.ref, valueFor(question, draw));
            (void)filling.check(question.ref);
            if (++i >= answers) break;
        }
        if (i % 16 == 7) filling.setLanguage(i);
    }
}

} // namespace

void form(std::string_view bytes) {
    auto const parts = partsOf(bytes);
    std::string const file(parts.size() > 1 ? parts[1] : std::string_view());
    form::Resources const resources = [&](std::string_view) -> base::Result<std::string> { return file; };
    base::Findings findings;
    auto const loaded = form::Form::load(parts[0], resources, &findings);
    if (!loaded) {
        if (loaded.error().message.zh.empty()) broken("a refusal without words");
        return;
    }
    (void)form::catalog(*loaded);
    Draw draw(bytes);
    form::Surroundings surroundings;
    surroundings.random = [&] { return draw.next(); };
    surroundings.timeZone = "Asia/Shanghai";
    auto filling = form::Filling::begin(*loaded, std::move(surroundings));
    if (!filling) return;
    fill(*filling, draw, answersFor(bytes));
    auto const faults = filling->checkAll();
    auto const submission = filling->finish();
    if (submission && !faults.empty()) broken("finished in spite of faults");
    if (submission && !xml::parse(submission->xml, "submission")) broken("the submission does not parse");
}

} // namespace fuzz
