#include "base/log.h"
#include "cli/cli.h"
#include "scrub.h"

#include <exception>
#include <filesystem>
#include <iostream>

namespace {

/// bin/huibiao and share/huibiao stand side by side, in the build folder as in a prefix.
std::filesystem::path shareFolder() {
    std::error_code ignored;
    auto const program = std::filesystem::read_symlink("/proc/self/exe", ignored);
    return program.parent_path().parent_path() / "share" / "huibiao";
}

} // namespace

int main(int count, char** words) {
    huibiao::bindHeap();
    try {
        std::ios::sync_with_stdio(false);
        huibiao::cli::Places const places{shareFolder(), HUIBIAO_FONT_DIR};
        huibiao::cli::Console console{std::cin, std::cout, std::cerr, huibiao::cli::languageOfEnvironment()};
        return huibiao::cli::run(count, words, places, console);
    } catch (std::exception const& error) {
        huibiao::base::logError(error.what());
        return 70;
    }
}
