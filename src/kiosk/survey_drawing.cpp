#include "base/log.h"
#include "kiosk/survey.h"

#include <fmt/format.h>

#include <cstdint>
#include <random>

namespace huibiao::kiosk {

namespace {

std::string newName(form::Question const& question) {
    std::random_device random;
    auto const high = static_cast<std::uint64_t>(random()) << 32U;
    return fmt::format("{}-{:016x}.png", question.has("signature") ? "signature" : "drawing",
                       high | random());
}

} // namespace

void Survey::draw(std::string_view ref, std::vector<draw::Point> const& points, draw::Size size) {
    auto const question = m_filling.question(ref);
    if (!question || question->readOnly || question->kind != form::QuestionKind::Image) return;
    m_faults.erase(question->ref);
    m_focus.clear(); // no keyboard stands in the way of a hand
    m_drawings[question->ref].add(points, size);
}

void Survey::clearDrawing(std::string_view ref) {
    auto const found = m_drawings.find(ref);
    if (found == m_drawings.end()) return;
    found->second.clear();
    m_faults.erase(found->first);
    // What stood in the answer goes at once: nobody must hand in what he has wiped away.
    attachDrawings();
}

Drawing const* Survey::drawing(std::string_view ref) const {
    auto const found = m_drawings.find(ref);
    return found == m_drawings.end() || found->second.lines().empty() ? nullptr : &found->second;
}

void Survey::attachDrawings() {
    bool any = false;
    for (auto& [ref, drawing] : m_drawings) {
        auto const question = m_filling.question(ref);
        if (!drawing.changed || !question || question->readOnly) continue;
        drawing.changed = false;
        any = true;
        if (drawing.lines().empty()) {
            static_cast<void>(m_filling.answer(ref, ""));
            continue;
        }
        auto bytes = drawing.png();
        if (!bytes) {
            base::logError(bytes.error().text(base::Language::English));
            drawing.clear(); // then the question is unanswered, and says so
            static_cast<void>(m_filling.answer(ref, ""));
            continue;
        }
        if (auto const fault = m_filling.attach(ref, {newName(*question), "image/png", std::move(*bytes)}))
            found(*fault, true);
    }
    if (any) refresh();
}

} // namespace huibiao::kiosk
