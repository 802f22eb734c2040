#pragma once

#include "crypto/secret.h"
#include "seal/seal.h"

#include <string>
#include <string_view>

namespace huibiao::seal::internal {

inline constexpr std::string_view xmlName = "submission.xml";
inline constexpr std::string_view suffix = ".enc";
inline constexpr std::string_view submissionSpace = "http://opendatakit.org/submissions";
inline constexpr std::string_view openRosaSpace = "http://openrosa.org/xforms";

/// The IVs of a submission's files: the MD5 of instanceID and key, of which one byte more is counted up
/// for each file.
class Ivs {
public:
    Ivs(std::string_view instanceId, std::string_view key);
    [[nodiscard]] std::string const& next();

private:
    crypto::Secret m_seed;
    std::size_t m_count = 0;
};

/// The lines that are signed: ids and wrapped key, then "name::md5" for each file, added in order.
class Signed {
public:
    explicit Signed(Manifest const& manifest);
    void add(std::string_view name, std::string_view bytes);
    /// MD5, 16 bytes. ODK prescribes it.
    [[nodiscard]] std::string digest() const;

private:
    std::string m_lines;
};

} // namespace huibiao::seal::internal
