#pragma once

#include "base/result.h"
#include "crypto/rsa.h"
#include "figures/figures.h"
#include "form/form.h"
#include "store/store.h"

#include <cstddef>
#include <functional>
#include <vector>

namespace huibiao::handover {

struct SummaryOptions {
    base::Language words = base::Language::Chinese;
    bool assisted = false;                   ///< count how staff-assisted ones were filled, too
    crypto::PrivateKey const* key = nullptr; ///< opens what is sealed for it, in memory alone
    std::function<bool(std::size_t done, std::size_t total)> progress = {}; ///< false stops it (Cancelled)
};

/// Counts every complete submission of the store, one after the other; nothing is written anywhere, and of
/// what people wrote only the newest texts of each question are held (figures::MostTexts).
/// Forms come in the order of `forms`; those that nobody filled are there too.
[[nodiscard]] base::Result<figures::EventSummary> summarise(store::Store const& store,
                                                            std::vector<form::Form const*> const& forms,
                                                            SummaryOptions const& options);

} // namespace huibiao::handover
