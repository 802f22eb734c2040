#include "cli/internal/pulling.h"

#include "base/file.h"
#include "crypto/hash.h"
#include "event/event.h"
#include "event/forms.h"
#include "upload/health.h"

#include <fmt/format.h>

#include <algorithm>
#include <optional>
#include <utility>

namespace huibiao::cli {

namespace fs = std::filesystem;
using base::Kind;
using base::Result;
using What = PulledForm::What;

namespace {

/// What is to be done with a form of the event.
struct Wanted {
    std::string id;
    std::vector<event::NamedForm> present{}; ///< the entries it stands in; none: it is new
};

/// "manyi-2023051801-0f3a9c1e", of what any file system takes.
std::string placeOf(upload::ListedForm const& form, std::string const& md5) {
    constexpr std::size_t longest = 40, digits = 8;
    auto const plain = [&](std::string const& text) {
        std::string out;
        for (char const c : text.substr(0, longest)) {
            bool const fine =
                (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_';
            out += fine ? c : '_';
        }
        return out;
    };
    std::string out = plain(form.id);
    if (!form.version.empty()) out += "-" + plain(form.version);
    return out + "-" + md5.substr(0, digits);
}

std::string md5Of(std::string_view bytes) {
    return crypto::toHex(crypto::digest("MD5", bytes).value_or(""));
}

base::Finding warning(base::Words words) {
    return {true, {Kind::Invalid, std::move(words), {}}};
}

base::Finding fault(Kind kind, base::Words words) {
    return {false, {kind, std::move(words), {}}};
}

/// One pull.
class Pull {
public:
    Pull(upload::FormServer& server, std::vector<upload::ListedForm> const& listed,
         PullOptions const& options, event::Staging const& staging)
        : m_server(server), m_listed(listed), m_options(options), m_staging(staging) {}

    PulledForm take(Wanted const& wanted) {
        PulledForm taken{.id = wanted.id};
        auto const found = std::find_if(m_listed.begin(), m_listed.end(),
                                        [&](auto const& form) { return form.id == wanted.id; });
        if (found == m_listed.end()) {
            bool const ours = !wanted.present.empty();
            taken.what = ours ? What::Left : What::Refused;
            taken.notes.push_back(
                {ours,
                 {Kind::Missing,
                  {fmt::format("服务器的清单里没有问卷 {}：请在服务器上发布它，并分配给这个应用用户",
                               wanted.id),
                   fmt::format("the server does not list the form {}: publish it there and assign it to "
                               "this app user",
                               wanted.id)},
                  {}}});
            return taken;
        }
        taken.version = found->version;
        if (unchanged(*found, wanted)) {
            taken.what = What::Unchanged;
            return taken;
        }
        auto const place = bring(*found, wanted, taken.notes);
        if (!place) {
            if (!base::anyError(taken.notes)) taken.notes.push_back({false, place.error()});
            return taken;
        }
        taken.what = wanted.present.empty() ? What::Added : What::Updated;
        if (wanted.present.empty()) m_new.push_back({std::nullopt, *place});
        for (event::NamedForm const& present : wanted.present) m_new.push_back({present.entry, *place});
        return taken;
    }

    /// What event.toml is to say.
    [[nodiscard]] std::vector<event::NewForm> const& taken() const { return m_new; }

private:
    /// The new form's file, relative to the bundle, on the disk. Where it is not what it should be, `notes`
    /// has more than the error.
    Result<fs::path> bring(upload::ListedForm const& form, Wanted const& wanted, base::Findings& notes) {
        fs::path const made = m_staging.path() / std::to_string(m_made++);
        if (auto const folder = base::makeFolder(made); !folder) return base::pass(folder);
        auto const file = m_server.fetch(form, made, m_options.stop, m_options.progress);
        if (!file) return file;
        if (!usable(form, *file, notes) || !identified(form, wanted, *file, notes))
            return tl::unexpected<base::Error>(notes.front().error);
        auto const bytes = base::readFile(*file);
        if (!bytes) return base::pass(bytes);
        auto const place = m_staging.settle(made, placeOf(form, md5Of(*bytes)));
        if (!place) return place;
        return *place / file->filename();
    }

    /// The very bytes that the server has, of the form and of what goes with it.
    bool unchanged(upload::ListedForm const& form, Wanted const& wanted) {
        if (wanted.present.empty() || form.md5.empty()) return false;
        for (event::NamedForm const& present : wanted.present)
            if (present.xml.empty() || md5Of(present.xml) != form.md5) return false;
        auto const media = m_server.media(form, m_options.stop);
        if (!media) return false; // told by the download
        for (upload::ListedFile const& file : *media)
            for (event::NamedForm const& present : wanted.present) {
                auto const bytes = base::readFile(present.file.parent_path() / file.name);
                if (file.living || !bytes || md5Of(*bytes) != file.md5) return false;
            }
        return true;
    }

    /// A form that would not run is refused, with each fault and its line.
    static bool usable(upload::ListedForm const& form, fs::path const& file, base::Findings& notes) {
        notes = event::checkForm(file);
        for (base::Finding& finding : notes)
            if (finding.error.where.find(file.filename().string()) == std::string::npos)
                finding.error.where = file.filename().string() + " " + finding.error.where;
        if (!base::anyError(notes)) return true;
        notes.push_back(
            fault(Kind::Invalid,
                  {fmt::format(
                       "服务器上的问卷 {}（版本 {}）有错，没有采用，原来的问卷没有动：请在服务器上改好再发布",
                       form.id, form.version),
                   fmt::format("the form {} (version {}) on the server is faulty and was not taken; the "
                               "present one is as it was: mend it and publish it again",
                               form.id, form.version)}));
        return false;
    }

    /// It is the form that was listed; what is odd about it is told.
    static bool identified(upload::ListedForm const& form, Wanted const& wanted, fs::path const& file,
                           base::Findings& notes) {
        auto const loaded = event::readForm(file);
        if (!loaded) {
            notes.push_back({false, loaded.error()});
            return false;
        }
        if (loaded->id != form.id) {
            notes.push_back(fault(
                Kind::Invalid,
                {fmt::format("服务器把问卷 {} 列成了 {}，没有采用", loaded->id, form.id),
                 fmt::format("the server lists the form {} as {}; it was not taken", loaded->id, form.id)}));
            return false;
        }
        for (event::NamedForm const& present : wanted.present) {
            if (present.sealed && !loaded->sealed)
                notes.push_back(warning(
                    {fmt::format("新的问卷 {} 没有公钥，答卷不再按问卷的公钥加密（[seal] 的公钥不受影响）",
                                 form.id),
                     fmt::format("the new form {} has no public key: answers are no longer sealed by the "
                                 "form's own (that of [seal] still holds)",
                                 form.id)}));
            if (!present.xml.empty() && present.version == loaded->version)
                notes.push_back(warning(
                    {fmt::format("问卷 {} 内容变了而版本号没变（{}）：在服务器上改问卷时请改 version",
                                 form.id, form.version),
                     fmt::format("the form {} changed and its version did not ({}): give it a new version "
                                 "when it is changed on the server",
                                 form.id, form.version)}));
        }
        return true;
    }

    upload::FormServer& m_server;
    std::vector<upload::ListedForm> const& m_listed;
    PullOptions const& m_options;
    event::Staging const& m_staging;
    std::vector<event::NewForm> m_new{};
    std::size_t m_made = 0;
};

/// The forms that were asked for; those of the event; or, where it has none, the only one that there is.
/// Those of the event that cannot be read are in `unread`.
Result<std::vector<Wanted>> wantedOf(std::vector<std::string> const& ids,
                                     std::vector<event::NamedForm> const& named,
                                     std::vector<upload::ListedForm> const& listed,
                                     std::vector<PulledForm>& unread) {
    std::vector<Wanted> out;
    auto const want = [&](std::string const& id) {
        if (std::any_of(out.begin(), out.end(), [&](Wanted const& known) { return known.id == id; })) return;
        Wanted wanted{id};
        for (event::NamedForm const& form : named)
            if (form.id == id) wanted.present.push_back(form);
        out.push_back(std::move(wanted));
    };
    for (std::string const& id : ids) want(id);
    if (ids.empty())
        for (event::NamedForm const& form : named) {
            if (!form.id.empty()) {
                want(form.id);
                continue;
            }
            unread.push_back({.id = form.file.filename().string(), .what = What::Left});
            unread.back().notes.push_back(
                warning({fmt::format("读不出来，没有更新：{}", form.file.string()),
                         fmt::format("cannot be read and was left: {}", form.file.string())}));
        }
    if (!out.empty()) return out;
    auto const asked = offered(listed);
    if (asked.size() == 1) {
        want(asked.front().id);
        return out;
    }
    return base::fail(
        Kind::Missing,
        asked.empty()
            ? base::Words{"服务器上没有分配给我们的问卷：请在服务器上发布问卷，并分配给这个应用用户",
                          "the server offers no form: publish one there and assign it to this app user"}
            : base::Words{
                  "这个活动还没有问卷，服务器上有几份：请用 huibiao forms pull 加 --form 编号 "
                  "说明要哪一份",
                  "this event has no form yet and the server has several: say which with --form ID of "
                  "huibiao forms pull"});
}

/// Why it cannot be opened.
std::optional<base::Error> unopened(fs::path const& folder, fs::path const& share) {
    base::Findings findings;
    auto const event = event::open(folder, share, findings);
    return event ? std::nullopt : std::optional(event.error());
}

/// All of them at once, unless the event could not be opened any more.
Result<void> adopt(fs::path const& folder, fs::path const& share, std::vector<event::NewForm> const& forms) {
    fs::path const file = folder / "event.toml";
    bool const sound = !unopened(folder, share);
    auto const before = base::readFile(file);
    if (!before) return base::pass(before);
    if (auto const set = event::setForms(folder, forms); !set) return set;
    if (!sound) return {};
    auto const why = unopened(folder, share);
    if (!why) return {};
    if (auto const back = base::writeDurably(file, *before); !back) return back;
    return tl::unexpected<base::Error>(base::Error{
        why->kind,
        {"换上新问卷以后活动就打不开了，没有换，原来的问卷没有动：" + why->message.zh,
         "with the new form the event cannot be opened, so the present one stays: " + why->message.en},
        why->where});
}

} // namespace

bool PullReport::changed() const {
    return std::any_of(forms.begin(), forms.end(), [](PulledForm const& form) {
        return form.what == What::Updated || form.what == What::Added;
    });
}

bool PullReport::fine() const {
    return std::none_of(forms.begin(), forms.end(),
                        [](PulledForm const& form) { return form.what == What::Refused; });
}

std::vector<upload::ListedForm> offered(std::vector<upload::ListedForm> const& listed) {
    std::vector<upload::ListedForm> out;
    for (upload::ListedForm const& form : listed)
        if (form.id != upload::healthForm) out.push_back(form);
    return out;
}

Result<PullReport> pullForms(fs::path const& folder, upload::FormServer& server,
                             std::vector<upload::ListedForm> const& listed, PullOptions const& options) {
    auto const named = event::namedForms(folder);
    if (!named) return base::pass(named);
    PullReport report;
    auto const wanted = wantedOf(options.ids, *named, listed, report.forms);
    if (!wanted) return base::pass(wanted);
    auto const staging = event::Staging::open(folder);
    if (!staging) return base::pass(staging);
    Pull pull(server, listed, options, *staging);
    for (Wanted const& each : *wanted) {
        report.forms.push_back(pull.take(each));
        if (options.stop.stop_requested())
            return base::fail(Kind::Cancelled, {"停下了，问卷没有换", "stopped; the forms are as they were"});
    }
    if (pull.taken().empty()) return report;
    if (auto const adopted = adopt(folder, options.share, pull.taken()); !adopted) return base::pass(adopted);
    return report;
}

} // namespace huibiao::cli
