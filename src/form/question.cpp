#include "form/internal/filling_state.h"
#include "form/internal/types.h"

#include <algorithm>

namespace huibiao::form {

bool Question::has(std::string_view word) const {
    return std::find(appearance.begin(), appearance.end(), word) != appearance.end();
}

QuestionKind kindOf(ModelNode const& node, BodyElement const& control) {
    if (control.tag == "select1") return QuestionKind::SelectOne;
    if (control.tag == "select") return QuestionKind::SelectMultiple;
    if (control.tag == "rank") return QuestionKind::Rank;
    if (control.tag == "range") return QuestionKind::Range;
    if (control.tag == "trigger") return QuestionKind::Acknowledge;
    if (control.tag == "upload") {
        bool const drawn = control.has("signature") || control.has("draw") || control.has("annotate");
        return control.mediaType.starts_with("image/") && drawn ? QuestionKind::Image
                                                                : QuestionKind::Unsupported;
    }
    Bind const& bind = node.bind();
    switch (bind.type) {
    case DataType::Int: return QuestionKind::Integer;
    case DataType::Decimal: return QuestionKind::Decimal;
    case DataType::Date: return QuestionKind::Date;
    case DataType::Time: return QuestionKind::Time;
    case DataType::DateTime: return QuestionKind::DateTime;
    case DataType::Geo:
    case DataType::Binary:
    case DataType::Barcode: return QuestionKind::Unsupported;
    default: break;
    }
    // XForms has no note: it is a text that can never be written and that nothing computes.
    bool const note = bind.readOnly && bind.readOnly->constant.value_or(false) && !bind.calculate;
    return note ? QuestionKind::Note : QuestionKind::Text;
}

Question makeQuestion(Engine& engine, Item& item, BodyElement const& control) {
    Question out;
    out.ref = engine.refOf(item);
    out.kind = kindOf(engine.model(item), control);
    out.label = engine.render(control.label, item.element);
    out.hint = engine.render(control.hint, item.element);
    out.guidance = engine.guidance(control.hint, item.element);
    out.media = engine.media(control.label, item.element);
    out.appearance = control.appearance;
    out.required = engine.required(item);
    out.readOnly = engine.readOnly(item);
    out.value = engine.text(item);
    if (control.tag == "range") out.range = RangeLimits{control.start, control.end, control.step};
    if (!control.selects()) return out;
    std::vector<std::string> const chosen =
        control.tag == "select1" ? std::vector<std::string>{out.value} : tokens(out.value);
    ChoiceList const& list = engine.choices(item);
    out.choices.reserve(list.size());
    for (ListedChoice const& choice : list) {
        bool const selected =
            !choice.value.empty() && std::find(chosen.begin(), chosen.end(), choice.value) != chosen.end();
        out.choices.push_back(
            {choice.value, engine.choiceLabel(item, choice), engine.choiceMedia(item, choice), selected});
    }
    return out;
}

std::optional<Fault> checkItem(Engine& engine, Item& item) {
    if (!item.relevant) return std::nullopt;
    ModelNode const& model = engine.model(item);
    bool const blank = engine.text(item).empty();
    if (blank && engine.required(item))
        return Fault{engine.refOf(item), FaultKind::Required,
                     engine.render(model.bind().requiredMessage, item.element)};
    if (!blank && !engine.constraintHolds(item))
        return Fault{engine.refOf(item), FaultKind::Constraint,
                     engine.render(model.bind().constraintMessage, item.element)};
    return std::nullopt;
}

} // namespace huibiao::form
