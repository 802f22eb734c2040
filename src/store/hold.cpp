#include "store/hold.h"

#include "store/internal/place.h"

namespace huibiao::store {

struct Hold::State {
    internal::Place place;
};

Hold::Hold(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Hold::Hold(Hold&&) noexcept = default;
Hold& Hold::operator=(Hold&&) noexcept = default;
Hold::~Hold() = default;

base::Result<Hold> Hold::take(std::filesystem::path const& folder) {
    auto place = internal::Place::enter(folder, true);
    if (!place) return base::pass(place);
    auto const alone = place->alone();
    if (!alone) return base::pass(alone);
    if (!*alone)
        return base::fail(base::Kind::Unavailable,
                          {"另一个程序正开着答卷库，请先关掉它再试",
                           "another program has the answers open; close it first and try again"},
                          folder.string());
    return Hold(std::make_unique<State>(State{std::move(*place)}));
}

} // namespace huibiao::store
