#include "xlsform/internal/expressions.h"

#include "base/utf8.h"
#include "xlsform/internal/tokens.h"
#include "xpath/xpath.h"

#include <algorithm>
#include <array>
#include <map>

namespace huibiao::xlsform::internal {

namespace {

constexpr std::array<std::string_view, 5> formulas{"calculate", "constraint", "readonly", "required",
                                                   "relevant"};

/// Characters that a Chinese keyboard gives where a formula wants the ASCII one.
base::Words wideHint(std::string_view text) {
    bool literal = false;
    for (char32_t const c : base::decode(text)) {
        if (c == '\'' || c == '"') literal = !literal;
        bool const wide = (c >= 0xFF01 && c <= 0xFF5E) || c == 0x3000 || c == 0x3001 || c == 0x3002;
        if (wide && !literal)
            return {"其中“" + base::encode(c) + "”是全角符号，公式里要用半角（英文输入法）符号。",
                    "; '" + base::encode(c) + "' is a full-width character, and formulas want the ASCII one"};
    }
    return {};
}

class Checker {
public:
    Checker(References const& references, Faults& faults) : m_references(references), m_faults(faults) {}

    void check(Source const& source, Item const* context) {
        if (source.empty() || brokenMention(source.text) != std::string::npos) return;
        std::string const masked = maskMentions(source.text);
        auto const known = m_known.find(masked);
        if (known != m_known.end() && known->second) return;
        auto const parsed = xpath::Expression::parse(masked);
        m_known[masked] = parsed.has_value();
        if (parsed) return;
        // A mention may stand where only a real path can.
        if (masked != source.text) {
            std::size_t const before = m_faults.errors();
            std::string const expanded = m_references.expand(source, context);
            if (m_faults.errors() != before || xpath::Expression::parse(expanded)) return;
        }
        base::Words const hint = wideHint(source.text);
        base::Words const& message = parsed.error().message;
        m_faults.error(
            source.place,
            {"公式有错：" + base::replaceAll(message.zh, masked, source.text) + hint.zh,
             "the formula is wrong: " + base::replaceAll(message.en, masked, source.text) + hint.en});
    }

private:
    References const& m_references;
    Faults& m_faults;
    std::map<std::string, bool, std::less<>> m_known;
};

} // namespace

void checkExpressions(Survey const& survey, References const& references, Faults& faults) {
    Checker checker(references, faults);
    visit(survey.root, [&](Item const& item) {
        for (Attribute const& attribute : item.bind)
            if (std::find(formulas.begin(), formulas.end(), attribute.name) != formulas.end())
                checker.check(attribute.value, &item);
        if (item.dynamic) checker.check(item.initial, &item);
        if (!item.choiceFilter.empty()) checker.check(item.choiceFilter, &item);
    });
}

void checkGeometries(Reading const& reading, References const& references) {
    for (Source const& source : reading.geometries) {
        std::string const& name = source.text;
        bool known = reading.survey.lists.find(name) != nullptr || reading.entityLists.contains(name);
        visit(reading.survey.root, [&](Item const& each) {
            known = known || (each.kind == ItemKind::External && each.name == name);
            std::size_t const dot = each.list.rfind('.');
            known = known || (dot != std::string::npos && each.list.substr(0, dot) == name);
        });
        if (std::string const repeat = onlyMention(name); !repeat.empty()) {
            Item const* const target = references.find(repeat, source.place);
            if (target == nullptr) continue;
            known = target->kind == ItemKind::Repeat;
        }
        if (known) continue;
        reading.faults.error(
            source.place,
            {"参数 reference-geometry 要写 choices 的清单名、entities 的清单名、附带文件的名称（不带结尾），"
             "或一个重复组的引用，“" +
                 name + "”都不是。",
             "the parameter reference-geometry wants a list of choices or entities, the name of an attached "
             "file without its ending, or a mention of a repeat; '" +
                 name + "' is none"});
    }
}

} // namespace huibiao::xlsform::internal
