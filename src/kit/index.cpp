#include "kit/internal/index.h"

#include "kit/contact.h"
#include "sheet/csv.h"

#include <fmt/format.h>

#include <algorithm>
#include <cctype>

namespace huibiao::kit {

namespace {

constexpr char const* Style = R"(
:root{color-scheme:light}
body{font-family:"Noto Sans CJK SC","Microsoft YaHei",sans-serif;color:#222;margin:0 auto;max-width:1180px;padding:24px;line-height:1.5}
h1{font-size:22px;margin:0 0 4px}
p{margin:4px 0}
.sum{color:#666;margin-bottom:20px}
.kits{display:grid;grid-template-columns:repeat(auto-fill,minmax(340px,1fr));gap:20px}
article{border:1px solid #ddd;border-radius:6px;padding:12px;break-inside:avoid}
article img{width:100%;height:auto;display:block;border:1px solid #eee}
h2{font-size:15px;margin:8px 0 2px}
h2 a{color:#a30d1f;text-decoration:none}
.meta{color:#666;font-size:13px}
ul{margin:6px 0 0;padding-left:1.2em;font-size:13px}
.look{color:#7a4b00}.fault{color:#a30d1f}
@media print{body{padding:0;max-width:none}.kits{grid-template-columns:1fr 1fr;gap:10px}h2 a{color:#000}}
)";

std::string escaped(std::string_view text) {
    std::string out;
    for (char const c : text) {
        switch (c) {
        case '&': out += "&amp;"; break;
        case '<': out += "&lt;"; break;
        case '>': out += "&gt;"; break;
        case '"': out += "&quot;"; break;
        default: out += c;
        }
    }
    return out;
}

/// A path for href: all but the unreserved characters and slashes as %XX (RFC 3986).
std::string address(std::string_view path) {
    std::string out;
    for (unsigned char const c : path) {
        bool const plain =
            c < 0x80 && (std::isalnum(c) != 0 ||
                         std::string_view("-._~/").find(static_cast<char>(c)) != std::string_view::npos);
        if (plain)
            out += static_cast<char>(c);
        else
            out += fmt::format("%{:02X}", c);
    }
    return out;
}

std::string megabytes(std::size_t bytes) {
    return fmt::format("{:.1f} MB", static_cast<double>(bytes) / 1e6);
}

bool same(Look const& a, Look const& b) {
    return a.item == b.item && a.words.zh == b.words.zh;
}

bool among(std::vector<Look> const& looks, Look const& look) {
    return std::ranges::any_of(looks, [&](Look const& other) { return same(look, other); });
}

/// What is to be said of every kit alike is told once.
std::vector<Look> commonLooks(std::vector<Outcome> const& outcomes) {
    std::vector<Look> out;
    std::size_t made = 0;
    for (Outcome const& one : outcomes) {
        if (one.folder.empty()) continue;
        if (made++ == 0) {
            out = one.looks;
            continue;
        }
        std::erase_if(out, [&](Look const& look) { return !among(one.looks, look); });
    }
    return made > 1 ? out : std::vector<Look>();
}

std::string listItem(Look const& look) {
    return "<li class=\"look\">" + escaped(look.item.empty() ? "" : look.item + "：") +
           escaped(look.words.zh) + "</li>\n";
}

std::string article(Outcome const& one, std::vector<Look> const& common) {
    std::string out = "<article>\n";
    std::string const title =
        fmt::format("{}　{}", one.number, escaped(one.banner.empty() ? one.unit : one.banner));
    if (one.folder.empty()) {
        out += "<h2>" + title + "</h2>\n<p class=\"fault\">没有做成</p>\n";
    } else {
        std::string const folder = address(one.folder);
        out += fmt::format("<a href=\"{0}/\"><img src=\"{0}/{1}\" alt=\"\" loading=\"lazy\"></a>\n", folder,
                           address(thumbnailName));
        out += fmt::format("<h2><a href=\"{}/\">{}</a></h2>\n", folder, title);
        out += fmt::format("<p class=\"meta\">{}　{} 个文件，{}　<a href=\"{}/{}\">全部物料</a></p>\n",
                           escaped(one.date), one.files, megabytes(one.bytes), folder, address(contactName));
    }
    std::string list;
    for (base::Finding const& fault : one.faults)
        list += "<li class=\"fault\">" + escaped(fault.error.message.zh) + "</li>\n";
    for (Look const& look : one.looks)
        if (!among(common, look)) list += listItem(look);
    if (!list.empty()) out += "<ul>\n" + list + "</ul>\n";
    return out + "</article>\n";
}

} // namespace

std::string indexPage(std::string const& title, std::vector<Outcome> const& outcomes) {
    std::size_t files = 0;
    std::size_t bytes = 0;
    std::size_t failed = 0;
    std::size_t looks = 0;
    std::vector<Look> const common = commonLooks(outcomes);
    for (Outcome const& one : outcomes) {
        files += one.files;
        bytes += one.bytes;
        if (one.folder.empty()) ++failed;
        if (one.looks.size() > common.size()) ++looks;
    }
    std::string out = "<!DOCTYPE html>\n<html lang=\"zh-CN\">\n<head>\n<meta charset=\"utf-8\">\n"
                      "<meta name=\"viewport\" content=\"width=device-width\">\n";
    out += "<title>" + escaped(title) + "</title>\n<style>" + Style + "</style>\n</head>\n<body>\n";
    out += "<h1>" + escaped(title) + "</h1>\n";
    out +=
        fmt::format("<p class=\"sum\">{} 项活动，{} 个文件，{}；{} 项没有做成，{} 项有要看一看的地方</p>\n",
                    outcomes.size(), files, megabytes(bytes), failed, looks);
    if (!common.empty()) {
        out += "<p>每一项都有：</p>\n<ul>\n";
        for (Look const& look : common) out += listItem(look);
        out += "</ul>\n";
    }
    out += "<div class=\"kits\">\n";
    for (Outcome const& one : outcomes) out += article(one, common);
    return out + "</div>\n</body>\n</html>\n";
}

std::string looksTable(std::vector<Outcome> const& outcomes) {
    std::string out(sheet::csvBom);
    sheet::appendCsvRow(out, {"序号", "会标", "物料", "情况", "要看什么"});
    auto const state = [](Look const& look) { return look.missing ? "没有做" : "看一看"; };
    std::vector<Look> const common = commonLooks(outcomes);
    for (Look const& look : common)
        sheet::appendCsvRow(out, {"全部", "", look.item, state(look), look.words.zh});
    for (Outcome const& one : outcomes) {
        std::string const number = std::to_string(one.number);
        for (base::Finding const& fault : one.faults)
            sheet::appendCsvRow(out, {number, one.banner.empty() ? one.unit : one.banner, "", "没有做成",
                                      fault.error.message.zh});
        for (Look const& look : one.looks) {
            if (among(common, look)) continue;
            sheet::appendCsvRow(out, {number, one.banner, look.item, state(look), look.words.zh});
        }
    }
    return out;
}

} // namespace huibiao::kit
