#pragma once

#include "form/internal/definition.h"
#include "xml/dom.h"

#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace huibiao::form {

/// One choice on offer: its node in the itemset, or its place among the <item>s.
struct ListedChoice {
    std::string value;
    xml::Node* node = nullptr;
    std::size_t fixed = 0;
};
using ChoiceList = std::vector<ListedChoice>;

/// One element or attribute of the instance being filled. The instance document holds what expressions
/// see (blank where not relevant); `stored` holds the answer itself.
struct Item {
    int node = -1;
    Item* parent = nullptr;
    xml::Node* element = nullptr;
    std::size_t place = 0;                                 ///< among its siblings of the same name, from 0
    std::vector<std::vector<std::unique_ptr<Item>>> slots; ///< by the ordinal of the child
    std::string stored;
    bool ownRelevance = true; ///< what its own bind says
    bool relevant = true;     ///< with its ancestors
    bool gone = false;        ///< removed; freed once nothing waits for it
    unsigned waiting = 0;     ///< bit for each Property that is queued
    std::unique_ptr<ChoiceList> choices;
    std::vector<std::pair<int, std::string>> seen; ///< action to the source's value when it last ran
};

} // namespace huibiao::form
