#include "base/utf8.h"
#include "xpath/internal/call.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <numbers>
#include <optional>

namespace huibiao::xpath {

namespace {

constexpr double earthRadius = 6378100; // metres, at the equator, as ODK reckons

struct Point {
    double latitude;
    double longitude;
};

double radians(double degrees) {
    return degrees * std::numbers::pi / 180;
}

/// "latitude longitude [altitude [accuracy]]".
std::optional<Point> pointOf(std::string_view text) {
    std::vector<double> numbers;
    std::size_t at = 0;
    while ((at = text.find_first_not_of(" \t\r\n", at)) != std::string_view::npos) {
        auto const end = std::min(text.find_first_of(" \t\r\n", at), text.size());
        numbers.push_back(numberOf(text.substr(at, end - at)));
        at = end;
    }
    if (numbers.size() < 2 || numbers.size() > 4) return std::nullopt;
    if (!(std::fabs(numbers[0]) <= 90 && std::fabs(numbers[1]) <= 180)) return std::nullopt;
    return Point{numbers[0], numbers[1]};
}

/// All points of the arguments, which hold one or several, parted by semicolons; nullopt where one is bad.
std::optional<std::vector<Point>> pointsOf(Call& call, std::size_t first = 0) {
    std::vector<Point> points;
    bool sound = true;
    call.each(first, [&](Item const& item) {
        auto parts = base::split(base::trim(item.text()), ';');
        if (parts.size() > 1 && base::trim(parts.back()).empty()) parts.pop_back();
        for (auto const& part : parts) {
            auto const point = pointOf(part);
            sound = point && call.evaluator().spend(1);
            if (!sound) break;
            points.push_back(*point);
        }
        return sound;
    });
    if (!sound || points.size() < 2) return std::nullopt;
    return points;
}

double rounded(double value) {
    return std::fabs(std::floor(value * 100 + 0.5) / 100);
}

/// Square metres on a sphere (R. G. Chamberlain, W. H. Duquette, JPL 2007, "Some algorithms for polygons on a
/// sphere"), to two decimals.
Value area(Call& call) {
    auto const points = pointsOf(call);
    // A single point, sound or not, encloses nothing.
    if (!points) return call.string(0).find(';') == std::string::npos ? 0.0 : std::nan("");
    if (points->size() < 3) return 0.0;
    double total = 0;
    for (std::size_t i = 0; i < points->size(); ++i) {
        auto const& from = (*points)[i];
        auto const& to = (*points)[(i + 1) % points->size()];
        total += radians(to.longitude - from.longitude) *
                 (2 + std::sin(radians(to.latitude)) + std::sin(radians(from.latitude)));
    }
    return rounded(total * earthRadius * earthRadius / 2);
}

/// Metres along the points, by great circles.
Value distance(Call& call) {
    auto const points = pointsOf(call);
    if (!points) return std::nan("");
    double total = 0;
    for (std::size_t i = 0; i + 1 < points->size(); ++i) {
        auto const& from = (*points)[i];
        auto const& to = (*points)[i + 1];
        double const cosine = std::sin(radians(from.latitude)) * std::sin(radians(to.latitude)) +
                              std::cos(radians(from.latitude)) * std::cos(radians(to.latitude)) *
                                  std::cos(radians(from.longitude - to.longitude));
        total += std::acos(std::clamp(cosine, -1.0, 1.0)) * earthRadius;
    }
    return rounded(total);
}

/// A point or a shape that is none lies nowhere; to JavaRosa it is an error.
Value outside(Call& call) {
    if (call.evaluator().ast().mode != Mode::JavaRosa) return false;
    return call.fail({"geofence() 要一个点和一个闭合的形状", "geofence() takes a point and a closed shape"});
}

/// Whether the point lies in the shape, by the crossings of a ray to the east.
Value geofence(Call& call) {
    auto const point = pointOf(call.string(0));
    auto const shape = pointsOf(call, 1);
    if (!point || !shape || shape->size() < 4) return outside(call);
    if (shape->front().latitude != shape->back().latitude ||
        shape->front().longitude != shape->back().longitude)
        return outside(call);
    bool inside = false;
    for (std::size_t i = 0; i + 1 < shape->size(); ++i) {
        auto const& a = (*shape)[i];
        auto const& b = (*shape)[i + 1];
        if ((a.latitude > point->latitude) == (b.latitude > point->latitude)) continue;
        double const at = a.longitude + (point->latitude - a.latitude) / (b.latitude - a.latitude) *
                                            (b.longitude - a.longitude);
        if (point->longitude < at) inside = !inside;
    }
    return inside;
}

constexpr std::array functions{
    Function{"area", 1, 1, Type::Number, area},
    Function{"geofence", 2, 2, Type::Boolean, geofence},
    Function{"distance", 1, Function::any, Type::Number, distance},
};

} // namespace

std::span<Function const> geoFunctions() {
    return functions;
}

} // namespace huibiao::xpath
