#include "crypto/hash.h"
#include "seal/seal.h"
#include "seal/sealer.h"

#include <doctest/doctest.h>

using namespace huibiao;

namespace {

crypto::PrivateKey const& office() {
    static crypto::PrivateKey const key = crypto::PrivateKey::generate();
    return key;
}

form::Submission answer() {
    std::string const xml = "<data id=\"manyi\" version=\"2\"><q1>建议多设座椅</q1><meta><instanceID>uuid:7"
                            "</instanceID></meta></data>";
    return {"uuid:7", "manyi", "2", xml, {{"签名.png", "image/png", "PNG & ink"}, {"b.bin", "", ""}}};
}

} // namespace

TEST_CASE("a sealed submission shows its ids, and opens to the same bytes") {
    form::Submission const open = answer();
    auto const sealed = seal::seal(open, office().publicKey());
    REQUIRE(sealed);
    CHECK(sealed->instanceId == open.instanceId);
    CHECK(sealed->formId == "manyi");
    CHECK(sealed->formVersion == "2");
    CHECK(sealed->sealedFor == office().publicKey().fingerprint());
    REQUIRE(sealed->attachments.size() == 3);
    CHECK(sealed->attachments[0].name == "签名.png.enc");
    CHECK(sealed->attachments[2].name == "submission.xml.enc");
    CHECK(sealed->xml.find("座椅") == std::string::npos);
    for (form::Attachment const& file : sealed->attachments) {
        CHECK(file.bytes.find("座椅") == std::string::npos);
        CHECK(file.bytes.find("ink") == std::string::npos);
    }
    auto const manifest = seal::readManifest(sealed->xml);
    REQUIRE(manifest);
    CHECK(manifest->media == std::vector<std::string>{"签名.png.enc", "b.bin.enc"});
    CHECK(manifest->instanceId == "uuid:7");

    auto const again = seal::unseal(*sealed, office());
    REQUIRE_MESSAGE(again, (again ? "" : again.error().text(base::Language::English)));
    CHECK(again->xml == open.xml);
    CHECK(again->formVersion == "2");
    REQUIRE(again->attachments.size() == 2);
    CHECK(again->attachments[0].name == "签名.png");
    CHECK(again->attachments[0].bytes == "PNG & ink");
    CHECK(again->attachments[1].bytes.empty());
    CHECK(again->sealedFor.empty());
}

TEST_CASE("ids with characters of XML, and no version") {
    form::Submission open = answer();
    open.instanceId = "uuid:<&\">";
    open.formVersion.clear();
    auto const sealed = seal::seal(open, office().publicKey());
    REQUIRE(sealed);
    CHECK(sealed->xml.find("version=\"") == sealed->xml.find("version=\"1.0\""));
    CHECK(seal::unseal(*sealed, office())->instanceId == open.instanceId);
    open.attachments.push_back({"submission.xml", "", "x"});
    CHECK(seal::seal(open, office().publicKey()).error().kind == base::Kind::Invalid);
    open.instanceId.clear();
    CHECK(seal::seal(open, office().publicKey()).error().kind == base::Kind::Invalid);
}

TEST_CASE("what was changed after it was sealed stays shut, whatever was changed") {
    form::Submission const sealed = seal::seal(answer(), office().publicKey()).value();
    using base::Kind;
    for (std::size_t file = 0; file < 3; ++file)
        for (std::size_t at = 0; at < sealed.attachments[file].bytes.size(); at += 5) {
            form::Submission other = sealed;
            char& byte = other.attachments[file].bytes[at];
            byte = static_cast<char>(byte ^ 0x20);
            CHECK(seal::unseal(other, office()).error().kind == Kind::Invalid);
        }
    auto const withXml = [&](std::string const& from, std::string const& to) {
        form::Submission other = sealed;
        std::size_t const at = other.xml.find(from);
        REQUIRE(at != std::string::npos);
        other.xml.replace(at, from.size(), to);
        return seal::unseal(other, office());
    };
    CHECK_FALSE(withXml("id=\"manyi\"", "id=\"other\""));
    CHECK_FALSE(withXml("version=\"2\"", "version=\"3\""));
    CHECK_FALSE(withXml("uuid:7", "uuid:8"));
    CHECK_FALSE(withXml("<media><file>b.bin.enc</file></media>", ""));
    CHECK_FALSE(withXml("b.bin.enc", "submission.xml.enc"));
    CHECK_FALSE(withXml("encrypted=\"yes\"", ""));
    CHECK_FALSE(withXml("base64EncryptedElementSignature>", "x>"));
    form::Submission cut = sealed;
    cut.attachments.erase(cut.attachments.begin());
    CHECK(seal::unseal(cut, office()).error().kind == Kind::Missing);
    // Parts of two submissions to one key do not go together.
    form::Submission const second = seal::seal(answer(), office().publicKey()).value();
    form::Submission mixed = sealed;
    mixed.attachments[2] = second.attachments[2];
    CHECK_FALSE(seal::unseal(mixed, office()));
    CHECK(seal::unseal(sealed, crypto::PrivateKey::generate()).error().kind == Kind::Denied);
}

TEST_CASE("the IVs count up as ODK has it: files of equal bytes differ") {
    form::Submission open = answer();
    open.attachments.clear();
    for (int i = 0; i < 20; ++i) open.attachments.push_back({std::to_string(i), "", "equal bytes"});
    form::Submission const sealed = seal::seal(open, office().publicKey()).value();
    for (std::size_t i = 0; i < 20; ++i)
        for (std::size_t j = i + 1; j < 20; ++j)
            CHECK(sealed.attachments[i].bytes != sealed.attachments[j].bytes);
    CHECK(seal::unseal(sealed, office())->attachments[19].bytes == "equal bytes");
}

TEST_CASE("a form's own key goes before the event's; without any nothing changes") {
    crypto::PrivateKey const own = crypto::PrivateKey::generate();
    seal::Sealer none{seal::Keys{}};
    CHECK(none.close(answer())->xml == answer().xml);
    CHECK(none.close(answer())->sealedFor.empty());

    seal::Sealer sealer(seal::Keys{office().publicKey(), {{"other", own.publicKey()}}});
    auto const first = sealer.close(answer());
    REQUIRE(first);
    CHECK(first->sealedFor == office().publicKey().fingerprint());
    CHECK(sealer.close(answer())->xml == first->xml); // asked again after a failure of the store
    form::Submission other = answer();
    other.formId = "other";
    CHECK(seal::unseal(*sealer.close(other), own));
    CHECK(sealer.close(answer())->xml != first->xml);
}
