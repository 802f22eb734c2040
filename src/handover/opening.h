#pragma once

#include "base/result.h"
#include "crypto/rsa.h"
#include "store/store.h"

#include <filesystem>
#include <optional>
#include <set>
#include <string>
#include <string_view>
#include <vector>

/// What opens sealed submissions: the private key, found and opened, and one submission at a time.
namespace huibiao::handover {

/// Files with a private key under a passphrase.
struct FoundKeys {
    std::vector<std::filesystem::path> usable;  ///< of the event, or of an older program that does not say
    std::vector<std::filesystem::path> foreign; ///< of other events
};

/// Looks for .pem files in the folders and in those that lie in them, not deeper; in the folders' order, and
/// a few hundred names each at most. What cannot be read is passed over. `fingerprints`: of the event's
/// public keys. Where one file says that it is the event's, those that do not say are left out.
[[nodiscard]] FoundKeys findPrivateKeys(std::vector<std::filesystem::path> const& folders,
                                        std::set<std::string> const& fingerprints);

/// Opens the first of the files that the passphrase opens and that is one of the event's: about 0.2 s each.
/// Nothing: it opens none of them. Invalid: it opens one, of another event. Missing, Io, Invalid: not one
/// could be read.
[[nodiscard]] base::Result<std::optional<crypto::PrivateKey>>
openPrivateKey(std::vector<std::filesystem::path> const& files, std::string_view passphrase,
               std::set<std::string> const& fingerprints);

/// A sealed submission, opened in memory; `entry.sealedFor` becomes empty. Where that is empty already,
/// nobody knows for whom it is sealed, and the key is tried. Denied: sealed for another key. Invalid,
/// Missing: changed, cut, or put in the place of another.
[[nodiscard]] base::Result<store::Stored> openStored(store::Stored sealed, crypto::PrivateKey const& key);

} // namespace huibiao::handover
