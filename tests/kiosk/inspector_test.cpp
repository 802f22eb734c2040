#include "folder.h"
#include "kiosk/inspector.h"

#include <doctest/doctest.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cstring>
#include <fstream>

using namespace huibiao;
using kiosk::Inspector;

namespace {

int connectTo(std::filesystem::path const& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    std::memcpy(address.sun_path, path.c_str(), path.native().size() + 1);
    int const file = ::socket(AF_UNIX, SOCK_STREAM, 0);
    REQUIRE(::connect(file, reinterpret_cast<sockaddr const*>(&address), sizeof address) == 0);
    return file;
}

std::string receive(int file) {
    char buffer[4096];
    ssize_t const got = ::recv(file, buffer, sizeof buffer, 0);
    return got > 0 ? std::string(buffer, static_cast<std::size_t>(got)) : "";
}

void send(int file, std::string const& line) {
    REQUIRE(::send(file, line.data(), line.size(), MSG_NOSIGNAL) == static_cast<ssize_t>(line.size()));
}

} // namespace

TEST_CASE("only its owner may ask; tree waits for its answer, nonsense does not") {
    TestFolder folder;
    auto const path = folder / "s";
    auto inspector = Inspector::open(path);
    REQUIRE(inspector.has_value());
    struct stat there {};
    REQUIRE(::stat(path.c_str(), &there) == 0);
    CHECK((there.st_mode & 0777) == 0600);
    int const file = connectTo(path);
    inspector->serve();
    CHECK_FALSE(inspector->asked());
    send(file, "tr");
    inspector->serve();
    CHECK_FALSE(inspector->asked());
    send(file, "ee\n");
    inspector->serve();
    CHECK(inspector->asked());
    inspector->answer("{}");
    CHECK(receive(file) == "{}\n");
    CHECK_FALSE(inspector->asked());
    send(file, "quit\n");
    inspector->serve();
    CHECK(receive(file).find("error") != std::string::npos);
    ::close(file);
    inspector->serve();
    inspector->answer("{}"); // nobody there
}

TEST_CASE("a socket that is left over is replaced, a file is not") {
    TestFolder folder;
    auto const path = folder / "s";
    {
        auto first = Inspector::open(path);
        REQUIRE(first.has_value());
        auto second = Inspector::open(path);
        CHECK(second.has_value());
    }
    CHECK_FALSE(std::filesystem::exists(path));
    std::ofstream(path) << "precious";
    auto refused = Inspector::open(path);
    REQUIRE_FALSE(refused.has_value());
    CHECK(refused.error().kind == base::Kind::Exists);
    CHECK(std::filesystem::file_size(path) == 8);
    CHECK_FALSE(Inspector::open(folder / std::string(120, 'x')).has_value());
}

TEST_CASE("a scene is told with the keys of the contract, without what lies under a dialog") {
    kiosk::Scene scene;
    scene.screen = "survey";
    scene.pxPerDp = 1.5;
    kiosk::Item below;
    below.id = "below";
    kiosk::Item item;
    item.id = "yes";
    item.role = kiosk::Role::Radio;
    item.name = "满意 \"x\"";
    item.checked = true;
    item.rect = {1, 2, 3, 4};
    item.fg = draw::Colour{1, 2, 3, 255};
    scene.items = {below, item};
    scene.modal = 1;
    std::string const line = kiosk::describe(scene, 7);
    CHECK(line.find('\n') == std::string::npos);
    CHECK(line.find("below") == std::string::npos);
    CHECK(
        line ==
        R"({"screen":"survey","frame":7,"px_per_dp":1.5,"items":[{"id":"yes","role":"radio","name":"满意 \"x\"",)"
        R"("value":"","ref":"","checked":true,"enabled":true,"rect":[1,2,3,4],"text_px":0.0,"fg":"#010203","bg":null}]})");
}
