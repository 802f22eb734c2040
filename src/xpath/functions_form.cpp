#include "crypto/hash.h"
#include "xpath/internal/call.h"
#include "xpath/internal/shuffle.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>

namespace huibiao::xpath {

namespace {

constexpr std::string_view blanks = " \t\r\n";

/// The choices in the answer of a select; an empty answer is one empty choice.
std::vector<std::string_view> choicesOf(std::string_view text) {
    std::vector<std::string_view> found;
    std::size_t at = 0;
    while ((at = text.find_first_not_of(blanks, at)) != std::string_view::npos) {
        auto const end = std::min(text.find_first_of(blanks, at), text.size());
        found.push_back(text.substr(at, end - at));
        at = end;
    }
    if (found.empty()) found.emplace_back();
    return found;
}

Value selected(Call& call) {
    auto const answer = call.string(0);
    auto const wanted = call.string(1);
    auto const choices = choicesOf(answer);
    auto const names = choicesOf(wanted);
    return names.size() == 1 && std::find(choices.begin(), choices.end(), names.front()) != choices.end();
}

Value selectedAt(Call& call) {
    auto const answer = call.string(0);
    auto const choices = choicesOf(answer);
    double const index = std::trunc(call.number(1));
    if (!(index >= 0 && index < static_cast<double>(choices.size()))) return std::string();
    return choices[static_cast<std::size_t>(index)];
}

Value countSelected(Call& call) {
    auto const answer = call.string(0);
    auto const choices = choicesOf(answer);
    return choices.front().empty() ? 0.0 : static_cast<double>(choices.size());
}

/// Computed only while the node is empty.
Value once(Call& call) {
    if (call.place().node != nullptr) {
        auto text = call.evaluator().textOf(*call.place().node);
        if (!text.empty()) return text;
    }
    return call.string(0);
}

xml::Node* instanceOf(Call& call, std::string_view id) {
    auto const* environment = call.evaluator().context().environment;
    return environment == nullptr ? nullptr : environment->instance(id);
}

Value instance(Call& call) {
    auto const id = call.string(0);
    if (call.evaluator().failed()) return {};
    if (auto* node = instanceOf(call, id)) return Nodes{node};
    return call.fail(
        {fmt::format("没有名为“{}”的 instance", id), fmt::format("there is no instance \"{}\"", id)});
}

/// A column of a row: a child element or, as "@name", an attribute.
xml::Node const* cellOf(xml::Node const& row, std::string_view column) {
    return column.starts_with('@') ? row.attribute(column.substr(1)) : row.child(column);
}

/// pulldata(table, wanted column, key column, key): the first row whose key column reads like the key.
Value pulldata(Call& call) {
    auto const id = call.string(0);
    auto const wanted = call.string(1);
    auto const column = call.string(2);
    auto const key = call.string(3);
    if (call.evaluator().failed()) return {};
    auto* const table = instanceOf(call, id);
    if (table == nullptr)
        return call.fail(
            {fmt::format("没有名为“{}”的数据表", id), fmt::format("there is no table \"{}\"", id)});
    std::string scratch;
    auto const* const root = table->firstElement();
    for (auto const* item = root == nullptr ? nullptr : root->firstElement(); item != nullptr;
         item = item->nextElement()) {
        if (!call.evaluator().spend(1)) return {};
        auto const* const cell = cellOf(*item, column);
        if (cell == nullptr || call.evaluator().read(*cell, scratch) != key) continue;
        auto const* const found = cellOf(*item, wanted);
        return found == nullptr ? std::string() : call.evaluator().textOf(*found);
    }
    return std::string();
}

/// indexed-repeat(target, repeat1, index1, repeat2, index2 …): of the nodes `target` names everywhere those
/// inside the repeat instances picked, the outermost first, whatever the order of the arguments.
Value indexedRepeat(Call& call) {
    struct Level {
        Nodes repeats;
        double index;
    };
    if (call.count() % 2 == 0)
        return call.fail(
            {"indexed-repeat() 的每个重复组后都要有序号", "indexed-repeat() needs an index for each repeat"});
    std::vector<Level> levels;
    for (std::size_t i = 1; i < call.count(); i += 2) {
        levels.push_back({call.nodes(i), call.number(i + 1)});
        if (levels.back().repeats.empty() || std::isnan(levels.back().index)) return Nodes{};
    }
    // A repeat nested in another is the deeper one.
    auto const depth = [](Level const& level) {
        std::size_t count = 0;
        for (auto const* node = level.repeats.front(); node != nullptr; node = node->parent()) ++count;
        return count;
    };
    std::stable_sort(levels.begin(), levels.end(),
                     [&](auto const& a, auto const& b) { return depth(a) < depth(b); });
    xml::Node* within = nullptr;
    auto const inside = [&](xml::Node const* node) {
        std::size_t climbed = 1;
        while (node != nullptr && node != within) {
            node = node->parent();
            ++climbed;
        }
        return call.evaluator().spend(climbed) && node == within;
    };
    for (auto const& level : levels) {
        double wanted = level.index;
        xml::Node* picked = nullptr;
        for (auto* node : level.repeats)
            if (inside(node) && --wanted == 0) picked = node;
        if (picked == nullptr) return Nodes{};
        within = picked;
    }
    Nodes found = call.nodes(0);
    std::erase_if(found, [&](auto* node) { return !inside(node); });
    return found;
}

Value randomize(Call& call) {
    auto nodes = call.nodes(0);
    if (call.evaluator().failed()) return {};
    if (call.count() == 1) {
        shuffle(nodes, [&](std::size_t below) {
            return static_cast<std::size_t>(call.evaluator().random() % below);
        });
        return nodes;
    }
    auto const seed = call.value(1);
    double const number = call.evaluator().numberOf(seed);
    auto whole = wholeSeed(number);
    // A text that is no number is a seed as well: the first 64 bits of its digest.
    if (auto const text = call.evaluator().textOf(seed);
        std::isnan(number) && !text.empty() && seed.type() != Type::Number)
        whole = digestSeed(crypto::digest("SHA-256", text).value_or(std::string()));
    ParkMiller generator(whole);
    shuffle(nodes, [&](std::size_t below) { return generator.below(below); });
    return nodes;
}

Value itext(Call& call) {
    auto const id = call.string(0);
    auto const* environment = call.evaluator().context().environment;
    if (environment == nullptr || call.evaluator().failed()) return std::string();
    if (auto* node = environment->itextNode(id)) return Nodes{node};
    return environment->itext(id).value_or(std::string());
}

Value choiceName(Call& call) {
    auto const value = call.string(0);
    auto const path = call.string(1);
    auto const* environment = call.evaluator().context().environment;
    if (environment == nullptr || call.evaluator().failed()) return std::string();
    return environment->choiceName(value, path, call.place().node).value_or(std::string());
}

constexpr std::array functions{
    Function{"selected", 2, 2, Type::Boolean, selected},
    Function{"selected-at", 2, 2, Type::String, selectedAt},
    Function{"count-selected", 1, 1, Type::Number, countSelected},
    Function{"once", 1, 1, Type::String, once, false, Focus::Always},
    Function{"instance", 1, 1, Type::NodeSet, instance},
    Function{"pulldata", 4, 4, Type::String, pulldata},
    Function{"indexed-repeat", 3, Function::any, Type::NodeSet, indexedRepeat},
    Function{"randomize", 1, 2, Type::NodeSet, randomize, false, Focus::No, true},
    Function{"itext", 1, 1, Type::NodeSet, itext, false, Focus::No, false, Library::JavaRosa},
    Function{"choice-name", 2, 2, Type::String, choiceName, false, Focus::Always, false, Library::JavaRosa},
};

} // namespace

std::span<Function const> formFunctions() {
    return functions;
}

} // namespace huibiao::xpath
