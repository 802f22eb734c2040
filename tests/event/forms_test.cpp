#include "event/contents.h"
#include "event/forms.h"
#include "support.h"
#include "survey_form.h"

#include <doctest/doctest.h>

#include <filesystem>

using namespace huibiao;
namespace fs = std::filesystem;

namespace {

std::string const head = "# 说明\n[event]\nunit = \"高坪镇\"\ncity = \"浏阳市\"\nyear = 2023\n\n";

std::string tomlOf(Bundle const& bundle) {
    return *base::readFile(bundle.folder / "event.toml");
}

} // namespace

TEST_CASE("a new form takes the place of one; the line before it stays known, all else as it was") {
    Bundle bundle(head +
                  "[[questionnaire]]\nform = \"a.xml\"   # 主问卷\ntitle = \"满意度\"\n\n[[questionnaire]]\n"
                  "form = \"b.xml\"\n\n[staff]\n# 口令\n");
    REQUIRE(
        event::setForms(bundle.folder.path(), {{0, "forms/a-2/a.xml"}, {std::nullopt, "forms/c-1/c.xml"}}));
    CHECK(tomlOf(bundle) ==
          head +
              "[[questionnaire]]\nform = \"forms/a-2/a.xml\"\nearlier = [\"a.xml\"]\ntitle = \"满意度\"\n\n"
              "[[questionnaire]]\nform = \"b.xml\"\n\n[staff]\n# 口令\n\n[[questionnaire]]\nform = "
              "\"forms/c-1/c.xml\"\n");
    REQUIRE(event::setForms(bundle.folder.path(), {{0, "forms/a-3/a.xml"}}));
    CHECK(tomlOf(bundle).find("earlier = [\"forms/a-2/a.xml\", \"a.xml\"]") != std::string::npos);
    // Back to the one before: it stands once.
    REQUIRE(event::setForms(bundle.folder.path(), {{0, "forms/a-2/a.xml"}}));
    CHECK(tomlOf(bundle).find("earlier = [\"forms/a-3/a.xml\", \"a.xml\"]") != std::string::npos);
    std::string const before = tomlOf(bundle);
    REQUIRE(event::setForms(bundle.folder.path(), {{0, "forms/a-2/a.xml"}}));
    CHECK(tomlOf(bundle) == before);
}

TEST_CASE("line ends of Windows and names with quotes stay whole") {
    Bundle bundle("[[questionnaire]]\r\nform = \"满意度 \\\"一\\\".xlsx\"\r\n");
    REQUIRE(event::setForms(bundle.folder.path(), {{0, "forms/a/a.xml"}}));
    CHECK(tomlOf(bundle) ==
          "[[questionnaire]]\r\nform = \"forms/a/a.xml\"\r\nearlier = [\"满意度 \\\"一\\\".xlsx\"]\r\n");
}

TEST_CASE("entries written in an unusual way are left as they are, with a word on what to do") {
    for (std::string const& toml :
         {std::string("questionnaire = [{form = \"a.xml\"}]\n"),
          std::string("[[questionnaire]]\nform = \"a.xml\"\nearlier = [\n  \"b.xml\",\n]\n"),
          std::string("[[questionnaire]]\ntitle = \"\"\"\n[[questionnaire]]\n\"\"\"\nform = \"a.xml\"\n"),
          std::string("[[questionnaire]]\n")}) {
        INFO(toml);
        Bundle bundle(toml);
        auto const set = event::setForms(bundle.folder.path(), {{0, "forms/a/a.xml"}});
        if (set) { // or it was right all the same
            auto const named = event::namedForms(bundle.folder.path());
            REQUIRE(named);
            CHECK(named->size() == 1);
            CHECK(named->front().file == bundle.folder / "forms/a/a.xml");
        } else {
            CHECK(set.error().message.zh.find("[[questionnaire]]") != std::string::npos);
            CHECK(tomlOf(bundle) == toml);
        }
    }
    Bundle bundle("[[questionnaire]]\nform = \"a.xml\"\n");
    CHECK_FALSE(event::setForms(bundle.folder.path(), {{1, "forms/a/a.xml"}}));
}

TEST_CASE("the event opens with the new form and keeps the earlier one for its answers") {
    Bundle bundle(
        head + "[[questionnaire]]\nform = \"forms/2/manyi.xml\"\nearlier = [\"manyi.xml\", \"gone.xml\"]\n");
    bundle.put("manyi.xml", surveyXml("1", "旧"));
    fs::create_directories(bundle.folder / "forms/2");
    bundle.put("forms/2/manyi.xml", surveyXml("2", "新"));
    auto const event = bundle.open();
    REQUIRE(event);
    REQUIRE(event->questionnaires.size() == 1);
    CHECK(event->questionnaires[0].form.version() == "2");
    REQUIRE(event->earlier.size() == 1);
    CHECK(event->earlier[0].form.version() == "1");
    CHECK(bundle.found(9, "旧版问卷“gone.xml”读不出来", true));
    CHECK(std::count(event->files.begin(), event->files.end(), bundle.folder / "manyi.xml") == 1);
    base::Findings findings;
    auto const contents = event::contents(bundle.folder.path(), findings);
    REQUIRE(contents);
    for (char const* name : {"manyi.xml", "gone.xml", "forms/2/manyi.xml"})
        CHECK(std::count(contents->files.begin(), contents->files.end(), fs::path(name)) == 1);

    Bundle outside(head + "[[questionnaire]]\nform = \"manyi.xml\"\nearlier = [\"../other.xml\"]\n");
    outside.put("manyi.xml", surveyXml());
    CHECK_FALSE(outside.open());
    CHECK(outside.found(9, "不在活动包里", false));
}

TEST_CASE("forms come in one at a time; what a power cut left of one goes with the next") {
    TestFolder const folder;
    fs::path const forms = folder / "forms";
    {
        auto const first = event::Staging::open(folder.path());
        REQUIRE(first);
        auto const second = event::Staging::open(folder.path());
        REQUIRE_FALSE(second);
        CHECK(second.error().kind == base::Kind::Unavailable);
    }
    CHECK_FALSE(fs::exists(forms)); // nothing came of it
    fs::create_directories(forms / ".pull-old/0");
    fs::create_directories(forms / "kept");
    auto const staging = event::Staging::open(folder.path());
    REQUIRE(staging);
    CHECK_FALSE(fs::exists(forms / ".pull-old"));
    CHECK(fs::exists(forms / "kept"));
    for (char const* const place : {"forms/manyi-2", "forms/manyi-2-2"}) {
        fs::create_directory(staging->path() / "0");
        REQUIRE(base::writeNew(staging->path() / "0/manyi.xml", "x"));
        auto const settled = staging->settle(staging->path() / "0", "manyi-2");
        REQUIRE(settled);
        CHECK(*settled == place);
        CHECK(*base::readFile(folder / place / "manyi.xml") == "x");
    }
}

TEST_CASE("a form is looked through before it is taken: itself, its lists and its key") {
    TestFolder const folder;
    auto const put = [&](std::string const& name, std::string const& bytes) {
        REQUIRE(base::writeDurably(folder / name, bytes));
        return folder / name;
    };
    CHECK_FALSE(base::anyError(event::checkForm(put("good.xml", surveyXml()))));
    std::string broken = surveyXml();
    broken.insert(broken.find(" type=\"int\""), " relevant=\"1 +\"");
    CHECK(base::anyError(event::checkForm(put("broken.xml", broken))));
    CHECK(base::anyError(event::checkForm(put("cut.xml", surveyXml().substr(0, 900)))));
    CHECK(base::anyError(event::checkForm(folder / "none.xml")));
    std::string keyed = surveyXml();
    keyed.insert(keyed.find("<bind"), "<submission method=\"post\" base64RsaPublicKey=\"AAAA\"/>");
    auto const findings = event::checkForm(put("keyed.xml", keyed));
    CHECK(base::anyError(findings));
    CHECK(findings.back().error.where.find("base64RsaPublicKey") != std::string::npos);
}
