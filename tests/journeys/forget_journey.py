"""Somebody writes and walks away: once the screen is at rest again, what was written is nowhere in the
memory of the program, in no encoding. Reads all of it, as a core dump would hold it."""
import os
import re

import kiosk
import start

WRITTEN = "老街米粉店门口的路灯坏了三个月"
TYPED = "zheliluotuozhuzaishanpo"  # as keys of the screen, left half converted
AGE = "68"


def memory(process):
    """What a core dump of it would hold: all that it may read."""
    held = []
    with open(f"/proc/{process.pid}/maps", encoding="ascii", errors="replace") as maps, \
            open(f"/proc/{process.pid}/mem", "rb", buffering=0) as mem:
        for line in maps:
            found = re.match(r"([0-9a-f]+)-([0-9a-f]+) r\S* \S+ \S+ (\d+)", line)
            if not found or "[v" in line:
                continue
            at, end = int(found[1], 16), int(found[2], 16)
            if end - at > 1 << 32:
                continue  # what a sanitizer knows of every byte; no copies are in it
            while at < end:
                size = min(end - at, 1 << 24)
                try:
                    mem.seek(at)
                    held.append((at, mem.read(size)))
                except (OSError, OverflowError):
                    pass  # of a device, or reserved only
                at += size
    return held


def where(process, words):
    """Addresses of its beginning, middle or end, five characters each, as UTF-8, UTF-16 or UTF-32."""
    parts = {words[:5], words[len(words) // 2:][:5], words[-5:]}
    wanted = {(p, c): p.encode(c) for p in parts for c in ("utf-8", "utf-16-le", "utf-32-le")}
    found = {}
    for at, block in memory(process):
        for what, pattern in wanted.items():
            place = block.find(pattern)
            if place >= 0:
                found.setdefault(what, hex(at + place))
    return found


def field(screen):
    """Goes on, answering, until a field for words is there."""
    for _ in range(40):
        tree = screen.wait(lambda t: t["screen"] == "survey", "the survey")
        item = kiosk.kind_of_page(tree)
        if item and item["role"] == "textbox" and screen.items(id="mode:pinyin"):
            return
        if item:
            kiosk.answer_page(screen, tree, age=AGE)
        screen.tap(id="next")
    raise kiosk.Failed("no page with a field for words")


def journey(program, event):
    # Where a sanitizer has the heap in its place, freed blocks are to be filled as the program does itself.
    os.environ["ASAN_OPTIONS"] = os.environ.get("ASAN_OPTIONS", "") + ":max_free_fill_size=268435456"
    settings = {"after_seconds": "40", "warning_seconds": "20"}
    with kiosk.Bundle(program, event, settings=settings) as bundle, kiosk.Display(1280, 800) as display:
        with kiosk.Kiosk(display, program, bundle.path) as screen:
            screen.open_survey()
            field(screen)
            screen.tap(id="mode:pinyin")
            screen.type(WRITTEN)
            screen.wait(lambda t: any(i["value"] == WRITTEN for i in t["items"]), "the words")
            screen.tap(id="size")  # set in another size as well
            screen.tap(id="size")
            for letter in TYPED:
                screen.tap(id="key:" + letter)
            start.check(where(screen.process, WRITTEN), "it is in the memory while it is needed")
            start.check(where(screen.process, TYPED), "so are the keys")

            screen.wait_screen("idle", 80)
            screen.wait_screen("attract", 40)
            for words in (WRITTEN, TYPED):
                left = where(screen.process, words)
                start.check(not left, f"found after the reset: {left}")
            start.check(bundle.count() == 0, "nothing is stored")


start.run(journey)
