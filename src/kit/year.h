#pragma once

#include "base/result.h"
#include "draw/fonts.h"
#include "kit/kit.h"
#include "kit/piece.h"
#include "plan/plan.h"

#include <filesystem>
#include <map>
#include <string>
#include <vector>

namespace huibiao::kit {

/// The questionnaires' addresses by 序号. A table (.csv, .xlsx) with the columns 序号 and 链接. Invalid: a
/// head that is missing, a number that is none or stands twice, an address that does not begin with http.
[[nodiscard]] base::Result<std::map<int, std::string>> readLinks(fs::path const& file);

/// One activity of a plan, and what became of it.
struct Outcome {
    int number = 0; ///< 序号
    std::string banner;
    std::string unit;
    std::string date;
    std::string folder; ///< in the plan's folder; empty: nothing was made
    std::vector<Look> looks;
    base::Findings faults; ///< why nothing was made
    std::size_t files = 0;
    std::size_t bytes = 0;
    bool unchanged = false;
};

struct YearOptions {
    std::string city{}; ///< where the plan does not say
    int year = 0;
    std::string eventName{}; ///< as wording::BannerInput; empty: the usual one
    std::map<int, std::string> links{};
    Press press{};
    unsigned threads = 0; ///< 0: one for each core
    std::string version{};
};

/// A kit for each activity, each in a folder of its own (01_高坪镇), on all cores; those that stand there
/// from an earlier run and are made from the same are left as they are, so a run that was cut off goes on.
/// Then index.html, which opens from disk and prints, and 需要看一看.csv. An activity that fails leaves no
/// folder and does not stop the others: its `faults` say why. Fails as a whole where nothing can be begun,
/// the volume is full, or `step` says stop. `logo`: the file; `step` is called from one thread at a time.
[[nodiscard]] base::Result<std::vector<Outcome>>
makeYear(plan::Plan const& plan, std::vector<Model> const& models, fs::path const& logo,
         draw::Fonts const& fonts, fs::path const& to, YearOptions const& options, Step const& step);

} // namespace huibiao::kit
