#include "cli/internal/exporting.h"

namespace huibiao::cli {

handover::Occasion occasionOf(event::Event const& event) {
    return {event.banner.unit, event.eventName, event.banner.line};
}

std::vector<form::Form const*> formsOf(event::Event const& event) {
    std::vector<form::Form const*> out;
    for (auto const* const questionnaires : {&event.questionnaires, &event.earlier})
        for (event::Questionnaire const& questionnaire : *questionnaires) out.push_back(&questionnaire.form);
    return out;
}

std::vector<handover::FormText> textsOf(event::Event const& event) {
    std::vector<handover::FormText> out;
    for (auto const* const questionnaires : {&event.questionnaires, &event.earlier})
        for (event::Questionnaire const& questionnaire : *questionnaires)
            out.push_back({questionnaire.source.xml, questionnaire.source.files});
    return out;
}

handover::ExportOptions exportOptions(event::Event const& event, base::Language language) {
    handover::ExportOptions options;
    options.words = language;
    options.assisted = event.assist.has_value();
    options.program = "huibiao " HUIBIAO_VERSION;
    return options;
}

} // namespace huibiao::cli
