#include "kiosk/inspector.h"

#include "base/file.h"

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <cerrno>
#include <cmath>
#include <cstring>

namespace huibiao::kiosk {

namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t MostClients = 16;
constexpr std::size_t LongestLine = 4096;

Json colour(std::optional<draw::Colour> const& colour) {
    return colour ? Json(colour->print()) : Json(nullptr);
}

struct Client {
    int file = -1;
    std::string in;
    std::string out;
    std::size_t waits = 0; ///< trees asked for and not yet told
};

} // namespace

std::string describe(Scene const& scene, std::uint64_t frame) {
    Json items = Json::array();
    for (std::size_t i = scene.modal; i < scene.items.size(); ++i) {
        Item const& item = scene.items[i];
        Json one;
        one["id"] = item.id;
        one["role"] = name(item.role);
        one["name"] = item.name;
        one["value"] = item.value;
        one["ref"] = item.ref;
        one["checked"] = item.checked ? Json(*item.checked) : Json(nullptr);
        one["enabled"] = item.enabled;
        one["rect"] = {std::lround(item.rect.x), std::lround(item.rect.y), std::lround(item.rect.width),
                       std::lround(item.rect.height)};
        one["text_px"] = std::round(item.textPx * 100) / 100;
        one["fg"] = colour(item.fg);
        one["bg"] = colour(item.bg);
        items.push_back(std::move(one));
    }
    Json tree;
    tree["screen"] = scene.screen;
    tree["frame"] = frame;
    tree["px_per_dp"] = scene.pxPerDp;
    tree["items"] = std::move(items);
    return tree.dump(-1, ' ', false, Json::error_handler_t::replace);
}

namespace {

/// What was told may be what somebody wrote: no buffer keeps it for the next line.
void taken(Client& client, std::size_t sent) {
    if (sent < client.out.size())
        client.out.erase(0, sent);
    else
        std::string().swap(client.out);
}

} // namespace

struct Inspector::Inner {
    int listener = -1;
    std::filesystem::path path;
    std::vector<Client> clients;

    ~Inner() {
        for (Client const& client : clients) ::close(client.file);
        if (listener >= 0) {
            ::close(listener);
            ::unlink(path.c_str());
        }
    }
};

Inspector::Inspector(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Inspector::Inspector(Inspector&&) noexcept = default;
Inspector& Inspector::operator=(Inspector&&) noexcept = default;
Inspector::~Inspector() = default;

base::Result<Inspector> Inspector::open(std::filesystem::path const& path) {
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    if (path.native().size() >= sizeof address.sun_path)
        return base::fail(base::Kind::Invalid,
                          {"套接字路径太长（最多107个字节），请换一个短的",
                           "the socket's path is too long (at most 107 bytes)"},
                          path.string());
    std::memcpy(address.sun_path, path.c_str(), path.native().size() + 1);
    struct stat there {};
    if (::lstat(path.c_str(), &there) == 0) {
        if (!S_ISSOCK(there.st_mode))
            return base::fail(
                base::Kind::Exists,
                {"这个名字已有别的文件，请换一个名字", "another file has this name, choose a different one"},
                path.string());
        ::unlink(path.c_str());
    }
    auto inner = std::make_unique<Inner>();
    inner->path = path;
    int const file = ::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0);
    if (file < 0) return tl::unexpected<base::Error>(base::systemError(errno, path));
    // The mode of the name comes from the socket's own at bind: nobody else ever sees it open.
    if (::fchmod(file, S_IRUSR | S_IWUSR) != 0 ||
        ::bind(file, reinterpret_cast<sockaddr const*>(&address), sizeof address) != 0) {
        int const code = errno;
        ::close(file);
        return tl::unexpected<base::Error>(base::systemError(code, path));
    }
    inner->listener = file;
    if (::chmod(path.c_str(), S_IRUSR | S_IWUSR) != 0 || ::listen(file, 8) != 0)
        return tl::unexpected<base::Error>(base::systemError(errno, path));
    return Inspector(std::move(inner));
}

void Inspector::addTo(std::vector<pollfd>& fds) const {
    fds.push_back({m_inner->listener, POLLIN, 0});
    for (Client const& client : m_inner->clients)
        fds.push_back({client.file, static_cast<short>(client.out.empty() ? POLLIN : POLLIN | POLLOUT), 0});
}

void Inspector::serve() {
    for (;;) {
        int const file = ::accept4(m_inner->listener, nullptr, nullptr, SOCK_CLOEXEC | SOCK_NONBLOCK);
        if (file < 0) break;
        if (m_inner->clients.size() >= MostClients)
            ::close(file);
        else
            m_inner->clients.push_back({file, {}, {}, 0});
    }
    std::erase_if(m_inner->clients, [](Client& client) {
        char buffer[1024];
        ssize_t got = 0;
        while ((got = ::recv(client.file, buffer, sizeof buffer, 0)) > 0)
            client.in.append(buffer, static_cast<std::size_t>(got));
        bool gone = got == 0 || (errno != EAGAIN && errno != EWOULDBLOCK) || client.in.size() > LongestLine;
        for (std::size_t end = 0; !gone && (end = client.in.find('\n')) != std::string::npos;) {
            std::string line = client.in.substr(0, end);
            client.in.erase(0, end + 1);
            if (!line.empty() && line.back() == '\r') line.pop_back();
            if (line == "tree")
                ++client.waits;
            else
                client.out += R"({"error": "unknown request, ask: tree"})"
                              "\n";
        }
        if (!gone && !client.out.empty()) {
            ssize_t const sent = ::send(client.file, client.out.data(), client.out.size(), MSG_NOSIGNAL);
            if (sent > 0)
                taken(client, static_cast<std::size_t>(sent));
            else if (sent < 0 && errno != EAGAIN && errno != EWOULDBLOCK)
                gone = true;
        }
        if (gone) ::close(client.file);
        return gone;
    });
}

bool Inspector::asked() const {
    for (Client const& client : m_inner->clients)
        if (client.waits > 0) return true;
    return false;
}

void Inspector::answer(std::string const& line) {
    for (Client& client : m_inner->clients) {
        for (; client.waits > 0; --client.waits) client.out += line + "\n";
        if (client.out.empty()) continue;
        ssize_t const sent = ::send(client.file, client.out.data(), client.out.size(), MSG_NOSIGNAL);
        if (sent > 0) taken(client, static_cast<std::size_t>(sent));
    }
}

} // namespace huibiao::kiosk
