#include "upload/health.h"

#include "base/file.h"
#include "base/utf8.h"
#include "crypto/hash.h"
#include "crypto/secret.h"
#include "form/submission.h"
#include "store/store.h"
#include "upload/internal/care.h"
#include "upload/internal/connect.h"
#include "upload/internal/parts.h"
#include "upload/internal/verdict.h"
#include "xml/dom.h"
#include "xml/write.h"

#include <fmt/format.h>

#include <atomic>
#include <charconv>

namespace huibiao::upload {

namespace fs = std::filesystem;
using base::Kind;
using base::Result;

namespace {

constexpr char const* mark = "health-sent";

std::int64_t millisecondsOf(base::WallTime time) {
    return std::chrono::duration_cast<std::chrono::milliseconds>(time.time_since_epoch()).count();
}

/// RFC 9562, version 4.
std::string newInstanceId() {
    std::string bytes = crypto::randomBytes(16);
    bytes[6] = static_cast<char>((static_cast<unsigned char>(bytes[6]) & 0x0FU) | 0x40U);
    bytes[8] = static_cast<char>((static_cast<unsigned char>(bytes[8]) & 0x3FU) | 0x80U);
    std::string hex = crypto::toHex(bytes);
    for (std::size_t const at : {20U, 16U, 12U, 8U}) hex.insert(at, "-");
    return "uuid:" + hex;
}

/// It is the same server as for the answers, so most faults are told by those already.
base::Words wordsFor(internal::Verdict const& verdict, int status) {
    base::Words words = verdict.words;
    if (status == 404 || status == 401)
        words = {
            fmt::format("服务器上没有表单 {}，或没有分配给这个应用用户：把 assets/forms/huibiao_health.xml "
                        "放到服务器上发布并分配；不要运行状况就删去 health = true",
                        healthForm),
            fmt::format("the server has no form {}, or it is not assigned to this app user: publish "
                        "assets/forms/huibiao_health.xml there and assign it; or take out health = true",
                        healthForm)};
    words.zh = "运行状况没有报上去：" + words.zh;
    words.en = "how the kiosk is was not reported: " + words.en;
    if (!verdict.said.empty()) {
        words.zh += "（服务器说：" + verdict.said + "）";
        words.en += " (the server says: " + verdict.said + ")";
    }
    return words;
}

} // namespace

std::string healthXml(Health const& health, std::string const& instanceId) {
    xml::Document document;
    xml::Node& data = document.createElement("data");
    document.node()->append(data);
    data.setAttribute("id", healthForm);
    data.setAttribute("version", healthVersion);
    auto const add = [&](xml::Node& parent, char const* name, std::string const& value) {
        xml::Node& node = document.createElement(name);
        parent.append(node);
        node.setText(base::repairUtf8(value));
    };
    add(data, "kiosk_id", health.device);
    add(data, "kiosk_name", health.name);
    add(data, "kept", std::to_string(health.kept));
    add(data, "waiting", std::to_string(health.waiting));
    add(data, "refused", std::to_string(health.refused));
    add(data, "free_mib", std::to_string(health.freeBytes >> 20U));
    add(data, "clock", base::isoLocal(health.time));
    add(data, "clock_trusted", !health.clockTrusted ? "unknown" : *health.clockTrusted ? "yes" : "no");
    add(data, "program", health.program);
    xml::Node& meta = document.createElement("meta");
    data.append(meta);
    add(meta, "instanceID", instanceId);
    return xml::write(data);
}

Result<Health> healthOf(Server const& server, std::string const& name, fs::path const& dataFolder,
                        base::Clock const& clock) {
    Health health;
    health.device = deviceOf(server.device, dataFolder);
    health.name = name;
    health.time = clock.wall();
    health.program = server.agent;
    // The folder may not be there yet.
    fs::path volume = fs::absolute(dataFolder);
    for (std::error_code code; !fs::exists(volume, code) && volume != volume.parent_path();)
        volume = volume.parent_path();
    if (auto const free = base::freeBytes(volume)) health.freeBytes = *free;
    store::StoreOptions options;
    options.mustExist = true;
    auto const store = store::Store::open(dataFolder, clock, nullptr, options);
    if (!store) {
        if (store.error().kind == Kind::Missing) return health;
        return base::pass(store);
    }
    auto const queue = store->uploadQueue();
    if (!queue) return base::pass(queue);
    health.kept = queue->sent + queue->waiting + queue->refused;
    health.waiting = queue->waiting;
    health.refused = queue->refused;
    if (auto const trusted = store->clockTrusted()) health.clockTrusted = *trusted;
    return health;
}

bool healthDue(fs::path const& dataFolder, base::Clock const& clock) {
    auto const text = base::readFile(dataFolder / mark, 64);
    if (!text) return true;
    std::string const digits = base::trim(*text);
    std::int64_t last = 0;
    auto const [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), last);
    if (error != std::errc() || end != digits.data() + digits.size()) return true;
    std::int64_t const now = millisecondsOf(clock.wall());
    return now < last || now - last >= std::chrono::milliseconds(healthEvery).count();
}

Result<void> sendHealth(Server const& server, Health const& health, fs::path const& dataFolder,
                        base::Clock const& clock, std::stop_token const& stop, Timing const& timing) {
    internal::NoPipeSignal const quiet;
    if (auto const made = base::makeFolder(dataFolder); !made) return made;
    auto const noted =
        base::writeDurably(dataFolder / mark, std::to_string(millisecondsOf(clock.wall())) + "\n");
    if (!noted) return noted;
    std::atomic<bool> const slow = false;
    auto const connection = internal::connect(server, timing, slow, clock);
    if (!connection) return base::pass(connection);
    form::Submission submission;
    submission.instanceId = newInstanceId();
    submission.formId = healthForm;
    submission.formVersion = healthVersion;
    submission.xml = healthXml(health, submission.instanceId);
    internal::Parts const parts(submission, 0);
    std::string const url =
        internal::endpoint(server.base, "submission", internal::deviceQuery(health.device));
    // Opens the connection and makes a digest login ready, as for answers.
    if (auto const hello = connection->http->head(url, stop); hello.fault == internal::Fault::Stopped)
        return base::fail(Kind::Cancelled, internal::wordsOf(hello.fault));
    internal::Answer const answer = connection->http->post(url, parts.bodies().front(), stop);
    if (answer.fault == internal::Fault::Stopped)
        return base::fail(Kind::Cancelled, internal::wordsOf(answer.fault));
    internal::Verdict const verdict = internal::judge(answer);
    if (verdict.what == internal::What::Confirmed) return {};
    base::Words words = wordsFor(verdict, answer.status);
    Kind const kind = answer.status == 404                           ? Kind::Missing
                      : answer.status == 401 || answer.status == 403 ? Kind::Denied
                      : verdict.what == internal::What::Later        ? Kind::Unavailable
                                                                     : Kind::Invalid;
    return base::fail(
        kind,
        {connection->secrets->hide(std::move(words.zh)), connection->secrets->hide(std::move(words.en))},
        connection->secrets->hide(masked(server.base)));
}

} // namespace huibiao::upload
