#include "base/file.h"
#include "draw/surface.h"
#include "folder.h"
#include "run.h"

#include <doctest/doctest.h>

using namespace huibiao;

namespace {

void putPhoto(std::string const& file) {
    auto surface = draw::Surface::create(320, 240).value();
    surface.canvas().clear({90, 100, 110, 255});
    REQUIRE(surface.writePng(file));
}

} // namespace

TEST_CASE(
    "a folder of photographs is stamped into another; what is no photograph is told, the others still go") {
    TestFolder folder;
    std::string const in = folder / "照片";
    std::string const out = folder / "成品";
    REQUIRE(base::makeFolder(in));
    putPhoto(in + "/1.png");
    putPhoto(in + "/2.png");
    REQUIRE(base::writeDurably(in + "/3.heic", std::string("\0\0\0\x18", 4) + "ftypheic"));
    REQUIRE(base::writeDurably(in + "/说明.txt", "no picture"));
    Called const done = call({"photo", "stamp", in, "-o", out});
    CHECK(done.exit == 1);
    CHECK(done.out == out + "/1.png\n" + out + "/2.png\n");
    CHECK(done.err.find("3.heic") != std::string::npos);
    CHECK(done.err.find("说明.txt") == std::string::npos);
    CHECK(done.err.find("示意LOGO") != std::string::npos);
    std::string const before = base::readFile(out + "/1.png").value();
    Called const again = call({"photo", "stamp", in + "/1.png", "-o", out, "--corner", "左上"});
    CHECK(again.exit == 1);
    CHECK(again.err.find("同名") != std::string::npos);
    CHECK(base::readFile(out + "/1.png").value() == before);
    CHECK(call({"photo", "stamp", in, "-o", out, "--corner", "中间"}).exit == 2);
    CHECK(call({"photo", "stamp", folder / "没有", "-o", out}).exit == 1);
}
