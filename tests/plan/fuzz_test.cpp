#include "notices.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>
#include <set>

using namespace huibiao;

namespace {

/// Lines that a person takes for a row of the table: a number, something, and a month at the end.
std::set<std::size_t> rowLines(std::string const& text) {
    std::set<std::size_t> found;
    std::istringstream lines(text);
    std::size_t number = 0;
    for (std::string line; std::getline(lines, line);) {
        ++number;
        std::size_t const digits = line.find_first_not_of("0123456789");
        if (digits == 0 || digits > 3 || digits == std::string::npos || line.find('\r') != std::string::npos)
            continue;
        if (line[digits] != ' ' && line[digits] != '\t') continue;
        std::size_t end = line.find_last_not_of(' ') + 1;
        if (!line.substr(0, end).ends_with("月")) continue;
        end = line.find_last_not_of(' ', end - 4) + 1;
        if (end > digits && line[end - 1] >= '0' && line[end - 1] <= '9') found.insert(number);
    }
    return found;
}

void nothingLost(std::string const& text) {
    plan::Plan const plan = plan::parseNotice(text, "n");
    std::set<std::size_t> told;
    for (plan::Activity const& activity : plan.activities) told.insert(activity.line);
    for (base::Error const& problem : plan.problems)
        told.insert(std::stoul(problem.where.substr(problem.where.rfind(':') + 1)));
    for (std::size_t line : rowLines(text)) {
        CAPTURE(line);
        CHECK(told.contains(line));
    }
    for (plan::Activity const& activity : plan.activities) {
        CHECK(activity.month >= 1);
        CHECK(activity.month <= 12);
        CHECK_FALSE(activity.unit.empty());
        CHECK_FALSE(activity.theme.empty());
        CHECK_FALSE(activity.forms.empty());
    }
}

} // namespace

TEST_CASE("cut anywhere, the rows before the cut are read or reported") {
    std::mt19937 random(1);
    for (char const* name : {"liuyang", "ningxiang"}) {
        std::string const text = notices::text(name);
        std::uniform_int_distribution<std::size_t> at(0, text.size());
        for (int round = 0; round < 120; ++round) {
            std::size_t const cut = at(random);
            CAPTURE(cut);
            nothingLost(text.substr(0, cut));
            nothingLost(text.substr(cut));
        }
    }
}

TEST_CASE("with bytes flipped, cut out and put in, every row is read or reported") {
    std::mt19937 random(2);
    for (char const* name : {"liuyang", "ningxiang"}) {
        std::string const text = notices::text(name);
        for (int round = 0; round < 300; ++round) {
            std::string changed = text;
            for (int i = 0; i < 1 + round % 12; ++i) {
                std::size_t const at = random() % changed.size();
                switch (random() % 4) {
                case 0: changed[at] = static_cast<char>(random()); break;
                case 1: changed.erase(at, 1 + random() % 8); break;
                case 2: changed.insert(at, 1 + random() % 3, " \t\n\f4月"[random() % 5]); break;
                default: changed[at] = static_cast<char>(changed[at] ^ (1U << (random() % 8))); break;
                }
            }
            std::replace(changed.begin(), changed.end(), '\r', '#'); // would count as a line
            CAPTURE(round);
            nothingLost(changed);
        }
    }
}

TEST_CASE("lines shuffled: no crash, nothing lost") {
    std::mt19937 random(3);
    for (char const* name : {"liuyang", "ningxiang"}) {
        std::istringstream text(notices::text(name));
        std::vector<std::string> lines;
        for (std::string line; std::getline(text, line);) lines.push_back(line);
        for (int round = 0; round < 60; ++round) {
            std::shuffle(lines.begin(), lines.end(), random);
            std::string all;
            for (std::string const& line : lines) all += line + "\n";
            CAPTURE(round);
            nothingLost(all);
        }
    }
}
