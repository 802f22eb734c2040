#include "draw/fonts.h"

#include <fmt/format.h>
#include <fontconfig/fontconfig.h>
#include <pango/pangocairo.h>
#include <pango/pangofc-fontmap.h>

#include <array>
#include <utility>

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
    struct Owner {
        FcConfig* config = FcConfigCreate();
        Owner() = default;
        Owner(Owner const&) = delete;
        Owner& operator=(Owner const&) = delete;
        ~Owner() { FcConfigDestroy(config); }
    } const owner;

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

Fonts Fonts::forThread() const {
    return Fonts(std::make_unique<Inner>(m_inner->config));
}

_PangoFontMap* Fonts::map() const {
    return m_inner->map;
}

} // namespace huibiao::draw
