#include "event/upload_settings.h"
#include "support.h"

#include <doctest/doctest.h>

using namespace huibiao;

namespace {

std::string const head = "[event]\nunit = \"高坪镇\"\ncity = \"浏阳市\"\nyear = 2023\n"; // four lines

} // namespace

TEST_CASE("[upload] is read whole") {
    Bundle bundle(head + "[upload]\nserver = \"https://odk.example.org/v1/key/a$b!c/projects/1\"\n"
                         "auth = \"digest\"\nuser = \"kiosk\"\nsecret_file = \"upload.secret\"\n"
                         "ca_file = \"ca.pem\"\nproxy = \"http://10.0.0.1:3128\"\nauto = true\n");
    bundle.put("upload.secret", "秘密\n");
    bundle.put("ca.pem", "-----BEGIN CERTIFICATE-----\n");
    auto const event = bundle.open();
    REQUIRE(event);
    event::Upload const& upload = event->upload;
    CHECK(upload.server == "https://odk.example.org/v1/key/a$b!c/projects/1");
    CHECK(upload.auth == event::UploadAuth::Digest);
    CHECK(upload.user == "kiosk");
    CHECK(upload.secretFile == bundle.folder / "upload.secret");
    CHECK(upload.caFile == bundle.folder / "ca.pem");
    CHECK(upload.proxy == "http://10.0.0.1:3128");
    CHECK(upload.automatic);
    CHECK_FALSE(upload.allowHttp);
    // They go with the event when it is erased.
    CHECK(std::count(event->files.begin(), event->files.end(), upload.secretFile) == 1);
    CHECK(event::uploadOf(bundle.folder.path())->server == upload.server);
}

TEST_CASE("an event without [upload] sends nothing and is whole") {
    Bundle bundle(head);
    auto const event = bundle.open();
    REQUIRE(event);
    CHECK(event->upload.server.empty());
    auto const alone = event::uploadOf(bundle.folder.path());
    REQUIRE_FALSE(alone);
    CHECK(alone.error().kind == base::Kind::Missing);
}

TEST_CASE("what is wrong in [upload] is found with its line, and no address is repeated") {
    struct Fault {
        char const* lines;
        int line;
        char const* words;
        bool warning = false;
    };
    for (Fault const& fault : {
             Fault{"server = \"ftp://odk.example.org/\"\n", 6, "https://"},
             Fault{"server = \"https://odk example.org/\"\n", 6, "https://"},
             Fault{"server = \"https:///v1\"\n", 6, "https://"},
             Fault{"server = \"https://me:secret@odk.example.org/v1\"\n", 6, "secret_file"},
             Fault{"server = \"https://odk.example.org/v1/submission\"\n", 6, "/submission"},
             Fault{"server = \"http://odk.example.org/v1\"\n", 6, "allow_http"},
             Fault{"server = \"http://127.0.0.1.example.org/v1\"\n", 6, "allow_http"},
             Fault{"server = \"http://localhost@example.org/v1\"\n", 6, "secret_file"},
             Fault{"server = \"http://odk.example.org/v1\"\nallow_http = true\n", 7, "不加密", true},
             Fault{"server = \"https://odk.example.org\"\nauth = \"oauth\"\n", 7, "digest"},
             Fault{"server = \"https://odk.example.org\"\nauth = \"bearer\"\n", 7, "secret_file"},
             Fault{"server = \"https://odk.example.org\"\nauth = \"basic\"\nsecret_file = \"s\"\n", 7,
                   "user"},
             Fault{"server = \"https://odk.example.org\"\nsecret_file = \"s\"\n", 7, "auth", true},
             Fault{"server = \"https://odk.example.org\"\nsecret_file = \"../s\"\n", 7, "不在活动包里"},
             Fault{"server = \"https://odk.example.org\"\nsecret_file = \"empty\"\n", 7, "空的"},
             Fault{"server = \"https://odk.example.org\"\nca_file = \"s\"\n", 7, "PEM"},
             Fault{"server = \"https://odk.example.org\"\nca_file = \"none.pem\"\n", 7, "找不到"},
             Fault{"server = \"https://odk.example.org\"\nproxy = \"a b\"\n", 7, "proxy"},
             Fault{"server = \"https://odk.example.org\"\nauto = \"yes\"\n", 7, "true"},
             Fault{"server = \"https://odk.example.org\"\nsever = \"x\"\n", 7, "sever", true},
             Fault{"auto = true\n", 5, "server"},
         }) {
        CAPTURE(fault.lines);
        Bundle bundle(head + "[upload]\n" + fault.lines);
        bundle.put("s", "token\n");
        bundle.put("empty", "\n");
        auto const event = bundle.open();
        CHECK(event.has_value() == fault.warning);
        CHECK(bundle.found(fault.line, fault.words, fault.warning));
        for (base::Finding const& finding : bundle.findings)
            CHECK(finding.error.message.en.find("example.org") == std::string::npos);
    }
}

TEST_CASE("this computer itself may be reached without encryption") {
    for (char const* server : {"http://127.0.0.1:8080/v1", "http://localhost/v1", "http://[::1]:80/v1"}) {
        CAPTURE(server);
        Bundle bundle(head + "[upload]\nserver = \"" + server + "\"\n");
        CHECK(bundle.open());
    }
}

TEST_CASE("[kiosk] tells one screen from another, and [upload] whether the server is told how it is") {
    std::string const event = "[event]\nunit = \"高坪镇\"\nyear = 2023\n";
    Bundle bundle(event +
                  "[upload]\nserver = \"https://h/v1\"\nhealth = true\n[kiosk]\nid = \"hall-1\"\nname = "
                  "\"大厅一号机\"\n");
    REQUIRE(bundle.open());
    auto const upload = event::uploadOf(bundle.folder.path());
    REQUIRE(upload);
    CHECK(upload->health);
    CHECK(upload->station.id == "hall-1");
    CHECK(upload->station.name == "大厅一号机");
    for (std::string const& id : {std::string("大厅"), std::string("a b"), std::string(33, 'a')}) {
        Bundle wrong(event + "[kiosk]\nid = \"" + id + "\"\n");
        CHECK_FALSE(wrong.open());
        CHECK(wrong.found(5, "字母", false));
    }
    Bundle longName(event + "[kiosk]\nname = \"" + std::string(101, 'a') + "\"\n");
    CHECK_FALSE(longName.open());
    CHECK(event::projectOf(bundle.folder.path()).value_or("") == "高坪镇2023年政务公开主题日");
}
