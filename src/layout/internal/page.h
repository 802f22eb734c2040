#pragma once

#include "base/result.h"
#include "draw/svg.h"
#include "layout/item.h"
#include "layout/slot.h"
#include "xml/dom.h"

#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::layout {

/// A place in the file: slot-<name>, or slot-<name>-without-<other>-<another>… (the first that holds).
struct Place {
    SlotInfo info;
    std::string id;
    unsigned line = 0;
};

/// A top-level part of the drawing that moves as one.
struct Part {
    std::string css; ///< selector
    Anchor across = Anchor::Middle;
    Anchor down = Anchor::Middle;
};

/// What the file says, without its pixels.
struct Page {
    draw::Size size; ///< of the viewBox
    draw::Colour ground = draw::Colour::White;
    std::vector<Place> places;
    std::vector<Part> parts; ///< anchors other than the middle that occur
    bool hasGround = false;  ///< something is of class `ground`
    std::optional<Item> item{};
};

/// The page and all that is wrong in what it says of its slots (never their geometry's place).
/// `size` is 0x0 when the file has no usable viewBox.
struct Reading {
    Page page;
    base::Findings findings;
};
[[nodiscard]] Reading readPage(xml::Document const& document, draw::Svg const& svg, std::string const& file);

/// Where the page breaks the LOGO's rules (layout/logo.h). The place of one that is shown without the LOGO
/// alone may lie where the LOGO would.
[[nodiscard]] base::Findings checkLogo(Page const& page, std::string const& file);

/// Its value in the style attribute, else the presentation attribute; empty when neither.
[[nodiscard]] std::string property(xml::Node const& element, std::string_view name);
[[nodiscard]] std::vector<std::string> classes(xml::Node const& element);
/// "file:line" of an element.
[[nodiscard]] std::string spot(std::string const& file, xml::Node const& element);

template <class Visit>
void eachElement(xml::Node const& root, Visit const& visit) {
    visit(root);
    for (xml::Node* child = root.firstElement(); child != nullptr; child = child->nextElement()) {
        eachElement(*child, visit);
    }
}

} // namespace huibiao::layout
