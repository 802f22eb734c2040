#include "xlsform/internal/references.h"

#include "xlsform/internal/tokens.h"

#include <algorithm>
#include <array>

namespace huibiao::xlsform::internal {

namespace {

constexpr std::string_view lastSavedInstance = "instance('__last-saved')";

/// From the root down to the item, itself included.
std::vector<Item const*> lineage(Item const& item) {
    std::vector<Item const*> line;
    for (Item const* each = &item; each != nullptr; each = each->parent) line.push_back(each);
    std::reverse(line.begin(), line.end());
    return line;
}

/// What a mention is relative to: `ancestors` leading nodes that both lines share above both ends.
struct Shared {
    std::size_t ancestors = 0; ///< how many, counted from the root
    std::size_t repeat = 0;    ///< index of the lowest repeat among them, if any
    bool anyRepeat = false;
};

Shared sharedBy(std::vector<Item const*> const& a, std::vector<Item const*> const& b) {
    Shared shared;
    while (shared.ancestors + 1 < a.size() && shared.ancestors + 1 < b.size() &&
           a[shared.ancestors] == b[shared.ancestors])
        ++shared.ancestors;
    for (std::size_t i = 0; i < shared.ancestors; ++i) {
        if (a[i]->kind != ItemKind::Repeat) continue;
        shared.repeat = i;
        shared.anyRepeat = true;
    }
    return shared;
}

/// Index of the lowest repeat strictly above the end of a line; 0 (the root) when there is none.
std::size_t lowestRepeat(std::vector<Item const*> const& line, std::size_t below) {
    for (std::size_t i = below; i-- > 0;)
        if (line[i]->kind == ItemKind::Repeat) return i;
    return 0;
}

/// The relative path from `from` to `to` within the same instance of a repeat; empty when they share none.
std::string relativePath(Item const& from, Item const& to, bool aboveRepeat) {
    auto const source = lineage(from);
    auto const target = lineage(to);
    Shared const shared = sharedBy(source, target);
    if (!shared.anyRepeat) return {};
    std::size_t common = shared.ancestors;
    if (aboveRepeat) {
        std::size_t const ofTarget = lowestRepeat(target, target.size() - 1);
        std::size_t const ofSource = lowestRepeat(source, source.size() - 1);
        bool const outermost = lowestRepeat(source, shared.repeat) == 0;
        if (shared.repeat == ofTarget && (outermost || ofSource != shared.repeat)) common = shared.repeat;
    }
    std::string path;
    for (std::size_t i = common; i < source.size(); ++i) path += path.empty() ? ".." : "/..";
    for (std::size_t i = common; i < target.size(); ++i) path += "/" + target[i]->name;
    return path;
}

/// How the text around a mention bears on it.
struct Surrounding {
    bool instancePredicate = false; ///< in a predicate after an instance() call
    bool indexedPath = false;       ///< an argument of indexed-repeat() that must be a whole path
};

/// For each mention, in one pass over the text. Brackets in literals count too, as mentions there do.
std::vector<Surrounding> surroundings(std::string_view text, std::vector<Mention> const& found) {
    constexpr std::string_view indexed = "indexed-repeat(";
    std::vector<Surrounding> out;
    std::size_t brackets = 0;
    bool instance = false;
    struct Call {
        bool indexed;
        std::size_t argument;
    };
    std::vector<Call> calls;
    auto mention = found.begin();
    for (std::size_t i = 0; i < text.size() && mention != found.end(); ++i) {
        if (i == mention->begin) {
            Surrounding around;
            around.instancePredicate = instance && brackets > 0;
            auto const call =
                std::find_if(calls.rbegin(), calls.rend(), [](Call const& each) { return each.indexed; });
            // (node, repeat, index, repeat, index, repeat, index): the indices are ordinary expressions.
            around.indexedPath = call != calls.rend() && (call->argument == 0 || call->argument % 2 == 1);
            out.push_back(around);
            ++mention;
        }
        char const c = text[i];
        if (c == 'i' && text.substr(i).starts_with("instance(")) instance = true;
        if (c == '[') {
            ++brackets;
        } else if (c == ']' && brackets > 0) {
            --brackets;
        } else if (c == '(' && calls.size() < 1000) {
            std::size_t const name = indexed.size() - 1;
            calls.push_back({i >= name && text.substr(i - name, indexed.size()) == indexed, 0});
        } else if (c == ')' && !calls.empty()) {
            calls.pop_back();
        } else if (c == ',' && !calls.empty()) {
            ++calls.back().argument;
        }
    }
    return out;
}

} // namespace

References::References(Survey const& survey, Faults& faults) : m_faults(faults) {
    visit(survey.root, [&](Item const& item) {
        if (item.kind != ItemKind::External) m_items[item.name].push_back(&item);
    });
    for (auto const& [name, items] : m_items) m_names.push_back(name);
}

Item const* References::find(std::string_view name, Place const& place) const {
    auto const found = m_items.find(name);
    std::string const shown = "${" + std::string(name) + "}";
    if (found == m_items.end()) {
        std::string const near = m_faults.nearest(name, m_names);
        m_faults.error(place,
                       {"找不到名称“" + std::string(name) + "”（" + shown + "）。" +
                            (near.empty() ? "请写 survey 表 name 列中有的名称。" : "是不是“" + near + "”？"),
                        "no question is named '" + std::string(name) + "' (" + shown + "); " +
                            (near.empty() ? "write a name of the column name of the sheet survey"
                                          : "did you mean '" + near + "'?")});
        return nullptr;
    }
    if (found->second.size() > 1) {
        m_faults.error(place,
                       {"有 " + std::to_string(found->second.size()) + " 行都叫“" + std::string(name) +
                            "”，" + shown + " 不知道指哪一行。请把名称改成不同的。",
                        std::to_string(found->second.size()) + " rows are named '" + std::string(name) +
                            "', so " + shown + " is ambiguous; give them different names"});
        return nullptr;
    }
    return found->second.front();
}

std::string References::expand(Source const& source, Item const* context, Expansion use) const {
    std::string_view const text = source.text;
    std::string out;
    std::size_t done = 0;
    auto const found = mentions(text);
    auto const around = surroundings(text, found);
    for (std::size_t i = 0; i < found.size(); ++i) {
        Mention const& mention = found[i];
        out += text.substr(done, mention.begin - done);
        done = mention.end;
        Item const* const target = find(mention.name, source.place);
        if (target == nullptr) {
            out += text.substr(mention.begin, mention.end - mention.begin);
            continue;
        }
        std::string relative;
        if (context != nullptr && !mention.lastSaved && !around[i].indexedPath)
            relative = relativePath(*context, *target, use.aboveRepeat);
        if (!relative.empty())
            out += (use.current || around[i].instancePredicate ? " current()/" : " ") + relative + " ";
        else
            out += " " + std::string(mention.lastSaved ? lastSavedInstance : "") + target->path() + " ";
    }
    return out + std::string(text.substr(done));
}

std::vector<References::Piece> References::pieces(Source const& source, Item const* context) const {
    std::string_view const text = source.text;
    std::vector<Piece> out;
    std::size_t done = 0;
    auto const plain = [&](std::size_t end) {
        if (end > done) out.push_back({false, std::string(text.substr(done, end - done))});
    };
    auto const output = [&](std::size_t begin, std::size_t end) {
        plain(begin);
        done = end;
        out.push_back({true, expand({std::string(text.substr(begin, end - begin)), source.place}, context)});
    };
    auto const paths = instancePaths(text);
    auto path = paths.begin();
    for (Mention const& mention : mentions(text)) {
        for (; path != paths.end() && path->begin < mention.begin; ++path) output(path->begin, path->end);
        if (mention.begin >= done) output(mention.begin, mention.end);
    }
    for (; path != paths.end(); ++path) output(path->begin, path->end);
    plain(text.size());
    return out;
}

} // namespace huibiao::xlsform::internal
