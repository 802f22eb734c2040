#include "base/file.h"
#include "folder.h"
#include "form/form.h"
#include "xlsform/check.h"
#include "xlsform/convert.h"

#include <doctest/doctest.h>

#include <cstdlib>
#include <string>

using namespace huibiao;

namespace {

std::filesystem::path sample(std::string const& event) {
    return std::filesystem::path(HUIBIAO_SOURCE_DIR) / "assets/events" / event / "满意度问卷.xlsx";
}

base::Result<std::string> noFiles(std::string_view name) {
    return base::fail(base::Kind::Missing, {"没有文件", "no file"}, std::string(name));
}

} // namespace

TEST_CASE("the sample questionnaires convert without a word and load, in Chinese and English") {
    for (std::string const event : {"gaoping", "liuyang-hrss"}) {
        base::Findings findings;
        auto const xml = xlsform::convertFile(sample(event), {}, findings);
        REQUIRE(xml);
        CHECK(findings.empty());
        auto const form = form::Form::load(*xml, noFiles);
        REQUIRE(form);
        REQUIRE(form->languages().size() == 2);
        CHECK(form->languages()[form->defaultLanguage()].name == "中文 (zh)");
        CHECK(xml->find("匿名") != std::string::npos);
        CHECK(xlsform::check(sample(event)).empty());
    }
}

TEST_CASE("a workbook saved again by LibreOffice gives the same form") {
    if (std::system("command -v soffice >/dev/null 2>&1") != 0) {
        MESSAGE("skipped: no soffice here");
        return;
    }
    TestFolder const folder;
    std::filesystem::copy_file(sample("gaoping"), folder.path() / "form.xlsx");
    std::filesystem::create_directory(folder.path() / "out");
    std::string const command = "timeout 180 soffice -env:UserInstallation=file://" +
                                (folder.path() / "profile").string() +
                                " --headless --convert-to xlsx --outdir " + (folder.path() / "out").string() +
                                " " + (folder.path() / "form.xlsx").string() + " >/dev/null 2>&1";
    if (std::system(command.c_str()) != 0 || !std::filesystem::exists(folder.path() / "out/form.xlsx")) {
        MESSAGE("skipped: soffice did not save the workbook");
        return;
    }
    base::Findings findings;
    auto const before = xlsform::convertFile(folder.path() / "form.xlsx", {}, findings);
    auto const after = xlsform::convertFile(folder.path() / "out/form.xlsx", {}, findings);
    REQUIRE(before);
    REQUIRE(after);
    CHECK(*before == *after);
    CHECK(findings.empty());
}

TEST_CASE("check: a form in XML, by the line; files that are none") {
    TestFolder const folder;
    std::string const xml =
        R"(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:head><h:title>T</h:title><model><instance><data id="f"><p/><meta><instanceID/></meta></data></instance>
<bind nodeset="/data/p" type="geopoint"/>
</model></h:head>
<h:body>
<input ref="/data/p"><label>P</label></input>
</h:body></h:html>)";
    REQUIRE(base::writeDurably(folder.path() / "f.xml", xml));
    auto const findings = xlsform::check(folder.path() / "f.xml");
    CHECK_FALSE(base::anyError(findings));
    bool told = false;
    for (auto const& finding : findings) told = told || (finding.warning && finding.error.where == "f.xml:6");
    CHECK(told);

    REQUIRE(base::writeDurably(folder.path() / "broken.xml", "<h:html"));
    CHECK(base::anyError(xlsform::check(folder.path() / "broken.xml")));
    REQUIRE(base::writeDurably(folder.path() / "not.xlsx", "no zip"));
    CHECK(base::anyError(xlsform::check(folder.path() / "not.xlsx")));
    CHECK(base::anyError(xlsform::check(folder.path() / "missing.xlsx")));
}
