#include "xpath/internal/grammar.h"

#include <array>

namespace huibiao::xpath {

namespace {

constexpr std::array<Sign, 13> signs{{{"or", Op::Or, 1},
                                      {"and", Op::And, 2},
                                      {"=", Op::Equal, 3},
                                      {"!=", Op::NotEqual, 3},
                                      {"<", Op::Less, 4},
                                      {"<=", Op::LessEqual, 4},
                                      {">", Op::Greater, 4},
                                      {">=", Op::GreaterEqual, 4},
                                      {"+", Op::Add, 5},
                                      {"-", Op::Subtract, 5},
                                      {"*", Op::Multiply, 6},
                                      {"div", Op::Divide, 6},
                                      {"mod", Op::Modulo, 6}}};

struct AxisName {
    std::string_view name;
    Axis axis;
};
constexpr std::array<AxisName, 13> axes{{{"ancestor", Axis::Ancestor},
                                         {"ancestor-or-self", Axis::AncestorOrSelf},
                                         {"attribute", Axis::Attribute},
                                         {"child", Axis::Child},
                                         {"descendant", Axis::Descendant},
                                         {"descendant-or-self", Axis::DescendantOrSelf},
                                         {"following", Axis::Following},
                                         {"following-sibling", Axis::FollowingSibling},
                                         {"namespace", Axis::Namespace},
                                         {"parent", Axis::Parent},
                                         {"preceding", Axis::Preceding},
                                         {"preceding-sibling", Axis::PrecedingSibling},
                                         {"self", Axis::Self}}};

} // namespace

Sign const* findSign(std::string_view text) {
    for (auto const& sign : signs)
        if (sign.text == text) return &sign;
    return nullptr;
}

std::optional<Axis> findAxis(std::string_view name) {
    for (auto const& axis : axes)
        if (axis.name == name) return axis.axis;
    return std::nullopt;
}

} // namespace huibiao::xpath
