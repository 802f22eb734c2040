#pragma once

#include "form/internal/definition.h"

#include <cstddef>
#include <vector>

namespace huibiao::form {

/// A node of the model that a reference reads.
struct Match {
    int node = -1;
    int pivot = -1; ///< the highest node the path went through, -1 for the document: see Dependent
};

/// What a reference reads as seen from the node `context` (-1: only absolute paths). Names match by
/// local part and, where a prefix is written, by namespace. Nothing for secondary instances.
/// `budget`: nodes that may still be looked at; at 0 nothing more is found.
[[nodiscard]] std::vector<Match> matchReference(Definition const& definition,
                                                xpath::Reference const& reference, int context,
                                                std::size_t* budget = nullptr);

/// Below `ancestor`, or `ancestor` itself; -1 is the document and contains everything.
[[nodiscard]] bool within(Definition const& definition, int node, int ancestor);

} // namespace huibiao::form
