#include "kiosk/window.h"

#include "base/log.h"
#include "base/utf8.h"
#include "kiosk/monitors.h"
#include "kiosk/x11.h"
#include "kiosk/x11_screens.h"

#include <GL/gl.h>
#include <SFML/OpenGL.hpp>
#include <SFML/System/Err.hpp>
#include <SFML/Window.hpp>

#include <algorithm>
#include <sstream>

namespace huibiao::kiosk {

namespace {

// OpenGL 1.2, which <GL/gl.h> of Mesa names; the wire order of Cairo's pixels.
constexpr GLenum PixelFormat = GL_BGRA;
constexpr GLenum PixelType = GL_UNSIGNED_INT_8_8_8_8_REV;

std::optional<Input> meaning(sf::Event const& event) {
    Input input;
    switch (event.type) {
    case sf::Event::MouseButtonPressed:
    case sf::Event::MouseButtonReleased:
        if (event.mouseButton.button != sf::Mouse::Left) return std::nullopt;
        input.kind = event.type == sf::Event::MouseButtonPressed ? Input::Kind::Down : Input::Kind::Up;
        input.at = {static_cast<double>(event.mouseButton.x), static_cast<double>(event.mouseButton.y)};
        return input;
    case sf::Event::MouseMoved:
        input.at = {static_cast<double>(event.mouseMove.x), static_cast<double>(event.mouseMove.y)};
        return input;
    case sf::Event::MouseWheelScrolled:
        input.kind = Input::Kind::Wheel;
        input.wheel = event.mouseWheelScroll.delta;
        return input;
    case sf::Event::TextEntered:
        input.kind = event.text.unicode == 8 ? Input::Kind::Erase : Input::Kind::Text;
        if (event.text.unicode == 13)
            input.text = "\n";
        else if (event.text.unicode >= 32 && event.text.unicode != 127)
            input.text = base::encode(event.text.unicode);
        if (input.kind == Input::Kind::Text && input.text.empty()) return std::nullopt;
        return input;
    case sf::Event::Resized: input.kind = Input::Kind::Resized; return input;
    default: return std::nullopt; // Closed above all: only staff leave
    }
}

} // namespace

struct Window::Inner {
    sf::Window window;
    std::unique_ptr<x11::Connection> connection;
    GLuint texture = 0;
    int width = 0;
    int height = 0;
    bool uncovered = false;

    void makeTexture() {
        if (texture != 0) glDeleteTextures(1, &texture);
        glGenTextures(1, &texture);
        glBindTexture(GL_TEXTURE_2D, texture);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MIN_FILTER, GL_NEAREST);
        glTexParameteri(GL_TEXTURE_2D, GL_TEXTURE_MAG_FILTER, GL_NEAREST);
        glTexImage2D(GL_TEXTURE_2D, 0, GL_RGB8, width, height, 0, PixelFormat, PixelType, nullptr);
    }
};

namespace {

/// The screen that the kiosk is to be on, where there is a word about it and a choice.
std::optional<Monitor> ownScreen(event::Display const& display) {
    if (display.wall.empty() && display.kiosk.empty()) return std::nullopt;
    auto const screens = x11::Screens::open();
    if (!screens) return std::nullopt;
    auto own = kioskMonitor(screens->monitors(), display);
    if (!own && !display.kiosk.empty())
        base::logWarning(
            "没有接上 event.toml 里 kiosk 写的屏幕 | the screen that kiosk names is not there: " +
            display.kiosk);
    return own;
}

} // namespace

base::Result<Window> Window::open(std::optional<std::pair<int, int>> size, event::Display const& display) {
    auto const probe = x11::Probe::look();
    if (!probe) return base::pass(probe);
    draw::Point at{};
    std::optional<Monitor> const own = size ? std::nullopt : ownScreen(display);
    if (own) {
        size = {static_cast<int>(own->rect.width), static_cast<int>(own->rect.height)};
        at = own->rect.origin();
    }
    auto inner = std::make_unique<Inner>();
    sf::VideoMode const desktop = sf::VideoMode::getDesktopMode();
    sf::VideoMode mode = size ? sf::VideoMode(static_cast<unsigned>(size->first),
                                              static_cast<unsigned>(size->second), desktop.bitsPerPixel)
                              : desktop;
    // SFML 2 puts a window as far down as if the display were as high as it is wide, and waits for ever for
    // one that came to lie below two screens side by side to be seen.
    bool const below = size && (probe->width() - size->second) / 2 >= probe->height();
    if (below) mode.height = static_cast<unsigned>(probe->width());
    // SFML speaks English to stderr, even of a virtual screen that has no vertical sync to wait for.
    std::ostringstream said;
    std::streambuf* const before = sf::err().rdbuf(said.rdbuf());
    inner->window.create(mode, sf::String(L"会标"), size ? sf::Style::None : sf::Style::Fullscreen,
                         sf::ContextSettings(0, 0, 0, 1, 1));
    inner->window.setVerticalSyncEnabled(true);
    sf::err().rdbuf(before);
    if (!inner->window.isOpen())
        return base::fail(base::Kind::Unavailable, {"窗口打不开：" + said.str(), "no window: " + said.str()});
    inner->window.setKeyRepeatEnabled(true);
    if (below)
        inner->window.setSize({static_cast<unsigned>(size->first), static_cast<unsigned>(size->second)});
    if (size) inner->window.setPosition({static_cast<int>(at.x), static_cast<int>(at.y)});
    static_cast<void>(inner->window.setActive(true));
    inner->width = static_cast<int>(inner->window.getSize().x);
    inner->height = static_cast<int>(inner->window.getSize().y);
    inner->makeTexture();
    inner->connection = std::make_unique<x11::Connection>();
    if (own) inner->connection->fill(inner->window.getSystemHandle());
    inner->connection->focus(inner->window.getSystemHandle());
    inner->connection->keepAwake();
    return Window(std::move(inner));
}

Window::Window(std::unique_ptr<Inner> inner) : m_inner(std::move(inner)) {}
Window::Window(Window&&) noexcept = default;
Window& Window::operator=(Window&&) noexcept = default;

Window::~Window() {
    if (!m_inner) return;
    m_inner->connection.reset(); // while its display is still open
}

int Window::width() const {
    return m_inner->width;
}
int Window::height() const {
    return m_inner->height;
}
draw::Rect Window::place() const {
    draw::Point const at = m_inner->connection->place(m_inner->window.getSystemHandle());
    return {at.x, at.y, static_cast<double>(m_inner->width), static_cast<double>(m_inner->height)};
}
int Window::file() const {
    return m_inner->connection->file();
}
void Window::sync() {
    m_inner->connection->sync();
}

std::optional<Input> Window::input() {
    if (m_inner->connection->takeExtras(m_inner->window.getSystemHandle())) m_inner->uncovered = true;
    sf::Event event{};
    while (m_inner->window.pollEvent(event)) {
        auto input = meaning(event);
        if (!input) continue;
        if (input->kind == Input::Kind::Resized) {
            int const width = std::max(1, static_cast<int>(event.size.width));
            int const height = std::max(1, static_cast<int>(event.size.height));
            if (width == m_inner->width && height == m_inner->height) continue;
            m_inner->width = width;
            m_inner->height = height;
            m_inner->makeTexture();
        }
        return input;
    }
    return std::nullopt;
}

bool Window::uncovered() {
    return std::exchange(m_inner->uncovered, false);
}

void Window::upload(draw::Surface const& surface, draw::Rect const& damaged) {
    int const x = std::max(0, static_cast<int>(damaged.x));
    int const y = std::max(0, static_cast<int>(damaged.y));
    int const width = std::min(surface.width(), static_cast<int>(damaged.right())) - x;
    int const height = std::min(surface.height(), static_cast<int>(damaged.bottom())) - y;
    if (width <= 0 || height <= 0) return;
    glBindTexture(GL_TEXTURE_2D, m_inner->texture);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, surface.stride() / 4);
    glTexSubImage2D(GL_TEXTURE_2D, 0, x, y, width, height, PixelFormat, PixelType,
                    surface.data() + static_cast<std::ptrdiff_t>(y) * surface.stride() +
                        std::ptrdiff_t{4} * x);
    glPixelStorei(GL_UNPACK_ROW_LENGTH, 0);
}

void Window::present() {
    glViewport(0, 0, m_inner->width, m_inner->height);
    glMatrixMode(GL_PROJECTION);
    glLoadIdentity();
    glMatrixMode(GL_MODELVIEW);
    glLoadIdentity();
    glDisable(GL_BLEND);
    glDisable(GL_DEPTH_TEST);
    glEnable(GL_TEXTURE_2D);
    glBindTexture(GL_TEXTURE_2D, m_inner->texture);
    glTexEnvi(GL_TEXTURE_ENV, GL_TEXTURE_ENV_MODE, GL_REPLACE);
    glBegin(GL_TRIANGLE_STRIP);
    glTexCoord2f(0, 0);
    glVertex2f(-1, 1);
    glTexCoord2f(1, 0);
    glVertex2f(1, 1);
    glTexCoord2f(0, 1);
    glVertex2f(-1, -1);
    glTexCoord2f(1, 1);
    glVertex2f(1, -1);
    glEnd();
    m_inner->window.display();
}

} // namespace huibiao::kiosk
