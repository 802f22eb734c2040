#pragma once

#include "base/result.h"

namespace huibiao::upload {

/// In store::Refusal::status, found before anything was sent: the bytes no longer match their checksum; the
/// XML is none, or without the form's id or its own instanceID (a server would store it twice); it does not
/// name an attachment (a server would drop that).
inline constexpr int damagedHere = 1;
inline constexpr int malformedHere = 2;
inline constexpr int unnamedHere = 3;

/// What an answer with that status (HTTP, or one of the above) means and what staff can do about it.
[[nodiscard]] base::Words reasonOf(int status);

} // namespace huibiao::upload
