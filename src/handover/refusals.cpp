#include "handover/internal/refusals.h"

#include <fmt/format.h>

#include <algorithm>
#include <string>

namespace huibiao::handover::internal {

using base::Result;

namespace {

constexpr std::size_t chunk = 64; ///< read from the store at a time

/// A line of a server must not become two of ours.
std::string oneLine(std::string text) {
    for (char& c : text)
        if (static_cast<unsigned char>(c) < 0x20) c = ' ';
    return text;
}

std::string told(store::Refusal const& refusal, std::function<base::Words(int)> const& reason, bool zh) {
    base::Words const why = reason ? reason(refusal.status) : base::Words{};
    std::string text = refusal.instanceId + "\r\n";
    text += fmt::format(fmt::runtime(zh ? "    存于 {}，{} 被拒绝" : "    stored {}, refused {}"),
                        refusal.storedAt, refusal.at);
    // Below 100 the answer was never sent: it is not the server's number.
    if (refusal.status >= 100)
        text += fmt::format(fmt::runtime(zh ? "（HTTP {}）" : " (HTTP {})"), refusal.status);
    text += "\r\n";
    if (!why.zh.empty()) text += "    " + (zh ? why.zh : why.en) + "\r\n";
    if (!refusal.words.empty())
        text += (zh ? "    服务器说：" : "    The server says: ") + oneLine(refusal.words) + "\r\n";
    return text + "\r\n";
}

} // namespace

Result<void> writeRefusals(OutFolder& folder, store::Store const& store,
                           std::vector<std::int64_t> const& sequences,
                           std::function<base::Words(int)> const& reason, base::Language words) {
    bool const zh = words == base::Language::Chinese;
    std::string text = "\uFEFF"; // so that Windows shows it as it is
    text += zh ? "服务器没有收的答卷，逐份说明：\r\n\r\n"
               : "Answers that the server did not take, one by one:\r\n\r\n";
    for (std::int64_t after = 0;;) {
        auto const some = store.refused(after, chunk);
        if (!some) return base::pass(some);
        if (some->empty()) break;
        after = some->back().sequence;
        for (store::Refusal const& refusal : *some)
            if (std::binary_search(sequences.begin(), sequences.end(), refusal.sequence))
                text += told(refusal, reason, zh);
    }
    return folder.put(zh ? "被拒绝的原因.txt" : "refused.txt", text);
}

} // namespace huibiao::handover::internal
