#pragma once

#include "base/result.h"
#include "sheet/workbook.h"

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

typedef struct zip zip_t;           // NOLINT: libzip's own declaration
typedef struct zip_file zip_file_t; // NOLINT

namespace huibiao::sheet::internal {

struct CloseZip {
    void operator()(zip_t* zip) const;
    void operator()(zip_file_t* file) const;
};

/// The parts of an .xlsx in memory; counts what was unpacked against the limits.
class Package {
public:
    /// `bytes` must outlive the package.
    [[nodiscard]] static base::Result<Package> open(std::string_view bytes, std::string_view where,
                                                    ReadLimits const& limits);

    /// Names as in the package, without the leading slash and without regard to case.
    [[nodiscard]] bool has(std::string const& part) const;
    [[nodiscard]] base::Result<std::unique_ptr<zip_file_t, CloseZip>> part(std::string const& name) const;
    /// False once more has been unpacked than the limits allow.
    [[nodiscard]] bool count(std::size_t unpacked) {
        m_unpacked += unpacked;
        return m_unpacked <= m_limits.totalBytes;
    }
    [[nodiscard]] bool countElement() { return ++m_elements <= m_limits.elements; }
    [[nodiscard]] ReadLimits const& limits() const { return m_limits; }
    [[nodiscard]] std::string const& where() const { return m_where; }

private:
    std::unique_ptr<zip_t, CloseZip> m_zip;
    ReadLimits m_limits;
    std::string m_where;
    std::size_t m_unpacked = 0;
    std::size_t m_elements = 0;
};

enum class Step : std::uint8_t { Open, Close, Text, End };

/// Pulls one XML part element by element, unpacking as it goes. A document type is refused, so no
/// entity can expand. Names are local names: the strict and the transitional format differ in
/// their namespaces only.
class Pull {
public:
    [[nodiscard]] static base::Result<std::unique_ptr<Pull>> open(Package& package, std::string const& part);
    Pull(Pull const&) = delete;
    Pull& operator=(Pull const&) = delete;
    ~Pull();

    [[nodiscard]] base::Result<Step> next();
    [[nodiscard]] std::string_view name() const; ///< after Open or Close
    [[nodiscard]] std::string_view text() const; ///< after Text
    [[nodiscard]] int depth() const;             ///< of the element, the root is 0
    /// After Open; by local name (r:id is "id" with `prefixed`).
    [[nodiscard]] std::optional<std::string> attribute(char const* name, bool prefixed = false) const;
    /// After Open; all without a prefix, in one go. Valid until next() or attributes() again.
    using Attributes = std::vector<std::pair<std::string_view, std::string_view>>;
    [[nodiscard]] Attributes const& attributes();
    /// Passes the element whose Open was last returned, to its Close.
    [[nodiscard]] base::Result<void> skip();

    /// Called by libxml2.
    int read(char* buffer, int size);

private:
    Pull(Package& package, std::string part);
    [[nodiscard]] base::Error damaged() const;
    struct State;
    Package& m_package;
    std::string m_part;
    std::unique_ptr<State> m_state;
    Attributes m_attributes;
};

} // namespace huibiao::sheet::internal
