#include "base/utf8.h"
#include "xlsform/internal/read.h"
#include "xlsform/internal/tokens.h"

namespace huibiao::xlsform::internal {

namespace {

/// Loops multiply what they hold.
constexpr std::size_t maximumLooped = 20'000;

/// Copies of a loop's contents for each choice of its list.
std::unique_ptr<Item> copyFor(Item const& item, Choice const& choice, bool fill) {
    auto copy = std::make_unique<Item>();
    auto const filled = [&](LocalText text) {
        if (!fill) return text;
        for (auto& [language, source] : text.texts) {
            std::string label = choice.label.first();
            for (auto const& [other, words] : choice.label.texts)
                if (other == language) label = words.text;
            source.text = base::replaceAll(source.text, "%(label)s", label);
            source.text = base::replaceAll(source.text, "%(name)s", choice.name.text);
        }
        return text;
    };
    static_cast<Row&>(*copy) = item;
    copy->label = filled(item.label);
    copy->hint = filled(item.hint);
    for (auto const& child : item.children) copy->add(copyFor(*child, choice, false));
    return copy;
}

} // namespace

void unroll(Item& loop, ChoiceList const& list, Faults& faults) {
    std::size_t inside = 0;
    visit(static_cast<Item const&>(loop), [&](Item const&) { ++inside; });
    if (inside * list.choices.size() > maximumLooped)
        return faults.error(loop.place, {"这个循环会展开成太多题，请改用重复组。",
                                         "this loop would become too many questions; use a repeat"});
    std::vector<std::unique_ptr<Item>> const contents = std::move(loop.children);
    loop.children.clear();
    for (Choice const& choice : list.choices) {
        // Each choice becomes an element of the answers.
        if (!isName(choice.name.text)) faults.error(choice.name.place, wrongName(choice.name.text));
        auto group = std::make_unique<Item>();
        group->kind = ItemKind::Group;
        group->type = "group";
        group->name = choice.name.text;
        group->place = loop.place;
        group->label = choice.label;
        Item& added = loop.add(std::move(group));
        for (auto const& child : contents) added.add(copyFor(*child, choice, true));
    }
}

} // namespace huibiao::xlsform::internal
