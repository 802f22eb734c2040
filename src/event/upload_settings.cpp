#include "event/upload_settings.h"

#include "base/file.h"
#include "base/utf8.h"
#include "crypto/secret.h"
#include "event/internal/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace huibiao::event {

namespace {

using base::Findings;
using base::Kind;

constexpr char const* table = "upload";
constexpr std::size_t longestUrl = 2000;
constexpr std::size_t longestSecret = 4096; ///< bytes of the file
constexpr std::size_t longestCa = 4U << 20U;

/// Never quotes the value: an address may hold a token.
void complain(Settings const& settings, Findings& findings, char const* key, base::Words words,
              bool warning = false) {
    findings.push_back({warning, {Kind::Invalid, std::move(words), settings.where(table, key)}});
}

bool printable(std::string_view text) {
    return std::all_of(text.begin(), text.end(), [](unsigned char c) { return c > ' ' && c < 0x7F; });
}

/// What stands between the scheme and the path.
std::string_view authorityOf(std::string_view url) {
    url.remove_prefix(url.find("://") + 3);
    return url.substr(0, url.find_first_of("/?#"));
}

bool isLoopback(std::string_view authority) {
    std::string const whole = base::lowerAscii(authority);
    if (whole == "[::1]" || whole.starts_with("[::1]:")) return true;
    std::string const host = whole.substr(0, whole.find(':'));
    return host == "localhost" ||
           (host.starts_with("127.") &&
            std::all_of(host.begin(), host.end(), [](char c) { return c == '.' || (c >= '0' && c <= '9'); }));
}

void checkServer(Settings const& settings, Upload const& upload, Findings& findings) {
    std::string const& url = upload.server;
    bool const plain = url.starts_with("http://");
    if ((!plain && !url.starts_with("https://")) || !printable(url) || url.size() > longestUrl ||
        url.find('#') != std::string::npos || authorityOf(url).empty())
        return complain(settings, findings, "server",
                        {"server 应是以 https:// 开头的网址，不含空格和中文",
                         "server must be a web address beginning with https://, without blanks, in ASCII"});
    if (authorityOf(url).find('@') != std::string_view::npos)
        return complain(
            settings, findings, "server",
            {"网址里不能写用户名和密码：用户名写在 user，密码写进 secret_file 指的文件",
             "no user or password in the address: the user goes to user, the password into the file "
             "that secret_file names"});
    std::string_view path = std::string_view(url).substr(0, url.find('?'));
    while (path.ends_with('/')) path.remove_suffix(1);
    for (std::string_view const end : {"/submission", "/formList"})
        if (path.ends_with(end))
            complain(settings, findings, "server",
                     {fmt::format("网址末尾不要写 {}，程序会自己加上", end),
                      fmt::format("leave {} off the end of the address; it is added by itself", end)});
    if (!plain || isLoopback(authorityOf(url))) return;
    if (upload.allowHttp)
        complain(settings, findings, "allow_http",
                 {"答卷和密码会不加密地经过网络（allow_http），谁都能看到和改动",
                  "answers and passwords go through the network unencrypted (allow_http), for anyone to read "
                  "and change"},
                 true);
    else
        complain(
            settings, findings, "server",
            {"http:// 不加密，只能发到本机；请写 https://。一定要用时加一行 allow_http = true",
             "http:// is not encrypted and goes to this computer alone; use https://. If it must be, add "
             "allow_http = true"});
}

/// A file in the bundle that is there and, by `right`, what it should be.
std::filesystem::path fileOf(Settings& settings, std::filesystem::path const& bundle, char const* key,
                             std::size_t limit, auto&& right, Findings& findings) {
    auto const name = settings.text(table, key, findings);
    if (!name || name->empty()) return {};
    auto const file = bundleFile(bundle, *name, settings.where(table, key), findings);
    if (!file) return {};
    auto bytes = base::readFile(*file, limit);
    if (!bytes) {
        base::Error error = bytes.error();
        error.where = settings.where(table, key) + " → " + file->string();
        findings.push_back({false, std::move(error)});
    } else {
        right(*bytes);
        crypto::wipe(*bytes);
    }
    return *file;
}

void readAuth(Settings& settings, Upload& upload, Findings& findings) {
    constexpr std::array<std::pair<std::string_view, UploadAuth>, 4> known{{{"none", UploadAuth::None},
                                                                            {"bearer", UploadAuth::Bearer},
                                                                            {"basic", UploadAuth::Basic},
                                                                            {"digest", UploadAuth::Digest}}};
    std::string const named = settings.text(table, "auth", findings).value_or("none");
    auto const found =
        std::find_if(known.begin(), known.end(), [&](auto const& one) { return one.first == named; });
    if (found == known.end())
        return complain(settings, findings, "auth",
                        {"auth 应写成 \"none\"、\"bearer\"、\"basic\" 或 \"digest\"",
                         "auth must be \"none\", \"bearer\", \"basic\" or \"digest\""});
    upload.auth = found->second;
    bool const password = upload.auth == UploadAuth::Basic || upload.auth == UploadAuth::Digest;
    if (password && (upload.user.empty() || upload.user.find(':') != std::string::npos))
        complain(settings, findings, "auth",
                 {"这种登录方式要有用户名（不含冒号）：加一行 user = \"…\"",
                  "this kind of login needs a user, without a colon: add user = \"…\""});
    if (upload.auth != UploadAuth::None && upload.secretFile.empty())
        complain(settings, findings, "auth",
                 {"缺少密码或令牌：把它写进活动包里的一个文件，再加一行 secret_file = \"文件名\"",
                  "the password or token is missing: put it into a file in the bundle and add secret_file = "
                  "\"file\""});
    if (upload.auth == UploadAuth::None && !upload.secretFile.empty())
        complain(settings, findings, "secret_file",
                 {"没有写 auth，这个文件没有使用（auth = \"bearer\"、\"basic\" 或 \"digest\"）",
                  "auth is not set, so this file is not used (auth = \"bearer\", \"basic\" or \"digest\")"},
                 true);
}

} // namespace

Station readStation(Settings& settings, Findings& findings) {
    constexpr std::size_t longestId = 32, longestName = 100; // bytes
    Station station;
    station.id = settings.text("kiosk", "id", findings).value_or("");
    station.name = settings.text("kiosk", "name", findings).value_or("");
    bool const plain = std::all_of(station.id.begin(), station.id.end(), [](char c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-' ||
               c == '_';
    });
    if (!plain || station.id.size() > longestId)
        findings.push_back(
            {false,
             {Kind::Invalid,
              {"id 只能用字母、数字、- 和 _，32 个以内；中文名写在 name",
               "id takes letters, digits, - and _, at most 32 of them; other names go to name"},
              settings.where("kiosk", "id")}});
    bool const clean = std::none_of(station.name.begin(), station.name.end(),
                                    [](unsigned char c) { return c < ' ' || c == 0x7F; });
    if (!clean || station.name.size() > longestName)
        findings.push_back(
            {false,
             {Kind::Invalid,
              {"name 太长：一行，33 个汉字以内", "name is too long: one line of at most 100 bytes"},
              settings.where("kiosk", "name")}});
    return station;
}

Upload readUpload(Settings& settings, fs::path const& bundle, Findings& findings) {
    Upload upload;
    upload.server = settings.text(table, "server", findings).value_or("");
    upload.user = settings.text(table, "user", findings).value_or("");
    upload.proxy = settings.text(table, "proxy", findings).value_or("");
    upload.automatic = settings.flag(table, "auto", findings).value_or(false);
    upload.allowHttp = settings.flag(table, "allow_http", findings).value_or(false);
    upload.health = settings.flag(table, "health", findings).value_or(false);
    upload.station = readStation(settings, findings);
    upload.secretFile = fileOf(
        settings, bundle, "secret_file", longestSecret,
        [&](std::string const& bytes) {
            std::string first = base::trim(std::string_view(bytes).substr(0, bytes.find('\n')));
            if (first.empty())
                complain(settings, findings, "secret_file",
                         {"这个文件的第一行应是密码或令牌，现在是空的",
                          "the first line of this file must be the password or token; it is empty"});
            crypto::wipe(first);
        },
        findings);
    upload.caFile = fileOf(
        settings, bundle, "ca_file", longestCa,
        [&](std::string const& bytes) {
            if (bytes.find("-----BEGIN CERTIFICATE-----") == std::string::npos)
                complain(settings, findings, "ca_file",
                         {"这不是证书文件：应是 PEM 格式（-----BEGIN CERTIFICATE-----）",
                          "this is no certificate: PEM is expected (-----BEGIN CERTIFICATE-----)"});
        },
        findings);
    readAuth(settings, upload, findings);
    if (!printable(upload.proxy))
        complain(settings, findings, "proxy",
                 {"proxy 应写成 \"http://主机:端口\" 或 \"socks5h://主机:端口\"",
                  "proxy must be like \"http://host:port\" or \"socks5h://host:port\""});
    if (!upload.server.empty())
        checkServer(settings, upload, findings);
    else if (settings.where(table) != settings.where("")) // there is such a table
        complain(settings, findings, "",
                 {"没有写服务器：在 [upload] 下加一行 server = \"https://…\"",
                  "no server: add server = \"https://…\" under [upload]"});
    return upload;
}

base::Result<Upload> uploadOf(fs::path const& folder) {
    auto settings = Settings::read(folder / "event.toml");
    if (!settings) return base::pass(settings);
    Findings findings;
    Upload upload = readUpload(*settings, folder, findings);
    for (base::Finding const& finding : findings)
        if (!finding.warning) return tl::unexpected<base::Error>(finding.error);
    if (upload.server.empty())
        return base::fail(
            Kind::Missing,
            {"这个活动没有写服务器：在 event.toml 里加 [upload] 和 server = \"https://…\"",
             "this event names no server: add [upload] and server = \"https://…\" to event.toml"},
            settings->where(table));
    return upload;
}

} // namespace huibiao::event
