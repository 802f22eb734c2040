#include "crypto/rsa.h"
#include "draw/fonts.h"
#include "support.h"

#include <doctest/doctest.h>
#include <sys/stat.h>

using namespace huibiao;
namespace fs = std::filesystem;

namespace {
std::string const head = "# 说明\n[event]\nunit = \"高坪镇\"\nyear = 2023 # 今年\n";
std::string const phrase = "浏阳河弯过了几道弯";

std::string formWith(std::string const& submission) {
    return R"(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml"><h:head>
<h:title>问卷</h:title><model><instance><data id="own"><q/><meta><instanceID/></meta></data></instance>
<bind nodeset="/data/q" type="string"/>)" +
           submission +
           R"(</model></h:head><h:body><input ref="/data/q"><label>问</label></input></h:body></h:html>)";
}
} // namespace

TEST_CASE("a pair is made: the public key into event.toml, the private one into a file of its own") {
    auto const fonts = draw::Fonts::open(HUIBIAO_FONT_DIR);
    REQUIRE(fonts);
    Bundle bundle(head);
    TestFolder const stick;
    auto const made = event::makeKeys(bundle.folder.path(), stick.path(), phrase);
    REQUIRE_MESSAGE(made, (made ? "" : made.error().text(base::Language::English)));
    CHECK(*made == stick / "private-key.pem");
    struct stat info {};
    REQUIRE(::stat(made->c_str(), &info) == 0);
    CHECK((info.st_mode & 0777U) == 0600U);
    auto const key = crypto::PrivateKey::fromPem(*base::readFile(*made), phrase);
    REQUIRE(key);
    CHECK(base::readFile(bundle.folder / "event.toml")->starts_with(head));
    auto const event = bundle.open();
    REQUIRE(event);
    REQUIRE(event->keys.of("any form") != nullptr);
    CHECK(event->keys.of("any form")->fingerprint() == key->publicKey().fingerprint());
    CHECK(event::keysOf(bundle.folder.path())->event->fingerprint() == key->publicKey().fingerprint());

    std::string const toml = *base::readFile(bundle.folder / "event.toml");
    TestFolder const another;
    CHECK(event::makeKeys(bundle.folder.path(), another.path(), phrase).error().kind == base::Kind::Exists);
    CHECK(fs::is_empty(another.path()));
    CHECK(*base::readFile(bundle.folder / "event.toml") == toml);
}

TEST_CASE("no key is made without a passphrase, a folder or a free name") {
    Bundle bundle(head);
    TestFolder const stick;
    auto const kind = [&](fs::path const& to, std::string const& words) {
        auto const made = event::makeKeys(bundle.folder.path(), to, words);
        REQUIRE_FALSE(made);
        return made.error().kind;
    };
    CHECK(kind(stick.path(), "") == base::Kind::Invalid);
    CHECK(kind(stick.path(), "七个字不够长的") == base::Kind::Invalid);
    CHECK(kind(stick / "none", phrase) == base::Kind::Missing);
    REQUIRE(base::writeDurably(stick / "private-key.pem", "an older one"));
    CHECK(kind(stick.path(), phrase) == base::Kind::Exists);
    CHECK(*base::readFile(stick / "private-key.pem") == "an older one");
    CHECK(*base::readFile(bundle.folder / "event.toml") == head);

    Bundle inlined("seal = { }\n" + head);
    TestFolder const target;
    CHECK_FALSE(event::makeKeys(inlined.folder.path(), target.path(), phrase));
    CHECK(fs::is_empty(target.path())); // a private key without its public half is of no use
}

TEST_CASE("a public key that is none is a fault of the bundle, with its line") {
    auto const fonts = draw::Fonts::open(HUIBIAO_FONT_DIR);
    REQUIRE(fonts);
    Bundle bundle(head + "[seal]\npublic_key = \"MIIB\"\n");
    CHECK_FALSE(bundle.open());
    CHECK(bundle.found(6, "公钥", false));
    CHECK_FALSE(event::keysOf(bundle.folder.path()));
    CHECK_FALSE(event::keysOf(Bundle(head + "[seal]\npublic_key = \"\"\n").folder.path()));
}

TEST_CASE("a form's own base64RsaPublicKey goes before the event's") {
    auto const fonts = draw::Fonts::open(HUIBIAO_FONT_DIR);
    REQUIRE(fonts);
    crypto::PrivateKey const own = crypto::PrivateKey::generate();
    Bundle bundle(head + "[[questionnaire]]\nform = \"f.xml\"\n");
    bundle.put("f.xml", formWith("<submission base64RsaPublicKey=\"" + own.publicKey().base64() + "\"/>"));
    {
        auto const event = bundle.open();
        REQUIRE(event);
        CHECK(event->keys.of("own")->fingerprint() == own.publicKey().fingerprint());
        CHECK(event->keys.of("other") == nullptr);
        CHECK(event->questionnaires[0].source.xml.find("base64RsaPublicKey") != std::string::npos);
    }
    REQUIRE(event::makeKeys(bundle.folder.path(), bundle.folder.path(), phrase));
    auto const keys = event::keysOf(bundle.folder.path());
    REQUIRE(keys);
    CHECK(keys->of("own")->fingerprint() == own.publicKey().fingerprint());
    REQUIRE(keys->of("other") != nullptr);
    CHECK(keys->of("other")->fingerprint() != own.publicKey().fingerprint());

    bundle.put("f.xml", formWith("<submission base64RsaPublicKey=\"MIIB\"/>"));
    CHECK_FALSE(bundle.open());
    CHECK_FALSE(event::keysOf(bundle.folder.path()));
    // A form that cannot be read might have a key; the event's own is good for it too.
    bundle.put("f.xml", "<broken");
    CHECK(event::keysOf(bundle.folder.path()));
    Bundle without(head + "[[questionnaire]]\nform = \"f.xml\"\n");
    without.put("f.xml", "<broken");
    CHECK_FALSE(event::keysOf(without.folder.path()));
}
