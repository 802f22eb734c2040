#include "base/file.h"
#include "folder.h"
#include "openrosa.h"
#include "run.h"
#include "survey_form.h"

#include <doctest/doctest.h>

#include <cstdio>
#include <filesystem>
#include <vector>

using namespace huibiao;
namespace fs = std::filesystem;

namespace {

bool has(std::string const& text, std::string const& part) {
    return text.find(part) != std::string::npos;
}

nlohmann::json published(std::string const& version, std::string const& xml = {}) {
    return {{"id", "manyi"},
            {"version", version},
            {"name", "满意度"},
            {"xml", xml.empty() ? surveyXml(version) : xml}};
}

/// A bundle whose only questionnaire is ours, version 1, and a server.
struct Site {
    TestServer server;
    TestFolder folder;
    std::string bundle = folder / "高坪镇";

    explicit Site(bool questionnaire = true) {
        fs::create_directories(bundle);
        put("event.toml",
            "[event]\nunit = \"高坪镇\"\ncity = \"浏阳市\"\nyear = 2023\n" +
                std::string(questionnaire ? "\n[[questionnaire]]\nform = \"manyi.xml\"\n" : "") +
                "\n[upload]\nserver = \"http://127.0.0.1:" + server.port() +
                "/v1/key/aB3$dE!fG7/projects/1\"\n");
        if (questionnaire) put("manyi.xml", surveyXml("1", "旧问卷"));
    }
    void put(std::string const& name, std::string const& bytes) const {
        REQUIRE(base::writeDurably(fs::path(bundle) / name, bytes));
    }
    [[nodiscard]] std::string toml() const { return *base::readFile(fs::path(bundle) / "event.toml"); }
    /// (Braces around a single object would be that object.)
    void publish(std::vector<nlohmann::json> const& forms) { server.tell({{"publish", forms}}); }
    [[nodiscard]] Called pull(std::string const& option = {}, std::string const& value = {}) const {
        if (option.empty()) return call({"forms", "pull", bundle});
        return value.empty() ? call({"forms", "pull", bundle, option})
                             : call({"forms", "pull", bundle, option, value});
    }
};

} // namespace

TEST_CASE("huibiao forms pull takes a new version, and answers to the old one keep theirs") {
    Site site;
    Called const add = call({"responses", "add", site.bundle},
                            R"({"xml": "<data id='manyi' version='1'><q1>5</q1><meta><instanceID>uuid:old)"
                            R"(</instanceID></meta></data>"})"
                            "\n");
    REQUIRE(add.exit == 0);
    std::string newer = surveyXml("2", "新问卷");
    newer.insert(newer.find("<age/>"), "<bus/>");
    newer.insert(newer.find("<bind nodeset=\"/data/age\""), "<bind nodeset=\"/data/bus\" type=\"int\"/>");
    newer.insert(newer.find("<input ref=\"/data/age\">"),
                 "<input ref=\"/data/bus\"><label>坐几路车来</label></input>");
    nlohmann::json form = published("2", newer);
    form["media"] = {{"镇.csv", "name,label\n1,高坪镇\n"}};
    site.publish({form, {{"id", "other"}, {"xml", "<x/>"}}});
    Called const pulled = site.pull();
    INFO(pulled.err);
    CHECK(pulled.exit == 0);
    CHECK(pulled.out == "manyi\t2\t更新\n");
    CHECK(has(pulled.err, "换上新问卷"));
    CHECK_FALSE(has(pulled.out + pulled.err, "aB3$"));
    CHECK(has(site.toml(), "earlier = [\"manyi.xml\"]"));
    CHECK(fs::exists(fs::path(site.bundle) / "manyi.xml"));
    Called const check = call({"event", "check", site.bundle});
    INFO(check.err);
    CHECK(check.exit == 0);

    REQUIRE(call({"responses", "add", site.bundle},
                 R"({"xml": "<data id='manyi' version='2'><q1>1</q1><bus>9</bus><meta><instanceID>uuid:new)"
                 R"(</instanceID></meta></data>"})"
                 "\n")
                .exit == 0);
    std::string const out = site.folder / "out";
    fs::create_directory(out);
    Called const exported = call({"responses", "export", site.bundle, "--to", out});
    INFO(exported.err);
    REQUIRE(exported.exit == 0);
    bool found = false;
    for (auto const& each : fs::recursive_directory_iterator(out))
        if (each.path().filename() == "答卷.csv") {
            std::string const table = *base::readFile(each.path());
            CHECK(has(table, "坐几路车来"));
            CHECK(has(table, "非常满意"));
            CHECK(has(table, "uuid:old"));
            CHECK(has(table, "uuid:new"));
            CHECK_FALSE(has(table, "/bus"));
            found = true;
        }
    CHECK(found);

    std::string const before = site.toml();
    Called const again = site.pull();
    CHECK(again.exit == 0);
    CHECK(again.out == "manyi\t2\t已是最新\n");
    CHECK(site.toml() == before);
    // The list alone changed.
    form["media"] = {{"镇.csv", "name,label\n1,淳口镇\n"}};
    site.publish({form});
    Called const list = site.pull();
    CHECK(list.out == "manyi\t2\t更新\n");
    CHECK(call({"event", "check", site.bundle}).exit == 0);
}

TEST_CASE("whatever breaks on the way, the old form stays whole and nothing is left over") {
    Site site;
    nlohmann::json form = published("2");
    form["media"] = {{"镇.csv", "name,label\n1,高坪镇\n"}};
    site.publish({form});
    std::string const before = site.toml();
    struct Case {
        std::vector<std::string> answers;
        char const* says;
    };
    for (Case const& each :
         {Case{{"401"}, "令牌"}, Case{{"403"}, "停用"}, Case{{"404"}, "404"}, Case{{"portal"}, "上网认证"},
          Case{{"cut"}, "断了"}, Case{{"500"}, "500"}, Case{{"ok", "half"}, "断了"},
          Case{{"ok", "portal"}, "上网认证"}, Case{{"ok", "wrong-bytes"}, "MD5"},
          Case{{"ok", "ok", "ok", "wrong-bytes"}, "MD5"}, Case{{"ok", "ok", "half"}, "断了"}}) {
        site.server.tell({{"get", each.answers}});
        Called const failed = site.pull();
        INFO(failed.err);
        CHECK(failed.exit == 1);
        CHECK(failed.out.empty());
        CHECK(has(failed.err, each.says));
        CHECK_FALSE(has(failed.err, "aB3$"));
        CHECK(site.toml() == before);
        CHECK_FALSE(fs::exists(fs::path(site.bundle) / "forms"));
    }
    // Unable to be read, by our own reader: told with the line.
    std::string broken = surveyXml("2");
    broken.insert(broken.find(" type=\"int\""), " relevant=\"1 +\"");
    site.publish({published("2", broken)});
    Called const faulty = site.pull();
    INFO(faulty.err);
    CHECK(faulty.exit == 1);
    CHECK(has(faulty.err, "manyi.xml"));
    CHECK(has(faulty.err, "原来的问卷没有动"));
    CHECK(site.toml() == before);
    CHECK_FALSE(fs::exists(fs::path(site.bundle) / "forms"));
    // A list that the form asks for and the server does not have.
    std::string listed = surveyXml("2");
    listed.insert(listed.find("<bind"), "<instance id=\"镇\" src=\"jr://file-csv/镇.csv\"/>");
    site.publish({published("2", listed)});
    CHECK(site.pull().exit == 1);
    CHECK(site.toml() == before);
    // Another form under that name.
    nlohmann::json lies = published("2");
    lies["id"] = "manyi";
    std::string other = surveyXml("2");
    other.replace(other.find("id=\"manyi\""), 10, "id=\"other\"");
    lies["xml"] = other;
    site.publish({lies});
    CHECK(site.pull().exit == 1);
    CHECK(site.toml() == before);
    site.publish({form});
    CHECK(site.pull().exit == 0);
}

TEST_CASE("an event without a form takes the one there is, or the one that is asked for") {
    Site site(false);
    site.publish({});
    CHECK(site.pull().exit == 1);
    nlohmann::json other = published("7");
    other["id"] = "other";
    other["name"] = "走访";
    std::string xml = surveyXml("7");
    xml.replace(xml.find("id=\"manyi\""), 10, "id=\"other\"");
    other["xml"] = xml;
    site.publish({published("2"), other});
    Called const which = site.pull();
    CHECK(which.exit == 1);
    CHECK(which.out == "manyi\t2\t满意度\nother\t7\t走访\n");
    CHECK(has(which.err, "--form"));
    CHECK(site.pull("--list").out == which.out);
    Called const one = site.pull("--form", "other");
    INFO(one.err);
    CHECK(one.exit == 0);
    CHECK(one.out == "other\t7\t新增\n");
    CHECK(call({"event", "check", site.bundle}).exit == 0);
    Called const none = site.pull("--form", "nobody");
    CHECK(none.exit == 1);
    CHECK(has(none.err, "nobody"));
    // What the event names is looked after from now on; another that is only ours is no fault.
    site.publish({published("2")});
    Called const absent = site.pull();
    CHECK(absent.exit == 0);
    CHECK(has(absent.err, "提醒"));

    // What kiosks tell of themselves is no questionnaire.
    Site fresh(false);
    fresh.publish({published("2"), {{"id", "huibiao_health"}, {"xml", "<x/>"}}});
    CHECK(fresh.pull().out == "manyi\t2\t新增\n");
}

TEST_CASE("a version that says the same of other contents, and a form that lost its key, are told") {
    Site site;
    site.publish({published("1", surveyXml("1", "改过的问卷"))});
    Called const same = site.pull();
    INFO(same.err);
    CHECK(same.exit == 0);
    CHECK(has(same.err, "版本号没变"));
}

TEST_CASE("huibiao forms settings draws a code for staff phones, for its owner's eyes alone") {
    Site const site;
    fs::path const png = site.folder / "设置码.png";
    Called const drawn = call({"forms", "settings", site.bundle, "-o", png});
    INFO(drawn.err);
    REQUIRE(drawn.exit == 0);
    CHECK(drawn.out.empty());
    CHECK_FALSE(has(drawn.err, "aB3$"));
    CHECK((fs::status(png).permissions() & fs::perms::all) ==
          (fs::perms::owner_read | fs::perms::owner_write));
    // As a phone reads it.
    std::string const read = "zbarimg -q --raw '" + png.string() +
                             "' | python3 -c 'import base64,json,sys,zlib; "
                             "s=json.loads(zlib.decompress(base64.b64decode(sys.stdin.read())));"
                             " print(s[\"general\"][\"server_url\"], s[\"project\"][\"name\"])'";
    std::FILE* const pipe = ::popen(read.c_str(), "r");
    REQUIRE(pipe != nullptr);
    std::string said;
    for (int c = std::fgetc(pipe); c != EOF; c = std::fgetc(pipe)) said += static_cast<char>(c);
    CHECK(::pclose(pipe) == 0);
    CHECK(said == "http://127.0.0.1:" + site.server.port() +
                      "/v1/key/aB3$dE!fG7/projects/1 浏阳市高坪镇2023年政务公开主题日\n");
    CHECK(call({"forms", "settings", site.bundle, "-o", png}).exit == 1); // never over another
}

TEST_CASE("huibiao upload tells the server how the kiosk is, once a run, and never among the answers") {
    Site site;
    std::string toml = site.toml();
    toml += "health = true\n\n[kiosk]\nid = \"hall-1\"\nname = \"大厅一号机\"\n";
    site.put("event.toml", toml);
    REQUIRE(
        call({"responses", "add", site.bundle},
             R"({"xml": "<data id='manyi' version='1'><meta><instanceID>uuid:1</instanceID></meta></data>"})"
             "\n")
            .exit == 0);
    Called const sent = call({"upload", site.bundle, "--once"});
    INFO(sent.err);
    CHECK(sent.exit == 0);
    CHECK(sent.out == "uuid:1\n");
    CHECK(has(sent.err, "共已发 1 份"));
    CHECK(site.server.stored().size() == 2);
    for (auto const& request : site.server.requests())
        CHECK(request["path"].get<std::string>().ends_with("deviceID=huibiao%3Ahall-1"));
    // Not due again yet.
    CHECK(call({"upload", site.bundle, "--once"}).exit == 0);
    CHECK(site.server.stored().size() == 2);
    CHECK(call({"responses", "count", site.bundle}).out == "1\n");
    // A server without the form: told, and the answers count.
    fs::remove(fs::path(site.bundle) / "data/health-sent");
    site.server.tell({{"reset", {{"forms", {"manyi"}}}}});
    Called const absent = call({"upload", site.bundle, "--once"});
    CHECK(absent.exit == 0);
    CHECK(has(absent.err, "huibiao_health"));
    CHECK_FALSE(has(absent.err, "aB3$"));
}
