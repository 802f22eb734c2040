"""The real program on a virtual screen, with real clicks at places that its inspector tells.

Needs xvfb and xdotool; everything else is Python's own. For the journeys in this folder and for
tools/visit.py.
"""
import json
import os
import shutil
import signal
import socket
import struct
import subprocess
import tempfile
import time
import zlib


class Failed(Exception):
    """What was expected did not come about."""


def without_leaks(env):
    """With sanitizers: the OpenGL driver and fontconfig leak, and are unloaded before the leaks are named."""
    return dict(env, ASAN_OPTIONS=env.get("ASAN_OPTIONS", "") + ":detect_leaks=0")


class Display:
    """An X server of its own: `with Display(1920, 1080) as display:`."""

    def __init__(self, width=1920, height=1080):
        self.width, self.height = width, height
        self.folder = tempfile.mkdtemp(prefix="huibiao-x-")
        read, write = os.pipe()
        self.log = open(os.path.join(self.folder, "xvfb.log"), "wb")
        self.server = subprocess.Popen(
            ["Xvfb", "-displayfd", str(write), "-screen", "0", f"{width}x{height}x24", "-fbdir", self.folder,
             "-nolisten", "tcp", "-noreset", "+extension", "GLX"],
            pass_fds=[write], stdout=self.log, stderr=self.log)
        os.close(write)
        with os.fdopen(read) as told:
            number = told.readline().strip()
        if not number:
            raise Failed("Xvfb did not start: see " + self.log.name)
        self.name = ":" + number
        self.env = dict(os.environ, DISPLAY=self.name)
        self.env.pop("XAUTHORITY", None)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def close(self):
        self.server.terminate()
        try:
            self.server.wait(10)
        except subprocess.TimeoutExpired:
            self.server.kill()
            self.server.wait()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)

    def xdotool(self, *words):
        subprocess.run(["xdotool", *map(str, words)], env=self.env, check=True, timeout=60,
                       stdout=subprocess.DEVNULL)

    def give_keys(self, words):
        """A key of its own for each character that has none. Left to itself xdotool lends one key to
        all in turn, and a busy reader looks up the wrong one."""
        table = subprocess.run(["xmodmap", "-pke"], env=self.env, check=True, capture_output=True, text=True).stdout
        rows = [line.split("=") for line in table.splitlines() if "=" in line]
        taken = {sign for _, signs in rows for sign in signs.split()}
        free = [code for code, signs in rows if not signs.strip()]
        wanted = [f"U{ord(c):04X}" for c in dict.fromkeys(words) if ord(c) > 0xFF]
        lines = [f"{free.pop()}= {sign}" for sign in wanted if sign not in taken]
        if lines:
            subprocess.run(["xmodmap", "-"], env=self.env, input="\n".join(lines) + "\n", text=True, check=True)

    def pixels(self, x=0, y=0, w=None, h=None):
        """What a rectangle of the screen shows: a row of RGB bytes for each line."""
        with open(os.path.join(self.folder, "Xvfb_screen0"), "rb") as file:
            data = file.read()
        # The head of an xwd file (X11/XWDFile.h): 25 big-endian words.
        head = struct.unpack(">25I", data[:100])
        width, height, order, bits, stride, colours = head[4], head[5], head[7], head[11], head[12], head[19]
        if bits != 32 or order != 0:
            raise Failed("not a 32 bit little-endian screen")
        start = head[0] + colours * 12
        w, h = w or width - x, h or height - y
        rows = []
        for line in range(y, y + h):
            row = data[start + line * stride + x * 4:start + line * stride + (x + w) * 4]
            rgb = bytearray(3 * w)
            rgb[0::3], rgb[1::3], rgb[2::3] = row[2::4], row[1::4], row[0::4]
            rows.append(bytes(rgb))
        return rows

    def png(self, path):
        """What the screen shows, as a PNG file."""
        rows = self.pixels()
        head = struct.pack(">IIBBBBB", len(rows[0]) // 3, len(rows), 8, 2, 0, 0, 0)

        def chunk(kind, body):
            return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

        with open(path, "wb") as out:
            out.write(b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) +
                      chunk(b"IDAT", zlib.compress(b"".join(b"\0" + row for row in rows), 6)) + chunk(b"IEND", b""))


def read_png(path):
    """The pixels of a PNG with 8 bits a channel, in colour: a row of RGB bytes for each line."""
    with open(path, "rb") as file:
        data = file.read()
    width, height, bits, kind = struct.unpack(">IIBB", data[16:26])
    if bits != 8 or kind not in (2, 6):
        raise Failed(f"{path}: not a PNG of 8 bits in colour")
    each, at, packed = (3 if kind == 2 else 4), 8, b""
    while at < len(data):
        length = struct.unpack(">I", data[at:at + 4])[0]
        if data[at + 4:at + 8] == b"IDAT":
            packed += data[at + 8:at + 8 + length]
        at += 12 + length
    raw, rows, above = zlib.decompress(packed), [], bytearray(width * each)
    for y in range(height):
        start = y * (width * each + 1)
        way, row = raw[start], bytearray(raw[start + 1:start + 1 + width * each])
        for i in range(len(row) if way else 0):
            left, up = row[i - each] if i >= each else 0, above[i]
            corner = above[i - each] if i >= each else 0
            guess = left + up - corner
            near = min((abs(guess - left), 0, left), (abs(guess - up), 1, up), (abs(guess - corner), 2, corner))[2]
            row[i] = (row[i] + (0, left, up, (left + up) // 2, near)[way]) & 255
        above = row
        rgb = bytearray(3 * width)
        rgb[0::3], rgb[1::3], rgb[2::3] = row[0::each], row[1::each], row[2::each]
        rows.append(bytes(rgb))
    return rows


class Kiosk:
    """`huibiao kiosk` on a display. `program`: the list of words that start it. `whole`: no size is named, it finds
    its screen by itself."""

    def __init__(self, display, program, event, environment=None, size=None, log=None, whole=False):
        self.display = display
        width, height = size or (display.width, display.height)
        window = [] if whole else ["--window", f"{width}x{height}"]
        self.folder = tempfile.mkdtemp(prefix="huibiao-k-")
        path = os.path.join(self.folder, "inspect")
        env = dict(display.env, **(environment or {}))
        env = without_leaks(env)
        self.log = open(log or os.path.join(self.folder, "kiosk.log"), "wb")
        self.started = time.monotonic()
        self.process = subprocess.Popen(
            [*program, "kiosk", event, *window, "--inspect", path],
            env=env, stdout=self.log, stderr=self.log)
        self.socket = socket.socket(socket.AF_UNIX)
        deadline = time.monotonic() + 60
        while True:
            try:
                self.socket.connect(path)
                break
            except OSError:
                if self.process.poll() is not None or time.monotonic() > deadline:
                    raise Failed("the kiosk did not start:\n" + self.said()) from None
                time.sleep(0.01)
        self.socket.settimeout(60)
        self.lines = self.socket.makefile("r", encoding="utf-8")
        self.tree()

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.close()

    def said(self):
        self.log.flush()
        with open(self.log.name, encoding="utf-8", errors="replace") as file:
            return file.read()

    def close(self):
        """Ends it as the service manager would; the exit code."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
            try:
                self.process.wait(30)
            except subprocess.TimeoutExpired:
                self.process.kill()
                self.process.wait()
        self.socket.close()
        self.log.close()
        shutil.rmtree(self.folder, ignore_errors=True)
        return self.process.returncode

    def running(self):
        return self.process.poll() is None

    # What is on the screen.

    def tree(self):
        self.socket.sendall(b"tree\n")
        line = self.lines.readline()
        if not line:
            raise Failed("the inspector is gone:\n" + self.said())
        return json.loads(line)

    def screen(self):
        return self.tree()["screen"]

    def items(self, **wanted):
        return [item for item in self.tree()["items"] if all(item.get(k) == v for k, v in wanted.items())]

    def find(self, **wanted):
        found = self.items(**wanted)
        if not found:
            tree = self.tree()
            raise Failed(f"no item {wanted} on {tree['screen']}: {[i['id'] for i in tree['items']]}")
        return found[0]

    def wait(self, test, what, seconds=20):
        deadline = time.monotonic() + seconds
        while True:
            tree = self.tree()
            if test(tree):
                return tree
            if time.monotonic() > deadline:
                raise Failed(f"waited {seconds} s for {what}; on {tree['screen']}: {[i['id'] for i in tree['items']]}")
            time.sleep(0.02)

    def wait_screen(self, name, seconds=20):
        return self.wait(lambda tree: tree["screen"] == name, "screen " + name, seconds)

    def wait_item(self, seconds=20, **wanted):
        def there(tree):
            return any(all(item.get(k) == v for k, v in wanted.items()) for item in tree["items"])
        self.wait(there, f"item {wanted}", seconds)
        return self.find(**wanted)

    # What a hand does.

    @staticmethod
    def middle(item):
        x, y, w, h = item["rect"]
        return x + w // 2, y + h // 2

    def tap_at(self, x, y):
        self.display.xdotool("mousemove", x, y, "click", 1)

    def tap(self, **wanted):
        """Presses the control so described, once it is enabled and the last tap is over."""
        self.wait(lambda tree: any(i["enabled"] and all(i.get(k) == v for k, v in wanted.items())
                                   for i in tree["items"]), f"a control {wanted}")
        item = self.find(**wanted)
        self.pause()
        self.tap_at(*self.middle(item))
        return item

    @staticmethod
    def pause():
        """So long after the control was seen that a tap on it is one of its own, however late a busy
        machine answered the last one."""
        time.sleep(0.33)

    def hold(self, seconds, **wanted):
        x, y = self.middle(self.find(**wanted))
        self.display.xdotool("mousemove", x, y, "mousedown", 1)
        time.sleep(seconds)
        self.display.xdotool("mouseup", 1)

    def key(self, name):
        self.display.xdotool("key", name)

    def type(self, words):
        """On a real keyboard."""
        self.display.give_keys(words)
        self.tree()  # it has seen the new keys
        self.display.xdotool("type", "--delay", "30", words)

    def keys(self, words):
        """On the keyboard of the screen."""
        for character in words:
            self.tap(id="key:" + character)

    def scroll_to(self, **wanted):
        """Presses the scroll button until the thing is there."""
        for _ in range(40):
            if self.items(**wanted):
                return
            self.tap(id="scroll_down")
        raise Failed(f"scrolled in vain for {wanted}")

    def png(self, path):
        self.tree()
        self.display.png(path)

    # The ways through it.

    def open_survey(self, language=None):
        self.wait_screen("attract")
        self.tap(id="call")
        self.wait_screen("start")
        if language:
            self.tap(role="radio", name=language)
        self.tap(id="start")
        return self.wait_screen("survey")

    def export(self, folder, seconds=20):
        """On the staff page: waits until the place is offered, exports what is new to it; what is said then."""
        for _ in range(seconds * 10):
            offered = [i["id"] for i in self.items() if i["id"].startswith("volume:") and i["value"] == folder]
            if offered:
                break
            time.sleep(0.1)
        else:
            raise AssertionError(folder + " is not offered")
        button = offered[0].replace("volume", "export", 1)
        self.scroll_to(id=button)
        self.tap(id=button)
        return self.wait_item(id="task_done")

    def open_staff(self, pin):
        self.wait_screen("attract")
        self.hold(3.4, id="staff_corner")
        self.wait_screen("pin")
        for digit in pin:
            self.tap(id="digit:" + digit)
        self.tap(id="pin_ok")
        return self.wait_screen("staff")


def kind_of_page(tree):
    """What the page asks for: the first of its controls that takes an answer."""
    for item in tree["items"]:
        if item["role"] in ("radio", "checkbox", "textbox", "spinbutton") and item["ref"]:
            return item
    return None


def answer_page(kiosk, tree, words="办事很快，谢谢。", choice=0, age="68"):
    """Answers what stands on the page, whatever it is; the (ref, name or text) that was given."""
    item = kind_of_page(tree)
    if item is None:
        return None
    ref = item["ref"]
    if item["role"] in ("radio", "checkbox"):
        choices = [i for i in tree["items"] if i["ref"] == ref and i["role"] == item["role"]]
        chosen = choices[min(choice, len(choices) - 1)]
        kiosk.tap(id=chosen["id"])
        kiosk.wait(lambda t: any(i["id"] == chosen["id"] and i["checked"] for i in t["items"]), "a tick")
        return ref, chosen["name"]
    if item["role"] == "spinbutton":
        kiosk.tap(id=f"step:{ref}+")
        return ref, kiosk.find(id=item["id"])["value"]
    if not kiosk.items(id="key:erase"):
        kiosk.tap(id=item["id"])
    if any(i["id"] == "key:7" for i in kiosk.tree()["items"]):
        kiosk.keys(age)
        return ref, age
    kiosk.type(words)
    kiosk.wait(lambda t: any(i["id"] == item["id"] and i["value"] == words for i in t["items"]), "typed words")
    return ref, words


def walk_survey(kiosk, picture=None, **how):
    """From the first page to the one that checks, answering all; what was given, by ref."""
    given = {}
    for number in range(1, 200):
        tree = kiosk.tree()
        if tree["screen"] == "review":
            return given
        answered = answer_page(kiosk, tree, **how)
        if answered:
            given[answered[0]] = answered[1]
        if picture:
            picture(number)
        page = [i["id"] for i in tree["items"] if i["role"] == "heading"]
        kiosk.tap(id="next")
        after = kiosk.wait(lambda t: t["screen"] == "review" or
                           [i["id"] for i in t["items"] if i["role"] in ("heading", "alert")] != page,
                           "the next page")
        for alert in after["items"]:
            if alert["role"] == "alert":
                raise Failed("the page refuses: " + alert["name"])
    raise Failed("no end to the survey")


class Bundle:
    """A copy of an event bundle to do with as one likes."""

    def __init__(self, program, source, pin="24680", settings=None):
        self.program = program
        self.folder = tempfile.mkdtemp(prefix="huibiao-e-")
        self.path = os.path.join(self.folder, os.path.basename(os.path.normpath(source)))
        shutil.copytree(source, self.path, ignore=shutil.ignore_patterns("data"))
        toml = os.path.join(self.path, "event.toml")
        with open(toml, encoding="utf-8") as file:
            lines = file.read().splitlines()
        for key, value in (settings or {}).items():
            at = [i for i, line in enumerate(lines) if line.split("=")[0].strip() == key]
            if not at:
                raise Failed(f"event.toml has no {key}")
            lines[at[0]] = f"{key} = {value}"
        with open(toml, "w", encoding="utf-8") as file:
            file.write("\n".join(lines) + "\n")
        if pin:
            self.call("event", "pin", self.path, input=pin + "\n")

    def __enter__(self):
        return self

    def __exit__(self, *_):
        shutil.rmtree(self.folder, ignore_errors=True)

    def call(self, *words, input=None):
        """Another call of the program: its stdout."""
        done = subprocess.run([*self.program, *words], input=input, text=True, encoding="utf-8",
                              capture_output=True, timeout=120, env=without_leaks(os.environ))
        if done.returncode != 0:
            raise Failed(f"{words}: exit {done.returncode}\n{done.stderr}")
        return done.stdout

    def count(self):
        return int("".join(c for c in self.call("responses", "count", self.path).split()[0] if c.isdigit()))
