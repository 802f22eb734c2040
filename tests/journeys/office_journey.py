"""A borrowed computer is given back: nothing is erased before all answers are on the stick; then the event
is gone from the computer, its answers are nowhere on it, and the export is whole."""
import glob
import json
import os
import tempfile

import kiosk
import start

WORDS = "等了很久，没有座位"


def answers(bundle, count):
    """The kiosk's own submissions are made by walking through it; these come from elsewhere."""
    lines = []
    for i in range(count):
        xml = (f'<data id="gaoping" version="1"><words>{WORDS}</words>'
               f'<meta><instanceID>uuid:00000000-0000-4000-8000-{i:012d}</instanceID></meta></data>')
        lines.append(json.dumps({"xml": xml}))
    bundle.call("responses", "add", bundle.path, input="\n".join(lines) + "\n")


def holding(folder):
    return [path for path in glob.glob(os.path.join(folder, "**", "*"), recursive=True)
            if os.path.isfile(path) and WORDS.encode() in open(path, "rb").read()]


def press(screen, name):
    screen.wait(lambda tree: not any(i["role"] == "progressbar" for i in tree["items"]), "the end of the task")
    screen.scroll_to(id=name)
    screen.tap(id=name)


def journey(program, event):
    with kiosk.Bundle(program, event) as bundle, kiosk.Display(1366, 768) as display:
        stick = tempfile.mkdtemp(prefix="huibiao-stick-")
        answers(bundle, 3)
        start.check(holding(bundle.path), "the control: the answers are in the bundle")
        with kiosk.Kiosk(display, program, bundle.path, {"HUIBIAO_VOLUMES": stick}) as screen:
            screen.open_staff("24680")
            press(screen, "summary")
            screen.wait_item(id="form0:count")
            counts = [i["name"] for i in screen.tree()["items"] if i["id"].endswith(":count")]
            start.check(any("3份" in count for count in counts), f"the answers are summed up: {counts}")
            screen.tap(id="back")
            press(screen, "give_back")
            screen.wait_item(id="not_exported")
            start.check(not screen.items(id="erase_all"), "nothing is erased while answers were not exported")
            screen.tap(id="back")
            done = screen.export(stick)
            start.check("3" in done["name"], "all three are exported: " + done["name"])
            press(screen, "give_back")
            press(screen, "erase_all")
            for _ in range(2):
                screen.wait_item(id="dialog_yes")
                screen.tap(id="dialog_yes")
            screen.wait_item(id="cleared")
            start.check(not os.path.exists(bundle.path), "the event's folder is gone")
            screen.tap(id="leave")
            screen.process.wait(20)
            start.check(screen.process.returncode == 0, "the program ends well")
        exports = glob.glob(os.path.join(stick, "*"))
        start.check(len(exports) == 1, f"one export: {exports}")
        bundle.call("responses", "verify", exports[0])
        start.check(holding(stick), "the stick has the answers")
        summary = [os.path.getsize(os.path.join(exports[0], name)) for name in ("汇总.pdf", "汇总.png")]
        start.check(min(summary) > 10000, f"the summary is beside the tables: {summary}")


start.run(journey)
