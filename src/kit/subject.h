#pragma once

#include "base/result.h"
#include "draw/text.h"
#include "event/event.h"
#include "plan/plan.h"
#include "wording/banner.h"

#include <string>
#include <vector>

namespace huibiao::kit {

/// What all the things of one kit speak of: one activity.
struct Subject {
    wording::Banner banner;
    std::string date{};    ///< as printed: 2023年5月18日（星期四）, 2023年5月; may be empty
    std::string place{};   ///< may be empty
    std::string link{};    ///< of the questionnaire; empty: what needs a code is left out
    std::string caption{}; ///< beside the code
    std::vector<event::Person> people{};
    bool samplePeople = false;        ///< `people` stand in for a list that nobody gave
    std::vector<std::string> signs{}; ///< never empty
};

/// Of a bundle: its first link, the people and signs of [kit].
[[nodiscard]] Subject subjectOf(event::Event const& event);

/// Of a row of a plan. `city` and `year` where the row's plan does not say; `eventName` empty: the usual one.
/// Invalid: what wording::banner refuses.
[[nodiscard]] base::Result<Subject> subjectOf(plan::Activity const& activity, std::string const& city,
                                              int year, std::string const& link,
                                              std::string const& eventName = {});

/// Keeps the weekday's bracket together, which Pango may part.
[[nodiscard]] draw::Passage datePassage(std::string const& date);

} // namespace huibiao::kit
