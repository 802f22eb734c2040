#include "events.h"
#include "store/hold.h"

#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>

using namespace events;

namespace {

/// A file system without the exchange of two names.
handover::Renames plain() {
    auto names = handover::Renames::system();
    names.exchange = [](fs::path const&, fs::path const&) { return EINVAL; };
    return names;
}

/// The process is gone before the first change of names (0) or right after the one of that number; true where
/// it was not.
bool dies(Kiosk const& it, handover::Renames const& names, int at, bool back) {
    pid_t const child = ::fork();
    if (child == 0) {
        int count = 0;
        auto const deadly = [&count, at](handover::Renames::Change const& change) {
            return [&count, at, change](fs::path const& from, fs::path const& to) {
                if (count == 0 && at == 0) ::_exit(9);
                int const code = change(from, to);
                if (++count == at) ::_exit(9);
                return code;
            };
        };
        auto how = it.how();
        how.names = {deadly(names.rename), deadly(names.exchange)};
        auto const done = back ? handover::goBack(it.folder, how) : it.load(it.stick / "沙市镇", how);
        ::_exit(done ? 0 : 1);
    }
    int status = 0;
    REQUIRE(::waitpid(child, &status, 0) == child);
    REQUIRE(WIFEXITED(status));
    REQUIRE(WEXITSTATUS(status) != 1);
    return WEXITSTATUS(status) == 0;
}

} // namespace

TEST_CASE("succession: the new event runs, the old one keeps its answers, and there is a way back") {
    for (bool const exchange : {true, false}) {
        INFO(exchange);
        Kiosk it;
        auto how = it.how();
        if (!exchange) how.names = plain();
        it.answer("a");
        it.answer("b");
        CHECK_FALSE(handover::previousEvent(it.folder, HUIBIAO_SOURCE_DIR, it.clock));
        fs::path const after = handover::answersAfter(opened(it.folder));
        REQUIRE(it.load(it.stick / "沙市镇", how));
        CHECK(fs::exists(after / "current"));
        CHECK(it.banner() == Second);
        CHECK(it.answers() == 0);
        CHECK(opened(it.folder).pinHash == Hash); // staff are not locked out
        CHECK_FALSE(fs::exists(it.folder / ".huibiao-incoming"));
        CHECK(it.neighbours() == 2);
        auto const former = handover::previousEvent(it.folder, HUIBIAO_SOURCE_DIR, it.clock);
        REQUIRE(former);
        CHECK(former->banner == First);
        CHECK(former->answers == 2);
        CHECK(former->fresh == 2);
        CHECK_FALSE(former->trouble);
        it.answer("c");
        auto const back = handover::goBack(it.folder, how);
        REQUIRE_MESSAGE(back, back.error().text(base::Language::English));
        CHECK(*back == First);
        CHECK(it.banner() == First);
        CHECK(it.answers() == 2);
        CHECK(handover::previousEvent(it.folder, HUIBIAO_SOURCE_DIR, it.clock)->answers == 1);
        CHECK(handover::recover(it.folder).empty()); // nothing is left to be done
        CHECK(it.neighbours() == 2);
    }
}

TEST_CASE("succession: a bundle with a PIN of its own keeps it") {
    Kiosk it;
    bundle(it.stick / "沙市镇", "沙市镇", "[staff]\npin = \"scrypt$its$own\"\n");
    REQUIRE(it.load());
    CHECK(opened(it.folder).pinHash == "scrypt$its$own");
}

TEST_CASE("succession: no answer that was not exported is ever erased") {
    Kiosk it;
    it.answer("a");
    REQUIRE(it.load());
    auto const again = it.load();
    REQUIRE_FALSE(again);
    CHECK(again.error().kind == base::Kind::Exists);
    CHECK(again.error().message.zh.find("1份") != std::string::npos);
    CHECK_FALSE(handover::mayErasePrevious(it.folder, it.clock));
    CHECK(it.banner() == Second);
    REQUIRE(it.goBack());
    CHECK(it.answers(true) == 1);
    REQUIRE(it.goBack());
    put(handover::previousOf(it.folder) / "照片.jpg", "of the fair"); // somebody's own
    bundle(it.stick / "沙市镇", "淳口镇");
    auto const third = it.load();
    REQUIRE_MESSAGE(third, third.error().text(base::Language::English));
    CHECK(handover::previousEvent(it.folder, HUIBIAO_SOURCE_DIR, it.clock)->banner == Second);
    CHECK(it.neighbours() == 3);
    fs::path const remains = it.folder.string() + ".remains-1";
    CHECK(fs::exists(remains / "照片.jpg"));
    CHECK(std::distance(fs::directory_iterator(remains), {}) == 1);
    SUBCASE("nor one of a database that is damaged") {
        fs::create_directories(handover::previousOf(it.folder) / "data" / "damaged-20261128");
        CHECK(it.load().error().kind == base::Kind::Exists);
    }
    SUBCASE("what may be erased is, when the computer is given back") {
        REQUIRE(handover::mayErasePrevious(it.folder, it.clock));
        CHECK(handover::erasePrevious(it.folder).empty());
        CHECK_FALSE(fs::exists(handover::previousOf(it.folder)));
        CHECK(handover::erasePrevious(it.folder).empty());
    }
}

TEST_CASE("succession: not while somebody else has the answers open") {
    Kiosk it;
    it.answer("a");
    auto const other = store::Store::open(opened(it.folder).dataFolder, it.clock);
    REQUIRE(other);
    auto const loaded = it.load();
    REQUIRE_FALSE(loaded);
    CHECK(loaded.error().kind == base::Kind::Unavailable);
    CHECK(it.neighbours() == 1);
    auto how = it.how();
    bool closed = false;
    how.letGo = [&] { closed = true; };
    CHECK_FALSE(it.load(it.stick / "沙市镇", how));
    CHECK(closed); // the caller's own would have been
}

TEST_CASE("succession: answers elsewhere stay there; a name that leads back into the folder is refused") {
    Kiosk it;
    std::string const pin = "[staff]\npin = \"" + Hash + "\"\n";
    for (std::string const& folder : {it.folder.string() + "/data", std::string("../活动/data")}) {
        bundle(it.folder, "高坪镇", pin + "[data]\nfolder = \"" + folder + "\"\n");
        CHECK(it.load().error().kind == base::Kind::Unsupported);
        CHECK(it.neighbours() == 1);
    }
    bundle(it.folder, "高坪镇", pin + "[data]\nfolder = \"" + (it.root / "answers").string() + "\"\n");
    it.answer("a");
    REQUIRE(it.load());
    CHECK(handover::previousEvent(it.folder, HUIBIAO_SOURCE_DIR, it.clock)->fresh == 1);
    REQUIRE(it.goBack());
    CHECK(it.answers() == 1);
}

TEST_CASE("succession: a previous event that is broken is no way back, and says why") {
    Kiosk it;
    REQUIRE(it.load());
    fs::remove(handover::previousOf(it.folder) / "form.xml");
    auto const former = handover::previousEvent(it.folder, HUIBIAO_SOURCE_DIR, it.clock);
    REQUIRE(former);
    REQUIRE(former->trouble);
    CHECK_FALSE(it.goBack());
    CHECK(it.banner() == Second);
    CHECK(it.neighbours() == 2);
}

TEST_CASE("succession: gone at any moment, the next start has an event, and every answer") {
    for (bool const exchange : {true, false})
        for (bool const back : {false, true})
            for (bool const older : {false, true}) {
                if (back && older) continue; // going back erases nothing
                auto const names = exchange ? handover::Renames::system() : plain();
                int moments = 0;
                for (bool whole = false; !whole; ++moments) {
                    INFO("exchange ", exchange, ", back ", back, ", older ", older, ", moment ", moments);
                    REQUIRE(moments < 20);
                    Kiosk it;
                    if (older || back) {
                        // A third one has run before, its answers all exported.
                        bundle(it.stick / "沙市镇", "高坪镇");
                        it.answer("old");
                        CHECK(it.answers(true) == 1);
                        REQUIRE(it.load());
                        bundle(it.stick / "沙市镇", "沙市镇");
                    }
                    it.answer("a");
                    it.answer("b");
                    whole = dies(it, names, moments, back);
                    static_cast<void>(handover::recover(it.folder, names));
                    // One of the two runs; both are there, and where the answers belong.
                    std::string const line = it.banner();
                    bool const changed = it.answers() != 2;
                    if (whole) CHECK(changed);
                    CHECK(line == (changed && !back ? Second : First));
                    auto const former = handover::previousEvent(it.folder, HUIBIAO_SOURCE_DIR, it.clock);
                    if (changed) {
                        REQUIRE(former);
                        CHECK(former->answers == 2);
                        CHECK(it.answers() == (back ? 1 : 0));
                    } else if (older || back) {
                        REQUIRE(former); // the way back that there was is there still
                        CHECK(former->answers == 1);
                    }
                    CHECK(it.neighbours() == (former ? 2 : 1));
                    CHECK(handover::recover(it.folder, names).empty());
                    // And it can be done again.
                    if (!changed) CHECK((back ? it.goBack() : it.load()));
                }
                CHECK(moments > 2); // the last one was not reached
            }
}

TEST_CASE("succession: what a stop left behind is cleared away, and what is not ours is left") {
    Kiosk it;
    fs::path const incoming = it.root / "box" / ".活动.huibiao-incoming";
    put(incoming / ".huibiao-incoming", "");
    put(incoming / "form.xml", "half");
    CHECK(handover::recover(it.folder).size() == 1);
    CHECK(it.neighbours() == 1);
    CHECK(handover::recover(it.root / "box" / "none").empty());
    REQUIRE(it.load());
    bundle(incoming, "淳口镇"); // nobody knows from where
    CHECK(handover::recover(it.folder).size() == 1);
    CHECK(fs::exists(incoming / "event.toml"));
    CHECK(it.load().error().kind == base::Kind::Exists);
    CHECK(it.goBack().error().kind == base::Kind::Exists);
    CHECK(it.banner() == Second);
}
