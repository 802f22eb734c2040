#include "draw/fonts.h"

#include "base/parallel.h"
#include "base/utf8.h"
#include "draw/internal/cutting.h"
#include "draw/internal/measured.h"

#include <cairo-ft.h>
#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

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
        patterns[i] = wanted ? cutDown(from->fonts[i], characters) : limited(from->fonts[i], characters);
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
