// What tools/bench store measures; one measurement a call, one JSON object on stdout.
// usage: bench_store keep FOLDER SUBMISSION.xml BATCHES     seconds of each keep, append, seal
//        bench_store tables STORE FORM.xml FOLDER           seconds of each part of the tables
#include "store/store.h"

#include "base/clock.h"
#include "base/file.h"
#include "crypto/rsa.h"
#include "handover/internal/out_folder.h"
#include "report/answers.h"
#include "seal/sealer.h"
#include "sheet/csv.h"
#include "sheet/write_xlsx.h"

#include <fcntl.h>
#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <filesystem>
#include <numeric>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace huibiao;
namespace fs = std::filesystem;

[[noreturn]] void give(std::string const& why) {
    fmt::print(stderr, "bench_store: {}\n", why);
    std::exit(1);
}

template <typename T>
T orGive(base::Result<T> result) {
    if (!result) give(result.error().text(base::Language::English));
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

double secondsOf(auto&& work) {
    auto const start = std::chrono::steady_clock::now();
    work();
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// One submission

constexpr std::size_t batch = 50;

/// The peer: pieces at the end of what was written so far, in a file whose blocks are there and written, so
/// that the disk has nothing to do but the data.
class Append {
public:
    Append(fs::path const& file, std::vector<std::size_t> pieces, std::size_t times)
        : m_pieces(std::move(pieces)), m_bytes(8192, 'x') {
        m_fd = ::open(file.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
        if (m_fd < 0) give(file.string());
        std::size_t const all = times * std::accumulate(m_pieces.begin(), m_pieces.end(), std::size_t{0});
        for (std::string const zeros(m_bytes.size(), '\0'); m_next < all;) put(zeros);
        m_next = 0;
        if (::fsync(m_fd) != 0) give("fsync");
    }
    Append(Append const&) = delete;
    Append& operator=(Append const&) = delete;
    ~Append() { ::close(m_fd); }
    void once() {
        for (std::size_t const bytes : m_pieces) put(std::string_view(m_bytes).substr(0, bytes));
        if (::fdatasync(m_fd) != 0) give("fdatasync");
    }

private:
    void put(std::string_view bytes) {
        if (::pwrite(m_fd, bytes.data(), bytes.size(), static_cast<off_t>(m_next)) < 0) give("pwrite");
        m_next += bytes.size();
    }
    std::vector<std::size_t> m_pieces;
    int m_fd;
    std::size_t m_next = 0;
    std::string m_bytes;
};

/// The same answers under a new id of the same length.
class Submissions {
public:
    explicit Submissions(std::string xml) : m_xml(std::move(xml)) {
        m_at = m_xml.find("uuid:");
        if (m_at == std::string::npos) give("the sample has no uuid");
    }
    form::Submission next() {
        // What comes first differs, as in a random one: an index takes them at any place.
        std::string const id =
            fmt::format("uuid:{:08x}-0000-4000-8000-{:012x}", m_number * 2654435761U, m_number);
        ++m_number;
        std::string xml = m_xml;
        xml.replace(m_at, id.size(), id);
        return {id, "satisfaction", "1", std::move(xml), {}};
    }

private:
    std::string m_xml;
    std::size_t m_at;
    std::uint32_t m_number = 1;
};

struct Times {
    char const* name;
    std::vector<double> seconds;
    [[nodiscard]] std::string json() const {
        auto sorted = seconds;
        std::sort(sorted.begin(), sorted.end());
        return fmt::format("\"{0}_p50\": {1:.7f}, \"{0}_p99\": {2:.7f}", name, sorted[sorted.size() / 2],
                           sorted[sorted.size() * 99 / 100]);
    }
};

void keep(fs::path const& folder, fs::path const& sample, std::size_t batches) {
    fs::create_directories(folder);
    base::SystemClock const clock;
    auto open = orGive(store::Store::open(folder / "open", clock));
    auto closed = orGive(store::Store::open(folder / "closed", clock));
    seal::Keys keys;
    keys.event = crypto::PrivateKey::generate().publicKey();
    seal::Sealer sealer(std::move(keys));
    Submissions submissions(orGive(base::readFile(sample, 1U << 20U)));
    Append append(folder / "append", {4096}, (batches + 1) * batch);
    // A commit changes four pages: of the rows, of two indexes, of the last number. Each goes to the log
    // behind a head of 24 bytes. So much would have to be written without any SQLite.
    Append log(folder / "log", {24, 4096, 24, 4096, 24, 4096, 24, 4096}, (batches + 1) * batch);
    Times kept{"keep", {}}, appended{"append", {}}, logged{"log", {}}, sealed{"seal", {}},
        sealedKept{"sealed_keep", {}};
    for (std::size_t round = 0; round <= batches; ++round) {
        if (round == 1) // the first warms the caches
            for (Times* const times : {&kept, &appended, &logged, &sealed, &sealedKept})
                times->seconds.clear();
        for (std::size_t i = 0; i < batch; ++i) appended.seconds.push_back(secondsOf([&] { append.once(); }));
        for (std::size_t i = 0; i < batch; ++i) logged.seconds.push_back(secondsOf([&] { log.once(); }));
        for (std::size_t i = 0; i < batch; ++i) {
            form::Submission const one = submissions.next();
            kept.seconds.push_back(secondsOf([&] { orGive(open.keep(one)); }));
        }
        for (std::size_t i = 0; i < batch; ++i) {
            form::Submission const one = submissions.next();
            form::Submission shut;
            double const alone = secondsOf([&] { shut = orGive(sealer.close(one)); });
            double const after = secondsOf([&] { orGive(closed.keep(shut)); });
            sealed.seconds.push_back(alone);
            sealedKept.seconds.push_back(alone + after);
        }
    }
    fmt::print("{{{}, {}, {}, {}, {}, \"times\": {}}}\n", kept.json(), appended.json(), logged.json(),
               sealed.json(), sealedKept.json(), kept.seconds.size());
}

// Tables

void tables(fs::path const& place, fs::path const& formFile, fs::path const& out) {
    base::SystemClock const clock;
    auto const store = orGive(store::Store::open(place, clock));
    auto const form = orGive(form::Form::load(
        orGive(base::readFile(formFile, 1U << 20U)), [](std::string_view name) -> base::Result<std::string> {
            return base::fail(base::Kind::Missing, {"没有文件", "no file"}, std::string(name));
        }));
    auto answers = report::Answers::of(
        &form, {base::Language::Chinese, report::languageOf(form, base::Language::Chinese)});
    auto const head = answers.heads()[0];
    auto csv = orGive(handover::internal::OutFile::create(out / "答卷.csv"));
    sheet::XlsxOptions options;
    options.temporaryFolder = out;
    auto xlsx = orGive(sheet::XlsxWriter::create(out / "答卷.xlsx", options));
    std::string line(sheet::csvBom);
    sheet::appendCsvRow(line, head.headings);
    orGive(csv.write(line));
    std::size_t const sheet = orGive(xlsx.sheet(head.name, head.headings));

    double reading = 0, making = 0, texts = 0, cells = 0;
    std::size_t count = 0, written = 0;
    base::Findings findings;
    for (std::int64_t const sequence : orGive(store.sequences())) {
        store::Stored stored;
        std::vector<report::Row> rows;
        reading += secondsOf([&] { stored = orGive(store.read(sequence)); });
        making += secondsOf([&] { rows = answers.rows(stored, findings); });
        texts += secondsOf([&] {
            for (report::Row const& row : rows) {
                std::vector<std::string> words;
                words.reserve(row.cells.size());
                for (sheet::Value const& cell : row.cells) words.push_back(report::plainText(cell));
                line.clear();
                sheet::appendCsvRow(line, words);
                orGive(csv.write(line));
            }
        });
        cells += secondsOf([&] {
            for (report::Row const& row : rows) orGive(xlsx.row(sheet, row.cells));
        });
        for (report::Row const& row : rows) written += row.cells.size();
        ++count;
    }
    texts += secondsOf([&] { (void)orGive(csv.close()); });
    double const closing = secondsOf([&] { orGive(xlsx.close()); });
    if (!findings.empty()) give(findings.front().error.text(base::Language::English));
    fmt::print(
        "{{\"read\": {:.3f}, \"rows\": {:.3f}, \"csv\": {:.3f}, \"xlsx\": {:.3f}, \"xlsx_close\": {:.3f}, "
        "\"count\": {}, \"cells\": {}}}\n",
        reading, making, texts, cells + closing, closing, count, written);
}

} // namespace

int main(int count, char** words) {
    std::vector<std::string_view> const given(words + 1, words + count);
    if (given.size() == 4 && given[0] == "keep")
        keep(given[1], given[2], std::strtoul(words[4], nullptr, 10));
    else if (given.size() == 4 && given[0] == "tables")
        tables(given[1], given[2], given[3]);
    else
        give("wrong call");
    return 0;
}
