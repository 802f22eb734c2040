#include "xpath/timezone.h"

#include "base/file.h"
#include "xpath/internal/date.h"

#include <fmt/format.h>

#include <algorithm>
#include <cstdlib>

namespace huibiao::xpath {

using base::fail;
using base::Kind;
using base::Result;

namespace {

constexpr std::size_t zoneFileLimit = 1U << 20U;

/// Big-endian numbers from a zone file, never past its end.
class Bytes {
public:
    explicit Bytes(std::string_view bytes) : m_bytes(bytes) {}
    [[nodiscard]] bool good() const { return m_good; }
    [[nodiscard]] std::size_t left() const { return m_bytes.size(); }
    std::int64_t number(std::size_t size) {
        auto const part = take(size);
        std::uint64_t value = 0;
        for (char const c : part) value = value << 8U | static_cast<unsigned char>(c);
        if (size == 4) return static_cast<std::int32_t>(static_cast<std::uint32_t>(value));
        return static_cast<std::int64_t>(value);
    }
    std::string_view take(std::size_t size) {
        if (size > m_bytes.size()) {
            m_good = false;
            size = 0;
        }
        auto const part = m_bytes.substr(0, size);
        m_bytes.remove_prefix(size);
        return part;
    }

private:
    std::string_view m_bytes;
    bool m_good = true;
};

struct Counts {
    std::size_t utc = 0, standard = 0, leaps = 0, changes = 0, types = 0, letters = 0;
};

Counts readHead(Bytes& bytes) {
    bytes.take(20);
    Counts counts;
    for (auto* count :
         {&counts.utc, &counts.standard, &counts.leaps, &counts.changes, &counts.types, &counts.letters})
        *count = static_cast<std::size_t>(std::max<std::int64_t>(bytes.number(4), 0));
    return counts;
}

void skipName(std::string_view& text) {
    if (text.starts_with('<')) {
        auto const end = text.find('>');
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
        return;
    }
    auto const end = text.find_first_of("+-0123456789,");
    text.remove_prefix(std::min(end, text.size()));
}

int readInt(std::string_view& text) {
    int value = 0;
    while (!text.empty() && text[0] >= '0' && text[0] <= '9' && value < 10000) {
        value = value * 10 + (text[0] - '0');
        text.remove_prefix(1);
    }
    return value;
}

bool skip(std::string_view& text, char c) {
    if (!text.starts_with(c)) return false;
    text.remove_prefix(1);
    return true;
}

/// [+-]h[:m[:s]] as seconds.
std::int32_t readSpan(std::string_view& text) {
    bool const minus = skip(text, '-');
    if (!minus) skip(text, '+');
    std::int32_t seconds = readInt(text) * 3600;
    if (skip(text, ':')) seconds += readInt(text) * 60;
    if (skip(text, ':')) seconds += readInt(text);
    return minus ? -seconds : seconds;
}

} // namespace

Result<TimeZone> TimeZone::named(std::string_view name) {
    if (name == "UTC" || name == "Z" || name == "GMT" || name == "Etc/UTC") return TimeZone();
    bool const sound = !name.empty() && name.size() < 100 && name.front() != '/' &&
                       name.find("..") == std::string::npos &&
                       std::all_of(name.begin(), name.end(), [](char c) {
                           return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
                                  (c >= '0' && c <= '9') || c == '/' || c == '_' || c == '-' || c == '+';
                       });
    auto const missing = [&] {
        return fail(Kind::Missing, {fmt::format("没有时区“{}”，应如 Asia/Shanghai", name),
                                    fmt::format("there is no time zone \"{}\"; one is Asia/Shanghai", name)});
    };
    if (!sound) return missing();
    auto const file = base::readFile(base::fs::path("/usr/share/zoneinfo") / name, zoneFileLimit);
    if (!file) return missing();
    return read(*file, name);
}

TimeZone TimeZone::fixed(std::int32_t minutesEast) {
    TimeZone zone;
    zone.m_first = minutesEast * 60;
    return zone;
}

TimeZone TimeZone::system() {
    if (char const* const set = std::getenv("TZ"); set != nullptr && *set != '\0') {
        std::string_view name(set);
        skip(name, ':');
        if (auto zone = named(name)) return *std::move(zone);
    }
    auto const file = base::readFile("/etc/localtime", zoneFileLimit);
    if (!file) return {};
    return read(*file, "/etc/localtime").value_or(TimeZone());
}

Result<TimeZone> TimeZone::read(std::string_view content, std::string_view name) {
    auto const broken = [&] {
        return fail(Kind::Invalid, {"时区文件损坏", "the time zone file is damaged"}, std::string(name));
    };
    if (!content.starts_with("TZif") || content.size() < 44) return broken();
    Bytes bytes(content);
    std::size_t width = 4;
    Counts counts = readHead(bytes);
    if (content[4] >= '2') {
        // The first block repeats the second one in 32 bits.
        bytes.take(counts.changes * 5 + counts.types * 6 + counts.letters + counts.leaps * 8 +
                   counts.standard + counts.utc);
        counts = readHead(bytes);
        width = 8;
    }
    if (!bytes.good() || counts.types == 0 || counts.changes > bytes.left()) return broken();
    TimeZone zone;
    std::vector<std::int64_t> moments(counts.changes);
    for (auto& moment : moments) moment = bytes.number(width);
    auto const kinds = bytes.take(counts.changes);
    std::vector<std::int32_t> offsets(std::min(counts.types, std::size_t{256}));
    for (auto& offset : offsets) {
        offset = static_cast<std::int32_t>(bytes.number(4));
        bytes.take(2);
    }
    if (!bytes.good()) return broken();
    zone.m_first = offsets[0];
    for (std::size_t i = 0; i < moments.size(); ++i) {
        auto const kind = static_cast<unsigned char>(kinds[i]);
        if (kind >= offsets.size()) return broken();
        zone.m_changes.push_back({moments[i], offsets[kind]});
    }
    if (width == 8) {
        bytes.take(counts.letters + counts.leaps * 12 + counts.standard + counts.utc);
        auto posix = bytes.take(bytes.left());
        if (skip(posix, '\n')) zone.readRule(posix.substr(0, posix.find('\n')));
    }
    return zone;
}

void TimeZone::readRule(std::string_view posix) {
    skipName(posix);
    m_standard = -readSpan(posix);
    if (posix.empty()) return;
    skipName(posix);
    m_summer = m_standard + 3600;
    if (!posix.empty() && posix[0] != ',') m_summer = -readSpan(posix);
    for (auto* rule : {&m_toSummer, &m_toStandard}) {
        if (!skip(posix, ',') || !skip(posix, 'M')) return;
        rule->month = readInt(posix);
        skip(posix, '.');
        rule->week = readInt(posix);
        skip(posix, '.');
        rule->day = readInt(posix);
        rule->time = skip(posix, '/') ? readSpan(posix) : 2 * 3600;
        if (rule->month < 1 || rule->month > 12 || rule->week < 1 || rule->week > 5 || rule->day > 6) return;
    }
    m_hasRule = true;
}

std::int32_t TimeZone::secondsAt(std::int64_t utcSeconds) const {
    bool const past = !m_changes.empty() && utcSeconds >= m_changes.back().from;
    if (m_hasRule && (past || m_changes.empty())) {
        auto const year = civilOf(Date{(utcSeconds + m_standard) * 1000, 0, Date::Reading::Moment}).year;
        auto const moment = [year](Rule const& rule, std::int32_t before) {
            auto const first = dayOf(year, rule.month, 1);
            auto const weekday = ((first + 4) % 7 + 7) % 7;
            auto day = first + (rule.day - weekday + 7) % 7 + (rule.week - 1) * 7LL;
            auto const next = rule.month == 12 ? dayOf(year + 1, 1, 1) : dayOf(year, rule.month + 1, 1);
            while (day >= next) day -= 7;
            return day * 86400 + rule.time - before;
        };
        auto const summer = moment(m_toSummer, m_standard);
        auto const standard = moment(m_toStandard, m_summer);
        bool const isSummer = summer < standard ? utcSeconds >= summer && utcSeconds < standard
                                                : utcSeconds >= summer || utcSeconds < standard;
        return isSummer ? m_summer : m_standard;
    }
    auto const after =
        std::upper_bound(m_changes.begin(), m_changes.end(), utcSeconds,
                         [](std::int64_t moment, Change const& change) { return moment < change.from; });
    return after == m_changes.begin() ? m_first : std::prev(after)->seconds;
}

std::int32_t TimeZone::offsetAt(std::int64_t utcSeconds) const {
    return secondsAt(utcSeconds) / 60;
}

std::int32_t TimeZone::offsetOfLocal(std::int64_t localSeconds) const {
    // A zone is at most 15 hours from UTC and changes at most twice in a few days.
    auto const before = offsetAt(localSeconds - 86400);
    if (offsetAt(localSeconds - before * 60LL) == before) return before;
    auto const after = offsetAt(localSeconds + 86400);
    if (offsetAt(localSeconds - after * 60LL) == after) return after;
    return before;
}

} // namespace huibiao::xpath
