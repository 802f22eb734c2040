#pragma once

#include "xlsform/internal/read.h"

#include <map>
#include <string>
#include <vector>

namespace huibiao::xlsform::internal {

/// The sheet entities: what submissions make or change in the lists of a server
/// (https://getodk.github.io/xforms-spec/entities). Each declaration becomes a meta/entity block in one
/// group, repeat or the form itself; which one follows from the questions that belong to it.
class Entities {
public:
    /// Reads the declarations.
    explicit Entities(Reading& reading);
    /// After the survey: takes the save_to columns apart and puts each block into its container.
    void place();

private:
    struct Use {
        Item const* item;      ///< the question
        Item const* container; ///< the section it is in
        Place place;           ///< of the save_to cell, or of the declaration that mentions it
        bool saves = false;
        std::string property;
    };
    struct Declaration {
        std::string name;
        Place place;
        Source id, createIf, updateIf, label;
        std::vector<Use> uses;
        Item* wanted = nullptr; ///< the deepest container that would do
        Item* scope = nullptr;  ///< the repeat (or form) it may not leave
    };

    void declare(Record const& record);
    void readSaves(Item& item);
    void readMentions();
    [[nodiscard]] bool decide(Declaration& declaration);
    void allocate();
    void build(Declaration const& declaration, Item& container);

    Reading& m_reading;
    Faults& m_faults;
    std::vector<Declaration> m_declarations;
    std::map<Item const*, std::string> m_taken; ///< container to the entity in it or reserved by it
};

} // namespace huibiao::xlsform::internal
