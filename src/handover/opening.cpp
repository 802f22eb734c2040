#include "handover/opening.h"

#include "base/file.h"
#include "seal/seal.h"

#include <algorithm>

namespace huibiao::handover {

namespace fs = std::filesystem;
using base::fail;
using base::Kind;
using base::Result;

namespace {

constexpr std::size_t mostNames = 400; ///< in a folder
constexpr std::size_t mostFiles = 8;   ///< that are tried: each may take 0.2 s
constexpr std::size_t keyBytes = 1U << 16U;

struct Listing {
    std::vector<fs::path> pems, folders; ///< by name
};

Listing list(fs::path const& folder) {
    Listing found;
    std::error_code code;
    fs::directory_iterator at(folder, code);
    for (std::size_t seen = 0; !code && at != fs::directory_iterator() && seen < mostNames;
         at.increment(code), ++seen) {
        std::error_code ignored;
        std::string extension = at->path().extension().string();
        std::transform(extension.begin(), extension.end(), extension.begin(),
                       [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
        if (extension == ".pem" && at->is_regular_file(ignored))
            found.pems.push_back(at->path());
        else if (at->is_directory(ignored) && !at->is_symlink(ignored))
            found.folders.push_back(at->path());
    }
    std::sort(found.pems.begin(), found.pems.end());
    std::sort(found.folders.begin(), found.folders.end());
    return found;
}

tl::unexpected<base::Error> changed() {
    return fail(Kind::Invalid,
                {"这份密封的答卷被改动过或已损坏，没有打开",
                 "this sealed submission was changed or damaged after it was sealed; it stays shut"});
}

} // namespace

FoundKeys findPrivateKeys(std::vector<fs::path> const& folders, std::set<std::string> const& fingerprints) {
    std::vector<fs::path> sure;
    std::vector<fs::path> unsaid;
    FoundKeys found;
    auto const look = [&](fs::path const& file) {
        Result<std::string> const pem = base::readFile(file, keyBytes);
        if (!pem || !crypto::PrivateKey::needsPassphrase(*pem)) return;
        Result<crypto::PublicKey> const half = crypto::PublicKey::beside(*pem);
        (!half ? unsaid : fingerprints.contains(half->fingerprint()) ? sure : found.foreign).push_back(file);
    };
    for (fs::path const& folder : folders) {
        Listing const here = list(folder);
        for (fs::path const& file : here.pems) look(file);
        for (fs::path const& inner : here.folders)
            for (fs::path const& file : list(inner).pems) look(file);
    }
    found.usable = sure.empty() ? std::move(unsaid) : std::move(sure);
    if (found.usable.size() > mostFiles) found.usable.resize(mostFiles);
    return found;
}

Result<std::optional<crypto::PrivateKey>> openPrivateKey(std::vector<fs::path> const& files,
                                                         std::string_view passphrase,
                                                         std::set<std::string> const& fingerprints) {
    base::Error why{Kind::Missing,
                    {"找不到私钥文件，请插好存有它的U盘再试",
                     "the private key's file is not there; plug in the stick that holds it"},
                    {}};
    bool shut = false;
    for (fs::path const& file : files) {
        Result<std::string> const pem = base::readFile(file, keyBytes);
        if (!pem) {
            why = pem.error();
            continue;
        }
        Result<crypto::PrivateKey> key = crypto::PrivateKey::fromPem(*pem, passphrase);
        if (!key) {
            shut = shut || key.error().kind == Kind::Denied;
            why = key.error();
            why.where = file.string();
            continue;
        }
        if (fingerprints.contains(key->publicKey().fingerprint()))
            return std::optional<crypto::PrivateKey>(std::move(*key));
        return fail(Kind::Invalid,
                    {"这把私钥是另一个活动的，打不开这些答卷；请插上存有本活动私钥的U盘",
                     "this private key is another event's and opens none of these answers; plug in the stick "
                     "that holds this event's"},
                    file.string());
    }
    if (shut) return std::optional<crypto::PrivateKey>();
    return tl::unexpected<base::Error>(std::move(why));
}

Result<store::Stored> openStored(store::Stored sealed, crypto::PrivateKey const& key) {
    std::string const meant = std::move(sealed.entry.sealedFor);
    sealed.entry.sealedFor.clear();
    if (!meant.empty() && meant != key.publicKey().fingerprint())
        return fail(Kind::Denied, {"这份是用另一把公钥密封的，要用另一把私钥打开",
                                   "this one is sealed for another key; it takes that one's private key"});
    Result<form::Submission> open = seal::unseal(sealed.submission, key);
    if (!open) {
        // Its key is the right one, so the wrapped one was changed.
        if (open.error().kind == Kind::Denied && !meant.empty()) return changed();
        return base::pass(open);
    }
    store::Entry const& entry = sealed.entry;
    // A whole submission in another's place: what is signed says which one it is.
    if (open->instanceId != entry.instanceId || open->formId != entry.formId ||
        open->formVersion != entry.formVersion)
        return changed();
    open->complete = entry.complete;
    sealed.submission = std::move(*open);
    return sealed;
}

} // namespace huibiao::handover
