"""A scripted visit to the kiosk on a virtual screen, for a machine without a display.

usage: python3 tools/visit.py HUIBIAO EVENT OUT
Leaves in OUT: screens/*.png (every screen as it was shown), 横幅.pdf and 会标.png (the banner), 物料/ (the kit), and
stick/ (what staff exported). Plays: the attract loop, a survey answered by touch, an idle time-out,
the staff corner and the export.
"""
import os
import shutil
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path.insert(0, str(ROOT / "tests/journeys"))
import kiosk  # noqa: E402

PIN = "135790"


class Album:
    """Pictures in the order they were taken."""

    def __init__(self, folder):
        self.folder, self.count = folder, 0
        folder.mkdir(parents=True)

    def take(self, screen, name):
        self.count += 1
        screen.png(str(self.folder / f"{self.count:02}-{name}.png"))


def attract(screen, album, shape):
    tree = screen.wait_screen("attract")
    seen = set()
    for _ in range(2):
        page = "qr" if any(i["id"].startswith("qr") for i in tree["items"]) else "banner"
        if page in seen:
            break
        seen.add(page)
        album.take(screen, f"{shape}-attract-{page}")
        before = [i["id"] for i in tree["items"]]
        try:
            tree = screen.wait(lambda t: [i["id"] for i in t["items"]] != before, "the next attract page", 8)
        except kiosk.Failed:
            break


def survey(screen, album, shape):
    screen.wait_screen("attract")
    screen.tap(id="call")
    screen.wait_screen("start")
    album.take(screen, f"{shape}-start")
    screen.tap(id="start")
    screen.wait_screen("survey")
    kiosk.walk_survey(screen, picture=lambda n: album.take(screen, f"{shape}-question-{n}"), choice=3,
                      words="窗口少，排队久，希望多开一个。")
    album.take(screen, f"{shape}-review")
    screen.tap(id="next")
    screen.wait_screen("thanks")
    album.take(screen, f"{shape}-thanks")
    screen.tap(id="done")


def left_alone(screen, album, shape):
    screen.open_survey()
    while not kiosk.kind_of_page(screen.tree()):
        screen.tap(id="next")
    screen.tap(id="next")
    screen.wait(lambda t: any(i["role"] == "alert" for i in t["items"]), "the page to say that an answer is needed")
    album.take(screen, f"{shape}-answer-needed")
    screen.wait_screen("idle", 30)
    album.take(screen, f"{shape}-idle")
    screen.wait_screen("attract", 40)


def staff(screen, album, shape, stick):
    screen.hold(3.4, id="staff_corner")
    screen.wait_screen("pin")
    album.take(screen, f"{shape}-pin")
    for digit in PIN:
        screen.tap(id="digit:" + digit)
    screen.tap(id="pin_ok")
    screen.wait_screen("staff")
    album.take(screen, f"{shape}-staff")
    screen.export(stick)
    album.take(screen, f"{shape}-exported")
    screen.tap(id="quit")
    screen.tap(id="dialog_yes")
    screen.process.wait(20)


def banners(bundle, out):
    import tomllib
    with open(os.path.join(bundle.path, "event.toml"), "rb") as file:
        event = tomllib.load(file)["event"]
    words = ["--unit", event["unit"], "--city", event["city"], "--year", str(event["year"]), "--theme", event.get("theme", "")]
    bundle.call("banner", *words, "--pdf", str(out / "横幅.pdf"), "--size", "6000x700mm")
    for size in ("1920x1080", "1080x1920", "3840x540"):
        bundle.call("banner", *words, "--png", str(out / f"会标-{size}.png"), "--size", size)


def main():
    program, event, out = [os.path.abspath(sys.argv[1])], sys.argv[2], Path(sys.argv[3]).resolve()
    for old in ("screens", "stick"):
        shutil.rmtree(out / old, ignore_errors=True)
    stick = out / "stick"
    stick.mkdir(parents=True)
    album = Album(out / "screens")
    settings = {"seconds": "3", "after_seconds": "10"}
    with kiosk.Bundle(program, event, pin=PIN, settings=settings) as bundle:
        for shape, width, height in (("landscape", 1920, 1080), ("portrait", 1080, 1920)):
            with kiosk.Display(width, height) as display, \
                    kiosk.Kiosk(display, program, bundle.path, {"HUIBIAO_VOLUMES": str(stick)}) as screen:
                attract(screen, album, shape)
                survey(screen, album, shape)
                left_alone(screen, album, shape)
                staff(screen, album, shape, str(stick))
        banners(bundle, out)
        bundle.call("kit", str(event), "-o", str(out / "物料"))
        shown = os.path.relpath(out)
        print(f"""
到访演示完成 / the visit is played.
  {shown}/screens/  每一屏的图片，共{album.count}张 / a picture of every screen ({album.count})
  {shown}/物料/      要印、要挂、要发的全部物料 / everything to print and post
  {shown}/横幅.pdf   印刷用横幅，会标-*.png 各种屏幕 / the banner for print and for screens
  {shown}/stick/    工作人员导出的答卷，共{bundle.count()}份 / the exported answers""")


try:
    main()
except kiosk.Failed as failed:
    sys.exit(f"到访演示没有走完 / the visit stopped: {failed}")
