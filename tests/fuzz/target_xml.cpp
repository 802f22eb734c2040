#include "input.h"
#include "targets.h"
#include "xml/parse.h"
#include "xml/write.h"

namespace fuzz {

using namespace huibiao;

void xml(std::string_view bytes) {
    auto const first = xml::parse(bytes, "fuzz");
    if (!first) return;
    auto const written = xml::write(*(*first)->node());
    auto const second = xml::parse(written, "again");
    if (!second) broken("what was written does not parse");
    if (xml::write(*(*second)->node()) != written) broken("writing is not stable");
}

} // namespace fuzz
