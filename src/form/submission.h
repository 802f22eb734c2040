#pragma once

#include "base/result.h"

#include <string>
#include <vector>

namespace huibiao::form {

/// A file that belongs to a submission (a signature); the instance names it in a node's text.
struct Attachment {
    std::string name;      ///< plain file name, unique in the submission
    std::string mediaType; ///< e.g. image/png
    std::string bytes;
};

/// What a citizen handed in, exactly as it is to be stored, exported and uploaded.
struct Submission {
    std::string instanceId;  ///< "uuid:…", equal to meta/instanceID in `xml`
    std::string formId;      ///< the `id` attribute of the instance's root
    std::string formVersion; ///< its `version` attribute, may be empty
    std::string xml;         ///< the instance, UTF-8, non-relevant nodes left out (ODK XForms)
    std::vector<Attachment> attachments;
    /// Empty: open. Otherwise the fingerprint of the public key it is sealed for; `xml` is then the manifest
    /// of an ODK encrypted submission and the attachments are its encrypted files.
    std::string sealedFor{};
    /// False: the person left before the end. It is kept apart and counts in no table of answers.
    bool complete = true;
};

/// The submission that an instance's XML is, without attachments: its ids are read out of it, its bytes stay
/// as they are. Invalid: no XML, or without the form's id or meta/instanceID.
[[nodiscard]] base::Result<Submission> readSubmission(std::string xml);

} // namespace huibiao::form
