#include "base/utf8.h"
#include "sheet/csv.h"

#include <fmt/format.h>
#include <iconv.h>

#include <cerrno>

namespace huibiao::sheet {

using base::fail;
using base::Kind;
using base::Result;

namespace {

class Converter {
public:
    explicit Converter(char const* from) : m_handle(::iconv_open("UTF-8", from)) {}
    Converter(Converter const&) = delete;
    Converter& operator=(Converter const&) = delete;
    ~Converter() {
        if (good()) ::iconv_close(m_handle);
    }
    [[nodiscard]] bool good() const { return m_handle != reinterpret_cast<iconv_t>(-1); }

    /// False where a sequence stands for no character.
    [[nodiscard]] bool convert(std::string_view bytes, std::string& out) {
        char* in = const_cast<char*>(bytes.data()); // NOLINT: iconv takes char** and does not write
        std::size_t inLeft = bytes.size();
        char chunk[4096];
        while (inLeft > 0) {
            char* to = chunk;
            std::size_t toLeft = sizeof chunk;
            std::size_t const done = ::iconv(m_handle, &in, &inLeft, &to, &toLeft);
            out.append(chunk, sizeof chunk - toLeft);
            if (done == static_cast<std::size_t>(-1) && errno != E2BIG) return false;
        }
        return true;
    }

private:
    iconv_t m_handle;
};

} // namespace

Result<std::string> decodeText(std::string_view bytes, std::string_view where) {
    std::string text;
    bool known = true;
    if (bytes.starts_with(csvBom)) bytes.remove_prefix(csvBom.size());
    if (bytes.starts_with("\xFF\xFE")) {
        known = Converter("UTF-16LE").convert(bytes.substr(2), text);
    } else if (bytes.starts_with("\xFE\xFF")) {
        known = Converter("UTF-16BE").convert(bytes.substr(2), text);
    } else if (base::validUtf8(bytes)) {
        text = bytes;
    } else {
        Converter chinese("GB18030");
        if (!chinese.good())
            return fail(Kind::Unavailable,
                        {"这台电脑缺少 GB18030 编码表，请把文件另存为 UTF-8",
                         "this computer lacks the GB18030 tables; save the file as UTF-8"},
                        std::string(where));
        known = chinese.convert(bytes, text);
    }
    if (!known || text.find('\0') != std::string::npos)
        return fail(Kind::Invalid,
                    {"认不出文件的文字编码，请另存为 UTF-8 编码的文本或 .csv",
                     "the text encoding is not known; save the file as text or .csv in UTF-8"},
                    std::string(where));
    return text;
}

} // namespace huibiao::sheet
