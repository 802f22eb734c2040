#pragma once

#include "input/internal/library.h"

#include <array>

namespace huibiao::input::internal {

/// What all sessions have in common.
class Core {
public:
    Core(std::shared_ptr<Library> library, Readings readings)
        : m_library(std::move(library)), m_readings(std::move(readings)) {}
    void setTerms(std::vector<std::string> const& terms);
    [[nodiscard]] Terms const& terms(Options const& options) const { return m_terms.at(place(options)); }
    [[nodiscard]] Readings const& readings() const { return m_readings; }
    [[nodiscard]] std::shared_ptr<Library> const& library() const { return m_library; }

private:
    static std::size_t place(Options const& options) {
        return (options.keys == Keys::Nine ? 2U : 0U) + (options.fuzzy ? 1U : 0U);
    }
    std::shared_ptr<Library> m_library;
    Readings m_readings;
    std::array<Terms, 4> m_terms;
};

/// Keys to candidates: the event's terms in front of what librime finds.
class Typist {
public:
    Typist(std::shared_ptr<Core const> core, std::unique_ptr<Conversation> conversation,
           Options const& options)
        : m_core(std::move(core)), m_conversation(std::move(conversation)), m_options(options) {}

    [[nodiscard]] Options const& options() const { return m_options; }
    [[nodiscard]] std::vector<Candidate> candidates(std::string const& keys, std::size_t most);
    [[nodiscard]] std::vector<std::string> lines(std::string const& keys, std::size_t most);
    [[nodiscard]] std::string spaced(std::string const& keys);
    void forget() { m_conversation->forget(); }

private:
    /// The candidates for all the keys, and what else librime has.
    struct Found {
        std::vector<Candidate> whole;
        std::vector<Reading> parts;
    };
    [[nodiscard]] Found find(std::string const& keys, std::size_t most);
    /// The best that librime makes of all of them; empty when it leaves keys over.
    [[nodiscard]] std::string best(std::string const& keys);
    /// The line around a term that is spelt out in it; empty when there is none.
    [[nodiscard]] std::string around(std::string const& keys);

    std::shared_ptr<Core const> m_core;
    std::unique_ptr<Conversation> m_conversation;
    Options m_options;
};

} // namespace huibiao::input::internal
