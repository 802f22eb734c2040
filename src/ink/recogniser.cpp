#include "ink/recogniser.h"

#include "base/file.h"
#include "base/utf8.h"
#include "ink/internal/network.h"

#include <algorithm>
#include <cmath>

namespace huibiao::ink {

namespace {

enum class Kind : std::uint8_t { Han, Digit, Letter, Punctuation };

Kind kindOf(char32_t c) {
    if (c >= U'0' && c <= U'9') return Kind::Digit;
    if ((c >= U'A' && c <= U'Z') || (c >= U'a' && c <= U'z')) return Kind::Letter;
    return base::isHan(c) ? Kind::Han : Kind::Punctuation;
}

bool wants(Wanted const& wanted, Kind kind) {
    switch (kind) {
    case Kind::Han: return wanted.han;
    case Kind::Digit: return wanted.digits;
    case Kind::Letter: return wanted.letters;
    case Kind::Punctuation: return wanted.punctuation;
    }
    return false;
}

bool hasPoint(Strokes const& strokes) {
    return std::any_of(strokes.begin(), strokes.end(), [](Stroke const& stroke) {
        return std::any_of(stroke.begin(), stroke.end(),
                           [](Point const& p) { return std::isfinite(p.x) && std::isfinite(p.y); });
    });
}

} // namespace

struct Recogniser::Parts {
    Network network;
    std::vector<Kind> kinds;
};

base::Result<Recogniser> Recogniser::open(std::filesystem::path const& model) {
    auto const file = base::readFile(model);
    if (!file) return base::pass(file);
    auto network = Network::read(*file, model.string());
    if (!network) return base::pass(network);
    std::vector<Kind> kinds;
    for (char32_t const c : network->characters()) kinds.push_back(kindOf(c));
    return Recogniser(std::make_shared<Parts const>(Parts{std::move(*network), std::move(kinds)}));
}

std::vector<char32_t> const& Recogniser::characters() const {
    return m_parts->network.characters();
}

std::vector<Candidate> Recogniser::candidates(Strokes const& strokes, Wanted const& wanted) const {
    if (!hasPoint(strokes)) return {};
    std::vector<float> const scores = m_parts->network.scores(features(strokes));
    std::vector<Candidate> found;
    found.reserve(scores.size());
    for (std::size_t i = 0; i < scores.size(); ++i)
        if (wants(wanted, m_parts->kinds[i]))
            found.push_back({characters()[i], static_cast<double>(scores[i])});
    if (found.empty()) return found;
    auto const likelier = [](Candidate const& a, Candidate const& b) {
        return a.score != b.score ? a.score > b.score : a.character < b.character;
    };
    auto const best = std::min_element(found.begin(), found.end(), likelier)->score;
    double sum = 0;
    for (Candidate const& c : found) sum += std::exp(c.score - best);
    std::size_t const count = std::min(wanted.count, found.size());
    std::partial_sort(found.begin(), found.begin() + static_cast<std::ptrdiff_t>(count), found.end(),
                      likelier);
    found.resize(count);
    for (Candidate& c : found) c.score -= best + std::log(sum);
    return found;
}

} // namespace huibiao::ink
