#include "event/terms.h"

#include "base/utf8.h"
#include "event/internal/parts.h"

#include <algorithm>
#include <array>

namespace huibiao::event {

namespace {

constexpr std::size_t Shortest = 2;
constexpr std::size_t Longest = 12;

class Collected {
public:
    void add(std::string const& term) {
        std::size_t const length = base::decode(term).size();
        if (length < Shortest || length > Longest) return;
        if (std::find(m_terms.begin(), m_terms.end(), term) == m_terms.end()) m_terms.push_back(term);
    }
    /// Each run of Chinese characters in it.
    void addRuns(std::string_view text) {
        std::u32string run;
        for (char32_t const point : base::decode(text)) {
            if (base::isHan(point)) {
                run += point;
                continue;
            }
            add(base::encode(run));
            run.clear();
        }
        add(base::encode(run));
    }
    std::vector<std::string> take() { return std::move(m_terms); }

private:
    std::vector<std::string> m_terms;
};

/// 高坪 of 高坪镇, 教育局 of 市教育局; the same where there is nothing to leave out.
std::string shorter(std::string const& unit) {
    constexpr std::array<std::string_view, 5> Ends{"街道", "镇", "乡", "市", "县"};
    if (unit.starts_with("市") || unit.starts_with("县")) return unit.substr(std::string_view("市").size());
    for (std::string_view const end : Ends)
        if (unit.ends_with(end)) return unit.substr(0, unit.size() - end.size());
    return unit;
}

struct Parts {
    std::string unit, unitInFull, city, theme, name;
    std::vector<std::string> words;
};

std::vector<std::string> collect(Parts const& parts) {
    Collected all;
    for (std::string const& name :
         {parts.unit, parts.unitInFull, parts.city, shorter(parts.unit), shorter(parts.city)})
        all.addRuns(name);
    all.addRuns(parts.theme);
    all.addRuns(parts.name);
    for (std::string const& word : parts.words) all.addRuns(word);
    return all.take();
}

} // namespace

std::vector<std::string> terms(Event const& event) {
    return collect(
        {event.unit, event.banner.unit, event.city, event.banner.theme, event.eventName, event.words});
}

base::Result<std::vector<std::string>> terms(fs::path const& folder) {
    auto settings = Settings::read(folder / "event.toml");
    if (!settings) return base::pass(settings);
    base::Findings findings;
    wording::BannerInput input;
    input.unit = settings->text("event", "unit", findings).value_or("");
    input.city = settings->text("event", "city", findings).value_or("");
    input.theme = settings->text("event", "theme", findings).value_or("");
    input.eventName = settings->text("event", "name", findings).value_or(input.eventName);
    input.year = wording::firstYear; // no part of a term
    auto const words = readWords(*settings, folder, findings);
    for (base::Finding const& finding : findings)
        if (!finding.warning) return tl::unexpected<base::Error>(finding.error);

    // A 会标 that cannot be made yet is no reason to do without its words.
    auto const banner = wording::banner(input);
    return collect({input.unit, banner ? banner->unit : input.unit, input.city,
                    banner ? banner->theme : input.theme, input.eventName, words});
}

} // namespace huibiao::event
