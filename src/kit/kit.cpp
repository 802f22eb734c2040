#include "kit/kit.h"

#include "base/file.h"
#include "crypto/hash.h"
#include "draw/document.h"
#include "kit/brand_sheet.h"
#include "kit/contact.h"
#include "kit/internal/crew.h"
#include "kit/internal/shelf.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <algorithm>
#include <array>
#include <functional>
#include <mutex>
#include <numeric>
#include <optional>
#include <string_view>
#include <utility>
#include <vector>

namespace huibiao::kit {

namespace {

using Json = nlohmann::ordered_json;

constexpr char const* looksName = "需要看一看.txt";
constexpr std::size_t largestManifest = 8U << 20U;
/// Raised where the same things come out otherwise than before: a kit that stands is then made anew.
constexpr int edition = 2;

/// What stands in the place of a kit.
struct Standing {
    std::string key;
    std::vector<std::string> files; ///< the kit's own, manifest.json among them
    bool whole = false;             ///< each is there in its length
    std::vector<Look> looks;
    std::size_t bytes = 0;
};

base::Result<std::optional<Standing>> standing(fs::path const& to) {
    std::error_code code;
    if (!fs::exists(to, code)) return std::optional<Standing>();
    bool const folder = fs::is_directory(to, code);
    if (folder && fs::is_empty(to, code)) return std::optional(Standing{});
    auto const bytes = folder ? base::readFile(to / manifestName, largestManifest)
                              : base::Result<std::string>(base::fail(base::Kind::Invalid, {}, {}));
    Json const json = bytes ? Json::parse(*bytes, nullptr, false) : Json();
    if (!json.is_object() || json.value("made_by", "") != "huibiao kit") {
        return base::fail(base::Kind::Exists,
                          {"这里已经有别的文件，不会覆盖：请另写一个文件夹名",
                           "there are other files here, which are not overwritten: name another folder"},
                          to.string());
    }
    Standing out;
    out.key = json.value("key", "");
    out.whole = true;
    out.files.emplace_back(manifestName);
    for (Json const& file : json.value("files", Json::array())) {
        if (!file.is_object()) continue;
        std::string const name = file.value("file", "");
        std::size_t const size = file.value("bytes", std::size_t(0));
        if (name.empty() || name.find('/') != std::string::npos) continue;
        out.files.push_back(name);
        out.bytes += size;
        if (fs::file_size(to / name, code) != size || code) out.whole = false;
    }
    for (Json const& look : json.value("looks", Json::array())) {
        if (!look.is_object()) continue;
        out.looks.push_back({look.value("missing", false),
                             look.value("item", ""),
                             {look.value("zh", ""), look.value("en", "")}});
    }
    return std::optional(std::move(out));
}

Json describe(Piece const& piece) {
    layout::Item const& item = piece.item;
    bool const print = item.out == layout::Item::Out::Pdf;
    Json out{{"file", piece.file}, {"item", item.id}, {"name", item.name}};
    out[print ? "size_mm" : "size_px"] = {item.size.width, item.size.height};
    if (print) {
        out["scale"] = piece.scale;
        out["bleed_mm"] = item.bleed;
        out["margin_mm"] = item.margin;
        out["pages"] = piece.pages;
        out["fonts"] = draw::pdfFonts(piece.bytes);
    }
    out["bytes"] = piece.bytes.size();
    out["sha256"] = crypto::sha256Hex(piece.bytes);
    return out;
}

Json plainFile(std::string const& name, std::string const& bytes) {
    return {{"file", name}, {"bytes", bytes.size()}, {"sha256", crypto::sha256Hex(bytes)}};
}

std::string looksText(Subject const& subject, std::vector<Look> const& looks) {
    std::string text = "\xEF\xBB\xBF" + subject.banner.line + "\r\n\r\n请看一看：\r\n";
    for (Look const& look : looks)
        text += "·" + (look.item.empty() ? "" : look.item + "：") + look.words.zh + "\r\n";
    return text;
}

/// The sheets beside the pieces, in the order of the manifest.
constexpr std::array<char const*, 3> sheetNames{contactName, thumbnailName, brandSheetName};

base::Result<std::string> makeSheet(std::string_view name, Workshop const& workshop, Subject const& subject,
                                    Origin const& origin) {
    if (name == contactName) return contactSheet(workshop, subject);
    if (name == brandSheetName)
        return brandSheet(workshop.narrow(), workshop.logo(), origin.sha256, subject.banner);
    auto const small = thumbnail(workshop, subject);
    return small ? small->png() : base::Result<std::string>(base::pass(small));
}

/// The numbers of the models and, after them, of the sheets: what takes longest first, so that the cores end
/// together. Two sheets hold everything, and pictures take as long as they have pixels.
std::vector<std::size_t> inOrderOfWork(std::vector<Model> const& models) {
    std::vector<double> pixels;
    for (Model const& model : models) {
        bool const picture = model.item.out == layout::Item::Out::Png;
        pixels.push_back(picture ? model.item.size.width * model.item.size.height : 0);
    }
    for (std::string_view const name : sheetNames) pixels.push_back(name == brandSheetName ? 0 : 1e12);
    std::vector<std::size_t> order(pixels.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::ranges::stable_sort(order, std::greater(), [&](std::size_t i) { return pixels[i]; });
    return order;
}

/// Everything of the kit on the shelf, the manifest last.
class Making {
public:
    Making(Workshop const& workshop, Subject const& subject, Origin const& origin, Shelf& shelf)
        : m_workshop(workshop), m_subject(subject), m_origin(origin), m_shelf(shelf),
          m_outcomes(workshop.models().size()) {
        for (base::Words const& guess : subject.banner.warnings)
            m_report.looks.push_back({false, "会标", guess});
    }

    base::Result<void> all(unsigned threads, Step const& step, base::Findings& faults);
    base::Result<void> manifest();
    KitReport take() { return std::move(m_report); }

private:
    /// A piece whose file is on the shelf, or why there is none.
    struct Outcome {
        std::optional<Workshop::Made> made; ///< without its bytes
        std::optional<base::Error> fault;
        Json entry;
        std::size_t bytes = 0;
    };
    bool work(Workshop const& workshop, std::size_t task, Step const& step);
    Outcome piece(Workshop const& workshop, std::size_t model);
    void note(std::string const& name, std::size_t bytes, Json entry) {
        m_files.push_back(std::move(entry));
        m_report.files.push_back(name);
        m_report.bytes += bytes;
    }
    base::Result<void> put(std::string const& name, std::string const& bytes) {
        note(name, bytes.size(), plainFile(name, bytes));
        return m_shelf.put(name, bytes);
    }
    /// Whatever happens first ends all the work.
    void stop(base::Error error) {
        if (!m_stopped) m_stopped = std::move(error);
    }

    Workshop const& m_workshop;
    Subject const& m_subject;
    Origin const& m_origin;
    Shelf& m_shelf;
    std::vector<Outcome> m_outcomes; ///< of each model
    std::array<base::Result<std::string>, sheetNames.size()> m_sheets;
    std::mutex m_mutex; ///< of the shelf, the steps and m_stopped
    std::size_t m_done = 0;
    std::optional<base::Error> m_stopped;
    KitReport m_report;
    Json m_files = Json::array();
};

Making::Outcome Making::piece(Workshop const& workshop, std::size_t model) {
    Outcome out;
    auto made = workshop.make(model, m_subject);
    if (!made) {
        out.fault = made.error();
        return out;
    }
    if (made->piece) {
        Piece& piece = *made->piece;
        out.entry = describe(piece);
        out.bytes = piece.bytes.size();
        std::scoped_lock const lock(m_mutex);
        if (auto const written = m_shelf.put(piece.file, piece.bytes); !written) stop(written.error());
        piece.bytes = {};
    }
    out.made = std::move(*made);
    return out;
}

bool Making::work(Workshop const& workshop, std::size_t task, Step const& step) {
    std::size_t const count = m_outcomes.size();
    if (task >= count) {
        m_sheets[task - count] = makeSheet(sheetNames[task - count], workshop, m_subject, m_origin);
        return true;
    }
    m_outcomes[task] = piece(workshop, task);
    std::scoped_lock const lock(m_mutex);
    if (!m_stopped && step && !step(++m_done, count + 1))
        stop({base::Kind::Cancelled, {"已停下，没有留下半成品", "stopped; nothing was left behind"}, {}});
    return !m_stopped;
}

base::Result<void> Making::all(unsigned threads, Step const& step, base::Findings& faults) {
    std::vector<std::size_t> const tasks = inOrderOfWork(m_workshop.models());
    Crew crew(m_workshop, threads);
    crew.each(tasks.size(),
              [&](Workshop const& workshop, std::size_t i) { return work(workshop, tasks[i], step); });
    if (m_stopped) return tl::unexpected<base::Error>(*m_stopped);
    for (Outcome& outcome : m_outcomes) {
        if (outcome.fault) {
            faults.push_back({false, std::move(*outcome.fault)});
            continue;
        }
        for (Look& look : outcome.made->looks) m_report.looks.push_back(std::move(look));
        if (outcome.made->piece) note(outcome.made->piece->file, outcome.bytes, std::move(outcome.entry));
    }
    if (!faults.empty()) return tl::unexpected<base::Error>(faults.front().error);
    for (std::size_t i = 0; i < m_sheets.size(); ++i) {
        if (!m_sheets[i]) return base::pass(m_sheets[i]);
        if (auto const done = put(sheetNames[i], *m_sheets[i]); !done) return done;
    }
    return {};
}

base::Result<void> Making::manifest() {
    if (!m_report.looks.empty()) {
        if (auto const done = put(looksName, looksText(m_subject, m_report.looks)); !done) return done;
    }
    Json looks = Json::array();
    for (Look const& look : m_report.looks)
        looks.push_back(
            {{"missing", look.missing}, {"item", look.item}, {"zh", look.words.zh}, {"en", look.words.en}});
    Json const manifest{{"made_by", "huibiao kit"},
                        {"banner", m_subject.banner.line},
                        {"unit", m_subject.banner.unit},
                        {"date", m_subject.date},
                        {"place", m_subject.place},
                        {"link", m_subject.link},
                        {"outlines", m_workshop.press().outlines},
                        {"colours", m_workshop.press().cmyk || m_workshop.press().pdfX ? "CMYK" : "sRGB"},
                        {"pdf_x", m_workshop.press().pdfX ? "PDF/X-3:2003" : ""},
                        {"files", m_files},
                        {"looks", looks},
                        {"logo_sha256", m_origin.sha256},
                        {"key", m_origin.key}};
    m_report.files.emplace_back(manifestName);
    return m_shelf.put(manifestName, manifest.dump(2) + "\n");
}

} // namespace

base::Result<KitReport> makeKit(Workshop const& workshop, Subject const& subject, fs::path const& to,
                                Origin const& origin, Step const& step, base::Findings& faults,
                                unsigned threads) {
    auto const old = standing(to);
    if (!old) return base::pass(old);
    if (*old && (*old)->whole && !origin.key.empty() && (*old)->key == origin.key) {
        if (step) (void)step(workshop.models().size() + 1, workshop.models().size() + 1);
        return KitReport{(*old)->files, (*old)->bytes, (*old)->looks, true};
    }
    auto shelf = Shelf::begin(to);
    if (!shelf) return base::pass(shelf);
    Making making(workshop, subject, origin, *shelf);
    if (auto const made = making.all(threads, step, faults); !made) return base::pass(made);
    if (auto const made = making.manifest(); !made) return base::pass(made);
    if (auto const placed = shelf->place(*old ? (*old)->files : std::vector<std::string>()); !placed)
        return base::pass(placed);
    if (step) (void)step(workshop.models().size() + 1, workshop.models().size() + 1);
    return making.take();
}

std::string kitKey(Subject const& subject, Press const& press, std::vector<Model> const& models,
                   std::string const& layouts, std::string const& logo, std::string const& version) {
    Json json{{"version", version},
              {"edition", edition},
              {"layouts", layouts},
              {"logo", logo},
              {"banner", subject.banner.line},
              {"unit", subject.banner.unit},
              {"date", subject.date},
              {"place", subject.place},
              {"link", subject.link},
              {"caption", subject.caption},
              {"signs", subject.signs},
              {"outlines", press.outlines},
              {"cmyk", press.cmyk},
              {"pdf_x", press.pdfX}};
    Json people = Json::array();
    for (event::Person const& person : subject.people) {
        auto const photo = person.photo.empty() ? std::string() : base::readFile(person.photo).value_or("");
        people.push_back({person.name, person.role, person.badge, person.plate, crypto::sha256Hex(photo)});
    }
    json["people"] = people;
    Json items = Json::array();
    for (Model const& model : models)
        items.push_back({model.item.id, model.item.size.width, model.item.size.height});
    json["items"] = items;
    return crypto::sha256Hex(json.dump());
}

base::Result<std::string> layoutsHash(std::vector<Model> const& models) {
    crypto::Sha256 hash;
    for (Model const& model : models) {
        auto const bytes = base::readFile(model.file);
        if (!bytes) return base::pass(bytes);
        hash.add(crypto::sha256Hex(*bytes));
    }
    return hash.hex();
}

base::Result<Origin> originOf(Workshop const& workshop, Subject const& subject, fs::path const& logo,
                              std::string const& version) {
    auto const layouts = layoutsHash(workshop.models());
    if (!layouts) return base::pass(layouts);
    auto const bytes = base::readFile(logo);
    if (!bytes) return base::pass(bytes);
    std::string const sha256 = crypto::sha256Hex(*bytes);
    return Origin{kitKey(subject, workshop.press(), workshop.models(), *layouts, sha256, version), sha256};
}

} // namespace huibiao::kit
