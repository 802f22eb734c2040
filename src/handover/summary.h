#pragma once

#include "base/result.h"
#include "crypto/rsa.h"
#include "figures/figures.h"
#include "form/form.h"
#include "store/store.h"

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace huibiao::handover {

struct SummaryOptions {
    base::Language words = base::Language::Chinese;
    bool assisted = false;                   ///< count how staff-assisted ones were filled, too
    crypto::PrivateKey const* key = nullptr; ///< opens what is sealed for it, in memory alone
    std::function<bool(std::size_t done, std::size_t total)> progress = {}; ///< false stops it (Cancelled)
};

struct EventSummary {
    std::vector<figures::Summary> forms; ///< in the order of `forms`; those that nobody filled are there too
    std::vector<std::string> notes;      ///< what is not counted, in words; empty when all is
    std::size_t submissions = 0;         ///< counted
    std::size_t shut = 0;                ///< sealed, and not opened
};

/// Counts every complete submission of the store, one after the other; nothing is written anywhere, and of
/// what people wrote only the newest texts of each question are held (figures::MostTexts).
[[nodiscard]] base::Result<EventSummary> summarise(store::Store const& store,
                                                   std::vector<form::Form const*> const& forms,
                                                   SummaryOptions const& options);

} // namespace huibiao::handover
