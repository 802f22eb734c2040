#pragma once

#include <fcntl.h>
#include <nlohmann/json.hpp>
#include <spawn.h>
#include <sys/wait.h>
#include <unistd.h>

#include <cstdio>
#include <stdexcept>
#include <string>
#include <vector>

/// tests/upload/server.py, gone with the object.
class TestServer {
public:
    explicit TestServer(std::vector<std::string> const& options = {}) {
        int in[2], out[2];
        if (::pipe2(in, O_CLOEXEC) != 0 || ::pipe2(out, O_CLOEXEC) != 0) throw std::runtime_error("pipe");
        std::vector<std::string> words{"python3", HUIBIAO_SOURCE_DIR "/tests/upload/server.py"};
        words.insert(words.end(), options.begin(), options.end());
        std::vector<char*> pointers;
        for (std::string& word : words) pointers.push_back(word.data());
        pointers.push_back(nullptr);
        posix_spawn_file_actions_t actions;
        ::posix_spawn_file_actions_init(&actions);
        ::posix_spawn_file_actions_adddup2(&actions, in[0], 0);
        ::posix_spawn_file_actions_adddup2(&actions, out[1], 1);
        if (::posix_spawnp(&m_process, "python3", &actions, nullptr, pointers.data(), environ) != 0)
            throw std::runtime_error("no python3");
        ::posix_spawn_file_actions_destroy(&actions);
        ::close(in[0]);
        ::close(out[1]);
        m_in = in[1];
        m_out = ::fdopen(out[0], "r");
        m_port = line();
    }
    TestServer(TestServer const&) = delete;
    TestServer& operator=(TestServer const&) = delete;
    ~TestServer() {
        ::close(m_in);
        std::fclose(m_out);
        ::waitpid(m_process, nullptr, 0);
    }
    [[nodiscard]] std::string const& port() const { return m_port; }
    nlohmann::json tell(nlohmann::json const& order) {
        std::string const text = order.dump() + "\n";
        if (::write(m_in, text.data(), text.size()) < 0) throw std::runtime_error("the server is gone");
        return nlohmann::json::parse(line());
    }
    void next(std::vector<std::string> const& cases) {
        auto const done = tell({{"next", cases}});
        if (!done.empty()) throw std::runtime_error(done.dump());
    }
    nlohmann::json stored() { return tell({{"stored", true}}); }
    nlohmann::json requests() { return tell({{"requests", true}}); }

private:
    std::string line() {
        std::string text;
        for (int c = std::fgetc(m_out); c != '\n'; c = std::fgetc(m_out)) {
            if (c == EOF) throw std::runtime_error("the server has ended");
            text += static_cast<char>(c);
        }
        return text;
    }
    pid_t m_process = 0;
    int m_in = -1;
    std::FILE* m_out = nullptr;
    std::string m_port;
};
