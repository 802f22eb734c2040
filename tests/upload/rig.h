#pragma once

#include "folder.h"
#include "store/store.h"
#include "upload/sender.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

/// tests/upload/server.py, gone with the object.
class TestServer {
public:
    explicit TestServer(std::vector<std::string> const& options = {}) {
        int in[2], out[2];
        if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
        std::vector<std::string> words{"python3", HUIBIAO_SOURCE_DIR "/tests/upload/server.py"};
        words.insert(words.end(), options.begin(), options.end());
        std::vector<char*> pointers;
        for (std::string& word : words) pointers.push_back(word.data());
        pointers.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, in[0], 0);
        ::posix_spawn_file_actions_adddup2(&actions, out[1], 1);
        if (::posix_spawnp(&m_process, "python3", &actions, nullptr, pointers.data(), environ) != 0)
            throw std::runtime_error("no python3");
        ::posix_spawn_file_actions_destroy(&actions);
        ::close(in[0]);
        ::close(out[1]);
        m_in = in[1];
        m_out = ::fdopen(out[0], "r");
        m_port = line();
    }
    TestServer(TestServer const&) = delete;
    TestServer& operator=(TestServer const&) = delete;
    ~TestServer() {
        ::close(m_in);
        std::fclose(m_out);
        ::waitpid(m_process, nullptr, 0);
    }
    [[nodiscard]] std::string const& port() const { return m_port; }
    nlohmann::json tell(nlohmann::json const& order) {
        std::string const text = order.dump() + "\n";
        if (::write(m_in, text.data(), text.size()) < 0) throw std::runtime_error("the server is gone");
        return nlohmann::json::parse(line());
    }
    void next(std::vector<std::string> const& cases) {
        auto const done = tell({{"next", cases}});
        if (!done.empty()) throw std::runtime_error(done.dump());
    }
    nlohmann::json stored() { return tell({{"stored", true}}); }
    nlohmann::json requests() { return tell({{"requests", true}}); }

private:
    std::string line() {
        std::string text;
        for (int c = std::fgetc(m_out); c != '\n'; c = std::fgetc(m_out)) {
            if (c == EOF) throw std::runtime_error("the server has ended");
            text += static_cast<char>(c);
        }
        return text;
    }
    pid_t m_process = 0;
    int m_in = -1;
    std::FILE* m_out = nullptr;
    std::string m_port;
};

/// One for all tests, for it takes its time to start; with nothing stored and those settings.
inline TestServer& fresh(nlohmann::json const& settings = nlohmann::json::object()) {
    static TestServer server;
    server.tell({{"reset", settings}});
    return server;
}

/// Waits a thousandth of what a real one waits.
inline huibiao::upload::Timing quick() {
    using namespace std::chrono_literals;
    huibiao::upload::Timing timing;
    timing.connect = 2000ms;
    timing.idle = 1000ms;
    timing.whole = 5000ms;
    timing.firstWait = 2ms;
    timing.longestWait = 20ms;
    timing.conflict = 1ms;
    timing.held = 100ms;
    timing.look = 20ms;
    return timing;
}

inline huibiao::upload::Server serverAt(TestServer const& server, std::string const& scheme = "http") {
    huibiao::upload::Server made;
    made.base = scheme + "://127.0.0.1:" + server.port() + "/v1/key/aB3$dE!fG7/projects/1";
    made.agent = "huibiao/test";
    return made;
}

inline huibiao::form::Submission answer(std::string const& id, std::string const& words = "好",
                                        std::vector<huibiao::form::Attachment> attachments = {}) {
    std::string xml = "<data id=\"manyi\" version=\"2023051801\"><q1>" + words + "</q1>";
    for (auto const& attachment : attachments) xml += "<file>" + attachment.name + "</file>";
    xml += "<meta><instanceID>uuid:" + id + "</instanceID></meta></data>";
    return {"uuid:" + id, "manyi", "2023051801", std::move(xml), std::move(attachments)};
}

/// A store with `count` answers "uuid:1" …, and what a pass through it does.
struct Box {
    TestFolder folder;
    huibiao::base::SystemClock clock;
    std::atomic<bool> slow = false;
    std::stop_source stopper{};

    explicit Box(int count = 0) {
        if (count == 0) return;
        auto opened = store();
        for (int i = 1; i <= count; ++i)
            if (!opened.keep(answer(std::to_string(i)))) throw std::runtime_error("not kept");
    }
    [[nodiscard]] huibiao::store::Store store() const {
        auto opened = huibiao::store::Store::open(folder.path(), clock);
        if (!opened) throw std::runtime_error(opened.error().message.en);
        return std::move(*opened);
    }
    void keep(huibiao::form::Submission const& submission) const {
        if (!store().keep(submission)) throw std::runtime_error("not kept");
    }
    [[nodiscard]] huibiao::upload::Report pass(huibiao::upload::Server const& server,
                                               huibiao::upload::Timing const& timing = quick(),
                                               huibiao::upload::Listener listener = {}) const {
        huibiao::upload::Sender sender(server, folder.path(), clock, slow, timing, std::move(listener));
        return sender.pass(stopper.get_token());
    }
    [[nodiscard]] huibiao::store::UploadQueue queue() const { return *store().uploadQueue(); }
};
