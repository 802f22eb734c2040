#include "xml/internal/source.h"

#include "base/utf8.h"

#include <fmt/format.h>
#include <iconv.h>

#include <algorithm>
#include <array>

namespace huibiao::xml {

using base::fail;
using base::Kind;
using base::Result;

namespace {

/// What the XML declaration says, by the letters alone (they are ASCII in every encoding that can
/// declare itself this way); empty when it says nothing.
std::string declaredEncoding(std::string_view bytes) {
    constexpr std::string_view begins = "<?xml";
    if (!bytes.starts_with(begins) || bytes.find_first_of(" \t\r\n", begins.size()) != begins.size())
        return {};
    auto const head = bytes.substr(0, std::min(bytes.find("?>"), std::size_t{200}));
    auto at = head.find("encoding");
    if (at == std::string_view::npos) return {};
    at = head.find_first_of("\"'", at);
    if (at == std::string_view::npos) return {};
    auto const end = head.find(head[at], at + 1);
    return end == std::string_view::npos ? std::string() : std::string(head.substr(at + 1, end - at - 1));
}

std::string encodingOf(std::string_view bytes) {
    if (bytes.starts_with("\xEF\xBB\xBF")) return {};
    if (bytes.starts_with("\xFE\xFF") || bytes.starts_with(std::string_view("\0<", 2))) return "UTF-16BE";
    if (bytes.starts_with("\xFF\xFE") || bytes.starts_with(std::string_view("<\0", 2))) return "UTF-16LE";
    auto const name = declaredEncoding(bytes);
    auto const lower = base::lowerAscii(name);
    if (lower == "utf-8" || lower == "utf8" || lower == "us-ascii" || lower == "ascii") return {};
    // A file cut out of a UTF-16 one and saved as bytes: what it says of itself is no longer so.
    if (lower.starts_with("utf-16") || lower.starts_with("utf-32") || lower.starts_with("ucs")) return {};
    // GB2312 is what people write for GBK; GB18030 holds both.
    if (lower == "gb2312" || lower == "gbk") return "GB18030";
    return name;
}

class Converter {
public:
    explicit Converter(std::string const& from) : m_handle(iconv_open("UTF-8", from.c_str())) {}
    Converter(Converter const&) = delete;
    Converter& operator=(Converter const&) = delete;
    ~Converter() {
        if (known()) iconv_close(m_handle);
    }
    [[nodiscard]] bool known() const { return m_handle != reinterpret_cast<iconv_t>(-1); }

    /// False at bytes that the encoding does not have.
    bool run(std::string_view bytes, std::string& out) {
        std::array<char, 8192> buffer{};
        auto* in = const_cast<char*>(bytes.data());
        auto left = bytes.size();
        while (left > 0) {
            char* to = buffer.data();
            auto room = buffer.size();
            auto const done = iconv(m_handle, &in, &left, &to, &room);
            out.append(buffer.data(), buffer.size() - room);
            if (done == static_cast<std::size_t>(-1) && errno != E2BIG) return false;
        }
        return true;
    }

private:
    iconv_t m_handle;
};

std::string lineOf(std::string_view text, std::size_t at, std::string_view name) {
    auto const before = text.substr(0, at);
    auto const line = 1 + std::count(before.begin(), before.end(), '\n');
    auto const start = before.rfind('\n');
    return fmt::format("{}:{}:{}", name, line, start == std::string_view::npos ? at + 1 : at - start);
}

} // namespace

Result<std::string> decodeSource(std::string_view bytes, std::string_view name) {
    auto const encoding = encodingOf(bytes);
    std::string text;
    if (encoding.empty()) {
        text = bytes;
    } else {
        Converter converter(encoding);
        if (!converter.known())
            return fail(Kind::Invalid,
                        {fmt::format("不认识的字符编码“{}”，请另存为 UTF-8", encoding),
                         fmt::format("the encoding \"{}\" is not known; save the file as UTF-8", encoding)},
                        fmt::format("{}:1:1", name));
        if (!converter.run(bytes, text))
            return fail(
                Kind::Invalid,
                {fmt::format("文件内容与声明的编码 {} 不符，请另存为 UTF-8", encoding),
                 fmt::format("the text is not in {}, the encoding it declares; save the file as UTF-8",
                             encoding)},
                lineOf(text, text.size(), name));
    }
    if (text.starts_with("\xEF\xBB\xBF")) text.erase(0, 3);
    return text;
}

Result<void> checkSource(std::string_view text, std::string_view name, std::size_t attributes) {
    std::size_t at = 0;
    auto const skipTo = [&](std::string_view mark) {
        auto const found = text.find(mark, at);
        at = found == std::string_view::npos ? text.size() : found + mark.size();
    };
    while ((at = text.find('<', at)) < text.size()) {
        auto const start = at;
        auto const rest = text.substr(at);
        if (rest.starts_with("<!--")) {
            at += 4;
            skipTo("-->");
        } else if (rest.starts_with("<![CDATA[")) {
            skipTo("]]>");
        } else if (rest.starts_with("<?")) {
            skipTo("?>");
        } else {
            bool const type = rest.starts_with("<!");
            std::size_t values = 0;
            for (++at; at < text.size() && text[at] != '>'; ++at) {
                if (text[at] == '"' || text[at] == '\'') {
                    auto const end = text.find(text[at], at + 1);
                    if (end == std::string_view::npos) return {};
                    at = end;
                    if (++values > attributes && !type)
                        return fail(Kind::Unsupported,
                                    {fmt::format("一个标签的属性超过 {} 个", attributes),
                                     fmt::format("a tag with more than {} attributes", attributes)},
                                    lineOf(text, start, name));
                } else if (type && text[at] == '[') {
                    return fail(Kind::Unsupported,
                                {"DOCTYPE 中带有自己的声明（实体等），为安全起见不读取，请删去 DOCTYPE",
                                 "the DOCTYPE holds declarations (entities) of its own, which are not read "
                                 "for safety; remove the DOCTYPE"},
                                lineOf(text, start, name));
                }
            }
        }
    }
    return {};
}

} // namespace huibiao::xml
