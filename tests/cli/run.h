#pragma once

#include "cli/cli.h"

#include <initializer_list>
#include <sstream>
#include <string>
#include <vector>

/// One call of the program, without a process.
struct Called {
    int exit = 0;
    std::string out;
    std::string err;
};

inline Called call(std::initializer_list<std::string> words, std::string const& input = {},
                   huibiao::base::Language language = huibiao::base::Language::Chinese) {
    std::istringstream in(input);
    std::ostringstream out;
    std::ostringstream err;
    huibiao::cli::Console console{in, out, err, language};
    std::vector<char const*> pointers{"huibiao"};
    for (std::string const& word : words) pointers.push_back(word.c_str());
    Called done;
    done.exit = huibiao::cli::run(static_cast<int>(pointers.size()), pointers.data(),
                                  {HUIBIAO_SHARE_DIR, HUIBIAO_FONT_DIR}, console);
    done.out = out.str();
    done.err = err.str();
    return done;
}
