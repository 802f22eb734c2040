// What tools/bench upload measures; one thing a call, one JSON object on stdout.
// usage: bench_upload fill FOLDER COUNT       a store with so many answers, a tenth of them with a signature
//        bench_upload bodies FOLDER OUT       the request bodies of all, a file each, and their types
//        bench_upload send FOLDER URL         sends what waits
#include "upload/internal/parts.h"
#include "upload/sender.h"

#include <fmt/format.h>
#include <sys/resource.h>

#include <atomic>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <random>
#include <string>
#include <string_view>
#include <vector>

namespace {

using namespace huibiao;
namespace fs = std::filesystem;

[[noreturn]] void give(std::string const& why) {
    fmt::print(stderr, "bench_upload: {}\n", why);
    std::exit(1);
}

template <typename T>
T orGive(base::Result<T> result) {
    if (!result) give(result.error().text(base::Language::English));
    if constexpr (!std::is_void_v<T>) return std::move(*result);
}

/// 30 answers, as tools/bench store has them; every tenth has a drawing of 20 KB.
form::Submission submission(int number, std::mt19937& dice) {
    std::string const id = fmt::format("uuid:{:08x}-0000-4000-8000-{:012x}", dice(), number);
    std::string xml = "<data id=\"satisfaction\" version=\"1\">";
    for (int i = 0; i < 30; ++i)
        xml += fmt::format("<q{0}>{1}</q{0}>", i,
                           i % 5 == 4 ? "窗口排队时间偏长，希望公开得再早一些" : std::to_string(dice() % 5));
    std::vector<form::Attachment> files;
    if (number % 10 == 0) {
        std::string picture(20'000, '\0');
        for (char& c : picture) c = static_cast<char>(dice());
        files.push_back({fmt::format("{}.png", number), "image/png", std::move(picture)});
        xml += "<sign>" + files.back().name + "</sign>";
    }
    xml += "<meta><instanceID>" + id + "</instanceID></meta></data>";
    return {id, "satisfaction", "1", std::move(xml), std::move(files)};
}

void fill(fs::path const& folder, int count) {
    base::SystemClock const clock;
    auto store = orGive(store::Store::open(folder, clock));
    std::mt19937 dice(30);
    for (int i = 1; i <= count; ++i) orGive(store.keep(submission(i, dice)));
    fmt::print("{{\"count\": {}}}\n", count);
}

void bodies(fs::path const& folder, fs::path const& out) {
    base::SystemClock const clock;
    auto const store = orGive(store::Store::open(folder, clock));
    std::ofstream types(out / "types");
    for (std::int64_t const sequence : orGive(store.sequences())) {
        auto const stored = orGive(store.read(sequence));
        upload::internal::Parts const parts(stored.submission, 0);
        std::ofstream file(out / std::to_string(sequence), std::ios::binary);
        for (std::string_view const piece : parts.bodies().front().pieces) file << piece;
        types << parts.bodies().front().type << '\n';
        if (!file || !types) give("the bodies cannot be written");
    }
    fmt::print("{{}}\n");
}

void send(fs::path const& folder, std::string const& url) {
    base::SystemClock const clock;
    std::atomic<bool> const slow = false;
    upload::Server server;
    server.base = url;
    upload::Sender sender(server, folder, clock, slow);
    auto const start = std::chrono::steady_clock::now();
    upload::Report const report = sender.pass({});
    double const seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
    if (report.trouble) give(report.trouble->text(base::Language::English));
    rusage used{};
    ::getrusage(RUSAGE_SELF, &used);
    fmt::print("{{\"seconds\": {:.4f}, \"sent\": {}, \"peak_kib\": {}, \"cpu\": {:.3f}}}\n", seconds,
               report.sent, used.ru_maxrss,
               static_cast<double>(used.ru_utime.tv_sec + used.ru_stime.tv_sec) +
                   static_cast<double>(used.ru_utime.tv_usec + used.ru_stime.tv_usec) / 1e6);
}

} // namespace

int main(int count, char** words) {
    std::vector<std::string> const given(words + 1, words + count);
    if (given.size() == 3 && given[0] == "fill")
        fill(given[1], std::atoi(words[3]));
    else if (given.size() == 3 && given[0] == "bodies")
        bodies(given[1], given[2]);
    else if (given.size() == 3 && given[0] == "send")
        send(given[1], given[2]);
    else
        give("wrong call");
    return 0;
}
