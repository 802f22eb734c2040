#include "ink/writing.h"

#include "base/utf8.h"
#include "ink/internal/cutting.h"

#include <algorithm>
#include <cmath>
#include <cstring>

namespace huibiao::ink {

namespace {

constexpr std::size_t LongestRun = 30; ///< strokes: the most that a character of GB 2312 has
constexpr std::size_t RunsRead = 8;    ///< a stroke

/// Overwrites what the memory holds, and the compiler cannot leave it out.
template <class T>
void wipe(std::vector<T>& values) {
    ::explicit_bzero(static_cast<void*>(values.data()), values.size() * sizeof(T));
    values.clear();
}

std::vector<std::vector<Choice>> choicesOf(auto const& runs) {
    std::vector<std::vector<Choice>> choices;
    for (auto const& ending : runs) {
        auto& list = choices.emplace_back();
        for (auto const& run : ending) // None where no kind of character is wanted.
            list.push_back({run.first, run.candidates.empty() ? 0 : run.candidates.front().score});
    }
    return choices;
}

} // namespace

Writing::Writing(Recogniser recogniser, Layout layout, Wanted wanted)
    : m_recogniser(std::move(recogniser)), m_layout(layout), m_wanted(wanted) {
    m_wanted.count = std::max<std::size_t>(1, m_wanted.count);
}

Writing::~Writing() {
    clear();
}

bool Writing::add(Stroke const& stroke) {
    if (m_strokes.size() == MostStrokes) return false;
    Stroke finite;
    finite.reserve(stroke.size());
    for (Point const& p : stroke)
        if (std::isfinite(p.x) && std::isfinite(p.y))
            finite.push_back({std::clamp(p.x, -1e9, 1e9), std::clamp(p.y, -1e9, 1e9)});
    if (finite.empty()) return false;
    m_strokes.push_back(std::move(finite));
    if (m_layout != Layout::One) readRuns();
    return true;
}

void Writing::readRuns() {
    std::size_t const end = m_strokes.size();
    Page const page(m_strokes, m_layout, cutWeights(m_layout));
    Path const path = cheapest(page, choicesOf(m_runs));
    std::vector<std::pair<double, std::size_t>> starts;
    std::size_t const rested = m_pauses.empty() ? 0 : m_pauses.back();
    for (std::size_t first = std::max(rested, end > LongestRun ? end - LongestRun : 0); first + 1 < end;
         ++first)
        starts.emplace_back(path.cost[first] + page.before(first) + page.run(first, end, 0), first);
    std::sort(starts.begin(), starts.end());
    if (starts.size() > RunsRead - 1) starts.resize(RunsRead - 1);
    // The stroke alone is always tried, so that there is always a way to cut.
    starts.emplace_back(0, end - 1);
    auto& runs = m_runs.emplace_back();
    for (auto const& [cost, first] : starts) {
        Strokes part(m_strokes.begin() + static_cast<std::ptrdiff_t>(first), m_strokes.end());
        auto candidates = m_recogniser.candidates(part, m_wanted);
        for (Stroke& stroke : part) wipe(stroke);
        runs.push_back({first, std::move(candidates)});
    }
}

bool Writing::undo() {
    if (m_strokes.empty()) return false;
    wipe(m_strokes.back());
    m_strokes.pop_back();
    if (m_layout != Layout::One) {
        for (Run& run : m_runs.back()) wipe(run.candidates);
        m_runs.pop_back();
    }
    while (!m_pauses.empty() && m_pauses.back() > m_strokes.size()) m_pauses.pop_back();
    return true;
}

void Writing::pause() {
    if (m_layout == Layout::One || m_strokes.empty()) return;
    if (m_pauses.empty() || m_pauses.back() < m_strokes.size()) m_pauses.push_back(m_strokes.size());
}

void Writing::clear() {
    while (undo()) {
    }
}

void Writing::drop(std::size_t count) {
    count = std::min(count, m_strokes.size());
    Strokes rest(m_strokes.begin() + static_cast<std::ptrdiff_t>(count), m_strokes.end());
    std::vector<std::size_t> const pauses = m_pauses;
    clear();
    for (std::size_t i = 0; i < rest.size(); ++i) {
        add(rest[i]);
        wipe(rest[i]);
        if (std::find(pauses.begin(), pauses.end(), count + i + 1) != pauses.end()) pause();
    }
}

std::vector<Written> Writing::read() const {
    std::vector<Written> written;
    if (m_strokes.empty()) return written;
    if (m_layout == Layout::One) {
        written.push_back({0, m_strokes.size(), m_recogniser.candidates(m_strokes, m_wanted)});
        return written;
    }
    Page const page(m_strokes, m_layout, cutWeights(m_layout));
    Path const path = cheapest(page, choicesOf(m_runs));
    for (std::size_t end = m_strokes.size(); end > 0;) {
        Run const& run = m_runs[end - 1][path.from[end]];
        written.push_back({run.first, end - run.first, run.candidates});
        end = run.first;
    }
    std::reverse(written.begin(), written.end());
    return written;
}

std::string Writing::text() const {
    std::string text;
    for (Written const& one : read())
        if (!one.candidates.empty()) text += base::encode(one.candidates.front().character);
    return text;
}

} // namespace huibiao::ink
