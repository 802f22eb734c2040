#pragma once

#include "base/file.h"
#include "event/event.h"
#include "folder.h"

#include <algorithm>
#include <string>

/// A bundle in a folder of its own, with `toml` as its event.toml.
struct Bundle {
    TestFolder folder;
    explicit Bundle(std::string const& toml) { put("event.toml", toml); }
    void put(std::string const& name, std::string const& bytes) const {
        if (!huibiao::base::writeDurably(folder / name, bytes)) throw std::runtime_error("no " + name);
    }
    [[nodiscard]] huibiao::base::Result<huibiao::event::Event> open() {
        findings.clear();
        return huibiao::event::open(folder.path(), HUIBIAO_SOURCE_DIR, findings);
    }
    /// Is there a finding at this line of event.toml that says `words`?
    [[nodiscard]] bool found(int line, std::string const& words, bool warning) const {
        std::string const where = (folder / "event.toml").string() + ":" + std::to_string(line);
        return std::any_of(findings.begin(), findings.end(), [&](huibiao::base::Finding const& f) {
            return f.warning == warning && f.error.where.starts_with(where) &&
                   f.error.message.zh.find(words) != std::string::npos;
        });
    }
    huibiao::base::Findings findings;
};
