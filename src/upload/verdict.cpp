#include "upload/internal/verdict.h"

#include "base/utf8.h"
#include "upload/reason.h"
#include "xml/dom.h"
#include "xml/parse.h"

#include <nlohmann/json.hpp>

namespace huibiao::upload::internal {

namespace {

constexpr std::size_t longestSaid = 500; ///< bytes
constexpr std::string_view responseSpace = "http://openrosa.org/http/response";

/// One line without control characters.
std::string shortened(std::string_view text) {
    std::string line;
    for (char const c : base::repairUtf8(text)) {
        bool const blank = static_cast<unsigned char>(c) <= ' ' || c == 0x7F;
        if (!blank)
            line += c;
        else if (!line.empty() && line.back() != ' ')
            line += ' ';
    }
    if (line.size() > longestSaid) {
        std::size_t end = longestSaid;
        while (end > 0 && (static_cast<unsigned char>(line[end]) & 0xC0U) == 0x80U) --end;
        line = line.substr(0, end) + "…";
    }
    return base::trim(line);
}

/// The words of an answer that is no OpenRosaResponse: Central's JSON has them, a page of HTML has none.
std::string saidOf(std::string_view body) {
    auto const object = nlohmann::json::parse(body, nullptr, false);
    if (!object.is_object() || !object.contains("message") || !object["message"].is_string()) return {};
    return shortened(object["message"].get<std::string>());
}

} // namespace

std::optional<Message> messageOf(std::string_view body) {
    xml::ParseLimits limits;
    limits.depth = 32;
    limits.nodes = 10'000;
    auto const document = xml::parse(body, {}, limits);
    if (!document) return std::nullopt;
    xml::Node const* const root = (*document)->element();
    if (root == nullptr || !root->is("OpenRosaResponse", responseSpace)) return std::nullopt;
    xml::Node const* const message = root->child("message", responseSpace);
    if (message == nullptr) return std::nullopt;
    return Message{!message->attributeValue("nature").starts_with("error"), shortened(message->text())};
}

Verdict judge(Answer const& answer) {
    if (answer.fault != Fault::None) return {What::Later, wordsOf(answer.fault), {}};
    std::optional<Message> const message = messageOf(answer.body);
    int const status = answer.status;
    Verdict verdict{What::Later, reasonOf(status), message ? message->text : saidOf(answer.body)};
    if (status == 201 || status == 202) {
        if (!message) return {What::Later, portalWords(), {}};
        verdict.what = message->good ? What::Confirmed : What::Refused;
        return verdict;
    }
    if (status < 400) return {What::Later, portalWords(), {}};
    if (status == 511) return {What::Later, portalWords(), {}}; // RFC 6585
    switch (status) {
    case 401:
    case 403: verdict.what = What::Held; break;
    case 407:
    case 408:
    case 421:
    case 425:
    case 429: break;
    case 409: verdict.what = What::Conflict; break;
    case 413: verdict.what = What::TooLarge; break;
    default:
        if (status >= 500) break;
        // Without words of an OpenRosa server it is the address that is wrong, or something in between that
        // speaks; and every answer would be refused.
        verdict.what = message || !verdict.said.empty() ? What::Refused : What::Held;
        break;
    }
    return verdict;
}

} // namespace huibiao::upload::internal
