#include "xlsform/internal/survey.h"

#include "base/utf8.h"

#include <algorithm>
#include <array>

namespace huibiao::xlsform::internal {

namespace {

template <class List>
auto* named(List& list, std::string_view name) {
    auto const found =
        std::find_if(list.begin(), list.end(), [&](auto const& each) { return each.name == name; });
    return found == list.end() ? nullptr : &*found;
}

} // namespace

Attribute const* Item::bindNamed(std::string_view attribute) const {
    return named(bind, attribute);
}

void Item::setBind(std::string_view attribute, Source value) {
    if (Attribute* const known = named(bind, attribute))
        known->value = std::move(value);
    else
        bind.push_back({std::string(attribute), std::move(value)});
}

void Item::setControl(std::string_view attribute, Source value) {
    if (Attribute* const known = named(control, attribute))
        known->value = std::move(value);
    else
        control.push_back({std::string(attribute), std::move(value)});
}

std::string Item::controlValue(std::string_view attribute) const {
    Attribute const* const known = named(control, attribute);
    return known == nullptr ? std::string() : known->value.text;
}

Item& Item::add(std::unique_ptr<Item> child) {
    child->parent = this;
    children.push_back(std::move(child));
    return *children.back();
}

std::string Item::path() const {
    return (parent == nullptr ? "" : parent->path()) + "/" + name;
}

ChoiceList& ChoiceLists::at(std::string const& name, Place const& place) {
    if (ChoiceList* const known = find(name)) return *known;
    ChoiceList& list = m_lists.emplace_back();
    list.name = name;
    list.place = place;
    m_byName.emplace(name, &list);
    return list;
}

ChoiceList* ChoiceLists::find(std::string_view name) const {
    auto const found = m_byName.find(name);
    return found == m_byName.end() ? nullptr : found->second;
}

std::vector<std::string> ChoiceLists::names() const {
    std::vector<std::string> names;
    for (ChoiceList const& list : m_lists) names.push_back(list.name);
    return names;
}

bool const* yesOrNo(std::string_view text) {
    static constexpr bool yes = true;
    static constexpr bool no = false;
    std::string const word = base::lowerAscii(base::trim(text));
    if (word == "yes" || word == "true" || word == "true()" || word == "是") return &yes;
    if (word == "no" || word == "false" || word == "false()" || word == "否") return &no;
    return nullptr;
}

} // namespace huibiao::xlsform::internal
