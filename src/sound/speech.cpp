#include "sound/speech.h"

#include "base/utf8.h"

#include <fcntl.h>
#include <poll.h>
#include <spawn.h>
#include <sys/socket.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cerrno>
#include <csignal>
#include <cstdlib>
#include <utility>
#include <vector>

extern char** environ;

namespace huibiao::sound {

namespace {

// Words a minute: four fifths of the usual, for old ears in a noisy hall.
constexpr char const* Speed = "140";
// Within what a socket holds, so that writing it does not wait.
constexpr std::size_t MostText = 8000;
constexpr std::size_t MostBytes = 64U << 20U;
constexpr int LookMs = 20; ///< whether it is to stop

/// A pair of sockets: writing to one whose other end is gone fails, and does not end this program.
struct Pipe {
    int in = -1;
    int out = -1;
    Pipe() {
        int ends[2];
        if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) == 0) {
            out = ends[0];
            in = ends[1];
        }
    }
    Pipe(Pipe const&) = delete;
    Pipe& operator=(Pipe const&) = delete;
    ~Pipe() {
        shut(in);
        shut(out);
    }
    static void shut(int& file) {
        if (file >= 0) ::close(file);
        file = -1;
    }
};

base::Result<std::string> failed() {
    return base::fail(base::Kind::Io,
                      {"朗读程序 espeak-ng 出错，没有声音", "espeak-ng failed: nothing to hear"});
}

/// What the program writes when it is given `input`.
base::Result<std::string> run(std::vector<std::string> words, std::string_view input,
                              std::atomic<bool> const& stop) {
    Pipe to;
    Pipe from;
    if (to.in < 0 || from.in < 0) return failed();
    std::vector<char*> arguments;
    for (std::string& word : words) arguments.push_back(word.data());
    arguments.push_back(nullptr);
    posix_spawn_file_actions_t actions;
    posix_spawn_file_actions_init(&actions);
    posix_spawn_file_actions_adddup2(&actions, to.out, STDIN_FILENO);
    posix_spawn_file_actions_adddup2(&actions, from.in, STDOUT_FILENO);
    posix_spawn_file_actions_addopen(&actions, STDERR_FILENO, "/dev/null", O_WRONLY, 0);
    // Signals that this program blocks for itself are none of the child's business.
    posix_spawnattr_t attributes;
    posix_spawnattr_init(&attributes);
    sigset_t none;
    sigemptyset(&none);
    posix_spawnattr_setsigmask(&attributes, &none);
    posix_spawnattr_setflags(&attributes, POSIX_SPAWN_SETSIGMASK);
    pid_t child = -1;
    int const spawned =
        ::posix_spawn(&child, arguments.front(), &actions, &attributes, arguments.data(), environ);
    posix_spawnattr_destroy(&attributes);
    posix_spawn_file_actions_destroy(&actions);
    if (spawned != 0) return failed();
    Pipe::shut(to.out);
    Pipe::shut(from.in);
    [[maybe_unused]] auto const written = ::send(to.in, input.data(), input.size(), MSG_NOSIGNAL);
    Pipe::shut(to.in);
    std::string output;
    std::vector<char> piece(64U * 1024U);
    bool ended = false;
    while (!ended && !stop && output.size() < MostBytes) {
        pollfd look{from.out, POLLIN, 0};
        if (::poll(&look, 1, LookMs) <= 0) continue;
        auto const got = ::read(from.out, piece.data(), piece.size());
        if (got < 0 && errno == EINTR) continue;
        ended = got <= 0;
        if (got > 0) output.append(piece.data(), static_cast<std::size_t>(got));
    }
    if (!ended) ::kill(child, SIGKILL);
    int status = 0;
    while (::waitpid(child, &status, 0) < 0 && errno == EINTR) {
    }
    if (!ended) return base::fail(base::Kind::Cancelled, {"朗读停止了", "reading stopped"});
    if (!WIFEXITED(status) || WEXITSTATUS(status) != 0) return failed();
    return output;
}

std::string programOnPath() {
    char const* const path = std::getenv("PATH");
    for (std::string const& folder : base::split(path != nullptr ? path : "/usr/bin", ':')) {
        std::string const program = folder + "/espeak-ng";
        if (!folder.empty() && ::access(program.c_str(), X_OK) == 0) return program;
    }
    return {};
}

} // namespace

std::optional<Speech> Speech::find() {
    std::string const program = programOnPath();
    if (program.empty()) return std::nullopt;
    std::atomic<bool> const never = false;
    auto const list = run({program, "--voices"}, {}, never);
    if (!list) return std::nullopt;
    // Pty Language Age/Gender VoiceName File (other language, how well) …
    std::set<std::string> voices;
    for (std::string const& line : base::split(*list, '\n')) {
        std::vector<std::string> columns;
        for (std::string& word : base::split(line, ' '))
            if (!word.empty()) columns.push_back(std::move(word));
        if (columns.size() < 2 || columns[0] == "Pty") continue;
        voices.insert(columns[1]);
        for (std::string const& column : columns)
            if (column.starts_with("("))
                voices.insert(column.substr(1));
            else if (auto const at = column.find(")("); at != std::string::npos)
                voices.insert(column.substr(at + 2));
    }
    if (voices.empty()) return std::nullopt;
    return Speech(program, std::move(voices));
}

std::string Speech::voiceFor(std::string_view language) const {
    std::string code = base::lowerAscii(language);
    // Names by ISO 639-3, as espeak-ng has them. What is written in Hong Kong is read in Cantonese.
    if (code == "zh-hk" || code == "zh-mo") code = "yue";
    if (code == "zh" || code.starts_with("zh-")) code = "cmn";
    for (; !code.empty(); code.resize(code.rfind('-') == std::string::npos ? 0 : code.rfind('-')))
        if (m_voices.contains(code)) return code;
    return {};
}

base::Result<Samples> Speech::say(std::string_view text, std::string_view language,
                                  std::atomic<bool> const& stop) const {
    std::string const voice = voiceFor(language);
    if (voice.empty())
        return base::fail(base::Kind::Missing,
                          {"没有这种语言的朗读声音", "there is no voice for this language"},
                          std::string(language));
    std::size_t length = std::min(text.size(), MostText);
    while (length < text.size() && length > 0 && (static_cast<unsigned char>(text[length]) & 0xC0U) == 0x80)
        --length;
    auto const wave =
        run({m_program, "-v", voice, "-s", Speed, "--stdin", "--stdout"}, text.substr(0, length), stop);
    if (!wave) return base::pass(wave);
    return decode(*wave, m_program);
}

} // namespace huibiao::sound
