#pragma once

#include "crypto/rsa.h"
#include "seal/seal.h"

#include <map>
#include <optional>
#include <string>

namespace huibiao::seal {

/// The public keys of an event. A form's own key goes before the event's.
struct Keys {
    std::optional<crypto::PublicKey> event;
    std::map<std::string, crypto::PublicKey> forms; ///< by form id
    [[nodiscard]] crypto::PublicKey const* of(std::string const& formId) const;
};

/// Makes of each submission what may lie on the disk.
class Sealer {
public:
    explicit Sealer(Keys keys) : m_keys(std::move(keys)) {}

    /// Sealed where a key is for its form, as it is otherwise. The same submission twice in a row has the
    /// same bytes, so that a store which could not say whether it kept it can be asked again.
    [[nodiscard]] base::Result<form::Submission> close(form::Submission const& open);

private:
    Keys m_keys;
    std::optional<form::Submission> m_last; ///< sealed
    std::string m_lastSum;                  ///< of the open one
};

} // namespace huibiao::seal
