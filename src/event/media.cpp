#include "event/internal/parts.h"
#include "sound/decode.h"

#include <fmt/format.h>

#include <set>

namespace huibiao::event {

namespace {

/// The file names behind a prefix in the text of a form, each once: they stand in elements or attributes.
std::set<std::string> named(std::string_view xml, std::string_view prefix) {
    std::set<std::string> names;
    for (std::size_t at = xml.find(prefix); at != std::string_view::npos; at = xml.find(prefix, at)) {
        at += prefix.size();
        std::size_t const end = std::min(xml.find_first_of("<\"'", at), xml.size());
        if (end > at) names.emplace(xml.substr(at, end - at));
    }
    return names;
}

void tell(base::Findings& findings, base::Error error, fs::path const& form, std::string const& name,
          base::Words const& so) {
    findings.push_back(
        {true,
         {error.kind,
          {fmt::format("{}。{}", error.message.zh, so.zh), fmt::format("{}. {}", error.message.en, so.en)},
          form.string() + " → " + name}});
}

base::Error missing(std::string const& name) {
    return {base::Kind::Missing,
            {fmt::format("问卷用到“{}”，活动包里没有这个文件", name),
             fmt::format("the questionnaire names “{}”, which is not in the bundle", name)},
            {}};
}

} // namespace

std::vector<fs::path> mediaOf(std::string_view xml, fs::path const& form) {
    std::vector<fs::path> out;
    for (char const* prefix : {"jr://audio/", "jr://images/", "jr://video/"})
        for (std::string const& name : named(xml, prefix))
            out.push_back(form.parent_path() / fs::path(name).filename());
    return out;
}

void checkMedia(std::string_view xml, fs::path const& form, base::Findings& findings) {
    std::error_code ignored;
    for (std::string const& name : named(xml, "jr://audio/")) {
        base::Words const so{"没有它，朗读时改用机器读文字", "Without it the words are read by machine"};
        fs::path const file = form.parent_path() / fs::path(name).filename();
        if (!fs::is_regular_file(file, ignored))
            tell(findings, missing(name), form, name, so);
        else if (auto const samples = sound::decode(file); !samples)
            tell(findings, samples.error(), form, name, so);
    }
    for (std::string const& name : named(xml, "jr://images/")) {
        base::Words const so{"没有它，题上就没有图", "Without it the question has no picture"};
        fs::path const file = form.parent_path() / fs::path(name).filename();
        if (!fs::is_regular_file(file, ignored))
            tell(findings, missing(name), form, name, so);
        else if (auto const picture = draw::Picture::load(file); !picture)
            tell(findings, picture.error(), form, name, so);
    }
}

} // namespace huibiao::event
