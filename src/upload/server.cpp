#include "upload/server.h"

#include "base/utf8.h"
#include "crypto/secret.h"
#include "upload/internal/secrets.h"

#include <curl/curl.h>

#include <algorithm>
#include <functional>
#include <memory>

namespace huibiao::upload {

namespace {

constexpr std::string_view hidden = "***";
constexpr std::size_t shortestToken = 20;
/// Shorter ones are hidden in addresses alone: in a sentence they would be words.
constexpr std::size_t shortestInText = 6;

/// After /key/ and /test/ ODK Central has its tokens; elsewhere they are long.
bool isToken(std::string_view before, std::string_view part) {
    return !part.empty() && (before == "key" || before == "test" || part.size() >= shortestToken);
}

/// Gives the address out in pieces; `secret` marks those that give access.
void walk(std::string_view url, std::function<void(std::string_view piece, bool secret)> const& give) {
    std::size_t const scheme = url.find("://");
    std::size_t const start = scheme == std::string_view::npos ? 0 : scheme + 3;
    std::size_t const question = std::min(url.find('?'), url.size());
    std::size_t const path = std::min(url.find('/', start), question);
    std::size_t const at = url.substr(0, path).rfind('@');
    if (at != std::string_view::npos && at >= start) {
        give(url.substr(0, start), false);
        give(url.substr(start, at - start), true);
        give(url.substr(at, path - at), false);
    } else {
        give(url.substr(0, path), false);
    }
    std::string_view before;
    for (std::size_t from = path; from < question;) {
        std::size_t const end = std::min(url.find('/', from + 1), question);
        std::string_view const part = url.substr(from + 1, end - from - 1);
        give("/", false);
        give(part, isToken(before, part));
        before = part;
        from = end;
    }
    for (std::size_t from = question; from < url.size();) {
        std::size_t const end = std::min(url.find('&', from + 1), url.size());
        std::string_view const part = url.substr(from, end - from);
        std::size_t const equals = std::min(part.find('='), part.size() - 1);
        give(part.substr(0, equals + 1), false);
        give(part.substr(equals + 1), equals + 1 < part.size());
        from = end;
    }
}

struct FreeUrl {
    void operator()(CURLU* url) const { ::curl_url_cleanup(url); }
};

std::string part(CURLU* url, CURLUPart which) {
    char* text = nullptr;
    if (::curl_url_get(url, which, &text, 0) != CURLUE_OK) return {};
    std::string const copy(text);
    ::curl_free(text);
    return copy;
}

} // namespace

std::string masked(std::string_view url) {
    std::string out;
    walk(url, [&](std::string_view piece, bool secret) { out += secret ? hidden : piece; });
    return out;
}

base::Result<void> checkServer(Server const& server) {
    std::unique_ptr<CURLU, FreeUrl> const url(::curl_url());
    bool const readable =
        url && ::curl_url_set(url.get(), CURLUPART_URL, server.base.c_str(), 0) == CURLUE_OK;
    std::string const scheme = readable ? part(url.get(), CURLUPART_SCHEME) : std::string();
    if (scheme != "https" && scheme != "http")
        return base::fail(base::Kind::Invalid,
                          {"服务器地址应以 https:// 开头", "the server's address must begin with https://"},
                          masked(server.base));
    if (scheme == "https" || server.allowHttp) return {};
    std::string const host = base::lowerAscii(part(url.get(), CURLUPART_HOST));
    bool const digits =
        std::all_of(host.begin(), host.end(), [](char c) { return c == '.' || (c >= '0' && c <= '9'); });
    if (host == "localhost" || host == "[::1]" || (host.starts_with("127.") && digits)) return {};
    return base::fail(
        base::Kind::Invalid,
        {"http:// 不加密，只能发到本机；请写 https://。一定要用时在 [upload] 下加 allow_http = true",
         "http:// is not encrypted and goes to this computer alone; use https://. If it must be, "
         "add allow_http = true under [upload]"},
        masked(server.base));
}

namespace internal {

std::string endpoint(std::string_view base, std::string_view name, std::string_view query) {
    std::size_t const question = std::min(base.find('?'), base.size());
    std::string_view path = base.substr(0, question);
    while (path.ends_with('/')) path.remove_suffix(1);
    std::string out(path);
    out.append("/").append(name).append(base.substr(question));
    if (!query.empty()) out.append(question < base.size() ? "&" : "?").append(query);
    return out;
}

Secrets::Secrets(std::string_view url) {
    walk(url, [&](std::string_view piece, bool secret) {
        if (secret) add(piece);
    });
}

Secrets::~Secrets() {
    for (std::string& secret : m_secrets) crypto::wipe(secret);
}

void Secrets::add(std::string_view secret) {
    if (secret.size() < shortestInText) return;
    m_secrets.emplace_back(secret);
    int length = 0;
    char* const plain =
        ::curl_easy_unescape(nullptr, secret.data(), static_cast<int>(secret.size()), &length);
    if (plain == nullptr) return;
    std::string_view const decoded(plain, static_cast<std::size_t>(length));
    if (decoded != secret) m_secrets.emplace_back(decoded);
    ::curl_free(plain);
}

std::string Secrets::hide(std::string text) const {
    for (std::string const& secret : m_secrets) text = base::replaceAll(std::move(text), secret, hidden);
    return text;
}

} // namespace internal

} // namespace huibiao::upload
