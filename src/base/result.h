#pragma once

#include <tl/expected.hpp>

#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace huibiao::base {

/// The languages the product itself speaks (a form may hold any others).
enum class Language { Chinese, English };

/// One sentence in both. What it says: what happened, and what to do about it.
struct Words {
    std::string zh;
    std::string en;

    [[nodiscard]] std::string const& in(Language language) const {
        return language == Language::Chinese ? zh : en;
    }
};

enum class Kind {
    Invalid,     ///< the input breaks its own rules
    Missing,     ///< something named is not there
    Exists,      ///< would overwrite what must stay
    Full,        ///< no room on the volume
    Denied,      ///< no right to read or write, or a wrong PIN or passphrase
    Io,          ///< the device failed
    Unavailable, ///< a display, a volume or a server is not there now; later it may be
    Unsupported, ///< right in itself, but not done here
    Cancelled    ///< the person stopped it
};

/// A failure as a value. `where` is "file", "file:line" or "file sheet!B12"; empty when nothing
/// narrower than the call itself is known.
struct Error {
    Kind kind = Kind::Invalid;
    Words message;
    std::string where;

    /// "where: message", or the message alone.
    [[nodiscard]] std::string text(Language language) const;
};

template <class T = void>
using Result = tl::expected<T, Error>;

/// `return fail(Kind::Missing, {"找不到文件", "no such file"}, path);`
[[nodiscard]] tl::unexpected<Error> fail(Kind kind, Words message, std::string where = {});

/// Hands a failure on to the caller: `if (!text) return pass(text);`
template <class T>
[[nodiscard]] tl::unexpected<Error> pass(tl::expected<T, Error> const& failed) {
    return tl::unexpected<Error>(failed.error());
}

/// One of several things found in a check that goes on after the first.
struct Finding {
    bool warning = false; ///< true: it works, but a person should look
    Error error;
};
using Findings = std::vector<Finding>;

[[nodiscard]] bool anyError(Findings const& findings);

} // namespace huibiao::base
