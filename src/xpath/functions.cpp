#include "xpath/internal/functions.h"

#include "xpath/internal/call.h"

#include <fmt/format.h>

#include <string>
#include <unordered_map>

namespace huibiao::xpath {

namespace {

using Table = std::unordered_map<std::string_view, std::vector<Function const*>>;

Table makeTable() {
    Table table;
    for (auto const functions : {stringFunctions(), textFunctions(), numberFunctions(), booleanFunctions(),
                                 dateFunctions(), nodeFunctions(), formFunctions(), geoFunctions()})
        for (auto const& function : functions) table[function.name].push_back(&function);
    return table;
}

} // namespace

Function const* findFunction(std::string_view name, Library library, bool native) {
    static Table const table = makeTable();
    auto const found = table.find(name);
    if (found == table.end()) return nullptr;
    for (auto const* function : found->second)
        if (function->library == library && (function->native || !native)) return function;
    return nullptr;
}

base::Words arityFault(Function const& function, std::size_t count) {
    auto const wanted = function.most == Function::any ? fmt::format("≥ {}", function.least)
                        : function.least == function.most
                            ? fmt::format("{}", function.least)
                            : fmt::format("{}–{}", function.least, function.most);
    return {fmt::format("{}() 的参数应为 {} 个，现为 {} 个", function.name, wanted, count),
            fmt::format("{}() takes {} arguments, not {}", function.name, wanted, count)};
}

} // namespace huibiao::xpath
