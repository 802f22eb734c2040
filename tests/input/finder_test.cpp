#include "input.h"
#include "input/finder.h"

#include <doctest/doctest.h>

#include <string>
#include <vector>

namespace {

using Labels = std::vector<std::string>;

Labels const towns{"高坪镇", "大瑶镇", "官渡镇",       "长沙市雨花区",
                   "永和镇", "古港镇", "浏阳市公安局", "12345热线"};

/// The labels that are found, in their order, with spaces between them.
std::string found(input::Finder const& finder, Labels const& labels, std::string const& query) {
    std::string all;
    for (std::size_t const i : finder.find(query).labels) all += (all.empty() ? "" : " ") + labels[i];
    return all;
}

input::Finder finderOf(Labels const& labels) {
    return Typing().engine.finder(labels);
}

} // namespace

TEST_CASE("a name is found by initials, by syllables and by both") {
    auto const finder = finderOf(towns);
    for (char const* query : {"gpz", "gaopz", "gaop", "gaopingzhen", "gpzhen", "GPZ", "高坪", "高p"}) {
        INFO(query);
        CHECK(found(finder, towns, query) == "高坪镇");
    }
    CHECK(found(finder, towns, "dy") == "大瑶镇");
    CHECK(found(finder, towns, "g").starts_with("高坪镇 官渡镇 古港镇"));
    CHECK(finder.find("").labels.size() == towns.size());
    CHECK(finder.find("gpx").labels.empty());
    CHECK(finder.find("gpzg").labels.empty());
}

TEST_CASE("what begins so stands before what holds it within") {
    auto const finder = finderOf(towns);
    CHECK(found(finder, towns, "ga") == "高坪镇 古港镇 浏阳市公安局");
    CHECK(found(finder, towns, "gaj") == "浏阳市公安局");
    CHECK(found(finder, towns, "yhq") == "长沙市雨花区");
    CHECK(found(finder, towns, "yh") == "永和镇 长沙市雨花区");
}

TEST_CASE("every reading of a character counts, and the accent behind the spelling") {
    auto const finder = finderOf(towns);
    CHECK(found(finder, towns, "cs") == "长沙市雨花区");
    CHECK(found(finder, towns, "zs") == "长沙市雨花区");
    CHECK(found(finder, towns, "changsa") == "长沙市雨花区");
    Labels const lists{"南乡口", "老湾", "蓝田"};
    CHECK(found(finderOf(lists), lists, "la") == "老湾 蓝田 南乡口");
    CHECK(found(finderOf(lists), lists, "na") == "南乡口 老湾 蓝田");
}

TEST_CASE("numbers and Latin words are found by their beginnings, marks are passed over") {
    auto const finder = finderOf(towns);
    CHECK(found(finder, towns, "123") == "12345热线");
    CHECK(found(finder, towns, "1rx") == "12345热线");
    CHECK(finder.find("345").labels.empty());
    Labels const cities{"New York", "Newcastle", "Old York (UK)", "“三公”经费"};
    auto const latin = finderOf(cities);
    CHECK(found(latin, cities, "new") == "New York Newcastle");
    CHECK(found(latin, cities, "ny") == "New York");
    CHECK(found(latin, cities, "york") == "New York Old York (UK)");
    CHECK(found(latin, cities, "ork").empty());
    CHECK(found(latin, cities, "sgjf") == "“三公”经费");
}

TEST_CASE("the letters that lead on are those that find something, and no others") {
    auto const finder = finderOf(towns);
    for (std::string const query : {"", "g", "ga", "gaj", "c", "1", "zh", "gpz", "yh"}) {
        auto const here = finder.find(query);
        for (char key = '0'; key <= 'z'; ++key) {
            if (key > '9' && key < 'a') continue;
            INFO(query, " + ", key);
            bool const leads = here.next.find(key) != std::string::npos;
            CHECK(leads == !finder.find(query + key).labels.empty());
        }
    }
}

TEST_CASE("without readings, by what is written") {
    input::Finder const finder({"高坪镇", "Gaoping"}, {});
    CHECK(finder.find("g").labels == std::vector<std::size_t>{1});
    CHECK(finder.find("坪").labels == std::vector<std::size_t>{0});
    CHECK(finder.find("").labels.size() == 2);
}
