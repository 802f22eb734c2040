#include "kiosk/x11.h"

#include "base/log.h"

#include <GL/glx.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/dpms.h>

#include <cstdlib>
#include <string>
#include <utility>

namespace huibiao::kiosk::x11 {

namespace {

int logProtocolError(::Display* display, XErrorEvent* error) {
    char words[200];
    XGetErrorText(display, error->error_code, words, sizeof words);
    base::logWarning(std::string("X11: ") + words);
    return 0;
}

// Xlib ends the process after this; what was submitted is on disk before anything is painted.
int tellConnectionLost(::Display*) {
    base::logError("与屏幕（X11）的连接断了，程序结束；已提交的回答都已存好 | "
                   "the connection to the screen (X11) is lost, leaving; submitted answers are stored");
    return 0;
}

} // namespace

struct Probe::Inner {
    ::Display* display = nullptr;
    ~Inner() {
        if (display != nullptr) XCloseDisplay(display);
    }
};

Probe::Probe(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Probe::Probe(Probe&&) noexcept = default;
Probe& Probe::operator=(Probe&&) noexcept = default;
Probe::~Probe() = default;

int Probe::width() const {
    return DisplayWidth(m_inner->display, DefaultScreen(m_inner->display));
}
int Probe::height() const {
    return DisplayHeight(m_inner->display, DefaultScreen(m_inner->display));
}

base::Result<Probe> Probe::look() {
    char const* const name = std::getenv("DISPLAY");
    if (name == nullptr || *name == '\0')
        return base::fail(
            base::Kind::Unavailable,
            {"没有图形屏幕（环境变量 DISPLAY 没有设置）。请在图形桌面里运行，或用 xvfb-run",
             "no graphical display (DISPLAY is not set): run this in a graphical session, or with "
             "xvfb-run"});
    ::Display* const display = XOpenDisplay(nullptr);
    if (display == nullptr)
        return base::fail(
            base::Kind::Unavailable,
            {"连不上图形屏幕。请检查 DISPLAY 和 XAUTHORITY，以及 X 服务是否在运行",
             "cannot connect to the display: check DISPLAY, XAUTHORITY and that the X server runs"},
            name);
    auto inner = std::make_unique<Inner>();
    inner->display = display;
    int error = 0;
    int event = 0;
    bool usable = glXQueryExtension(display, &error, &event) != 0;
    if (usable) {
        int wanted[] = {GLX_RGBA, GLX_DOUBLEBUFFER, GLX_RED_SIZE, 8, GLX_GREEN_SIZE, 8, GLX_BLUE_SIZE, 8, 0};
        XVisualInfo* const visual = glXChooseVisual(display, DefaultScreen(display), wanted);
        usable = visual != nullptr;
        if (visual != nullptr) XFree(visual);
    }
    if (usable) return Probe(std::move(inner));
    return base::fail(
        base::Kind::Unavailable,
        {"这个图形屏幕不支持 OpenGL（GLX）。请安装 libgl1-mesa-dri，或换一个支持 GLX 的 X 服务",
         "this display has no OpenGL (GLX): install libgl1-mesa-dri, or use an X server with GLX"},
        name);
}

struct Connection::Inner {
    ::Display* display = nullptr;
    bool awake = false; // keepAwake was called
    int timeout = 0;
    int interval = 0;
    int blanking = 0;
    int exposures = 0;
    bool dpms = false;
    BOOL dpmsOn = False;
    CARD16 dpmsLevel = 0;
    bool watched = false;
};

Connection::Connection() : m_inner(std::make_unique<Inner>()) {
    m_inner->display = glXGetCurrentDisplay();
    XSetErrorHandler(logProtocolError);
    XSetIOErrorHandler(tellConnectionLost);
}

Connection::~Connection() {
    Inner const& it = *m_inner;
    if (it.awake) {
        XSetScreenSaver(it.display, it.timeout, it.interval, it.blanking, it.exposures);
        if (it.dpms && it.dpmsOn != 0) DPMSEnable(it.display);
        XSync(it.display, False);
    }
}

int Connection::file() const {
    return ConnectionNumber(m_inner->display);
}

void Connection::sync() {
    XSync(m_inner->display, False);
}

bool Connection::takeExtras(unsigned long window) {
    ::Display* const display = m_inner->display;
    if (!m_inner->watched) {
        XWindowAttributes now{};
        if (XGetWindowAttributes(display, window, &now) != 0)
            XSelectInput(display, window, now.your_event_mask | ExposureMask);
        m_inner->watched = true;
    }
    XEvent event;
    while (XCheckTypedEvent(display, MappingNotify, &event) != 0) XRefreshKeyboardMapping(&event.xmapping);
    bool uncovered = false;
    while (XCheckTypedWindowEvent(display, window, Expose, &event) != 0) uncovered = true;
    return uncovered;
}

void Connection::focus(unsigned long window) {
    XRaiseWindow(m_inner->display, window);
    XSync(m_inner->display, False);
    XWindowAttributes now{};
    if (XGetWindowAttributes(m_inner->display, window, &now) != 0 && now.map_state == IsViewable)
        XSetInputFocus(m_inner->display, window, RevertToPointerRoot, CurrentTime);
}

void Connection::fill(unsigned long window) {
    ::Display* const display = m_inner->display;
    XEvent event{};
    event.xclient.type = ClientMessage;
    event.xclient.window = window;
    event.xclient.message_type = XInternAtom(display, "_NET_WM_STATE", False);
    event.xclient.format = 32;
    event.xclient.data.l[0] = 1; // add
    event.xclient.data.l[1] = static_cast<long>(XInternAtom(display, "_NET_WM_STATE_FULLSCREEN", False));
    event.xclient.data.l[3] = 1; // of an application
    XSendEvent(display, DefaultRootWindow(display), False, SubstructureNotifyMask | SubstructureRedirectMask,
               &event);
    XSync(display, False);
}

draw::Point Connection::place(unsigned long window) const {
    int x = 0;
    int y = 0;
    ::Window child = 0;
    XTranslateCoordinates(m_inner->display, window, DefaultRootWindow(m_inner->display), 0, 0, &x, &y,
                          &child);
    return {static_cast<double>(x), static_cast<double>(y)};
}

void Connection::keepAwake() {
    Inner& it = *m_inner;
    XGetScreenSaver(it.display, &it.timeout, &it.interval, &it.blanking, &it.exposures);
    XSetScreenSaver(it.display, 0, 0, DontPreferBlanking, DontAllowExposures);
    XResetScreenSaver(it.display);
    int event = 0;
    int error = 0;
    it.dpms = DPMSQueryExtension(it.display, &event, &error) != 0 && DPMSCapable(it.display) != 0;
    if (it.dpms) {
        DPMSInfo(it.display, &it.dpmsLevel, &it.dpmsOn);
        if (it.dpmsOn != 0) {
            DPMSForceLevel(it.display, DPMSModeOn);
            DPMSDisable(it.display);
        }
    }
    it.awake = true;
    XSync(it.display, False);
}

} // namespace huibiao::kiosk::x11
