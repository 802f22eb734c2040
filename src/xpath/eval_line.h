#pragma once

#include <string>
#include <string_view>

namespace huibiao::xpath {

/// One request of `huibiao form eval` (a JSON object) to its answer (a JSON object without line feed):
/// "expr", "context" (XML or null), "context_node" (a positional path), "root", "ns", "language", "now"
/// (ISO 8601), "tz", "mode" (native, xforms, javarosa), "type" (boolean, number, string, nodeset, date;
/// without it the type the expression has). {"value": …} or {"error": "…"}, the message in `english`
/// or Chinese. Never throws; a line that is no request is answered by an error too.
[[nodiscard]] std::string evalLine(std::string_view jsonLine, bool english);

} // namespace huibiao::xpath
