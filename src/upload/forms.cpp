#include "upload/forms.h"

#include "base/file.h"
#include "base/utf8.h"
#include "crypto/hash.h"
#include "upload/internal/care.h"
#include "upload/internal/connect.h"
#include "upload/internal/verdict.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <tuple>

namespace huibiao::upload {

namespace fs = std::filesystem;
using base::Kind;
using base::Result;
using base::Words;
using internal::Answer;
using internal::Fault;

namespace {

constexpr int mostHops = 3;                 ///< from address to address
constexpr std::size_t longestFileName = 60; ///< of the form's own, characters

Words together(Words const& what, Words const& why) {
    return {what.zh + "没有下载成：" + why.zh, what.en + " was not fetched: " + why.en};
}

/// Why an answer is not what was asked for.
std::pair<Kind, Words> reasonFor(Answer const& answer) {
    if (answer.fault == Fault::Large)
        return {Kind::Unsupported,
                {"太大了，没有要；请在服务器上换小一点的文件",
                 "it is too large and was not taken; put a smaller one on the server"}};
    if (answer.fault == Fault::Cut)
        return {Kind::Unavailable,
                {"连接中途断了，原来的问卷没有动；请再试一次",
                 "the connection was cut, the present form was left as it is; try again"}};
    if (answer.fault == Fault::Stopped) return {Kind::Cancelled, internal::wordsOf(answer.fault)};
    if (answer.fault != Fault::None) return {Kind::Unavailable, internal::wordsOf(answer.fault)};
    int const status = answer.status;
    switch (status) {
    case 401:
        return {Kind::Denied,
                {"服务器不认我们的令牌或密码（401）：请核对 [upload] 的 server、auth、user 和 secret_file",
                 "the server does not know our token or password (401): check server, auth, user and "
                 "secret_file of [upload]"}};
    case 403:
        return {
            Kind::Denied,
            {"令牌已停用，或没有下载问卷的权限（403）：请在服务器上重新建一个应用用户，把新地址写进 [upload]",
             "the token was revoked or may not fetch forms (403): make a new app user on the server and put "
             "its address into [upload]"}};
    case 404:
        return {
            Kind::Missing,
            {"服务器上没有（404）：请核对 [upload] 的 server（项目编号对吗？），或问卷是否还在发布",
             "it is not on the server (404): check server of [upload] (is the project's number right?) and "
             "whether the form is still published"}};
    default: break;
    }
    if ((status >= 500 && status != 511) || status == 429) // RFC 6585: 511 is the network's own
        return {Kind::Unavailable,
                {fmt::format("服务器正忙或出了故障（{}），请过一会儿再试", status),
                 fmt::format("the server is busy or has a fault ({}); try again later", status)}};
    if (status >= 400 && status < 500)
        return {Kind::Invalid,
                {fmt::format("服务器不答应这个请求（{}）", status),
                 fmt::format("the server refuses the request ({})", status)}};
    return {
        Kind::Unavailable,
        {"回答的不是问卷服务器：网络可能要先登录（上网认证页面），或 [upload] 的 server 写错了",
         "it is not the form server that answered: the network may want a login first (a captive portal), "
         "or server of [upload] is wrong"}};
}

/// A page where a form or a list should be.
bool isPage(std::string_view body) {
    std::string const head = base::lowerAscii(base::trim(body.substr(0, 512)));
    return head.starts_with("<!doctype html") || head.starts_with("<html");
}

bool isElsewhere(Answer const& answer) {
    bool const moved = answer.status == 301 || answer.status == 302 || answer.status == 303 ||
                       answer.status == 307 || answer.status == 308;
    return answer.fault == Fault::None && moved && !answer.location.empty();
}

/// "manyi.xml", of what any file system takes.
std::string fileNameOf(std::string const& id) {
    std::string name;
    for (char const c : id.substr(0, longestFileName)) {
        bool const plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           c == '-' || c == '_';
        name += plain ? c : '_';
    }
    return name + ".xml";
}

} // namespace

struct FormServer::State {
    Server server;
    FormLimits limits;
    Timing timing;
    base::Clock const* clock;
    std::atomic<bool> slow = false;
    internal::Connection connection{};

    [[nodiscard]] base::Error errorOf(Kind kind, Words const& what, Words const& why,
                                      std::string const& url) const {
        return {kind, together(what, why), connection.secrets->hide(masked(url))};
    }

    /// Follows a file to where the server keeps it: ODK Central with an object store (S3) answers 307 with an
    /// address that is signed for this one file. Nothing of ours goes along, and what comes is held against
    /// the MD5 that the server itself gave. Left alone: the address is less encrypted than the server's, as a
    /// captive portal's is.
    void follow(Answer& answer, std::string at, std::size_t most, std::stop_token const& stop) {
        for (int hop = 0; hop < mostHops && isElsewhere(answer); ++hop) {
            std::string const same = internal::sameHost(at, answer.location);
            std::string const there = same.empty() ? answer.location : same;
            bool const sound = there.starts_with("https://") ||
                               (there.starts_with("http://") && !server.base.starts_with("https://"));
            if (!sound) return;
            Server other = server;
            other.base = there;
            other.auth = Auth::None;
            other.user.clear();
            other.secretFile.clear();
            auto const way = internal::connect(other, timing, slow, *clock);
            if (!way) return;
            answer = way->http->get(there, most, stop);
            at = there;
        }
    }

    /// The body of what lies at `url`, which `what` names in words; where it is known by its MD5, wherever
    /// that is.
    Result<std::string> get(std::string const& url, Words const& what, std::size_t most,
                            std::stop_token const& stop, bool known = false) {
        Answer answer = connection.http->get(url, most, stop);
        if (known) follow(answer, url, most, stop);
        if (answer.fault != Fault::None || answer.status != 200) {
            auto const [kind, why] = reasonFor(answer);
            return tl::unexpected<base::Error>(errorOf(kind, what, why, url));
        }
        return std::move(answer.body);
    }

    /// An address that the server named, where it is on the server itself.
    Result<std::string> own(std::string const& url, Words const& what) const {
        std::string const found = internal::sameHost(server.base, url);
        if (!found.empty()) return found;
        return tl::unexpected<base::Error>(errorOf(
            Kind::Invalid, what,
            {"服务器给的下载地址在另一台主机上，口令不能发到那里；请把 [upload] 的 server "
             "写成服务器自己用的主机名",
             "the server names an address on another host, where the secret must not go; write server "
             "of [upload] with the host name that the server itself uses"},
            url));
    }

    /// An XML answer, read by `read`.
    template <class Read>
    auto readAt(std::string const& url, Words const& what, std::stop_token const& stop, Read const& read)
        -> decltype(read(std::string_view())) {
        auto const body = get(url, what, limits.list, stop);
        if (!body) return base::pass(body);
        auto found = read(*body);
        if (found) return found;
        base::Error error = found.error();
        if (isPage(*body)) std::tie(error.kind, error.message) = reasonFor({});
        error.message = together(what, error.message);
        error.where = connection.secrets->hide(masked(url)) + (error.where.empty() ? "" : " " + error.where);
        return tl::unexpected<base::Error>(std::move(error));
    }

    /// The bytes at `url`, compared with their MD5 where there is one.
    Result<std::string> checked(std::string const& named, std::string const& md5, Words const& what,
                                std::size_t most, std::stop_token const& stop) {
        auto const url = own(named, what);
        if (!url) return base::pass(url);
        auto body = get(*url, what, most, stop, !md5.empty());
        if (!body) return body;
        auto const digest = crypto::digest("MD5", *body);
        bool const right = md5.empty() ? !isPage(*body) : digest && crypto::toHex(*digest) == md5;
        if (right) return body;
        auto const why =
            isPage(*body)
                ? reasonFor({})
                : std::pair{Kind::Invalid,
                            Words{"下载到的内容与服务器登记的校验和（MD5）不符，没有采用；请再试一次，"
                                  "仍不行时请服务器管理员重新发布问卷",
                                  "what came does not match the checksum (MD5) that the server "
                                  "gave and was not used; try again, and if it stays so have the "
                                  "form published anew"}};
        return tl::unexpected<base::Error>(errorOf(why.first, what, why.second, *url));
    }
};

FormServer::FormServer(std::unique_ptr<State> state) : m_state(std::move(state)) {}
FormServer::FormServer(FormServer&&) noexcept = default;
FormServer::~FormServer() = default;

Result<FormServer> FormServer::open(Server const& server, base::Clock const& clock, Timing const& timing,
                                    FormLimits const& limits) {
    auto state = std::make_unique<State>(server, limits, timing, &clock);
    auto connection = internal::connect(server, timing, state->slow, clock);
    if (!connection) return base::pass(connection);
    state->connection = std::move(*connection);
    return FormServer(std::move(state));
}

Result<std::vector<ListedForm>> FormServer::list(std::stop_token const& stop) {
    internal::NoPipeSignal const quiet;
    std::string const url = internal::endpoint(m_state->server.base, "formList",
                                               internal::deviceQuery(deviceOf(m_state->server.device, {})));
    return m_state->readAt(url, {"问卷清单", "the list of forms"}, stop, readFormList);
}

Result<std::vector<ListedFile>> FormServer::media(ListedForm const& form, std::stop_token const& stop) {
    if (form.manifestUrl.empty()) return std::vector<ListedFile>{};
    internal::NoPipeSignal const quiet;
    Words const what{fmt::format("问卷 {} 的附件清单", form.id),
                     fmt::format("the list of media of the form {}", form.id)};
    auto const url = m_state->own(form.manifestUrl, what);
    if (!url) return base::pass(url);
    return m_state->readAt(*url, what, stop, readManifest);
}

Result<fs::path> FormServer::fetch(ListedForm const& form, fs::path const& folder,
                                   std::stop_token const& stop, FetchProgress const& progress) {
    internal::NoPipeSignal const quiet;
    State& state = *m_state;
    Words const whole{fmt::format("问卷 {} ", form.id), fmt::format("the form {}", form.id)};
    auto const xml = state.checked(form.url, form.md5, whole, state.limits.form, stop);
    if (!xml) return base::pass(xml);
    auto const listed = media(form, stop);
    if (!listed) return base::pass(listed);
    std::vector<ListedFile> const& files = *listed;
    std::string name = fileNameOf(form.id);
    auto const taken = [&] {
        return std::any_of(files.begin(), files.end(), [&](ListedFile const& file) {
            return base::lowerAscii(file.name) == base::lowerAscii(name);
        });
    };
    while (taken()) name.insert(0, 1, '_');
    if (auto const written = base::writeNew(folder / name, *xml); !written) return base::pass(written);
    std::size_t left = state.limits.whole - std::min(state.limits.whole, xml->size());
    for (std::size_t i = 0; i < files.size(); ++i) {
        if (progress) progress(i + 1, files.size() + 1);
        Words const what{fmt::format("问卷 {} 的附件“{}”", form.id, files[i].name),
                         fmt::format("“{}” of the form {}", files[i].name, form.id)};
        auto const bytes = state.checked(files[i].url, files[i].living ? "" : files[i].md5, what,
                                         std::min(state.limits.file, left), stop);
        if (!bytes) return base::pass(bytes);
        left -= bytes->size();
        if (auto const written = base::writeNew(folder / files[i].name, *bytes); !written)
            return base::pass(written);
    }
    if (progress) progress(files.size() + 1, files.size() + 1);
    return folder / name;
}

} // namespace huibiao::upload
