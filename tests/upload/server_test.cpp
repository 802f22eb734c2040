#include "upload/internal/care.h"
#include "upload/internal/parts.h"
#include "upload/internal/secrets.h"
#include "upload/internal/verdict.h"
#include "upload/server.h"

#include <doctest/doctest.h>

using namespace huibiao;
using upload::internal::What;

namespace {

std::string const good =
    R"(<OpenRosaResponse xmlns="http://openrosa.org/http/response"><message nature="">ok</message>)"
    "</OpenRosaResponse>";

What whatOf(int status, std::string const& body) {
    upload::internal::Answer answer;
    answer.status = status;
    answer.body = body;
    return upload::internal::judge(answer).what;
}

base::Result<void> checked(std::string const& base, bool allowHttp = false) {
    upload::Server server;
    server.base = base;
    server.allowHttp = allowHttp;
    return upload::checkServer(server);
}

} // namespace

TEST_CASE("an address is shown without what gives access") {
    using upload::masked;
    CHECK(masked("https://odk.example.org/v1/key/a$b!c/projects/1") ==
          "https://odk.example.org/v1/key/***/projects/1");
    CHECK(masked("https://odk.example.org/v1/test/abc/projects/1/forms/f/draft") ==
          "https://odk.example.org/v1/test/***/projects/1/forms/f/draft");
    CHECK(masked("https://kc.example.org/kiosk") == "https://kc.example.org/kiosk");
    CHECK(masked("https://x.example.org/v1/projects/1?st=abc&b=c") ==
          "https://x.example.org/v1/projects/1?st=***&b=***");
    CHECK(masked("https://me:pw@x.example.org/a") == "https://***@x.example.org/a");
    CHECK(masked("https://x.example.org/0123456789abcdef0123/a/") == "https://x.example.org/***/a/");
    CHECK(masked("https://x.example.org") == "https://x.example.org");
    CHECK(masked("https://x.example.org/a?") == "https://x.example.org/a?");
    CHECK(masked("") == "");
}

TEST_CASE("/submission stands before the query of the base") {
    using upload::internal::endpoint;
    CHECK(endpoint("https://x.example.org/v1/key/t/projects/1", "submission", "") ==
          "https://x.example.org/v1/key/t/projects/1/submission");
    CHECK(endpoint("https://x.example.org/a//", "submission", "d=1") ==
          "https://x.example.org/a/submission?d=1");
    CHECK(endpoint("https://x.example.org/a?st=t", "formList", "d=1") ==
          "https://x.example.org/a/formList?st=t&d=1");
}

TEST_CASE("a token is hidden wherever a server repeats it, encoded or not") {
    upload::internal::Secrets secrets("https://odk.example.org/v1/key/a%24b!cde/projects/1");
    secrets.add("password");
    CHECK(secrets.hide("no a%24b!cde and a$b!cde, nor password") == "no *** and ***, nor ***");
    CHECK(secrets.hide("projects/1") == "projects/1");
}

TEST_CASE("without encryption only to this computer, unless the event allows it") {
    CHECK(checked("https://odk.example.org/v1"));
    CHECK(checked("http://127.0.0.1:8383/v1"));
    CHECK(checked("http://127.9.9.9/v1"));
    CHECK(checked("http://LOCALHOST/v1"));
    CHECK(checked("http://[::1]:80/v1"));
    CHECK(checked("http://odk.example.org/v1", true));
    for (char const* base :
         {"http://odk.example.org/v1/key/abcdef/x", "http://127.0.0.1.example.org/",
          "http://localhost.example.org/", "http://localhost@example.org/", "http://127.0.0.1@example.org/",
          "ftp://127.0.0.1/", "file:///etc/passwd", "", "https://"}) {
        CAPTURE(base);
        auto const done = checked(base);
        REQUIRE_FALSE(done);
        CHECK(done.error().kind == base::Kind::Invalid);
        CHECK(done.error().where.find("abcdef") == std::string::npos);
    }
}

TEST_CASE("another address of the server's own is taken, another server's is not") {
    using upload::internal::sameHost;
    std::string const here = "https://odk.example.org/v1/submission?deviceID=1";
    CHECK(sameHost(here, "https://ODK.example.org/v2/submission") == "https://ODK.example.org/v2/submission");
    CHECK(sameHost(here, "/v2/submission") == "https://odk.example.org/v2/submission");
    CHECK(sameHost("http://odk.example.org/v1", "https://odk.example.org/v1") ==
          "https://odk.example.org/v1");
    for (char const* other :
         {"http://odk.example.org/v1", "https://odk.example.org:444/v1",
          "https://odk.example.org.evil.example/", "https://odk.example.org@evil.example/", "//evil.example/",
          "ftp://odk.example.org/", "submission", ""})
        CHECK(sameHost(here, other).empty());
}

TEST_CASE("only an OpenRosaResponse that reports no error confirms") {
    CHECK(whatOf(201, good) == What::Confirmed);
    CHECK(whatOf(202, good) == What::Confirmed);
    CHECK(whatOf(200, good) == What::Later);
    CHECK(whatOf(204, good) == What::Later);
    CHECK(whatOf(201, "") == What::Later);
    CHECK(whatOf(201, good.substr(0, good.size() - 5)) == What::Later); // cut
    CHECK(whatOf(201, "<html><body>Thank you</body></html>") == What::Later);
    CHECK(whatOf(201, "<OpenRosaResponse><message>ok</message></OpenRosaResponse>") ==
          What::Later); // no namespace
    CHECK(whatOf(201, "<OpenRosaResponse xmlns=\"http://openrosa.org/http/response\"/>") == What::Later);
    CHECK(
        whatOf(
            201,
            R"(<OpenRosaResponse xmlns="http://openrosa.org/http/response"><message nature="error">no</message>)"
            "</OpenRosaResponse>") == What::Refused);
    CHECK(
        whatOf(
            201,
            R"(<OpenRosaResponse xmlns="http://openrosa.org/http/response"><message nature="submit_success">ok)"
            "</message></OpenRosaResponse>") == What::Confirmed);
    CHECK(whatOf(400, R"({"message": "Multipart: Boundary not found"})") == What::Refused);
    CHECK(whatOf(400, "[1, 2]") == What::Held);
    CHECK(whatOf(599, "") == What::Later);
}

TEST_CASE("a server's words are one short line of whole characters") {
    std::string body =
        R"(<OpenRosaResponse xmlns="http://openrosa.org/http/response"><message nature="error"> 有)"
        "\n\t 错 ";
    for (int i = 0; i < 400; ++i) body += "误";
    body += "</message></OpenRosaResponse>";
    auto const message = upload::internal::messageOf(body);
    REQUIRE(message);
    CHECK(message->text.starts_with("有 错 误误"));
    CHECK(message->text.ends_with("误…"));
    CHECK(message->text.size() <= 510);
}

TEST_CASE("a request's body is the very bytes between its heads") {
    form::Submission const submission{
        "uuid:1",
        "f",
        "",
        "<data id=\"f\"/>\n",
        {{"a\"b\r\n.png", "image/png\r\nX-Evil: 1", "PNG"}, {"签名.png", "image/png", ""}}};
    upload::internal::Parts const parts(submission, 0);
    REQUIRE(parts.bodies().size() == 1);
    auto const& body = parts.bodies().front();
    std::string whole;
    for (std::string_view const piece : body.pieces) whole += piece;
    CHECK(whole.size() == body.size());
    std::string const boundary = "--" + body.type.substr(body.type.find('=') + 1);
    CHECK(whole ==
          boundary +
              "\r\nContent-Disposition: form-data; name=\"xml_submission_file\"; "
              "filename=\"submission.xml\"\r\n"
              "Content-Type: text/xml\r\n\r\n<data id=\"f\"/>\n\r\n" +
              boundary +
              "\r\nContent-Disposition: form-data; name=\"a%22b%0D%0A.png\"; filename=\"a%22b%0D%0A.png\"\r\n"
              "Content-Type: application/octet-stream\r\n\r\nPNG\r\n" +
              boundary +
              "\r\nContent-Disposition: form-data; name=\"签名.png\"; filename=\"签名.png\"\r\n"
              "Content-Type: image/png\r\n\r\n\r\n" +
              boundary + "--\r\n");
}
