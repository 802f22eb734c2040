#include "kiosk/signs.h"

#include <cmath>
#include <initializer_list>
#include <numbers>

namespace huibiao::kiosk {

namespace {

using draw::Path;
using draw::Point;

Path lines(std::initializer_list<std::initializer_list<Point>> all) {
    Path path;
    for (auto const& one : all) {
        bool first = true;
        for (Point const& point : one) {
            if (first)
                path.move(point);
            else
                path.line(point);
            first = false;
        }
    }
    return path;
}

Path shield() {
    Path path;
    path.move({12, 2}).line({20, 5}).line({20, 11}).curve({20, 16.5}, {16.5, 20.3}, {12, 22});
    path.curve({7.5, 20.3}, {4, 16.5}, {4, 11}).line({4, 5}).close();
    path.add(lines({{{8, 12}, {11, 15}, {16, 9}}}));
    return path;
}

Path globe() {
    Path path = Path::circle({12, 12}, 9);
    path.move({12, 3}).curve({6.5, 8}, {6.5, 16}, {12, 21});
    path.move({12, 3}).curve({17.5, 8}, {17.5, 16}, {12, 21});
    path.add(lines({{{3.4, 9}, {20.6, 9}}, {{3.4, 15}, {20.6, 15}}}));
    return path;
}

Path star() {
    Path path;
    for (int i = 0; i < 10; ++i) {
        double const angle = std::numbers::pi * (i / 5.0 - 0.5);
        double const radius = i % 2 == 0 ? 10.2 : 4.6;
        Point const at{12 + radius * std::cos(angle), 12.8 + radius * std::sin(angle)};
        if (i == 0)
            path.move(at);
        else
            path.line(at);
    }
    return path.close();
}

/// `mouth`: how far its middle lies below its ends; less than nothing turns it down.
Path face(double mouth) {
    Path path = Path::circle({12, 12}, 9.8);
    path.add(lines({{{8.6, 8.8}, {8.6, 10}}, {{15.4, 8.8}, {15.4, 10}}}));
    double const ends = 15.2 - mouth * 0.35;
    path.move({7.4, ends}).curve({9.4, ends + mouth}, {14.6, ends + mouth}, {16.6, ends});
    // Those at both ends open their mouth or frown, so that the five are told apart by more than a bow.
    if (mouth > 4) path.line({7.4, ends});
    if (mouth < -4) path.add(lines({{{6.6, 6.4}, {9.6, 7.6}}, {{17.4, 6.4}, {14.4, 7.6}}}));
    return path;
}

/// Open, or crossed out.
Path eye(bool open) {
    Path path;
    path.move({2, 12}).curve({6.5, 4.5}, {17.5, 4.5}, {22, 12});
    path.curve({17.5, 19.5}, {6.5, 19.5}, {2, 12});
    path.add(Path::circle({12, 12}, 3.4));
    if (!open) path.add(lines({{{4, 20}, {20, 4}}}));
    return path;
}

Path outline(Sign sign) {
    switch (sign) {
    case Sign::Check: return lines({{{4, 12.5}, {9.5, 18}, {20, 6.5}}});
    case Sign::Cross: return lines({{{6, 6}, {18, 18}}, {{18, 6}, {6, 18}}});
    case Sign::Left: return lines({{{15, 4.5}, {7.5, 12}, {15, 19.5}}});
    case Sign::Right: return lines({{{9, 4.5}, {16.5, 12}, {9, 19.5}}});
    case Sign::Up: return lines({{{4.5, 15}, {12, 7.5}, {19.5, 15}}});
    case Sign::Down: return lines({{{4.5, 9}, {12, 16.5}, {19.5, 9}}});
    case Sign::Shield: return shield();
    case Sign::Backspace:
        return lines({{{8, 5}, {21, 5}, {21, 19}, {8, 19}, {2, 12}, {8, 5}},
                      {{11, 9}, {17, 15}},
                      {{17, 9}, {11, 15}}});
    case Sign::Shift:
        return lines({{{12, 4}, {3.5, 13}, {8, 13}, {8, 19.5}, {16, 19.5}, {16, 13}, {20.5, 13}, {12, 4}}});
    case Sign::Globe: return globe();
    case Sign::Lock: {
        Path path = Path::rounded({5, 11, 14, 10}, 2);
        path.move({8, 11}).line({8, 7.5}).curve({8, 2}, {16, 2}, {16, 7.5}).line({16, 11});
        return path;
    }
    case Sign::Stick: {
        Path path = Path::rounded({6.5, 9, 11, 13}, 2);
        path.add(lines(
            {{{8.5, 9}, {8.5, 2.5}, {15.5, 2.5}, {15.5, 9}}, {{11, 5.5}, {11, 6}}, {{13, 5.5}, {13, 6}}}));
        return path;
    }
    case Sign::Warning:
        return lines(
            {{{12, 3}, {22, 20.5}, {2, 20.5}, {12, 3}}, {{12, 9.5}, {12, 14}}, {{12, 17.3}, {12, 17.4}}});
    case Sign::Pencil:
        return lines(
            {{{4, 20}, {5, 15.5}, {16.5, 4}, {20, 7.5}, {8.5, 19}, {4, 20}}, {{13.8, 6.7}, {17.3, 10.2}}});
    case Sign::Enter:
        return lines({{{20, 5}, {20, 12.5}, {4.5, 12.5}}, {{9.5, 7.5}, {4.5, 12.5}, {9.5, 17.5}}});
    case Sign::Clock: {
        Path path = Path::circle({12, 12}, 9);
        path.add(lines({{{12, 6.5}, {12, 12}, {16, 14.5}}}));
        return path;
    }
    case Sign::Questions: {
        Path path = Path::rounded({4, 3, 16, 18}, 2.5);
        path.add(lines({{{8, 8.5}, {16, 8.5}}, {{8, 12.5}, {16, 12.5}}, {{8, 16.5}, {13, 16.5}}}));
        return path;
    }
    case Sign::Door:
        return lines({{{13, 3.5}, {5, 3.5}, {5, 20.5}, {13, 20.5}},
                      {{10, 12}, {21, 12}},
                      {{17, 8}, {21, 12}, {17, 16}}});
    case Sign::Refresh: {
        Path path = Path::arc({12, 12}, 8.5, -60, 220);
        path.add(lines({{{16.2, 0.8}, {16.2, 4.7}, {12.4, 6.2}}}));
        return path;
    }
    case Sign::Plus: return lines({{{12, 4}, {12, 20}}, {{4, 12}, {20, 12}}});
    case Sign::Minus: return lines({{{4, 12}, {20, 12}}});
    case Sign::Keyboard: {
        Path path = Path::rounded({2, 3.5, 20, 11.5}, 2);
        path.add(lines({{{6, 7.5}, {6.1, 7.5}},
                        {{10, 7.5}, {10.1, 7.5}},
                        {{14, 7.5}, {14.1, 7.5}},
                        {{18, 7.5}, {18.1, 7.5}},
                        {{8, 11.5}, {16, 11.5}},
                        {{9, 18.5}, {12, 21.5}, {15, 18.5}}}));
        return path;
    }
    case Sign::Speaker: {
        Path path = lines({{{3.5, 9}, {7.5, 9}, {12.5, 4.5}, {12.5, 19.5}, {7.5, 15}, {3.5, 15}, {3.5, 9}}});
        path.move({15.5, 9}).curve({17, 10.5}, {17, 13.5}, {15.5, 15});
        path.move({18, 6}).curve({21.5, 9}, {21.5, 15}, {18, 18});
        return path;
    }
    case Sign::Stop: return Path::rounded({6, 6, 12, 12}, 1.5);
    case Sign::Star:
    case Sign::StarFull: return star();
    case Sign::FaceBest: return face(6);
    case Sign::FaceGood: return face(3.4);
    case Sign::FaceFair: return face(0);
    case Sign::FacePoor: return face(-3.4);
    case Sign::FaceWorst: return face(-5);
    case Sign::Picture: {
        Path path = Path::rounded({3, 4.5, 18, 15}, 2);
        path.add(lines({{{3.5, 16.5}, {9, 11}, {13.5, 15.5}, {16.5, 13}, {20.5, 16.5}}}));
        path.add(Path::circle({15.8, 9}, 1.4));
        return path;
    }
    case Sign::Eye: return eye(true);
    case Sign::EyeShut: return eye(false);
    }
    return {};
}

} // namespace

void drawSign(draw::Canvas& canvas, Icon const& icon) {
    auto const saved = canvas.saved();
    canvas.translate(icon.rect.origin());
    canvas.scale(icon.rect.width / 24);
    if (icon.sign == Sign::StarFull) canvas.fill(outline(icon.sign), icon.colour);
    double const width = icon.sign == Sign::Check ? 3.2 : icon.rect.width > 60 ? 1.6 : 2.1;
    canvas.stroke(outline(icon.sign), icon.colour, {width, true, {}});
}

} // namespace huibiao::kiosk
