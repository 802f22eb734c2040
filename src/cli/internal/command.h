#pragma once

#include "cli/cli.h"
#include "handover/export.h"

#include <CLI/CLI.hpp>

#include <filesystem>
#include <functional>
#include <optional>
#include <string>

namespace huibiao::cli {

namespace fs = std::filesystem;

/// What every command is given.
struct Call {
    Places const& places;
    Console& console;
    /// The work of the command that was called; its answer is the exit code.
    std::function<int()> work;

    [[nodiscard]] std::string words(base::Words const& both) const { return both.in(console.language); }
    /// A line on stderr.
    void say(base::Words const& both) const;
    /// The error on stderr; returns the exit code 1.
    int failed(base::Error const& error) const;
    /// Each on a line of stderr, warnings marked; true when there is no error among them.
    bool report(base::Findings const& findings) const;
    /// A line on stdout, flushed.
    void print(std::string_view line) const;
};

/// `name` under `parent` with its description and, in its help, an example.
CLI::App* command(CLI::App& parent, Call& call, std::string const& name, base::Words const& purpose,
                  std::string const& example);

/// A secret: typed without echo on a terminal, else one line of stdin.
[[nodiscard]] base::Result<std::string> secret(Call const& call, base::Words const& prompt);

/// A bar on stderr while it is a terminal; nothing otherwise.
[[nodiscard]] handover::Progress progressBar(Call const& call);

/// The same for work that counts otherwise; `done` of `total`.
[[nodiscard]] std::function<bool(std::size_t done, std::size_t total)> progressBar(Call const& call,
                                                                                   base::Words const& name);

void addBanner(CLI::App& app, Call& call);
void addPlan(CLI::App& app, Call& call);
void addEvent(CLI::App& app, Call& call);
void addKiosk(CLI::App& app, Call& call);
void addForm(CLI::App& app, Call& call);
/// `forms`, with what comes from and goes to the server.
void addForms(CLI::App& app, Call& call);
void addResponses(CLI::App& app, Call& call);
void addUpload(CLI::App& app, Call& call);
void addPhoto(CLI::App& app, Call& call);
void addKit(CLI::App& app, Call& call);
void addLayout(CLI::App& app, Call& call);
void addInput(CLI::App& app, Call& call);
/// `ink` under `input`.
void addInk(CLI::App& input, Call& call);

} // namespace huibiao::cli
