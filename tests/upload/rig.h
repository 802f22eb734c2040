#pragma once

#include "folder.h"
#include "openrosa.h"
#include "store/store.h"
#include "upload/sender.h"

#include <atomic>
#include <stdexcept>
#include <string>
#include <vector>

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
