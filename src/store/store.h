#pragma once

#include "base/clock.h"
#include "base/result.h"
#include "form/submission.h"

#include <cstdint>
#include <filesystem>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace huibiao::store {

/// What is known of a submission without opening it.
struct Entry {
    std::int64_t sequence = 0; ///< 1, 2, 3 … in the order of the commits; never used twice
    std::string instanceId;
    std::string formId;
    std::string formVersion;
    std::string storedAt;     ///< local time with offset, ISO 8601
    base::WallTime wall;      ///< the same moment
    bool clockTrusted = true; ///< false: the clock stood before the program was built, or had gone back
    std::string sha256;       ///< of the XML, 64 hexadecimal digits
    std::size_t bytes = 0;    ///< of the XML
    std::size_t attachments = 0;
    std::string exportId;   ///< of the first export that was verified; empty: new
    std::string uploadedTo; ///< empty: not uploaded
    bool complete = true;   ///< false: the person left before the end
    std::string sealedFor;  ///< the fingerprint of the public key; empty: open
};

struct Stored {
    Entry entry;
    form::Submission submission;
    bool intact = true; ///< false: the bytes no longer match their SHA-256
};

/// How many submissions there are of one version of one form, open or sealed for one key.
struct Edition {
    std::string formId;
    std::string formVersion;
    std::size_t count = 0;
    std::string sealedFor{}; ///< empty: open
    bool complete = true;
};

/// The record of one erasing.
struct Purge {
    std::string at;          ///< local time with offset, ISO 8601
    std::size_t count = 0;   ///< submissions, unfinished ones among them
    std::size_t partial = 0; ///< unfinished
    std::int64_t firstSequence = 0;
    std::int64_t lastSequence = 0;
    std::string firstStored; ///< like `at`
    std::string lastStored;
};

/// Why a submission was not taken by the server: it is not sent again before staff ask for it.
struct Refusal {
    std::int64_t sequence = 0;
    std::string instanceId{};
    std::string formId{};
    std::string formVersion{};
    std::string storedAt{}; ///< as in Entry
    int status = 0;         ///< of HTTP; below 100: what the uploader itself found, see upload/reason.h
    std::string words{};    ///< the server's own; may be empty
    std::string at{};       ///< local time with offset, ISO 8601
};

/// How far the upload is. Unfinished submissions (partial) are never uploaded and not counted.
struct UploadQueue {
    std::size_t waiting = 0;
    std::size_t sent = 0;
    std::size_t refused = 0;   ///< and not sent since
    std::string lastContact{}; ///< when the server last answered as one, like Refusal::at; empty: never
};

/// One that waits to be uploaded.
struct Waiting {
    std::int64_t sequence = 0;
    std::string formId{};
    std::string formVersion{};
};

/// Of the complete ones, unless their name says partial. NotUploaded: waiting or refused.
enum class Which { All, NotExported, NotUploaded, Refused, Partial, PartialNotExported };

struct StoreOptions {
    bool mustExist = false; ///< Missing instead of a new, empty store
    /// False: this program has looked through it before, and what is damaged since shows when it is met.
    bool lookThrough = true;
    /// Wall times before this are not trusted. Default: the day the program was built.
    base::WallTime clockFloor = buildDay();

    [[nodiscard]] static base::WallTime buildDay();
};

/// The submissions of one event, in an SQLite file (src/store/README.md). Several processes may
/// have the same store open; one Store is for one thread at a time. Move-only.
class Store {
public:
    /// Opens or makes the store in `folder`. A damaged database is set aside whole in
    /// "damaged-<time>" beside the new one and a warning for staff is put in `findings`; while another
    /// process holds it that is Unavailable. Unsupported: made by a newer program.
    [[nodiscard]] static base::Result<Store> open(std::filesystem::path const& folder,
                                                  base::Clock const& clock, ///< must outlive the store
                                                  base::Findings* findings = nullptr,
                                                  StoreOptions const& options = {});
    Store(Store&&) noexcept;
    Store& operator=(Store&&) noexcept;
    ~Store();

    /// Success means that the submission is on the disk and a power cut cannot take it. The same
    /// submission again is fine; another one with its instanceID is refused (Exists); so is the same one
    /// sealed anew, whose bytes differ. After a
    /// failure (Full, Io, Unavailable) nothing of it is stored, or all of it; try again. A database
    /// that turns out to be damaged is set aside as in open(), and the submission goes into the new one.
    [[nodiscard]] base::Result<void> keep(form::Submission const& submission);

    /// Warnings for staff since open(): a database set aside while it was in use.
    [[nodiscard]] base::Findings const& warnings() const;

    [[nodiscard]] base::Result<std::size_t> count(Which which = Which::All) const;
    [[nodiscard]] base::Result<std::size_t> countNew() const { return count(Which::NotExported); }
    [[nodiscard]] base::Result<std::vector<Entry>> list(Which which = Which::All) const;
    /// Ascending; with read(), the way through many without holding them all.
    [[nodiscard]] base::Result<std::vector<std::int64_t>> sequences(Which which = Which::All) const;
    [[nodiscard]] base::Result<std::vector<Edition>> editions(Which which = Which::All) const;
    [[nodiscard]] base::Result<Stored> read(std::int64_t sequence) const; ///< or Missing
    [[nodiscard]] base::Result<Stored> read(std::string_view instanceId) const;

    /// All or none. An already exported submission keeps its first export. Call it only for what
    /// was read back from the volume.
    [[nodiscard]] base::Result<void> markExported(std::vector<std::int64_t> const& sequences,
                                                  std::string_view exportId);
    [[nodiscard]] base::Result<void> markUploaded(std::vector<std::int64_t> const& sequences,
                                                  std::string_view server);

    /// The first `most` above `after` that are neither uploaded nor refused, ascending.
    [[nodiscard]] base::Result<std::vector<Waiting>> waiting(std::int64_t after, std::size_t most) const;
    /// Only sequence, status and words are read. One that was uploaded meanwhile stays so, a later refusal
    /// takes the place of an earlier one, and what was purged is passed over.
    [[nodiscard]] base::Result<void> markRefused(Refusal const& refusal);
    /// The first `most` above `after`, ascending.
    [[nodiscard]] base::Result<std::vector<Refusal>> refused(std::int64_t after, std::size_t most) const;
    /// Makes refused ones wait again: that one, or all. Returns how many.
    [[nodiscard]] base::Result<std::size_t> retry(std::string_view instanceId);
    [[nodiscard]] base::Result<std::size_t> retryAll();
    /// Notes that the server answered now.
    [[nodiscard]] base::Result<void> noteContact();
    [[nodiscard]] base::Result<UploadQueue> uploadQueue() const;
    /// As Entry::clockTrusted would be of one that is stored now.
    [[nodiscard]] base::Result<bool> clockTrusted() const;

    /// How many purge() would erase.
    [[nodiscard]] base::Result<std::size_t> purgeable() const;
    /// Erases what was exported or uploaded, and confirmed; writes down that it did, in the same
    /// transaction. Neither the file nor its log holds the bytes afterwards, the log once no other
    /// process reads the store; a database that was set aside as damaged stays as it is, and what lies
    /// below the file system, as in an SSD, may keep traces. Nothing to erase: no record, a count of 0.
    [[nodiscard]] base::Result<Purge> purge();
    [[nodiscard]] base::Result<std::vector<Purge>> purges() const; ///< the oldest first

private:
    struct State;
    explicit Store(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

/// Erases the store in `folder` whole, file by file, overwritten first (base::eraseFile), once nothing in it
/// is missing elsewhere: Exists where an answer was not exported or uploaded, or a database was set aside as
/// damaged, which may hold some. Unavailable: somebody has it open, this process too. Nothing is erased then.
/// Otherwise what could not be erased. Fine when there is no store.
[[nodiscard]] base::Result<base::Findings> eraseStore(std::filesystem::path const& folder,
                                                      base::Clock const& clock);

} // namespace huibiao::store
