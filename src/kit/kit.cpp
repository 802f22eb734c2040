#include "kit/kit.h"

#include "base/file.h"
#include "crypto/hash.h"
#include "draw/document.h"
#include "kit/brand_sheet.h"
#include "kit/contact.h"
#include "kit/internal/shelf.h"

#include <fmt/format.h>
#include <nlohmann/json.hpp>

#include <optional>
#include <utility>

namespace huibiao::kit {

namespace {

using Json = nlohmann::ordered_json;

constexpr char const* looksName = "需要看一看.txt";
constexpr std::size_t largestManifest = 8U << 20U;

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

/// Everything of the kit on the shelf, the manifest last.
class Making {
public:
    Making(Workshop const& workshop, Subject const& subject) : m_workshop(workshop), m_subject(subject) {
        for (base::Words const& guess : subject.banner.warnings)
            m_report.looks.push_back({false, "会标", guess});
    }

    base::Result<void> pieces(Shelf& shelf, Step const& step, base::Findings& faults);
    base::Result<void> sheets(Shelf& shelf, Origin const& origin);
    KitReport take() { return std::move(m_report); }

private:
    base::Result<void> put(Shelf& shelf, std::string const& name, std::string const& bytes, Json entry) {
        m_files.push_back(std::move(entry));
        m_report.files.push_back(name);
        m_report.bytes += bytes.size();
        return shelf.put(name, bytes);
    }

    Workshop const& m_workshop;
    Subject const& m_subject;
    KitReport m_report;
    Json m_files = Json::array();
    std::vector<Piece> m_pieces; ///< without their bytes
    std::vector<std::size_t> m_made;
};

base::Result<void> Making::pieces(Shelf& shelf, Step const& step, base::Findings& faults) {
    std::size_t const count = m_workshop.models().size();
    for (std::size_t i = 0; i < count; ++i) {
        auto made = m_workshop.make(i, m_subject);
        if (!made) {
            faults.push_back({false, made.error()});
        } else {
            for (Look& look : made->looks) m_report.looks.push_back(std::move(look));
            if (made->piece) {
                Piece& piece = *made->piece;
                if (auto const written = put(shelf, piece.file, piece.bytes, describe(piece)); !written)
                    return written;
                piece.bytes = {};
                m_pieces.push_back(std::move(piece));
                m_made.push_back(i);
            }
        }
        if (step && !step(i + 1, count + 1))
            return base::fail(base::Kind::Cancelled,
                              {"已停下，没有留下半成品", "stopped; nothing was left behind"});
    }
    if (!faults.empty()) return tl::unexpected<base::Error>(faults.front().error);
    return {};
}

base::Result<void> Making::sheets(Shelf& shelf, Origin const& origin) {
    auto const contact = contactSheet(m_workshop, m_subject, m_pieces, m_made);
    if (!contact) return base::pass(contact);
    if (auto const done = put(shelf, contactName, *contact, plainFile(contactName, *contact)); !done)
        return done;
    auto const small = thumbnail(m_workshop, m_subject, m_made);
    auto const picture = small ? small->png() : base::Result<std::string>(base::pass(small));
    if (!picture) return base::pass(picture);
    if (auto const done = put(shelf, thumbnailName, *picture, plainFile(thumbnailName, *picture)); !done)
        return done;
    auto const rules = brandSheet(m_workshop.narrow(), m_workshop.logo(), origin.sha256, m_subject.banner);
    if (!rules) return base::pass(rules);
    if (auto const done = put(shelf, brandSheetName, *rules, plainFile(brandSheetName, *rules)); !done)
        return done;
    if (!m_report.looks.empty()) {
        std::string const text = looksText(m_subject, m_report.looks);
        if (auto const done = put(shelf, looksName, text, plainFile(looksName, text)); !done) return done;
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
                        {"logo_sha256", origin.sha256},
                        {"key", origin.key}};
    m_report.files.emplace_back(manifestName);
    return shelf.put(manifestName, manifest.dump(2) + "\n");
}

} // namespace

base::Result<KitReport> makeKit(Workshop const& workshop, Subject const& subject, fs::path const& to,
                                Origin const& origin, Step const& step, base::Findings& faults) {
    auto const old = standing(to);
    if (!old) return base::pass(old);
    if (*old && (*old)->whole && !origin.key.empty() && (*old)->key == origin.key) {
        if (step) (void)step(workshop.models().size() + 1, workshop.models().size() + 1);
        return KitReport{(*old)->files, (*old)->bytes, (*old)->looks, true};
    }
    auto shelf = Shelf::begin(to);
    if (!shelf) return base::pass(shelf);
    Making making(workshop, subject);
    if (auto const made = making.pieces(*shelf, step, faults); !made) return base::pass(made);
    if (auto const made = making.sheets(*shelf, origin); !made) return base::pass(made);
    if (auto const placed = shelf->place(*old ? (*old)->files : std::vector<std::string>()); !placed)
        return base::pass(placed);
    if (step) (void)step(workshop.models().size() + 1, workshop.models().size() + 1);
    return making.take();
}

std::string kitKey(Subject const& subject, Press const& press, std::vector<Model> const& models,
                   std::string const& layouts, std::string const& logo, std::string const& version) {
    Json json{{"version", version},
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

} // namespace huibiao::kit
