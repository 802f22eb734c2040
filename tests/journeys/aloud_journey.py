"""A page is read aloud, to an audio device that plays to nobody: it begins at a touch, ends by itself, stops at a touch
and with the page; no process of it stays."""
import os
import shutil
import sys
import time

import kiosk
import start

# OpenAL plays into nothing, in real time; the sound server that is named is only looked for, never asked.
SILENT = {"ALSOFT_DRIVERS": "null", "PULSE_SERVER": "none"}


def children(pid):
    """Names of the processes that this one has started and not yet buried."""
    found = []
    for task in os.listdir("/proc"):
        if not task.isdigit():
            continue
        try:
            with open(f"/proc/{task}/stat", encoding="utf-8", errors="replace") as file:
                stat = file.read()
        except OSError:
            continue
        name, rest = stat[stat.index("(") + 1:stat.rindex(")")], stat[stat.rindex(")") + 2:].split()
        if int(rest[1]) == pid:
            found.append(name)
    return found


def journey(program, event):
    if shutil.which("espeak-ng") is None:
        print("skipped: espeak-ng is not installed")
        sys.exit(77)
    with kiosk.Bundle(program, event) as bundle, kiosk.Display(1366, 768) as display:
        with kiosk.Kiosk(display, program, bundle.path, environment=SILENT) as screen:
            screen.open_survey("中文")
            start.check(screen.find(id="read_aloud")["name"] == "朗读", "the button offers to read")
            screen.tap(id="read_aloud")
            began = time.monotonic()
            screen.wait(lambda t: any(i["name"] == "停止朗读" for i in t["items"]), "the reading")
            screen.wait(lambda t: any(i["name"] == "朗读" for i in t["items"]), "its end by itself", 60)
            start.check(time.monotonic() - began > 1, "it took the time that speaking takes")

            screen.tap(id="read_aloud")
            screen.wait(lambda t: any(i["name"] == "停止朗读" for i in t["items"]), "the reading again")
            screen.tap(id="read_aloud")
            screen.wait(lambda t: any(i["name"] == "朗读" for i in t["items"]), "its end by a touch", 5)

            screen.tap(id="read_aloud")
            screen.wait(lambda t: any(i["name"] == "停止朗读" for i in t["items"]), "the reading once more")
            screen.tap(id="next")
            screen.wait(lambda t: any(i["name"] == "朗读" for i in t["items"]), "its end with the page", 5)
            start.check(children(screen.process.pid) == [], "no process is left")


start.run(journey)
