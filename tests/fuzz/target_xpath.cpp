#include "input.h"
#include "targets.h"
#include "xml/parse.h"
#include "xpath/xpath.h"

namespace fuzz {

using namespace huibiao;

namespace {

constexpr std::size_t small = 4096;
constexpr std::string_view standard =
    R"(<data xmlns:jr="http://openrosa.org/javarosa" id="d"><a x="1">1</a><a>2</a>
<rep><n>3</n><d>2023-05-18</d></rep><rep><n>x y z</n><d/></rep><s>a b c</s><p>30.1 112.2 0 0;30.2 112.3 0 0</p></data>)";

} // namespace

void xpath(std::string_view bytes) {
    auto const parts = partsOf(bytes);
    auto const document = xml::parse(parts.size() > 1 ? parts[1] : standard, "fuzz");
    if (!document) return;
    for (auto const mode : {xpath::Mode::XForms, xpath::Mode::Native, xpath::Mode::JavaRosa}) {
        // A large input is measured, so it runs once, as a form would run it.
        if (mode != xpath::Mode::XForms && bytes.size() > small) return;
        auto const expression = xpath::Expression::parse(parts[0], mode);
        if (!expression) return;
        (void)expression->check();
        (void)expression->references();
        (void)expression->literals("instance", 0);
        xpath::DocumentEnvironment const environment((*document)->node());
        Draw draw(bytes);
        xpath::Random const random = [&] { return draw.next(); };
        xpath::Context context;
        context.node = (*document)->element();
        context.environment = &environment;
        context.random = &random;
        auto const changes = (*document)->changes();
        if (auto const value = expression->evaluate(context)) {
            (void)value->string();
            (void)value->number();
        }
        if ((*document)->changes() != changes) broken("an evaluation changed the document");
    }
}

} // namespace fuzz
