#include "draw/fonts.h"
#include "support.h"

#include <doctest/doctest.h>

using namespace huibiao;

namespace {

constexpr char const* Toml = "[event]\nunit = \"高坪镇\"\ncity = \"浏阳市\"\nyear = 2023\n"
                             "[[questionnaire]]\nform = \"form.xml\"\n";

std::string spoken() {
    return R"x(<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml" xmlns:jr="http://openrosa.org/javarosa">
<h:head><h:title>满意度</h:title><model><itext><translation lang="中文 (zh)"><text id="q"><value>满意吗？</value>
<value form="audio">jr://audio/q.wav</value><value form="image">jr://images/q.png</value></text></translation></itext>
<instance><data id="m"><q/></data></instance><bind nodeset="/data/q" type="string"/></model></h:head>
<h:body><input ref="/data/q"><label ref="jr:itext('q')"/></input></h:body></h:html>)x";
}

bool said(Bundle const& bundle, std::string const& file, std::string const& words) {
    return std::any_of(bundle.findings.begin(), bundle.findings.end(), [&](base::Finding const& f) {
        return f.warning && f.error.where.find(file) != std::string::npos &&
               f.error.message.zh.find(words) != std::string::npos;
    });
}

/// A second of silence but for one loud frame, 8000 Hz, 16 bit.
std::string wave() {
    std::string bytes("RIFF\xA4\x3E\0\0WAVEfmt \x10\0\0\0\x01\0\x01\0\x40\x1F\0\0\x80\x3E\0\0\x02\0\x10\0"
                      "data\x80\x3E\0\0",
                      44);
    bytes.resize(44 + 16'000);
    bytes[51] = 0x40;
    return bytes;
}

} // namespace

TEST_CASE("a recording or picture that the form names is looked for and listened to beforehand") {
    static auto const fonts = draw::Fonts::open(HUIBIAO_FONT_DIR);
    REQUIRE(fonts);
    Bundle bundle(Toml);
    bundle.put("form.xml", spoken());
    REQUIRE(bundle.open()); // the questionnaire works without them
    CHECK(said(bundle, "q.wav", "没有这个文件"));
    CHECK(said(bundle, "q.png", "没有这个文件"));
    bundle.put("q.wav", "不是录音");
    bundle.put("q.png", "不是图片");
    REQUIRE(bundle.open());
    CHECK(said(bundle, "q.wav", "MP3"));
    CHECK(said(bundle, "q.png", "没有图"));
    bundle.put("q.wav", wave());
    REQUIRE(bundle.open());
    CHECK_FALSE(said(bundle, "q.wav", ""));
}
