#include "base/utf8.h"
#include "event/internal/parts.h"

#include <fmt/format.h>

#include <algorithm>
#include <array>

namespace huibiao::event {

namespace {

using base::Findings;
using base::Kind;

constexpr std::size_t longestUrl = 600; ///< bytes that a phone still reads from a screen at arm's length

/// RFC 3986: all but the unreserved.
std::string percentEncoded(std::string_view text) {
    std::string out;
    for (unsigned char const c : text) {
        bool const plain = (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                           c == '-' || c == '_' || c == '.' || c == '~';
        if (plain)
            out += static_cast<char>(c);
        else
            out += fmt::format("%{:02X}", c);
    }
    return out;
}

/// These take no such defaults; their addresses stay as they are given.
bool takesNone(std::string_view url) {
    std::string_view rest = url.substr(url.find("://") + 3);
    std::string const host = base::lowerAscii(rest.substr(0, rest.find_first_of("/?#:")));
    constexpr std::array<std::string_view, 4> known{"wjx.cn", "wjx.top", "wjx.com", "wj.qq.com"};
    return std::any_of(known.begin(), known.end(), [&](std::string_view name) {
        return host == name || host.ends_with("." + std::string(name));
    });
}

/// "/data/unit", as a form's node is named.
bool isPath(std::string_view text) {
    return text.size() > 1 && text.front() == '/' && text.back() != '/' && text.size() <= 200 &&
           std::none_of(text.begin(), text.end(), [](unsigned char c) {
               return c <= ' ' || c == '[' || c == ']' || c == '"' || c == '\'';
           });
}

/// What the address has to end with so that a web form of ODK Central or Enketo opens with those answers
/// given: d[/data/unit]=…, percent-encoded.
std::string defaultsOf(Settings& settings, std::string const& table, std::string const& url,
                       Event const& event, Station const& station, Findings& findings) {
    std::string const kiosk = station.name.empty() ? station.id : station.name;
    std::string out;
    auto const complain = [&](bool warning, char const* key, base::Words words) {
        findings.push_back({warning, {Kind::Invalid, std::move(words), settings.where(table, key)}});
    };
    for (auto const& [key, value] :
         {std::pair<char const*, std::string const&>{"unit_field", event.banner.unit},
          {"activity_field", event.banner.line},
          {"kiosk_field", kiosk}}) {
        auto const field = settings.text(table, key, findings);
        if (!field || field->empty()) continue;
        if (!isPath(*field)) {
            complain(
                false, key,
                {fmt::format("{} 应写成问卷里那道题的路径，如 \"/data/unit\"", key),
                 fmt::format("{} must be the path of a question of the form, like \"/data/unit\"", key)});
            continue;
        }
        if (takesNone(url)) {
            complain(true, key,
                     {fmt::format("这个网站的问卷不能这样预填，{} 没有使用，网址保持原样", key),
                      fmt::format("forms of this site cannot be filled in like this; {} is not used and the "
                                  "address stays as it is",
                                  key)});
            continue;
        }
        if (value.empty()) {
            complain(true, key,
                     {"还没有写这台触摸屏叫什么：在 [kiosk] 下加 name = \"…\"",
                      "this kiosk has no name yet: add name = \"…\" under [kiosk]"});
            continue;
        }
        bool const first = out.empty() && url.find('?') == std::string::npos;
        bool const open = url.ends_with('?') || url.ends_with('&');
        out += first ? "?" : (out.empty() && open ? "" : "&");
        out += percentEncoded("d[" + *field + "]") + "=" + percentEncoded(value);
    }
    return out;
}

} // namespace

void readLinks(Settings& settings, Event& event, Findings& findings) {
    int const count = settings.entries("link", findings);
    Findings aside; // told where [upload] is read
    Station const station = readStation(settings, aside);
    for (int i = 0; i < count; ++i) {
        std::string const table = fmt::format("link#{}", i);
        Link link;
        link.url = settings.text(table, "url", findings).value_or("");
        link.caption = settings.text(table, "caption", findings).value_or("手机扫码填写问卷");
        std::string const where = settings.where(table, "url");
        bool const web = link.url.starts_with("https://") || link.url.starts_with("http://");
        bool const clean =
            std::none_of(link.url.begin(), link.url.end(), [](unsigned char c) { return c <= ' '; });
        if (!web || !clean || link.url.size() > longestUrl) {
            findings.push_back(
                {false,
                 {Kind::Invalid,
                  {"url 应是以 https:// 开头的网址，不含空格，600 字节以内",
                   "url must be a web address beginning with https://, without blanks, of at most 600 bytes"},
                  where}});
            continue;
        }
        link.url += defaultsOf(settings, table, link.url, event, station, findings);
        if (link.url.find("//example.org/") != std::string::npos || link.url.ends_with("//example.org"))
            findings.push_back({true,
                                {Kind::Invalid,
                                 {"这是示例网址，请换成本单位问卷的网址",
                                  "this is an example address: put your questionnaire's own here"},
                                 where}});
        if (link.url.size() > longestUrl) {
            findings.push_back(
                {false,
                 {Kind::Invalid,
                  {"加上预填的单位和活动后网址超过 600 字节，二维码太密扫不出：请少写几个 …_field",
                   "with what it fills in beforehand the address is over 600 bytes, too dense a code "
                   "to be read: leave out some …_field"},
                  where}});
            continue;
        }
        event.links.push_back(std::move(link));
    }
}

} // namespace huibiao::event
