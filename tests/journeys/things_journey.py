"""Staff see the things of the kit and show one on the whole screen: its picture is that of `huibiao kit` for this
screen, pixel for pixel, with nothing on it. The kit goes to a stick, the files of `huibiao kit`, or nothing does."""
import os
import subprocess
import tempfile

import kiosk
import start

SIZE = (1366, 768)


def picture(screen, name):
    folder = os.environ.get("HUIBIAO_PICTURES")
    if folder:
        screen.png(os.path.join(folder, f"things-{name}.png"))


def things_page(screen):
    screen.scroll_to(id="things")
    screen.tap(id="things")
    screen.wait(lambda tree: any(i["id"].startswith("thing:") for i in tree["items"]), "the things", 60)


def seen_and_looked_at(screen):
    """Nothing waits for the drawing: the page is there at once and goes on answering."""
    screen.wait(lambda tree: not any(i["id"].startswith("drawing:") for i in tree["items"]), "their pictures", 60)
    screen.wait(lambda tree: any(i["id"] == "missing:tent-card" for i in tree["items"]), "a look at all of them", 120)
    missing = screen.find(id="missing:tent-card")["name"]
    start.check("问卷台卡" in missing and "问卷立牌" in missing and "网址" in missing, "what is left out: " + missing)
    picture(screen, "all")
    screen.scroll_to(id="thing:badge")
    screen.tap(id="thing:badge")
    screen.wait_item(id="thing_picture", seconds=60)
    screen.wait(lambda tree: any(i["id"] == "thing_look:0" and "名单" in i["name"] for i in tree["items"]), "its look", 60)
    start.check(screen.find(id="thing_size")["name"] == "9×13 厘米", "its size")
    screen.tap(id="thing_before")
    screen.wait(lambda tree: any(i["id"] == "title" and i["name"] == "桌牌" for i in tree["items"]), "the one before")
    screen.tap(id="back")


def whole(bundle, screen, folder):
    while screen.items(id="scroll_up", enabled=True):
        screen.tap(id="scroll_up")
    screen.scroll_to(id="thing:led-wall")
    screen.tap(id="thing:led-wall")
    screen.wait_item(id="thing_whole")
    screen.tap(id="thing_whole")
    screen.wait_item(id="shown", seconds=60)
    start.check("右上角" in screen.find(id="show_hint")["name"], "staff are told how they come back")
    screen.wait(lambda tree: not any(i["id"] == "show_hint" for i in tree["items"]), "the end of the hint")
    picture(screen, "whole")
    shown = screen.display.pixels()
    bundle.call("kit", bundle.path, "-o", folder, "--items", f"LED大屏={SIZE[0]}x{SIZE[1]}px")
    made = kiosk.read_png(os.path.join(folder, f"LED大屏_{SIZE[0]}x{SIZE[1]}.png"))
    start.check(shown == made, "the screen shows what huibiao kit makes for it, pixel for pixel")
    screen.tap_at(300, 300)
    screen.wait_item(id="show_hint")
    start.check(screen.screen() == "show", "a touch leads nowhere")
    screen.hold(3.4, id="staff_corner")
    screen.wait_screen("staff")
    start.check(screen.find(id="title")["name"] == "LED大屏", "staff are back where they were")


def ended(tree):
    """What the page says of the last task, where it is over."""
    return next((i["name"] for i in tree["items"] if i["id"] in ("task_done", "task_failed")), None)


def keep(screen, stick):
    """Writes the kit to this stick; what is said then."""
    screen.scroll_to(id="keep_kit:" + stick)
    before = ended(screen.tree())
    screen.tap(id="keep_kit:" + stick)
    # It may be over before anybody has seen that it began.
    screen.wait(lambda tree: ended(tree) != before, "the beginning of it")
    screen.wait(lambda tree: ended(tree) is not None, "the end of it", 180)
    return ended(screen.tree())


def onto_stick(bundle, screen, stick, folder):
    said = keep(screen, stick)
    start.check("已写入并核对" in said and "可以拔下U盘" in said, "it is on the stick: " + said)
    picture(screen, "kept")
    kept = os.listdir(stick)
    start.check(len(kept) == 1 and kept[0].startswith("物料_浏阳市高坪镇2023年"), f"its folder alone: {kept}")
    bundle.call("kit", bundle.path, "-o", folder)
    names = sorted(os.listdir(folder))
    start.check(names == sorted(os.listdir(os.path.join(stick, kept[0]))), "the files of huibiao kit")
    for name in names:
        with open(os.path.join(folder, name), "rb") as made, open(os.path.join(stick, kept[0], name), "rb") as there:
            start.check(made.read() == there.read(), "byte for byte: " + name)
    said = keep(screen, stick)
    start.check("已有同样的物料" in said, "a second time: " + said)


def full_stick(screen, stick):
    """Of 600 kB, which no kit has room in."""
    if subprocess.run(["mount", "-t", "tmpfs", "-o", "size=600k", "none", stick], capture_output=True).returncode != 0:
        print("skipped: a full stick, for want of the right to mount one")
        return
    try:
        said = keep(screen, stick)
        start.check("已满" in said, "no room: " + said)
        start.check(os.listdir(stick) == [], "nothing is left on it")
        picture(screen, "full")
    finally:
        subprocess.run(["umount", stick], check=True)


def pulled_stick(screen, stick):
    screen.scroll_to(id="keep_kit:" + stick)
    screen.tap(id="keep_kit:" + stick)
    screen.wait(lambda tree: os.listdir(stick), "the beginning", 60)
    os.rename(stick, stick + ".gone")
    said = screen.wait_item(id="task_failed", seconds=120)["name"]
    start.check("拔出" in said, "the stick is gone: " + said)


def journey(program, event):
    with kiosk.Bundle(program, event) as bundle, kiosk.Display(*SIZE) as display, \
            tempfile.TemporaryDirectory() as folder:
        toml = os.path.join(bundle.path, "event.toml")
        with open(toml, encoding="utf-8") as file:
            text = file.read()
        with open(toml, "w", encoding="utf-8") as file:  # no address of a questionnaire: no codes
            file.write(text[:text.index("[[link]]")] + text[text.index("\n[", text.index("[[link]]")) + 1:])
        sticks = [os.path.join(folder, name) for name in ("KINGSTON", "FULL", "LOOSE")]
        for stick in sticks:
            os.mkdir(stick)
        with kiosk.Kiosk(display, program, bundle.path, {"HUIBIAO_VOLUMES": ":".join(sticks)}) as screen:
            screen.open_staff("24680")
            things_page(screen)
            seen_and_looked_at(screen)
            whole(bundle, screen, os.path.join(folder, "wall"))
            screen.tap(id="back")
            while screen.items(id="scroll_up", enabled=True):
                screen.tap(id="scroll_up")
            onto_stick(bundle, screen, sticks[0], os.path.join(folder, "kit"))
            full_stick(screen, sticks[1])
            pulled_stick(screen, sticks[2])


start.run(journey)
