#pragma once

#include "input/internal/pairs.h"
#include "input/internal/terms.h"

#include <memory>
#include <string>
#include <vector>

namespace huibiao::input::internal {

/// What librime makes of keys, best first.
struct Reading {
    std::string text;
    std::size_t keys = 0; ///< from the first
    std::string typed;    ///< these keys, syllables apart
    std::string letters;  ///< in pinyin, syllables apart; nine keys only
};

/// librime, begun with the first and ended with the last of it. Nothing else in the program calls it.
class Library {
public:
    [[nodiscard]] static base::Result<std::shared_ptr<Library>> start(fs::path const& data,
                                                                      std::shared_ptr<Pairs const> pairs);
    Library(Library const&) = delete;
    Library& operator=(Library const&) = delete;
    ~Library();

private:
    Library() = default;
};

/// One conversation with librime, in one schema.
class Conversation {
public:
    [[nodiscard]] static base::Result<std::unique_ptr<Conversation>> begin(std::shared_ptr<Library> library,
                                                                           Options const& options);
    Conversation(Conversation const&) = delete;
    Conversation& operator=(Conversation const&) = delete;
    ~Conversation();

    /// At most `most`. The line stays, so that asking for the same keys again costs little.
    [[nodiscard]] std::vector<Reading> read(std::string const& keys, std::size_t most);
    /// Back to an empty line.
    void forget();

private:
    Conversation(std::shared_ptr<Library> library, std::uintptr_t id)
        : m_library(std::move(library)), m_id(id) {}
    std::shared_ptr<Library> m_library;
    std::uintptr_t m_id;
};

} // namespace huibiao::input::internal
