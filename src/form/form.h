#pragma once

#include "base/result.h"

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::form {

/// Gives the text of a file beside the form ("towns.csv", "jr://file-csv/towns.csv" by its last part).
using Resources = std::function<base::Result<std::string>(std::string_view name)>;

struct FormLanguage {
    std::string name; ///< as the form writes it: "中文 (zh)", "English (en)", "default"
    std::string code; ///< BCP 47 part in brackets, "zh"; empty where the form gives none
};

struct Definition; // internal: the loaded form

/// An ODK XForm, checked and ready to be filled any number of times. Immutable, cheap to copy.
/// Source: ODK XForms specification, https://getodk.github.io/xforms-spec/
class Form {
public:
    /// All faults at once would be better than the first: the findings hold warnings as well, and on
    /// failure the Error is the first of them.
    [[nodiscard]] static base::Result<Form> load(std::string_view xml, Resources const& resources,
                                                 base::Findings* findings = nullptr);

    [[nodiscard]] std::string const& id() const;
    [[nodiscard]] std::string const& version() const;
    [[nodiscard]] std::string const& title() const;
    [[nodiscard]] std::vector<FormLanguage> const& languages() const; ///< never empty
    [[nodiscard]] std::size_t defaultLanguage() const;                ///< index into languages()
    /// The form's base64RsaPublicKey; empty when it asks for no encryption.
    [[nodiscard]] std::string const& publicKey() const;

    [[nodiscard]] Definition const& definition() const { return *m_definition; }
    [[nodiscard]] std::shared_ptr<Definition const> const& share() const { return m_definition; }

private:
    explicit Form(std::shared_ptr<Definition const> definition) : m_definition(std::move(definition)) {}
    std::shared_ptr<Definition const> m_definition;
};

} // namespace huibiao::form
