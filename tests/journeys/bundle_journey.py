"""Staff load the event of another unit from a stick: its 会标 comes up in the same window, somebody answers; then they
go back, and the first event has all its answers still."""
import json
import os
import shutil
import tempfile

import kiosk
import start

FIRST = "高坪镇"
SECOND = "沙市镇"
XML = ('<data id="gaoping" version="1"><words>谢谢</words><meta><instanceID>'
       'uuid:00000000-0000-4000-8000-000000000001</instanceID></meta></data>')


def other(event, stick):
    """The same bundle for another unit of the plan, as the office puts it on a stick; with things beside it that are
    nobody's business."""
    folder = os.path.join(stick, "活动", SECOND)
    shutil.copytree(event, folder, ignore=shutil.ignore_patterns("data"))
    path = os.path.join(folder, "event.toml")
    with open(path, encoding="utf-8") as file:
        text = file.read()
    lines = [f'unit = "{SECOND}"' if line.startswith("unit") else line for line in text.splitlines()
             if not line.startswith("theme")]
    with open(path, "w", encoding="utf-8") as file:
        file.write("\n".join(lines) + "\n")
    os.mkdir(os.path.join(folder, "data"))
    with open(os.path.join(folder, "data", "old.txt"), "w", encoding="utf-8") as file:
        file.write("answers of somewhere else")
    return folder


def shows(screen, words):
    """The attract loop, with that in its 会标; it may take a moment to come round."""
    screen.wait(lambda tree: tree["screen"] == "attract" and any(words in i["name"] for i in tree["items"]),
                "the 会标 of " + words)


def answer(screen):
    screen.open_survey()
    kiosk.walk_survey(screen)
    screen.tap(id="next")
    screen.wait_screen("thanks")
    screen.tap(id="done")


def change(screen, press):
    screen.open_staff("24680")
    screen.scroll_to(id="bundles")
    screen.tap(id="bundles")
    screen.wait_item(id="look_again")
    screen.scroll_to(id=press)
    screen.tap(id=press)
    asked = screen.wait_item(id="dialog_text")
    start.check(FIRST in asked["name"] and SECOND in asked["name"], "both are named: " + asked["name"])
    screen.tap(id="dialog_yes")


def journey(program, event):
    with kiosk.Bundle(program, event) as bundle, kiosk.Display(1080, 1920) as display:
        stick = tempfile.mkdtemp(prefix="huibiao-stick-")
        folder = other(event, stick)
        bundle.call("responses", "add", bundle.path, input=json.dumps({"xml": XML}) + "\n")
        with kiosk.Kiosk(display, program, bundle.path, {"HUIBIAO_VOLUMES": stick}) as screen:
            shows(screen, FIRST)
            start.check(bundle.count() == 1, "the first event has an answer")
            change(screen, "load:" + folder)
            shows(screen, SECOND)
            start.check(screen.running(), "it is the same program still")
            start.check(not os.path.exists(os.path.join(bundle.path, "data", "old.txt")),
                        "what lay in the data folder of the stick stayed there")
            start.check(bundle.count() == 0, "the new event has no answer yet")
            answer(screen)
            start.check(bundle.count() == 1, "it keeps its own")
            change(screen, "go_back")  # and the PIN of the first one opens the staff page
            shows(screen, FIRST)
            screen.open_staff("24680")
            total = screen.wait_item(id="count_total")
            start.check(total["value"] == "1", "the first event has its answer still: " + total["value"])
        start.check(bundle.count() == 1, "as the command line has it")
        previous = bundle.call("responses", "count", bundle.path + ".previous")
        start.check(previous.startswith("1"), "the second one's is kept with it: " + previous)
        shutil.rmtree(stick)


start.run(journey)
