#include "draw/fonts.h"

#include "base/parallel.h"
#include "base/utf8.h"
#include "draw/internal/measured.h"

#include <cairo-ft.h>
#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <hb-subset.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <memory>
#include <mutex>
#include <string>
#include <utility>
#include <vector>

namespace huibiao::draw {

namespace {

struct FontFile {
    char const* name;
    char const* package;
    Face face;
};
/// In the order in which a Fonts has them.
constexpr std::array<FontFile, 7> Files{{
    {"NotoSansCJK-Regular.ttc", "fonts-noto-cjk", {Family::Sans, Weight::Regular}},
    {"NotoSansCJK-Bold.ttc", "fonts-noto-cjk", {Family::Sans, Weight::Bold}},
    {"NotoSerifCJK-Regular.ttc", "fonts-noto-cjk", {Family::Serif, Weight::Regular}},
    {"NotoSerifCJK-Bold.ttc", "fonts-noto-cjk", {Family::Serif, Weight::Bold}},
    {"NotoSansCJK-Medium.ttc", "fonts-noto-cjk-extra", {Family::Sans, Weight::Medium}},
    {"NotoSansCJK-Black.ttc", "fonts-noto-cjk-extra", {Family::Sans, Weight::Black}},
    {"NotoSerifCJK-Black.ttc", "fonts-noto-cjk-extra", {Family::Serif, Weight::Black}},
}};
/// Each .ttc holds one face for each region, in the order JP KR SC TC HK.
constexpr unsigned SimplifiedFace = 2;

tl::unexpected<base::Error> notThere(FontFile const& font, std::filesystem::path const& path) {
    return base::fail(
        base::Kind::Missing,
        {fmt::format("缺少字体，请安装软件包：sudo apt install {}", font.package),
         fmt::format("a font is missing; install its package: sudo apt install {}", font.package)},
        path.string());
}

/// A new one, without any font.
struct Configuration {
    FcConfig* config = FcConfigCreate();
    Configuration() = default;
    Configuration(Configuration const&) = delete;
    Configuration& operator=(Configuration const&) = delete;
    ~Configuration() { FcConfigDestroy(config); }
};

struct FreePattern {
    void operator()(FcPattern* pattern) const { FcPatternDestroy(pattern); }
};
using Pattern = std::unique_ptr<FcPattern, FreePattern>;

/// What fontconfig knows of one face of a file; null where it is no font.
Pattern query(char const* file, unsigned face) {
    int faces = 0;
    return Pattern(FcFreeTypeQuery(reinterpret_cast<FcChar8 const*>(file), face, nullptr, &faces));
}

bool simplified(FcPattern* pattern) {
    FcChar8* family = nullptr;
    for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &family) == FcResultMatch; ++i) {
        std::string_view const name(reinterpret_cast<char const*>(family));
        if (name == "Noto Sans CJK SC" || name == "Noto Serif CJK SC") return true;
    }
    return false;
}

/// Opens a font in Cairo for as long as the process runs. By itself Cairo (1.16) opens a font when it is
/// first drawn with, without a lock for what all of them share, and once more than ten are open closes any
/// that no one is using, even one that another thread has just begun to use.
void keepOpen(FcPattern* pattern) {
    static std::mutex opening;
    std::scoped_lock const lock(opening);
    cairo_font_face_t* face = cairo_ft_font_face_create_for_pattern(pattern);
    cairo_font_options_t* options = cairo_font_options_create();
    cairo_matrix_t one;
    cairo_matrix_init_identity(&one);
    // Both are kept for ever; a font that cannot be opened is told when words are set with it.
    cairo_scaled_font_t* font = cairo_scaled_font_create(face, &one, &one, options);
    (void)cairo_ft_scaled_font_lock_face(font);
    cairo_font_options_destroy(options);
    cairo_font_face_destroy(face);
}

} // namespace

struct Fonts::Inner {
    FcConfig* config = nullptr;
    PangoFontMap* map = nullptr;
    std::unique_ptr<Measured> measured; ///< of narrowed ones

    explicit Inner(FcConfig* shared, bool remembers = false)
        : config(FcConfigReference(shared)), measured(remembers ? std::make_unique<Measured>() : nullptr) {
        map = pango_cairo_font_map_new_for_font_type(CAIRO_FONT_TYPE_FT);
        pango_fc_font_map_set_config(PANGO_FC_FONT_MAP(map), config);
    }
    Inner(Inner const&) = delete;
    Inner& operator=(Inner const&) = delete;
    ~Inner() {
        g_object_unref(map);
        FcConfigDestroy(config);
    }
};

base::Result<Fonts> Fonts::open(std::filesystem::path const& folder) {
    Configuration const owner;

    // No folder is named, so this only makes the empty set. FcConfigAppFontAddFile would read all
    // ten faces of each file, 34 ms each; one face takes 2.5 ms.
    if (FcConfigBuildFonts(owner.config) == FcFalse) {
        return base::fail(base::Kind::Unavailable, {"fontconfig 无法启动", "fontconfig does not start"});
    }
    std::array<Pattern, Files.size()> patterns;
    base::inParallel(Files.size(), [&](std::size_t i) {
        patterns[i] = query((folder / Files[i].name).c_str(), SimplifiedFace);
    });
    FcFontSet* set = FcConfigGetFonts(owner.config, FcSetSystem);
    for (std::size_t i = 0; i < Files.size(); ++i) {
        FontFile const& font = Files[i];
        std::filesystem::path const path = folder / font.name;
        std::error_code ignored;
        if (!std::filesystem::is_regular_file(path, ignored)) return notThere(font, path);
        if (!patterns[i] || !simplified(patterns[i].get())) {
            return base::fail(
                base::Kind::Invalid,
                {fmt::format("字体文件不对或已损坏，请重新安装软件包：sudo apt install --reinstall {}",
                             font.package),
                 fmt::format("not the font it should be, or broken; sudo apt install --reinstall {}",
                             font.package)},
                path.string());
        }
        keepOpen(patterns[i].get());
        FcFontSetAdd(set, patterns[i].release());
    }
    // librsvg asks for the current configuration and takes no other.
    FcConfigSetCurrent(owner.config);
    return Fonts(std::make_shared<Inner>(owner.config));
}

Fonts::Fonts(std::shared_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Fonts::Fonts(Fonts&&) noexcept = default;
Fonts& Fonts::operator=(Fonts&&) noexcept = default;
Fonts::~Fonts() = default;

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
/// closed: Cairo knows a font by its path for as long as the process runs.
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

/// What fontconfig knows of a font, with these characters alone. Not what it reads in the cut file: by that
/// the Black would be a family of its own (its other names are gone) and none of them good for Chinese, and
/// another weight would be taken in its stead.
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

/// The same of a font cut down to them; null where it cannot be.
Pattern narrowedFace(FcPattern* whole, std::u32string const& text) {
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

} // namespace

base::Result<Fonts> Fonts::narrowed(std::string_view text, std::vector<Face> const& faces) const {
    Configuration const owner;
    std::u32string const characters = base::decode(text);
    FcFontSet const* from = FcConfigGetFonts(m_inner->config, FcSetSystem);
    if (FcConfigBuildFonts(owner.config) == FcFalse || from == nullptr ||
        from->nfont != static_cast<int>(Files.size()))
        return base::fail(base::Kind::Unavailable, {"fontconfig 无法启动", "fontconfig does not start"});
    std::array<Pattern, Files.size()> patterns;
    // The longest thing before a kit's first piece.
    base::inParallel(Files.size(), [&](std::size_t i) {
        bool const wanted = std::ranges::find(faces, Files[i].face) != faces.end();
        patterns[i] = wanted ? narrowedFace(from->fonts[i], characters) : limited(from->fonts[i], characters);
    });
    FcFontSet* set = FcConfigGetFonts(owner.config, FcSetSystem);
    for (std::size_t i = 0; i < Files.size(); ++i) {
        if (!patterns[i])
            return base::fail(base::Kind::Invalid, {"字体无法裁剪", "a font cannot be cut down"},
                              Files[i].name);
        keepOpen(patterns[i].get());
        FcFontSetAdd(set, patterns[i].release());
    }
    return Fonts(std::make_shared<Inner>(owner.config, true));
}

Fonts Fonts::forThread() const {
    return Fonts(std::make_shared<Inner>(m_inner->config, m_inner->measured != nullptr));
}

Fonts Fonts::shared() const {
    return Fonts(m_inner);
}

Measured* Fonts::measured() const {
    return m_inner->measured.get();
}

_PangoFontMap* Fonts::map() const {
    return m_inner->map;
}

} // namespace huibiao::draw
