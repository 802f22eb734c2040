#pragma once

#include "base/result.h"
#include "ink/strokes.h"

#include <cstddef>
#include <filesystem>
#include <memory>
#include <utility>
#include <vector>

namespace huibiao::ink {

/// What may be answered. Han alone unless told otherwise: 丨, 1, l and I are one and the same line,
/// so the key or field that the person is at should say which is meant. Where several kinds are
/// wanted, each shape that fits is among the candidates, in no promised order.
struct Wanted {
    std::size_t count = 10;
    bool han = true;
    bool digits = false;      ///< 0–9
    bool letters = false;     ///< A–Z a–z
    bool punctuation = false; ///< ，。？！、：；（）“”
};

struct Candidate {
    char32_t character = 0;
    /// Natural logarithm of how likely it is among all that are wanted; 0 at most.
    double score = 0;
};

/// Tells handwritten characters by their shape. It makes little of the order of strokes and of where
/// one ends: strokes swapped, run together, even the whole character in one, are read nearly as well
/// as strokes in order. What it knows: GB 2312 and the 通用规范汉字表 as far as strokes of them are to
/// be had, digits, letters, punctuation (assets/ink/README.md has the figures).
///
/// It keeps nothing of what it was shown. Several threads may ask one recogniser at once.
class Recogniser {
public:
    /// Reads a model (assets/ink/han.model, about 3 MB, which stay in memory). Missing, Denied or Io
    /// as base::readFile; Invalid when it is damaged, Unsupported when it is of another version.
    [[nodiscard]] static base::Result<Recogniser> open(std::filesystem::path const& model);

    /// The likeliest first, `count` of them (fewer only where fewer characters are wanted at all).
    /// Any ink is fine: points that are no finite numbers are left out; without a point, no candidate.
    [[nodiscard]] std::vector<Candidate> candidates(Strokes const& strokes, Wanted const& wanted = {}) const;

    /// All that it can answer.
    [[nodiscard]] std::vector<char32_t> const& characters() const;

private:
    struct Parts;
    explicit Recogniser(std::shared_ptr<Parts const> parts) : m_parts(std::move(parts)) {}
    std::shared_ptr<Parts const> m_parts;
};

} // namespace huibiao::ink
