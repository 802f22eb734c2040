// The least that a window of ours can do about a touch: one rectangle of another colour, presented. Full
// screen, drawn by SFML as the kiosk's picture is. usage: touch_bare WIDTH HEIGHT
#include <SFML/Graphics.hpp>

#include <cstdlib>
#include <iostream>

int main(int count, char** words) {
    if (count != 3) return 2;
    auto const width = static_cast<unsigned>(std::atoi(words[1]));
    auto const height = static_cast<unsigned>(std::atoi(words[2]));
    sf::RenderWindow window(sf::VideoMode(width, height), "touch_bare", sf::Style::None);
    window.setPosition({0, 0});
    window.setVerticalSyncEnabled(true);
    sf::RectangleShape all({static_cast<float>(width), static_cast<float>(height)});
    bool dark = false;
    auto const show = [&] {
        window.clear();
        all.setFillColor(dark ? sf::Color(20, 90, 95) : sf::Color(245, 242, 235));
        window.draw(all);
        window.display();
    };
    show();
    std::cout << "ready" << std::endl;
    sf::Event event;
    while (window.waitEvent(event)) {
        if (event.type == sf::Event::Closed) break;
        if (event.type != sf::Event::MouseButtonPressed && event.type != sf::Event::MouseButtonReleased)
            continue;
        dark = !dark;
        show();
    }
    return 0;
}
