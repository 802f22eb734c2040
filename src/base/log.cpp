#include "base/log.h"

#include <spdlog/sinks/rotating_file_sink.h>
#include <spdlog/sinks/stdout_sinks.h>
#include <spdlog/spdlog.h>

namespace huibiao::base {

namespace {
// spdlog keeps the process's logger; this is the one place that names it.
spdlog::logger& logger() {
    static auto const made = [] {
        auto stderrLogger =
            std::make_shared<spdlog::logger>("huibiao", std::make_shared<spdlog::sinks::stderr_sink_mt>());
        stderrLogger->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
        stderrLogger->flush_on(spdlog::level::info);
        return stderrLogger;
    }();
    return *made;
}
} // namespace

void openLog(std::filesystem::path const& file) {
    try {
        auto sink = std::make_shared<spdlog::sinks::rotating_file_sink_mt>(file.string(), 1U << 20U, 3);
        sink->set_pattern("%Y-%m-%dT%H:%M:%S.%e%z %l %v");
        auto& sinks = logger().sinks();
        sinks.resize(1); // stderr alone: the file of another event is not ours to write to any more
        sinks.push_back(std::move(sink));
    } catch (spdlog::spdlog_ex const& ex) {
        // A kiosk without a log file is still a kiosk.
        logger().warn("no log file: {}", ex.what());
    }
}

void logInfo(std::string_view line) {
    logger().info("{}", line);
}
void logWarning(std::string_view line) {
    logger().warn("{}", line);
}
void logError(std::string_view line) {
    logger().error("{}", line);
}

} // namespace huibiao::base
