#include "upload/internal/http.h"

#include "base/log.h"
#include "base/utf8.h"

#include <curl/curl.h>
#include <fmt/format.h>
#include <linux/sockios.h>
#include <sys/ioctl.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <cstdio>
#include <cstring>
#include <ctime>
#include <utility>

namespace huibiao::upload::internal {

namespace {

constexpr std::size_t mostKept = 64U << 10U;    ///< bytes of an answer
constexpr std::uint64_t mostWhole = 32U << 10U; ///< bytes of a body
constexpr std::size_t mostRead = 4U << 20U;     ///< then it is cut off: no server of ours talks so much
constexpr curl_off_t slowRate = 16 << 10;       ///< bytes a second while somebody is answering
constexpr long bufferBytes = 16 << 10;
constexpr int longestPoll = 1000;             ///< ms
constexpr long notYetValid = 9, expired = 10; ///< X509_V_ERR_CERT_… of OpenSSL, as CURLINFO_SSL_VERIFYRESULT

/// RFC 9110, 5.6.7; in English whatever the language of the computer.
std::string httpDate(base::WallTime wall) {
    constexpr std::array days{"Sun", "Mon", "Tue", "Wed", "Thu", "Fri", "Sat"};
    constexpr std::array months{"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
    std::time_t const seconds = std::chrono::system_clock::to_time_t(wall);
    std::tm utc{};
    ::gmtime_r(&seconds, &utc);
    return fmt::format("{}, {:02} {} {:04} {:02}:{:02}:{:02} GMT",
                       days.at(static_cast<std::size_t>(utc.tm_wday)), utc.tm_mday,
                       months.at(static_cast<std::size_t>(utc.tm_mon)), utc.tm_year + 1900, utc.tm_hour,
                       utc.tm_min, utc.tm_sec);
}

/// Where the sending of a body stands.
struct Reader {
    Body const* body = nullptr;
    std::size_t piece = 0;
    std::size_t at = 0;

    void rewind() { piece = at = 0; }
    std::size_t read(char* to, std::size_t most) {
        std::size_t done = 0;
        while (body != nullptr && done < most && piece < body->pieces.size()) {
            std::string_view const rest = body->pieces[piece].substr(at);
            std::size_t const count = std::min(rest.size(), most - done);
            std::memcpy(to + done, rest.data(), count);
            done += count;
            at += count;
            if (count == rest.size()) {
                ++piece;
                at = 0;
            }
        }
        return done;
    }
};

struct Collector {
    std::size_t most = mostRead; ///< bytes of an answer, before it is cut off
    std::size_t kept = mostKept; ///< of those
    Answer answer{};
    std::size_t read = 0;
};

std::size_t onRead(char* to, std::size_t size, std::size_t count, void* reader) {
    return static_cast<Reader*>(reader)->read(to, size * count);
}

/// Only back to the start: after a challenge, or when a kept connection turned out to be gone.
int onSeek(void* reader, curl_off_t offset, int origin) {
    if (offset != 0 || origin != SEEK_SET) return CURL_SEEKFUNC_CANTSEEK;
    static_cast<Reader*>(reader)->rewind();
    return CURL_SEEKFUNC_OK;
}

std::size_t onBody(char* bytes, std::size_t size, std::size_t count, void* collector) {
    auto& into = *static_cast<Collector*>(collector);
    std::size_t const length = size * count;
    into.read += length;
    if (into.read > into.most) return 0;
    std::string& body = into.answer.body;
    body.append(bytes, std::min(length, into.kept - body.size()));
    return length;
}

std::size_t onHeader(char* bytes, std::size_t size, std::size_t count, void* collector) {
    auto& into = *static_cast<Collector*>(collector);
    std::string_view const line(bytes, size * count);
    if (line.starts_with("HTTP/"))
        into = {into.most, into.kept}; // of a challenge, of 100: what counts is the last
    std::size_t const colon = line.find(':');
    if (colon == std::string_view::npos) return line.size();
    std::string const name = base::lowerAscii(line.substr(0, colon));
    std::string const value = base::trim(line.substr(colon + 1));
    if (name == "x-openrosa-version") into.answer.openRosa = true;
    if (name == "location") into.answer.location = value;
    if (name == "x-openrosa-accept-content-length")
        std::from_chars(value.data(), value.data() + value.size(), into.answer.mostBytes);
    return line.size();
}

struct FreeEasy {
    void operator()(CURL* easy) const { ::curl_easy_cleanup(easy); }
};
struct FreeMulti {
    void operator()(CURLM* multi) const { ::curl_multi_cleanup(multi); }
};
struct FreeList {
    void operator()(curl_slist* list) const { ::curl_slist_free_all(list); }
};
using List = std::unique_ptr<curl_slist, FreeList>;

void add(List& list, std::string const& line) {
    curl_slist* const longer = ::curl_slist_append(list.get(), line.c_str());
    if (longer == nullptr) return;
    static_cast<void>(list.release());
    list.reset(longer);
}

/// Bytes handed to the system, still to go out from there, and received: on a slow line the system has the
/// whole of a picture long before the server has.
std::array<curl_off_t, 3> traffic(CURL* easy) {
    curl_off_t up = 0, down = 0;
    curl_socket_t socket = CURL_SOCKET_BAD;
    int queued = 0;
    ::curl_easy_getinfo(easy, CURLINFO_SIZE_UPLOAD_T, &up);
    ::curl_easy_getinfo(easy, CURLINFO_SIZE_DOWNLOAD_T, &down);
    ::curl_easy_getinfo(easy, CURLINFO_ACTIVESOCKET, &socket);
    if (socket != CURL_SOCKET_BAD && ::ioctl(socket, SIOCOUTQ, &queued) != 0) queued = 0;
    return {up, queued, down};
}

Fault faultOf(CURLcode code, CURL* easy) {
    long verified = 0, proxy = 0;
    long asked = 0; // bytes of the request's head
    ::curl_easy_getinfo(easy, CURLINFO_REQUEST_SIZE, &asked);
    ::curl_easy_getinfo(easy, CURLINFO_SSL_VERIFYRESULT, &verified);
    ::curl_easy_getinfo(easy, CURLINFO_HTTP_CONNECTCODE, &proxy);
    switch (code) {
    case CURLE_OK: return Fault::None;
    case CURLE_COULDNT_RESOLVE_HOST: return Fault::Name;
    case CURLE_COULDNT_RESOLVE_PROXY:
    case CURLE_PROXY: return Fault::Proxy;
    case CURLE_COULDNT_CONNECT: return Fault::Connect;
    case CURLE_OPERATION_TIMEDOUT: return asked == 0 ? Fault::Connect : Fault::Slow;
    case CURLE_PEER_FAILED_VERIFICATION:
        return verified == notYetValid || verified == expired ? Fault::Clock : Fault::Certificate;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CIPHER: return Fault::Tls;
    case CURLE_SSL_CACERT_BADFILE:
    case CURLE_URL_MALFORMAT:
    case CURLE_UNSUPPORTED_PROTOCOL: return Fault::Setup;
    default: return proxy >= 300 ? Fault::Proxy : Fault::Cut;
    }
}

long authOf(Auth auth) {
    switch (auth) {
    case Auth::None: return static_cast<long>(CURLAUTH_NONE);
    case Auth::Bearer: return static_cast<long>(CURLAUTH_BEARER);
    case Auth::Basic: return static_cast<long>(CURLAUTH_BASIC);
    case Auth::Digest: return static_cast<long>(CURLAUTH_DIGEST);
    }
    return static_cast<long>(CURLAUTH_NONE);
}

} // namespace

std::uint64_t Body::size() const {
    std::uint64_t sum = 0;
    for (std::string_view const piece : pieces) sum += piece.size();
    return sum;
}

struct Http::State {
    std::atomic<bool> const& slow;
    base::Clock const& clock;
    std::chrono::milliseconds idle{};
    std::unique_ptr<CURLM, FreeMulti> multi{};
    std::unique_ptr<CURL, FreeEasy> easy{}; ///< after the multi: it goes first
    Reader reader{};
    Collector collector{};
    std::string whole{}; ///< of a small body

    template <class Value>
    void set(CURLoption option, Value value) {
        ::curl_easy_setopt(easy.get(), option, value);
    }
    void prepare(Server const& server, Timing const& timing, std::string const& secret);
    Answer perform(std::string const& url, std::string const& type, std::stop_token const& stop,
                   std::function<void()> meanwhile);
};

void Http::State::prepare(Server const& server, Timing const& timing, std::string const& secret) {
    set(CURLOPT_NOSIGNAL, 1L);
    set(CURLOPT_QUICK_EXIT, 1L); // a name that is still looked up is not waited for
    set(CURLOPT_PROTOCOLS_STR, "http,https");
    set(CURLOPT_FOLLOWLOCATION, 0L);
    set(CURLOPT_HTTP_VERSION, static_cast<long>(CURL_HTTP_VERSION_1_1));
    set(CURLOPT_SSLVERSION, static_cast<long>(CURL_SSLVERSION_TLSv1_2));
    set(CURLOPT_SSL_VERIFYPEER, 1L);
    set(CURLOPT_SSL_VERIFYHOST, 2L);
    if (!server.caFile.empty()) set(CURLOPT_CAINFO, server.caFile.c_str());
    set(CURLOPT_USERAGENT, server.agent.c_str());
    set(CURLOPT_CONNECTTIMEOUT_MS, static_cast<long>(timing.connect.count()));
    set(CURLOPT_TIMEOUT_MS, static_cast<long>(timing.whole.count()));
    set(CURLOPT_UPLOAD_BUFFERSIZE, bufferBytes);
    idle = timing.idle;
    if (!server.proxy.empty()) set(CURLOPT_PROXY, server.proxy.c_str());
    // Plain text for this computer itself does not go to a proxy. (With allow_http it may.)
    if (!server.allowHttp && server.base.starts_with("http://")) set(CURLOPT_NOPROXY, "*");
    set(CURLOPT_HTTPAUTH, authOf(server.auth));
    if (server.auth == Auth::Bearer) set(CURLOPT_XOAUTH2_BEARER, secret.c_str());
    if (server.auth == Auth::Basic || server.auth == Auth::Digest) {
        set(CURLOPT_USERNAME, server.user.c_str());
        set(CURLOPT_PASSWORD, secret.c_str());
    }
    set(CURLOPT_WRITEFUNCTION, &onBody);
    set(CURLOPT_WRITEDATA, static_cast<void*>(&collector));
    set(CURLOPT_HEADERFUNCTION, &onHeader);
    set(CURLOPT_HEADERDATA, static_cast<void*>(&collector));
    set(CURLOPT_READFUNCTION, &onRead);
    set(CURLOPT_READDATA, static_cast<void*>(&reader));
    set(CURLOPT_SEEKFUNCTION, &onSeek);
    set(CURLOPT_SEEKDATA, static_cast<void*>(&reader));
}

Answer Http::State::perform(std::string const& url, std::string const& type, std::stop_token const& stop,
                            std::function<void()> meanwhile) {
    List headers;
    add(headers, "X-OpenRosa-Version: 1.0");
    add(headers, "Date: " + httpDate(clock.wall()));
    add(headers, "Expect:"); // nothing is gained by waiting for a 100
    if (!type.empty()) add(headers, "Content-Type: " + type);
    set(CURLOPT_HTTPHEADER, headers.get());
    set(CURLOPT_URL, url.c_str());
    reader.rewind();

    CURLcode code = CURLE_ABORTED_BY_CALLBACK;
    ::curl_multi_add_handle(multi.get(), easy.get());
    {
        std::stop_callback const wake(stop, [this] { ::curl_multi_wakeup(multi.get()); });
        bool paced = false;
        auto moved = clock.steady();
        std::array<curl_off_t, 3> before{-1};
        for (int running = 1; running > 0 && !stop.stop_requested();) {
            if (paced != slow) {
                paced = slow;
                set(CURLOPT_MAX_SEND_SPEED_LARGE, paced ? slowRate : curl_off_t{0});
            }
            if (::curl_multi_perform(multi.get(), &running) != CURLM_OK) break;
            if (running == 0) break;
            if (meanwhile) std::exchange(meanwhile, nullptr)();
            // A time-out of our own for silence: curl's counts in whole seconds and bytes a second.
            auto const now = clock.steady();
            if (auto const bytes = traffic(easy.get()); bytes != before) {
                before = bytes;
                moved = now;
            } else if (now - moved > idle) {
                code = CURLE_OPERATION_TIMEDOUT;
                break;
            }
            auto const left =
                std::chrono::duration_cast<std::chrono::milliseconds>(idle - (now - moved)).count() + 1;
            ::curl_multi_poll(multi.get(), nullptr, 0,
                              static_cast<int>(std::clamp<long>(left, 1, longestPoll)), nullptr);
        }
        int queued = 0;
        while (CURLMsg const* const message = ::curl_multi_info_read(multi.get(), &queued))
            if (message->msg == CURLMSG_DONE) code = message->data.result;
    }
    Answer answer = std::move(collector.answer);
    answer.fault = stop.stop_requested() && code != CURLE_OK ? Fault::Stopped : faultOf(code, easy.get());
    if (code == CURLE_WRITE_ERROR && collector.read > collector.most) answer.fault = Fault::Large;
    long status = 0;
    curl_off_t after = 0;
    ::curl_easy_getinfo(easy.get(), CURLINFO_RESPONSE_CODE, &status);
    ::curl_easy_getinfo(easy.get(), CURLINFO_RETRY_AFTER, &after);
    answer.status = static_cast<int>(status);
    answer.retryAfter = std::chrono::seconds(after);
    if (answer.fault != Fault::None && answer.fault != Fault::Stopped)
        base::logWarning(fmt::format("upload: no answer: {}", ::curl_easy_strerror(code)));
    ::curl_multi_remove_handle(multi.get(), easy.get());
    set(CURLOPT_HTTPHEADER, static_cast<curl_slist*>(nullptr));
    return answer;
}

Http::Http(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Http::~Http() = default;

base::Result<std::unique_ptr<Http>> Http::open(Server const& server, Timing const& timing,
                                               crypto::Secret secret, std::atomic<bool> const& slow,
                                               base::Clock const& clock) {
    static CURLcode const ready = ::curl_global_init(CURL_GLOBAL_DEFAULT); // counts by itself; once is enough
    auto state = std::make_unique<State>(slow, clock);
    state->multi.reset(::curl_multi_init());
    state->easy.reset(::curl_easy_init());
    if (ready != CURLE_OK || !state->multi || !state->easy)
        return base::fail(base::Kind::Unavailable,
                          {"网络部件无法启动", "the network library does not start"});
    state->prepare(server, timing, secret.bytes());
    return std::unique_ptr<Http>(new Http(std::move(state)));
}

Answer Http::head(std::string const& url, std::stop_token const& stop) {
    m_state->reader = {};
    m_state->collector = {};
    m_state->set(CURLOPT_NOBODY, 1L);
    return m_state->perform(url, {}, stop, {});
}

Answer Http::get(std::string const& url, std::size_t most, std::stop_token const& stop) {
    m_state->reader = {};
    m_state->collector = {most, most};
    m_state->set(CURLOPT_HTTPGET, 1L); // undoes the others
    return m_state->perform(url, {}, stop, {});
}

Answer Http::post(std::string const& url, Body const& body, std::stop_token const& stop,
                  std::function<void()> meanwhile) {
    m_state->reader = {&body};
    m_state->collector = {};
    m_state->set(CURLOPT_NOBODY, 0L);
    m_state->set(CURLOPT_POST, 1L);
    m_state->set(CURLOPT_POSTFIELDSIZE_LARGE, static_cast<curl_off_t>(body.size()));
    // A small one goes out in one piece with its head, which is one packet instead of two. (Not while it
    // should go slowly: what curl has whole it sends whole.)
    std::string& whole = m_state->whole;
    whole.clear();
    bool const small = body.size() <= mostWhole && !m_state->slow;
    if (small)
        for (std::string_view const piece : body.pieces) whole += piece;
    m_state->set(CURLOPT_POSTFIELDS, small ? whole.data() : nullptr);
    Answer answer = m_state->perform(url, body.type, stop, std::move(meanwhile));
    m_state->reader = {};
    return answer;
}

} // namespace huibiao::upload::internal
