#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "upload/form_list.h"
#include "upload/server.h"

#include <filesystem>
#include <functional>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace huibiao::upload {

/// What a server may send at most, in bytes.
struct FormLimits {
    std::size_t list = 8U << 20U; ///< formList, and a manifest
    std::size_t form = 32U << 20U;
    std::size_t file = 64U << 20U;   ///< one of its media
    std::size_t whole = 512U << 20U; ///< a form with all its media
};

/// Of `total` files of a form `done` are here.
using FetchProgress = std::function<void(std::size_t done, std::size_t total)>;

/// Questionnaires from an OpenRosa server (https://docs.getodk.org/openrosa-form-list/). Nothing is asked of
/// a host other than the server's own, for the secret would go along; but a file whose MD5 the server gave is
/// followed, without the secret, to where a redirect says that it lies (an object store behind the server),
/// at most three times. For one thread at a time. Errors: Unavailable, it may pass by itself; Denied, 401 and
/// 403; Missing, 404; Invalid, what came is not what it should be. Their `where` shows no secret.
class FormServer {
public:
    /// Nothing goes over the network yet. `clock` must outlive it.
    [[nodiscard]] static base::Result<FormServer> open(Server const& server, base::Clock const& clock,
                                                       Timing const& timing = {},
                                                       FormLimits const& limits = {});
    FormServer(FormServer&&) noexcept;
    ~FormServer();

    /// What the server offers to whom the settings log in.
    [[nodiscard]] base::Result<std::vector<ListedForm>> list(std::stop_token const& stop);

    /// What goes with the form; empty where nothing does.
    [[nodiscard]] base::Result<std::vector<ListedFile>> media(ListedForm const& form,
                                                              std::stop_token const& stop);

    /// The form and its media into `folder`, which is there and empty; each compared with the MD5 that the
    /// server gave. Returns the form's file; its media lie beside it under their own names. A failure leaves
    /// some of them. Nothing is synced.
    [[nodiscard]] base::Result<std::filesystem::path> fetch(ListedForm const& form,
                                                            std::filesystem::path const& folder,
                                                            std::stop_token const& stop,
                                                            FetchProgress const& progress = {});

private:
    struct State;
    explicit FormServer(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace huibiao::upload
