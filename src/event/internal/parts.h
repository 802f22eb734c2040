#pragma once

#include "event/event.h"
#include "event/internal/settings.h"

#include <optional>
#include <string_view>

namespace huibiao::event {

/// The file that event.toml names under `key`, inside the bundle: relative, no "..".
[[nodiscard]] std::optional<fs::path> bundleFile(fs::path const& bundle, std::string const& name,
                                                 std::string const& where, base::Findings& findings);

struct Brand {
    std::optional<draw::Picture> logo; ///< none: the findings say why
    bool isDefault = true;
    fs::path file{};
};
[[nodiscard]] Brand readBrand(Settings& settings, fs::path const& share, fs::path const& bundle,
                              base::Findings& findings);
[[nodiscard]] std::vector<Questionnaire> readQuestionnaires(Settings& settings, fs::path const& bundle,
                                                            base::Findings& findings);
/// `earlier` of each [[questionnaire]]. What cannot be read is a warning, for only exports need it.
[[nodiscard]] std::vector<Questionnaire> readEarlier(Settings& settings, fs::path const& bundle,
                                                     base::Findings& findings);
/// The XForm of a questionnaire, converted where it is a workbook.
[[nodiscard]] base::Result<std::string> xformOf(fs::path const& file, base::Findings& findings);
/// The recordings and pictures that a form names, where they should lie.
[[nodiscard]] std::vector<fs::path> mediaOf(std::string_view xml, fs::path const& form);
/// Warns of recordings and pictures that the form names and that are not beside it or broken.
void checkMedia(std::string_view xml, fs::path const& form, base::Findings& findings);
/// [seal]: public_key, and each form's base64RsaPublicKey.
[[nodiscard]] seal::Keys readKeys(Settings& settings, std::vector<Questionnaire> const& questionnaires,
                                  base::Findings& findings);
/// [input]: words = ["…"], and plan = "…", a plan in the bundle (.txt, .csv, .xlsx) of which the units are
/// taken.
[[nodiscard]] std::vector<std::string> readWords(Settings& settings, fs::path const& bundle,
                                                 base::Findings& findings);
/// [kiosk]. A missing table is no fault.
[[nodiscard]] Station readStation(Settings& settings, base::Findings& findings);
/// [upload], with [kiosk]. A missing table is no fault.
[[nodiscard]] Upload readUpload(Settings& settings, fs::path const& bundle, base::Findings& findings);
/// [kit]. A missing table is no fault.
[[nodiscard]] Kit readKit(Settings& settings, fs::path const& bundle, base::Findings& findings);
/// [display]. A missing table is no fault.
[[nodiscard]] Display readDisplay(Settings& settings, base::Findings& findings);
void readLinks(Settings& settings, Event& event, base::Findings& findings);

} // namespace huibiao::event
