#pragma once

#include "form/filling.h"
#include "form/internal/engine.h"

#include <map>
#include <string>
#include <string_view>

namespace huibiao::form {

struct Filling::State {
    Engine engine;
    std::map<std::string, Attachment> attachments;         ///< by the name the node holds
    std::map<std::string, std::string, std::less<>> notes; ///< for meta, by name

    State(std::shared_ptr<Definition const> definition, Surroundings surroundings)
        : engine(std::move(definition), std::move(surroundings)) {}
    State(State const&) = delete;
    State& operator=(State const&) = delete;
    ~State();
    /// Of what stands in the instance now.
    [[nodiscard]] Submission submission();
};

/// How a screen asks for the node's answer.
[[nodiscard]] QuestionKind kindOf(ModelNode const& node, BodyElement const& control);

/// The question of one control, which may be another than the first of its node.
[[nodiscard]] Question makeQuestion(Engine& engine, Item& item, BodyElement const& control);

/// All pages, in order.
[[nodiscard]] std::vector<Page> makePages(Engine& engine);

/// Why the answer as it stands may not stay so.
[[nodiscard]] std::optional<Fault> checkItem(Engine& engine, Item& item);

/// The instance as it is submitted: without what is not relevant, the notes in its meta.
[[nodiscard]] std::string submissionXml(Engine const& engine,
                                        std::map<std::string, std::string, std::less<>> const& notes);

/// Items a person is asked about, in page order.
[[nodiscard]] std::vector<Item*> askedItems(Engine& engine);

} // namespace huibiao::form
