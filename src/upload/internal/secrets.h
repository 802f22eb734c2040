#pragma once

#include "upload/server.h"

#include <string>
#include <string_view>
#include <vector>

namespace huibiao::upload::internal {

/// BASE/`name`, before the query of the base where it has one, which `query` is added to ("a=b").
[[nodiscard]] std::string endpoint(std::string_view base, std::string_view name, std::string_view query);

/// What must never be shown: a server may put our own token into its answer.
class Secrets {
public:
    explicit Secrets(std::string_view url);
    Secrets(Secrets const&) = delete;
    Secrets& operator=(Secrets const&) = delete;
    ~Secrets();
    void add(std::string_view secret);
    [[nodiscard]] std::string hide(std::string text) const;

private:
    std::vector<std::string> m_secrets;
};

} // namespace huibiao::upload::internal
