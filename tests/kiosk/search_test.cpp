// Long lists, and the letters that narrow them.
#include "chinese.h"
#include "types_form.h"

#include <algorithm>

using namespace sample;
using kiosk::Item;
using kiosk::Verb;

namespace {

/// The streets and towns of 浏阳 that its notice names, and as many villages by number as asked for.
std::string places(int villages = 24) {
    std::string all = items({"高坪镇", "大瑶镇", "官渡镇", "永和镇", "古港镇", "关口街道"});
    for (int i = 1; i <= villages; ++i)
        all += "<item><label>第" + std::to_string(i) + "组</label><value>v" + std::to_string(i) +
               "</value></item>";
    return all;
}

struct Listing : Kiosk {
    Listing(std::string const& tag, std::string const& attributes = {}, int villages = 24)
        : Kiosk(typesXml({{"place", "", ask(tag, "您住在哪里？", places(villages), attributes)}})) {
        services.engine = &engine();
        session.emplace(event, services, clock, base::Language::Chinese);
        begin();
    }
    kiosk::Scene look() { return kiosk::makeScene(*session, texts, 1024, 600, "", {}); }
    void open() { press(Verb::Open, "/data/place", "list"); }
    void find(std::string const& keys) {
        for (char const key : keys) press(Verb::Find, {}, std::string(1, key));
    }
    [[nodiscard]] std::string shownChoices() {
        std::string all;
        for (Item const& item : look().items)
            if (item.id.starts_with("choice:")) all += (all.empty() ? "" : " ") + item.name;
        return all;
    }
    kiosk::TextCache texts{fonts()};
};

} // namespace

TEST_CASE("a long list is a field on its page, opens by a touch and closes with a choice") {
    Listing it("select1");
    CHECK(it.look().find("field:/data/place")->name == "点这里选（共30项）");
    it.open();
    REQUIRE(it.session->survey()->search() != nullptr);
    it.find("gpz");
    CHECK(it.shownChoices() == "高坪镇");
    CHECK(it.look().find("find")->value == "找到1项，共30项");
    it.choose("/data/place", "c1");
    CHECK(it.session->survey()->opened() == nullptr);
    CHECK(it.session->survey()->search() == nullptr);
    CHECK(it.look().find("field:/data/place")->name == "高坪镇");
    it.open();
    CHECK(it.session->survey()->search()->query().empty()); // and nothing is left of what was looked for
}

TEST_CASE("a list that is read through stays on its page, unless the form asks for a search") {
    Listing few("select1", {}, 18);
    CHECK(few.look().find("choice:/data/place=c1") != nullptr);
    Listing asked("select1", "appearance=\"autocomplete\"", 18);
    CHECK(asked.look().find("choice:/data/place=c1") == nullptr);
    asked.open();
    CHECK(asked.session->survey()->search() != nullptr);
    Listing collapsed("select1", "appearance=\"minimal\"", 2);
    collapsed.open();
    CHECK(collapsed.session->survey()->search() == nullptr); // eight are seen at once
}

TEST_CASE("only keys that lead to something can be pressed or typed") {
    Listing it("select1");
    it.open();
    auto const scene = it.look();
    CHECK(scene.find("find:g")->enabled);
    CHECK(scene.find("find:1")->enabled);
    CHECK_FALSE(scene.find("find:b")->enabled);
    CHECK_FALSE(scene.find("find:b")->act.has_value());
    CHECK_FALSE(scene.find("find_erase")->enabled);
    it.find("bgxp");
    CHECK(it.session->survey()->search()->query() == "gp");
    it.session->type("Z9");
    CHECK(it.session->survey()->search()->query() == "gpz");
    it.session->erase();
    CHECK(it.session->survey()->search()->query() == "gp");
    it.press(Verb::FindAll);
    CHECK(it.session->survey()->search()->found().size() == 30);
}

TEST_CASE("of several choices none is lost while others are looked for") {
    Listing it("select");
    it.open();
    it.find("gpz");
    it.choose("/data/place", "c1");
    REQUIRE(it.session->survey()->search() != nullptr); // there may be more
    it.press(Verb::FindAll);
    it.find("dy");
    CHECK(it.look().find("chosen")->name == "已选：高坪镇");
    it.choose("/data/place", "c2");
    CHECK(it.look().find("chosen")->name == "已选：高坪镇、大瑶镇");
    it.press(Verb::Shut);
    CHECK(it.session->survey()->page().questions.front().value == "c1 c2");
}

TEST_CASE("what was looked for goes with the page and with the person") {
    Listing it("select1");
    it.open();
    it.find("gp");
    it.press(Verb::Shut);
    it.open();
    CHECK(it.session->survey()->search()->query().empty());
    it.find("gp");
    it.wait(60s);
    it.wait(20s);
    CHECK(it.session->survey() == nullptr);
}

TEST_CASE("three thousand choices: all can be reached, only those in sight are set") {
    Listing it("select1", {}, 3000);
    it.open();
    auto scene = it.look();
    REQUIRE(scene.scrolling.has_value());
    CHECK(scene.items.size() < 120);
    it.session->scroll = scene.scrolling->most();
    scene = it.look();
    CHECK(scene.find("choice:/data/place=v3000") != nullptr);
    CHECK(scene.items.size() < 120);
    it.find("2999");
    CHECK(it.shownChoices() == "第2999组");
}
