"""How long a person waits for the screen when writing: from a motion of the finger to its ink, from a key to its
candidates. On Xvfb, whose pixels are looked at all the while; the time of a look is in the figures.

usage: python3 tools/benchmarks/writing.py HUIBIAO
"""
import ctypes
import os
import sys
import time

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, "tests", "journeys"))
import kiosk  # noqa: E402

FORM = """<?xml version="1.0"?>
<h:html xmlns="http://www.w3.org/2002/xforms" xmlns:h="http://www.w3.org/1999/xhtml">
<h:head><h:title>高坪镇意见征集</h:title><model><instance><data id="w"><words/></data></instance>
<bind nodeset="/data/words" type="string"/></model></h:head>
<h:body><input ref="/data/words"><label>您有什么意见？</label></input></h:body></h:html>
"""


class XImage(ctypes.Structure):
    _fields_ = [("width", ctypes.c_int), ("height", ctypes.c_int), ("xoffset", ctypes.c_int),
                ("format", ctypes.c_int), ("data", ctypes.POINTER(ctypes.c_ubyte))]


class Finger:
    def __init__(self, name):
        self.x = ctypes.CDLL("libX11.so.6")
        self.test = ctypes.CDLL("libXtst.so.6")
        self.x.XOpenDisplay.restype = ctypes.c_void_p
        self.x.XGetImage.restype = ctypes.POINTER(XImage)
        self.display = ctypes.c_void_p(self.x.XOpenDisplay(name.encode()))
        self.x.XDefaultRootWindow.restype = ctypes.c_ulong
        self.root = ctypes.c_ulong(self.x.XDefaultRootWindow(self.display))

    def pixels(self, x, y, width, height):
        image = self.x.XGetImage(self.display, self.root, int(x), int(y), width, height, ctypes.c_ulong(0xFFFFFFFF), 2)
        data = ctypes.string_at(image.contents.data, 4 * width * height)
        self.x.XDestroyImage(image)
        return data

    def move(self, x, y):
        self.test.XTestFakeMotionEvent(self.display, -1, int(x), int(y), ctypes.c_ulong(0))
        self.x.XFlush(self.display)

    def button(self, down):
        self.test.XTestFakeButtonEvent(self.display, 1, int(down), ctypes.c_ulong(0))
        self.x.XFlush(self.display)

    def changed(self, before, place):
        """Seconds until the pixels are others."""
        start = time.perf_counter()
        while self.pixels(*place) == before:
            if time.perf_counter() - start > 5:
                raise kiosk.Failed("nothing changed on the screen")
        return time.perf_counter() - start


def told(what, seconds):
    seconds.sort()
    print(f"{what}: median {seconds[len(seconds) // 2] * 1000:.1f} ms, "
          f"95th percentile {seconds[int(len(seconds) * 0.95)] * 1000:.1f} ms, {len(seconds)} times")


def measure(program):
    event = os.path.join(ROOT, "assets", "events", "gaoping")
    with kiosk.Bundle([program], event, settings={"form": '"form.xml"'}) as bundle, \
            kiosk.Display(1920, 1080) as display:
        with open(os.path.join(bundle.path, "form.xml"), "w", encoding="utf-8") as file:
            file.write(FORM)
        with kiosk.Kiosk(display, [program], bundle.path) as screen:
            screen.open_survey()
            finger = Finger(display.name)
            x, y, wide, tall = screen.wait_item(id="pad")["rect"]
            lines = []
            finger.move(x + 40, y + tall // 2)
            time.sleep(0.3)
            finger.button(True)
            time.sleep(0.3)
            for step in range(1, 101):
                at = x + 40 + step * (wide - 80) // 100, y + tall // 2 + (step * 37) % 60 - 30
                place = at[0] - 2, at[1] - 2, 5, 5
                before = finger.pixels(*place)
                finger.move(*at)
                lines.append(finger.changed(before, place))
            finger.button(False)
            told("a motion to its ink", lines)

            screen.tap(id="mode:pinyin")
            keys = {i["name"]: screen.middle(i) for i in screen.items() if i["id"].startswith("key:")}
            left = screen.find(id="mode:symbols")["rect"]
            # What the keys say stands above the candidates, and changes with each of them.
            strip = left[0] + left[2] + 24, left[1] - 70, 1000, 50
            waits = []
            for key in "liuyangshigaopingzhenzhengwugongkai":
                time.sleep(0.35)
                finger.move(*keys[key])
                time.sleep(0.05)
                finger.button(True)
                time.sleep(0.05)
                before = finger.pixels(*strip)
                finger.button(False)
                waits.append(finger.changed(before, strip))
            told("a key to its candidates", waits)


if __name__ == "__main__":
    measure(os.path.abspath(sys.argv[1]))
