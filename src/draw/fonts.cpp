#include "draw/fonts.h"

#include "base/utf8.h"

#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <hb-subset.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <array>
#include <atomic>
#include <memory>
#include <string>
#include <thread>
#include <utility>
#include <vector>

namespace huibiao::draw {

namespace {

struct FontFile {
    char const* name;
    char const* package;
};
constexpr std::array<FontFile, 7> Files{{
    {"NotoSansCJK-Regular.ttc", "fonts-noto-cjk"},
    {"NotoSansCJK-Bold.ttc", "fonts-noto-cjk"},
    {"NotoSerifCJK-Regular.ttc", "fonts-noto-cjk"},
    {"NotoSerifCJK-Bold.ttc", "fonts-noto-cjk"},
    {"NotoSansCJK-Medium.ttc", "fonts-noto-cjk-extra"},
    {"NotoSansCJK-Black.ttc", "fonts-noto-cjk-extra"},
    {"NotoSerifCJK-Black.ttc", "fonts-noto-cjk-extra"},
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

bool simplified(FcPattern* pattern) {
    FcChar8* family = nullptr;
    for (int i = 0; FcPatternGetString(pattern, FC_FAMILY, i, &family) == FcResultMatch; ++i) {
        std::string_view const name(reinterpret_cast<char const*>(family));
        if (name == "Noto Sans CJK SC" || name == "Noto Serif CJK SC") return true;
    }
    return false;
}

} // namespace

struct Fonts::Inner {
    FcConfig* config = nullptr;
    PangoFontMap* map = nullptr;

    explicit Inner(FcConfig* shared) : config(FcConfigReference(shared)) {
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
    FcFontSet* set = FcConfigGetFonts(owner.config, FcSetSystem);
    for (FontFile const& font : Files) {
        std::filesystem::path const path = folder / font.name;
        std::error_code ignored;
        if (!std::filesystem::is_regular_file(path, ignored)) return notThere(font, path);
        int faces = 0;
        FcPattern* pattern =
            FcFreeTypeQuery(reinterpret_cast<FcChar8 const*>(path.c_str()), SimplifiedFace, nullptr, &faces);
        if (pattern == nullptr || !simplified(pattern)) {
            if (pattern != nullptr) FcPatternDestroy(pattern);
            return base::fail(
                base::Kind::Invalid,
                {fmt::format("字体文件不对或已损坏，请重新安装软件包：sudo apt install --reinstall {}",
                             font.package),
                 fmt::format("not the font it should be, or broken; sudo apt install --reinstall {}",
                             font.package)},
                path.string());
        }
        FcFontSetAdd(set, pattern);
    }
    // librsvg asks for the current configuration and takes no other.
    FcConfigSetCurrent(owner.config);
    return Fonts(std::make_unique<Inner>(owner.config));
}

Fonts::Fonts(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
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
using Face = std::unique_ptr<hb_face_t, FreeFace>;

void addCharacters(hb_set_t* set, std::u32string const& text) {
    // ASCII and Latin-1, general punctuation and arrows, CJK punctuation, full-width forms and vertical
    // marks.
    static constexpr std::array<std::pair<hb_codepoint_t, hb_codepoint_t>, 5> Always{
        {{0x20, 0xFF}, {0x2010, 0x21FF}, {0x3000, 0x303F}, {0xFE30, 0xFE4F}, {0xFF00, 0xFFEF}}};
    for (auto const& [first, last] : Always) hb_set_add_range(set, first, last);
    for (char32_t const c : text) hb_set_add(set, c);
}

/// The bytes of one face cut down; empty where it cannot be.
Blob cut(char const* file, int index, std::u32string const& text) {
    Blob const whole(hb_blob_create_from_file(file));
    Face const face(hb_face_create(whole.get(), static_cast<unsigned>(index)));
    std::unique_ptr<hb_subset_input_t, FreeInput> const input(hb_subset_input_create_or_fail());
    if (!input) return nullptr;
    addCharacters(hb_subset_input_unicode_set(input.get()), text);
    // Beside those that are kept anyway: what shaping.cpp and vertical setting ask for.
    hb_set_t* features = hb_subset_input_set(input.get(), HB_SUBSET_SETS_LAYOUT_FEATURE_TAG);
    for (char const* name : {"halt", "vhal", "pwid", "fwid", "vert", "vrt2"})
        hb_set_add(features, hb_tag_from_string(name, 4));
    Face const made(hb_subset_or_fail(face.get(), input.get()));
    return made ? Blob(hb_face_reference_blob(made.get())) : nullptr;
}

/// A face of a font file.
struct FaceOf {
    char const* file;
    int index;
};

/// All of them cut down, on as many cores as there are: it is the longest thing before a kit's first piece.
std::vector<Blob> cutAll(std::vector<FaceOf> const& faces, std::u32string const& text) {
    std::vector<Blob> blobs(faces.size());
    std::atomic<std::size_t> next{0};
    auto const work = [&] {
        for (std::size_t i = next++; i < faces.size(); i = next++)
            blobs[i] = cut(faces[i].file, faces[i].index, text);
    };
    std::vector<std::jthread> threads;
    for (unsigned i = 1; i < std::min(std::thread::hardware_concurrency(), 4U); ++i)
        threads.emplace_back(work);
    work();
    threads.clear();
    return blobs;
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

} // namespace

base::Result<Fonts> Fonts::narrowed(std::string_view text) const {
    Configuration const owner;
    std::u32string const characters = base::decode(text);
    FcFontSet const* from = FcConfigGetFonts(m_inner->config, FcSetSystem);
    if (FcConfigBuildFonts(owner.config) == FcFalse || from == nullptr)
        return base::fail(base::Kind::Unavailable, {"fontconfig 无法启动", "fontconfig does not start"});
    FcFontSet* set = FcConfigGetFonts(owner.config, FcSetSystem);
    std::vector<FaceOf> wanted;
    for (int i = 0; i < from->nfont; ++i) {
        FcChar8* file = nullptr;
        int index = 0;
        FcPatternGetString(from->fonts[i], FC_FILE, 0, &file);
        FcPatternGetInteger(from->fonts[i], FC_INDEX, 0, &index);
        wanted.push_back({reinterpret_cast<char const*>(file), index});
    }
    std::vector<Blob> const blobs = cutAll(wanted, characters);
    for (std::size_t i = 0; i < blobs.size(); ++i) {
        int const fd = blobs[i] ? memoryFile(blobs[i]) : -1;
        int faces = 0;
        std::string const name = fmt::format("/proc/self/fd/{}", fd);
        FcPattern* pattern =
            fd < 0 ? nullptr
                   : FcFreeTypeQuery(reinterpret_cast<FcChar8 const*>(name.c_str()), 0, nullptr, &faces);
        if (pattern == nullptr)
            return base::fail(base::Kind::Invalid, {"字体无法裁剪", "a font cannot be cut down"},
                              wanted[i].file);
        FcFontSetAdd(set, pattern);
    }
    return Fonts(std::make_unique<Inner>(owner.config));
}

Fonts Fonts::forThread() const {
    return Fonts(std::make_unique<Inner>(m_inner->config));
}

_PangoFontMap* Fonts::map() const {
    return m_inner->map;
}

} // namespace huibiao::draw
