#include "xlsform/internal/entities.h"

#include "base/utf8.h"
#include "xlsform/internal/tokens.h"

#include <algorithm>

namespace huibiao::xlsform::internal {

namespace {

constexpr std::string_view saveTo = "entities:saveto";

std::vector<Item*> lineage(Item* item) {
    std::vector<Item*> line;
    for (Item* each = item; each != nullptr; each = each->parent) line.push_back(each);
    std::reverse(line.begin(), line.end());
    return line;
}

/// The nearest repeat around a container, itself included, or the form.
Item* scopeOf(Item* container) {
    Item* scope = container;
    while (scope->parent != nullptr && scope->kind != ItemKind::Repeat) scope = scope->parent;
    return scope;
}

bool isWithin(Item const* item, Item const* around) {
    for (; item != nullptr; item = item->parent)
        if (item == around) return true;
    return false;
}

std::size_t depth(Item const* item) {
    std::size_t count = 0;
    for (; item != nullptr; item = item->parent) ++count;
    return count;
}

Item* commonOf(Item* a, Item* b) {
    auto const one = lineage(a);
    auto const other = lineage(b);
    Item* common = one.front();
    for (std::size_t i = 0; i < one.size() && i < other.size() && one[i] == other[i]; ++i) common = one[i];
    return common;
}

base::Words namedBadly(std::string_view name, bool property) {
    std::string const lower = base::lowerAscii(name);
    if (name.starts_with("__"))
        return {"名称不能以两个下划线开头。", "names used here must not begin with two underscores"};
    if (!property && name.find('.') != std::string_view::npos)
        return {"名称里不能有句点。", "names used here must not contain a period"};
    if (property && (lower == "name" || lower == "label"))
        return {"属性不能叫 name 或 label。", "a property cannot be called name or label"};
    if (!isName(name)) return wrongName(name);
    return {};
}

} // namespace

Entities::Entities(Reading& reading) : m_reading(reading), m_faults(reading.faults) {
    if (reading.sheets.entities == nullptr) return;
    Grid const grid = readGrid(*reading.sheets.entities, Sheet::Entities, {}, m_faults);
    static std::vector<std::string> const known{"list_name", "label",     "entity_id",
                                                "create_if", "update_if", "repeat"};
    for (Heading const& heading : grid.headings)
        if (std::find(known.begin(), known.end(), heading.path.front()) == known.end())
            m_faults.error(
                {grid.table, grid.headingRow, heading.column, heading.written},
                {"entities 表没有这一列，可用的是 list_name、label、entity_id、create_if、update_if。",
                 "the sheet entities has no such column; it takes list_name, label, entity_id, create_if, "
                 "update_if"});
    for (Record const& record : grid.records)
        if (!record.empty()) declare(record);
}

void Entities::declare(Record const& record) {
    Declaration made;
    Source const name = record.one("list_name");
    made.name = name.text;
    made.place = record.place();
    made.id = record.one("entity_id");
    made.createIf = record.one("create_if");
    made.updateIf = record.one("update_if");
    made.label = record.one("label");
    for (Record::Cell const& cell : record.cells())
        if (brokenMention(cell.text) != std::string::npos)
            m_faults.error(record.placeOf(cell),
                           {"引用题目要写成 ${名称}。", "mention a question as ${name}"});
    if (name.empty())
        m_faults.error(name.place, {"请填 list_name（清单名）。", "this declaration has no list_name"});
    else if (base::Words words = namedBadly(made.name, false); !words.zh.empty())
        m_faults.error(name.place, std::move(words));
    for (Declaration const& other : m_declarations)
        if (other.name == made.name)
            m_faults.error(name.place,
                           {"清单“" + made.name + "”在第 " + std::to_string(other.place.row) + " 行已有。",
                            "the list '" + made.name + "' is declared in row " +
                                std::to_string(other.place.row) + " already"});
    if (made.id.empty() && !made.updateIf.empty())
        m_faults.error(made.place, {"有 update_if 就要填 entity_id；若只是新建，请改用 create_if。",
                                    "update_if wants an entity_id; to only create, use create_if"});
    else if (!made.id.empty() && !made.createIf.empty() && made.updateIf.empty())
        m_faults.error(made.place, {"同时有 entity_id 和 create_if 时要填 update_if。",
                                    "with both entity_id and create_if an update_if is needed"});
    else if (made.label.empty() && made.id.empty())
        m_faults.error(made.place, {"新建实体要填 label。", "creating an entity wants a label"});
    m_reading.entityLists.insert(made.name);
    m_declarations.push_back(std::move(made));
}

void Entities::readSaves(Item& item) {
    for (auto& child : item.children) {
        readSaves(*child);
        auto const cell = std::find_if(child->bind.begin(), child->bind.end(),
                                       [](Attribute const& attribute) { return attribute.name == saveTo; });
        if (cell == child->bind.end()) continue;
        Place const place = cell->value.place;
        if (child->kind == ItemKind::Group || child->kind == ItemKind::Repeat) {
            m_faults.error(place, {"组和重复组不能存为实体属性，请移走。",
                                   "groups and repeats cannot be saved; move it"});
            continue;
        }
        if (m_declarations.empty()) {
            m_faults.error(place, {"用 save_to 要有 entities 表。", "save_to wants a sheet entities"});
            continue;
        }
        auto parts = base::split(cell->value.text, '#');
        Declaration* target = &m_declarations.front();
        if (parts.size() > 2 || (parts.size() == 1 && m_declarations.size() > 1)) {
            m_faults.error(place, {"有几个实体清单时要写成 清单名#属性名。",
                                   "with more than one entity list write LIST#PROPERTY"});
            continue;
        }
        if (parts.size() == 2) {
            auto const named = std::find_if(m_declarations.begin(), m_declarations.end(),
                                            [&](Declaration const& each) { return each.name == parts[0]; });
            if (named == m_declarations.end()) {
                m_faults.error(place, {"entities 表里没有清单“" + parts[0] + "”。",
                                       "the sheet entities has no list '" + parts[0] + "'"});
                continue;
            }
            target = &*named;
        }
        std::string const property = parts.back();
        cell->value.text = property;
        if (base::Words words = namedBadly(property, true); !words.zh.empty()) {
            m_faults.error(place, std::move(words));
            continue;
        }
        for (Use const& use : target->uses)
            if (use.property == property)
                m_faults.error(
                    place,
                    {"属性“" + property + "”在第 " + std::to_string(use.place.row) + " 行已用。",
                     "the property '" + property + "' is taken by row " + std::to_string(use.place.row)});
        target->uses.push_back({child.get(), child->parent, place, true, property});
    }
}

void Entities::readMentions() {
    for (Declaration& declaration : m_declarations) {
        for (Source const* source :
             {&declaration.id, &declaration.createIf, &declaration.updateIf, &declaration.label}) {
            for (Mention const& mention : mentions(source->text)) {
                visit(m_reading.survey.root, [&](Item const& item) {
                    if (item.name == mention.name)
                        declaration.uses.push_back({&item, item.parent, source->place, false, {}});
                });
            }
        }
    }
}

/// False when its questions lie in repeats that exclude one another (told of).
bool Entities::decide(Declaration& declaration) {
    Item* const root = &m_reading.survey.root;
    declaration.scope = declaration.wanted = root;
    for (Use const& use : declaration.uses) {
        Item* const scope = scopeOf(const_cast<Item*>(use.container));
        if (depth(scope) > depth(declaration.scope)) declaration.scope = scope;
    }
    Item* saved = nullptr;
    for (Use const& use : declaration.uses) {
        Item* const scope = scopeOf(const_cast<Item*>(use.container));
        // What is saved must be in the very repeat; what is only read may also be around it.
        bool const fits = use.saves ? scope == declaration.scope : isWithin(declaration.scope, scope);
        if (!fits) {
            m_faults.error(use.place,
                           {"“" + use.item->name + "”与实体“" + declaration.name +
                                "”的其他题目不在同一个重复组里。可先用 calculate 题把值抄过去。",
                            "'" + use.item->name +
                                "' is not in the same repeat as the other questions of the entity '" +
                                declaration.name + "'; copy the value there with a calculate"});
            return false;
        }
        Item* const container = const_cast<Item*>(use.container);
        if (use.saves) saved = saved == nullptr ? container : commonOf(saved, container);
    }
    if (saved != nullptr) {
        declaration.wanted = saved;
        return true;
    }
    declaration.wanted = declaration.scope;
    for (Use const& use : declaration.uses) {
        Item* const container = const_cast<Item*>(use.container);
        if (scopeOf(container) == declaration.scope && depth(container) > depth(declaration.wanted))
            declaration.wanted = container;
    }
    return true;
}

/// From the wanted container upwards to the first that is free, never out of the repeat.
void Entities::allocate() {
    // Alone and not in a repeat, it belongs to the form.
    Item* const root = &m_reading.survey.root;
    if (m_declarations.size() == 1 && m_declarations.front().scope == root)
        m_declarations.front().wanted = root;
    // Scopes lie apart, so within each the order of the rows decides.
    for (Declaration const& declaration : m_declarations) {
        Item* container = declaration.wanted;
        auto taken = m_taken.find(container);
        while (taken != m_taken.end() && container != declaration.scope) {
            container = container->parent;
            taken = m_taken.find(container);
        }
        bool conflict = taken != m_taken.end();
        for (Use const& use : declaration.uses) {
            auto const reserved = m_taken.find(use.container);
            if (use.saves && container != declaration.wanted && reserved != m_taken.end()) conflict = true;
        }
        if (conflict) {
            m_faults.error(
                declaration.place,
                {"每个组、重复组或整张表单只能有一个实体，“" + declaration.name + "”没有可放的地方。",
                 "each group, repeat or the form may hold one entity only; there is no room for '" +
                     declaration.name + "'"});
            continue;
        }
        m_taken.emplace(container, declaration.name);
        // What it saves below its block is its own.
        for (Use const& use : declaration.uses) {
            if (!use.saves) continue;
            for (Item const* each = use.container; each != container && each != nullptr; each = each->parent)
                m_taken.emplace(each, declaration.name);
        }
        build(declaration, *container);
    }
}

void Entities::build(Declaration const& declaration, Item& container) {
    auto meta = std::make_unique<Item>();
    meta->kind = ItemKind::Group;
    meta->type = "group";
    meta->name = "meta";
    meta->bodyless = true;
    meta->place = declaration.place;
    auto entity = std::make_unique<Item>();
    entity->kind = ItemKind::Group;
    entity->type = "entity";
    entity->name = "entity";
    entity->place = declaration.place;
    Place const& place = declaration.place;
    auto const node = [&](std::string_view type, std::string_view name) {
        auto item = std::make_unique<Item>();
        item->type = std::string(type);
        item->name = std::string(name);
        item->place = place;
        return item;
    };
    auto const computed = [&](std::string_view type, std::string_view name, Source formula) {
        auto item = node(type, name);
        item->setBind("calculate", std::move(formula));
        item->setBind("readonly", {"true()", place});
        item->setBind("type", {"string", place});
        entity->add(std::move(item));
    };
    auto const said = [&](std::string_view name, std::string_view value) {
        entity->instance.push_back({std::string(name), {std::string(value), place}});
    };
    bool const creates = declaration.id.empty() || !declaration.createIf.empty();
    bool const updates = !declaration.id.empty();
    said("dataset", declaration.name);
    if (creates) {
        said("create", "1");
        if (!declaration.createIf.empty()) computed("attribute", "create", declaration.createIf);
    }
    if (updates) {
        said("update", "1");
        if (!declaration.updateIf.empty()) computed("attribute", "update", declaration.updateIf);
        std::string const entry =
            "instance('" + declaration.name + "')/root/item[name=" + declaration.id.text + "]/";
        for (auto const& [name, column] : {std::pair{"baseVersion", "__version"},
                                           {"trunkVersion", "__trunkVersion"},
                                           {"branchId", "__branchId"}}) {
            said(name, "");
            computed("attribute", name, {entry + column, declaration.id.place});
        }
    }
    said("id", "");
    auto id = node("attribute", "id");
    if (updates) id->setBind("calculate", declaration.id);
    id->setBind("readonly", {"true()", place});
    id->setBind("type", {"string", place});
    if (declaration.id.empty()) {
        id->actions.push_back({"setvalue", "odk-instance-first-load", {{"value", {"uuid()", place}}}});
        if (scopeOf(&container)->kind == ItemKind::Repeat)
            id->actions.push_back({"setvalue", "odk-new-repeat", {{"value", {"uuid()", place}}}});
    }
    entity->add(std::move(id));
    if (!declaration.label.empty()) computed("label", "label", declaration.label);
    meta->add(std::move(entity));
    container.add(std::move(meta));
}

void Entities::place() {
    readSaves(m_reading.survey.root);
    if (m_declarations.empty()) return;
    readMentions();
    bool fits = true;
    for (Declaration& declaration : m_declarations) fits = decide(declaration) && fits;
    if (!fits || m_faults.errors() != 0) return;
    bool const offline =
        m_declarations.size() > 1 ||
        std::any_of(m_declarations.begin(), m_declarations.end(), [](Declaration const& declaration) {
            return declaration.scope->kind == ItemKind::Repeat;
        });
    m_reading.survey.entitiesVersion = offline ? "2025.1.0" : "2024.1.0";
    allocate();
}

} // namespace huibiao::xlsform::internal
