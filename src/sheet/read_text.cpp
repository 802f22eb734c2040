#include "base/utf8.h"
#include "sheet/internal/book.h"

#include <cctype>

namespace huibiao::sheet::internal {

using base::Result;

namespace {

/// The UTF-16 unit of "_xHHHH_" at `at`; -1 where there is none.
long escapedUnit(std::string_view text, std::size_t at) {
    if (text.size() - at < 7 || text[at] != '_' || text[at + 1] != 'x' || text[at + 6] != '_') return -1;
    long unit = 0;
    for (std::size_t i = at + 2; i < at + 6; ++i) {
        auto const c = static_cast<unsigned char>(text[i]);
        if (!std::isxdigit(c)) return -1;
        unit = unit * 16 + (std::isdigit(c) ? c - '0' : std::tolower(c) - 'a' + 10);
    }
    return unit;
}

} // namespace

std::string unescape(std::string text) {
    if (text.find("_x") != std::string::npos) {
        std::string out;
        for (std::size_t i = 0; i < text.size();) {
            long unit = escapedUnit(text, i);
            if (unit < 0) {
                out += text[i++];
                continue;
            }
            i += 7;
            if (unit >= 0xD800 && unit <= 0xDBFF) {
                long const low = i < text.size() ? escapedUnit(text, i) : -1;
                if (low >= 0xDC00 && low <= 0xDFFF) {
                    unit = 0x10000 + (unit - 0xD800) * 0x400 + (low - 0xDC00);
                    i += 7;
                }
            }
            if (unit != 0) out += base::encode(static_cast<char32_t>(unit));
        }
        text = std::move(out);
    }
    if (text.find('\r') == std::string::npos) return text;
    return base::replaceAll(base::replaceAll(std::move(text), "\r\n", "\n"), "\r", "\n");
}

Result<std::string> readPlainText(Pull& pull) {
    std::string text;
    int const end = pull.depth();
    for (;;) {
        Result<Step> const step = pull.next();
        if (!step) return base::pass(step);
        if (*step == Step::Text) text += pull.text();
        if (*step == Step::End || (*step == Step::Close && pull.depth() == end)) return text;
    }
}

Result<std::string> readRichText(Pull& pull) {
    std::string text;
    int const end = pull.depth();
    for (;;) {
        Result<Step> const step = pull.next();
        if (!step) return base::pass(step);
        if (*step == Step::Open && pull.name() == "rPh") {
            if (Result<void> const skipped = pull.skip(); !skipped) return base::pass(skipped);
        } else if (*step == Step::Open && pull.name() == "t") {
            Result<std::string> run = readPlainText(pull);
            if (!run) return run;
            text += unescape(std::move(*run));
        } else if (*step == Step::End || (*step == Step::Close && pull.depth() == end)) {
            return text;
        }
    }
}

} // namespace huibiao::sheet::internal
