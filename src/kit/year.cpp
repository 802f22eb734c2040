#include "kit/year.h"

#include "base/file.h"
#include "base/utf8.h"
#include "crypto/hash.h"
#include "kit/internal/index.h"
#include "sheet/csv.h"
#include "sheet/workbook.h"

#include <fmt/format.h>

#include <algorithm>
#include <atomic>
#include <charconv>
#include <mutex>
#include <optional>
#include <thread>
#include <utility>

namespace huibiao::kit {

namespace {

/// For a folder's name, on a stick too: what vfat forbids goes.
std::string plainName(std::string_view text) {
    std::string out;
    for (char const c : text)
        if (std::string_view("/\\:*?\"<>|").find(c) == std::string_view::npos &&
            static_cast<unsigned char>(c) >= 0x20)
            out += c;
    return out;
}

/// The activities shared out among threads, each with fonts, layouts and LOGO of its own.
class Year {
public:
    Year(plan::Plan const& plan, std::vector<Model> const& models, fs::path logo, draw::Fonts const& fonts,
         fs::path to, YearOptions const& options, Step const& step)
        : m_plan(plan), m_models(models), m_logo(std::move(logo)), m_fonts(fonts), m_to(std::move(to)),
          m_options(options), m_step(step), m_outcomes(plan.activities.size()) {}

    base::Result<std::vector<Outcome>> run();

private:
    void work();
    void one(Workshop const& workshop, std::size_t i);
    void stop(base::Error error) {
        std::scoped_lock const lock(m_mutex);
        if (!m_stopped) m_stopped = std::move(error);
    }
    [[nodiscard]] bool stopped() {
        std::scoped_lock const lock(m_mutex);
        return m_stopped.has_value();
    }
    bool advance();
    [[nodiscard]] base::Result<Subject> subjectOf(plan::Activity const& activity) const;
    base::Result<void> narrow();

    plan::Plan const& m_plan;
    std::vector<Model> const& m_models;
    fs::path m_logo;
    draw::Fonts const& m_fonts;
    std::optional<draw::Fonts> m_narrow; ///< to the characters of all activities
    fs::path m_to;
    YearOptions const& m_options;
    Step const& m_step;
    std::vector<Outcome> m_outcomes;
    std::vector<std::string> m_folders; ///< of each activity; no two alike, whatever the numbers in the plan
    std::string m_logoHash;
    std::string m_layoutsHash;
    std::atomic<std::size_t> m_next{0};
    std::mutex m_mutex;
    std::size_t m_done = 0;
    std::optional<base::Error> m_stopped;
};

bool Year::advance() {
    std::scoped_lock const lock(m_mutex);
    std::size_t const of = m_plan.activities.size() * (m_models.size() + 1);
    ++m_done;
    if (m_stopped) return false;
    if (!m_step || m_step(m_done, of)) return true;
    m_stopped = base::Error{base::Kind::Cancelled,
                            {"已停下；做好的留着，再来一次会接着做",
                             "stopped; what is done stays, and another run goes on from there"},
                            {}};
    return false;
}

base::Result<Subject> Year::subjectOf(plan::Activity const& activity) const {
    std::string const& city = m_plan.city.empty() ? m_options.city : m_plan.city;
    int const year = m_plan.year == 0 ? m_options.year : m_plan.year;
    auto const link = m_options.links.find(activity.number);
    return kit::subjectOf(activity, city, year, link == m_options.links.end() ? std::string() : link->second,
                          m_options.eventName);
}

base::Result<void> Year::narrow() {
    std::string words;
    for (plan::Activity const& activity : m_plan.activities)
        if (auto const subject = subjectOf(activity)) words += characters(*subject, m_models);
    auto fonts = narrowed(m_fonts, words, m_models);
    if (!fonts) return base::pass(fonts);
    m_narrow = std::move(*fonts);
    return {};
}

void Year::one(Workshop const& workshop, std::size_t i) {
    plan::Activity const& activity = m_plan.activities[i];
    Outcome& outcome = m_outcomes[i];
    outcome.number = activity.number;
    outcome.unit = activity.unit;
    auto const subject = subjectOf(activity);
    if (!subject) {
        outcome.faults.push_back({false, subject.error()});
        return;
    }
    outcome.banner = subject->banner.line;
    outcome.date = subject->date;
    std::string const& folder = m_folders[i];
    std::string const key =
        kitKey(*subject, m_options.press, m_models, m_layoutsHash, m_logoHash, m_options.version);
    auto const made = makeKit(
        workshop, *subject, m_to / folder, {key, m_logoHash},
        [this](std::size_t, std::size_t) { return advance(); }, outcome.faults);
    if (!made) {
        using base::Kind;
        Kind const kind = made.error().kind;
        // The volume's faults and the person's stop end it all; words that cannot be set end this one.
        if (kind == Kind::Full || kind == Kind::Denied || kind == Kind::Io || kind == Kind::Cancelled)
            return stop(made.error());
        if (outcome.faults.empty()) outcome.faults.push_back({false, made.error()});
        return;
    }
    outcome.folder = folder;
    outcome.looks = made->looks;
    outcome.files = made->files.size();
    outcome.bytes = made->bytes;
    outcome.unchanged = made->unchanged;
}

void Year::work() {
    auto const logo = draw::Picture::load(m_logo);
    if (!logo) return stop(logo.error());
    auto const workshop = Workshop::open(m_fonts, *m_narrow, m_models, *logo, m_options.press);
    if (!workshop) return stop(workshop.error());
    for (;;) {
        std::size_t const i = m_next++;
        if (i >= m_plan.activities.size() || stopped()) return;
        one(*workshop, i);
    }
}

base::Result<std::vector<Outcome>> Year::run() {
    auto const layouts = layoutsHash(m_models);
    if (!layouts) return base::pass(layouts);
    auto const logo = base::readFile(m_logo);
    if (!logo) return base::pass(logo);
    m_layoutsHash = *layouts;
    for (plan::Activity const& activity : m_plan.activities) {
        std::string const name = fmt::format("{:02}_{}", activity.number, plainName(activity.unit));
        std::string unique = name;
        for (int i = 2; std::ranges::find(m_folders, unique) != m_folders.end(); ++i)
            unique = fmt::format("{}_{}", name, i);
        m_folders.push_back(std::move(unique));
    }
    m_logoHash = crypto::sha256Hex(*logo);
    if (auto const made = base::makeFolder(m_to); !made) return base::pass(made);
    if (auto const cut = narrow(); !cut) return base::pass(cut);
    unsigned const cores = std::max(1U, std::thread::hardware_concurrency());
    std::size_t const wanted = m_options.threads == 0 ? cores : m_options.threads;
    std::vector<std::jthread> threads;
    for (std::size_t i = 1; i < std::min(wanted, m_plan.activities.size()); ++i)
        threads.emplace_back([this] { work(); });
    work();
    threads.clear();
    if (m_stopped) return tl::unexpected<base::Error>(*m_stopped);
    return std::move(m_outcomes);
}

} // namespace

base::Result<std::map<int, std::string>> readLinks(fs::path const& file) {
    base::Result<sheet::Table> table;
    if (base::lowerAscii(file.extension().string()) == ".xlsx") {
        auto book = sheet::readXlsxFile(file);
        if (!book) return base::pass(book);
        table = book->tables.empty() ? sheet::Table{} : std::move(book->tables.front());
    } else {
        table = sheet::readCsvFile(file);
    }
    if (!table) return base::pass(table);
    std::optional<std::size_t> number;
    std::optional<std::size_t> link;
    if (!table->rows.empty()) {
        for (sheet::Cell const& cell : table->rows.front().cells) {
            if (base::trim(cell.text) == "序号") number = cell.column;
            if (base::trim(cell.text) == "链接") link = cell.column;
        }
    }
    if (!number || !link) {
        return base::fail(
            base::Kind::Invalid,
            {"链接表第一行要有表头“序号”和“链接”", "the first row must have the heads 序号 and 链接"},
            file.string());
    }
    std::map<int, std::string> out;
    for (std::size_t i = 1; i < table->rows.size(); ++i) {
        std::size_t const row = table->rows[i].number;
        std::string const text = base::trim(table->cell(row, *number).text);
        std::string const url = base::trim(table->cell(row, *link).text);
        std::string const where = sheet::cellWhere(file.string(), *table, row, url.empty() ? *number : *link);
        if (text.empty() && url.empty()) continue;
        int value = 0;
        auto const [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
        if (error != std::errc() || end != text.data() + text.size() || value < 1)
            return base::fail(base::Kind::Invalid,
                              {"序号“" + text + "”不是数字", "“" + text + "” is no serial number"}, where);
        if (url.empty()) continue;
        if (!url.starts_with("http://") && !url.starts_with("https://"))
            return base::fail(base::Kind::Invalid,
                              {"链接“" + url + "”应以 https:// 或 http:// 开头",
                               "the link “" + url + "” must begin with https:// or http://"},
                              where);
        if (!out.emplace(value, url).second)
            return base::fail(base::Kind::Invalid,
                              {"序号 " + text + " 有两个链接", "the number " + text + " has two links"},
                              where);
    }
    return out;
}

base::Result<std::vector<Outcome>> makeYear(plan::Plan const& plan, std::vector<Model> const& models,
                                            fs::path const& logo, draw::Fonts const& fonts,
                                            fs::path const& to, YearOptions const& options,
                                            Step const& step) {
    auto outcomes = Year(plan, models, logo, fonts, to, options, step).run();
    if (!outcomes) return outcomes;
    std::string const& city = plan.city.empty() ? options.city : plan.city;
    int const year = plan.year == 0 ? options.year : plan.year;
    std::string const title = fmt::format("{}{}年“政务公开主题日”活动　物料一览", city, year);
    if (auto const done = base::writeDurably(to / "需要看一看.csv", looksTable(*outcomes)); !done)
        return base::pass(done);
    if (auto const done = base::writeDurably(to / "index.html", indexPage(title, *outcomes)); !done)
        return base::pass(done);
    return outcomes;
}

} // namespace huibiao::kit
