#pragma once

#include <span>
#include <string_view>

/// What reads files from outside, driven with any bytes. A target returns whatever it is given; it aborts
/// where a promise of the module is broken (what was written must read back as the same). Each input costs at
/// most a second and 256 MB a megabyte; tests/fuzz/README.md says how that is measured.
namespace fuzz {

/// XML: parsed, written, parsed again.
void xml(std::string_view bytes);

/// The first byte chooses: an .xlsx as it stands ('P', as all of them begin), a .csv ('c'), or the parts of
/// an .xlsx as XML, parted by lines of "====" ('x'): two sheets, shared strings, styles. A fuzzer alone would
/// never get past the check sums of a package.
void sheet(std::string_view bytes);

/// An expression; after a line of "====", the document it is evaluated in.
void xpath(std::string_view bytes);

/// An XForm, loaded and filled with answers drawn from the bytes themselves; after a line of "====", the text
/// of every file it names.
void form(std::string_view bytes);

/// Sheets as text, cells parted by tabs, "==== survey" before each; or, without that, a questionnaire as
/// offices type it. Converted, and what comes out loaded.
void xlsform(std::string_view bytes);

struct Target {
    std::string_view name;
    void (*run)(std::string_view bytes);
};
[[nodiscard]] std::span<Target const> targets();

} // namespace fuzz
