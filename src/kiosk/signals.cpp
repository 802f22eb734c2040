#include "kiosk/signals.h"

#include <sys/signalfd.h>
#include <unistd.h>

namespace huibiao::kiosk {

Signals::Signals() {
    sigset_t wanted;
    sigemptyset(&wanted);
    sigaddset(&wanted, SIGTERM);
    sigaddset(&wanted, SIGINT);
    sigaddset(&wanted, SIGHUP);
    ::pthread_sigmask(SIG_BLOCK, &wanted, &m_before);
    m_file = ::signalfd(-1, &wanted, SFD_NONBLOCK | SFD_CLOEXEC);
}

Signals::~Signals() {
    static_cast<void>(came()); // what is still queued is answered by our leaving
    if (m_file >= 0) ::close(m_file);
    ::pthread_sigmask(SIG_SETMASK, &m_before, nullptr);
}

bool Signals::came() {
    signalfd_siginfo info{};
    while (m_file >= 0 && ::read(m_file, &info, sizeof info) == sizeof info) m_came = true;
    return m_came;
}

} // namespace huibiao::kiosk
