#pragma once

#include "upload/internal/care.h"
#include "upload/internal/http.h"
#include "upload/internal/secrets.h"
#include "upload/internal/verdict.h"
#include "upload/sender.h"

#include <random>
#include <set>
#include <utility>

namespace huibiao::upload {

/// What a sender is made of: sender.cpp has the way into a pass and out of it, sending.cpp what happens to a
/// submission.
struct Sender::State {
    Server server;
    std::filesystem::path folder;
    base::Clock const& clock;
    std::atomic<bool> const& slow;
    Timing timing;
    Listener listener;
    std::string shown = masked(server.base);
    std::string device = internal::deviceQuery(deviceOf(server.device, folder));
    std::mt19937_64 dice{std::random_device()()};

    // From pass to pass.
    std::int64_t cursor = 0;    ///< what was tried last
    bool missedInSweep = false; ///< since the front was passed something failed that comes again
    int misses = 0;             ///< in a row
    std::set<std::pair<std::string, std::string>> held{}; ///< form and version
    std::optional<base::Error> heldTrouble{};
    bool lookedThrough = false; ///< the store, by this sender

    // Of a pass.
    std::stop_token stop{};
    std::unique_ptr<internal::Secrets> secrets{};
    std::unique_ptr<internal::Http> http{};
    std::optional<store::Store> store{};
    std::string url{};
    std::uint64_t mostBytes = 0;
    store::UploadQueue queue{};
    Report report{};
    struct Ready {
        std::int64_t sequence = 0;
        base::Result<store::Stored> stored;
        bool wellFormed = false;
    };
    std::optional<Ready> ready{}; ///< read and looked through
    std::vector<std::int64_t> confirmed{};
    std::vector<std::string> confirmedIds{};
    base::SteadyTime firstConfirmed{};
    std::optional<base::SteadyTime> contactNoted{};

    // Those that answer with a bool: false ends the pass, and the report says how.
    struct Outcome {
        internal::Answer answer{};
        internal::Verdict verdict{};
    };
    void run();
    void startOver();
    base::Result<void> begin();
    bool greet();
    bool sweep();
    bool one(store::Waiting const& waiting, store::Waiting const* next);
    Outcome send(store::Stored const& stored, store::Waiting const* next);
    void prepare(store::Waiting const& waiting);
    bool confirm(store::Stored const& stored);
    bool refuse(store::Stored const& stored, int status, std::string words);
    bool later(base::Words const& words, std::string const& said, std::chrono::seconds asked);
    bool flush();
    bool noteContact();
    bool fail(base::Error error);
    bool end(End how);
    void tell(std::optional<base::Error> const& trouble);
    bool sleep(std::chrono::milliseconds time);
    std::chrono::milliseconds waitTime(std::chrono::seconds asked);
    base::Error errorOf(base::Words words, std::string const& said) const;
};

} // namespace huibiao::upload
