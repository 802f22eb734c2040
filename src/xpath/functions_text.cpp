#include "base/utf8.h"
#include "crypto/hash.h"
#include "xpath/internal/call.h"
#include "xpath/internal/regex.h"

#include <fmt/format.h>

#include <array>
#include <cmath>

namespace huibiao::xpath {

namespace {

Value regex(Call& call) {
    auto const text = call.string(0);
    auto const pattern = call.string(1);
    auto const* compiled = call.pattern(pattern);
    if (compiled == nullptr) return {};
    std::size_t steps = compiled->size() / 8;
    auto const found = compiled->search(text, call.evaluator().context().limits.steps, steps);
    if (!call.evaluator().spend(steps)) return {};
    if (!found) return call.fail(found.error().message);
    return *found;
}

Value digest(Call& call) {
    auto const text = call.string(0);
    auto const algorithm = call.string(1);
    auto const encoding = call.count() > 2 ? call.string(2) : std::string("base64");
    auto const bytes = crypto::digest(algorithm, text);
    if (!bytes)
        return call.fail(
            {fmt::format("没有“{}”这种摘要算法，可用 MD5、SHA-1、SHA-256、SHA-384、SHA-512", algorithm),
             fmt::format("there is no digest \"{}\": use MD5, SHA-1, SHA-256, SHA-384 or SHA-512",
                         algorithm)});
    if (encoding == "base64") return crypto::toBase64(*bytes);
    if (encoding == "hex") return crypto::toHex(*bytes);
    return call.fail({fmt::format("没有“{}”这种编码，可用 base64、hex", encoding),
                      fmt::format("there is no encoding \"{}\": use base64 or hex", encoding)});
}

Value base64Decode(Call& call) {
    std::string text = base::trim(call.string(0));
    // Writers often leave the padding out.
    while (text.size() % 4 == 2 || text.size() % 4 == 3) text += '=';
    return base::repairUtf8(crypto::fromBase64(text));
}

/// Version 4 of RFC 9562; with a number, as many of its characters, repeated where it is too short.
Value uuid(Call& call) {
    auto const one = [&] {
        auto const high = (call.evaluator().random() & ~0xF000ULL) | 0x4000ULL;
        auto const low = (call.evaluator().random() & ~(3ULL << 62U)) | (2ULL << 62U);
        return fmt::format("{:08x}-{:04x}-{:04x}-{:04x}-{:012x}", high >> 32U, high >> 16U & 0xFFFFU,
                           high & 0xFFFFU, low >> 48U, low & 0xFFFFFFFFFFFFU);
    };
    if (call.count() == 0) return one();
    double const length = call.number(0);
    constexpr double longest = 100000;
    if (!(length >= 0 && length <= longest))
        return call.fail({"uuid() 的长度应为 0 到 100000", "the length for uuid() must be 0 to 100000"});
    std::string text;
    while (static_cast<double>(text.size()) < length) text += one();
    text.resize(static_cast<std::size_t>(length));
    if (!call.evaluator().store(text.size())) return {};
    return text;
}

constexpr std::array functions{
    Function{"regex", 2, 2, Type::Boolean, regex},
    Function{"digest", 2, 3, Type::String, digest},
    Function{"base64-decode", 1, 1, Type::String, base64Decode},
    Function{"uuid", 0, 1, Type::String, uuid, false, Focus::No, true},
};

} // namespace

std::span<Function const> textFunctions() {
    return functions;
}

} // namespace huibiao::xpath
