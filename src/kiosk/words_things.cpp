#include "kiosk/words_things.h"

#include <fmt/format.h>

namespace huibiao::kiosk::say {

std::string thingsCount(std::size_t things, std::size_t missing, std::size_t looks, Language language) {
    bool const zh = language == Language::Chinese;
    std::string out = zh ? fmt::format("共{}样", things) : fmt::format("{} things", things);
    if (missing > 0) out += zh ? fmt::format("，{}样没有做", missing) : fmt::format(", {} left out", missing);
    if (looks > 0)
        out += zh ? fmt::format("，{}样要看一看", looks)
                  : fmt::format(", {} need{} a look", looks, looks == 1 ? "s" : "");
    return out + (zh ? "。" : ".");
}

} // namespace huibiao::kiosk::say
