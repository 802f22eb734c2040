#include "kiosk/x11_screens.h"

#include <X11/Xatom.h>
#include <X11/Xlib.h>
#include <X11/Xutil.h>
#include <X11/extensions/Xrandr.h>

#include <algorithm>
#include <string>
#include <utility>

namespace huibiao::kiosk::x11 {

namespace {

/// Of what is plugged in and lit: a monitor stays in the list while its cable is out, until somebody turns it
/// off.
bool connected(::Display* display, XRRScreenResources* resources, XRRMonitorInfo const& monitor) {
    if (monitor.noutput == 0 || resources == nullptr) return true; // one that was made by hand
    for (int i = 0; i < monitor.noutput; ++i) {
        XRROutputInfo* const output = XRRGetOutputInfo(display, resources, monitor.outputs[i]);
        if (output == nullptr) continue;
        bool const there = output->connection != RR_Disconnected;
        XRRFreeOutputInfo(output);
        if (there) return true;
    }
    return false;
}

} // namespace

struct Screens::Inner {
    ::Display* display = nullptr;
    ::Window root = 0;
    int events = 0;
    ::Window window = 0;
    Cursor blank = 0;
    draw::Rect at{};

    ~Inner() {
        if (display != nullptr) XCloseDisplay(display); // takes the window along
    }

    /// No pointer is seen on it.
    void makeCursor() {
        char const none[1] = {0};
        Pixmap const empty = XCreateBitmapFromData(display, root, none, 1, 1);
        XColor black{};
        blank = XCreatePixmapCursor(display, empty, empty, &black, &black, 0, 0);
        XFreePixmap(display, empty);
    }

    void makeWindow(draw::Rect const& rect) {
        XSetWindowAttributes how{};
        how.override_redirect = True; // no window manager moves it, frames it or gives it the keyboard
        how.background_pixel = BlackPixel(display, DefaultScreen(display));
        // Taken and thrown away: else a touch would go to the desktop behind it.
        how.event_mask = ButtonPressMask | ButtonReleaseMask | PointerMotionMask;
        how.do_not_propagate_mask = how.event_mask;
        how.cursor = blank;
        window =
            XCreateWindow(display, root, static_cast<int>(rect.x), static_cast<int>(rect.y),
                          static_cast<unsigned>(rect.width), static_cast<unsigned>(rect.height), 0,
                          CopyFromParent, InputOutput, nullptr,
                          CWOverrideRedirect | CWBackPixel | CWEventMask | CWDontPropagate | CWCursor, &how);
        XStoreName(display, window, "huibiao wall");
        at = rect;
    }
};

base::Result<Screens> Screens::open() {
    auto inner = std::make_unique<Inner>();
    inner->display = XOpenDisplay(nullptr);
    if (inner->display == nullptr)
        return base::fail(base::Kind::Unavailable, {"连不上图形屏幕", "cannot connect to the display"});
    int error = 0;
    int major = 0;
    int minor = 0;
    bool const knows = XRRQueryExtension(inner->display, &inner->events, &error) != 0 &&
                       XRRQueryVersion(inner->display, &major, &minor) != 0 &&
                       (major > 1 || (major == 1 && minor >= 5));
    int const screen = DefaultScreen(inner->display);
    Visual const* const visual = DefaultVisual(inner->display, screen);
    bool const pixels = DefaultDepth(inner->display, screen) >= 24 && visual->red_mask == 0xFF0000 &&
                        visual->green_mask == 0xFF00 && visual->blue_mask == 0xFF;
    if (!knows || !pixels)
        return base::fail(base::Kind::Unsupported,
                          {"这台电脑的图形系统不支持第二块屏幕（要 RandR 1.5、24位颜色）",
                           "this display takes no second screen: it needs RandR 1.5 and colours of 24 bits"});
    inner->root = DefaultRootWindow(inner->display);
    XRRSelectInput(inner->display, inner->root,
                   RRScreenChangeNotifyMask | RRCrtcChangeNotifyMask | RROutputChangeNotifyMask);
    inner->makeCursor();
    XFlush(inner->display);
    return Screens(std::move(inner));
}

Screens::Screens(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Screens::Screens(Screens&&) noexcept = default;
Screens& Screens::operator=(Screens&&) noexcept = default;
Screens::~Screens() = default;

int Screens::file() const {
    return ConnectionNumber(m_inner->display);
}

bool Screens::changed() {
    bool is = false;
    while (XPending(m_inner->display) > 0) {
        XEvent event;
        XNextEvent(m_inner->display, &event);
        if (event.type != m_inner->events + RRScreenChangeNotify && event.type != m_inner->events + RRNotify)
            continue; // a touch on the wall
        XRRUpdateConfiguration(&event);
        is = true;
    }
    return is;
}

std::vector<Monitor> Screens::monitors() const {
    ::Display* const display = m_inner->display;
    int count = 0;
    XRRMonitorInfo* const found = XRRGetMonitors(display, m_inner->root, True, &count);
    XRRScreenResources* const resources = XRRGetScreenResourcesCurrent(display, m_inner->root);
    std::vector<Monitor> out;
    for (int i = 0; i < count; ++i) {
        XRRMonitorInfo const& one = found[i];
        if (one.width <= 0 || one.height <= 0 || !connected(display, resources, one)) continue;
        char* const name = XGetAtomName(display, one.name);
        out.push_back({name != nullptr ? name : "",
                       {static_cast<double>(one.x), static_cast<double>(one.y),
                        static_cast<double>(one.width), static_cast<double>(one.height)},
                       one.primary != 0});
        if (name != nullptr) XFree(name);
    }
    if (resources != nullptr) XRRFreeScreenResources(resources);
    if (found != nullptr) XRRFreeMonitors(found);
    return out;
}

void Screens::show(Monitor const& monitor, draw::Surface const& picture) {
    Inner& it = *m_inner;
    if (it.window != 0 && it.at != monitor.rect) hide();
    if (it.window == 0) it.makeWindow(monitor.rect);
    int const screen = DefaultScreen(it.display);
    auto const depth = static_cast<unsigned>(DefaultDepth(it.display, screen));
    auto const width = static_cast<unsigned>(picture.width());
    auto const height = static_cast<unsigned>(picture.height());
    // Xlib asks for memory that may be written; it is only read.
    auto* const data = reinterpret_cast<char*>(const_cast<std::uint8_t*>(picture.data()));
    XImage* const image = XCreateImage(it.display, DefaultVisual(it.display, screen), depth, ZPixmap, 0, data,
                                       width, height, 32, picture.stride());
    if (image == nullptr) return;
    image->byte_order = LSBFirst; // as the surface has them, whatever the server's are
    Pixmap const kept = XCreatePixmap(it.display, it.window, width, height, depth);
    GC const context = XCreateGC(it.display, kept, 0, nullptr);
    XPutImage(it.display, kept, context, image, 0, 0, 0, 0, width, height);
    XFreeGC(it.display, context);
    image->data = nullptr; // the surface's own
    XDestroyImage(image);
    XSetWindowBackgroundPixmap(it.display, it.window, kept);
    XFreePixmap(it.display, kept);
    XMapRaised(it.display, it.window);
    XClearWindow(it.display, it.window);
    XSync(it.display, False);
}

void Screens::hide() {
    if (m_inner->window == 0) return;
    XDestroyWindow(m_inner->display, std::exchange(m_inner->window, 0));
    XSync(m_inner->display, False);
}

} // namespace huibiao::kiosk::x11
