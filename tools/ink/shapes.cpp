#include "shapes.h"

#include <fstream>
#include <sstream>

namespace huibiao::ink {

std::vector<Shape> readShapes(std::string const& path) {
    std::ifstream in(path);
    std::vector<Shape> shapes;
    for (std::string line; std::getline(in, line);) {
        std::istringstream cells(line);
        Shape shape;
        cells >> shape.label >> shape.again;
        std::string text;
        std::getline(cells >> std::ws, text);
        std::istringstream all(text);
        for (std::string one; std::getline(all, one, ';');) {
            std::istringstream points(one);
            Stroke stroke;
            Point p;
            for (char comma = 0; points >> p.x >> comma >> p.y;) stroke.push_back(p);
            if (!stroke.empty()) shape.strokes.push_back(stroke);
        }
        if (!shape.strokes.empty()) shapes.push_back(std::move(shape));
    }
    return shapes;
}

std::vector<std::vector<std::size_t>> readWords(std::string const& path) {
    std::ifstream in(path);
    std::vector<std::vector<std::size_t>> words;
    for (std::string line; std::getline(in, line);) {
        std::istringstream cells(line);
        std::vector<std::size_t> word;
        for (std::size_t label = 0; cells >> label;) word.push_back(label);
        if (!word.empty()) words.push_back(std::move(word));
    }
    return words;
}

} // namespace huibiao::ink
