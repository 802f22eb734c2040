#pragma once

#include <string>
#include <string_view>

namespace huibiao::form {

/// One request of `huibiao form replay` to its answer, both a JSON object on one line:
/// {"form": XForm, "resources": {uri: text}, "now": ISO 8601, "tz": zone, "ops": [{"op": "answer", "ref",
/// "value"} | {"op": "create-repeat" | "remove-repeat", "ref"} | {"op": "language", "value"}]} gives
/// {"states": [before any op, after the first …]}, a state being {"xml": the instance as it would be
/// submitted, "nodes": [{"ref", "relevant", "readonly", "required", "value" of leaves, "choices": [[value,
/// label] …] of selects} …]} of all elements, or {"error": "…"} in `english` or Chinese. An answer the
/// form refuses changes nothing. Never throws.
[[nodiscard]] std::string replayLine(std::string_view jsonLine, bool english = true);

} // namespace huibiao::form
