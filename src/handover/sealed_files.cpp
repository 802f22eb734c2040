#include "handover/internal/sealed_files.h"

#include "handover/internal/index.h"
#include "handover/internal/tables.h"

#include <fmt/format.h>

namespace huibiao::handover::internal {

using base::Result;

Result<void> SealedFiles::begin(OutFolder& folder) {
    if (Result<void> const done = folder.makeFolder(sealedFolder); !done) return done;
    Result<OutFile> index = folder.open(indexName);
    if (!index) return base::pass(index);
    m_index.emplace(std::move(*index));
    return {};
}

Result<void> SealedFiles::add(OutFolder& folder, store::Stored const& stored) {
    if (!m_index)
        if (Result<void> const done = begin(folder); !done) return done;
    std::string const name = fileNameOf(stored.entry);
    std::string const place = fmt::format("{}/{}", sealedFolder, name);
    if (Result<void> const done = folder.makeFolder(place); !done) return done;
    if (Result<void> const done = folder.put(place + "/" + sealedName, stored.submission.xml); !done)
        return done;
    Names names;
    for (form::Attachment const& file : stored.submission.attachments)
        if (Result<void> const done = folder.put(place + "/" + attachmentName(names, file.name), file.bytes);
            !done)
            return done;
    return m_index->write(indexLine({name, stored.entry, {}}));
}

Result<void> SealedFiles::finish(OutFolder& folder) {
    if (!m_index) return {};
    Result<FileSum> sum = m_index->close();
    if (!sum) return base::pass(sum);
    sum->path = indexName;
    folder.note(*sum);
    return {};
}

} // namespace huibiao::handover::internal
