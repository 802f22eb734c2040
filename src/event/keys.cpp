#include "base/file.h"
#include "base/utf8.h"
#include "crypto/rsa.h"
#include "event/event.h"
#include "event/internal/edit.h"
#include "event/internal/settings.h"

#include <fmt/format.h>

namespace huibiao::event {

base::Result<fs::path> makeKeys(fs::path const& folder, fs::path const& target, std::string_view passphrase) {
    if (base::decode(passphrase).size() < leastPassphrase)
        return base::fail(
            base::Kind::Invalid,
            {fmt::format("密码太短：至少 {} 个字，最好是一句只有您知道的话", leastPassphrase),
             fmt::format("the passphrase is too short: at least {} characters, best a sentence that "
                         "only you know",
                         leastPassphrase)});
    fs::path const file = folder / "event.toml";
    auto settings = Settings::read(file);
    if (!settings) return base::pass(settings);
    base::Findings findings;
    auto const before = settings->text("seal", "public_key", findings);
    if (before || !findings.empty())
        return base::fail(
            base::Kind::Exists,
            {"这个活动已有公钥，没有改动：换了钥匙，以前的答卷仍要用旧的私钥打开。确要更换，"
             "请先导出答卷，再删去这一行",
             "the event has a public key; nothing was changed, for what it sealed needs the old "
             "private key. To change it export first, then delete this line"},
            settings->where("seal", "public_key"));
    std::error_code ignored;
    if (!fs::is_directory(target, ignored))
        return base::fail(base::Kind::Missing,
                          {"找不到存放私钥的文件夹，请插好U盘再试",
                           "the folder for the private key is not there; plug the stick in and try again"},
                          target.string());
    fs::path const keyFile = target / privateKeyName;
    if (fs::exists(fs::symlink_status(keyFile, ignored)))
        return base::fail(base::Kind::Exists,
                          {"这里已有一个私钥文件，没有覆盖它；请用 --to 换一个文件夹",
                           "there is a private key here already; it was not overwritten. Name another folder "
                           "with --to"},
                          keyFile.string());
    crypto::PrivateKey const pair = crypto::PrivateKey::generate();
    std::string const pem = pair.pem(passphrase);
    // The private key first, and read back: without it nothing that is sealed opens again.
    if (auto const done = base::writeNewDurably(keyFile, pem, 0600); !done) return base::pass(done);
    auto done = base::verifyOnDevice(keyFile, pem);
    if (done) done = setText(file, "seal", "public_key", pair.publicKey().base64());
    if (done) return keyFile;
    fs::remove(keyFile, ignored);
    return base::pass(done);
}

} // namespace huibiao::event
