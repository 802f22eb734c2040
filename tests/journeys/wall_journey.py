"""A second screen shows the banner, made for its pixels, while the kiosk goes on beside it; its cable is pulled and put
back; what is touched there touches nothing. Staff put other things on it and take them off."""
import os
import subprocess
import tempfile
import time

import kiosk
import start

TOUCH = (1366, 768)
WALL = (1280, 720)
ROOM = (TOUCH[0] + 1280, 800)


class Screens(kiosk.Display):
    """One X screen on which monitors are plugged in and out; they lie beside each other, the kiosk's to the right."""

    def plug(self, name, width, height, x, output="none"):
        self.xrandr("--setmonitor", name, f"{width}/300x{height}/200+{x}+0", output)

    def pull(self, name):
        self.xrandr("--delmonitor", name)

    def xrandr(self, *words):
        subprocess.run(["xrandr", *words], env=self.env, check=True, timeout=60, stdout=subprocess.DEVNULL)

    def wall(self, size=WALL):
        return self.pixels(0, 0, *size)

    def touch(self):
        return self.pixels(1280, 0, *TOUCH)

    def wait(self, test, what, seconds=60):
        deadline = time.monotonic() + seconds
        while not test():
            if time.monotonic() > deadline:
                raise kiosk.Failed(f"waited {seconds} s for {what}")
            time.sleep(0.1)


def picture(screen, name):
    folder = os.environ.get("HUIBIAO_PICTURES")
    if folder:
        screen.png(os.path.join(folder, f"wall-{name}.png"))


class Walled(kiosk.Kiosk):
    """The inspector speaks of the window, which is to the right of the wall here."""

    def tap_at(self, x, y):
        super().tap_at(x + 1280, y)

    def hold(self, seconds, **wanted):
        x, y = self.middle(self.find(**wanted))
        self.display.xdotool("mousemove", x + 1280, y, "mousedown", 1)
        time.sleep(seconds)
        self.display.xdotool("mouseup", 1)


def made(bundle, item, size):
    """What `huibiao kit` makes for a screen of this size."""
    with tempfile.TemporaryDirectory() as folder:
        out = os.path.join(folder, "kit")
        bundle.call("kit", bundle.path, "-o", out, "--items", f"{item}={size[0]}x{size[1]}px")
        return kiosk.read_png(os.path.join(out, f"{item}_{size[0]}x{size[1]}.png"))


def things_page(screen):
    screen.open_staff("24680")
    screen.scroll_to(id="things")
    screen.tap(id="things")
    screen.wait(lambda tree: any(i["id"].startswith("thing:") for i in tree["items"]), "the things", 60)


def told(screen, item, words):
    screen.wait(lambda tree: any(i["id"] == item and words in i["name"] for i in tree["items"]), f"{item}: {words}", 60)


def scroll_up(screen):
    while screen.items(id="scroll_up", enabled=True):
        screen.tap(id="scroll_up")


def plugged_in_and_out(bundle, display, screen, empty):
    banner = made(bundle, "LED大屏", WALL)
    screen.wait_screen("attract")
    place = [i["rect"] for i in screen.tree()["items"] if i["id"] == "staff_corner"][0]
    start.check(place[0] + place[2] == TOUCH[0], f"the kiosk fills its own screen: {place}")
    before = display.touch()
    start.check(display.wall() == empty, "nothing is on the other one")
    display.plug("HDMI-1", *WALL, 0)
    display.wait(lambda: display.wall() == banner, "the banner, as huibiao kit makes it for this screen")
    picture(screen, "banner")
    start.check(display.touch() == before, "the kiosk is where it was")
    for _ in range(3):
        display.xdotool("mousemove", 640, 360, "click", 1)
    screen.tree()
    start.check(screen.screen() == "attract", "a touch on the wall touches nothing")
    screen.hold(3.4, id="staff_corner")
    screen.wait_screen("pin")
    display.xdotool("mousemove", 640, 360, "click", 1)
    screen.type("24680")  # with the pointer on the wall: the keyboard is the kiosk's
    screen.key("Return")
    screen.wait_screen("staff")
    start.check(display.wall() == banner, "the banner stands, with no pointer on it")
    display.xdotool("mousemove", 1300, 790)
    display.pull("HDMI-1")
    display.wait(lambda: display.wall() == empty, "the end of it where the cable is out")
    screen.scroll_to(id="things")
    screen.tap(id="things")
    told(screen, "wall_trouble", "没有第二块屏幕：没有接上 HDMI-1")
    picture(screen, "pulled")
    display.plug("HDMI-1", *WALL, 0)
    display.wait(lambda: display.wall() == banner, "the banner again")
    told(screen, "wall_now", "正在显示：LED大屏")
    picture(screen, "again")
    display.pull("HDMI-1")
    display.plug("HDMI-1", 1024, 768, 0)
    other = made(bundle, "LED大屏", (1024, 768))
    display.wait(lambda: display.wall((1024, 768)) == other, "the banner for another screen")
    display.pull("HDMI-1")
    display.plug("HDMI-1", *WALL, 0)
    display.wait(lambda: display.wall() == banner, "the banner for the first one")


def chosen_by_staff(display, screen, empty):
    screen.scroll_to(id="thing:rollup")
    screen.tap(id="thing:rollup")
    screen.wait_item(id="wall_put")
    before = display.wall()
    screen.tap(id="wall_put")
    told(screen, "wall_now", "正在大屏上显示")
    display.wait(lambda: display.wall() != before, "the stand")
    rows = display.wall()
    width = round(WALL[1] * 800 / 2000)
    left = (WALL[0] - width) // 2
    row = rows[60]
    start.check(row[:3 * (left - 2)] == bytes(3 * (left - 2)), "black beside it")
    start.check(row[3 * (left + 4):3 * (left + 7)] != bytes(9), "and the stand in the middle, whole")
    picture(screen, "stand")
    screen.tap(id="wall_off")
    display.wait(lambda: display.wall() == empty, "nothing")
    screen.wait_item(id="wall_put")
    screen.tap(id="wall_put")
    display.wait(lambda: display.wall() == rows, "the stand again")
    screen.tap(id="back")
    screen.tap(id="back")
    screen.tap(id="back")
    screen.wait_screen("attract")
    start.check(display.wall() == rows, "it stays when staff are gone")
    return rows


def opened_anew(bundle, display, screen, rows):
    """The event's own files change while nobody is there: what staff put on the wall is drawn once more."""
    toml = os.path.join(bundle.path, "event.toml")
    with open(toml, encoding="utf-8") as file:
        text = file.read()
    with open(toml + ".new", "w", encoding="utf-8") as file:
        file.write(text.replace('"2023-05"', '"2023-06"'))
    os.rename(toml + ".new", toml)
    display.wait(lambda: display.wall() != rows, "the stand with another date", 120)
    changed = display.wall()
    start.check(changed[60] == rows[60], "beside the date it is as it was, and was never away")
    screen.wait_screen("attract")


def without_a_word(program, bundle, display, empty):
    """An event that says nothing of a second screen: staff can have one all the same."""
    with Walled(display, program, bundle.path, whole=True) as screen:
        things_page(screen)
        told(screen, "wall_now", "什么也不显示")
        start.check(display.wall() == empty, "nobody put anything there")
        screen.scroll_to(id="thing:led-wall")
        screen.tap(id="thing:led-wall")
        screen.wait_item(id="wall_put")
        screen.tap(id="wall_put")
        banner = made(bundle, "LED大屏", WALL)
        display.wait(lambda: display.wall() == banner, "the banner")
        start.check(screen.close() == 0, "it ends well")
    display.wait(lambda: display.wall() == empty, "nothing, with the kiosk gone")


def journey(program, event):
    with kiosk.Bundle(program, event) as bundle, Screens(*ROOM) as display:
        # The first one stands for all until another is made by hand.
        display.plug("eDP-1", *TOUCH, 1280, "screen")
        empty = display.wall()
        toml = os.path.join(bundle.path, "event.toml")
        with open(toml, encoding="utf-8") as file:
            plain = file.read()
        with open(toml, "a", encoding="utf-8") as file:
            file.write('\n[display]\nwall = "HDMI-1"\nkiosk = "eDP-1"\n')
        with Walled(display, program, bundle.path, whole=True) as screen:
            plugged_in_and_out(bundle, display, screen, empty)
            rows = chosen_by_staff(display, screen, empty)
            opened_anew(bundle, display, screen, rows)
            start.check(screen.close() == 0, "it ends well")
        with open(toml, "w", encoding="utf-8") as file:
            file.write(plain + '\n[display]\nkiosk = "eDP-1"\n')
        without_a_word(program, bundle, display, empty)


start.run(journey)
