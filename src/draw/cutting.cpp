#include "draw/internal/cutting.h"

#include <fmt/format.h>
#include <hb-subset.h>
#include <sys/mman.h>
#include <unistd.h>

#include <array>
#include <utility>

namespace huibiao::draw {

namespace {

struct FreeBlob {
    void operator()(hb_blob_t* blob) const { hb_blob_destroy(blob); }
};
struct FreeFace {
    void operator()(hb_face_t* face) const { hb_face_destroy(face); }
};
struct FreeInput {
    void operator()(hb_subset_input_t* input) const { hb_subset_input_destroy(input); }
};
using Blob = std::unique_ptr<hb_blob_t, FreeBlob>;
using CutFace = std::unique_ptr<hb_face_t, FreeFace>;

struct FreeCharacters {
    void operator()(FcCharSet* set) const { FcCharSetDestroy(set); }
};

/// ASCII, no-break space, middle dot and times; dashes, quotes and dots; CJK punctuation; full-width ASCII.
constexpr std::array<std::pair<hb_codepoint_t, hb_codepoint_t>, 7> Always{{{0x20, 0x7E},
                                                                           {0xA0, 0xA0},
                                                                           {0xB7, 0xB7},
                                                                           {0xD7, 0xD7},
                                                                           {0x2010, 0x2027},
                                                                           {0x3000, 0x301F},
                                                                           {0xFF01, 0xFF5E}}};

void addCharacters(hb_set_t* set, std::u32string const& text) {
    for (auto const& [first, last] : Always) hb_set_add_range(set, first, last);
    for (char32_t const c : text) hb_set_add(set, c);
}

/// The bytes of one face cut down; empty where it cannot be.
Blob cut(char const* file, int index, std::u32string const& text) {
    Blob const whole(hb_blob_create_from_file(file));
    CutFace const face(hb_face_create(whole.get(), static_cast<unsigned>(index)));
    std::unique_ptr<hb_subset_input_t, FreeInput> const input(hb_subset_input_create_or_fail());
    if (!input) return nullptr;
    addCharacters(hb_subset_input_unicode_set(input.get()), text);
    // Subroutines save few bytes among so few glyphs, and their upkeep takes a third of the time.
    hb_subset_input_set_flags(input.get(), HB_SUBSET_FLAGS_DESUBROUTINIZE);
    // Beside those that are kept anyway: what shaping.cpp and vertical setting ask for.
    hb_set_t* features = hb_subset_input_set(input.get(), HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    for (char const* name : {"halt", "vhal", "pwid", "fwid", "vert", "vrt2"})
        hb_set_add(features, hb_tag_from_string(name, 4));
    CutFace const made(hb_subset_or_fail(face.get(), input.get()));
    return made ? Blob(hb_face_reference_blob(made.get())) : nullptr;
}

/// A file of these bytes in memory, with a path that fontconfig can open; -1 where there is none. Never
/// closed.
int memoryFile(Blob const& blob) {
    int const fd = ::memfd_create("font", MFD_CLOEXEC);
    if (fd < 0) return -1;
    unsigned length = 0;
    char const* data = hb_blob_get_data(blob.get(), &length);
    while (length > 0) {
        ssize_t const n = ::write(fd, data, length);
        if (n <= 0) {
            ::close(fd);
            return -1;
        }
        data += n;
        length -= static_cast<unsigned>(n);
    }
    return fd;
}

} // namespace

// Not what fontconfig would read in a cut file: by that the Black would be a family of its own (its other
// names are gone) and none of them good for Chinese, and another weight would be taken in its stead.
Pattern limited(FcPattern* whole, std::u32string const& text) {
    Pattern pattern(FcPatternDuplicate(whole));
    FcCharSet* all = nullptr;
    if (!pattern || FcPatternGetCharSet(whole, FC_CHARSET, 0, &all) != FcResultMatch) return nullptr;
    std::unique_ptr<FcCharSet, FreeCharacters> const wanted(FcCharSetCreate());
    for (auto const& [first, last] : Always)
        for (FcChar32 c = first; c <= last; ++c) FcCharSetAddChar(wanted.get(), c);
    for (char32_t const c : text) FcCharSetAddChar(wanted.get(), c);
    std::unique_ptr<FcCharSet, FreeCharacters> const there(FcCharSetIntersect(all, wanted.get()));
    FcPatternDel(pattern.get(), FC_CHARSET);
    FcPatternAddCharSet(pattern.get(), FC_CHARSET, there.get());
    return pattern;
}

Pattern cutDown(FcPattern* whole, std::u32string const& text) {
    FcChar8* file = nullptr;
    int index = 0;
    FcPatternGetString(whole, FC_FILE, 0, &file);
    FcPatternGetInteger(whole, FC_INDEX, 0, &index);
    Blob const blob = cut(reinterpret_cast<char const*>(file), index, text);
    int const fd = blob ? memoryFile(blob) : -1;
    Pattern pattern = limited(whole, text);
    if (fd < 0 || !pattern) return nullptr;
    std::string const path = fmt::format("/proc/self/fd/{}", fd);
    for (char const* property : {FC_FILE, FC_INDEX}) FcPatternDel(pattern.get(), property);
    FcPatternAddString(pattern.get(), FC_FILE, reinterpret_cast<FcChar8 const*>(path.c_str()));
    FcPatternAddInteger(pattern.get(), FC_INDEX, 0);
    return pattern;
}

} // namespace huibiao::draw
