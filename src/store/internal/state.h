#pragma once

#include "store/internal/place.h"
#include "store/store.h"

#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::store {

struct Store::State {
    base::Clock const& clock;
    StoreOptions options;
    std::string boot;
    internal::Place place;
    std::unique_ptr<internal::Database> database;
    std::optional<std::int64_t> latestTrustedMs = {};
    base::Findings warnings = {};

    /// The connection; opened anew when a damaged one was closed.
    base::Result<internal::Database*> db();
    base::Result<void> insert(form::Submission const& submission);
    base::Result<void> insertAttachments(std::int64_t sequence, form::Submission const& submission);
    [[nodiscard]] bool trusted(std::int64_t wallMs) const;
    base::Result<Stored> readOne(std::string_view where, auto key);
    base::Result<void> mark(char const* column, std::vector<std::int64_t> const& sequences,
                            std::string_view value);
    /// Of that submission; empty: all.
    base::Result<std::size_t> forgetRefusals(std::string_view instanceId);
};

} // namespace huibiao::store
