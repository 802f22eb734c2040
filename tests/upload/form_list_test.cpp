#include "upload/form_list.h"

#include <doctest/doctest.h>

#include <random>
#include <string>

using namespace huibiao;
using upload::readFormList;
using upload::readManifest;

namespace {

std::string const md5 = "0123456789abcdef0123456789abcdef";

std::string list(std::string const& entries) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<xforms "
           "xmlns=\"http://openrosa.org/xforms/xformsList\">\n" +
           entries + "</xforms>";
}

std::string manifest(std::string const& entries) {
    return "<manifest xmlns=\"http://openrosa.org/xforms/xformsManifest\">\n" + entries + "</manifest>";
}

std::string media(std::string const& name, std::string const& hash = "md5:" + md5) {
    return "<mediaFile><filename>" + name + "</filename><hash>" + hash +
           "</hash><downloadUrl>http://h/x</downloadUrl></mediaFile>\n";
}

std::string const whole = list(
    "<xform><formID>manyi</formID><name>满意度&amp;建议</name><version>2023051801</version><hash>md5:" + md5 +
    "</hash><descriptionText>一份\n问卷</descriptionText><downloadUrl>http://h/manyi.xml</downloadUrl>"
    "<manifestUrl>http://h/manyi/manifest</manifestUrl></xform>\n"
    "<xforms-group><groupID>x</groupID></xforms-group>\n"
    "<xform><formID>b</formID><name/><version/><hash/><downloadUrl>http://h/b.xml</downloadUrl></xform>\n");

bool refused(std::string const& entries, std::string const& where) {
    auto const read = readFormList(list(entries));
    return !read && read.error().kind == base::Kind::Invalid && read.error().where == where &&
           !read.error().message.zh.empty() && !read.error().message.en.empty();
}

} // namespace

TEST_CASE("a formList is read: every field, unknown elements passed over, an empty hash allowed") {
    auto const read = readFormList(whole);
    REQUIRE(read);
    REQUIRE(read->size() == 2);
    upload::ListedForm const& form = read->front();
    CHECK(form.id == "manyi");
    CHECK(form.name == "满意度&建议");
    CHECK(form.version == "2023051801");
    CHECK(form.md5 == md5);
    CHECK(form.description == "一份 问卷");
    CHECK(form.url == "http://h/manyi.xml");
    CHECK(form.manifestUrl == "http://h/manyi/manifest");
    CHECK(read->back().md5.empty());
    CHECK(read->back().manifestUrl.empty());
    REQUIRE(readFormList(list("")));
    CHECK(readFormList(list(""))->empty());
}

TEST_CASE("an entry without what it must have is named by its line") {
    CHECK(refused("<xform><formID>a</formID></xform>", "formList:3"));
    CHECK(refused("<xform><downloadUrl>http://h/a</downloadUrl></xform>", "formList:3"));
    CHECK(
        refused("\n<xform><formID>a</formID><hash>sha1:00</hash><downloadUrl>http://h</downloadUrl></xform>",
                "formList:4"));
    CHECK(refused("<xform><formID>a</formID><hash>md5:xyz</hash><downloadUrl>http://h</downloadUrl></xform>",
                  "formList:3"));
    CHECK(refused("<xform><formID>" + std::string(3000, 'a') +
                      "</formID><downloadUrl>http://h</downloadUrl></xform>",
                  "formList:3"));
}

TEST_CASE("what is no formList is none: pages, other XML, entities, nothing") {
    for (std::string const& body :
         {std::string(), std::string("<!DOCTYPE html><html><body>Log in</body></html>"), std::string("{}"),
          std::string("<xforms/>"), std::string("<forms xmlns=\"http://openrosa.org/xforms/xformsList\"/>"),
          std::string("<!DOCTYPE x [<!ENTITY a \"b\">]>") + list("")}) {
        INFO(body);
        CHECK_FALSE(readFormList(body));
        CHECK_FALSE(readManifest(body));
    }
}

TEST_CASE("there is an end to how many forms and media a server may name") {
    std::string forms, files;
    for (std::size_t i = 0; i <= upload::mostForms; ++i)
        forms +=
            "<xform><formID>f" + std::to_string(i) + "</formID><downloadUrl>http://h/f</downloadUrl></xform>";
    auto const read = readFormList(list(forms));
    REQUIRE_FALSE(read);
    CHECK(read.error().kind == base::Kind::Unsupported);
    for (std::size_t i = 0; i <= upload::mostMedia; ++i) files += media("f" + std::to_string(i));
    CHECK_FALSE(readManifest(manifest(files)));
}

TEST_CASE("a manifest is read; a name that leads elsewhere or comes twice refuses it whole") {
    auto const read =
        readManifest(manifest(media("镇.csv") + media("a b.PNG", "MD5:" + md5) +
                              "<mediaFile type=\"entityList\"><filename>户.csv</filename><hash>md5:" + md5 +
                              "</hash><downloadUrl>/x</downloadUrl></mediaFile>"));
    REQUIRE(read);
    REQUIRE(read->size() == 3);
    CHECK((*read)[0].name == "镇.csv");
    CHECK((*read)[1].md5 == md5);
    CHECK_FALSE((*read)[1].living);
    CHECK((*read)[2].living);
    for (char const* name : {"../event.toml", "/etc/passwd", "a/b.csv", "a\\b.csv", "..", ".", ".hidden", "",
                             "C:x.csv", "a&#9;b.csv", "a&#10;b", "a&#x7F;b"}) {
        INFO(name);
        auto const bad = readManifest(manifest(media("fine.csv") + media(name)));
        REQUIRE_FALSE(bad);
        CHECK(bad.error().where == "manifest:3");
    }
    CHECK_FALSE(readManifest(manifest(media(std::string(201, 'a')))));
    CHECK_FALSE(readManifest(manifest(media("A.csv") + media("a.CSV"))));
    CHECK_FALSE(readManifest(manifest(media("a.csv", ""))));
}

TEST_CASE("broken lists and manifests are refused or read, never more") {
    std::string const entries = media("镇.csv") + media("人.csv");
    for (std::string const& good : {whole, manifest(entries)}) {
        // Cut at every byte: nothing but the whole is a list.
        for (std::size_t length = 0; length < good.size(); ++length) {
            CHECK_FALSE(readFormList(good.substr(0, length)));
            CHECK_FALSE(readManifest(good.substr(0, length)));
        }
        std::mt19937 dice(1);
        std::string const odd = std::string(1, char(0)) + "<>&/\"'.:\\\xFF\xC3\x80 md5..";
        std::size_t read = 0;
        for (int round = 0; round < 4000; ++round) {
            std::string bad = good;
            for (unsigned changes = 1 + dice() % 4; changes > 0; --changes) {
                std::size_t const at = dice() % bad.size();
                switch (dice() % 3) {
                case 0: bad[at] = odd[dice() % odd.size()]; break;
                case 1: bad.erase(at, 1 + dice() % 20); break;
                default: bad.insert(at, bad.substr(dice() % bad.size(), dice() % 40)); break;
                }
                if (bad.empty()) bad = " ";
            }
            if (auto const forms = readFormList(bad)) {
                ++read;
                for (auto const& form : *forms) CHECK((!form.id.empty() && !form.url.empty()));
            }
            if (auto const files = readManifest(bad)) {
                ++read;
                for (auto const& file : *files) CHECK((upload::safeName(file.name) && file.md5.size() == 32));
            }
        }
        CHECK(read > 0); // some changes are harmless, so the checks above did run
    }
}
