#include "kiosk/entry_ink.h"

#include "base/utf8.h"
#include "draw/geometry.h"
#include "kiosk/wipe.h"

#include <algorithm>

namespace huibiao::kiosk {

using ink::Strokes;

namespace {

// Shares of the size of the character before. A gap within a character (女 子) is narrower.
constexpr double FarGap = 0.22;
// Whoever writes on top begins again at the upper left, and as large as before.
constexpr double UpperLeft = 0.45;
constexpr double AsLarge = 0.6;

draw::Rect bounds(Strokes const& strokes) {
    double left = 1e9, top = 1e9, right = -1e9, bottom = -1e9;
    for (ink::Stroke const& stroke : strokes)
        for (ink::Point const& p : stroke) {
            left = std::min(left, p.x);
            right = std::max(right, p.x);
            top = std::min(top, p.y);
            bottom = std::max(bottom, p.y);
        }
    return {left, top, right - left, bottom - top};
}

} // namespace

std::string EntryInk::add(ink::Stroke const& stroke, bool rested) {
    std::string const first = m_candidates.empty() ? std::string() : m_candidates.front();
    std::size_t const before = m_writing.strokes().size();
    if (!m_writing.add(stroke)) return {};
    m_over.add(stroke);
    if (rested && !first.empty()) m_rests.push_back({before, first});
    std::string taken;
    for (std::size_t i = m_rests.size(); i > 0 && taken.empty(); --i) {
        if (!ends(m_rests[i - 1].strokes)) continue;
        taken = m_rests[i - 1].text;
        std::size_t const gone = m_rests[i - 1].strokes;
        m_writing.drop(gone);
        m_over.drop(gone);
        std::erase_if(m_rests, [&](Rest const& rest) { return rest.strokes <= gone; });
        for (Rest& rest : m_rests) {
            // What stood there then counted the character that is gone.
            rest.strokes -= gone;
            if (rest.text.starts_with(taken)) rest.text.erase(0, taken.size());
        }
        std::erase_if(m_rests, [](Rest const& rest) { return rest.text.empty(); });
    }
    read();
    return taken;
}

bool EntryInk::ends(std::size_t count) const {
    Strokes const& all = m_writing.strokes();
    auto const cut = all.begin() + static_cast<std::ptrdiff_t>(count);
    Strokes const before(all.begin(), cut);
    Strokes const after(cut, all.end());
    draw::Rect const a = bounds(before);
    draw::Rect const b = bounds(after);
    double const size = std::max({a.width, a.height, 24.0});
    if (b.x - a.right() > FarGap * size || a.x - b.right() > FarGap * size) return true;
    // On top: the pen went back to the upper left, the ink is as large again, and it is likelier two
    // characters than one. A rest alone says little, for slow hands rest within a character.
    ink::Point const from = after.front().front();
    bool const again = from.x < a.x + UpperLeft * a.width && from.y < a.y + UpperLeft * a.height;
    bool const large = b.width >= AsLarge * a.width && b.height >= AsLarge * a.height;
    if (!again || !large) return false;
    std::size_t read = 0;
    for (ink::Written const& one : m_over.read()) {
        read += one.count;
        if (read == count) return true;
    }
    return false;
}

bool EntryInk::undo() {
    if (!m_writing.undo()) return false;
    m_over.undo();
    std::size_t const left = m_writing.strokes().size();
    std::erase_if(m_rests, [&](Rest const& rest) { return rest.strokes >= left; });
    read();
    return true;
}

void EntryInk::clear() {
    m_writing.clear();
    m_over.clear();
    for (Rest& rest : m_rests) wipe(rest.text);
    m_rests.clear();
    for (std::string& candidate : m_candidates) wipe(candidate);
    m_candidates.clear();
    m_firstStrokes = 0;
}

std::string EntryInk::take(std::size_t candidate) {
    if (candidate >= m_candidates.size()) return {};
    std::string const text = m_candidates[candidate];
    if (candidate == 0 || m_firstStrokes == 0) {
        clear();
    } else {
        m_writing.drop(m_firstStrokes);
        m_over.drop(m_firstStrokes);
        m_rests.clear();
        read();
    }
    return text;
}

void EntryInk::read() {
    for (std::string& candidate : m_candidates) wipe(candidate);
    m_candidates.clear();
    m_firstStrokes = 0;
    auto const written = m_writing.read();
    if (written.empty()) return;
    if (written.size() > 1) {
        std::string all;
        for (ink::Written const& one : written)
            if (!one.candidates.empty()) all += base::encode(one.candidates.front().character);
        m_candidates.push_back(std::move(all));
        m_firstStrokes = written.front().count;
    }
    for (ink::Candidate const& one : written.front().candidates)
        m_candidates.push_back(base::encode(one.character));
}

} // namespace huibiao::kiosk
