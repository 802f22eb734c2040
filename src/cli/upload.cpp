#include "cli/internal/command.h"
#include "cli/internal/uploading.h"
#include "upload/beacon.h"
#include "upload/reason.h"
#include "upload/uploader.h"

#include <fmt/format.h>
#include <pthread.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <ctime>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>

namespace huibiao::cli {

upload::Server serverOf(event::Upload const& settings) {
    auto const auth = [&] {
        switch (settings.auth) {
        case event::UploadAuth::None: return upload::Auth::None;
        case event::UploadAuth::Bearer: return upload::Auth::Bearer;
        case event::UploadAuth::Basic: return upload::Auth::Basic;
        case event::UploadAuth::Digest: return upload::Auth::Digest;
        }
        return upload::Auth::None;
    };
    return {settings.server,    auth(),         settings.user,      settings.secretFile,
            settings.caFile,    settings.proxy, settings.allowHttp, "huibiao/" HUIBIAO_VERSION,
            settings.station.id};
}

namespace {

struct Options {
    std::string folder;
    bool once = false;
    bool retry = false;
};

/// SIGINT and SIGTERM are waited for instead of ending the program, while it lives.
class Waited {
public:
    Waited() {
        ::sigemptyset(&m_signals);
        ::sigaddset(&m_signals, SIGINT);
        ::sigaddset(&m_signals, SIGTERM);
        ::pthread_sigmask(SIG_BLOCK, &m_signals, &m_before);
    }
    Waited(Waited const&) = delete;
    Waited& operator=(Waited const&) = delete;
    ~Waited() { ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr); }
    /// True: one of them came within a tenth of a second.
    [[nodiscard]] bool came() const {
        constexpr timespec tenth{0, 100'000'000};
        return ::sigtimedwait(&m_signals, nullptr, &tenth) > 0;
    }

private:
    sigset_t m_signals{};
    sigset_t m_before{};
};

void tellRefusal(Call const& call, store::Refusal const& refusal) {
    base::Words const reason = upload::reasonOf(refusal.status);
    auto const line = [&](std::string const& why, char const* says) {
        return refusal.instanceId + "  " + why +
               (refusal.words.empty() ? "" : fmt::format(fmt::runtime(says), refusal.words));
    };
    call.say({line(reason.zh, "（服务器说：{}）"), line(reason.en, " (the server says: {})")});
}

/// Lines out of the uploader's thread, with a bar below them while stderr is a terminal.
class Teller {
public:
    explicit Teller(Call const& call) : m_call(call), m_terminal(::isatty(STDERR_FILENO) == 1) {}

    void line(std::function<void()> const& print) {
        std::lock_guard const lock(m_lines);
        if (m_terminal) m_call.console.err << "\r\033[K" << std::flush;
        print();
        draw();
    }
    void progress(store::UploadQueue const& queue) {
        std::lock_guard const lock(m_lines);
        if (m_first == npos) m_first = queue.sent;
        m_done = queue.sent - std::min(m_first, queue.sent);
        m_total = m_done + queue.waiting;
        draw();
    }

    /// A bar that is left unfinished ends its line.
    ~Teller() {
        if (m_terminal && m_done < m_total) m_call.console.err << std::endl;
    }
    Teller(Teller const&) = delete;
    Teller& operator=(Teller const&) = delete;

private:
    void draw() const {
        if (!m_terminal || m_total == 0) return;
        constexpr std::size_t width = 30;
        std::size_t const filled = m_done * width / m_total;
        m_call.console.err << '\r' << m_call.words({"上传", "uploading"}) << " [" << std::string(filled, '#')
                           << std::string(width - filled, ' ') << "] " << m_done << '/' << m_total
                           << (m_done == m_total ? "\n" : "") << std::flush;
    }
    static constexpr std::size_t npos = static_cast<std::size_t>(-1);
    Call const& m_call;
    bool m_terminal;
    std::mutex m_lines{};
    std::size_t m_first = npos, m_done = 0, m_total = 0;
};

/// What staff are told as it goes; each trouble once, however often it is met.
upload::Listener listenerFor(Call const& call, Teller& teller) {
    upload::Listener listener;
    listener.sent = [&](std::vector<std::string> const& ids) {
        teller.line([&] {
            for (std::string const& id : ids) call.print(id);
        });
    };
    listener.refused = [&](store::Refusal const& refusal) {
        teller.line([&] { tellRefusal(call, refusal); });
    };
    listener.trouble = [&, last = std::string()](std::optional<base::Error> const& trouble) mutable {
        std::string const text = trouble ? trouble->text(call.console.language) : std::string();
        if (trouble && text != last) teller.line([&] { call.failed(*trouble); });
        last = text;
    };
    listener.queue = [&](store::UploadQueue const& queue) { teller.progress(queue); };
    return listener;
}

int result(Call const& call, Options const& options, upload::Report const& report, fs::path const& data,
           base::Clock const& clock) {
    if (report.end == upload::End::Busy && report.trouble) call.failed(*report.trouble);
    store::StoreOptions existing;
    existing.mustExist = true;
    auto const store = store::Store::open(data, clock, nullptr, existing);
    if (!store) {
        if (store.error().kind != base::Kind::Missing) return call.failed(store.error());
        call.say({"还没有答卷", "there are no answers yet"});
        return 0;
    }
    auto const queue = store->uploadQueue();
    if (!queue) return call.failed(queue.error());
    call.say({fmt::format("这次发出 {} 份；共已发 {} 份，待发 {} 份，服务器没有收的 {} 份", report.sent,
                          queue->sent, queue->waiting, queue->refused),
              fmt::format("{} sent now; {} sent in all, {} waiting, {} refused by the server", report.sent,
                          queue->sent, queue->waiting, queue->refused)});
    if (queue->refused > 0)
        call.say({"没有收的不会自动再发：处理好后加 --retry 再发，或用 responses export 导出",
                  "what was refused is not sent again by itself: once it is set right add --retry, or export "
                  "it with "
                  "responses export"});
    bool const fine = queue->waiting == 0 && report.refused == 0;
    return fine || (!options.once && report.end == upload::End::Stopped) ? 0 : 1;
}

int uploadResponses(Call const& call, Options const& options) {
    auto const settings = event::uploadOf(options.folder);
    if (!settings) return call.failed(settings.error());
    auto const data = event::dataFolderOf(options.folder);
    if (!data) return call.failed(data.error());
    base::SystemClock const clock;
    if (options.retry) {
        store::StoreOptions existing;
        existing.mustExist = true;
        base::Findings findings;
        auto store = store::Store::open(*data, clock, &findings, existing);
        call.report(findings);
        if (!store && store.error().kind != base::Kind::Missing) return call.failed(store.error());
        if (store)
            if (auto const again = store->retryAll(); !again) return call.failed(again.error());
    }
    upload::Report report;
    {
        Teller teller(call);
        Waited const signals; // before the thread starts
        upload::Uploader uploader(serverOf(*settings), *data, clock,
                                  options.once ? upload::Uploader::Mode::Once
                                               : upload::Uploader::Mode::Always,
                                  {}, listenerFor(call, teller));
        auto const tellTrouble = [&](base::Error const& trouble) {
            teller.line([&] { call.failed(trouble); });
        };
        std::optional<upload::Beacon> beacon;
        auto const tellHealth = [&](upload::Beacon::Mode mode) {
            if (settings->health)
                beacon.emplace(serverOf(*settings), settings->station.name, *data, clock, mode,
                               upload::Timing{}, tellTrouble);
        };
        if (!options.once) tellHealth(upload::Beacon::Mode::Always);
        bool stopped = false;
        while (uploader.status().doing != upload::Doing::Ended && !stopped) stopped = signals.came();
        uploader.stop();
        report = uploader.report();
        // A single run ends with it, so that it tells what is left.
        if (options.once && !stopped) tellHealth(upload::Beacon::Mode::Once);
        while (options.once && beacon && !beacon->ended() && !stopped) stopped = signals.came();
    }
    return result(call, options, report, *data, clock);
}

} // namespace

void addUpload(CLI::App& app, Call& call) {
    auto const options = std::make_shared<Options>();
    CLI::App* const upload = command(
        app, call, "upload",
        {"把答卷发到 event.toml 里 [upload] 写的服务器（ODK Central、Kobo、Ona 等）；一直守着，有新的就发",
         "sends the answers to the server under [upload] of event.toml (ODK Central, Kobo, Ona …), and goes "
         "on "
         "with new ones"},
        "huibiao upload 高坪镇活动 --once");
    upload->add_option("DIR", options->folder, call.words({"活动包文件夹", "the bundle's folder"}))
        ->required();
    upload->add_flag("--once", options->once,
                     call.words({"发完现有的就结束", "ends once what is there has been sent"}));
    upload->add_flag("--retry", options->retry,
                     call.words({"服务器没有收的也再发一次", "sends what the server refused once more"}));
    upload->callback(
        [&call, options] { call.work = [&call, options] { return uploadResponses(call, *options); }; });
}

} // namespace huibiao::cli
